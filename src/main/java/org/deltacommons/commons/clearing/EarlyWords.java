package org.deltacommons.commons.clearing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What one party said of a round that this home does not know its lead to have opened: feeds bring
/// words in any order, and a party can name a round that never comes. They move nothing until the
/// lead opens the round, and then count as if they came right after.
///
/// @param by whose words they are
/// @param words as they came; none any more once they were dealt with
@Stored("clearing.early_words")
record EarlyWords(
        Id<EarlyWords> id,
        Province home,
        String agreement,
        int period,
        int round,
        Province by,
        List<Early> words)
        implements Row {

    /// So many words of one party are kept of a round; whoever says more before its lead opens it
    /// has said enough. A party that takes part states and confirms, which are no more words than
    /// there are parties; the rest can be early only at a home that is left out.
    static final int WORDS_MAX = 40;

    /// So many periods, and rounds of one, is a party believed to be ahead of what its lead has
    /// told here.
    private static final int AHEAD_MAX = 100;

    /// One of them; all but one of the components after the first two are null.
    ///
    /// @param index of the fact in that party's feed
    /// @param paths where the fact has personal texts
    record Early(
            long index,
            List<String> paths,
            @Nullable ReceivablesStated stated,
            @Nullable PayablesConfirmed confirmed,
            @Nullable NettingSigned signed,
            @Nullable NettingContested contested,
            @Nullable ItemDisputed disputed,
            @Nullable SettlementPaid paid,
            @Nullable SettlementReceived received,
            @Nullable SettlementMissed missed) {

        Early {
            paths = List.copyOf(paths);
        }

        static Early of(RoundWord word, RecordedFact fact) {
            return new Early(
                    fact.index(),
                    Salted.attached(fact.body()).stream().map(Salted.Attached::path).toList(),
                    word instanceof ReceivablesStated said ? said : null,
                    word instanceof PayablesConfirmed said ? said : null,
                    word instanceof NettingSigned said ? said : null,
                    word instanceof NettingContested said ? said : null,
                    word instanceof ItemDisputed said ? said : null,
                    word instanceof SettlementPaid said ? said : null,
                    word instanceof SettlementReceived said ? said : null,
                    word instanceof SettlementMissed said ? said : null);
        }

        RoundWord word() {
            return Stream.of(stated, confirmed, signed, contested, disputed, paid, received, missed)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow();
        }

        /// The personal texts of the fact that are not erased, by where they were heard.
        Map<String, String> texts(Province by) {
            JsonNode body = Json.tree(word());
            Map<String, String> all = new LinkedHashMap<>();
            for (String path : paths) {
                String text = body.at(path).asString("");
                if (!text.isBlank()) {
                    all.put(Salted.source(by, index, path), text);
                }
            }
            return all;
        }
    }

    EarlyWords {
        words = List.copyOf(words);
    }

    static Id<EarlyWords> idOf(Header round, Province home, Province by) {
        return Id.of(
                "%s-%d-%s-%s".formatted(round.subject(), round.round(), home.code(), by.code()));
    }

    static EarlyWords none(Header round, Province home, Province by) {
        return new EarlyWords(
                idOf(round, home, by),
                home,
                round.agreement(),
                round.period(),
                round.round(),
                by,
                List.of());
    }

    /// Whether a round may be one that its lead has opened without this home having heard it yet.
    ///
    /// @param latest the latest period that its lead has told here
    /// @param round the latest round of this one that it has; 0 where it has told of none
    static boolean isAhead(Header said, int latest, int round) {
        return said.period() - latest <= AHEAD_MAX && said.round() - round <= AHEAD_MAX;
    }

    /// Whether one more changes anything: not a word that was said already, nor one too many.
    boolean takes(RoundWord word) {
        return words.size() < WORDS_MAX && words.stream().noneMatch(one -> one.word().equals(word));
    }

    EarlyWords with(Early word) {
        List<Early> more = new ArrayList<>(words);
        more.add(word);
        return new EarlyWords(id, home, agreement, period, round, by, more);
    }

    EarlyWords dealtWith() {
        return new EarlyWords(id, home, agreement, period, round, by, List.of());
    }
}
