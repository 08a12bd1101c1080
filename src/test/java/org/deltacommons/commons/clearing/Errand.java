package org.deltacommons.commons.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.deltacommons.Cast2026;
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
import org.deltacommons.commons.vouchers.Voucher;
import org.deltacommons.commons.vouchers.VoucherForms;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;

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

    private final Procedures procedures;
    private final Procedure<Voucher> vouchers;
    private final Procedure<Order> orders;
    private final Procedure<ClaimLine> claims;
    private final Procedure<Redemption> redemptions;
    private final Procedure<Booking> bookings;
    private final Records records;
    private final Cast2026.Stage stage;
    private int invoices;

    Errand(
            Procedures procedures,
            Procedure<Voucher> vouchers,
            Procedure<Order> orders,
            Procedure<ClaimLine> claims,
            Procedure<Redemption> redemptions,
            Procedure<Booking> bookings,
            Records records,
            Cast2026.Stage stage) {
        this.procedures = procedures;
        this.vouchers = vouchers;
        this.orders = orders;
        this.claims = claims;
        this.redemptions = redemptions;
        this.bookings = bookings;
        this.records = records;
        this.stage = stage;
    }

    <C extends Case> Outcome<Procedures.Moved> act(
            Procedure<C> procedure, String id, String action, Record form, String who) {
        Outcome<Procedures.Moved> outcome =
                procedures.act(procedure, Id.<C>of(id), action, form, stage.actor(who), -1, null);
        stage.settle();
        return outcome;
    }

    <C extends Case> void done(
            Procedure<C> procedure, String id, String action, Record form, String who) {
        assertThat(act(procedure, id, action, form, who)).isInstanceOf(Outcome.Done.class);
    }

    private <C extends Case> String open(
            Procedure<C> procedure, String opening, Record form, String who) {
        String id =
                procedures.open(procedure, opening, form, stage.actor(who), null).orThrow().id();
        stage.settle();
        return id;
    }

    String voucher(Party party) {
        String id =
                open(
                        vouchers,
                        "apply",
                        new VoucherForms.Apply(
                                party.firm(), party.programme(), "要截面图", Money.yuan(100_000), null),
                        party.people() + ".engineer");
        done(
                vouchers,
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
        Resource resource =
                records.list(
                                Resource.class,
                                "t.provider = :provider AND t.state = 'PUBLISHED'"
                                        + " AND t.terms->'modes' @> '[\"PACKAGE\"]'"
                                        + " AND (t.details->'offer'->>'voucherAccepted')::boolean"
                                        + " AND NOT (t.details->'equipment'->>'dutyFree')::boolean",
                                "t.id",
                                Map.of("provider", party.provider()),
                                1)
                        .getFirst();
        String order =
                open(
                        orders,
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
        LocalDate today = stage.clock.instant().atZone(ZONE).toLocalDate();
        String booking = Booking.idOf(order).value();
        done(bookings, booking, "accept", new BookingNoteForm("可安排"), party.manager());
        done(
                bookings,
                booking,
                "sign",
                new SignForm("C-" + order, null, today, paper("scan")),
                party.signatory());
        done(
                orders,
                order,
                "countersign",
                new VoucherForms.Countersign(today, paper("scan")),
                party.people() + ".signatory");
        stage.clock.forward(Duration.ofDays(1));
        Instant start = stage.clock.instant().minus(Duration.ofHours(20));
        done(
                bookings,
                booking,
                "log",
                new LogForm(start, start.plus(Duration.ofHours(hours)), "成像"),
                party.operator());
        done(
                bookings,
                booking,
                "deliver",
                new DeliverForm(null, "R-" + order, false, List.of(paper("log")), null),
                party.operator());
        done(orders, order, "confirm", new NoForm(), party.people() + ".engineer");
        return order;
    }

    /// The order is claimed and its claim passed by the officer.
    String passed(Party party, String order) {
        Order served = records.find(Order.class, Id.<Order>of(order)).orElseThrow();
        LocalDate today = stage.clock.instant().atZone(ZONE).toLocalDate();
        invoices++;
        String claim =
                open(
                        claims,
                        "claim",
                        new VoucherForms.Claiming(
                                order,
                                "2632%016d"
                                        .formatted(
                                                invoices
                                                        + Math.floorMod(order.hashCode(), 1_000_000)
                                                                * 1_000L),
                                today,
                                served.price(),
                                paper("invoice"),
                                served.firmName(),
                                today,
                                served.funding().ownPart(),
                                paper("receipt"),
                                null,
                                null),
                        party.people() + ".finance");
        done(claims, claim, "pass", new VoucherForms.Examine(true, true, "已核对原件"), party.officer());
        return claim;
    }

    /// The claim's batch is noticed and, once the notice is over, captured.
    void captured(Party party, String claim) {
        ClaimLine line = records.find(ClaimLine.class, Id.<ClaimLine>of(claim)).orElseThrow();
        done(redemptions, line.batch(), "publish", new NoForm(), party.officer());
        stage.clock.forward(Duration.ofDays(20));
        done(redemptions, line.batch(), "capture", new NoForm(), party.officer());
    }

    static Attachment paper(String kind) {
        return new Attachment(kind, "cd".repeat(32), kind + ".pdf", "application/pdf", 1_000);
    }
}
