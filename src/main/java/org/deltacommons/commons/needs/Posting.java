package org.deltacommons.commons.needs;

import java.time.Instant;
import java.time.LocalDate;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// What the providers of the four provinces see of a need; kept at every node.
///
/// @param id the need's
/// @param firm who asks; none while they do not wish to be named
/// @param open whether answers are taken
/// @param visitors whether everybody may see it
/// @param answersUntil first instant at which no answer is taken any more
@Stored("needs.posting")
public record Posting(
        Id<Posting> id,
        Province home,
        @Personal String sentence,
        @Personal String detail,
        @Nullable Money budget,
        @Nullable LocalDate wantedBy,
        @Nullable DivisionCode city,
        @Nullable String firm,
        @Nullable String firmName,
        boolean open,
        boolean visitors,
        @Nullable Instant answersUntil,
        Instant postedAt)
        implements Row {

    /// Whether somebody sees what is for providers only.
    public static boolean isForProviders(Actor actor) {
        return actor.isSystem() || actor.has(Role.PROVIDER_MANAGER) || actor.has(Role.OPERATOR);
    }

    public boolean maySee(Actor actor) {
        return visitors || isForProviders(actor);
    }

    /// Whether a text that somebody sent may be the id of one.
    public static boolean isId(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9-]{0,70}");
    }

    public boolean isOverAt(Instant now) {
        return !open || (answersUntil != null && !now.isBefore(answersUntil));
    }
}
