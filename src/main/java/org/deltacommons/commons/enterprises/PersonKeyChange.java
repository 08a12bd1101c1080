package org.deltacommons.commons.enterprises;

import java.time.Instant;
import org.deltacommons.foundation.federation.KeyProposal;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A home's agreement to the next key of the cross-check hash, by two of its persons. Each of the
/// four homes has a case of its own.
///
/// @param keyNumber of the next key
/// @param fingerprint of the secret that was here when it was proposed
@Stored("enterprises.person_key_change")
public record PersonKeyChange(
        Id<PersonKeyChange> id,
        Province home,
        PersonKeyStep state,
        int keyNumber,
        String fingerprint,
        @Personal String reason,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt)
        implements KeyProposal<PersonKeyChange, PersonKeyStep> {

    @Override
    public String title() {
        return keyNumber + " · " + shown();
    }

    @Override
    public PersonKeyChange decided(PersonKeyStep how, String by, Instant at) {
        return new PersonKeyChange(
                id, home, how, keyNumber, fingerprint, reason, proposedBy, proposedAt, by, at);
    }
}
