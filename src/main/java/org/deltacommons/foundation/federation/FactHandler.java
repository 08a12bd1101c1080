package org.deltacommons.foundation.federation;

import java.util.List;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Province;

/// What a home does because of a fact that is addressed to it: a pure decision whose parts become
/// one Unit with the cursor. It reads the fact, replicas and its own home's rows, nothing else. A
/// fact may be contested by what it writes, never refused.
///
/// @param <B> the fact's body
public interface FactHandler<B extends Record> {

    Class<B> fact();

    /// Whether a fact can concern a home at all, as far as the fact itself shows. What is ruled out
    /// here costs no Unit.
    default boolean concerns(RecordedFact fact, Province home) {
        return true;
    }

    /// @return nothing if the fact does not concern this home
    List<Part> on(B body, RecordedFact fact, Rows rows);

    /// What is done about a fact.
    interface Doing<B> {
        List<Part> on(B body, RecordedFact fact, Rows rows);
    }

    /// A handler of every fact of a kind that is addressed to the home.
    static <B extends Record> FactHandler<B> of(Class<B> kind, Doing<B> doing) {
        return new FactHandler<>() {
            @Override
            public Class<B> fact() {
                return kind;
            }

            @Override
            public List<Part> on(B body, RecordedFact fact, Rows rows) {
                return doing.on(body, fact, rows);
            }
        };
    }
}
