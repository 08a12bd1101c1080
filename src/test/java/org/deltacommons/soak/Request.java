package org.deltacommons.soak;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request as it is sent, however often: the same key, the same words.
///
/// @param mark stands in the words of the request and nowhere else, so that what came of it can be
///   found and counted
/// @param machine who sends it
/// @param procedure of the case
/// @param step the opening or the action
/// @param subject the case that is acted on; null where one is opened
/// @param body the form
record Request(
        String mark,
        Machine machine,
        String procedure,
        String step,
        @Nullable String subject,
        Map<String, Object> body) {

    /// What the machine calls it; one of a kind for ever.
    String key() {
        return mark;
    }

    String path() {
        return subject == null
                ? "/api/v1/cases/" + procedure + "?opening=" + step
                : "/api/v1/cases/" + procedure + "/" + subject + "/" + step;
    }

    /// `procedure.step`, as the lane knows it.
    String operation() {
        return procedure + "." + step;
    }

    @Override
    public String toString() {
        return mark + " " + operation() + (subject == null ? "" : " of " + subject);
    }
}
