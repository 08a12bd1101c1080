package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.DivisionCode;
import org.jspecify.annotations.Nullable;

/// What a move to another province asks for.
public final class RelocationForms {

    private RelocationForms() {}

    /// @param division of the new registration
    /// @param movedOn the day of the new registration
    /// @param paper the new licence
    public record Relocate(
            @Input(kind = Input.Kind.HIDDEN) String firm,
            @Input(options = "divisionOptions", help = true) DivisionCode division,
            LocalDate movedOn,
            @Input(kind = Input.Kind.FILE, help = true) Attachment paper) {}

    /// @param source the register in which the officer saw it
    /// @param signatory the account at the receiving province of whoever signs for the firm there;
    ///   null where its people have accounts at this node already
    public record Receive(
            @Input(max = 200, help = true) String source,
            @Input(max = 60, help = true) @Nullable String signatory) {}

    public record Decline(@Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}
}
