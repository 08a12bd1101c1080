package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.deltacommons.Cast2026;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.BookingNoteForm;
import org.deltacommons.commons.bookings.DeliverForm;
import org.deltacommons.commons.bookings.LogForm;
import org.deltacommons.commons.bookings.Purpose;
import org.deltacommons.commons.bookings.SignForm;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.OrganisationKind;
import org.deltacommons.foundation.identity.OrganisationState;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.foundation.rulebook.Rule;
import org.deltacommons.foundation.rulebook.RuleText;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Reason;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/// The ways an order can go, as verbs: each test brings its own firm, so that none depends on what
/// another left.
@TestConfiguration(proxyBeanMethods = false)
class Ways {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final AtomicInteger NEXT = new AtomicInteger();

    record Told(String what) {}

    /// A firm of a test, with one person who does everything.
    record Firm(String id, String name, Province home, Actor person) {}

    /// The four homes and what can be done in them.
    record Desk(
            Cast2026.Stage stage,
            GroupLane lane,
            Records records,
            Ledger ledger,
            Procedures procedures,
            Procedure<Voucher> vouchers,
            Procedure<Order> orders,
            Procedure<ClaimLine> claims,
            Procedure<Redemption> redemptions,
            Procedure<Recovery> recoveries,
            Procedure<AccountRequest> accounts,
            Procedure<Booking> bookings) {

        Instant now() {
            return stage.clock.instant();
        }

        LocalDate today() {
            return now().atZone(ZONE).toLocalDate();
        }

        Outcome<Told> trySubmit(Province home, Part... parts) {
            return lane.submit(
                    Command.of(home, Actor.system(home), "test.put", parts, Told.class),
                    rows -> Outcome.done(Unit.of(new Told("done"), List.of(parts))));
        }

        void submit(Province home, Part... parts) {
            trySubmit(home, parts).orThrow();
        }

        /// Changes a row of its home past its procedure.
        <R extends Row> void change(Class<R> type, Id<R> id, UnaryOperator<R> how) {
            Province home = records.find(type, id).orElseThrow().home();
            lane.submit(
                            Command.of(home, Actor.system(home), "test.change", id, Told.class),
                            rows ->
                                    Outcome.done(
                                            Unit.of(
                                                    new Told("changed"),
                                                    new Put(how.apply(rows.get(type, id))))))
                    .orThrow();
            stage.settle();
        }

        Recovery recovery(String id) {
            return records.find(Recovery.class, Id.<Recovery>of(id)).orElseThrow();
        }

        Outcome<Procedures.Moved> recover(VoucherForms.Recover form, Actor who) {
            Outcome<Procedures.Moved> outcome =
                    procedures.open(recoveries, "recover", form, who, null);
            stage.settle();
            return outcome;
        }

        /// Rejects whatever else waits in a batch, so that it can be published.
        void clearOthers(String batch, String claim, String officer) {
            records
                    .find(Redemption.class, Id.<Redemption>of(batch))
                    .orElseThrow()
                    .lines(Redemption.LineState.WAITING)
                    .stream()
                    .map(Redemption.Line::claim)
                    .filter(other -> !other.equals(claim))
                    .forEach(other ->
                            done(
                                    claims,
                                    other,
                                    "reject",
                                    new VoucherForms.Because("试验收尾"),
                                    stage.actor(officer)));
        }

        /// A programme of the same issuer and year, with a budget and a rule of its own.
        Programme programmeLike(
                String other, String id, Money budget, UnaryOperator<VoucherRule> rule) {
            Programme like = records.find(Programme.class, Id.<Programme>of(other)).orElseThrow();
            Programme programme =
                    new Programme(
                            Id.of(id),
                            like.home(),
                            like.issuer(),
                            "示例·" + id,
                            "Demo " + id,
                            like.year(),
                            budget,
                            true,
                            true,
                            like.source());
            ruleLike(other, id, rule);
            Chart chart = Chart.of(programme);
            List<Part> parts = new ArrayList<>();
            parts.add(new Put(programme));
            parts.addAll(chart.opening(programme.issuer()));
            parts.add(
                    new LedgerPart.Post(
                            "appropriation/" + id,
                            chart.appropriation(),
                            chart.budget(),
                            budget,
                            id,
                            null));
            submit(like.home(), parts.toArray(new Part[0]));
            return programme;
        }

        private void ruleLike(String programme, String other, UnaryOperator<VoucherRule> how) {
            DivisionCode issuer =
                    records.find(Programme.class, Id.<Programme>of(programme))
                            .orElseThrow()
                            .issuer();
            Rule rule =
                    records.find(Rule.class, Rule.idOf(VoucherRule.topic(programme), issuer))
                            .orElseThrow();
            RuleText text = rule.newest();
            VoucherRule changed = how.apply(Json.read(text.value(), VoucherRule.class));
            String topic = VoucherRule.topic(other);
            submit(
                    rule.home(),
                    new Put(
                            new Rule(
                                    Rule.idOf(topic, issuer),
                                    rule.home(),
                                    topic,
                                    rule.division(),
                                    rule.national(),
                                    List.of(
                                            new RuleText(
                                                    1,
                                                    text.from(),
                                                    text.until(),
                                                    Json.tree(changed),
                                                    text.source(),
                                                    text.certainty(),
                                                    text.proposedBy(),
                                                    text.approvedBy(),
                                                    text.seeded())))));
        }

        Firm firm(String division) {
            stage.settle();
            DivisionCode at = new DivisionCode(division);
            String id = "org-t" + NEXT.incrementAndGet();
            String name = "示例·试验企业" + NEXT.get();
            submit(
                    at.province(),
                    new Put(
                            new Organisation(
                                    Id.of(id),
                                    at.province(),
                                    name,
                                    name,
                                    OrganisationKind.FIRM,
                                    null,
                                    null,
                                    at,
                                    null,
                                    true,
                                    OrganisationState.CONFIRMED,
                                    List.of(),
                                    "test",
                                    null,
                                    "test",
                                    null,
                                    null,
                                    now())));
            return new Firm(
                    id,
                    name,
                    at.province(),
                    new Actor(
                            "person-" + id,
                            name,
                            at.province(),
                            List.of(
                                    new Membership(Role.FIRM_ENGINEER, id),
                                    new Membership(Role.FIRM_FINANCE, id),
                                    new Membership(Role.SIGNATORY, id)),
                            null));
        }

        /// A voucher of a programme, granted by the issuer's officer who verified everything.
        String granted(Firm firm, String programme, Money amount, String officer) {
            String id =
                    procedures
                            .open(
                                    vouchers,
                                    "apply",
                                    new VoucherForms.Apply(
                                            firm.id(), programme, "试验", amount, null),
                                    firm.person(),
                                    null)
                            .orThrow()
                            .id();
            done(
                    vouchers,
                    id,
                    "grant",
                    new VoucherForms.Grant(amount, "已核实"),
                    stage.actor(officer));
            return id;
        }

        /// Brings a voucher's last day forward, as a shorter validity would have.
        void endsAt(String voucher, Instant until) {
            change(
                    Voucher.class,
                    Id.<Voucher>of(voucher),
                    v ->
                            v.granted(
                                    Objects.requireNonNull(v.amount()),
                                    Objects.requireNonNull(v.route()),
                                    Objects.requireNonNull(v.grantedAt()),
                                    until,
                                    Objects.requireNonNull(v.rule()),
                                    v.note()));
        }

        String inMaanshan(Firm firm, long yuan) {
            return granted(firm, "mas-2026", Money.yuan(yuan), "mas.officer");
        }

        String resource(String innerId) {
            return records.list(
                            Resource.class,
                            "t.inner_id = :inner",
                            "t.id",
                            Map.of("inner", innerId),
                            1)
                    .getFirst()
                    .id()
                    .value();
        }

        VoucherForms.Place hours(Firm firm, int hours, @Nullable String voucher) {
            return new VoucherForms.Place(
                    resource("SC-SEM-001"),
                    firm.id(),
                    BookingMode.PACKAGE,
                    null,
                    null,
                    hours,
                    Purpose.DEVELOPMENT,
                    "截面",
                    voucher,
                    null,
                    false);
        }

        VoucherForms.Place slot(
                Firm firm,
                String innerId,
                String from,
                String until,
                @Nullable String voucher,
                boolean waits) {
            return new VoucherForms.Place(
                    resource(innerId),
                    firm.id(),
                    BookingMode.SLOT,
                    at(from),
                    (int) Duration.between(at(from), at(until)).toMinutes(),
                    null,
                    Purpose.DEVELOPMENT,
                    "压痕",
                    voucher,
                    null,
                    waits);
        }

        VoucherForms.Place samples(Firm firm, int count, @Nullable String voucher) {
            return new VoucherForms.Place(
                    resource("SC-ION-001"),
                    firm.id(),
                    BookingMode.SAMPLE,
                    null,
                    null,
                    count,
                    Purpose.DEVELOPMENT,
                    "样品，不易燃",
                    voucher,
                    null,
                    false);
        }

        Outcome<Procedures.Moved> tryPlace(Firm firm, VoucherForms.Place form) {
            Outcome<Procedures.Moved> outcome =
                    procedures.open(orders, "place", form, firm.person(), null);
            stage.settle();
            return outcome;
        }

        String placed(Firm firm, VoucherForms.Place form) {
            return tryPlace(firm, form).orThrow().id();
        }

        <C extends Case> Outcome<Procedures.Moved> act(
                Procedure<C> procedure, String id, String action, Record form, Actor who) {
            Outcome<Procedures.Moved> outcome =
                    procedures.act(procedure, Id.<C>of(id), action, form, who, -1, null);
            stage.settle();
            return outcome;
        }

        <C extends Case> void done(
                Procedure<C> procedure, String id, String action, Record form, Actor who) {
            assertThat(act(procedure, id, action, form, who)).isInstanceOf(Outcome.Done.class);
        }

        Order order(String id) {
            return records.find(Order.class, Id.<Order>of(id)).orElseThrow();
        }

        ClaimLine claim(String id) {
            return records.find(ClaimLine.class, Id.<ClaimLine>of(id)).orElseThrow();
        }

        Voucher voucher(String id) {
            return records.find(Voucher.class, Id.<Voucher>of(id)).orElseThrow();
        }

        Redemption batch(String claim) {
            return records.find(Redemption.class, Id.<Redemption>of(claim(claim).batch()))
                    .orElseThrow();
        }

        String bookingId(String order) {
            return Objects.requireNonNull(order(order).reservation()).booking();
        }

        Booking booking(String order) {
            return records.find(Booking.class, Id.<Booking>of(bookingId(order))).orElseThrow();
        }

        Balances account(String id) {
            return ledger.balances(id).orElseThrow();
        }

        Money left(String voucher) {
            return account("voucher/" + voucher).available();
        }

        Money held(String voucher) {
            return account("voucher/" + voucher).held();
        }

        void booksBalance() {
            for (Province home : Province.values()) {
                assertThat(ledger.trialBalance(home).balances()).isTrue();
                assertThat(ledger.differences(home)).isEmpty();
            }
        }

        /// Accepted by the manager, sealed by the university, countersigned by the firm.
        void contracted(Firm firm, String order) {
            done(
                    bookings,
                    bookingId(order),
                    "accept",
                    new BookingNoteForm(null),
                    stage.actor("shence.manager"));
            sealed(firm, order);
        }

        void sealed(Firm firm, String order) {
            done(
                    bookings,
                    bookingId(order),
                    "sign",
                    new SignForm("HT-" + order, null, today(), paper("scan")),
                    stage.actor("shenpu.signatory"));
            done(
                    orders,
                    order,
                    "countersign",
                    new VoucherForms.Countersign(today(), paper("scan")),
                    firm.person());
        }

        /// Some hours of a package, used up to now, delivered and taken over.
        void served(Firm firm, String order, int hours) {
            Instant until = now();
            done(
                    bookings,
                    bookingId(order),
                    "log",
                    new LogForm(until.minus(Duration.ofHours(hours)), until, "成像"),
                    stage.actor("shence.operator"));
            done(
                    bookings,
                    bookingId(order),
                    "deliver",
                    new DeliverForm(null, "R-" + order, false, List.of(paper("log")), null),
                    stage.actor("shence.operator"));
            done(orders, order, "confirm", new NoForm(), firm.person());
        }

        VoucherForms.Claiming claiming(
                Firm firm, String order, String invoice, Money total, Money paid) {
            return new VoucherForms.Claiming(
                    order,
                    invoice,
                    today(),
                    total,
                    paper("invoice"),
                    firm.name(),
                    today(),
                    paid,
                    paper("receipt"),
                    null,
                    order(order).funding().route() == PaymentRoute.FIRM_DIRECT
                            ? "示例银行 6222020299990000111"
                            : null);
        }

        Outcome<Procedures.Moved> tryClaim(Firm firm, VoucherForms.Claiming form) {
            Outcome<Procedures.Moved> outcome =
                    procedures.open(claims, "claim", form, firm.person(), null);
            stage.settle();
            return outcome;
        }

        /// An order of some hours at 600 yuan, up to the confirmed work.
        String confirmed(Firm firm, String voucher, int hours) {
            String order = placed(firm, hours(firm, hours, voucher));
            contracted(firm, order);
            stage.clock.forward(Duration.ofHours(hours));
            served(firm, order, hours);
            return order;
        }

        /// A confirmed order of some hours at 600 yuan, claimed with an invoice of its own.
        String claimed(Firm firm, String voucher, int hours) {
            String order = confirmed(firm, voucher, hours);
            Money price = order(order).price();
            return tryClaim(firm, claiming(firm, order, invoice(), price, price)).orThrow().id();
        }

        void passed(String claim, String officer) {
            done(
                    claims,
                    claim,
                    "pass",
                    new VoucherForms.Examine(true, true, "已核对原件"),
                    stage.actor(officer));
        }

        /// The batch of a claim is noticed and, once the notice is over, captured.
        void captured(String claim, String officer) {
            String batch = claim(claim).batch();
            done(redemptions, batch, "publish", new NoForm(), stage.actor(officer));
            stage.clock.to(Objects.requireNonNull(batch(claim).noticeUntil()));
            done(redemptions, batch, "capture", new NoForm(), stage.actor(officer));
        }

        /// Asked of the treasury, and approved by it.
        void approved(String claim, String officer, String treasury) {
            String batch = claim(claim).batch();
            done(
                    redemptions,
                    batch,
                    "request",
                    new Redemptions.Request("2060404", null),
                    stage.actor(officer));
            done(redemptions, batch, "approve", new NoForm(), stage.actor(treasury));
        }

        /// The provider says where it is paid, if it is asked about this claim.
        ///
        /// @param returned the number of the payment that came back; empty for the first account
        void accountGiven(String claim, String returned, String account) {
            String asked = AccountRequest.idOf(claim, returned).value();
            if (records.find(AccountRequest.class, Id.<AccountRequest>of(asked)).isPresent()) {
                done(
                        accounts,
                        asked,
                        "give",
                        new VoucherForms.Account("示例·申浦大学", "示例银行", account),
                        stage.actor("shence.manager"));
            }
        }

        String payment(String claim) {
            return Objects.requireNonNull(claim(claim).payment()).number();
        }

        Outcome<Procedures.Moved> results(String claim, String lines, String treasury) {
            return act(
                    redemptions,
                    claim(claim).batch(),
                    "results",
                    new Redemptions.Results(lines),
                    stage.actor(treasury));
        }

        static String invoice() {
            return "2631%016d".formatted(NEXT.incrementAndGet());
        }

        static Instant at(String shanghai) {
            return java.time.LocalDateTime.parse(shanghai).atZone(ZONE).toInstant();
        }
    }

    static Attachment paper(String kind) {
        return new Attachment(kind, "ab".repeat(32), kind + ".pdf", "application/pdf", 1_000);
    }

    static Refusal refused(Outcome<?> outcome, Reason reason) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        Refusal why = ((Outcome.Refused<?>) outcome).why();
        assertThat(why.code()).isEqualTo(reason.code());
        return why;
    }

    @Bean
    Desk desk(
            Cast2026.Stage stage,
            GroupLane lane,
            Records records,
            Ledger ledger,
            Procedures procedures,
            Procedure<Voucher> vouchers,
            Procedure<Order> orders,
            Procedure<ClaimLine> claims,
            Procedure<Redemption> redemptions,
            Procedure<Recovery> recoveries,
            Procedure<AccountRequest> accounts,
            Procedure<Booking> bookings) {
        return new Desk(
                stage,
                lane,
                records,
                ledger,
                procedures,
                vouchers,
                orders,
                claims,
                redemptions,
                recoveries,
                accounts,
                bookings);
    }
}
