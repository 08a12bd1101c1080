package org.deltacommons.commons.vouchers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.papers.Sheet;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/// The treasury's payment file (支付文件): number, payee, account, amount, purpose, budget item of
/// every payment that was asked for and is not yet answered, and empty columns for the answers.
///
/// It is the one file with whole account numbers, because the bank needs them: only a treasury
/// officer of the issuer gets it, each time as an export in the audit log. Account numbers are
/// texts in both formats; a spreadsheet would round a number of nineteen digits.
@Controller
class PaymentFiles {

    private static final int WIDTH = 16;
    private static final List<String> RESULTS = List.of("OK", "RETURNED");

    private final Records records;
    private final Organisations organisations;
    private final BatchFiles batches;
    private final Audit audit;
    private final Words words;

    PaymentFiles(
            Records records,
            Organisations organisations,
            BatchFiles batches,
            Audit audit,
            Words words) {
        this.records = records;
        this.organisations = organisations;
        this.batches = batches;
        this.audit = audit;
        this.words = words;
    }

    @ResponseBody
    @GetMapping({
        "/redemptions/{id}/payments.{format:xlsx|csv}",
        "/api/v1/redemptions/{id}/payments.{format:xlsx|csv}"
    })
    ResponseEntity<byte[]> payments(
            @PathVariable String id, @PathVariable String format, Actor actor) throws IOException {
        Redemption batch =
                batches.of(id, actor, ClaimProcedure.TREASURY::includes, "redemption.payments");
        List<ClaimLine> claims =
                records.list(
                        ClaimLine.class,
                        "t.batch = :batch AND t.state = 'REQUESTED'",
                        "t.id",
                        Map.of("batch", id),
                        Redemption.LINES_MAX);
        audit.record(
                AuditLine.of(AuditKind.EXPORT, actor, id)
                        .with("paper", "payments")
                        .with("format", format)
                        .with("lines", Integer.toString(claims.size()))
                        .at(batch.home()));
        Sheet sheet =
                new Sheet(
                        words.say("redemption.payment-file"),
                        columns(),
                        claims.stream().map(claim -> row(batch, claim)).toList());
        return SheetDownload.of("payments-" + id, format, sheet);
    }

    /// The last are empty: the treasury fills them in and the file comes back, see
    /// [PaymentResultPages].
    private List<Sheet.Column> columns() {
        List<Sheet.Column> columns = new ArrayList<>();
        PaymentAnswers.header(words).forEach(one -> columns.add(Sheet.Column.of(one, WIDTH)));
        List<String> answers = PaymentAnswers.answers(words);
        columns.add(new Sheet.Column(answers.getFirst(), WIDTH, RESULTS, ""));
        answers.stream().skip(1).forEach(one -> columns.add(Sheet.Column.of(one, WIDTH)));
        return columns;
    }

    private List<@Nullable Object> row(Redemption batch, ClaimLine claim) {
        ClaimLine.Payment payment = claim.payment();
        return Arrays.asList(
                payment == null ? null : payment.number(),
                organisations.name(claim.payee(), words.language()),
                payment == null ? null : payment.account(),
                claim.pays(),
                batch.title(),
                batch.budgetItem(),
                null,
                null,
                null);
    }
}
