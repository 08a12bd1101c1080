package org.deltacommons.commons.needs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.finding.FindRequest;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// The questions that one person lets wait for what is new; one row, because how many there are and
/// whether one is there already is decided over all of them.
///
/// @param home the person's
/// @param items at most 50, in the order in which they were saved
/// @param changedAt when somebody last changed them
@Stored("needs.saved")
public record SavedNeeds(
        Id<SavedNeeds> id, Province home, String person, List<Saved> items, Instant changedAt)
        implements Row {

    public static final int ITEMS_MAX = 50;
    private static final int DIGEST_LENGTH = 24;

    /// One question.
    ///
    /// @param sentence in the person's own words
    /// @param chosen values by dimension
    /// @param ignored codes of conditions in the sentence that were taken back
    /// @param toldAt when it last brought a notice
    /// @param toldUpTo the number of the last match that was told, 0 if none
    public record Saved(
            String id,
            String sentence,
            Map<String, List<String>> chosen,
            @Nullable Money priceMin,
            @Nullable Money priceMax,
            List<String> ignored,
            boolean paused,
            Instant savedAt,
            @Nullable Instant toldAt,
            long toldUpTo) {

        public Saved {
            chosen = Map.copyOf(chosen);
            ignored = List.copyOf(ignored);
        }

        public FindRequest request() {
            return new FindRequest(
                    sentence, chosen, priceMin, priceMax, FindRequest.Order.FIT, null, 1, ignored);
        }

        /// Whether it asks the same.
        public boolean asks(FindRequest request) {
            FindRequest mine = request();
            return mine.text().equals(request.text().strip())
                    && mine.chosen().equals(request.chosen())
                    && java.util.Objects.equals(mine.priceMin(), request.priceMin())
                    && java.util.Objects.equals(mine.priceMax(), request.priceMax())
                    && mine.ignored().equals(request.ignored());
        }

        public Saved pausing(boolean now) {
            return with(now, toldAt, toldUpTo);
        }

        public Saved told(Instant at, long upTo) {
            return with(paused, at, upTo);
        }

        private Saved with(boolean still, @Nullable Instant at, long upTo) {
            return new Saved(
                    id, sentence, chosen, priceMin, priceMax, ignored, still, savedAt, at, upTo);
        }
    }

    public SavedNeeds {
        items = List.copyOf(items);
        if (items.size() > ITEMS_MAX) {
            throw new IllegalArgumentException("at most " + ITEMS_MAX + " are saved: " + id);
        }
    }

    public static Id<SavedNeeds> idOf(String person) {
        return Id.of("svn-" + Json.digest(person).substring(0, DIGEST_LENGTH));
    }

    public Optional<Saved> item(String which) {
        return items.stream().filter(one -> one.id().equals(which)).findFirst();
    }

    public SavedNeeds adding(Saved more, Instant at) {
        List<Saved> all = new ArrayList<>(items);
        all.add(more);
        return with(all, at);
    }

    public SavedNeeds replacing(Saved item, Instant at) {
        return with(
                items.stream().map(one -> one.id().equals(item.id()) ? item : one).toList(), at);
    }

    public SavedNeeds without(String which, Instant at) {
        return with(items.stream().filter(one -> !one.id().equals(which)).toList(), at);
    }

    private SavedNeeds with(List<Saved> all, Instant at) {
        return new SavedNeeds(id, home, person, all, at);
    }
}
