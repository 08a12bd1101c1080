package org.deltacommons.commons.vouchers;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiFunction;
import org.deltacommons.commons.enterprises.Check;
import org.deltacommons.commons.enterprises.Condition;
import org.deltacommons.commons.enterprises.Enterprise;
import org.deltacommons.commons.enterprises.Enterprises;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Release;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.rulebook.Applied;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// The way from an application to a voucher and to its end: the declared procedure and its
/// decisions.
///
/// Source: 上海市科学技术进步条例 (2024) Art. 17, 31; the issuer's own measures.
public final class Grants {

    static final Who ENGINEER = Who.of(Role.FIRM_ENGINEER, Side.FIRM);
    static final Who FINANCE = Who.of(Role.FIRM_FINANCE, Side.FIRM);
    static final Who SIGNATORY = Who.of(Role.SIGNATORY, Side.FIRM);
    static final Who OFFICER = Who.of(Role.COUNTY_OFFICER, Side.ISSUER);
    static final Who PROVINCIAL = Who.of(Role.PROVINCIAL_OFFICER, Side.ISSUER);
    static final Who AUDITOR = Who.of(Role.AUDITOR, Side.ISSUER);

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String OPEN_APPLICATION = "vouchers.application";

    private final Enterprises enterprises;
    private final Funds funds;
    private final BiFunction<String, Actor, Province> home;

    /// @param home where a programme is at home; an unknown one is refused by the asker's own home
    Grants(Enterprises enterprises, Funds funds, BiFunction<String, Actor, Province> home) {
        this.home = home;
        this.enterprises = enterprises;
        this.funds = funds;
    }

    Procedure<Voucher> procedure() {
        return Procedure.of("voucher", Voucher.class, "source.voucher")
                .opens(
                        "apply",
                        VoucherForms.Apply.class,
                        (form, actor) -> home.apply(form.programme(), actor),
                        this::apply,
                        ENGINEER,
                        FINANCE)
                .state(
                        VoucherState.SUBMITTED,
                        StateTone.ACTIVE,
                        "voucher.examine",
                        List.of(PROVINCIAL),
                        OFFICER)
                .lapsing(
                        VoucherState.RETURNED,
                        StateTone.WARN,
                        "voucher.supplement",
                        "lapse",
                        ENGINEER,
                        FINANCE)
                .state(VoucherState.GRANTED, StateTone.GOOD)
                .last(VoucherState.REJECTED, StateTone.BAD)
                .last(VoucherState.WITHDRAWN, StateTone.OVER)
                .last(VoucherState.EXPIRED, StateTone.OVER)
                .last(VoucherState.REVOKED, StateTone.BAD)
                .action("grant", VoucherForms.Grant.class)
                .from(VoucherState.SUBMITTED)
                .to(VoucherState.GRANTED)
                .by(OFFICER)
                .unless(this::unmet)
                .primary()
                .does(this::grant)
                .action("return", VoucherForms.Because.class)
                .from(VoucherState.SUBMITTED)
                .to(VoucherState.RETURNED)
                .by(OFFICER)
                .does((voucher, form, on) ->
                        Outcome.done(
                                Move.to(voucher.in(VoucherState.RETURNED, form.reason()))
                                        .noting(form.reason())))
                .action("reject", VoucherForms.Because.class)
                .from(VoucherState.SUBMITTED)
                .to(VoucherState.REJECTED)
                .by(OFFICER)
                .dangerous()
                .does((voucher, form, on) -> end(voucher, VoucherState.REJECTED, form.reason()))
                .action("supplement", VoucherForms.Supplement.class)
                .from(VoucherState.RETURNED)
                .to(VoucherState.SUBMITTED)
                .by(ENGINEER, FINANCE)
                .primary()
                .does(this::supplement)
                .action("withdraw")
                .from(VoucherState.SUBMITTED, VoucherState.RETURNED)
                .to(VoucherState.WITHDRAWN)
                .by(ENGINEER, FINANCE)
                .dangerous()
                .does((voucher, form, on) -> end(voucher, VoucherState.WITHDRAWN, null))
                .action("lapse")
                .from(VoucherState.RETURNED)
                .to(VoucherState.WITHDRAWN)
                .by(Who.SYSTEM)
                .does((voucher, form, on) -> end(voucher, VoucherState.WITHDRAWN, null))
                .action("revoke", VoucherForms.Because.class)
                .from(VoucherState.GRANTED)
                .to(VoucherState.REVOKED)
                .by(OFFICER)
                .dangerous()
                .does((voucher, form, on) -> close(voucher, VoucherState.REVOKED, form.reason()))
                .action("expire")
                .from(VoucherState.GRANTED)
                .to(VoucherState.EXPIRED)
                .by(Who.SYSTEM)
                .does(this::expire)
                .readers(PROVINCIAL, AUDITOR, SIGNATORY)
                .line(VoucherState.SUBMITTED, VoucherState.GRANTED)
                .build();
    }

