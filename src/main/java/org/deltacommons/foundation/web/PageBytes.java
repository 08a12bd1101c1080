package org.deltacommons.foundation.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// A page as it leaves, in UTF-8, encoded as it is written. Its room is handed on to the next page:
/// a page that is collected as characters first and encoded then takes many times its length. For
/// one thread, and without a lock.
final class PageBytes extends Writer {

    private static final int USUAL = 1 << 16;
    private static final int KEPT_MAX = 1 << 19;
    private static final int PAGES_KEPT = 32;

    /// The longest that one character of a text becomes.
    private static final int LONGEST = 3;

    private static final BlockingQueue<byte[]> ROOM = new ArrayBlockingQueue<>(PAGES_KEPT);

    private byte[] bytes;
    private int length;

    /// The first half of a sign that takes two; 0 for none.
    private char high;

    PageBytes() {
        byte[] room = ROOM.poll();
        bytes = room == null ? new byte[USUAL] : room;
    }

    int length() {
        return length;
    }

    void writeTo(OutputStream to) throws IOException {
        to.write(bytes, 0, length);
    }

    @Override
    public void write(char[] from, int start, int count) {
        need(count);
        for (int i = start; i < start + count; i++) {
            add(from[i]);
        }
    }

    @Override
    public void write(String from, int start, int count) {
        need(count);
        for (int i = start; i < start + count; i++) {
            add(from.charAt(i));
        }
    }

    @Override
    public void write(int sign) {
        need(1);
        add((char) sign);
    }

    private void need(int characters) {
        // One more for a half that waits.
        int most = length + (characters + 1) * LONGEST;
        if (most > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(most, bytes.length * 2));
        }
    }

    private void add(char sign) {
        if (high != 0 || Character.isSurrogate(sign)) {
            addHalf(sign);
        } else if (sign < 0x80) {
            bytes[length++] = (byte) sign;
        } else if (sign < 0x800) {
            bytes[length++] = (byte) (0xC0 | (sign >> 6));
            bytes[length++] = (byte) (0x80 | (sign & 0x3F));
        } else {
            bytes[length++] = (byte) (0xE0 | (sign >> 12));
            bytes[length++] = (byte) (0x80 | ((sign >> 6) & 0x3F));
            bytes[length++] = (byte) (0x80 | (sign & 0x3F));
        }
    }

    /// A half without its other becomes a question mark, as Java's own encoding has it.
    private void addHalf(char sign) {
        char before = high;
        high = 0;
        if (before != 0 && Character.isLowSurrogate(sign)) {
            int whole = Character.toCodePoint(before, sign);
            bytes[length++] = (byte) (0xF0 | (whole >> 18));
            bytes[length++] = (byte) (0x80 | ((whole >> 12) & 0x3F));
            bytes[length++] = (byte) (0x80 | ((whole >> 6) & 0x3F));
            bytes[length++] = (byte) (0x80 | (whole & 0x3F));
            return;
        }
        if (before != 0) {
            bytes[length++] = '?';
        }
        if (Character.isHighSurrogate(sign)) {
            high = sign;
        } else if (Character.isLowSurrogate(sign)) {
            bytes[length++] = '?';
        } else {
            add(sign);
        }
    }

    @Override
    public void flush() {}

    /// Hands its room on; nothing is written to it or read of it after.
    @Override
    public void close() {
        if (bytes.length <= KEPT_MAX) {
            // Where enough is kept already, this goes.
            boolean unused = ROOM.offer(bytes);
        }
        bytes = new byte[0];
        length = 0;
    }
}
