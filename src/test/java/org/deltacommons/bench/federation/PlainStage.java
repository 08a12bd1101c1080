package org.deltacommons.bench.federation;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.deltacommons.foundation.lane.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The peer, as lean as it can be made: a table at one server, its newer rows over HTTP in JSON,
/// and a thread at the other that asks for them, writes them and remembers how far it has come,
/// both in one transaction. Nothing is signed, hashed or kept as evidence. Rows are written many a
/// statement.
@RestController
@Profile("bench-federation")
class PlainStage {

    private static final Duration PAUSE = Duration.ofMillis(20);

    /// A row as it is handed out.
    record Item(
            long id,
            String thing,
            String resource,
            String firm,
            Instant since,
            long byVoucher,
            String note,
            Instant at,
            String by) {}

    /// What is handed out at once.
    record Items(List<Item> items) {}

    private static final String INSERT =
            """
            INSERT INTO bench.plain
                (id, thing, resource, firm, since, by_voucher_fen, note, at, by_id)
            SELECT * FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                                 ?::bigint[], ?::text[], ?::timestamptz[], ?::text[])
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AtomicLong next = new AtomicLong();
    private @Nullable Thread polling;

    PlainStage(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
    }

    /// Writes rows as fast as it goes, one transaction after the other.
    ///
    /// @return how long it took, in nanoseconds
    @PostMapping("/bench/rows")
    String write(@RequestParam int count, @RequestParam int batch) {
        long since = System.nanoTime();
        for (int left = count; left > 0; left -= batch) {
            List<Item> items = new ArrayList<>();
            for (int i = 0; i < Math.min(batch, left); i++) {
                items.add(item());
            }
            transactions.executeWithoutResult(_ -> insert(items));
        }
        return Long.toString(System.nanoTime() - since);
    }

    private Item item() {
        long number = next.incrementAndGet();
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        return new Item(
                number,
                "ord-" + number,
                "res-sem-" + number % 100,
                "org-" + number % 1_000,
                now,
                number % 10_000_000,
                Thing.NOTE,
                now,
                "system");
    }

    private void insert(List<Item> items) {
        jdbc.sql(INSERT)
                .params(
                        all(items, Item::id, Long[]::new),
                        all(items, Item::thing, String[]::new),
                        all(items, Item::resource, String[]::new),
                        all(items, Item::firm, String[]::new),
                        all(items, item -> item.since().toString(), String[]::new),
                        all(items, Item::byVoucher, Long[]::new),
                        all(items, Item::note, String[]::new),
                        all(items, item -> item.at().toString(), String[]::new),
                        all(items, Item::by, String[]::new))
                .update();
    }

    private static <T> Object all(
            List<Item> items, Function<Item, T> value, java.util.function.IntFunction<T[]> array) {
        return items.stream().map(value).toArray(array);
    }

    /// The rows above an id, oldest first.
    @GetMapping(value = "/bench/rows", produces = "application/json")
    String rows(@RequestParam long after, @RequestParam int limit) {
        return Json.text(
                new Items(
                        jdbc.sql(
                                        """
                                        SELECT id, thing, resource, firm, since, by_voucher_fen,
                                               note, at, by_id
                                        FROM bench.plain WHERE id > ? ORDER BY id LIMIT ?
                                        """)
                                .params(after, limit)
                                .query((row, _) ->
                                        new Item(
                                                row.getLong(1),
                                                row.getString(2),
                                                row.getString(3),
                                                row.getString(4),
                                                row.getTimestamp(5).toInstant(),
                                                row.getLong(6),
                                                row.getString(7),
                                                row.getTimestamp(8).toInstant(),
                                                row.getString(9)))
                                .list()));
    }

    /// Begins to ask another server for its rows.
    @PostMapping("/bench/poll")
    String poll(@RequestParam String from, @RequestParam int limit) {
        stop();
        polling = Thread.ofVirtual().name("plain-poll").start(() -> follow(from, limit));
        return from;
    }

    @PostMapping("/bench/rest")
    String stop() {
        Thread thread = polling;
        if (thread != null) {
            thread.interrupt();
            polling = null;
        }
        return "";
    }

    private void follow(String from, int limit) {
        long position =
                jdbc.sql("SELECT position FROM bench.plain_cursor").query(Long.class).single();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (!Thread.currentThread().isInterrupted()) {
                HttpResponse<String> answer =
                        http.send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        from
                                                                + "/bench/rows?after="
                                                                + position
                                                                + "&limit="
                                                                + limit))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                List<Item> items = Json.read(answer.body(), Items.class).items();
                if (items.isEmpty()) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                    continue;
                }
                long reached = items.getLast().id();
                transactions.executeWithoutResult(_ -> {
                    insert(items);
                    jdbc.sql("UPDATE bench.plain_cursor SET position = ?").params(reached).update();
                });
                position = reached;
            }
        } catch (InterruptedException rest) {
            Thread.currentThread().interrupt();
        } catch (java.io.IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }
}
