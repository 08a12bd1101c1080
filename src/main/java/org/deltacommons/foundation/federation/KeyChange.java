package org.deltacommons.foundation.federation;

import java.time.Instant;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// The change of the key by which a home signs its feed. Of a home hosted here it is announced in
/// the feed; of another home, whose key was lost, it is what this node believes from then on.
///
/// @param origin whose key; another than `home` only where that key was lost
/// @param former the verifier key until now
/// @param next the verifier key from then on
/// @param lost whether the former is lost or in others' hands
/// @param facts of another home's feed, at which the next key takes over; 0 for the own
@Stored("federation.key_change")
public record KeyChange(
        Id<KeyChange> id,
        Province home,
        KeyChangeState state,
        Province origin,
        String former,
        String next,
        boolean lost,
        long facts,
        String reason,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt)
        implements KeyProposal<KeyChange, KeyChangeState> {

    @Override
    public Title titled() {
        return Title.of(origin, " → ", shown());
    }

    @Override
    public String title() {
        return titled().plain();
    }

    @Override
    public Province whose() {
        return origin;
    }

    @Override
    public String fingerprint() {
        return Fingerprint.of(next);
    }

    @Override
    public KeyChange decided(KeyChangeState how, String by, Instant at) {
        return new KeyChange(
                id,
                home,
                how,
                origin,
                former,
                next,
                lost,
                facts,
                reason,
                proposedBy,
                proposedAt,
                by,
                at);
    }
}
