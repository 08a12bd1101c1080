package org.deltacommons.foundation.lane;

import java.time.Instant;
import org.deltacommons.kernel.Province;
import tools.jackson.databind.JsonNode;

/// A fact as the feed holds it. The index is order; the time is only evidence.
///
/// @param origin whose feed
/// @param index from 1, dense
/// @param kind as named by [FactKind]
/// @param by the id of the person or client who caused it; [#NOBODY] for kinds that leave it out
public record RecordedFact(
        Province origin,
        long index,
        String kind,
        int schema,
        String subject,
        Audience audience,
        JsonNode body,
        Instant at,
        String by) {

    /// Who acts where nobody in particular does.
    public static final String NOBODY = "system";

    /// What a reader takes of one entry, in bytes of its canonical form: `docs/protocol/feed.md`. A
    /// longer one would stop its feed at everybody else, for ever.
    public static final int ENTRY_BYTES_MAX = 1 << 20;

    /// With a body of its own.
    RecordedFact copy() {
        return new RecordedFact(
                origin, index, kind, schema, subject, audience, body.deepCopy(), at, by);
    }

    /// Without the personal texts of its body.
    public RecordedFact sealed() {
        JsonNode sealed = Salted.sealed(body);
        return sealed == body
                ? this
                : new RecordedFact(origin, index, kind, schema, subject, audience, sealed, at, by);
    }
}
