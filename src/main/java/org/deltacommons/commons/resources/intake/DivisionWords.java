package org.deltacommons.commons.resources.intake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.rulebook.Divisions;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Texts;

/// Divisions as people write them: by code, by name, or as city and county; a name that several
/// have is no answer.
final class DivisionWords {

    private final Map<String, DivisionCode> known = new HashMap<>();

    DivisionWords(Divisions divisions) {
        Set<String> several = new HashSet<>();
        for (DivisionCode code : divisions.all()) {
            known.put(code.value(), code);
            for (Locale language : new Locale[] {Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH}) {
                divisions.name(code, language).ifPresent(name -> learn(name, code, several));
                learn(divisions.full(code, language), code, several);
            }
        }
        several.forEach(known::remove);
    }

    private void learn(String name, DivisionCode code, Set<String> several) {
        DivisionCode other = known.putIfAbsent(Texts.code(name), code);
        if (other != null && !other.equals(code)) {
            several.add(Texts.code(name));
        }
    }

    Optional<DivisionCode> find(String text) {
        return Optional.ofNullable(known.get(Texts.code(text)));
    }
}
