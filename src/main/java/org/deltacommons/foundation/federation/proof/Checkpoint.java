package org.deltacommons.foundation.federation.proof;

import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The head of a feed's tree at a size, as C2SP's `tlog-checkpoint` writes it. It has no extension
/// lines.
public final class Checkpoint {

    private final String origin;
    private final long size;
    private final byte[] root;

    /// @param origin the name of the feed, see [Entry#origin]
    /// @param size how many facts, from 0
    public Checkpoint(String origin, long size, byte[] root) {
        if (root.length != Merkle.HASH_BYTES || size < 0) {
            throw new IllegalArgumentException("no checkpoint of " + origin);
        }
        this.origin = origin;
        this.size = size;
        this.root = root.clone();
    }

    /// @throws Malformed if the note's text is no checkpoint
    public static Checkpoint of(SignedNote note) throws Malformed {
        String[] lines = note.text().split("\n", -1);
        if (lines.length != 4
                || lines[0].isEmpty()
                || !lines[1].matches("0|[1-9][0-9]{0,17}")
                || !lines[3].isEmpty()) {
            throw Malformed.field("checkpoint");
        }
        byte[] root =
                Fields.strictBase64(lines[2])
                        .filter(hash -> hash.length == Merkle.HASH_BYTES)
                        .orElseThrow(() -> Malformed.field("checkpoint"));
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), root);
    }

    public String origin() {
        return origin;
    }

    public long size() {
        return size;
    }

    public byte[] root() {
        return root.clone();
    }

    String text() {
        return "%s\n%d\n%s\n".formatted(origin, size, Base64.getEncoder().encodeToString(root));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Checkpoint that
                && origin.equals(that.origin)
                && size == that.size
                && Arrays.equals(root, that.root);
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, size, Arrays.hashCode(root));
    }

    @Override
    public String toString() {
        return text();
    }
}
