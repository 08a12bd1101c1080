package org.deltacommons.foundation.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.web.FileSink;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Upload;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps documents and finds them again. Staging an upload is bookkeeping of the node, in ordinary
/// transactions; what a document means is in the case that holds its hash.
@Component
public class Documents implements FileSink {

    /// 20 MB, as forms and law-makers count them: MiB.
    public static final long BYTES_MAX = 20L << 20;

    /// What one person may bring in within a day.
    private static final long DAY_BYTES_MAX = 2L << 30;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration STAGED_FOR = Duration.ofDays(7);
    private static final int SWEPT_AT_ONCE = 1_000;

    private final DocumentFiles files;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final ObjectProvider<DocumentUse> uses;

    Documents(
            DocumentFiles files,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            ObjectProvider<DocumentUse> uses) {
        this.files = files;
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
        this.uses = uses;
    }

    @Override
    public Kept keep(Upload upload, Actor actor) {
        return switch (store(upload, actor)) {
            case Outcome.Done<Document>(Document document) -> kept(document, document.name());
            case Outcome.Refused<Document>(Refusal why) -> throw new RefusedException(why);
        };
    }

    @Override
    public Optional<Kept> kept(String hash, Actor actor) {
        return jdbc.sql("SELECT name FROM documents.upload WHERE hash = ? AND by_id = ?")
                .params(hash, actor.id())
                .query(String.class)
                .optional()
                .flatMap(name -> find(hash).map(document -> kept(document, name)));
    }

    private static Kept kept(Document document, String name) {
        return new Kept(document.hash(), name, document.type().mediaType(), document.size());
    }

