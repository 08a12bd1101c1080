package org.deltacommons.surface.notices.complaints;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.deltacommons.foundation.web.SecretFile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Seals how a complainant can be reached (AES-256-GCM), so that neither the database nor a copy of
/// it tells. The key is the file `complaints.key` in the data folder, made at first start;
/// instances that share a database share it.
@Component
final class ContactSeal {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String PURPOSE = "contact of a complaint";

    private final SecretKeySpec key;

    ContactSeal(@Value("${delta.data:./data}") Path folder) {
        this.key =
                new SecretKeySpec(
                        SecretFile.bytes(folder.resolve("complaints.key"), KEY_BYTES), "AES");
    }

    /// The same contact under the same occasion is sealed to the same text, so that a form sent
    /// twice is the same form; under another occasion, to another.
    ///
    /// @param occasion such as the form's key
    String seal(String contact, String occasion) {
        byte[] nonce = nonce(contact, occasion);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, contact.getBytes(StandardCharsets.UTF_8));
        ByteBuffer whole = ByteBuffer.allocate(nonce.length + sealed.length);
        return Base64.getEncoder().encodeToString(whole.put(nonce).put(sealed).array());
    }

    /// @throws IllegalStateException if the key is another or the text was tampered with
    String open(String sealed) {
        ByteBuffer whole = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
        byte[] nonce = new byte[NONCE_BYTES];
        whole.get(nonce);
        byte[] rest = new byte[whole.remaining()];
        whole.get(rest);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, rest), StandardCharsets.UTF_8);
    }

    /// Made of what is sealed, so that no nonce ever meets two texts.
    private byte[] nonce(String contact, String occasion) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            byte[] hash = mac.doFinal((occasion + '\0' + contact).getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(hash, NONCE_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(PURPOSE.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException wrong) {
            throw new IllegalStateException("cannot open the contact of a complaint", wrong);
        }
    }
}
