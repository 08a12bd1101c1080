package org.deltacommons.commons.vouchers;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The firm's wallet, the officials' batches, the public notices.
@Controller
class VoucherPages {

    private static final int ROWS_MAX = 200;

    private final Records records;
    private final Ledger ledger;
    private final Words words;

    VoucherPages(Records records, Ledger ledger, Words words) {
        this.records = records;
        this.ledger = ledger;
        this.words = words;
    }

    @GetMapping("/wallet")
    String wallet(Actor actor, HttpServletRequest request, Model model) {
        List<String> firms = FormChoices.firms(actor);
        if (firms.isEmpty()) {
            throw new RefusedException(Refusal.of(WalletReason.FORBIDDEN));
        }
        Map<String, ?> mine = Map.of("firms", firms);
        List<RowView> rows = new ArrayList<>();
        records.list(Voucher.class, "t.firm IN (:firms)", "t.applied_at DESC", mine, ROWS_MAX)
                .forEach(voucher ->
                        rows.add(
                                RowView.of(
                                        voucher.id().value(),
                                        "/cases/voucher/" + voucher.id(),
                                        voucher.programmeName(),
                                        Phrase.of("wallet.kind.voucher"),
                                        voucher.state(),
                                        Cell.of(voucher.amount()),
                                        FormChoices.left(ledger, voucher),
                                        Cell.of(voucher.expiresAt()))));
        records.list(Order.class, "t.firm IN (:firms)", "t.placed_at DESC", mine, ROWS_MAX)
                .forEach(order ->
                        rows.add(
                                RowView.of(
                                        order.id().value(),
                                        "/cases/order/" + order.id(),
                                        order.wanted().resourceName(),
                                        Phrase.of("wallet.kind.order"),
                                        order.state(),
                                        order.price(),
                                        order.funding().voucherPart(),
                                        order.placedAt())));
        records.list(ClaimLine.class, "t.firm IN (:firms)", "t.claimed_at DESC", mine, ROWS_MAX)
                .forEach(claim ->
                        rows.add(
                                RowView.of(
                                        claim.id().value(),
                                        "/cases/claim/" + claim.id(),
                                        claim.title(),
                                        Phrase.of("wallet.kind.claim"),
                                        claim.state(),
                                        claim.base(),
                                        claim.pays(),
                                        claim.claimedAt())));
        model.addAttribute(
                "view",
                ListView.at(Address.of(request), "wallet.title")
                        .intro(words.say("wallet.intro"))
                        .columns(
                                ListColumn.of("wallet.what"),
                                ListColumn.of("wallet.kind"),
                                ListColumn.of("wallet.state"),
                                ListColumn.amount("wallet.amount"),
                                ListColumn.amount("wallet.voucher-part"),
                                ListColumn.of("wallet.when"))
                        .page(
                                new Paged<>(
                                        rows.stream().map(RowView::fixed).toList(),
                                        null,
                                        rows.size()))
                        .link("action.voucher.apply", "/open/voucher/apply", "plus")
                        .empty("wallet.empty")
                        .build());
        return "list";
    }

    @GetMapping("/redemptions")
    String redemptions(Actor actor, HttpServletRequest request, Model model) {
        List<RowView> rows =
                records
                        .list(Redemption.class, "true", "t.month DESC, t.id", Map.of(), ROWS_MAX)
                        .stream()
                        .filter(batch -> mayRead(actor, batch))
                        .map(VoucherPages::row)
                        .toList();
        model.addAttribute(
                "view", batches(request, "redemptions.title", "redemptions.empty", rows));
        return "list";
    }

    private static boolean mayRead(Actor actor, Redemption batch) {
        return List.of(
                        Role.COUNTY_OFFICER,
                        Role.PROVINCIAL_OFFICER,
                        Role.TREASURY_OFFICER,
                        Role.AUDITOR)
                .stream()
                .anyMatch(role -> actor.may(role, batch.issuer().value()));
    }

    /// Public notices (公示): what is in notice now, and what was.
    @GetMapping("/notices")
    String notices(HttpServletRequest request, Model model) {
        List<RowView> rows =
                records
                        .list(
                                Redemption.class,
                                "t.state <> 'COLLECTING'",
                                "t.notice_from DESC",
                                Map.of(),
                                ROWS_MAX)
                        .stream()
                        .map(VoucherPages::row)
                        .toList();
        model.addAttribute("view", batches(request, "notices.title", "notices.empty", rows));
        return "list";
    }

    private static RowView row(Redemption batch) {
        Money total =
                batch.lines().stream().map(Redemption.Line::pays).reduce(Money.ZERO, Money::plus);
        return RowView.of(
                        batch.id().value(),
                        "/cases/redemption/" + batch.id(),
                        batch.title(),
                        batch.issuer(),
                        batch.state(),
                        batch.lines().size(),
                        total,
                        Cell.of(batch.noticeUntil()))
                .fixed();
    }

    private static ListView batches(
            HttpServletRequest request, String title, String empty, List<RowView> rows) {
        return ListView.at(Address.of(request), title)
                .columns(
                        ListColumn.of("redemption.batch"),
                        ListColumn.of("redemption.issuer"),
                        ListColumn.of("redemption.state"),
                        ListColumn.amount("redemption.count"),
                        ListColumn.amount("redemption.total"),
                        ListColumn.of("redemption.notice-until"))
                .page(new Paged<>(rows, null, rows.size()))
                .empty(empty)
                .build();
    }

    /// The treasury's payment file: number, payee, account, amount, purpose, budget item.
    @GetMapping("/redemptions/{id}/payments.csv")
    ResponseEntity<byte[]> payments(@PathVariable String id, Actor actor) {
        Redemption batch =
                id.matches("[A-Za-z0-9-]{1,80}")
                        ? records.find(Redemption.class, Id.<Redemption>of(id)).orElse(null)
                        : null;
        if (batch == null || !ClaimProcedure.TREASURY.includes(actor, batch)) {
            throw new RefusedException(Refusal.of(WalletReason.NOT_FOUND));
        }
        List<List<Object>> rows = new ArrayList<>();
        for (ClaimLine claim :
                records.list(
                        ClaimLine.class,
                        "t.batch = :batch AND t.state = 'REQUESTED'",
                        "t.id",
                        Map.of("batch", id),
                        Redemption.LINES_MAX)) {
            ClaimLine.Payment payment = claim.payment();
            rows.add(
                    List.of(
                            payment == null ? "" : payment.number(),
                            claim.payee(),
                            payment == null ? "" : payment.account(),
                            claim.pays().toString(),
                            batch.title(),
                            batch.budgetItem() == null ? "" : batch.budgetItem()));
        }
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(id + ".csv").build().toString())
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .body(paymentFile(rows));
    }

    private byte[] paymentFile(List<List<Object>> rows) {
        StringBuilder text = new StringBuilder("\uFEFF");
        text.append(words.say("redemption.file.header")).append("\r\n");
        for (List<Object> row : rows) {
            text.append(
                            String.join(
                                    ",",
                                    row.stream()
                                            .map(value ->
                                                    "\""
                                                            + value.toString().replace("\"", "\"\"")
                                                            + "\"")
                                            .toList()))
                    .append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
