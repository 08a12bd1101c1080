package org.deltacommons.foundation.identity.pages;

import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.web.Offered;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.kernel.Outcome;
import org.jspecify.annotations.Nullable;

/// One thing somebody can do on a page: what it asks for and what it does. The list of them is both
/// what the page shows and what it accepts.
///
/// @param name the message is `identity.deed.<name>`, what is said afterwards `….done`
/// @param form a record without components asks for nothing
/// @param offers choices by field, made for this page
record Deed<F extends Record>(
        String name,
        Class<F> form,
        boolean primary,
        boolean dangerous,
        Map<String, List<Option>> offers,
        Doing<F> does) {

    /// Asks for nothing.
    record Nothing() {}

    /// Does it.
    interface Doing<F> {

        /// @param key the Idempotency-Key of the form
        Outcome<Told> on(F form, String key);
    }

    /// What came of it: a section to be shown once, or nothing but that it is done.
    ///
    /// @param shown the same for machines: names in the program's language, values as they are
    record Told(@Nullable Section section, Map<String, String> shown) {

        static final Told DONE = new Told(null, Map.of());

        /// For outcomes of which nothing is shown.
        static Outcome<Told> of(Outcome<?> outcome) {
            return outcome.map(_ -> DONE);
        }
    }

    static <F extends Record> Deed<F> of(String name, Class<F> form, Doing<F> does) {
        return new Deed<>(name, form, false, false, Map.of(), does);
    }

    static Deed<Nothing> plain(String name, Doing<Nothing> does) {
        return of(name, Nothing.class, does);
    }

    Deed<F> first() {
        return new Deed<>(name, form, true, dangerous, offers, does);
    }

    Deed<F> grave() {
        return new Deed<>(name, form, primary, true, offers, does);
    }

    Deed<F> offering(String field, List<Option> choices) {
        return new Deed<>(name, form, primary, dangerous, Map.of(field, choices), does);
    }

    String label() {
        return "identity.deed." + name;
    }

    Offered offered() {
        return new Offered(offers, List.of());
    }

    boolean asks() {
        return form.getRecordComponents().length > 0;
    }
}
