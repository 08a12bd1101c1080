package org.deltacommons.foundation.lane;

import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;

/// "I am the only one": no other claim of the same thing and key may overlap the period.
///
/// @param what the kind of thing, such as `bookings.slot`
/// @param key which one, at most 200 characters
/// @param during half-open; [Period#ALWAYS] for an absence such as "no other open application"
/// @param otherwise the answer to whoever comes second
public record Claim(String what, String key, Period during, Refusal otherwise) implements Part {

    public Claim {
        if (what.isEmpty() || key.isEmpty() || key.length() > 200) {
            throw new IllegalArgumentException("a claim names one thing: " + what + " " + key);
        }
    }
}
