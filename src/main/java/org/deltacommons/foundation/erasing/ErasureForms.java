package org.deltacommons.foundation.erasing;

import java.util.regex.Pattern;
import org.deltacommons.foundation.web.FieldError;
import org.deltacommons.foundation.web.Input;
import org.jspecify.annotations.Nullable;

/// What is asked when persons' texts are to be erased. None of it asks for a name or for words of
/// the person: it goes into the record of the case, which stays.
public final class ErasureForms {

    private static final Pattern FACT = Pattern.compile("3[1-4]0000/[1-9]\\d{0,17}");

    private ErasureForms() {}

    /// @param what by scope: a fact as `340000/123`, a case's id, a person's id
    /// @param law where another law says so; asked with that ground only
    /// @param request the number under which the person's request was received
    public record RequestErasure(
            @Input(kind = Input.Kind.SELECT) ErasureScope scope,
            @Input(max = 100, help = true) String what,
            @Input(kind = Input.Kind.SELECT) ErasureGround ground,
            @Nullable @Input(max = 200, help = true, when = "ground=OTHER_LAW") String law,
            @Input(max = 60, help = true) String request) {

        public RequestErasure {
            if (scope == ErasureScope.MESSAGE && !FACT.matcher(what.strip()).matches()) {
                throw new FieldError("what", "erasing.form.no-fact");
            }
            if (ground == ErasureGround.OTHER_LAW && (law == null || law.isBlank())) {
                throw new FieldError("law", "erasing.form.no-law");
            }
        }
    }

    /// @param request as the second person read it on the request itself, not as this page shows it
    public record ApproveErasure(@Input(max = 60, help = true) String request) {}

    public record DeclineErasure(
            @Input(kind = Input.Kind.TEXTAREA, max = 500, help = true) String reason) {}
}
