package org.deltacommons.foundation.federation;

import java.time.Instant;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A fact that a home could not apply, kept with its reason; later facts of its subject park behind
/// it. They are tried again in their order, see [Reactions].
///
/// @param reason as the machine says it, for whoever mends it
/// @param since when it was put aside
/// @param open false once it was applied after all
/// @param tries how often it was tried since it was put aside
/// @param tried when last
/// @param asked whether somebody asked for another try
@Stored("federation.parked")
record Parked(
        Id<Parked> id,
        Province home,
        Province origin,
        long position,
        String subject,
        String kind,
        Why why,
        String reason,
        Instant since,
        boolean open,
        int tries,
        @Nullable Instant tried,
        boolean asked)
        implements Row {

    /// Why a fact is put aside.
    enum Why {
        /// What the home does about it went wrong: a bug here or a body that is not as it should
        /// be.
        FAILED,
        /// This version of the node does not know the kind, or not in that schema.
        UNKNOWN,
        /// An earlier fact of its subject is put aside.
        BEHIND
    }

    static Id<Parked> idOf(Province home, Province origin, long position) {
        return Id.of(home.code() + "/" + origin.code() + "/" + position);
    }

    static Parked of(Province home, RecordedFact fact, Why why, String reason, Instant now) {
        return new Parked(
                idOf(home, fact.origin(), fact.index()),
                home,
                fact.origin(),
                fact.index(),
                fact.subject(),
                fact.kind(),
                why,
                reason,
                now,
                true,
                0,
                null,
                false);
    }

    Parked askedAgain() {
        return with(why, reason, true, tries, tried, true);
    }

    /// It went wrong once more.
    Parked triedAgain(Why because, String said, Instant now) {
        return with(because, said, true, tries + 1, now, false);
    }

    Parked released(Instant now) {
        return with(why, reason, false, tries + 1, now, false);
    }

    private Parked with(
            Why because,
            String said,
            boolean stays,
            int times,
            @Nullable Instant at,
            boolean again) {
        return new Parked(
                id, home, origin, position, subject, kind, because, said, since, stays, times, at,
                again);
    }
}
