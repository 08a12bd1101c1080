package org.deltacommons.foundation.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// Where a list goes on: after the item with this sort key and id. Opaque to those who carry it.
///
/// @param key the sort key of the last item shown, as text
/// @param id its id, which makes the order total
public record Cursor(String key, String id) {

    private static final int ENCODED_LENGTH_MAX = 2_000;
    private static final int SHOWN_LENGTH_MAX = 40;

    public String encode() {
        byte[] bytes = (key + '\0' + id).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// @param text as given in an address; empty means from the beginning
    /// @throws RefusedException (422) if it is no cursor of ours
    public static Optional<Cursor> decode(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        if (text.length() > ENCODED_LENGTH_MAX) {
            throw unreadable(text);
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            String plain =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            int split = plain.lastIndexOf('\0');
            if (split < 0 || split == plain.length() - 1) {
                throw unreadable(text);
            }
            return Optional.of(new Cursor(plain.substring(0, split), plain.substring(split + 1)));
        } catch (IllegalArgumentException | CharacterCodingException _) {
            throw unreadable(text);
        }
    }

    private static RefusedException unreadable(String text) {
        return new RefusedException(
                Refusal.of(
                        WebReason.CURSOR_INVALID,
                        "after",
                        text.substring(0, Math.min(text.length(), SHOWN_LENGTH_MAX))));
    }
}
