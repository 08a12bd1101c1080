package org.deltacommons.foundation.procedures.pages;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.FactReceipts;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.web.Contributed;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Receipts for what was told about a case, for those whom the case concerns and whose provinces
/// were told: each proves to anybody, without this platform, that the fact stands in its home's
/// feed.
@RestController
class CaseReceipts {

    /// One fact about the case.
    ///
    /// @param home whose feed it stands in
    /// @param index in that feed
    /// @param kind as the catalogue of facts names it
    /// @param receipt where its receipt is
    record FactAbout(String home, long index, String kind, Instant at, String receipt) {}

    private final CaseDoors doors;
    private final Facts facts;
    private final Contributed<FactReceipts> receipts;

    CaseReceipts(CaseDoors doors, Facts facts, ObjectProvider<FactReceipts> receipts) {
        this.doors = doors;
        this.facts = facts;
        this.receipts = new Contributed<>(receipts);
    }

    /// Where the receipt of a fact is handed out.
    ///
    /// @param path of the case
    static String address(String path, RecordedFact fact) {
        return "%s/receipts/%s/%d".formatted(path, fact.origin().code(), fact.index());
    }

    private <C extends Case> List<RecordedFact> told(
            Procedure<C> procedure, String id, Actor actor) {
        C subject = doors.readable(procedure, id, actor).row();
        if (!procedure.concerns(actor, subject)) {
            throw new RefusedException(ProcedureReason.NOT_FOUND);
        }
        return CaseStory.told(facts.about(subject.id().value()), actor);
    }

    @GetMapping("/api/v1/cases/{procedure}/{id}/receipts")
    Paged<FactAbout> about(@PathVariable String procedure, @PathVariable String id, Actor actor) {
        List<FactAbout> items =
                told(doors.procedure(procedure), id, actor).stream()
                        .map(fact ->
                                new FactAbout(
                                        fact.origin().code(),
                                        fact.index(),
                                        fact.kind(),
                                        fact.at(),
                                        address(
                                                "/api/v1/cases/%s/%s".formatted(procedure, id),
                                                fact)))
                        .toList();
        return new Paged<>(items, null, items.size());
    }

    @GetMapping({
        "/cases/{procedure}/{id}/receipts/{home}/{index}",
        "/api/v1/cases/{procedure}/{id}/receipts/{home}/{index}"
    })
    ResponseEntity<String> receipt(
            @PathVariable String procedure,
            @PathVariable String id,
            @PathVariable String home,
            @PathVariable long index,
            Actor actor) {
        Province origin =
                Arrays.stream(Province.values())
                        .filter(one -> one.code().equals(home))
                        .findFirst()
                        .orElseThrow(CaseReceipts::unknown);
        boolean told =
                told(doors.procedure(procedure), id, actor).stream()
                        .anyMatch(fact -> fact.origin() == origin && fact.index() == index);
        if (!told) {
            throw unknown();
        }
        String receipt =
                receipts.first()
                        .flatMap(all -> all.receipt(origin, index))
                        .orElseThrow(() -> new RefusedException(ProcedureReason.RECEIPT_NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(
                                        "%s-%d.receipt.json".formatted(home, index),
                                        StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(receipt);
    }

    private static RefusedException unknown() {
        return new RefusedException(ProcedureReason.NOT_FOUND);
    }
}
