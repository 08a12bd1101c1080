package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import java.util.Optional;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A new version of a rule on its way to a second person.
///
/// @param topic of the rule
/// @param division whose rule
/// @param value the kind's record as JSON
/// @param validFrom its first day, not in the past when it is approved
/// @param validUntil the first day after, if it shall end
/// @param why in the proposer's words
/// @param proposedBy the proposer's id
/// @param number the version it became, 0 until it is approved
@Stored("rulebook.proposal")
public record RuleProposal(
        Id<RuleProposal> id,
        Province home,
        String title,
        RuleProposalState state,
        String topic,
        DivisionCode division,
        JsonNode value,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        String source,
        Certainty certainty,
        String why,
        String proposedBy,
        String proposedByName,
        int number)
        implements Case {

    /// Only the issuer's own officers have a part in it.
    @Override
    public Optional<String> place(Side side) {
        return switch (side) {
            case ISSUER -> Optional.of(division.value());
            case HOME -> Optional.of(home.code());
            case FIRM, PROVIDER, LEGAL_PERSON, VERIFIER, OWNER -> Optional.empty();
        };
    }

    RuleProposal in(RuleProposalState next, int version) {
        return new RuleProposal(
                id,
                home,
                title,
                next,
                topic,
                division,
                value,
                validFrom,
                validUntil,
                source,
                certainty,
                why,
                proposedBy,
                proposedByName,
                version);
    }
}
