package org.deltacommons.foundation.federation.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every way in which a good proof can be spoiled, over all small trees; the cases are those of the
/// test data of transparency-dev/merkle, made for each size instead of for five.
class ProofsTest {

    private static final int SIZE_MAX = 20;
    private static final byte[] SOME =
            HexFormat.of()
                    .parseHex("abacaba000000000000000000000000000000000000000000060061e00123456");
    private static final byte[] NOTHING = new byte[0];
    private static final List<byte[]> LEAVES = MerkleTest.leaves(2 * SIZE_MAX);

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> with(List<byte[]> proof, int at, byte[] more) {
        List<byte[]> longer = new ArrayList<>(proof);
        longer.add(at, more);
        return longer;
    }

    private static List<byte[]> flipped(List<byte[]> proof, int at, int bit) {
        List<byte[]> other = new ArrayList<>(proof);
        byte[] hash = proof.get(at).clone();
        hash[bit / 8] ^= (byte) (1 << (bit % 8));
        other.set(at, hash);
        return other;
    }

    private static List<byte[]> cut(List<byte[]> proof, int at) {
        List<byte[]> shorter = new ArrayList<>(proof);
        shorter.remove(at);
        return shorter;
    }

    /// Every list of hashes that a proof can be mistaken for.
    private static List<List<byte[]>> spoiled(List<byte[]> proof, byte[]... known) {
        List<List<byte[]>> all = new ArrayList<>();
        for (int at = 0; at <= proof.size(); at++) {
            all.add(with(proof, at, NOTHING));
            all.add(with(proof, at, SOME));
            for (byte[] each : known) {
                all.add(with(proof, at, each));
            }
        }
        for (int at = 0; at < proof.size(); at++) {
            all.add(cut(proof, at));
            all.add(flipped(proof, at, 3));
            all.add(flipped(proof, at, 255));
            List<byte[]> shorter = new ArrayList<>(proof);
            shorter.set(at, Arrays.copyOf(proof.get(at), 31));
            all.add(shorter);
            for (int other = at + 1; other < proof.size(); other++) {
                List<byte[]> swapped = new ArrayList<>(proof);
                swapped.set(at, proof.get(other));
                swapped.set(other, proof.get(at));
                all.add(swapped);
            }
        }
        return all;
    }

    @TestFactory
    Stream<DynamicTest> no_spoiled_inclusion_proof_holds() {
        return Stream.iterate(1, size -> size <= SIZE_MAX, size -> size + 1)
                .map(size ->
                        DynamicTest.dynamicTest(
                                "size " + size,
                                () -> {
                                    for (int index = 0; index < size; index++) {
                                        spoilInclusion(index, size);
                                    }
                                }));
    }

    private static void spoilInclusion(int index, int size) {
        List<byte[]> leaves = LEAVES.subList(0, size);
        byte[] root = NaiveTree.root(leaves);
        byte[] leaf = NaiveTree.hash(0, leaves.get(index));
        List<byte[]> proof = NaiveTree.inclusion(index, leaves);
        String here = "leaf %d of %d".formatted(index, size);
        assertThat(Proofs.inclusion(index, size, leaf, proof, root))
                .as(here)
                .isEqualTo(ProofResult.VALID);
        for (long other : new long[] {index - 1, index + 1, index ^ 2, -1, Long.MIN_VALUE}) {
            assertThat(Proofs.inclusion(other, size, leaf, proof, root))
                    .as(here + " as " + other)
                    .isNotEqualTo(ProofResult.VALID);
        }
        // A proof for one size may hold for another: a proof says that some tree with this root
        // has the leaf there, and the sizes are as the signer of the root said.
        for (long other : new long[] {size * 2L, size / 2, 0, size + 1024L}) {
            assertThat(Proofs.inclusion(index, other, leaf, proof, root))
                    .as(here + " of " + other)
                    .isNotEqualTo(ProofResult.VALID);
        }
        for (byte[] wrong : List.of(text("WrongLeaf"), NOTHING, Merkle.empty(), SOME)) {
            assertThat(Proofs.inclusion(index, size, wrong, proof, root))
                    .as(here)
                    .isNotEqualTo(ProofResult.VALID);
            assertThat(Proofs.inclusion(index, size, leaf, proof, wrong))
                    .as(here)
                    .isNotEqualTo(ProofResult.VALID);
        }
        for (List<byte[]> wrong : spoiled(proof, root, leaf)) {
            assertThat(Proofs.inclusion(index, size, leaf, wrong, root))
                    .as(here)
                    .isNotEqualTo(ProofResult.VALID);
        }
    }

