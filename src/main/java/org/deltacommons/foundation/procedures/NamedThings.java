package org.deltacommons.foundation.procedures;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Row;

/// What the things that titles name are called. The inverse port of each module that keeps some;
/// what nobody knows keeps the name that the case has.
public interface NamedThings {

    /// @param ids of things of any module, never empty
    /// @return the names of those it knows, in the reader's language
    Map<String, String> names(Set<String> ids);

    /// Things that are rows with names of their own.
    ///
    /// @param name in the reader's language
    static <R extends Row> NamedThings rows(
            Records records, Class<R> type, Function<R, String> name) {
        return ids ->
                records
                        .list(type, "t.id IN (:ids)", "t.id", Map.of("ids", ids), ids.size())
                        .stream()
                        .collect(Collectors.toMap(one -> one.id().value(), name));
    }
}
