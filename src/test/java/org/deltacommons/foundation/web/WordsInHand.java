package org.deltacommons.foundation.web;

import java.time.Clock;

/// The product's words without an application around them.
public final class WordsInHand {

    private WordsInHand() {}

    public static Words of(DivisionNames names, Clock clock) {
        return new Words(new Messages(), names, clock);
    }
}
