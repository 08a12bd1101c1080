package org.deltacommons.foundation.lane;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The state a group is judged on: what was loaded, changed by every Unit that was applied, so that
/// a later Unit sees an earlier one. At the end it holds what has to be stored.
final class Overlay {

    /// A thing that can be claimed.
    record ClaimKey(String what, String key) {}

    /// One claim as it is stored.
    record ClaimOf(ClaimKey key, Period during) {}

    /// A row as it shall be stored.
    record Stored(Row row, long version) {}

    /// An answer as it is given, and as it is stored.
    record Answer(JsonNode tree, String text) {

        static Answer of(JsonNode tree) {
            return new Answer(tree, tree.toString());
        }
    }

    /// A remembered answer.
    ///
    /// @param digest of what the key stood for, see [Digest]
    record Answered(String digest, Answer answer) {}

    /// A fact of the group.
    ///
    /// @param body as it is stored
    /// @param beside the personal texts, stored apart from it
    /// @param sources by path from where texts come that were heard before
    /// @param writer whose texts they are, also where the fact leaves out who caused it
    record Appended(
            RecordedFact fact,
            String body,
            List<Salted.Attached> beside,
            Map<String, String> sources,
            String writer) {}

    final Province home;

    /// What the group before came to, until this one is durable. It may be on its way to the store
    /// at this moment, as may the one before it; so what they know comes before what can be read.
    private @Nullable Overlay before;

    /// Never runs backwards within a home, whatever the machine's clock does and however often the
    /// lane moves.
    Instant now;

    /// Of every row that the group needs and that is there.
    final Map<Proposal.RowRef, Long> versions = new HashMap<>();

    /// Rows that were there before the group.
    final Set<Proposal.RowRef> there = new HashSet<>();

    final Map<Proposal.RowRef, Stored> puts = new LinkedHashMap<>();
    final Map<ClaimKey, List<Period>> claims = new HashMap<>();
    final List<ClaimOf> claimed = new ArrayList<>();
    final List<ClaimOf> released = new ArrayList<>();
    final Map<UUID, Answered> answers = new HashMap<>();
    final Map<UUID, Answered> newAnswers = new LinkedHashMap<>();
    final List<Appended> facts = new ArrayList<>();
    final List<Erase> erased = new ArrayList<>();
    final Map<Class<? extends BookPart>, Book.Page<?>> books = new HashMap<>();
    long nextFact;

    /// Whether the home has moved away, see [Ends].
    boolean ended;

    /// How many answers the home had given before the group's.
    final long answersBefore;

    private Overlay(Province home, Instant now, long nextFact, long answersBefore) {
        this.home = home;
        this.now = now;
        this.nextFact = nextFact;
        this.answersBefore = answersBefore;
    }

    /// What is known when an epoch begins.
    static Overlay at(Province home, LaneStore.Head head) {
        Overlay overlay = new Overlay(home, head.lastAt(), head.nextFact(), head.nextAnswer());
        overlay.ended = head.ended();
        return overlay;
    }

    /// An empty one after another.
    static Overlay over(Overlay base) {
        Overlay overlay = new Overlay(base.home, base.now, base.nextFact, base.nextAnswer());
        overlay.before = base;
        overlay.ended = base.ended;
        return overlay;
    }

    /// It and all before it can be read from now on. Used by the thread that loads, as all of what
    /// is known before.
    void committed() {
        before = null;
    }

    /// The version that the groups before know of a row, null if they know none.
    @Nullable Long versionBefore(Proposal.RowRef ref) {
        for (Overlay one = before; one != null; one = one.before) {
            Long version = one.versions.get(ref);
            if (version != null) {
                return version;
            }
        }
        return null;
    }

    /// What the groups before know to be claimed, null if they know nothing of it.
    @Nullable List<Period> claimsBefore(ClaimKey key) {
        for (Overlay one = before; one != null; one = one.before) {
            List<Period> held = one.claims.get(key);
            if (held != null) {
                return held;
            }
        }
        return null;
    }

    /// The answer that the groups before know, null if they know none.
    @Nullable Answered answerBefore(UUID key) {
        for (Overlay one = before; one != null; one = one.before) {
            Answered answered = one.answers.get(key);
            if (answered != null) {
                return answered;
            }
        }
        return null;
    }

    /// The page of the group before.
    Book.@Nullable Page<?> pageBefore(Class<? extends BookPart> parts) {
        return before == null ? null : before.books.get(parts);
    }

    /// How many answers the home has given with the group's.
    long nextAnswer() {
        return answersBefore + newAnswers.size();
    }

    /// An hour, or the latest one if that is later.
    Instant later(Instant hour) {
        return hour.isBefore(now) ? now : hour;
    }

    /// A row that is there.
    void found(Proposal.RowRef ref, long version) {
        there.add(ref);
        versions.put(ref, version);
    }

    boolean changesAnything() {
        return !newAnswers.isEmpty();
    }

    void claim(ClaimOf claim) {
        claims.computeIfAbsent(claim.key(), key -> new ArrayList<>()).add(claim.during());
        if (!released.remove(claim)) {
            claimed.add(claim);
        }
    }

    /// Ends a claim, whether stored before or made by a Unit of this group.
    ///
    /// @return false if there is none like it
    boolean release(ClaimOf claim) {
        List<Period> held = claims.get(claim.key());
        if (held == null || !held.remove(claim.during())) {
            return false;
        }
        if (!claimed.remove(claim)) {
            released.add(claim);
        }
        return true;
    }
}
