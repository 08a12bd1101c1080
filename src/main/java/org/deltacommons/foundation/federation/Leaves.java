package org.deltacommons.foundation.federation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deltacommons.foundation.federation.proof.Merkle;
import org.deltacommons.foundation.federation.proof.ProofResult;
import org.deltacommons.foundation.federation.proof.Proofs;
import org.deltacommons.foundation.lane.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The leaves of a foreign feed under a head that its home signed and this node found consistent.
/// The tiles come from a peer; a tile of leaves is believed when it leads to the head's root, which
/// is looked at once for all its leaves.
final class Leaves {

    /// The peer's tiles do not lead to the root that the home signed. That says something of the
    /// peer and nothing of the home.
    static final class OtherTree extends Exception {
        private static final long serialVersionUID = 1L;

        OtherTree(long tile) {
            super("tile 0/%d".formatted(tile), null, false, false);
        }
    }

    private final Witness.Seen head;
    private final Tiles tiles;
    private final Set<Long> believed = new HashSet<>();

    Leaves(Witness.Seen head, Tiles tiles) {
        this.head = head;
        this.tiles = tiles;
    }

    Witness.Seen head() {
        return head;
    }

    /// @param index of a fact, 1 to the head's size
    /// @throws IllegalStateException if the peer has no such tile to give now
    byte[] hash(long index) throws OtherTree {
        long tile = (index - 1) / Tiles.WIDTH;
        if (!believed.contains(tile)) {
            believe(tile);
        }
        return tiles.whole(0, index - 1);
    }

    /// The siblings of a tile's first leaf are made from all others of the tile: if that leaf leads
    /// to the root, all do.
    private void believe(long tile) throws OtherTree {
        long first = tile * Tiles.WIDTH;
        ProofResult result =
                Proofs.inclusion(
                        first,
                        head.size(),
                        tiles.whole(0, first),
                        Merkle.inclusion(first, head.size(), tiles),
                        head.root());
        if (result != ProofResult.VALID) {
            throw new OtherTree(tile);
        }
        believed.add(tile);
    }

    /// Whether an entry is what the home has under its signature in this place.
    boolean has(long index, byte[] leafHash) throws OtherTree {
        return Arrays.equals(hash(index), leafHash);
    }

    /// What stands in a place, with its proof, as `bin/verify inclusion` takes it.
    String proof(long index) throws OtherTree {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("leafIdx", index - 1);
        json.put("treeSize", head.size());
        json.put("root", text(head.root()));
        json.put("leafHash", text(hash(index)));
        ArrayNode path = json.putArray("proof");
        List<byte[]> hashes = new ArrayList<>(Merkle.inclusion(index - 1, head.size(), tiles));
        hashes.forEach(hash -> path.add(text(hash)));
        return json.toString();
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
