package org.deltacommons.foundation.federation;

import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Salted;
import org.jspecify.annotations.Nullable;

/// A fact in memory, for all who follow its feed: read once, and made canonical once. It has no
/// personal texts, so that what was erased is not read from here: see [Feeds#withTexts].
final class Held {

    private final RecordedFact fact;
    private final boolean personal;
    private volatile @Nullable String entry;

    private Held(RecordedFact fact, @Nullable String entry) {
        this.fact = fact;
        this.personal = Salted.isIn(fact.body());
        this.entry = entry;
    }

    /// @param fact without personal texts
    static Held of(RecordedFact fact) {
        return new Held(fact, null);
    }

    /// @param fact without personal texts
    /// @param entry as received
    static Held received(RecordedFact fact, String entry) {
        return new Held(fact, entry);
    }

    RecordedFact fact() {
        return fact;
    }

    long index() {
        return fact.index();
    }

    /// Whether personal texts lie or lay beside it.
    boolean isPersonal() {
        return personal;
    }

    /// The text that its leaf hashes.
    String entry() {
        String known = entry;
        if (known == null) {
            known = Entry.text(fact);
            entry = known;
        }
        return known;
    }
}
