package org.deltacommons.commons.vouchers;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.papers.Sheet;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/// The archive list (归档目录) of a batch: every document of every claim that went into notice, in the
/// order of the claims, with its size and SHA-256, so that whoever takes the files over can tell
/// that they are whole and the same. Officials of the issuer get it, each time as an export in the
/// audit log.
@Controller
class ArchiveLists {

    private final Records records;
    private final BatchFiles batches;
    private final Audit audit;
    private final Words words;

    ArchiveLists(Records records, BatchFiles batches, Audit audit, Words words) {
        this.records = records;
        this.batches = batches;
        this.audit = audit;
        this.words = words;
    }

    /// Before the notice is over a claim may still leave the batch.
    static boolean isDue(Redemption batch) {
        return switch (batch.state()) {
            case COLLECTING, IN_NOTICE -> false;
            case CAPTURED, REQUESTED, PAYING, DONE -> true;
        };
    }

    @ResponseBody
    @GetMapping({
        "/redemptions/{id}/archive.{format:xlsx|csv}",
        "/api/v1/redemptions/{id}/archive.{format:xlsx|csv}"
    })
    ResponseEntity<byte[]> archive(
            @PathVariable String id, @PathVariable String format, Actor actor) throws IOException {
        Redemption batch =
                batches.of(id, actor, RedemptionCasePage::official, "redemption.archive");
        if (!isDue(batch)) {
            throw new RefusedException(Refusal.of(WalletReason.NOT_ON_PAPER_YET));
        }
        List<List<@Nullable Object>> rows = rows(batch);
        audit.record(
                AuditLine.of(AuditKind.EXPORT, actor, id)
                        .with("paper", "archive")
                        .with("format", format)
                        .with("lines", Integer.toString(rows.size()))
                        .at(batch.home()));
        Sheet sheet =
                Sheet.of(
                        words.say("redemption.archive"),
                        Arrays.stream(words.say("redemption.archive.header").split(",")).toList(),
                        rows);
        return SheetDownload.of("archive-" + id, format, sheet);
    }

    /// One line a document; the same file of a claim is listed once.
    private List<List<@Nullable Object>> rows(Redemption batch) {
        List<ClaimLine> claims =
                records.list(
                        ClaimLine.class,
                        "t.batch = :batch AND t.state <> 'REJECTED'",
                        "t.claimed_at, t.id",
                        Map.of("batch", batch.id().value()),
                        Redemption.LINES_MAX);
        return claims.stream()
                .flatMap(claim -> once(claim.papers()).stream().map(paper -> row(claim, paper)))
                .toList();
    }

    private static List<Attachment> once(List<Attachment> papers) {
        Map<String, Attachment> byContent = new LinkedHashMap<>();
        papers.forEach(paper -> byContent.putIfAbsent(paper.kind() + paper.hash(), paper));
        return List.copyOf(byContent.values());
    }

    private List<@Nullable Object> row(ClaimLine claim, Attachment paper) {
        ClaimLine.Payment payment = claim.payment();
        return Arrays.asList(
                claim.id().number(),
                claim.firmName(),
                claim.providerName(),
                claim.invoice().number(),
                claim.pays(),
                words.show(claim.state()),
                payment == null ? null : payment.number(),
                payment == null ? null : payment.paidOn(),
                kind(paper),
                paper.name(),
                paper.bytes(),
                paper.hash());
    }

    private String kind(Attachment paper) {
        String key = "attachment." + paper.kind();
        return words.has(key) ? words.say(key) : paper.kind();
    }
}
