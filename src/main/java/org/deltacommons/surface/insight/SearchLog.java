package org.deltacommons.surface.insight;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.WritingHome;
import org.deltacommons.foundation.web.SecretFile;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes down what was asked, in groups and in the background. Whoever asks only puts a question
/// into a queue; when that is full, the question is dropped and counted.
@Component
class SearchLog implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SearchLog.class);
    private static final int WAITING_MAX = 10_000;
    private static final int GROUP_MAX = 500;
    private static final long PAUSE_MS = 1_000;
    private static final int KEY_BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    /// How many of their own latest sentences a person sees.
    static final int RECENT_MAX = 20;

    /// Of a hash of 32 bytes: enough to tell the organisations of a province apart.
    private static final int TOKEN_BYTES = 12;

    /// One row, as JSON gives it to the database.
    private record Row(
            LocalDate day,
            String sentence,
            String city,
            String field,
            long hits,
            Question.Outcome outcome,
            List<String> lacking) {}

    private record Recent(String person, String sentence, Instant at) {}

    private record Token(String about, String token, LocalDate day) {}

    private record LedRow(
            LocalDate day, String city, String field, Led.What what, int place, boolean first) {}

    private final BlockingQueue<Led> led = new ArrayBlockingQueue<>(WAITING_MAX);
    private final BlockingQueue<Question> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Organisations organisations;
    private final SearchRules rules;
    private final Lane lane;
    private final SecretKeySpec key;
    private final Counter dropped;
    private @Nullable ScheduledExecutorService rounds;
    private volatile boolean running;

    SearchLog(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Organisations organisations,
            SearchRules rules,
            Lane lane,
            MeterRegistry meters,
            @Value("${delta.data}") Path folder) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.organisations = organisations;
        this.rules = rules;
        this.lane = lane;
        this.key =
                new SecretKeySpec(SecretFile.bytes(folder.resolve("askers.key"), KEY_BYTES), HMAC);
        this.dropped = meters.counter("delta.searches.dropped");
    }

    /// Returns at once.
    void heard(Question question) {
        if (!question.sentence().isEmpty() && !waiting.offer(question)) {
            dropped.increment();
        }
    }

    /// Returns at once.
    void led(Led one) {
        if (!led.offer(one)) {
            dropped.increment();
        }
    }

    /// How many were lost.
    long dropped() {
        return (long) dropped.count();
    }

    @Override
    public void start() {
        ScheduledExecutorService beginning =
                Executors.newSingleThreadScheduledExecutor(
                        work -> Thread.ofPlatform().name("searches").daemon(true).unstarted(work));
        beginning.scheduleWithFixedDelay(this::round, PAUSE_MS, PAUSE_MS, TimeUnit.MILLISECONDS);
        rounds = beginning;
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        ScheduledExecutorService ending = rounds;
        if (ending != null) {
            ending.shutdown();
        }
        round();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void round() {
        try {
            write();
        } catch (RuntimeException | Error failed) {
            LOG.warn("what was asked could not be written down: {}", failed.toString());
        }
    }

    /// Writes everything that waits; what cannot be written is lost, and counted.
    synchronized void write() {
        writeLed();
        List<Question> group = new ArrayList<>();
        while (waiting.drainTo(group, GROUP_MAX) > 0) {
            Map<Province, List<Question>> byHome = new LinkedHashMap<>();
            for (Question question : group) {
                home(question)
                        .filter(home -> rules.keptDays(home).isPresent())
                        .ifPresent(home ->
                                byHome.computeIfAbsent(home, _ -> new ArrayList<>()).add(question));
            }
            try {
                byHome.forEach(this::write);
            } catch (RuntimeException failed) {
                dropped.increment(group.size());
                throw failed;
            }
            group.clear();
        }
    }

    private void writeLed() {
        List<Led> group = new ArrayList<>();
        while (led.drainTo(group, GROUP_MAX) > 0) {
            Map<Province, List<Led>> byHome = new LinkedHashMap<>();
            for (Led one : group) {
                home(one.question())
                        .filter(home -> rules.keptDays(home).isPresent())
                        .ifPresent(home ->
                                byHome.computeIfAbsent(home, _ -> new ArrayList<>()).add(one));
            }
            byHome.forEach(this::writeLed);
            group.clear();
        }
    }

    private void writeLed(Province home, List<Led> some) {
        LocalDate day = rules.today();
        List<LedRow> rows =
                some.stream()
                        .map(one ->
                                new LedRow(
                                        day,
                                        city(one.question().asker()),
                                        one.question().field(),
                                        one.what(),
                                        one.place(),
                                        one.first()))
                        .toList();
        transactions.executeWithoutResult(_ -> {
            WritingHome.name(jdbc, home);
            jdbc.sql(
                            """
                            INSERT INTO insight.led (home, day, city, field, what, place, first)
                            SELECT :home, r.day, r.city, r.field, r.what, r.place, r.first
                            FROM jsonb_to_recordset(CAST(:rows AS jsonb))
                                 AS r (day date, city text, field text, what text, place integer,
                                       first boolean)
                            """)
                    .param("home", home.code())
                    .param("rows", Json.text(rows))
                    .update();
        });
    }

    /// A visitor's are kept by the node that serves them, in the first of its homes; those of
    /// somebody of another node are not ours to keep.
    private Optional<Province> home(Question question) {
        return question.actor().isVisitor()
                ? lane.homes().stream().findFirst()
                : Optional.of(question.actor().home()).filter(lane::hosts);
    }

    private void write(Province home, List<Question> questions) {
        LocalDate day = rules.today();
        List<Row> rows = new ArrayList<>();
        List<Token> tokens = new ArrayList<>();
        for (Question question : questions) {
            String city = city(question.asker());
            rows.add(
                    new Row(
                            day,
                            question.sentence(),
                            city,
                            question.field(),
                            question.hits(),
                            question.outcome(),
                            question.lacking()));
            about(question, city, day)
                    .forEach(about ->
                            tokens.add(new Token(about, token(about, question.asker()), day)));
        }
        transactions.executeWithoutResult(_ -> {
            WritingHome.name(jdbc, home);
            insert(home, rows);
            count(home, tokens);
            if (rules.recentDays(home).isPresent()) {
                remember(home, questions);
            }
        });
    }

    /// The latest twenty of each person who did not switch it off. A machine has none.
    private void remember(Province home, List<Question> questions) {
        List<Recent> recent =
                questions.stream()
                        .filter(question -> question.whole() && question.isOfPerson())
                        .map(question ->
                                new Recent(
                                        question.actor().id(), question.sentence(), question.at()))
                        .toList();
        if (recent.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        INSERT INTO insight.recent (home, person, sentence, at)
                        SELECT :home, r.person, r.sentence, max(r.at)
                        FROM jsonb_to_recordset(CAST(:rows AS jsonb))
                             AS r (person text, sentence text, at timestamptz)
                        WHERE NOT EXISTS (SELECT FROM insight.unkept u WHERE u.person = r.person)
                        GROUP BY r.person, r.sentence
                        ON CONFLICT (person, sentence) DO UPDATE SET at = excluded.at
                        """)
                .param("home", home.code())
                .param("rows", Json.text(recent))
                .update();
        jdbc.sql(
                        """
                        DELETE FROM insight.recent old
                        WHERE old.home = :home AND old.person IN (:persons)
                          AND :most <= (SELECT count(*) FROM insight.recent newer
                                        WHERE newer.person = old.person
                                          AND (newer.at, newer.sentence) > (old.at, old.sentence))
                        """)
                .param("home", home.code())
                .param("persons", recent.stream().map(Recent::person).distinct().toList())
                .param("most", RECENT_MAX)
                .update();
    }

    private void insert(Province home, List<Row> rows) {
        jdbc.sql(
                        """
                        INSERT INTO insight.asked
                               (home, day, sentence, city, field, hits, outcome, lacking)
                        SELECT :home, r.day, r.sentence, r.city, r.field, r.hits, r.outcome, r.lacking
                        FROM jsonb_to_recordset(CAST(:rows AS jsonb))
                             AS r (day date, sentence text, city text, field text, hits bigint,
                                   outcome text, lacking jsonb)
                        """)
                .param("home", home.code())
                .param("rows", Json.text(rows))
                .update();
    }

    private void count(Province home, List<Token> tokens) {
        jdbc.sql(
                        """
                        INSERT INTO insight.asker (home, about, token, day)
                        SELECT DISTINCT :home, r.about, decode(r.token, 'hex'), r.day
                        FROM jsonb_to_recordset(CAST(:rows AS jsonb))
                             AS r (about text, token text, day date)
                        ON CONFLICT (home, about, token)
                        DO UPDATE SET day = greatest(asker.day, excluded.day)
                        """)
                .param("home", home.code())
                .param("rows", Json.text(tokens))
                .update();
    }

    /// What is counted by organisations: the sentence, each word that was lacking, and the figure
    /// it adds to. A visitor cannot be told from another and counts for none.
    private static List<String> about(Question question, String city, LocalDate day) {
        if (question.asker().isEmpty()) {
            return List.of();
        }
        List<String> about = new ArrayList<>();
        about.add(figure(day.withDayOfMonth(1), city, question.field()));
        if (question.whole()) {
            about.add(sentence(question.sentence()));
        }
        question.lacking().forEach(word -> about.add(word(word)));
        return about;
    }

    /// As `insight.asker` names a figure.
    private static String figure(LocalDate month, String city, String field) {
        return "figure/" + month + "/" + city + "/" + field;
    }

    private static String sentence(String sentence) {
        return "sentence/" + sentence.toLowerCase(Locale.ROOT);
    }

    private static String word(String word) {
        return "word/" + word.toLowerCase(Locale.ROOT);
    }

    private String token(String about, String asker) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            byte[] hash = mac.doFinal((about + "\u0000" + asker).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, TOKEN_BYTES);
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Where the organisation is registered; empty for a whole province, but for Shanghai, which is
    /// a city.
    private String city(String asker) {
        Optional<DivisionCode> division =
                DivisionCode.isCode(asker)
                        ? Optional.of(new DivisionCode(asker))
                        : organisations.find(asker).map(found -> found.division());
        return division.map(DivisionCode::city)
                .filter(city -> !city.isProvince() || city.province() == Province.SHANGHAI)
                .map(DivisionCode::value)
                .orElse("");
    }
}
