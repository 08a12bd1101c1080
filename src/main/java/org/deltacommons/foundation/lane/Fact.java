package org.deltacommons.foundation.lane;

/// What others shall know, appended to the home's feed.
///
/// @param subject the id of the case or thing it is about; a history is the facts of one subject
/// @param audience who may read it
/// @param body a record annotated with [FactKind]: ids and values, never an aggregate
public record Fact(String subject, Audience audience, Record body) implements Part {

    public Fact {
        FactKind kind = FactKind.Of.kind(body.getClass());
        if (!kind.reach().allows(audience)) {
            throw new IllegalArgumentException(
                    "%s is declared for %s and must not go to %s"
                            .formatted(kind.value(), kind.reach(), audience.text()));
        }
    }
}
