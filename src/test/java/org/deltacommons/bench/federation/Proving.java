package org.deltacommons.bench.federation;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.federation.proof.Merkle;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.ProofResult;
import org.deltacommons.foundation.federation.proof.Proofs;
import org.deltacommons.foundation.federation.proof.Receipt;
import org.deltacommons.foundation.federation.proof.Receipts;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.federation.proof.Suite;
import org.deltacommons.foundation.federation.proof.TrustedKeys;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;

/// What a proof costs: its size and its verification in small and large feeds, and one signature
/// for many facts beside one for each. In this process, with the product's own code.
final class Proving {

    private static final Province HOME = Province.SHANGHAI;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant AT = Instant.parse("2026-03-05T02:00:00Z");
    private static final int TIMES = 500;

    /// @param leaves how many facts the feed has
    /// @param proofBytes the hashes of the longest proof, 32 bytes each
    /// @param receiptBytes the whole receipt, as it is handed out
    /// @param proofMicros verifying the hashes, the median
    /// @param receiptMicros verifying the receipt with its three signatures, the median
    record Proof(
            long leaves,
            int proofBytes,
            int receiptBytes,
            double proofMicros,
            double receiptMicros) {}

    /// Facts a second, signed at one end and verified at the other, on one thread.
    record Signing(double once, double each) {
        double ratio() {
            return once / each;
        }
    }

    private Proving() {}

    /// A tree with all its nodes in memory.
    private static final class Tree implements Merkle.Subtrees {
        private final List<byte[]> levels = new ArrayList<>();

        /// @param leaves up to 60 million
        Tree(int leaves, int index, byte[] leaf) {
            byte[] level = new byte[leaves * Merkle.HASH_BYTES];
            byte[] other = new byte[Integer.BYTES];
            for (int i = 0; i < leaves; i++) {
                other[0] = (byte) (i >> 24);
                other[1] = (byte) (i >> 16);
                other[2] = (byte) (i >> 8);
                other[3] = (byte) i;
                put(level, i, i == index ? leaf : Merkle.leaf(other));
            }
            levels.add(level);
            for (int count = leaves / 2; count > 0; count /= 2) {
                int height = levels.size();
                byte[] above = new byte[count * Merkle.HASH_BYTES];
                for (int i = 0; i < count; i++) {
                    put(
                            above,
                            i,
                            Merkle.node(whole(height - 1, 2L * i), whole(height - 1, 2L * i + 1)));
                }
                levels.add(above);
            }
        }

        private static void put(byte[] level, int index, byte[] hash) {
            System.arraycopy(hash, 0, level, index * Merkle.HASH_BYTES, Merkle.HASH_BYTES);
        }

        @Override
        public byte[] whole(int height, long index) {
            int from = (int) index * Merkle.HASH_BYTES;
            return Arrays.copyOfRange(levels.get(height), from, from + Merkle.HASH_BYTES);
        }
    }

    static RecordedFact fact(long index) {
        return new RecordedFact(
                HOME,
                index,
                "bench.ThingOffered",
                1,
                "ord-" + index,
                Thing.READERS,
                Json.told(
                        new Thing.Offered(
                                "ord-" + index,
                                "res-sem-1",
                                "org-jiangpan",
                                AT,
                                new Money(index),
                                Thing.NOTE)),
                AT,
                "system");
    }

    private static NoteSigner signer(Province home) {
        return NoteSigner.generate(Entry.origin(home), Suite.ED25519, RANDOM);
    }

