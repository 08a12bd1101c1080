package org.deltacommons.foundation.web;

import java.util.Map;
import org.deltacommons.kernel.Refusal;

/// A form as it was read: the record, or what is wrong with it.
public sealed interface Read<R extends Record> {

    /// @param key the Idempotency-Key the form carried, empty if none
    /// @param version the version of the case the person had seen, −1 if none
    record Ok<R extends Record>(R form, String key, long version) implements Read<R> {}

    /// @param errors by field, in the order of the fields; what concerns the whole form is under
    ///   the empty name
    record Wrong<R extends Record>(Map<String, Phrase> errors) implements Read<R> {

        /// What a later check found wrong with a form that could be read.
        public static <R extends Record> Wrong<R> because(Refusal refusal) {
            return new Wrong<>(Map.of("", Phrase.of(refusal)));
        }
    }
}