    /// Looks inside, and keeps it durably if it may be kept. The same bytes once more are the same
    /// document; whoever brings them is noted as having brought them.
    ///
    /// @return under the name this actor gave it
    public Outcome<Document> store(Upload upload, Actor actor) {
        String given = FileNames.clean(upload.name());
        if (upload.size() > BYTES_MAX) {
            return tooLarge(upload.size());
        }
        try {
            DocumentFiles.Staged staged = files.stage(upload, BYTES_MAX);
            try {
                return judged(staged, given).then(found -> placed(staged, given, found, actor));
            } finally {
                files.discard(staged);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("a document was not kept", failed);
        }
    }

    /// Keeps what another node sent, if it is what the hash says. Nobody's quota is touched.
    ///
    /// @param context the case that keeps it, `procedure/id`
    /// @param other what is said if it is something else
    Outcome<Document> fetched(String hash, Upload sent, String context, Supplier<Refusal> other) {
        try {
            DocumentFiles.Staged staged = files.stage(sent, BYTES_MAX);
            try {
                if (!staged.hash().equals(hash)) {
                    return Outcome.refused(other.get());
                }
                String name = FileNames.clean(sent.name());
                return judged(staged, name).then(found -> arrived(staged, name, found, context));
            } finally {
                files.discard(staged);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("a document was not kept", failed);
        }
    }

    private Outcome<Document> arrived(
            DocumentFiles.Staged staged, String given, Inspection found, String context) {
        Document document =
                new Document(
                        staged.hash(),
                        FileNames.ending(given, found.type()),
                        found.type(),
                        staged.size(),
                        found.warnings(),
                        RecordedFact.NOBODY,
                        clock.instant());
        return Objects.requireNonNull(
                transactions.execute(_ -> {
                    lock(staged.hash());
                    place(staged);
                    insert(document);
                    link(staged.hash(), context);
                    return Outcome.done(document);
                }));
    }

    private void place(DocumentFiles.Staged staged) {
        try {
            files.place(staged);
        } catch (IOException failed) {
            throw new UncheckedIOException("a document was not kept", failed);
        }
    }

    private static Outcome<Inspection> judged(DocumentFiles.Staged staged, String name)
            throws IOException {
        if (staged.size() == 0) {
            return Outcome.refused(Refusal.of(DocumentReason.EMPTY_INVALID, "name", name));
        }
        return staged.size() > BYTES_MAX
                ? tooLarge(staged.size())
                : Inspection.of(staged.file(), name);
    }

    private static <T> Outcome<T> tooLarge(long size) {
        return Outcome.refused(
                Refusal.of(DocumentReason.TOO_LARGE, "limit", BYTES_MAX >> 20)
                        .with("size", (size + (1 << 20) - 1) >> 20));
    }

    private Outcome<Document> placed(
            DocumentFiles.Staged staged, String given, Inspection found, Actor actor) {
        String name = FileNames.ending(given, found.type());
        Instant now = clock.instant();
        Document document =
                new Document(
                        staged.hash(),
                        name,
                        found.type(),
                        staged.size(),
                        found.warnings(),
                        actor.id(),
                        now);
        return transactions.execute(_ -> {
            lock(staged.hash());
            if (broughtSince(actor, now.minus(DAY)) + staged.size() > DAY_BYTES_MAX) {
                return Outcome.refused(
                        Refusal.of(DocumentReason.QUOTA_TOO_MANY, "limit", DAY_BYTES_MAX >> 20));
            }
            place(staged);
            insert(document);
            return Outcome.done(document);
        });
    }

    /// Against the sweeper of any instance, until the transaction ends.
    private void lock(String hash) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 4711))")
                .param(hash)
                .query((_, _) -> true)
                .single();
    }

    private long broughtSince(Actor actor, Instant since) {
        return jdbc.sql(
                        """
                        SELECT coalesce(sum(d.size), 0)
                        FROM documents.upload u JOIN documents.document d USING (hash)
                        WHERE u.by_id = ? AND u.at > ?
                        """)
                .params(actor.id(), utc(since))
                .query(Long.class)
                .single();
    }

    private void insert(Document document) {
        jdbc.sql(
                        """
                        INSERT INTO documents.document (hash, name, type, size, warnings, by_id, at)
                        VALUES (?, ?, ?, ?, ?::jsonb, ?, ?) ON CONFLICT DO NOTHING
                        """)
                .params(
                        document.hash(),
                        document.name(),
                        document.type().mediaType(),
                        document.size(),
                        Json.text(document.warnings().stream().sorted().toList()),
                        document.by(),
                        utc(document.at()))
                .update();
        jdbc.sql(
                        """
                        INSERT INTO documents.upload (hash, by_id, name, at) VALUES (?, ?, ?, ?)
                        ON CONFLICT (hash, by_id)
                        DO UPDATE SET name = EXCLUDED.name, at = EXCLUDED.at
                        """)
                .params(document.hash(), document.by(), document.name(), utc(document.at()))
                .update();
    }

    public Optional<Document> find(String hash) {
        return jdbc.sql("SELECT * FROM documents.document WHERE hash = ?")
                .param(hash)
                .query((row, _) ->
                        new Document(
                                row.getString("hash"),
                                row.getString("name"),
                                DocumentType.ofMediaType(row.getString("type")),
                                row.getLong("size"),
                                warnings(row.getString("warnings")),
                                row.getString("by_id"),
                                row.getObject("at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private static Set<Warning> warnings(String json) {
        Set<Warning> warnings = EnumSet.noneOf(Warning.class);
        Json.parse(json).forEach(one -> warnings.add(Warning.valueOf(one.asString())));
        return warnings;
    }

    /// Where the bytes lie; for whoever has judged that they may be read.
    public Path file(Document document) {
        return files.path(document.hash());
    }

    /// Whether the actor brought it in within the last day, and so may look at it without a case.
    boolean broughtLately(Actor actor, String hash) {
        return jdbc.sql(
                                "SELECT count(*) FROM documents.upload"
                                        + " WHERE hash = ? AND by_id = ? AND at > ?")
                        .params(hash, actor.id(), utc(clock.instant().minus(DAY)))
                        .query(Long.class)
                        .single()
                > 0;
    }

    /// Ties a document to what holds it, for ever. A hash that is not here (yet) is passed over: a
    /// foreign case may name documents that its own node keeps.
    ///
    /// @param context `procedure/id`
    /// @return whether the document is here
    public boolean link(String hash, String context) {
        return Boolean.TRUE.equals(
                transactions.execute(_ -> {
                    lock(hash);
                    if (find(hash).isEmpty()) {
                        return false;
                    }
                    jdbc.sql(
                                    """
                                    INSERT INTO documents.link (hash, context, at)
                                    VALUES (?, ?, ?) ON CONFLICT DO NOTHING
                                    """)
                            .params(hash, context, utc(clock.instant()))
                            .update();
                    return true;
                }));
    }

    /// Deletes what nobody linked within seven days after the last upload. Does nothing where no
    /// module can say what it uses: better a full disk than a lost contract.
    ///
    /// @return how many were deleted
    public int sweep() {
        List<DocumentUse> users = uses.orderedStream().toList();
        if (users.isEmpty()) {
            return 0;
        }
        OffsetDateTime before = utc(clock.instant().minus(STAGED_FOR));
        List<String> stale =
                jdbc.sql(STALE + " ORDER BY d.at LIMIT " + SWEPT_AT_ONCE)
                        .param("before", before)
                        .query((row, _) -> row.getString(1))
                        .list();
        int swept = 0;
        for (String hash : stale) {
            if (users.stream().noneMatch(user -> user.isUsed(hash)) && sweep(hash, before)) {
                swept++;
            }
        }
        return swept;
    }

    private static final String STALE =
            """
            SELECT d.hash FROM documents.document d
            WHERE NOT EXISTS (SELECT FROM documents.link l WHERE l.hash = d.hash)
              AND NOT EXISTS (SELECT FROM documents.upload u
                              WHERE u.hash = d.hash AND u.at >= :before)
            """;

    private boolean sweep(String hash, OffsetDateTime before) {
        return Boolean.TRUE.equals(
                transactions.execute(_ -> {
                    lock(hash);
                    // Looked at again under the lock: somebody may have brought it in meanwhile.
                    boolean stale =
                            jdbc.sql(STALE + " AND d.hash = :hash")
                                    .param("before", before)
                                    .param("hash", hash)
                                    .query(String.class)
                                    .optional()
                                    .isPresent();
                    if (!stale) {
                        return false;
                    }
                    jdbc.sql("DELETE FROM documents.document WHERE hash = ?").param(hash).update();
                    try {
                        files.delete(hash);
                    } catch (IOException failed) {
                        throw new UncheckedIOException("a document was not swept", failed);
                    }
                    return true;
                }));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
