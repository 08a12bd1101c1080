package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import org.deltacommons.kernel.DivisionCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What opens a proposal, whatever the kind; made from the kind's own form.
///
/// @param title what it is about, as the proposer reads it
public record RuleProposing(
        String title,
        String topic,
        DivisionCode division,
        JsonNode value,
        LocalDate from,
        @Nullable LocalDate until,
        String source,
        Certainty certainty,
        String why) {}
