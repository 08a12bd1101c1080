package org.deltacommons.foundation.federation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.federation.proof.Merkle;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.Receipt;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.SimulatedNode;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A home's feed as it signs and serves it: leaves, notes and keys are the product's, over what the
/// home's lane has committed. It can show another history than the true one, under its own
/// signature.
final class SimulatedFeed {

    /// How a home answers one question.
    ///
    /// @param size how much of the feed there was then
    /// @param rewritten the index of a fact that it says to have been another; 0 for none
    /// @param limit facts at a time
    /// @param tiles whether it answers for its tree as well
    /// @param tampered the index of a fact that is altered under way; 0 for none
    /// @param cosigned what it has cosigned of whoever asks
    record Said(
            long size,
            long rewritten,
            int limit,
            boolean tiles,
            long tampered,
            Optional<String> cosigned) {}

    private record At(long size, long rewritten) {}

    private record Subtree(long from, int count) {}

    private final Province home;
    private final NoteSigner signer;
    private final SimulatedNode lane;
    private final List<RecordedFact> facts = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<byte[]> leaves = new ArrayList<>();
    private final Map<At, String> notes = new HashMap<>();

    /// The roots of whole subtrees of the true feed, which never change.
    private final Map<Subtree, byte[]> roots = new HashMap<>();

    /// What the home has signed, with the others' cosignatures.
    private final TreeMap<Long, SignedNote> witnessed = new TreeMap<>();

    SimulatedFeed(Province home, NoteSigner signer, SimulatedNode lane) {
        this.home = home;
        this.signer = signer;
        this.lane = lane;
    }

    /// Every fact that is committed by now.
    long size() {
        for (RecordedFact fact : lane.facts(facts.size())) {
            String text = Entry.text(fact);
            facts.add(fact);
            texts.add(text);
            leaves.add(Entry.leafHash(text.getBytes(StandardCharsets.UTF_8)));
        }
        return facts.size();
    }

    RecordedFact fact(long index) {
        return facts.get((int) index - 1);
    }

    String text(long index) {
        return texts.get((int) index - 1);
    }

    private byte[] leaf(long place, long rewritten) {
        byte[] leaf = leaves.get((int) place);
        return place + 1 == rewritten ? Merkle.node(leaf, leaf) : leaf;
    }

    private byte[] root(long from, int count, long rewritten) {
        if (count == 1) {
            return leaf(from, rewritten);
        }
        boolean isTrue = rewritten <= from || rewritten > from + count;
        if (!isTrue) {
            return made(from, count, rewritten);
        }
        Subtree subtree = new Subtree(from, count);
        byte[] known = roots.get(subtree);
        if (known == null) {
            known = made(from, count, 0);
            roots.put(subtree, known);
        }
        return known;
    }

    private byte[] made(long from, int count, long rewritten) {
        int half = count / 2;
        return Merkle.node(root(from, half, rewritten), root(from + half, half, rewritten));
    }

    private String note(At at) {
        return notes.computeIfAbsent(
                at,
                _ ->
                        signer.sign(
                                        new Checkpoint(
                                                Entry.origin(home),
                                                at.size(),
                                                Merkle.root(
                                                        at.size(),
                                                        (height, index) ->
                                                                root(
                                                                        index << height,
                                                                        1 << height,
                                                                        at.rewritten()))))
                                .whole());
    }

    /// What the home signed for a size, if it speaks the truth.
    String signed(long size) {
        return note(new At(size, 0));
    }

    /// Others cosigned a head; it counts if it is one of this feed.
    ///
    /// @param witnesses the keys by which the cosignatures were verified
    void witnessed(SignedNote cosigned, Set<NoteKey> witnesses) throws Malformed {
        long size = Checkpoint.of(cosigned).size();
        SignedNote mine = SignedNote.parse(signed(size));
        if (!mine.text().equals(cosigned.text())) {
            return;
        }
        SignedNote all = witnessed.getOrDefault(size, mine);
        for (SignedNote.Signature one : cosigned.signatures()) {
            if (witnesses.stream().anyMatch(key -> key.made(one))) {
                all = all.and(one);
            }
        }
        witnessed.put(size, all);
    }

    /// The largest head that enough others have cosigned; none if there is no such.
    Optional<SignedNote> witnessed(int quorum) {
        return witnessed.descendingMap().values().stream()
                .filter(note -> witnesses(note) >= quorum)
                .findFirst();
    }

    private long witnesses(SignedNote note) {
        return note.signatures().stream()
                .map(SignedNote.Signature::name)
                .filter(name -> !name.equals(Entry.origin(home)))
                .distinct()
                .count();
    }

    /// The newest fact under a head, with all that proves it.
    ///
    /// @param keys of the home and of its witnesses
    Receipt receipt(SignedNote note, List<NoteKey> keys) throws Malformed {
        long size = Checkpoint.of(note).size();
        return new Receipt(
                text(size),
                Merkle.inclusion(
                        size - 1, size, (height, index) -> root(index << height, 1 << height, 0)),
                note,
                keys,
                List.of());
    }

    private Optional<byte[]> tile(Said said, int level, long index, int width) {
        int span = 1 << Tiles.HEIGHT * level;
        if (!said.tiles() || (index * Tiles.WIDTH + width) * span > said.size()) {
            return Optional.empty();
        }
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        for (int i = 0; i < width; i++) {
            hashes.writeBytes(root((index * Tiles.WIDTH + i) * span, span, said.rewritten()));
        }
        return Optional.of(hashes.toByteArray());
    }

    /// The home as a reader meets it in one answer. The reader asks anew from wherever it is by
    /// then, and hears of nothing that happened since.
    PeerFeed as(Said said, @Nullable SimulatedBug bug) {
        return new PeerFeed() {
            @Override
            public Set<Province> origins() {
                return Set.of(home);
            }

            @Override
            public Stretch after(Province origin, long after, Set<Province> readers, int limit) {
                List<String> entries = new ArrayList<>();
                long until = Math.min(said.size(), after + Math.min(limit, said.limit()));
                for (long index = after + 1; index <= until; index++) {
                    boolean seen =
                            readers.stream().anyMatch(fact(index).audience().provinces()::contains);
                    if (seen) {
                        entries.add(index == said.tampered() ? altered(index) : text(index));
                    }
                }
                Stretch whole = new Stretch(entries, Math.max(after, until));
                return bug == null ? whole : bug.sent(whole);
            }

            @Override
            public Optional<String> checkpoint(Province origin) {
                return said.size() == 0
                        ? Optional.empty()
                        : Optional.of(note(new At(said.size(), said.rewritten())));
            }

            @Override
            public Optional<byte[]> tile(Province origin, int level, long index, int width) {
                return SimulatedFeed.this.tile(said, level, index, width);
            }

            @Override
            public List<String> keys(Province origin) {
                return List.of(signer.key().text(), signer.witnessKey().text());
            }

            @Override
            public Optional<String> cosigned(Province reader) {
                return said.cosigned();
            }
        };
    }

    private String altered(long index) {
        RecordedFact fact = fact(index);
        return Entry.text(
                new RecordedFact(
                        fact.origin(),
                        fact.index(),
                        fact.kind(),
                        fact.schema(),
                        fact.subject() + "x",
                        fact.audience(),
                        fact.body(),
                        fact.at(),
                        fact.by()));
    }
}
