package org.deltacommons.commons.vouchers;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.procedures.TemplateNote;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is kept of a claim by codes and ids, in the reader's words: findings with where they come
/// from, and why a claim went back.
@Component
class ClaimWords {

    private final Words words;
    private final People people;

    ClaimWords(Words words, People people) {
        this.words = words;
        this.people = people;
    }

    Entry finding(Finding finding) {
        String source = source(finding);
        return Entry.check(
                        "finding." + finding.kind(),
                        new Phrase(
                                "finding." + finding.kind() + "." + finding.answer(),
                                values(finding)),
                        finding.answer().mark())
                .from(
                        source == null || finding.asOf() == null
                                ? source
                                : source + " · " + finding.asOf());
    }

    /// A province that answered and an officer who looked are kept by code and id.
    private @Nullable String source(Finding finding) {
        String kept = finding.source();
        if (kept == null) {
            return null;
        }
        return switch (finding.kind()) {
            case INVOICE_ALLOCATION -> province(kept).map(words::show).orElse(kept);
            case TAX, RELATED -> kept.startsWith("person-") ? people.name(kept) : kept;
            default -> kept;
        };
    }

    private static Optional<Province> province(String code) {
        return Arrays.stream(Province.values()).filter(one -> one.code().equals(code)).findFirst();
    }

    private Map<String, Object> values(Finding finding) {
        Map<String, Object> values = new HashMap<>(finding.values());
        switch (finding.kind()) {
            case PROVIDER_STATE ->
                    values.replaceAll((_, state) -> words.say("enum.ProviderState." + state));
            case TECHNOLOGY -> values.replaceAll((_, check) -> words.say("enum.Check." + check));
            case INVOICE_ALLOCATION ->
                    values.computeIfPresent("why", (_, code) -> notAllocated(code.toString()));
            default -> {}
        }
        return values;
    }

    private String notAllocated(String code) {
        String key = "claim.not-allocated." + code.substring(code.lastIndexOf('.') + 1);
        return words.has(key) ? words.say(key) : code;
    }

    /// Why a claim went back to the firm; empty where nobody wrote it down here.
    String returned(ClaimLine claim) {
        return claim.finding(Finding.Kind.INVOICE_ALLOCATION)
                .filter(one -> one.answer() == Finding.Answer.FOUND)
                .map(one -> words.say(new Phrase("finding.INVOICE_ALLOCATION.FOUND", values(one))))
                .orElseGet(() -> claim.note() == null ? "" : noted("return", claim.note()));
    }

    /// @param note as it was kept with the action
    String noted(String action, String note) {
        return switch (action) {
            case "return", "send-back" ->
                    TemplateNote.read(words, VoucherForms.ReturnTemplate.values(), note);
            case "not-allocated" -> notAllocated(note);
            default -> note;
        };
    }
}
