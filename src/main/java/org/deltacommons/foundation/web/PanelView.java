package org.deltacommons.foundation.web;

import org.jspecify.annotations.Nullable;

/// What another module adds to a case's page.
///
/// @param title a message key
/// @param section shown as any section, if there
/// @param fragment else a template fragment `vouchers/wallet :: panel`, which finds its record as
///   `model`
public record PanelView(
        String title,
        @Nullable Section section,
        @Nullable String fragment,
        @Nullable Object model) {

    public static PanelView of(Section section) {
        return new PanelView(section.title(), section, null, null);
    }

    public static PanelView of(String title, String fragment, Object model) {
        return new PanelView(title, null, fragment, model);
    }
}
