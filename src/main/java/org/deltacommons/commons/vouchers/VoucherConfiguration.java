package org.deltacommons.commons.vouchers;

import java.util.List;
import org.deltacommons.commons.bookings.FirmHomes;
import org.deltacommons.commons.enterprises.Enterprises;
import org.deltacommons.commons.resources.Resources;
import org.deltacommons.foundation.federation.Replica;
import org.deltacommons.foundation.identity.OpenToVisitors;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.OptionSource;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The declared procedures of vouchers, orders, claims and batches.
@Configuration
class VoucherConfiguration {

    @Bean
    Funds voucherFunds(Rules rules) {
        return new Funds(rules);
    }

    @Bean
    Grants grants(Enterprises enterprises, Funds funds, Records records) {
        return new Grants(
                enterprises,
                funds,
                (programme, actor) -> homeOfProgramme(records, programme, actor));
    }

    @Bean
    Procedure<Voucher> voucherProcedure(Grants grants) {
        return grants.procedure();
    }

    @Bean
    Orders orders(
            Resources resources,
            Enterprises enterprises,
            Funds funds,
            ObjectProvider<Agreements> agreements) {
        return new Orders(
                resources, enterprises, funds, agreements.getIfAvailable(() -> Agreements.NONE));
    }

    @Bean
    Procedure<Order> orderProcedure(Orders orders, Funds funds, Records records) {
        return new OrderProcedure(
                        orders,
                        new OrderReplies(funds),
                        (form, actor) -> homeOfOrder(records, form, actor))
                .build();
    }

    @Bean
    FirmHomes firmHomes() {
        return (firm, home, rows) ->
                Enterprises.wasEverAt(rows, firm.id().value(), firm.home(), home);
    }

    /// An order lives where the voucher does that pays for it: a firm that moved goes on using
    /// there what it was granted there. Without a voucher, where the firm is at home now.
    private static Province homeOfOrder(Records records, VoucherForms.Place form, Actor actor) {
        String voucher = form.voucher();
        return (voucher == null ? java.util.Optional.<String>empty() : id(voucher))
                .flatMap(id -> records.find(Voucher.class, Id.<Voucher>of(id)))
                .filter(found -> found.firm().equals(form.firm()))
                .map(Voucher::home)
                .or(() -> Enterprises.homeOf(records, form.firm()))
                .or(() ->
                        id(form.firm())
                                .flatMap(id ->
                                        records.find(Organisation.class, Id.<Organisation>of(id)))
                                .map(Organisation::home))
                .orElse(actor.home());
    }

    /// What was typed, if it can be an id at all.
    private static java.util.Optional<String> id(String typed) {
        return typed.matches("[A-Za-z0-9][A-Za-z0-9./:_-]{0,79}")
                ? java.util.Optional.of(typed)
                : java.util.Optional.empty();
    }

    @Bean
    Claims claims(Funds funds, Enterprises enterprises, Procedure<Order> orders, Moving moving) {
        return new Claims(funds, enterprises, orders, moving);
    }

    @Bean
    Procedure<ClaimLine> claimProcedure(
            Claims claims, Procedure<Order> orders, Moving moving, Records records) {
        return ClaimProcedure.build(
                claims,
                new Objections(claims, orders, moving),
                (order, actor) ->
                        id(order)
                                .flatMap(each -> records.find(Order.class, Id.<Order>of(each)))
                                .map(Order::home)
                                .orElse(actor.home()));
    }

    @Bean
    Procedure<Redemption> redemptionProcedure(Funds funds, Claims claims, Moving moving) {
        Procedure<Redemption> procedure = new Redemptions(funds).procedure();
        claims.writesBatchesBy((after, rows) -> {
            Redemption before = rows.find(Redemption.class, after.id()).orElse(null);
            if (before == null) {
                return moving.parts(procedure, null, "collect", Move.to(after), rows);
            }
            // With its last line the batch is done, in the same step.
            return after.isPaidOff()
                    ? moving.parts(
                            procedure,
                            before,
                            "finish",
                            Move.to(after.in(RedemptionState.DONE)),
                            rows)
                    : moving.parts(procedure, before, "line", Move.to(after), rows);
        });
        return procedure;
    }

    /// The programmes of issuers whose homes other nodes host.
    @Bean
    Replica<ProgrammeOpened> programmeReplica() {
        return new Replica<>() {
            @Override
            public Class<ProgrammeOpened> fact() {
                return ProgrammeOpened.class;
            }

            @Override
            public List<Row> rows(ProgrammeOpened body, RecordedFact fact) {
                return List.of(body.programme());
            }
        };
    }

    @Bean
    Replica<ProgrammeChanged> programmeChangeReplica() {
        return new Replica<>() {
            @Override
            public Class<ProgrammeChanged> fact() {
                return ProgrammeChanged.class;
            }

            @Override
            public List<Row> rows(ProgrammeChanged body, RecordedFact fact) {
                return List.of(body.programme());
            }
        };
    }

    @Bean
    Procedure<BudgetChange> budgetChangeProcedure(Records records) {
        return BudgetChange.procedure(
                (programme, actor) -> homeOfProgramme(records, programme, actor));
    }

    @Bean
    CasePage<BudgetChange> budgetChangeCase(Records records, Ledger ledger, Words words) {
        return new BudgetPages.ChangeCase(records, ledger, words);
    }

    private static Province homeOfProgramme(Records records, String programme, Actor actor) {
        return id(programme)
                .flatMap(id -> records.find(Programme.class, Id.<Programme>of(id)))
                .map(Programme::home)
                .orElse(actor.home());
    }

    @Bean
    Procedure<Recovery> recoveryProcedure(Records records) {
        return new Recoveries((claim, actor) ->
                id(claim)
                        .flatMap(each -> records.find(ClaimLine.class, Id.<ClaimLine>of(each)))
                        .map(ClaimLine::home)
                        .orElse(actor.home()))
                .procedure();
    }

    @Bean
    OptionSource recoveryGrounds(Words words) {
        return _ ->
                RecoveryGround.ofOfficers().stream()
                        .map(ground -> new Option(ground.name(), words.show(ground)))
                        .toList();
    }

    /// Anybody may object to a public notice.
    @Bean
    OpenToVisitors objectionDoor() {
        return new OpenToVisitors(List.of(ObjectionPages.PATH, ObjectionPages.API));
    }

    @Bean
    MenuEntry walletMenu() {
        return new MenuEntry(
                "menu.wallet",
                "/wallet",
                "ticket",
                30,
                actor ->
                        actor.has(Role.FIRM_ENGINEER)
                                || actor.has(Role.FIRM_FINANCE)
                                || actor.has(Role.SIGNATORY));
    }

    @Bean
    MenuEntry redemptionMenu() {
        return new MenuEntry(
                "menu.redemptions", "/redemptions", "cash", 40, VoucherPages::isOfficial);
    }

    @Bean
    MenuEntry budgetMenu() {
        return new MenuEntry("menu.budgets", "/budgets", "chart-pie", 41, VoucherPages::isOfficial);
    }
}