    @TestFactory
    Stream<DynamicTest> no_spoiled_consistency_proof_holds() {
        return Stream.iterate(2, size -> size <= SIZE_MAX, size -> size + 1)
                .map(size ->
                        DynamicTest.dynamicTest(
                                "size " + size,
                                () -> {
                                    for (int before = 1; before < size; before++) {
                                        spoilConsistency(before, size);
                                    }
                                }));
    }

    private static void spoilConsistency(int size1, int size2) {
        List<byte[]> leaves = LEAVES.subList(0, size2);
        byte[] root1 = NaiveTree.root(leaves.subList(0, size1));
        byte[] root2 = NaiveTree.root(leaves);
        List<byte[]> proof = NaiveTree.consistency(size1, leaves);
        String here = "%d to %d".formatted(size1, size2);
        assertThat(Proofs.consistency(size1, size2, root1, root2, proof))
                .as(here)
                .isEqualTo(ProofResult.VALID);
        for (long other : new long[] {size1 - 1, size1 + 1, size1 ^ 2, 0, -1}) {
            assertThat(Proofs.consistency(other, size2, root1, root2, proof))
                    .as(here + " from " + other)
                    .isNotEqualTo(ProofResult.VALID);
        }
        for (long other : new long[] {size2 * 2L, size2 / 2, 0, size2 + 1024L}) {
            assertThat(Proofs.consistency(size1, other, root1, root2, proof))
                    .as(here + " to " + other)
                    .isNotEqualTo(ProofResult.VALID);
        }
        for (byte[] wrong : List.of(text("WrongRoot"), NOTHING, Merkle.empty(), SOME)) {
            assertThat(Proofs.consistency(size1, size2, wrong, root2, proof))
                    .as(here)
                    .isNotEqualTo(ProofResult.VALID);
            assertThat(Proofs.consistency(size1, size2, root1, wrong, proof))
                    .as(here)
                    .isNotEqualTo(ProofResult.VALID);
        }
        assertThat(Proofs.consistency(size1, size2, root2, root1, proof))
                .isNotEqualTo(ProofResult.VALID);
        assertThat(Proofs.consistency(size1, size2, root1, root2, List.of()))
                .isEqualTo(ProofResult.PROOF_LENGTH);
        for (List<byte[]> wrong : spoiled(proof, root1, root2)) {
            assertThat(Proofs.consistency(size1, size2, root1, root2, wrong))
                    .as(here)
                    .isNotEqualTo(ProofResult.VALID);
        }
    }

    private record Sizes(
            String name,
            long size1,
            long size2,
            byte[] root1,
            byte[] root2,
            List<byte[]> proof,
            ProofResult result) {}

