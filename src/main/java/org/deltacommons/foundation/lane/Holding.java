package org.deltacommons.foundation.lane;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// That a row of a home holds words which the home heard in a fact. The lane writes it, because a
/// reaction's command carries its fact; by it the words are found in the row when the text beside
/// the fact was erased already.
///
/// @param source where they were heard, see [Salted#source]
/// @param place the row's table
/// @param rowId its id
/// @param salt of the hash, 32 hexadecimal digits; empty once the words went
/// @param hash of the words without blanks around them, see [Salted#hash]; empty as above
@Stored("lane.holding")
public record Holding(
        Id<Holding> id,
        Province home,
        String source,
        String place,
        String rowId,
        String salt,
        String hash)
        implements Row {

    /// The words in a row, of those that stand where words of persons may.
    public Set<String> words(Record holding) {
        Set<String> all = new HashSet<>(Salted.words(holding));
        all.removeIf(one -> salt.isEmpty() || !Salted.hash(salt, one).equals(hash));
        return all;
    }

    public Holding ended() {
        return new Holding(id, home, source, place, rowId, "", "");
    }

    /// The parts of a Unit, and for each row that it puts what it holds of the fact's words.
    static List<Part> with(List<Part> parts, @Nullable RecordedFact because, Ids ids) {
        List<Salted.Attached> heard = because == null ? List.of() : Salted.attached(because.body());
        if (because == null || heard.isEmpty()) {
            return parts;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Salted.Attached one : heard) {
            texts.put(Salted.source(because.origin(), because.index(), one.path()), one.text());
        }
        List<Part> all = new ArrayList<>(parts);
        for (Part part : parts) {
            if (part instanceof Put(Row after)) {
                all.addAll(taken(after, texts, ids));
            }
        }
        return all;
    }

    /// What a row has of texts that were heard in other facts than the one by which it is put.
    ///
    /// @param texts by where they were heard, see [Salted#source]
    public static List<Part> taken(Row row, Map<String, String> texts, Ids ids) {
        if (texts.isEmpty() || !(row instanceof Record record)) {
            return List.of();
        }
        Set<String> words = Salted.words(record);
        List<Part> all = new ArrayList<>();
        texts.forEach((source, text) -> {
            if (words.contains(text.strip())) {
                String salt = ids.salt();
                all.add(
                        new Put(
                                new Holding(
                                        ids.next("hld"),
                                        row.home(),
                                        source,
                                        RowType.of(row.getClass()).table(),
                                        row.id().value(),
                                        salt,
                                        Salted.hash(salt, text.strip()))));
            }
        });
        return all;
    }
}