    private Outcome<Move<Voucher>> apply(VoucherForms.Apply form, Deciding on) {
        Programme programme =
                on.rows().find(Programme.class, Id.<Programme>of(form.programme())).orElse(null);
        if (programme == null) {
            return Outcome.refused(VoucherReason.PROGRAMME_NOT_FOUND);
        }
        if (!programme.open() || !programme.isInYear(on.now())) {
            return Outcome.refused(
                    Refusal.of(VoucherReason.PROGRAMME_CLOSED, "programme", programme.nameZh())
                            .with("year", programme.year()));
        }
        Applied<VoucherRule> rule = funds.rule(on.rows(), programme, on.now()).orElse(null);
        if (rule == null) {
            return Outcome.refused(VoucherReason.RULE_MISSING);
        }
        Enterprise firm = enterprises.find(on.rows(), form.firm()).orElse(null);
        boolean team = firm != null && firm.isTeam();
        Refusal above = aboveCeiling(form.amount(), rule, team);
        if (above != null) {
            return Outcome.refused(above);
        }
        Voucher voucher =
                new Voucher(
                        on.ids().next("vou"),
                        programme.home(),
                        VoucherState.SUBMITTED,
                        programme.id().value(),
                        programme.nameZh(),
                        programme.issuer(),
                        form.firm(),
                        firm == null ? form.firm() : firm.name(),
                        team,
                        form.need(),
                        form.amount(),
                        conditions(on, form.firm(), rule.value(), programme),
                        VoucherForms.listed(form.licence()),
                        on.now(),
                        on.actor().id(),
                        null,
                        null,
                        null,
                        null,
                        rule.version(),
                        null);
        return Outcome.done(
                Move.to(voucher)
                        .with(
                                new Claim(
                                        OPEN_APPLICATION,
                                        key(voucher),
                                        Period.ALWAYS,
                                        Refusal.of(
                                                VoucherReason.ALREADY_APPLIED,
                                                "programme",
                                                programme.nameZh()))));
    }

    private List<Condition> conditions(
            Deciding on, String firm, VoucherRule rule, Programme programme) {
        return enterprises.eligibility(
                on.rows(), firm, rule, programme.issuer(), on.now().atZone(ZONE).toLocalDate());
    }

    private static @Nullable Refusal aboveCeiling(
            Money amount, Applied<VoucherRule> rule, boolean team) {
        Money ceiling = rule.value().ceiling(team).orElse(Money.ZERO);
        return amount.compareTo(ceiling) > 0
                ? Refusal.of(VoucherReason.ABOVE_CEILING, "asked", amount)
                        .with("ceiling", ceiling)
                        .under(rule.version())
                : null;
    }

    private static String key(Voucher voucher) {
        return voucher.programme() + "/" + voucher.firm();
    }

    /// A condition that is known not to be met stands in the way, whatever the officer thinks.
    private @Nullable Refusal unmet(Voucher voucher, Deciding on) {
        return voucher.conditions().stream()
                .filter(condition -> condition.check() == Check.NOT_MET)
                .findFirst()
                .map(condition ->
                        Refusal.of(VoucherReason.CONDITION_NOT_MET, "condition", condition.kind()))
                .orElse(null);
    }

