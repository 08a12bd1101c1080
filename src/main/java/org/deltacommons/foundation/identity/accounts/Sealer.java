package org.deltacommons.foundation.identity.accounts;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.deltacommons.foundation.web.SecretFile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Seals what must not be readable in the database or in a copy of it: AES-256-GCM. What is sealed
/// for one purpose cannot be opened for another, so that nobody can move a sealed text to another
/// row.
///
/// The key is `delta.secret` (Base64 of 32 bytes, best from the environment `DELTA_SECRET`; needed
/// when several instances share a database), or else the file `secret.key` in the data folder, made
/// at first start. Whoever loses the key loses what was sealed: back it up apart from the database.
@Component
public final class Sealer {

    private static final String PREFIX = "v1:";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    Sealer(@Value("${delta.secret:}") String secret, @Value("${delta.data:./data}") Path folder) {
        byte[] bytes =
                Base64.getDecoder()
                        .decode(
                                secret.isBlank()
                                        ? SecretFile.text(folder.resolve("secret.key"), KEY_BYTES)
                                        : secret.strip());
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException(
                    "delta.secret must be the Base64 of 32 bytes, not of " + bytes.length);
        }
        this.key = new SecretKeySpec(bytes, "AES");
    }

    /// @param purpose what it is and whose, such as `phone of person-…`
    public String seal(String text, String purpose) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, purpose);
            byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] whole = new byte[NONCE_BYTES + sealed.length];
            System.arraycopy(nonce, 0, whole, 0, NONCE_BYTES);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return PREFIX + Base64.getEncoder().encodeToString(whole);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @throws IllegalStateException if the key is another or the text was tampered with
    public String open(String sealed, String purpose) {
        if (!sealed.startsWith(PREFIX)) {
            throw new IllegalStateException("not sealed by this house");
        }
        byte[] whole = Base64.getDecoder().decode(sealed.substring(PREFIX.length()));
        byte[] nonce = java.util.Arrays.copyOf(whole, NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, purpose);
            byte[] text = cipher.doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException wrong) {
            throw new IllegalStateException("cannot open the " + purpose, wrong);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