    @TestFactory
    Stream<DynamicTest> sizes_and_roots_without_a_proof() {
        byte[] one = text("don't care 1");
        byte[] two = text("don't care 2");
        byte[] empty = Merkle.empty();
        List<byte[]> none = List.of();
        List<byte[]> some = List.of(empty);
        ProofResult valid = ProofResult.VALID;
        ProofResult differs = ProofResult.ROOT_DIFFERS;
        ProofResult nothing = ProofResult.FROM_NOTHING;
        ProofResult length = ProofResult.PROOF_LENGTH;
        return Stream.of(
                        new Sizes("zero, other roots", 0, 0, one, two, none, nothing),
                        new Sizes("zero, one root", 0, 0, one, one, none, nothing),
                        new Sizes("zero, empty root", 0, 0, empty, empty, none, nothing),
                        new Sizes("zero to one", 0, 1, one, two, none, nothing),
                        new Sizes("zero to one, empty root", 0, 1, empty, two, none, nothing),
                        new Sizes("zero to one, a proof", 0, 1, empty, empty, some, nothing),
                        new Sizes("zero, a proof", 0, 0, empty, empty, some, nothing),
                        new Sizes("one, other roots", 1, 1, one, two, none, differs),
                        new Sizes("one, one root", 1, 1, two, two, none, valid),
                        new Sizes("one, empty root", 1, 1, empty, two, none, differs),
                        new Sizes("one, a proof", 1, 1, empty, empty, some, length),
                        new Sizes("one to zero", 1, 0, one, two, none, ProofResult.SIZE_SHRINKS),
                        new Sizes("two to one", 2, 1, one, two, none, ProofResult.SIZE_SHRINKS),
                        new Sizes("one to two", 1, 2, one, two, none, length),
                        new Sizes("all", -1, -1, empty, empty, none, valid),
                        new Sizes(
                                "all to one", -1, 1, empty, empty, none, ProofResult.SIZE_SHRINKS))
                .map(each ->
                        DynamicTest.dynamicTest(
                                each.name(),
                                () ->
                                        assertThat(
                                                        Proofs.consistency(
                                                                each.size1(),
                                                                each.size2(),
                                                                each.root1(),
                                                                each.root2(),
                                                                each.proof()))
                                                .isEqualTo(each.result())));
    }

    @TestFactory
    Stream<DynamicTest> leaves_that_no_tree_has() {
        return Stream.of(
                        new long[] {0, 0},
                        new long[] {1, 0},
                        new long[] {1, 1},
                        new long[] {2, 1},
                        new long[] {-1, 1},
                        new long[] {-1, -1})
                .map(each ->
                        DynamicTest.dynamicTest(
                                Arrays.toString(each),
                                () ->
                                        assertThat(
                                                        Proofs.inclusion(
                                                                each[0], each[1], SOME, List.of(),
                                                                SOME))
                                                .isEqualTo(ProofResult.INDEX_BEYOND_SIZE)));
    }

    @Property(tries = 400)
    void a_proof_of_one_leaf_proves_no_other(
            @ForAll @IntRange(min = 2, max = 200) int size,
            @ForAll @IntRange(min = 0, max = 199) int index,
            @ForAll @IntRange(min = 0, max = 199) int other) {
        Assume.that(index < size && other < size && index != other);
        List<byte[]> leaves = MerkleTest.leaves(size);
        assertThat(
                        Proofs.inclusion(
                                other,
                                size,
                                Merkle.leaf(leaves.get(index)),
                                NaiveTree.inclusion(index, leaves),
                                NaiveTree.root(leaves)))
                .isNotEqualTo(ProofResult.VALID);
    }

    @Property(tries = 400)
    void a_history_with_one_leaf_changed_is_never_consistent(
            @ForAll @IntRange(min = 1, max = 100) int size1,
            @ForAll @IntRange(min = 1, max = 100) int more,
            @ForAll @IntRange(min = 0, max = 99) int changed) {
        Assume.that(changed < size1);
        List<byte[]> before = MerkleTest.leaves(size1);
        List<byte[]> after = new ArrayList<>(MerkleTest.leaves(size1 + more));
        after.set(changed, text("rewritten"));
        assertThat(
                        Proofs.consistency(
                                size1,
                                size1 + more,
                                NaiveTree.root(before),
                                NaiveTree.root(after),
                                NaiveTree.consistency(size1, after)))
                .isEqualTo(ProofResult.ROOT_DIFFERS);
    }
}
