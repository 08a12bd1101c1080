package org.deltacommons.commons.vouchers;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.papers.Sheet;
import org.deltacommons.foundation.procedures.Refusals;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/// The treasury's payment file (支付文件): number, payee, account, amount, purpose, budget item of
/// every payment that was asked for and is not yet answered.
///
/// It is the one file with whole account numbers, because the bank needs them: only a treasury
/// officer of the issuer gets it, each time as an export in the audit log. Account numbers are
/// texts in both formats; a spreadsheet would round a number of nineteen digits.
@Controller
class PaymentFiles {

    private final Records records;
    private final Organisations organisations;
    private final Refusals refusals;
    private final Audit audit;
    private final Words words;

    PaymentFiles(
            Records records,
            Organisations organisations,
            Refusals refusals,
            Audit audit,
            Words words) {
        this.records = records;
        this.organisations = organisations;
        this.refusals = refusals;
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
        Redemption batch = batch(id, actor);
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
                Sheet.of(
                        words.say("redemption.payment-file"),
                        Arrays.stream(words.say("redemption.file.header").split(",")).toList(),
                        claims.stream().map(claim -> row(batch, claim)).toList());
        return SheetDownload.of("payments-" + id, format, sheet);
    }

    private Redemption batch(String id, Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        return records.find(Redemption.class, PaperPages.<Redemption>id(id))
                .filter(one -> ClaimProcedure.TREASURY.includes(actor, one))
                .orElseThrow(() -> {
                    refusals.denied(actor, "redemption.payments", id);
                    return new RefusedException(Refusal.of(WalletReason.NOT_FOUND));
                });
    }

    private List<@Nullable Object> row(Redemption batch, ClaimLine claim) {
        ClaimLine.Payment payment = claim.payment();
        return Arrays.asList(
                payment == null ? null : payment.number(),
                organisations.name(claim.payee(), words.language()),
                payment == null ? null : payment.account(),
                claim.pays(),
                batch.title(),
                batch.budgetItem());
    }
}
