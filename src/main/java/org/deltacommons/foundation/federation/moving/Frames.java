package org.deltacommons.foundation.federation.moving;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The package as it lies on a disk: pieces of a megabyte, each sealed by AES-256-GCM with its
/// number, the package's own random name and whether it is the last. So nothing of it can be read,
/// changed, left out, put elsewhere or cut off without the key.
final class Frames {

    private static final byte[] MAGIC =
            "delta-home-package-v1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int NAME_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int PIECE_BYTES = 1_048_576;

    private Frames() {}

    /// It cannot be opened: another key, another file, or not all of it.
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1L;

        Broken(String why) {
            super(why);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] bound)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }

    private static byte[] bound(byte[] name, long number, boolean last) {
        return ByteBuffer.allocate(NAME_BYTES + Long.BYTES + 1)
                .put(name)
                .putLong(number)
                .put((byte) (last ? 1 : 0))
                .array();
    }

    /// Closing it writes the last piece.
    static OutputStream sealing(OutputStream out, byte[] key, SecureRandom random)
            throws IOException {
        byte[] name = new byte[NAME_BYTES];
        random.nextBytes(name);
        out.write(MAGIC);
        out.write(name);
        return new Sealing(new DataOutputStream(out), key.clone(), name, random);
    }

    /// @throws Broken if it does not even begin as one
    static InputStream opening(InputStream in, byte[] key) throws IOException {
        byte[] magic = in.readNBytes(MAGIC.length);
        byte[] name = in.readNBytes(NAME_BYTES);
        if (!Arrays.equals(magic, MAGIC) || name.length < NAME_BYTES) {
            throw new Broken("no package");
        }
        return new Opening(new DataInputStream(in), key.clone(), name);
    }

    private static final class Sealing extends OutputStream {
        private final DataOutputStream out;
        private final byte[] key;
        private final byte[] name;
        private final SecureRandom random;
        private final byte[] piece = new byte[PIECE_BYTES];
        private int filled;
        private long number;
        private boolean closed;

        Sealing(DataOutputStream out, byte[] key, byte[] name, SecureRandom random) {
            this.out = out;
            this.key = key;
            this.name = name;
            this.random = random;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            int done = 0;
            while (done < count) {
                if (filled == PIECE_BYTES) {
                    piece(false);
                }
                int some = Math.min(count - done, PIECE_BYTES - filled);
                System.arraycopy(bytes, from + done, piece, filled, some);
                filled += some;
                done += some;
            }
        }

        private void piece(boolean last) throws IOException {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            try {
                byte[] sealed =
                        cipher(Cipher.ENCRYPT_MODE, key, nonce, bound(name, number, last))
                                .doFinal(piece, 0, filled);
                out.writeInt(sealed.length);
                out.writeBoolean(last);
                out.write(nonce);
                out.write(sealed);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
            number++;
            filled = 0;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                piece(true);
                out.close();
            }
        }
    }

    private static final class Opening extends InputStream {
        private final DataInputStream in;
        private final byte[] key;
        private final byte[] name;
        private ByteBuffer piece = ByteBuffer.allocate(0);
        private long number;
        private boolean last;
        private boolean beyond;

        Opening(DataInputStream in, byte[] key, byte[] name) {
            this.in = in;
            this.key = key;
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            return fill() ? piece.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int some = Math.min(count, piece.remaining());
            piece.get(bytes, from, some);
            return some;
        }

        private boolean fill() throws IOException {
            while (!piece.hasRemaining()) {
                if (last) {
                    // Said each time: who unpacks may pass over it once.
                    beyond |= in.read() >= 0;
                    if (beyond) {
                        throw new Broken("something comes after its end");
                    }
                    return false;
                }
                next();
            }
            return true;
        }

        private void next() throws IOException {
            try {
                int length = in.readInt();
                last = in.readBoolean();
                if (length < TAG_BITS / 8 || length > PIECE_BYTES + TAG_BITS / 8) {
                    throw new Broken("piece " + number);
                }
                byte[] nonce = in.readNBytes(NONCE_BYTES);
                byte[] sealed = in.readNBytes(length);
                if (sealed.length < length) {
                    throw new EOFException();
                }
                piece =
                        ByteBuffer.wrap(
                                cipher(Cipher.DECRYPT_MODE, key, nonce, bound(name, number, last))
                                        .doFinal(sealed));
                number++;
            } catch (EOFException _) {
                throw new Broken("cut off at piece " + number);
            } catch (GeneralSecurityException _) {
                throw new Broken("piece " + number);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
