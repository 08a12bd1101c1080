package org.deltacommons.foundation.rulebook;

import java.util.List;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.OptionSource;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.springframework.stereotype.Component;

/// All divisions as choices of a field: `@Input(options = "divisionOptions")`.
@Component("divisionOptions")
final class DivisionOptions implements OptionSource {

    private final Divisions divisions;
    private final Words words;

    DivisionOptions(Divisions divisions, Words words) {
        this.divisions = divisions;
        this.words = words;
    }

    @Override
    public List<Option> options(Actor actor) {
        return divisions.all().stream()
                .map(code -> new Option(code.value(), divisions.full(code, words.language())))
                .toList();
    }
}
