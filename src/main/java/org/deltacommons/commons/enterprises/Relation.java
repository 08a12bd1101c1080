package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;

/// One tie of a party to another, without direction: each side keeps it.
///
/// @param other the other party: an organisation's id or a [PersonKey]; null where the source gives
///   a name only, which proves nothing either way
/// @param otherName as the source writes it; of a person in another province, masked
/// @param share of a shareholding, if the source gives it
/// @param asOf the day on which the source said so
public record Relation(
        RelationKind kind,
        @Nullable String other,
        String otherName,
        @Nullable Share share,
        String source,
        LocalDate asOf) {

    public boolean isWithPerson() {
        return other == null || PersonKey.isOne(other);
    }

    Relation masked() {
        return isWithPerson()
                ? new Relation(kind, other, PersonKey.masked(otherName), share, source, asOf)
                : this;
    }
}
