package org.deltacommons.foundation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One field of a form, ready to be rendered.
///
/// @param name as it is sent
/// @param id unique on the page
/// @param label a message key
/// @param help a message key
/// @param source where the rule behind the question stands, in words
/// @param unit a message key, shown inside the field
/// @param group a message key; a group of fields begins here
/// @param max characters at most; 0 for none
/// @param many whether several files can be chosen
/// @param values as typed; of a file that is kept already, its hash
/// @param options what can be chosen; the files that are kept already, with their names
/// @param error a sentence
public record FieldView(
        String name,
        String id,
        Input.Kind kind,
        String label,
        @Nullable String help,
        @Nullable String source,
        @Nullable String unit,
        @Nullable String group,
        boolean required,
        int max,
        @Nullable String from,
        @Nullable String until,
        @Nullable String autocomplete,
        @Nullable String accept,
        boolean many,
        List<String> values,
        List<Option> options,
        @Nullable String error) {

    public FieldView {
        values = List.copyOf(values);
        options = List.copyOf(options);
    }

    /// The one value, empty if none.
    public String value() {
        return values.isEmpty() ? "" : values.getFirst();
    }

    public boolean has(String value) {
        return values.contains(value);
    }

    /// What `aria-describedby` names: help and error, as far as they are there.
    public @Nullable String describedBy() {
        String ids =
                (help == null && source == null ? "" : id + "-help ")
                        + (error == null ? "" : id + "-error");
        return ids.isBlank() ? null : ids.strip();
    }

    /// The kind as the templates name it.
    public String shape() {
        return switch (kind) {
            case AUTO, TEXT, PASSWORD, EMAIL, PHONE, SEARCH, NUMBER, MONEY, DATE, TIME, DATE_TIME ->
                    "input";
            case TEXTAREA -> "textarea";
            case HIDDEN -> "hidden";
            case SELECT -> "select";
            case RADIO, CHECKBOXES -> "choices";
            case CHECKBOX -> "checkbox";
            case FILE -> "file";
        };
    }

    /// The `type` of the HTML input.
    public String type() {
        return switch (kind) {
            case PASSWORD -> "password";
            case EMAIL -> "email";
            case PHONE -> "tel";
            case SEARCH -> "search";
            case DATE -> "date";
            case TIME -> "time";
            case DATE_TIME -> "datetime-local";
            case RADIO -> "radio";
            case CHECKBOX, CHECKBOXES -> "checkbox";
            case FILE -> "file";
            case HIDDEN -> "hidden";
            // Amounts and counts are text: what was typed survives, full-width digits included.
            case AUTO, TEXT, TEXTAREA, SELECT, NUMBER, MONEY -> "text";
        };
    }

    /// Which keys a phone shows.
    public @Nullable String keys() {
        return switch (kind) {
            case MONEY -> "decimal";
            case NUMBER -> "numeric";
            default -> null;
        };
    }

    FieldView identified(String newId) {
        return new FieldView(
                name,
                newId,
                kind,
                label,
                help,
                source,
                unit,
                group,
                required,
                max,
                from,
                until,
                autocomplete,
                accept,
                many,
                values,
                options,
                error);
    }

    FieldView offering(List<Option> choices) {
        Input.Kind shown =
                switch (kind) {
                    case TEXT, AUTO, NUMBER, DATE, DATE_TIME -> Input.Kind.SELECT;
                    default -> kind;
                };
        return new FieldView(
                name,
                id,
                shown,
                label,
                help,
                source,
                unit,
                group,
                required,
                max,
                from,
                until,
                autocomplete,
                accept,
                many,
                values,
                choices,
                error);
    }
}
