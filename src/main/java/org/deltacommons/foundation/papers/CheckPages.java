package org.deltacommons.foundation.papers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/// Tells anybody whether a paper is genuine.
@Controller
class CheckPages {

    private final ObjectProvider<Checkable> papers;

    CheckPages(ObjectProvider<Checkable> papers) {
        this.papers = papers;
    }

    /// The page.
    ///
    /// @param code as on the paper
    /// @param result what the records say
    /// @param match what becomes of the digest that the QR code carried
    /// @param proof what is proven of its issue
    /// @param receipt where the proof can be taken from; `null` if there is none
    record CheckPage(
            String code,
            CheckResult result,
            Match match,
            @Nullable CheckProof proof,
            @Nullable String receipt,
            Section section) {

        /// Whether the paper may be called genuine: not if what was issued is another thing.
        public boolean genuine() {
            return proof == null || !proof.isDisproven();
        }
    }

    /// @param mark met, not met, or not verified if there was nothing to compare
    /// @param key the sentence
    record Match(Mark mark, String key) {}

    /// Where a code is typed.
    @GetMapping("/check")
    String ask(@RequestParam(defaultValue = "") String code) {
        if (code.isBlank()) {
            return "check";
        }
        return "redirect:/check/" + CheckCodes.read(code).orElseThrow(CheckPages::unknown);
    }

    /// @param carried the digest that the QR code carries
    @GetMapping("/check/{code}")
    String check(
            @PathVariable String code,
            @RequestParam(name = "h", defaultValue = "") String carried,
            Model model) {
        String read = CheckCodes.read(code).orElseThrow(CheckPages::unknown);
        CheckResult result =
                papers.stream()
                        .map(one -> one.check(read))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElseThrow(CheckPages::unknown);
        CheckProof proof = proof(read, carried).orElse(null);
        model.addAttribute(
                "view",
                new CheckPage(
                        read,
                        result,
                        match(carried, result.digest(), proof),
                        proof,
                        proof == null || proof.receipt() == null ? null : address(read, carried),
                        section(result)));
        return "check";
    }

    private Optional<CheckProof> proof(String code, String carried) {
        return papers.stream()
                .map(one -> one.proof(code, carried))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String address(String code, String carried) {
        String address = "/check/" + code + "/receipt.json";
        return carried.isEmpty()
                ? address
                : UriComponentsBuilder.fromPath(address)
                        .queryParam("h", "{h}")
                        .build(carried)
                        .toString();
    }

    /// The proof itself, for `bin/verify receipt` or the page of another node.
    @GetMapping("/check/{code}/receipt.json")
    ResponseEntity<String> receipt(
            @PathVariable String code,
            @RequestParam(name = "h", defaultValue = "") String carried) {
        String read = CheckCodes.read(code).orElseThrow(CheckPages::unknown);
        String json =
                proof(read, carried)
                        .flatMap(one -> Optional.ofNullable(one.receipt()))
                        .orElseThrow(CheckPages::unknown);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(read + ".receipt.json")
                                .build()
                                .toString())
                .body(json);
    }

    private static RefusedException unknown() {
        return new RefusedException(CheckReason.CHECK_CODE_NOT_FOUND);
    }

    private static Match match(
            String carried, @Nullable String digest, @Nullable CheckProof proof) {
        if (carried.isEmpty() || digest == null) {
            return new Match(Mark.NOT_VERIFIED, "papers.check.not-compared");
        }
        if (CheckCodes.matches(carried, digest)) {
            return new Match(Mark.MET, "papers.check.same");
        }
        // It was issued so, and the records went on: an account has new entries every day.
        return proof != null && proof.isProven()
                ? new Match(Mark.WARN, "papers.check.since")
                : new Match(Mark.NOT_MET, "papers.check.changed");
    }

    private static Section section(CheckResult result) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("papers.check.number", result.number()));
        entries.add(Entry.of("papers.check.issuer", result.issuer()));
        entries.add(Entry.of("papers.check.holder", result.holder()));
        entries.add(Entry.of("papers.check.issued", result.issued()));
        entries.addAll(result.entries());
        entries.add(Entry.of("papers.check.state", result.state()));
        return Section.of("papers.check.facts", entries);
    }
}
