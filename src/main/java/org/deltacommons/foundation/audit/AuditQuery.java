package org.deltacommons.foundation.audit;

import java.time.Instant;
import java.util.Set;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// Which lines somebody looks for; what is `null` does not narrow.
///
/// @param homes the provinces whose lines the reader may see; none of them, nothing
/// @param person by id, exact
/// @param subject by id or operation, exact or its beginning
/// @param from first instant
/// @param until first instant after
public record AuditQuery(
        Set<Province> homes,
        @Nullable AuditKind kind,
        @Nullable String person,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant until) {

    public AuditQuery {
        homes = Set.copyOf(homes);
    }

    public static AuditQuery of(Set<Province> homes) {
        return new AuditQuery(homes, null, null, null, null, null);
    }

    public AuditQuery kind(AuditKind only) {
        return new AuditQuery(homes, only, person, subject, from, until);
    }

    public AuditQuery about(String what) {
        return new AuditQuery(homes, kind, person, what, from, until);
    }

    public AuditQuery by(String who) {
        return new AuditQuery(homes, kind, who, subject, from, until);
    }
}
