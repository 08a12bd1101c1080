package org.deltacommons.foundation.lane;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A decided Unit on its way to the judge, with everything that it rests on.
///
/// @param unit identifies it for ever; a command without a key is found again by it
/// @param scope whose key it is, and of which operation
/// @param key under which its answer is kept, see [Keys]
/// @param digest of the command's content
/// @param guards the version of every own row that the decision read; 0 means it must not exist,
///   [#NEW] the same of a row that nobody looked for
/// @param looked whether it rests on a balance, which no guard watches
/// @param facts the bodies of its facts; they and the answer are written as JSON by the many
///   threads of the callers, and not by the lane's own
/// @param answer the outcome as it shall be given to the caller, and again for the same key
record Proposal(
        String unit,
        Province home,
        String scope,
        UUID key,
        Digest digest,
        Map<RowRef, Long> guards,
        List<Part> parts,
        List<Told> facts,
        boolean looked,
        Overlay.Answer answer,
        @Nullable Instant before,
        @Nullable Refusal late,
        String by) {

    /// Of a row that was just thought of: its id is not looked up before it is stored. Should it be
    /// taken all the same, the table's primary key says so.
    static final long NEW = -1;

    /// One row by class and id.
    record RowRef(Class<? extends Row> type, String id) {}

    /// A fact that only lacks its index and its hour.
    ///
    /// @param text the body as it is stored
    /// @param beside the personal texts, stored apart from it
    /// @param sources by path from where those come that were heard before, see [Salted#source]
    record Told(
            FactKind kind,
            String subject,
            Audience audience,
            JsonNode body,
            String text,
            List<Salted.Attached> beside,
            Map<String, String> sources) {

        /// The names, marks, index, hour, home, kind and audience of an entry never take as much.
        private static final int FRAME_BYTES = 1_024;

        private static final int BYTES_A_CHAR_MAX = 3;

        static Told of(Fact fact, @Nullable RecordedFact because, Supplier<String> salts) {
            JsonNode body = Json.told(fact.body());
            boolean personal = Salted.isIn(fact.body().getClass());
            if (personal) {
                Salted.salt(fact.body(), body, salts);
            }
            List<Salted.Attached> beside = personal ? Salted.attached(body) : List.of();
            return new Told(
                    FactKind.Of.kind(fact.body().getClass()),
                    fact.subject(),
                    fact.audience(),
                    body,
                    personal ? Salted.sealed(body).toString() : body.toString(),
                    beside,
                    because == null || beside.isEmpty()
                            ? Map.of()
                            : Salted.sources(beside, because));
        }

        /// How many bytes others have to take in for it, at most: its entry and the personal texts
        /// beside it. A body without fractions, and no kind has one, is as long here as in its
        /// canonical form.
        ///
        /// @param by who caused it
        long bytesMax(String by) {
            long chars = text.length() + subject.length() + by.length();
            for (Salted.Attached one : beside) {
                chars += one.text().length();
            }
            long roughly = chars * BYTES_A_CHAR_MAX + FRAME_BYTES;
            // Nearly all are far below, and need not be counted byte by byte.
            return roughly <= RecordedFact.ENTRY_BYTES_MAX ? roughly : counted(by);
        }

        private long counted(String by) {
            long bytes = FRAME_BYTES + utf8(text) + utf8(Json.text(subject)) + utf8(Json.text(by));
            for (Salted.Attached one : beside) {
                bytes += utf8(Json.text(one.text()));
            }
            return bytes;
        }

        private static long utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
