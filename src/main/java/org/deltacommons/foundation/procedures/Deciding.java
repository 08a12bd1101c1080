package org.deltacommons.foundation.procedures;

import java.time.Instant;
import java.util.Optional;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Ids;

/// What a decision has at hand.
///
/// @param actor who acts
/// @param rows what may be read
public record Deciding(Actor actor, Rows rows, Ids ids, Terms terms) {

    public Instant now() {
        return rows.now();
    }

    public Optional<Instant> due(String term, DivisionCode division) {
        return terms.due(term, division, rows, rows.now());
    }
}
