package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.commons.vouchers.MainJobTest.paper;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deltacommons.Cast2026;
import org.deltacommons.commons.bookings.BookingNoteForm;
import org.deltacommons.commons.bookings.DeliverForm;
import org.deltacommons.commons.bookings.LogForm;
import org.deltacommons.commons.bookings.Purpose;
import org.deltacommons.commons.bookings.SignForm;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;

/// The way of [MainJobTest] without its refusals, for tests of what can be seen along it.
final class MainJobStory {

    static final String FIRM = "org-jiangpan";

    private final Procedures procedures;
    private final Records records;
    private final Cast2026.Stage stage;
    String voucher = "";
    String order = "";
    String booking = "";
    String claim = "";

    MainJobStory(Procedures procedures, Records records, Cast2026.Stage stage) {
        this.procedures = procedures;
        this.records = records;
        this.stage = stage;
    }

    @SuppressWarnings("unchecked")
    private <C extends Case> Procedure<C> procedure(String name) {
        return (Procedure<C>) procedures.named(name).orElseThrow();
    }

    Outcome<Procedures.Moved> attempt(
            String procedure, String id, String action, Record form, String who) {
        Outcome<Procedures.Moved> outcome =
                procedures.act(
                        procedure(procedure), Id.of(id), action, form, stage.actor(who), -1, null);
        stage.settle();
        return outcome;
    }

    void act(String procedure, String id, String action, Record form, String who) {
        assertThat(attempt(procedure, id, action, form, who)).isInstanceOf(Outcome.Done.class);
    }

    private String open(String procedure, String opening, Record form, String who) {
        String id =
                procedures
                        .open(procedure(procedure), opening, form, stage.actor(who), null)
                        .orThrow()
                        .id();
        stage.settle();
        return id;
    }

    Voucher voucher() {
        return records.find(Voucher.class, Id.<Voucher>of(voucher)).orElseThrow();
    }

    Order order() {
        return records.find(Order.class, Id.<Order>of(order)).orElseThrow();
    }

    ClaimLine claim() {
        return records.find(ClaimLine.class, Id.<ClaimLine>of(claim)).orElseThrow();
    }

    void applies() {
        stage.settle();
        voucher =
                open(
                        "voucher",
                        "apply",
                        new VoucherForms.Apply(
                                FIRM, "mas-2026", "负极片循环后开裂，要截面图", Money.yuan(300_000), null),
                        "jiangpan.engineer");
    }

    void isGranted() {
        act(
                "voucher",
                voucher,
                "grant",
                new VoucherForms.Grant(Money.yuan(300_000), "已向税务、社保部门核实"),
                "mas.officer");
    }

    void orders() {
        String resource =
                records.list(Resource.class, "t.inner_id = 'SC-SEM-001'", "t.id", Map.of(), 1)
                        .getFirst()
                        .id()
                        .value();
        order =
                open(
                        "order",
                        "place",
                        new VoucherForms.Place(
                                resource,
                                FIRM,
                                BookingMode.PACKAGE,
                                null,
                                null,
                                80,
                                Purpose.DEVELOPMENT,
                                "循环后负极片截面，样品不易燃",
                                voucher,
                                null,
                                false),
                        "jiangpan.engineer");
        booking = Objects.requireNonNull(order().reservation()).booking();
    }

    void isServed() {
        act("booking", booking, "accept", new BookingNoteForm("可安排"), "shence.manager");
        SignForm sign = new SignForm("SC-2026-0001", null, LocalDate.of(2026, 3, 5), paper("scan"));
        act("booking", booking, "sign", sign, "shenpu.signatory");
        act(
                "order",
                order,
                "countersign",
                new VoucherForms.Countersign(LocalDate.of(2026, 3, 5), paper("scan")),
                "jiangpan.signatory");
        stage.clock.forward(Duration.ofDays(7));
        Instant from = Instant.parse("2026-03-06T01:00:00Z");
        for (int day = 0; day < 5; day++) {
            Instant start = from.plus(Duration.ofDays(day));
            LogForm log = new LogForm(start, start.plus(Duration.ofHours(16)), "截面抛光与成像");
            act("booking", booking, "log", log, "shence.operator");
        }
        act(
                "booking",
                booking,
                "deliver",
                new DeliverForm(null, "R-2026-77", false, List.of(paper("log")), null),
                "shence.operator");
        act("order", order, "confirm", new NoForm(), "jiangpan.engineer");
    }

    void claims() {
        LocalDate day = LocalDate.of(2026, 3, 12);
        claim =
                open(
                        "claim",
                        "claim",
                        new VoucherForms.Claiming(
                                order,
                                "26312000000000123456",
                                day,
                                Money.yuan(48_000),
                                paper("invoice"),
                                order().firmName(),
                                day,
                                Money.yuan(26_400),
                                paper("receipt"),
                                null,
                                null),
                        "jiangpan.finance");
    }

    String batch() {
        return claim().batch();
    }

    void isNoticed() {
        act("claim", claim, "pass", new VoucherForms.Examine(true, true, "已核对原件"), "mas.officer");
        act("redemption", batch(), "publish", new NoForm(), "mas.officer");
    }

    void isCaptured() {
        stage.clock.to(Instant.parse("2026-03-23T16:00:00Z"));
        act("redemption", batch(), "capture", new NoForm(), "mas.officer");
    }

    void isRequested() {
        act(
                "redemption",
                batch(),
                "request",
                new Redemptions.Request("2060404 应用技术研究与开发", null),
                "mas.officer");
        act(
                "account-request",
                AccountRequest.idOf(claim, "").value(),
                "give",
                new VoucherForms.Account("示例·申浦大学", "示例银行", "6222020200000000000"),
                "shence.manager");
        act("redemption", batch(), "approve", new NoForm(), "mas.treasury");
    }

    void isPaid() {
        String number = Objects.requireNonNull(claim().payment()).number();
        act(
                "redemption",
                batch(),
                "results",
                new Redemptions.Results(number + ",OK,2026-03-24"),
                "mas.treasury");
    }
}
