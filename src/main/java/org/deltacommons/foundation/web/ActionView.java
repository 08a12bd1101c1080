package org.deltacommons.foundation.web;

import org.jspecify.annotations.Nullable;

/// What somebody can do to a case, or why not.
///
/// @param name the action's name, unique on the page
/// @param label a message key; a verb of the trade
/// @param primary at most one on a page
/// @param dangerous asks twice and looks so
/// @param form what has to be filled in, if anything
/// @param url where the form is posted
/// @param whyNot a sentence; when there, the action is shown but cannot be taken
/// @param key the Idempotency-Key, made when the page is rendered
/// @param version the version of the case that the person has seen
public record ActionView(
        String name,
        String label,
        boolean primary,
        boolean dangerous,
        @Nullable FormView form,
        String url,
        @Nullable String whyNot,
        String key,
        long version) {

    public ActionView {
        // Two actions may ask for the same record; their fields must not share ids.
        form = form == null ? null : form.prefixed(name);
    }

    /// An action shown with the reason why it is not possible.
    public static ActionView impossible(String name, String label, String whyNot) {
        return new ActionView(name, label, false, false, null, "", whyNot, "", 0);
    }

    public boolean isPossible() {
        return whyNot == null;
    }
}