    /// Judged again on the day of the decision: what was met at the application may have lapsed.
    private Outcome<Move<Voucher>> grant(Voucher before, VoucherForms.Grant form, Deciding on) {
        Programme programme = on.rows().get(Programme.class, Id.<Programme>of(before.programme()));
        Applied<VoucherRule> rule = funds.rule(on.rows(), programme, on.now()).orElse(null);
        if (rule == null) {
            return Outcome.refused(VoucherReason.RULE_MISSING);
        }
        Voucher voucher = before.judged(conditions(on, before.firm(), rule.value(), programme));
        Refusal unmet = unmet(voucher, on);
        if (unmet != null) {
            return Outcome.refused(unmet.under(rule.version()));
        }
        boolean verified = Condition.all(voucher.conditions()) == Check.MET;
        if (!verified && (form.note() == null || form.note().isBlank())) {
            return Outcome.refused(VoucherReason.NOT_VERIFIED_NEEDS_NOTE);
        }
        Refusal above = aboveCeiling(form.amount(), rule, voucher.team());
        if (above != null) {
            return Outcome.refused(above);
        }
        Instant until = Funds.expiry(on.now(), rule.value().validMonths());
        Voucher granted =
                voucher.granted(
                        form.amount(),
                        rule.value().route(),
                        on.now(),
                        until,
                        rule.version(),
                        form.note());
        Chart chart = Chart.of(programme);
        String id = granted.id().value();
        return Outcome.done(
                Move.to(granted)
                        .noting(form.note())
                        .with(chart.openVoucher(id, granted.firm()))
                        .with(
                                new LedgerPart.Post(
                                        id + "/grant",
                                        chart.issued(),
                                        Chart.voucher(id),
                                        form.amount(),
                                        id,
                                        null)));
    }

    private Outcome<Move<Voucher>> supplement(
            Voucher before, VoucherForms.Supplement form, Deciding on) {
        Programme programme = on.rows().get(Programme.class, Id.<Programme>of(before.programme()));
        Applied<VoucherRule> rule = funds.rule(on.rows(), programme, on.now()).orElse(null);
        if (rule == null) {
            return Outcome.refused(VoucherReason.RULE_MISSING);
        }
        Refusal above = aboveCeiling(form.amount(), rule, before.team());
        if (above != null) {
            return Outcome.refused(above);
        }
        List<Condition> found = conditions(on, before.firm(), rule.value(), programme);
        Voucher after =
                before.asking(
                                form.need(),
                                form.amount(),
                                form.licence() == null
                                        ? before.attachments()
                                        : List.of(form.licence()))
                        .judged(found)
                        .in(VoucherState.SUBMITTED, before.note());
        return Outcome.done(Move.to(after));
    }

    /// An application that comes to nothing lets the firm apply again.
    private static Outcome<Move<Voucher>> end(
            Voucher before, VoucherState state, @Nullable String note) {
        return Outcome.done(
                Move.to(before.in(state, note))
                        .noting(note)
                        .with(new Release(OPEN_APPLICATION, key(before), Period.ALWAYS)));
    }

    private Outcome<Move<Voucher>> expire(Voucher before, NoForm none, Deciding on) {
        if (before.expiresAt() == null || on.now().isBefore(before.expiresAt())) {
            return Outcome.refused(VoucherReason.NOTICE_RUNNING);
        }
        return close(before, VoucherState.EXPIRED, before.note());
    }

    /// Takes back what is not held. A hold made before survives and can still be captured; what of
    /// it is released later goes the same way then, see [Funds#giveBack].
    private static Outcome<Move<Voucher>> close(
            Voucher before, VoucherState state, @Nullable String note) {
        return Outcome.done(
                Move.to(before.in(state, note))
                        .noting(note)
                        .with(new Release(OPEN_APPLICATION, key(before), Period.ALWAYS))
                        .with(Chart.takeBack(before, before.id() + "/back")));
    }
}
