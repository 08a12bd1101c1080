package org.deltacommons.foundation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A form, ready to be rendered by `components :: form`.
///
/// @param name of the record it was made from
/// @param errors sentences about the whole form
/// @param key the Idempotency-Key, new with every rendering
/// @param version of the case the form acts on; −1 when it acts on none
public record FormView(
        String name, List<FieldView> fields, List<String> errors, String key, long version) {

    public FormView {
        fields = List.copyOf(fields);
        errors = List.copyOf(errors);
    }

    public boolean isMultipart() {
        return fields.stream().anyMatch(field -> field.kind() == Input.Kind.FILE);
    }

    public boolean isWrong() {
        return !errors.isEmpty() || !wrongFields().isEmpty();
    }

    public List<FieldView> wrongFields() {
        return fields.stream().filter(field -> field.error() != null).toList();
    }

    public @Nullable FieldView field(String wanted) {
        return fields.stream()
                .filter(field -> field.name().equals(wanted))
                .findFirst()
                .orElse(null);
    }

    /// The same form acting on this version of a case.
    public FormView at(long seen) {
        return new FormView(name, fields, errors, key, seen);
    }

    /// The same form under another Idempotency-Key.
    public FormView keyed(String newKey) {
        return new FormView(name, fields, errors, newKey, version);
    }

    /// The same form with these choices for one field; a text field becomes a list.
    public FormView offering(String wanted, List<Option> choices) {
        return new FormView(
                name,
                fields.stream()
                        .map(f -> f.name().equals(wanted) ? f.offering(choices) : f)
                        .toList(),
                errors,
                key,
                version);
    }

    /// The same form without a field, which the page says in another way.
    public FormView without(String known) {
        return new FormView(
                name,
                fields.stream().filter(f -> !f.name().equals(known)).toList(),
                errors,
                key,
                version);
    }

    /// The same form with ids of its own, so that several can stand on one page.
    public FormView prefixed(String prefix) {
        return new FormView(
                name,
                fields.stream().map(f -> f.identified(prefix + "-" + f.name())).toList(),
                errors,
                key,
                version);
    }
}
