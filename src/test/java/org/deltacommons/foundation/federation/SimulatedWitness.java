package org.deltacommons.foundation.federation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.kernel.Province;

/// What a node remembers of others' heads. The signatures are verified and judged by the product
/// ([SignedNote], [Continuation], [Leaves]); only where it is kept is the simulator's own.
final class SimulatedWitness implements Believed {

    /// Two notes that contradict each other.
    record Fork(String first, String second) {}

    private final SimulatedBug bug;
    private final NoteSigner signer;
    private final Clock clock;
    private final Map<Province, List<Checkpoint>> cosigned = new EnumMap<>(Province.class);
    private final Map<Province, Witness.Seen> seen = new EnumMap<>(Province.class);
    private final Map<Province, Fork> forks = new EnumMap<>(Province.class);

    /// Not kept over a restart.
    private final Map<Province, String> looked = new EnumMap<>(Province.class);

    private final Map<Province, PeerTiles> tiles = new EnumMap<>(Province.class);

    /// The heads that one node or another found rightly signed: the same note by the same keys is
    /// so for all of them.
    private final Set<String> signed;

    SimulatedWitness(SimulatedBug bug, NoteSigner signer, Clock clock, Set<String> signed) {
        this.signed = signed;
        this.bug = bug;
        this.signer = signer;
        this.clock = clock;
    }

    void restart() {
        tiles.clear();
        looked.clear();
        if (bug == SimulatedBug.FORGET_WHAT_WAS_SEEN) {
            seen.clear();
        }
    }

    long size(Province origin) {
        return seen.containsKey(origin) ? seen.get(origin).size() : 0;
    }

    Map<Province, Fork> forks() {
        return forks;
    }

    void look(PeerFeed peer, Province origin) {
        Optional<String> sent = peer.checkpoint(origin);
        boolean known = sent.equals(Optional.ofNullable(looked.get(origin)));
        if (sent.isEmpty() || known || forks.containsKey(origin)) {
            return;
        }
        try {
            SignedNote note = SignedNote.parse(sent.get());
            Checkpoint head = Checkpoint.of(note);
            if (!isSigned(note, peer.keys(origin)) || !head.origin().equals(Entry.origin(origin))) {
                throw new IllegalStateException("the head is not signed by " + origin);
            }
            judge(peer, origin, note, head);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean isSigned(SignedNote note, List<String> keys) throws Malformed {
        String what = note.whole() + keys;
        if (signed.contains(what)) {
            return true;
        }
        boolean right =
                !note.verified(
                                keys.stream()
                                        .flatMap(text -> NoteKey.parse(text).stream())
                                        .filter(key -> !key.isWitness())
                                        .toList())
                        .isEmpty();
        if (right) {
            signed.add(what);
        }
        return right;
    }

    private void judge(PeerFeed peer, Province origin, SignedNote note, Checkpoint head) {
        Witness.Seen before = seen.get(origin);
        long size = Math.max(head.size(), size(origin));
        if (bug == SimulatedBug.ACCEPT_AN_OLD_CHECKPOINT && head.size() < size) {
            keep(origin, note, head);
            return;
        }
        Continuation found;
        try {
            found = Continuation.of(before, head, tiles(origin).at(peer, origin, size));
        } catch (IllegalStateException _) {
            // No such tiles now.
            return;
        }
        if (bug == SimulatedBug.COSIGN_WITHOUT_LOOKING) {
            cosign(origin, note, head);
        }
        looked.put(origin, note.whole());
        switch (found) {
            case FIRST, GROWN -> keep(origin, note, head);
            case FORKED -> forks.put(origin, new Fork(before.note(), note.whole()));
            case OTHER_TREE -> doubt(origin);
            case NOTHING_NEW -> {}
        }
    }

    private void keep(Province origin, SignedNote note, Checkpoint head) {
        seen.put(origin, new Witness.Seen(head.size(), head.root(), cosign(origin, note, head)));
    }

    private String cosign(Province origin, SignedNote note, Checkpoint head) {
        cosigned.computeIfAbsent(origin, _ -> new ArrayList<>()).add(head);
        return signer.cosign(note, clock.instant()).whole();
    }

    /// The newest head of a home that this one has cosigned.
    Optional<String> cosigned(Province origin) {
        return Optional.ofNullable(seen.get(origin)).map(Witness.Seen::note);
    }

    /// All heads of a home that this one ever cosigned.
    List<Checkpoint> cosignedHeads(Province origin) {
        return cosigned.getOrDefault(origin, List.of());
    }

    private PeerTiles tiles(Province origin) {
        return tiles.computeIfAbsent(origin, _ -> new PeerTiles());
    }

    @Override
    public Optional<Leaves> leaves(PeerFeed peer, Province origin) {
        Witness.Seen head = seen.get(origin);
        return head == null || forks.containsKey(origin)
                ? Optional.empty()
                : Optional.of(new Leaves(head, tiles(origin).at(peer, origin, head.size())));
    }

    @Override
    public void doubt(Province origin) {
        tiles(origin).forget();
    }
}
