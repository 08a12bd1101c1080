package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;

/// One tie of a party to another, without direction: each side keeps it.
///
/// @param other the other party: an organisation's id or a [PersonKey]; null where the source gives
///   a name only, which proves nothing either way
/// @param otherName as the source writes it; of a person in another province, masked
/// @param next the same person by the key that is to come, while the four provinces change it
/// @param share of a shareholding, if the source gives it
/// @param asOf the day on which the source said so
public record Relation(
        RelationKind kind,
        @Nullable String other,
        @Nullable String next,
        String otherName,
        @Nullable Share share,
        String source,
        LocalDate asOf) {

    public Relation(
            RelationKind kind,
            @Nullable String other,
            String otherName,
            @Nullable Share share,
            String source,
            LocalDate asOf) {
        this(kind, other, null, otherName, share, source, asOf);
    }

    /// What the other party is called, by each key that it is known by.
    List<String> others() {
        return Stream.of(other, next).filter(Objects::nonNull).toList();
    }

    public boolean isWithPerson() {
        return other == null || PersonKey.isOne(other);
    }

    Relation masked() {
        return isWithPerson()
                ? new Relation(kind, other, next, PersonKey.masked(otherName), share, source, asOf)
                : this;
    }
}
