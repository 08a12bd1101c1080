package org.deltacommons.foundation.federation.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleTest {

    /// Leaves and roots that Certificate Transparency's own tests have had from the beginning.
    static final List<byte[]> LEAVES =
            Stream.of(
                            "",
                            "00",
                            "10",
                            "2021",
                            "3031",
                            "40414243",
                            "5051525354555657",
                            "606162636465666768696a6b6c6d6e6f")
                    .map(HexFormat.of()::parseHex)
                    .toList();

    static final List<String> ROOTS =
            List.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    static List<byte[]> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ByteBuffer.allocate(4).putInt(i).array())
                .toList();
    }

    @Test
    void the_roots_of_small_trees_are_those_that_certificate_transparency_knows() {
        for (int size = 0; size <= LEAVES.size(); size++) {
            byte[] root = Merkle.root(size, NaiveTree.subtrees(LEAVES.subList(0, size)));
            assertThat(HexFormat.of().formatHex(root)).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void a_leaf_and_a_node_can_not_be_taken_for_each_other() {
        byte[] left = Merkle.leaf(new byte[] {1});
        byte[] right = Merkle.leaf(new byte[] {2});
        byte[] both = new byte[64];
        System.arraycopy(left, 0, both, 0, 32);
        System.arraycopy(right, 0, both, 32, 32);
        assertThat(Merkle.node(left, right)).isNotEqualTo(Merkle.leaf(both));
    }

    @Property(tries = 300)
    void an_inclusion_proof_is_the_path_of_the_rfc_and_holds(
            @ForAll @IntRange(min = 1, max = 300) int size,
            @ForAll @IntRange(min = 0, max = 299) int index) {
        Assume.that(index < size);
        List<byte[]> leaves = leaves(size);
        List<byte[]> proof = Merkle.inclusion(index, size, NaiveTree.subtrees(leaves));
        assertThat(proof)
                .usingElementComparator(java.util.Arrays::compare)
                .isEqualTo(NaiveTree.inclusion(index, leaves));
        assertThat(
                        Proofs.inclusion(
                                index,
                                size,
                                Merkle.leaf(leaves.get(index)),
                                proof,
                                NaiveTree.root(leaves)))
                .isEqualTo(ProofResult.VALID);
    }

    @Property(tries = 300)
    void a_consistency_proof_is_that_of_the_rfc_and_holds(
            @ForAll @IntRange(min = 1, max = 300) int size2,
            @ForAll @IntRange(min = 1, max = 300) int size1) {
        Assume.that(size1 <= size2);
        List<byte[]> leaves = leaves(size2);
        List<byte[]> proof = Merkle.consistency(size1, size2, NaiveTree.subtrees(leaves));
        assertThat(proof)
                .usingElementComparator(java.util.Arrays::compare)
                .isEqualTo(NaiveTree.consistency(size1, leaves));
        assertThat(
                        Proofs.consistency(
                                size1,
                                size2,
                                NaiveTree.root(leaves.subList(0, size1)),
                                NaiveTree.root(leaves),
                                proof))
                .isEqualTo(ProofResult.VALID);
    }

    @Test
    void no_proof_is_made_of_what_is_not_there() {
        Merkle.Subtrees tree = NaiveTree.subtrees(LEAVES);
        for (long index : new long[] {-1, 8, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> Merkle.inclusion(index, 8, tree))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (long size : new long[] {-1, 0, 9}) {
            assertThatThrownBy(() -> Merkle.consistency(size, 8, tree))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
