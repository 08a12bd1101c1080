package org.deltacommons.commons.enterprises;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// Where a home stands with the key of the cross-check hash. The next key is in force once all four
/// have agreed to the same secret; until then hashes are made by both.
///
/// @param inForce the number of the key in force, from 1
/// @param fingerprint of its secret; null for the first, which the operators agreed on before
/// @param nextFingerprint of the secret that this home has agreed to; null if none
/// @param agreed the fingerprints of the next secret, by the codes of the homes that agreed
/// @param since when the key in force came into force
@Stored("enterprises.person_key_state")
record PersonKeyState(
        Id<PersonKeyState> id,
        Province home,
        int inForce,
        @Nullable String fingerprint,
        @Nullable String nextFingerprint,
        Map<String, String> agreed,
        Instant since)
        implements Row {

    PersonKeyState {
        agreed = Map.copyOf(agreed);
    }

    static Id<PersonKeyState> idOf(Province home) {
        return Id.of("person-key-" + home.code());
    }

    static PersonKeyState first(Province home) {
        return new PersonKeyState(idOf(home), home, 1, null, null, Map.of(), Instant.EPOCH);
    }

    static PersonKeyState of(Rows rows) {
        return rows.find(PersonKeyState.class, idOf(rows.home()))
                .orElseGet(() -> first(rows.home()));
    }

    /// What a home's agreement makes of it. One about another key than the next is none.
    PersonKeyState with(Province who, int number, String itsFingerprint, Instant now) {
        if (number != inForce + 1) {
            return this;
        }
        Map<String, String> all = new TreeMap<>(agreed);
        all.put(who.code(), itsFingerprint);
        String mine = who == home ? itsFingerprint : nextFingerprint;
        boolean isEverybodys =
                mine != null
                        && Arrays.stream(Province.values())
                                .allMatch(one -> mine.equals(all.get(one.code())));
        return isEverybodys
                ? new PersonKeyState(id, home, number, mine, null, Map.of(), now)
                : new PersonKeyState(id, home, inForce, fingerprint, mine, all, since);
    }
}
