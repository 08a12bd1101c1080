package org.deltacommons.commons.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.deltacommons.Cast2026;
import org.deltacommons.Theatre;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.BookingNoteForm;
import org.deltacommons.commons.bookings.DeliverForm;
import org.deltacommons.commons.bookings.LogForm;
import org.deltacommons.commons.bookings.Purpose;
import org.deltacommons.commons.bookings.SignForm;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.vouchers.ClaimLine;
import org.deltacommons.commons.vouchers.Order;
import org.deltacommons.commons.vouchers.Redemption;
import org.deltacommons.commons.vouchers.VoucherForms;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;

/// A firm's whole way from the application to the captured claim, for tests about what comes after.
class Errand {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /// Who takes part.
    ///
    /// @param people the prefix of the firm's usernames, such as `songling`
    record Party(
            String people,
            String firm,
            String programme,
            String officer,
            String provider,
            String manager,
            String signatory,
            String operator) {}

    private final Theatre theatre;
    private int invoices;

    Errand(Theatre theatre) {
        this.theatre = theatre;
    }

    /// Everybody acts at home.
    Outcome<Procedures.Moved> act(
            String procedure, String id, String action, Record form, String who) {
        Actor actor = theatre.actor(who);
        Procedures there = procedures(actor);
        Outcome<Procedures.Moved> outcome = acted(there, procedure, id, action, form, actor);
        theatre.settle();
        return outcome;
    }

    private static <C extends Case> Outcome<Procedures.Moved> acted(
            Procedures there, String procedure, String id, String action, Record form, Actor who) {
        Procedure<C> declared = named(there, procedure);
        return there.act(declared, Id.<C>of(id), action, form, who, -1, null);
    }

    @SuppressWarnings("unchecked")
    private static <C extends Case> Procedure<C> named(Procedures there, String procedure) {
        return (Procedure<C>) there.named(procedure).orElseThrow();
    }

    private Procedures procedures(Actor actor) {
        return theatre.at(actor.home()).getBean(Procedures.class);
    }

    /// What the system of a home does when a time has come.
    Outcome<Procedures.Moved> bySystem(Province home, String procedure, String id, String action) {
        Outcome<Procedures.Moved> outcome =
                acted(
                        theatre.at(home).getBean(Procedures.class),
                        procedure,
                        id,
                        action,
                        new NoForm(),
                        Actor.system(home));
        theatre.settle();
        return outcome;
    }

    void done(String procedure, String id, String action, Record form, String who) {
        assertThat(act(procedure, id, action, form, who)).isInstanceOf(Outcome.Done.class);
    }

    Outcome<Procedures.Moved> open(String procedure, String opening, Record form, String who) {
        Actor actor = theatre.actor(who);
        Procedures there = procedures(actor);
        Outcome<Procedures.Moved> outcome =
                there.open(named(there, procedure), opening, form, actor, null);
        theatre.settle();
        return outcome;
    }

    private String opened(String procedure, String opening, Record form, String who) {
        return open(procedure, opening, form, who).orThrow().id();
    }

    /// A record, from where it is at home.
    <R extends Row> Optional<R> find(Class<R> type, Id<R> id) {
        return Stream.of(Province.values())
                .flatMap(home ->
                        theatre.at(home).getBean(Records.class).find(type, id).stream()
                                .filter(row -> row.home() == home))
                .findFirst();
    }

    Instant now() {
        return theatre.at(Province.SHANGHAI).getBean(Cast2026.StageClock.class).instant();
    }

    String voucher(Party party) {
        String id =
                opened(
                        "voucher",
                        "apply",
                        new VoucherForms.Apply(
                                party.firm(), party.programme(), "要截面图", Money.yuan(100_000), null),
                        party.people() + ".engineer");
        done(
                "voucher",
                id,
                "grant",
                new VoucherForms.Grant(Money.yuan(100_000), "已核实"),
                party.officer());
        return id;
    }

    /// The order is placed, served and confirmed.
    ///
    /// @param hours of a package, at most 16
    String confirmed(Party party, String voucher, int hours) {
        String order = hours(party, voucher, hours);
        contracted(party, order);
        served(party, order, hours);
        done("order", order, "confirm", new NoForm(), party.people() + ".engineer");
        return order;
    }

