package org.deltacommons.commons.enterprises;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.kernel.DivisionCode;
import org.jspecify.annotations.Nullable;

/// What two provinces tell each other about a firm that moves from one to the other.
public sealed interface RelocationFact {

    /// The firm asks to be received. What its former home knows of it goes with it, because it does
    /// so itself; nobody else's province is told.
    @FactKind(value = "enterprises.RelocationAsked", schema = 2)
    record RelocationAsked(
            String relocation,
            Enterprise enterprise,
            DivisionCode division,
            LocalDate movedOn,
            List<Attachment> papers)
            implements RelocationFact {}

    /// The receiving province keeps its record from now on.
    @FactKind("enterprises.RelocationAccepted")
    record RelocationAccepted(String relocation, String organisation, DivisionCode division)
            implements RelocationFact {}

    @FactKind(value = "enterprises.RelocationRefused", schema = 2)
    record RelocationRefused(String relocation, @Personal String reason)
            implements RelocationFact {}

    /// The former home says to all that it keeps the record no longer: who speaks for the firm now,
    /// every province has to know. Tells where a registered firm is, which its licence does too.
    ///
    /// @param successor where it is registered now; null once it has come back
    @FactKind("enterprises.FirmMoved")
    record FirmMoved(
            String organisation, @Nullable DivisionCode successor, String relocation, Instant at)
            implements RelocationFact {}
}
