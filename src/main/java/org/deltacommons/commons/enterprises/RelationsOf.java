package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import java.util.List;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// All known ties of one organisation in one row, so that a decision about two organisations reads
/// two rows. A person has no row: two organisations meet in a person when both name the same one.
///
/// @param id the organisation's
/// @param asOf when the registers were last asked; a row without ties says that there are none
/// @param shared whether the other provinces keep a replica: providers serve all four; a firm's are
///   told to nobody but the province that it moves to
@Stored("enterprises.relations_of")
public record RelationsOf(
        Id<RelationsOf> id,
        Province home,
        String name,
        List<Relation> relations,
        LocalDate asOf,
        String source,
        boolean shared)
        implements Row {

    private static final int RELATIONS_MAX = 200;

    public RelationsOf {
        relations = List.copyOf(relations);
        if (relations.size() > RELATIONS_MAX) {
            throw new IllegalArgumentException("too many ties at " + id);
        }
    }

    /// As a home tells it that keeps a copy.
    RelationsOf at(Province teller) {
        return new RelationsOf(id, teller, name, relations, asOf, source, shared);
    }

    /// As another province may keep it: persons by hash and first character.
    RelationsOf masked() {
        return new RelationsOf(
                id,
                home,
                name,
                relations.stream().map(Relation::masked).toList(),
                asOf,
                source,
                shared);
    }
}
