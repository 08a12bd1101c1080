package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.DivisionCode;
import org.jspecify.annotations.Nullable;

/// What opens a proposal, whatever the kind; made from the kind's own form.
///
/// @param value the kind's record as JSON
/// @param title what it is about, as the proposer reads it
public record RuleProposing(
        String title,
        String topic,
        DivisionCode division,
        @Input(kind = Input.Kind.TEXTAREA, max = 8_000) String value,
        LocalDate from,
        @Nullable LocalDate until,
        String source,
        Certainty certainty,
        String why) {}
