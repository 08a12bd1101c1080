package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.DivisionCode;

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
    public record Receive(@Input(max = 200, help = true) String source) {}

    public record Decline(@Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}
}
