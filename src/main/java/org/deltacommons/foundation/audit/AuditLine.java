package org.deltacommons.foundation.audit;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What the audit log shall keep. Ids and short words, never a name, a telephone number or what
/// somebody typed into a field: the log cannot forget.
///
/// @param kind what happened
/// @param home the province whose auditors are to see it
/// @param person who acted, by id; `visitor` and `system` included
/// @param client the machine client through which they acted
/// @param subject whom or what it was about, by id; or the operation that was refused
/// @param purpose what for; always there for [AuditKind#PERSONAL_DATA_READ]
/// @param address of the caller's machine; filled from the request when left out
/// @param details more, by short names
public record AuditLine(
        AuditKind kind,
        Province home,
        String person,
        @Nullable String client,
        String subject,
        @Nullable String purpose,
        @Nullable String address,
        Map<String, String> details) {

    private static final int TEXT_LENGTH_MAX = 200;
    private static final int DETAIL_LENGTH_MAX = 1_000;
    private static final int DETAILS_MAX = 20;

    public AuditLine {
        person = plain(person, TEXT_LENGTH_MAX);
        client = client == null ? null : plain(client, TEXT_LENGTH_MAX);
        subject = plain(subject, TEXT_LENGTH_MAX);
        purpose = purpose == null ? null : plain(purpose, TEXT_LENGTH_MAX);
        address = address == null ? null : plain(address, TEXT_LENGTH_MAX);
        if (kind == AuditKind.PERSONAL_DATA_READ && (purpose == null || purpose.isBlank())) {
            throw new IllegalArgumentException("a look at personal data has a purpose");
        }
        if (details.size() > DETAILS_MAX) {
            throw new IllegalArgumentException("too many details: " + details.size());
        }
        Map<String, String> plain = new TreeMap<>();
        details.forEach((name, value) ->
                plain.put(plain(name, TEXT_LENGTH_MAX), plain(value, DETAIL_LENGTH_MAX)));
        details = Map.copyOf(plain);
    }

    public static AuditLine of(AuditKind kind, Actor actor, String subject) {
        return new AuditLine(
                kind, actor.home(), actor.id(), actor.client(), subject, null, null, Map.of());
    }

    /// Somebody was told no.
    ///
    /// @param operation `module.verb`, or the address of the page
    public static AuditLine refused(Actor actor, String operation, Refusal why) {
        return of(AuditKind.REFUSED, actor, operation).with("reason", why.code());
    }

    /// Somebody is about to see personal data.
    ///
    /// @param subject whose, by id
    /// @param purpose what for, in a word or a sentence
    public static AuditLine read(Actor actor, String subject, String purpose) {
        return new AuditLine(
                AuditKind.PERSONAL_DATA_READ,
                actor.home(),
                actor.id(),
                actor.client(),
                subject,
                purpose,
                null,
                Map.of());
    }

    public AuditLine with(String name, String value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, value);
        return new AuditLine(kind, home, person, client, subject, purpose, address, more);
    }

    /// The same line as seen from the auditors of another province, such as the thing's home.
    public AuditLine at(Province place) {
        return new AuditLine(kind, place, person, client, subject, purpose, address, details);
    }

    public AuditLine from(@Nullable String caller) {
        return new AuditLine(kind, home, person, client, subject, purpose, caller, details);
    }

    /// The database keeps no NUL and no half of a surrogate pair; a line is never lost to either.
    private static String plain(String text, int lengthMax) {
        String whole =
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                        .replaceAll("\\p{Cntrl}", " ");
        return whole.codePointCount(0, whole.length()) <= lengthMax
                ? whole
                : whole.substring(0, whole.offsetByCodePoints(0, lengthMax));
    }
}
