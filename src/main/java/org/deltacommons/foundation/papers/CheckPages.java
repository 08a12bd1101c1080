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
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

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
    record CheckPage(String code, CheckResult result, Match match, Section section) {}

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
        model.addAttribute(
                "view",
                new CheckPage(read, result, match(carried, result.digest()), section(result)));
        return "check";
    }

    private static RefusedException unknown() {
        return new RefusedException(CheckReason.CHECK_CODE_NOT_FOUND);
    }

    private static Match match(String carried, @Nullable String digest) {
        if (carried.isEmpty() || digest == null) {
            return new Match(Mark.NOT_VERIFIED, "papers.check.not-compared");
        }
        return CheckCodes.matches(carried, digest)
                ? new Match(Mark.MET, "papers.check.same")
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
