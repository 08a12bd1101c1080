package org.deltacommons.foundation.federation.moving;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.deltacommons.foundation.federation.FederationReason;
import org.deltacommons.foundation.federation.Handover;
import org.deltacommons.foundation.federation.moving.Belongings.Belonging;
import org.deltacommons.foundation.federation.moving.Belongings.Kind;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.MovingFigures;
import org.deltacommons.foundation.lane.MovingRows;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes a home in, in one transaction, or nothing of it. To try it is to do just that and to roll
/// it back, so that nothing is judged otherwise than it will be taken.
final class Taking {

    private static final Logger LOG = LoggerFactory.getLogger(Taking.class);
    private static final int BATCH = 500;
    private static final long LETTERS_MAX = 4_194_304;

    /// By these a home is found and believed, wherever it lives.
    private static final Set<String> KEPT =
            Set.of(
                    "federation.residence",
                    "federation.home_key",
                    "federation.feed_key",
                    "federation.seen_checkpoint");

    /// Connections of the owner of the tables, who may write the rows of all homes.
    interface Owner {
        Connection connect() throws SQLException;
    }

    /// What a package has and what came of it.
    ///
    /// @param digest SHA-256 of the file
    /// @param rows by table
    /// @param figures by name
    /// @param remarks what the operators have to know
    record Found(
            Province home,
            long size,
            String digest,
            Map<String, Long> rows,
            Map<String, String> figures,
            List<String> remarks) {}

    /// @param size how many facts are in it
    record Agreed(String digest, long size) {}

    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Refusal why;

