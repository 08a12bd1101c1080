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
/// @param cases lines about any of these, as their subject or as the case that an attempt was
///   about; empty does not narrow
public record AuditQuery(
        Set<Province> homes,
        @Nullable AuditKind kind,
        @Nullable String person,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant until,
        Set<String> cases) {

    public AuditQuery {
        homes = Set.copyOf(homes);
        cases = Set.copyOf(cases);
    }

    /// Not narrowed to cases.
    public AuditQuery(
            Set<Province> homes,
            @Nullable AuditKind kind,
            @Nullable String person,
            @Nullable String subject,
            @Nullable Instant from,
            @Nullable Instant until) {
        this(homes, kind, person, subject, from, until, Set.of());
    }

    public static AuditQuery of(Set<Province> homes) {
        return new AuditQuery(homes, null, null, null, null, null, Set.of());
    }

    public AuditQuery kind(AuditKind only) {
        return new AuditQuery(homes, only, person, subject, from, until, cases);
    }

    public AuditQuery about(String what) {
        return new AuditQuery(homes, kind, person, what, from, until, cases);
    }

    public AuditQuery by(String who) {
        return new AuditQuery(homes, kind, who, subject, from, until, cases);
    }

    public AuditQuery concerning(Set<String> ids) {
        return new AuditQuery(homes, kind, person, subject, from, until, ids);
    }
}