    /// Hours of a package are ordered.
    String hours(Party party, String voucher, int hours) {
        Resource resource =
                theatre.at(theatre.actor(party.people() + ".engineer").home())
                        .getBean(Records.class)
                        .list(
                                Resource.class,
                                "t.provider = :provider AND t.state = 'PUBLISHED'"
                                        + " AND t.terms->'modes' @> '[\"PACKAGE\"]'"
                                        + " AND (t.details->'offer'->>'voucherAccepted')::boolean"
                                        + " AND NOT (t.details->'equipment'->>'dutyFree')::boolean",
                                "t.id",
                                Map.of("provider", party.provider()),
                                1)
                        .getFirst();
        return opened(
                "order",
                "place",
                new VoucherForms.Place(
                        resource.id().value(),
                        party.firm(),
                        BookingMode.PACKAGE,
                        null,
                        null,
                        hours,
                        Purpose.DEVELOPMENT,
                        "截面",
                        voucher,
                        null,
                        false),
                party.people() + ".engineer");
    }

    /// The manager accepts, the provider's legal person and the firm's signatory sign.
    void contracted(Party party, String order) {
        String booking = Booking.idOf(order).value();
        LocalDate today = now().atZone(ZONE).toLocalDate();
        done("booking", booking, "accept", new BookingNoteForm("可安排"), party.manager());
        done(
                "booking",
                booking,
                "sign",
                new SignForm("C-" + order, null, today, paper("scan")),
                party.signatory());
        done(
                "order",
                order,
                "countersign",
                new VoucherForms.Countersign(today, paper("scan")),
                party.people() + ".signatory");
    }

    /// The next day the hours are used up, and the result is delivered.
    void served(Party party, String order, int hours) {
        String booking = Booking.idOf(order).value();
        theatre.forward(Duration.ofDays(1));
        Instant start = now().minus(Duration.ofHours(20));
        done(
                "booking",
                booking,
                "log",
                new LogForm(start, start.plus(Duration.ofHours(hours)), "成像"),
                party.operator());
        done(
                "booking",
                booking,
                "deliver",
                new DeliverForm(null, "R-" + order, false, List.of(paper("log")), null),
                party.operator());
    }

    /// The order is claimed and its claim passed by the officer.
    String passed(Party party, String order) {
        Order served = find(Order.class, Id.<Order>of(order)).orElseThrow();
        invoices++;
        String invoice =
                "2632%016d"
                        .formatted(invoices + Math.floorMod(order.hashCode(), 1_000_000) * 1_000L);
        String claim = claimed(party, order, invoice, served.price());
        done(
                "claim",
                claim,
                "pass",
                new VoucherForms.Examine(true, true, "已核对原件"),
                party.officer());
        return claim;
    }

    /// The order is claimed with an invoice.
    String claimed(Party party, String order, String invoice, Money total) {
        Order served = find(Order.class, Id.<Order>of(order)).orElseThrow();
        LocalDate today = now().atZone(ZONE).toLocalDate();
        return opened(
                "claim",
                "claim",
                new VoucherForms.Claiming(
                        order,
                        invoice,
                        today,
                        total,
                        paper("invoice"),
                        served.firmName(),
                        today,
                        served.funding().ownPart(),
                        paper("receipt"),
                        null,
                        null),
                party.people() + ".finance");
    }

    /// The claim's batch is noticed and, once the notice is over, captured.
    void captured(Party party, String claim) {
        ClaimLine line = find(ClaimLine.class, Id.<ClaimLine>of(claim)).orElseThrow();
        done("redemption", line.batch(), "publish", new NoForm(), party.officer());
        afterNotice(claim);
        done("redemption", line.batch(), "capture", new NoForm(), party.officer());
    }

    /// The public notice of a claim's batch is over.
    void afterNotice(String claim) {
        ClaimLine line = find(ClaimLine.class, Id.<ClaimLine>of(claim)).orElseThrow();
        Redemption batch = find(Redemption.class, Id.<Redemption>of(line.batch())).orElseThrow();
        theatre.to(Objects.requireNonNull(batch.noticeUntil()));
    }

    static Attachment paper(String kind) {
        return new Attachment(kind, "cd".repeat(32), kind + ".pdf", "application/pdf", 1_000);
    }
}