        Wrong(Refusal why) {
            super(why.code());
            this.why = why;
        }
    }

    private final Owner owner;
    private final Belongings belongings;
    private final Supplier<Map<String, MovingRows>> moving;
    private final Supplier<List<MovingFigures>> figures;
    private final Handover handover;
    private final Clock clock;

    Taking(
            Owner owner,
            Belongings belongings,
            Supplier<List<MovingRows>> moving,
            Supplier<List<MovingFigures>> figures,
            Handover handover,
            Clock clock) {
        this.owner = owner;
        this.belongings = belongings;
        this.moving =
                () ->
                        moving.get().stream()
                                .collect(Collectors.toMap(MovingRows::table, one -> one));
        this.figures = figures;
        this.handover = handover;
        this.clock = clock;
    }

    static String digest(Path file) {
        try (InputStream in =
                new DigestInputStream(
                        new BufferedInputStream(Files.newInputStream(file)), sha256())) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @param hosted the homes here without the one that comes
    /// @param key as it came from the other node, in a file of its own; none is made here
    /// @param really false to try it only: nothing stays
    Outcome<Found> take(Province home, Set<Province> hosted, Path file, Path key, boolean really) {
        for (Path one : List.of(file, key)) {
            if (!Files.isRegularFile(one)) {
                return Outcome.refused(
                        Refusal.of(FederationReason.PACKAGE_MISSING, "file", one.toString()));
            }
        }
        String digest = digest(file);
        try (Connection connection = owner.connect()) {
            connection.setAutoCommit(false);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                    InputStream whole = Frames.opening(in, Parcels.read(key));
                    BufferedReader lines =
                            new BufferedReader(
                                    new InputStreamReader(
                                            new GZIPInputStream(whole), StandardCharsets.UTF_8))) {
                Found found = new Arrival(connection, home, hosted, really).of(lines, digest);
                if (whole.read() >= 0) {
                    throw new Frames.Broken("something comes after its end");
                }
                if (really) {
                    connection.commit();
                }
                return Outcome.done(found);
            } catch (Wrong wrong) {
                LOG.warn("The package of {} is not taken: {}", home, wrong.why);
                return Outcome.refused(wrong.why);
            } catch (IOException
                    | Malformed
                    | tools.jackson.core.JacksonException
                    | IllegalArgumentException broken) {
                LOG.warn("The package of {} cannot be read: {}", home, broken.toString());
                return Outcome.refused(
                        Refusal.of(FederationReason.PACKAGE_BROKEN, "province", home));
            } catch (DataAccessException collides) {
                LOG.warn("The package of {} does not fit in", home, collides);
                return Outcome.refused(
                        Refusal.of(FederationReason.PACKAGE_COLLIDES, "province", home));
            } finally {
                connection.rollback();
            }
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    /// Whether a home is another node's as far as this database knows: its feed was followed, and
    /// its lane is not here or has ended.
    boolean isElsewhere(Province home) {
        return asked(there ->
                there.sql(
                                """
                                SELECT EXISTS (SELECT FROM federation.replica_cursor WHERE origin = :home)
                                   AND NOT EXISTS (SELECT FROM lane.head WHERE home = :home AND NOT ended)
                                """)
                        .param("home", home.code())
                        .query(Boolean.class)
                        .single());
    }

    /// The digest of the package that two persons agreed to last.
    Optional<Agreed> agreed(Province home) {
        return asked(there ->
                there.sql(
                                """
                                SELECT digest, size FROM federation.taking
                                WHERE moved = ? AND state = 'AGREED' ORDER BY since DESC LIMIT 1
                                """)
                        .params(home.code())
                        .query((row, _) -> new Agreed(row.getString("digest"), row.getLong("size")))
                        .optional());
    }

    /// What a home left here that has gone on elsewhere: as soon as its feed was followed there
    /// beyond its end here. What was public of it comes again from its feed.
    void clear(Province home) {
        boolean gone =
                asked(there -> {
                    boolean goneOn =
                            there.sql(
                                            """
                                            SELECT EXISTS (
                                                SELECT FROM lane.head h
                                                JOIN federation.replica_cursor c ON c.origin = h.home
                                                WHERE h.home = ? AND h.ended AND c.position >= h.next_fact)
                                            """)
                                    .params(home.code())
                                    .query(Boolean.class)
                                    .single();
                    if (goneOn) {
                        removeAll(there, home, KEPT);
                    }
                    return goneOn;
                });
        if (gone) {
            LOG.info("What {} had left here is cleared away; it lives elsewhere", home);
        }
    }

    private <T> T asked(Function<JdbcClient, T> question) {
        try (Connection connection = owner.connect()) {
            connection.setAutoCommit(false);
            T answer =
                    question.apply(
                            JdbcClient.create(new SingleConnectionDataSource(connection, true)));
            connection.commit();
            return answer;
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    private void removeAll(JdbcClient there, Province home, Set<String> but) {
        List<String> ordered =
                new Catalogue(there)
                        .ordered(
                                belongings.of(Kind.HOME, Kind.FEED).stream()
                                        .map(Belonging::table)
                                        .filter(table -> !but.contains(table))
                                        .collect(Collectors.toSet()));
        for (String one : ordered.reversed()) {
            there.sql("DELETE FROM %s t WHERE t.home = ?".formatted(one))
                    .params(home.code())
                    .update();
        }
    }

    private final class Arrival {
        private final JdbcClient there;
        private final Province home;
        private final Set<Province> hosted;
        private final boolean really;
        private final Catalogue catalogue;
        private final Map<String, MovingRows> changing = moving.get();
        private final Map<String, Belonging> all = belongings.byTable();
        private final Map<String, Long> counts = new LinkedHashMap<>();
        private final List<String> remarks = new ArrayList<>();
        private final List<String> batch = new ArrayList<>();
        private long letters;
        private String table = "";
        private @Nullable String insert;

        Arrival(Connection connection, Province home, Set<Province> hosted, boolean really) {
            this.there = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            this.home = home;
            this.hosted = hosted;
            this.really = really;
            this.catalogue = new Catalogue(there);
        }

        Found of(BufferedReader lines, String digest) throws IOException, Malformed {
            Manifest manifest = manifest(lines.readLine());
            // No other instance and no reader of the feed comes in between.
            there.sql("SELECT pg_advisory_xact_lock(hashtext('federation.replica'), ?)")
                    .params(Integer.parseInt(home.code()))
                    .query((_, _) -> home)
                    .single();
            Handover.@Nullable Seen seen = handover.seen(there, home).orElse(null);
            if (seen == null || seen.size() < manifest.size() || seen.read() < manifest.size()) {
                throw wrong(FederationReason.PACKAGE_UNHEARD);
            }
            // What this node kept of the home as that of another node gives way.
            removeAll(there, home, Set.of());
            JsonNode said = rows(lines);
            for (Map.Entry<String, Long> counted : counts.entrySet()) {
                if (said.path(counted.getKey()).asLong(-1) != counted.getValue()
                        || !isThere(counted.getKey(), counted.getValue())) {
                    throw wrong(FederationReason.PACKAGE_ROWS, "table", counted.getKey());
                }
            }
            if (said.size() != counts.size()) {
                throw wrong(FederationReason.PACKAGE_BROKEN);
            }
            handover.wrong(there, home, manifest.size(), manifest.note(), seen)
                    .ifPresent(why -> {
                        LOG.warn("The feed of {} in the package: {}", home, why);
                        throw wrong(FederationReason.PACKAGE_FEED);
                    });
            Map<String, String> counted = figures(manifest);
            settle(manifest, digest);
            return new Found(home, manifest.size(), digest, Map.copyOf(counts), counted, remarks);
        }

        private Wrong wrong(FederationReason why) {
            return new Wrong(Refusal.of(why, "province", home));
        }

        private Wrong wrong(FederationReason why, String name, Object value) {
            return new Wrong(Refusal.of(why, "province", home).with(name, value));
        }

        private Manifest manifest(@Nullable String line) {
            if (line == null || !line.startsWith("M ")) {
                throw wrong(FederationReason.PACKAGE_BROKEN);
            }
            Manifest manifest = Json.read(Json.parse(line.substring(2)), Manifest.class);
            if (manifest.home() != home) {
                throw wrong(FederationReason.PACKAGE_OTHER, "other", manifest.home());
            }
            if (manifest.form() != Manifest.FORM || !manifest.tables().equals(catalogue.digest())) {
                throw wrong(FederationReason.PACKAGE_VERSION);
            }
            return manifest;
        }

        /// @return how many rows the package says that it has, by table
        private JsonNode rows(BufferedReader lines) throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String said = line.length() < 2 ? "" : line.substring(2);
                switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                    case 'T' -> begin(said);
                    case 'R' -> row(said);
                    case 'E' -> {
                        flush();
                        if (lines.readLine() != null) {
                            throw wrong(FederationReason.PACKAGE_BROKEN);
                        }
                        return Json.parse(said);
                    }
                    default -> throw wrong(FederationReason.PACKAGE_BROKEN);
                }
            }
            throw wrong(FederationReason.PACKAGE_BROKEN);
        }

        private void begin(String next) {
            flush();
            Belonging of = all.get(next);
            boolean heard = next.equals(Packing.RECEIVED) || next.equals(Packing.ATTACHMENT);
            if (of == null
                    || counts.putIfAbsent(next, 0L) != null
                    || !heard && of.kind() != Kind.HOME && of.kind() != Kind.WITH) {
                throw wrong(FederationReason.PACKAGE_BROKEN);
            }
            table = next;
            insert = insert(of);
        }

        private String insert(Belonging of) {
            String columns = String.join(", ", catalogue.columns(of.table()));
            String into =
                    "INSERT INTO %s AS t (%s) SELECT %s FROM jsonb_populate_recordset(NULL::%s, ?::jsonb)"
                            .formatted(of.table(), columns, columns, of.table());
            return switch (of.table()) {
                // What is here was proved to this node; what is not is written as its rows are.
                case Packing.RECEIVED ->
                        """
                        WITH fresh AS (%s ON CONFLICT DO NOTHING RETURNING t.home, t.index)
                        INSERT INTO federation.replay (home, index) SELECT home, index FROM fresh
                        """
                                .formatted(into);
                // What either node was told to erase stays erased.
                case Packing.ATTACHMENT ->
                        into
                                + """
                                 ON CONFLICT (home, index, path) DO UPDATE
                                SET salt = NULL, text = NULL, erased = EXCLUDED.erased
                                WHERE EXCLUDED.erased IS NOT NULL
                                """;
                default -> of.kind() == Kind.WITH ? into + " ON CONFLICT DO NOTHING" : into;
            };
        }

        private void row(String json) {
            String kept = json;
            boolean heard = table.equals(Packing.RECEIVED) || table.equals(Packing.ATTACHMENT);
            MovingRows hook = changing.get(table);
            if (heard || hook != null || isOfHome()) {
                ObjectNode whole = (ObjectNode) Json.parse(json);
                String of = whole.path("home").asString("");
                boolean fits =
                        heard ? !of.equals(home.code()) : !isOfHome() || of.equals(home.code());
                if (!fits) {
                    throw wrong(FederationReason.PACKAGE_BROKEN);
                }
                counts.merge(table, 1L, Long::sum);
                if (heard && hosted.contains(Province.of(of))) {
                    // It was told here.
                    return;
                }
                if (hook != null) {
                    remarks.addAll(hook.arrives(whole, there, really));
                    kept = whole.toString();
                }
            } else {
                counts.merge(table, 1L, Long::sum);
            }
            batch.add(kept);
            letters += kept.length();
            if (batch.size() == BATCH || letters > LETTERS_MAX) {
                flush();
            }
        }

        private boolean isOfHome() {
            Belonging of = all.get(table);
            return of != null && of.kind() == Kind.HOME;
        }

        private void flush() {
            if (!batch.isEmpty() && insert != null) {
                there.sql(insert).params("[" + String.join(",", batch) + "]").update();
            }
            batch.clear();
            letters = 0;
        }

        private boolean isThere(String name, long count) {
            Belonging of = all.get(name);
            return of == null
                    || of.kind() != Kind.HOME
                    || there.sql("SELECT count(*) FROM %s t WHERE t.home = ?".formatted(name))
                                    .params(home.code())
                                    .query(Long.class)
                                    .single()
                            == count;
        }

        private Map<String, String> figures(Manifest manifest) {
            Map<String, String> counted = new TreeMap<>();
            for (MovingFigures one : figures.get()) {
                one.wrong(home, there)
                        .forEach(name -> {
                            throw wrong(FederationReason.PACKAGE_FIGURES, "figure", name);
                        });
                counted.putAll(one.of(home, there));
            }
            if (!counted.equals(manifest.figures())) {
                throw wrong(
                        FederationReason.PACKAGE_FIGURES, "figure", manifest.figures().keySet());
            }
            return counted;
        }

        private void settle(Manifest manifest, String digest) throws Malformed {
            handover.goOn(there, home, manifest.size(), manifest.note());
            there.sql("UPDATE lane.head SET ended = false, holder = '' WHERE home = ?")
                    .params(home.code())
                    .update();
            there.sql("DELETE FROM federation.left_off WHERE home = ?")
                    .params(home.code())
                    .update();
            // What was for the moved home only is read from where it was left there.
            manifest.heard()
                    .forEach((origin, position) ->
                            there.sql(
                                            """
                                            UPDATE federation.replica_cursor
                                            SET position = least(position, ?) WHERE origin = ?
                                            """)
                                    .params(position, origin)
                                    .update());
            manifest.projections()
                    .forEach((name, position) ->
                            there.sql(
                                            """
                                            UPDATE federation.projection
                                            SET position = least(position, ?)
                                            WHERE name = ? AND origin = ?
                                            """)
                                    .params(
                                            position,
                                            name.substring(0, name.length() - 7),
                                            name.substring(name.length() - 6))
                                    .update());
            there.sql(
                            """
                            INSERT INTO federation.taken (home, digest, size, at)
                            VALUES (?, ?, ?, ?)
                            ON CONFLICT (home) DO UPDATE
                            SET digest = EXCLUDED.digest, size = EXCLUDED.size, at = EXCLUDED.at
                            """)
                    .params(
                            home.code(),
                            digest,
                            manifest.size(),
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