    static Proof proof(int leaves) {
        int index = leaves / 3;
        RecordedFact fact = fact(index + 1L);
        byte[] leaf = Entry.leafHash(Entry.bytes(fact));
        Tree tree = new Tree(leaves, index, leaf);
        byte[] root = Merkle.root(leaves, tree);
        List<byte[]> path = Merkle.inclusion(index, leaves, tree);
        NoteSigner home = signer(HOME);
        NoteSigner anhui = signer(Province.ANHUI);
        NoteSigner zhejiang = signer(Province.ZHEJIANG);
        SignedNote note = home.sign(new Checkpoint(Entry.origin(HOME), leaves, root));
        note = zhejiang.cosign(anhui.cosign(note, AT), AT);
        byte[] receipt =
                new Receipt(
                                Entry.text(fact),
                                path,
                                note,
                                List.of(home.key(), anhui.witnessKey(), zhejiang.witnessKey()),
                                List.of())
                        .json()
                        .getBytes(StandardCharsets.UTF_8);
        return new Proof(
                leaves,
                path.size() * Merkle.HASH_BYTES,
                receipt.length,
                median(() ->
                        Proofs.inclusion(index, leaves, leaf, path, root) == ProofResult.VALID),
                median(() -> Receipts.check(receipt, TrustedKeys.NONE).valid()));
    }

    private interface Check {
        boolean holds();
    }

    /// In microseconds.
    private static double median(Check check) {
        long[] nanos = new long[TIMES];
        // Twice, so that the virtual machine has compiled what counts.
        for (int i = 0; i < 2 * TIMES; i++) {
            long since = System.nanoTime();
            boolean holds = check.holds();
            nanos[i % TIMES] = System.nanoTime() - since;
            if (!holds) {
                throw new IllegalStateException("a right proof was not found valid");
            }
        }
        Arrays.sort(nanos);
        return nanos[TIMES / 2] / 1e3;
    }

    /// @param batch facts under one checkpoint
    static Signing signing(int batch) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 1; i <= batch; i++) {
            entries.add(Entry.bytes(fact(i)));
        }
        NoteSigner home = signer(HOME);
        double once = 0;
        double each = 0;
        for (int turn = 0; turn < 4; turn++) {
            // The last turn counts.
            once = rate(batch, () -> once(entries, home));
            each = rate(batch, () -> each(entries, home));
        }
        return new Signing(once, each);
    }

    private interface Work {
        void run() throws Malformed;
    }

    private static double rate(int facts, Work work) {
        long since = System.nanoTime();
        try {
            work.run();
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
        return facts * 1e9 / (System.nanoTime() - since);
    }

    /// The tree is made at both ends.
    private static void once(List<byte[]> entries, NoteSigner home) throws Malformed {
        SignedNote note =
                home.sign(new Checkpoint(Entry.origin(HOME), entries.size(), root(entries)));
        verified(note, home.key());
        if (!Arrays.equals(Checkpoint.of(note).root(), root(entries))) {
            throw new IllegalStateException("two roots of one tree");
        }
    }

    private static byte[] root(List<byte[]> entries) {
        List<byte[]> hashes = entries.stream().map(Entry::leafHash).toList();
        return Merkle.root(hashes.size(), (height, index) -> whole(hashes, height, index));
    }

    private static byte[] whole(List<byte[]> hashes, int height, long index) {
        return height == 0
                ? hashes.get((int) index)
                : Merkle.node(
                        whole(hashes, height - 1, 2 * index),
                        whole(hashes, height - 1, 2 * index + 1));
    }

    /// A signed note for each, whose root is the one leaf's hash.
    private static void each(List<byte[]> entries, NoteSigner home) throws Malformed {
        long size = 0;
        for (byte[] entry : entries) {
            size++;
            SignedNote note =
                    home.sign(new Checkpoint(Entry.origin(HOME), size, Entry.leafHash(entry)));
            verified(note, home.key());
            if (!Arrays.equals(Checkpoint.of(note).root(), Entry.leafHash(entry))) {
                throw new IllegalStateException("not the fact's note");
            }
        }
    }

    private static void verified(SignedNote note, NoteKey key) throws Malformed {
        if (!note.verified(Set.of(key)).contains(key)) {
            throw new IllegalStateException("a right signature was not found so");
        }
    }
}
