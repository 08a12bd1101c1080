package org.deltacommons.foundation.papers;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.deltacommons.foundation.web.SecretFile;
import org.deltacommons.kernel.Texts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Makes the codes under which papers can be checked: twelve letters and digits in three groups, 60
/// bits of an HMAC-SHA256. The same paper has the same code for ever; nobody without the key can
/// guess one. The module that issues a paper keeps its code beside the record and finds it again by
/// it (see [Checkable]).
///
/// The key is the file `check.key` in the data folder, made at first start. Instances that share a
/// database share it; whoever loses it keeps all codes given so far and cannot make them again.
@Component
public final class CheckCodes {

    /// Without I, L, O and U, which are misread or spell words.
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 12;
    private static final int KEY_BYTES = 32;

    /// 128 bits of the digest: nobody finds another text for them, and the QR code stays small.
    private static final int DIGEST_SHOWN = 32;

    /// What papers carried at first; they are still about.
    private static final int DIGEST_SHOWN_AT_FIRST = 16;

    private final SecretKeySpec key;
    private final String base;

    CheckCodes(
            @Value("${delta.data:./data}") Path folder,
            @Value("${delta.public-url:http://localhost:${server.port:8080}}") String base) {
        this.key =
                new SecretKeySpec(
                        SecretFile.bytes(folder.resolve("check.key"), KEY_BYTES), "HmacSHA256");
        this.base = base.replaceAll("/+$", "");
    }

    /// @param kind what the paper is, such as `grant`
    /// @param id what it is about: the record's id, with the version if it may be issued anew
    public String of(String kind, String id) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] hash = mac.doFinal((kind + '\0' + id).getBytes(StandardCharsets.UTF_8));
            StringBuilder code = new StringBuilder();
            for (int i = 0; i < LENGTH; i++) {
                if (i > 0 && i % 4 == 0) {
                    code.append('-');
                }
                // 256 is a multiple of 32, so every letter is as likely as any other.
                code.append(LETTERS.charAt(hash[i] & 31));
            }
            return code.toString();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A code as somebody typed it: in any case, with or without hyphens, with O for 0 and I or L
    /// for 1.
    ///
    /// @return empty if it is no code whatever its letters
    public static Optional<String> read(String typed) {
        if (typed.length() > 100) {
            return Optional.empty();
        }
        String plain = Texts.code(typed).replace('O', '0').replace('I', '1').replace('L', '1');
        return plain.length() == LENGTH && plain.chars().allMatch(c -> LETTERS.indexOf(c) >= 0)
                ? Optional.of(
                        plain.substring(0, 4)
                                + '-'
                                + plain.substring(4, 8)
                                + '-'
                                + plain.substring(8))
                : Optional.empty();
    }

    /// The public page that tells whether the paper is genuine.
    ///
    /// @param digest of what stands on it, see [PdfPaper#digest]
    public String address(String code, String digest) {
        return base + "/check/" + code + "?h=" + digest.substring(0, DIGEST_SHOWN);
    }

    /// Whether what a printed paper carries is the beginning of this digest.
    public static boolean matches(String carried, String digest) {
        return (carried.length() == DIGEST_SHOWN || carried.length() == DIGEST_SHOWN_AT_FIRST)
                && digest.length() >= carried.length()
                && MessageDigest.isEqual(
                        carried.getBytes(StandardCharsets.UTF_8),
                        digest.substring(0, carried.length()).getBytes(StandardCharsets.UTF_8));
    }
}
