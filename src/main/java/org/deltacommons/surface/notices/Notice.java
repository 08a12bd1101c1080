package org.deltacommons.surface.notices;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing to be told to some people; said in the language of whoever reads it.
///
/// @param holders whoever holds these, as `ROLE@place`
/// @param persons and these, by id
/// @param sentence the message key
/// @param labels values of the sentence that are message keys themselves
/// @param texts values of the sentence as they are: titles, numbers
/// @param href the page it is about, from the root
/// @param due until when something has to be done
public record Notice(
        NoticeKind kind,
        List<String> holders,
        List<String> persons,
        String sentence,
        Map<String, String> labels,
        Map<String, String> texts,
        String href,
        @Nullable Instant due) {

    public Notice {
        holders = List.copyOf(holders);
        persons = List.copyOf(persons);
        labels = Map.copyOf(labels);
        texts = Map.copyOf(texts);
        if (!href.startsWith("/") || href.startsWith("//")) {
            throw new IllegalArgumentException("a notice leads to a page of ours: " + href);
        }
    }
}
