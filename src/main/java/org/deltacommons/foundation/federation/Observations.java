package org.deltacommons.foundation.federation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deltacommons.foundation.federation.ObservedFeed.Reader;
import org.deltacommons.foundation.federation.ObservedFeed.Seal;
import org.deltacommons.foundation.federation.ObservedFeed.Support;
import org.deltacommons.foundation.federation.ObservedFeed.Trouble;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Province;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// What this node sees of the four feeds at this moment.
@Component
class Observations {

    private static final String REACTIONS = "reactions-";
    private static final String PROJECTION = "projection-";

    private final Lane lane;
    private final Feeds feeds;
    private final Trees trees;
    private final Witness witness;
    private final Stops stops;
    private final PeerKeys keys;
    private final Residences residences;
    private final Followers followers;
    private final Clock clock;
    private final Duration deadline;
    private final Duration silence;
    private final Words words;

    /// @param deadline after which a head that not enough others have seen is unwitnessed
    /// @param silence after which a peer that was not heard is away
    Observations(
            Lane lane,
            Feeds feeds,
            Trees trees,
            Witness witness,
            Stops stops,
            PeerKeys keys,
            Residences residences,
            Followers followers,
            Clock clock,
            @Value("${delta.feeds.witness-deadline:PT5M}") Duration deadline,
            @Value("${delta.feeds.away-after:PT1M}") Duration silence,
            Words words) {
        this.lane = lane;
        this.feeds = feeds;
        this.trees = trees;
        this.witness = witness;
        this.stops = stops;
        this.keys = keys;
        this.residences = residences;
        this.followers = followers;
        this.clock = clock;
        this.deadline = deadline;
        this.silence = silence;
        this.words = words;
    }

    /// How many others must have seen a head.
    int quorum() {
        return trees.quorum();
    }

    /// In the order of the provinces.
    List<ObservedFeed> all() {
        return Stream.of(Province.values())
                .map(home -> lane.hosts(home) ? here(home) : elsewhere(home))
                .toList();
    }

    private ObservedFeed here(Province home) {
        return new ObservedFeed(
                home,
                true,
                feeds.newest(home),
                trees.head(home).map(Trees.Head::size).orElse(0L),
                trees.witnessedHead(home).map(Trees.Head::size).orElse(0L),
                support(home),
                trees.halted(home).isPresent() ? Trouble.HALTED : Trouble.NONE,
                0,
                seals(trees.cosigned(home)),
                readers(home, 0));
    }

    private Support support(Province home) {
        if (!trees.canBeWitnessed()) {
            return Support.CO_HOSTED;
        }
        return unwitnessedSince(home).isPresent() ? Support.UNWITNESSED : Support.WITNESSED;
    }

    /// Since when facts have waited for witnesses, where that is too long.
    Optional<Instant> unwitnessedSince(Province home) {
        return trees.unwitnessedSince(home)
                .filter(at -> at.plus(deadline).isBefore(clock.instant()));
    }

    private ObservedFeed elsewhere(Province home) {
        long position = feeds.newest(home);
        long behind = witness.heads().behind(home, position);
        long seen = witness.size(home);
        return new ObservedFeed(
                home,
                false,
                Math.max(seen, position + behind),
                seen,
                seen,
                Support.BY_US,
                trouble(home),
                stops.of(home).map(Stops.Stop::index).orElse(0L),
                witness.seen(home).map(this::seals).orElse(List.of()),
                readers(home, Math.max(seen, position + behind) - position));
    }

    private Trouble trouble(Province home) {
        if (witness.isForked(home)) {
            return Trouble.FORKED;
        }
        if (stops.of(home).isPresent()) {
            return Trouble.STOPPED;
        }
        if (keys.dealings().closedSince(home).isPresent()) {
            return keys.dealings().left().containsKey(home) ? Trouble.LEFT : Trouble.SUSPENDED;
        }
        if (residences.unknown(home).isPresent()) {
            return Trouble.MOVED;
        }
        if (!keys.has(home)) {
            return Trouble.KEYLESS;
        }
        return heard(home).filter(at -> at.plus(silence).isAfter(clock.instant())).isPresent()
                ? Trouble.NONE
                : Trouble.AWAY;
    }

    Optional<Instant> closed(Province home) {
        return keys.dealings().closedSince(home);
    }

    Optional<Instant> heard(Province home) {
        return witness.heads().heard(home);
    }

    private static List<Seal> seals(Map<Province, Long> sizes) {
        return sizes.entrySet().stream()
                .map(one -> new Seal(one.getKey(), one.getValue()))
                .toList();
    }

    /// Those on the head that this node found consistent, by the keys that it knows.
    private List<Seal> seals(Witness.Seen seen) {
        Map<Province, Long> sizes = new EnumMap<>(Province.class);
        try {
            for (NoteKey key : SignedNote.parse(seen.note()).verified(keys.nodes().keySet())) {
                if (key.isWitness()) {
                    named(key.name()).ifPresent(by -> sizes.put(by, seen.size()));
                }
            }
        } catch (Malformed _) {
            // A signature that names a known key and is wrong vouches for nothing.
            return List.of();
        }
        return seals(sizes);
    }

    /// The home with the key name.
    static Optional<Province> named(String key) {
        return Stream.of(Province.values())
                .filter(one -> Entry.origin(one).equals(key))
                .findFirst();
    }

    /// @param unkept how many facts of the feed this node has not received yet
    private List<Reader> readers(Province origin, long unkept) {
        List<Reader> readers = new ArrayList<>();
        for (String name : followers.names()) {
            readers.add(new Reader(label(name), unkept + followers.behind(name, origin)));
        }
        return readers;
    }

    /// What a follower is called on a page.
    private String label(String name) {
        if (name.startsWith(REACTIONS)) {
            return words.say(
                    "feeds.reader.reactions",
                    "province",
                    Province.of(name.substring(REACTIONS.length())));
        }
        String key = "feeds.reader." + name.substring(PROJECTION.length());
        return words.has(key) ? words.say(key) : name;
    }
}
