package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deltacommons.Invariants;
import org.deltacommons.Theatre;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.BookingNoteForm;
import org.deltacommons.commons.bookings.BookingsReason;
import org.deltacommons.commons.bookings.DeliverForm;
import org.deltacommons.commons.bookings.LogForm;
import org.deltacommons.commons.bookings.Purpose;
import org.deltacommons.commons.bookings.SignForm;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Reason;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.core.ResolvableType;

/// The main job: a firm in Ma'anshan uses an instrument in Shanghai and pays with its city's
/// voucher, proven to the fen on both sides. One story, told in order; told on one database and on
/// four, it must not be told apart. An actor acts where the case is at home.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class MainJobContract {

    static final String FIRM = "org-jiangpan";
    String voucherId = "";
    String orderId = "";
    String bookingId = "";
    String claimId = "";
    private String slotOrder = "";

    /// Where the story plays.
    abstract Theatre theatre();

    private Procedures proceduresAt(Province home) {
        return theatre().at(home).getBean(Procedures.class);
    }

    final Records records(Province home) {
        return theatre().at(home).getBean(Records.class);
    }

    final Ledger ledger(Province home) {
        return theatre().at(home).getBean(Ledger.class);
    }

    /// A declared procedure at a node, such as the issuer's.
    record Desk<C extends Case>(Province home, Class<C> type) {}

    static final Desk<Voucher> VOUCHERS = new Desk<>(Province.ANHUI, Voucher.class);
    static final Desk<org.deltacommons.commons.vouchers.Order> ORDERS =
            new Desk<>(Province.ANHUI, org.deltacommons.commons.vouchers.Order.class);
    static final Desk<ClaimLine> CLAIMS = new Desk<>(Province.ANHUI, ClaimLine.class);
    static final Desk<Redemption> REDEMPTIONS = new Desk<>(Province.ANHUI, Redemption.class);
    static final Desk<AccountRequest> ACCOUNTS =
            new Desk<>(Province.SHANGHAI, AccountRequest.class);
    static final Desk<Booking> BOOKINGS = new Desk<>(Province.SHANGHAI, Booking.class);

    final <C extends Case> Procedure<C> procedure(Desk<C> desk) {
        return theatre()
                .at(desk.home())
                .<Procedure<C>>getBeanProvider(
                        ResolvableType.forClassWithGenerics(Procedure.class, desk.type()))
                .getObject();
    }

    final Outcome<Procedures.Moved> open(
            Desk<?> desk, String opening, Record form, String who, @Nullable String key) {
        return proceduresAt(desk.home())
                .open(procedure(desk), opening, form, theatre().actor(who), key);
    }

    /// As the firm's own node knows it.
    final String resource(String innerId) {
        return records(Province.ANHUI)
                .list(Resource.class, "t.inner_id = :inner", "t.id", Map.of("inner", innerId), 1)
                .getFirst()
                .id()
                .value();
    }

    static Attachment paper(String kind) {
        return new Attachment(kind, "ab".repeat(32), kind + ".pdf", "application/pdf", 1_000);
    }

    final <C extends Case> Outcome<Procedures.Moved> act(
            Desk<C> desk, String id, String action, Record form, String who) {
        Outcome<Procedures.Moved> outcome =
                proceduresAt(desk.home())
                        .act(
                                procedure(desk),
                                Id.<C>of(id),
                                action,
                                form,
                                theatre().actor(who),
                                -1,
                                null);
        theatre().settle();
        return outcome;
    }

    final <C extends Case> void done(
            Desk<C> desk, String id, String action, Record form, String who) {
        assertThat(act(desk, id, action, form, who)).isInstanceOf(Outcome.Done.class);
    }

    static void refused(Outcome<?> outcome, Reason reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(((Refusal) no.why()).code()).isEqualTo(reason.code()));
    }

    private org.deltacommons.commons.vouchers.Order order() {
        return records(Province.ANHUI)
                .find(
                        org.deltacommons.commons.vouchers.Order.class,
                        Id.<org.deltacommons.commons.vouchers.Order>of(orderId))
                .orElseThrow();
    }

    final ClaimLine claim() {
        return records(Province.ANHUI)
                .find(ClaimLine.class, Id.<ClaimLine>of(claimId))
                .orElseThrow();
    }

    private Redemption batch() {
        return records(Province.ANHUI)
                .find(Redemption.class, Id.<Redemption>of(claim().batch()))
                .orElseThrow();
    }

    private Balances account(String id) {
        return ledger(Province.ANHUI).balances(id).orElseThrow();
    }

    final void booksBalance() {
        for (Province home : Province.values()) {
            assertThat(ledger(home).trialBalance(home).balances()).isTrue();
            assertThat(ledger(home).differences(home)).isEmpty();
        }
    }

    @Test
    @Order(10)
    void a_firm_applies_and_every_condition_has_an_answer() {
        theatre().settle();
        Outcome<Procedures.Moved> outcome =
                open(
                        VOUCHERS,
                        "apply",
                        new VoucherForms.Apply(
                                FIRM, "mas-2026", "负极片循环后开裂，要截面图", Money.yuan(300_000), null),
                        "jiangpan.engineer",
                        "apply-1");
        voucherId = outcome.orThrow().id();
        Voucher voucher =
                records(Province.ANHUI)
                        .find(Voucher.class, Id.<Voucher>of(voucherId))
                        .orElseThrow();
        assertThat(voucher.home()).isEqualTo(Province.ANHUI);
        assertThat(voucher.conditions()).isNotEmpty();
        assertThat(
                        open(
                                VOUCHERS,
                                "apply",
                                new VoucherForms.Apply(
                                        FIRM, "mas-2026", "again", Money.yuan(1), null),
                                "jiangpan.finance",
                                null))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no ->
                                assertThat(((Refusal) no.why()).is(VoucherReason.ALREADY_APPLIED))
                                        .isTrue());
    }

    @Test
    @Order(20)
    void only_the_issuers_officer_grants_and_a_foreign_one_does_not_even_see_it() {
        VoucherForms.Grant form = new VoucherForms.Grant(Money.yuan(300_000), "已向税务、社保部门核实");
        refused(
                act(VOUCHERS, voucherId, "grant", form, "hefei.officer"),
                ProcedureReason.NOT_FOUND);
        refused(
                act(VOUCHERS, voucherId, "grant", form, "jiangpan.engineer"),
                ProcedureReason.FORBIDDEN);
        done(VOUCHERS, voucherId, "grant", form, "mas.officer");
        assertThat(account("voucher/" + voucherId).available()).isEqualTo(Money.yuan(300_000));
        Voucher voucher =
                records(Province.ANHUI)
                        .find(Voucher.class, Id.<Voucher>of(voucherId))
                        .orElseThrow();
        // Twelve months from 5 March 2026, to 24:00 of 4 March 2027.
        assertThat(voucher.expiresAt()).isEqualTo(Instant.parse("2027-03-04T16:00:00Z"));
        assertThat(voucher.rule()).isNotNull();
    }

    private VoucherForms.Place slot(Instant from) {
        return new VoucherForms.Place(
                resource("SC-ION-001"),
                FIRM,
                BookingMode.SLOT,
                from,
                120,
                null,
                Purpose.DEVELOPMENT,
                "极片截面",
                voucherId,
                null,
                false);
    }

    private org.deltacommons.commons.vouchers.Order orderOf(Outcome<Procedures.Moved> placed) {
        return records(Province.ANHUI)
                .find(
                        org.deltacommons.commons.vouchers.Order.class,
                        Id.<org.deltacommons.commons.vouchers.Order>of(placed.orThrow().id()))
                .orElseThrow();
    }

    @Test
    @Order(22)
    void of_two_orders_for_one_slot_shanghai_refuses_one_and_its_hold_comes_back() {
        // A Monday 10:00 in Shanghai.
        Instant from = Instant.parse("2026-03-09T02:00:00Z");
        Outcome<Procedures.Moved> first =
                open(ORDERS, "place", slot(from), "jiangpan.engineer", null);
        Outcome<Procedures.Moved> second =
                open(
                        ORDERS,
                        "place",
                        slot(from.plus(Duration.ofHours(1))),
                        "jiangpan.engineer",
                        null);
        // Only Shanghai knows; until it has spoken both are held.
        Money held = orderOf(first).funding().voucherPart();
        assertThat(held.isPositive()).isTrue();
        assertThat(orderOf(second).funding().voucherPart()).isEqualTo(held);
        theatre().settle();
        assertThat(orderOf(first).state()).isEqualTo(OrderState.RESERVED);
        assertThat(orderOf(second).state()).isEqualTo(OrderState.REFUSED);
        Refusal why = java.util.Objects.requireNonNull(orderOf(second).refusal());
        assertThat(why.code()).isEqualTo(BookingsReason.SLOT_TAKEN.code());
        assertThat(account("voucher/" + voucherId).held()).isEqualTo(held);
        assertThat(bookingOf(second)).isEmpty();
        slotOrder = orderOf(first).id().value();
        booksBalance();
    }

    private java.util.Optional<Booking> bookingOf(Outcome<Procedures.Moved> placed) {
        return records(Province.SHANGHAI).find(Booking.class, Booking.idOf(placed.orThrow().id()));
    }

    @Test
    @Order(24)
    void a_cancelled_order_frees_slot_and_hold_and_the_next_one_gets_both() {
        VoucherForms.Because because = new VoucherForms.Because("样品未准备好");
        refused(
                act(ORDERS, slotOrder, "cancel", because, "shence.manager"),
                ProcedureReason.NOT_FOUND);
        done(ORDERS, slotOrder, "cancel", because, "jiangpan.engineer");
        assertThat(
                        records(Province.ANHUI)
                                .find(
                                        org.deltacommons.commons.vouchers.Order.class,
                                        Id.<org.deltacommons.commons.vouchers.Order>of(slotOrder))
                                .orElseThrow()
                                .state())
                .isEqualTo(OrderState.CANCELLED);
        assertThat(account("voucher/" + voucherId).held()).isEqualTo(Money.ZERO);
        Outcome<Procedures.Moved> next =
                open(
                        ORDERS,
                        "place",
                        slot(Instant.parse("2026-03-09T02:00:00Z")),
                        "jiangpan.engineer",
                        null);
        theatre().settle();
        assertThat(orderOf(next).state()).isEqualTo(OrderState.RESERVED);
        done(ORDERS, orderOf(next).id().value(), "cancel", because, "jiangpan.engineer");
        assertThat(account("voucher/" + voucherId).available()).isEqualTo(Money.yuan(300_000));
        booksBalance();
    }

    @Test
    @Order(30)
    void the_order_holds_what_is_left_of_the_ceiling_and_shanghai_takes_it_in() {
        Outcome<Procedures.Moved> outcome =
                open(
                        ORDERS,
                        "place",
                        new VoucherForms.Place(
                                resource("SC-SEM-001"),
                                FIRM,
                                BookingMode.PACKAGE,
                                null,
                                null,
                                80,
                                Purpose.DEVELOPMENT,
                                "循环后负极片截面，样品不易燃",
                                voucherId,
                                null,
                                false),
                        "jiangpan.engineer",
                        "place-1");
        orderId = outcome.orThrow().id();
        theatre().settle();
        assertThat(order().price()).isEqualTo(Money.yuan(48_000));
        assertThat(order().funding().voucherPart()).isEqualTo(Money.yuan(21_600));
        assertThat(order().funding().ownPart()).isEqualTo(Money.yuan(26_400));
        assertThat(order().state()).isEqualTo(OrderState.RESERVED);
        assertThat(account("voucher/" + voucherId).held()).isEqualTo(Money.yuan(21_600));
        assertThat(account("ceiling/340500/org-jiangpan/2026").available()).isEqualTo(Money.ZERO);
        assertThat(account("budget/mas-2026").held()).isEqualTo(Money.yuan(21_600));
        bookingId = java.util.Objects.requireNonNull(order().reservation()).booking();
        Booking booking =
                records(Province.SHANGHAI)
                        .find(Booking.class, Id.<Booking>of(bookingId))
                        .orElseThrow();
        assertThat(booking.home()).isEqualTo(Province.SHANGHAI);
        booksBalance();
    }

    @Test
    @Order(40)
    void a_second_order_finds_the_ceiling_used_up_and_nothing_moves() {
        Outcome<Procedures.Moved> outcome =
                open(
                        ORDERS,
                        "place",
                        new VoucherForms.Place(
                                resource("SC-SEM-001"),
                                FIRM,
                                BookingMode.PACKAGE,
                                null,
                                null,
                                10,
                                Purpose.DEVELOPMENT,
                                "x",
                                voucherId,
                                null,
                                false),
                        "jiangpan.engineer",
                        null);
        refused(outcome, VoucherReason.CEILING_EXHAUSTED);
        assertThat(account("voucher/" + voucherId).held()).isEqualTo(Money.yuan(21_600));
    }

    @Test
    @Order(50)
    void the_same_form_twice_is_one_order() {
        Outcome<Procedures.Moved> again =
                open(
                        ORDERS,
                        "place",
                        new VoucherForms.Place(
                                resource("SC-SEM-001"),
                                FIRM,
                                BookingMode.PACKAGE,
                                null,
                                null,
                                80,
                                Purpose.DEVELOPMENT,
                                "循环后负极片截面，样品不易燃",
                                voucherId,
                                null,
                                false),
                        "jiangpan.engineer",
                        "place-1");
        assertThat(again.orThrow().id()).isEqualTo(orderId);
    }

    @Test
    @Order(60)
    void the_manager_accepts_the_legal_person_signs_and_the_firm_countersigns() {
        done(BOOKINGS, bookingId, "accept", new BookingNoteForm("可安排"), "shence.manager");
        assertThat(order().state()).isEqualTo(OrderState.ACCEPTED);
        SignForm sign = new SignForm("SC-2026-0001", null, LocalDate.of(2026, 3, 5), paper("scan"));
        assertThat(act(BOOKINGS, bookingId, "sign", sign, "shence.manager").isDone()).isFalse();
        done(BOOKINGS, bookingId, "sign", sign, "shenpu.signatory");
        assertThat(order().state()).isEqualTo(OrderState.TO_SIGN);
        done(
                ORDERS,
                orderId,
                "countersign",
                new VoucherForms.Countersign(LocalDate.of(2026, 3, 5), paper("scan")),
                "jiangpan.signatory");
        assertThat(order().state()).isEqualTo(OrderState.CONTRACTED);
    }

    @Test
    @Order(70)
    void the_operator_logs_the_hours_and_the_firm_confirms() {
        theatre().forward(Duration.ofDays(7));
        Instant from = Instant.parse("2026-03-06T01:00:00Z");
        for (int day = 0; day < 5; day++) {
            Instant start = from.plus(Duration.ofDays(day));
            done(
                    BOOKINGS,
                    bookingId,
                    "log",
                    new LogForm(start, start.plus(Duration.ofHours(16)), "截面抛光与成像"),
                    "shence.operator");
        }
        done(
                BOOKINGS,
                bookingId,
                "deliver",
                new DeliverForm(null, "R-2026-77", false, List.of(paper("log")), null),
                "shence.operator");
        assertThat(order().state()).isEqualTo(OrderState.DELIVERED);
        assertThat(order().price()).isEqualTo(Money.yuan(48_000));
        done(ORDERS, orderId, "confirm", new NoForm(), "jiangpan.engineer");
        assertThat(order().state()).isEqualTo(OrderState.CONFIRMED);
    }

    private VoucherForms.Claiming claiming(String payer, long paidYuan) {
        LocalDate day = LocalDate.of(2026, 3, 12);
        return new VoucherForms.Claiming(
                orderId,
                "2631200000000012345６",
                day,
                Money.yuan(48_000),
                paper("invoice"),
                payer,
                day,
                Money.yuan(paidYuan),
                paper("receipt"),
                null,
                null);
    }

    @Test
    @Order(80)
    void a_claim_paid_from_a_private_account_or_too_little_is_refused() {
        String finance = "jiangpan.finance";
        refused(
                open(CLAIMS, "claim", claiming("张三", 26_400), finance, null),
                VoucherReason.PAYER_IS_NOT_FIRM);
        refused(
                open(CLAIMS, "claim", claiming(order().firmName(), 26_399), finance, null),
                VoucherReason.OWN_PART_NOT_PAID);
        assertThat(order().state()).isEqualTo(OrderState.CONFIRMED);
    }

    @Test
    @Order(90)
    void shanghai_allocates_the_invoice_and_the_claim_joins_the_batch() {
        claimId =
                open(
                                CLAIMS,
                                "claim",
                                claiming(order().firmName(), 26_400),
                                "jiangpan.finance",
                                null)
                        .orThrow()
                        .id();
        theatre().settle();
        assertThat(claim().state()).isEqualTo(ClaimState.CHECKED);
        assertThat(claim().pays()).isEqualTo(Money.yuan(21_600));
        SellerInvoice invoice =
                records(Province.SHANGHAI)
                        .find(SellerInvoice.class, SellerInvoice.idOf("26312000000000123456"))
                        .orElseThrow();
        assertThat(invoice.home()).isEqualTo(Province.SHANGHAI);
        assertThat(invoice.left()).isEqualTo(Money.ZERO);
        assertThat(batch().lines()).hasSize(1);
    }

    @Test
    @Order(100)
    void the_officer_passes_it_and_one_action_makes_the_public_notice() {
        refused(
                act(REDEMPTIONS, batch().id().value(), "publish", new NoForm(), "mas.officer"),
                VoucherReason.LINES_OPEN);
        refused(
                act(
                        CLAIMS,
                        claimId,
                        "pass",
                        new VoucherForms.Examine(false, false, null),
                        "mas.officer"),
                VoucherReason.CHECK_OPEN);
        done(CLAIMS, claimId, "pass", new VoucherForms.Examine(true, true, "已核对原件"), "mas.officer");
        done(REDEMPTIONS, batch().id().value(), "publish", new NoForm(), "mas.officer");
        assertThat(claim().state()).isEqualTo(ClaimState.IN_NOTICE);
        // Seven working days after 12 March 2026 end with 23 March.
        assertThat(batch().noticeUntil()).isEqualTo(Instant.parse("2026-03-23T16:00:00Z"));
    }

    @Test
    @Order(110)
    void nothing_is_captured_while_the_notice_runs_and_all_of_it_after() {
        refused(
                act(REDEMPTIONS, batch().id().value(), "capture", new NoForm(), "mas.officer"),
                VoucherReason.NOTICE_RUNNING);
        assertThat(account("voucher/" + voucherId).held()).isEqualTo(Money.yuan(21_600));
        theatre().to(Instant.parse("2026-03-23T16:00:00Z"));
        done(REDEMPTIONS, batch().id().value(), "capture", new NoForm(), "mas.officer");
        assertThat(claim().state()).isEqualTo(ClaimState.CAPTURED);
        assertThat(account("voucher/" + voucherId).held()).isEqualTo(Money.ZERO);
        assertThat(account("voucher/" + voucherId).available()).isEqualTo(Money.yuan(278_400));
        assertThat(account("payable/mas-2026/org-sc-micro").available())
                .isEqualTo(Money.yuan(21_600));
        done(
                ACCOUNTS,
                AccountRequest.idOf(claimId, "").value(),
                "give",
                new VoucherForms.Account("示例·申浦大学", "示例银行", "6222020200000000000"),
                "shence.manager");
        assertThat(java.util.Objects.requireNonNull(claim().payment()).account())
                .endsWith("6222020200000000000");
        assertThat(claim().state()).isEqualTo(ClaimState.CAPTURED);
        booksBalance();
    }

    @Test
    @Order(120)
    void the_treasury_pays_the_provider_a_returned_payment_is_paid_again_and_all_closes() {
        String batch = batch().id().value();
        done(
                REDEMPTIONS,
                batch,
                "request",
                new Redemptions.Request("2060404 应用技术研究与开发", null),
                "mas.officer");
        done(REDEMPTIONS, batch, "approve", new NoForm(), "mas.treasury");
        assertThat(claim().state()).isEqualTo(ClaimState.REQUESTED);
        String number = java.util.Objects.requireNonNull(claim().payment()).number();
        refused(
                act(
                        REDEMPTIONS,
                        batch,
                        "results",
                        new Redemptions.Results(number + ",OK,2026-03-24\nnonsense,OK,2026-03-24"),
                        "mas.treasury"),
                VoucherReason.RESULT_INVALID);
        assertThat(claim().state()).isEqualTo(ClaimState.REQUESTED);
        done(
                REDEMPTIONS,
                batch,
                "results",
                new Redemptions.Results(number + ",RETURNED,2026-03-24,账号不存在"),
                "mas.treasury");
        assertThat(claim().state()).isEqualTo(ClaimState.PAYMENT_RETURNED);
        // The firm cannot say where the provider is paid; the provider says so at home.
        VoucherForms.Account other =
                new VoucherForms.Account("示例·申浦大学", "示例银行", "6222 0202 0011 2233 445");
        refused(
                act(CLAIMS, claimId, "account", other, "jiangpan.finance"),
                VoucherReason.PROVIDER_GIVES_ACCOUNT);
        String wanted = AccountRequest.idOf(claimId, number).value();
        refused(
                act(
                        ACCOUNTS,
                        wanted,
                        "give",
                        new VoucherForms.Account("示例·申浦大学", "示例银行", "62"),
                        "shence.manager"),
                VoucherReason.ACCOUNT_INVALID);
        assertThat(claim().state()).isEqualTo(ClaimState.PAYMENT_RETURNED);
        done(ACCOUNTS, wanted, "give", other, "shence.manager");
        // Another account than before: an officer of the issuer confirms it first.
        assertThat(claim().state()).isEqualTo(ClaimState.ACCOUNT_CHANGED);
        refused(
                act(
                        CLAIMS,
                        claimId,
                        "confirm-account",
                        new VoucherForms.AccountCheck("自查"),
                        "mas.treasury"),
                ProcedureReason.FORBIDDEN);
        done(
                CLAIMS,
                claimId,
                "confirm-account",
                new VoucherForms.AccountCheck("已按登记电话回访机构财务"),
                "mas.officer");
        assertThat(claim().state()).isEqualTo(ClaimState.REQUESTED);
        assertThat(java.util.Objects.requireNonNull(claim().payment()).account())
                .endsWith("6222020200112233445");
        String second = java.util.Objects.requireNonNull(claim().payment()).number();
        assertThat(second).isNotEqualTo(number);
        done(
                REDEMPTIONS,
                batch,
                "results",
                new Redemptions.Results(second + ",OK,2026-03-24"),
                "mas.treasury");
        assertThat(claim().state()).isEqualTo(ClaimState.PAID);
        assertThat(order().state()).isEqualTo(OrderState.CLOSED);
        assertThat(batch().state()).isEqualTo(RedemptionState.DONE);
        assertThat(account("payable/mas-2026/org-sc-micro").available()).isEqualTo(Money.ZERO);
        assertThat(account("treasury/mas-2026").posted()).isEqualTo(Money.yuan(21_600));
        booksBalance();
    }

    @Test
    @Order(125)
    void after_all_that_every_record_agrees_with_what_was_told_and_every_book_is_balanced() {
        assertThat(Invariants.broken(theatre())).isEmpty();
    }

    @Test
    @Order(126)
    void each_step_of_order_capture_and_payment_hands_out_a_receipt_that_stands_alone()
            throws Exception {
        Receipted firm = new Receipted(theatre(), Province.ANHUI, "jiangpan.engineer");
        List<String> order = firm.receipts("order", orderId);
        assertThat(order).hasSizeGreaterThan(3);
        Receipted officer = new Receipted(theatre(), Province.ANHUI, "mas.officer");
        List<String> capture = officer.receipts("claim", claimId);
        assertThat(capture).anyMatch(receipt -> receipt.contains("CAPTURED"));
        assertThat(capture).anyMatch(receipt -> receipt.contains("PAID"));
        for (String receipt : Stream.concat(order.stream(), capture.stream()).toList()) {
            assertThat(firm.verdict(receipt)).as(receipt).isTrue();
            assertThat(firm.verdict(receipt.replace("subject\\\":\\\"", "subject\\\":\\\"x")))
                    .isFalse();
        }
        // Who is not concerned is told of no receipt, not even that there is a case.
        Receipted stranger = new Receipted(theatre(), Province.ANHUI, "shence.manager");
        assertThat(stranger.status("order", orderId)).isEqualTo(404);
    }

    /// Hours in Shanghai that the firm pays for itself.
    final String selfFunded() {
        return open(
                        ORDERS,
                        "place",
                        new VoucherForms.Place(
                                resource("SC-SEM-001"),
                                FIRM,
                                BookingMode.PACKAGE,
                                null,
                                null,
                                2,
                                Purpose.DEVELOPMENT,
                                "补充截面",
                                null,
                                null,
                                false),
                        "jiangpan.engineer",
                        null)
                .orThrow()
                .id();
    }

    final OrderState stateOf(String order) {
        return records(Province.ANHUI)
                .find(
                        org.deltacommons.commons.vouchers.Order.class,
                        Id.<org.deltacommons.commons.vouchers.Order>of(order))
                .orElseThrow()
                .state();
    }
}
