package org.deltacommons.surface.insight;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.deltacommons.foundation.finding.AskedBefore;
import org.deltacommons.foundation.finding.FindRequest;
import org.deltacommons.foundation.finding.Found;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.WritingHome;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.kernel.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What finding remembers: each person's own latest sentences, and those that many asked.
@Component
class RecentSearches implements AskedBefore {

    private static final Logger LOG = LoggerFactory.getLogger(RecentSearches.class);
    private static final Duration AGE_MAX = Duration.ofMinutes(1);

    /// One of a person's own.
    record Recent(String sentence, Instant at) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final SearchLog log;
    private final Leads leads;
    private final Lane lane;
    private final Clock clock;
    private final LoadingCache<String, List<String>> popular;

    RecentSearches(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            SearchLog log,
            Leads leads,
            SearchFigures figures,
            Lane lane,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.log = log;
        this.leads = leads;
        this.lane = lane;
        this.clock = clock;
        this.popular =
                Caffeine.newBuilder().expireAfterWrite(AGE_MAX).build(_ -> figures.popular());
    }

    @Override
    public void asked(Actor actor, FindRequest request, Found found) {
        try {
            // Without an index nobody knows what there would have been.
            if (found.ready() && Question.isNew(request)) {
                Question question = Question.of(actor, clock.instant(), request, found);
                log.heard(question);
                leads.asked(question, request.text(), found);
            }
        } catch (RuntimeException bug) {
            LOG.error("a question was not written down", bug);
        }
    }

    @Override
    public List<Sentence> remembered(Actor actor, String typed, int most) {
        String begun = typed.toLowerCase(Locale.ROOT);
        List<Sentence> sentences = new ArrayList<>();
        if (keeps(actor)) {
            recent(actor).stream()
                    .map(Recent::sentence)
                    .filter(sentence -> goesOn(sentence, begun))
                    .limit((most + 1) / 2)
                    .forEach(sentence -> sentences.add(new Sentence(sentence, true)));
        }
        Objects.requireNonNull(popular.get("all")).stream()
                .filter(sentence -> goesOn(sentence, begun))
                .limit((most + 1) / 2)
                .forEach(sentence -> sentences.add(new Sentence(sentence, false)));
        return sentences;
    }

    private static boolean goesOn(String sentence, String begun) {
        String lower = sentence.toLowerCase(Locale.ROOT);
        return lower.contains(begun) && !lower.equals(begun);
    }

    /// Something else was told of what many asked.
    void readPopularAgain() {
        popular.invalidateAll();
    }

    @Override
    public List<LinkView> links(Actor actor) {
        return keeps(actor)
                ? List.of(new LinkView("insight.recent", "/finding/recent", null))
                : List.of();
    }

    /// Whether they are somebody whose sentences are kept here, if they like.
    boolean keeps(Actor actor) {
        return Question.isOfPerson(actor) && lane.hosts(actor.home());
    }

    /// The latest first.
    List<Recent> recent(Actor actor) {
        return jdbc.sql(
                        """
                        SELECT sentence, at FROM insight.recent WHERE person = ?
                        ORDER BY at DESC, sentence LIMIT ?
                        """)
                .params(actor.id(), SearchLog.RECENT_MAX)
                .query((row, _) ->
                        new Recent(
                                Objects.requireNonNull(row.getString("sentence")),
                                row.getTimestamp("at").toInstant()))
                .list();
    }

    boolean isOn(Actor actor) {
        return jdbc.sql("SELECT count(*) = 0 FROM insight.unkept WHERE person = ?")
                .param(actor.id())
                .query(Boolean.class)
                .single();
    }

    /// All of it, at once and for good.
    void clear(Actor actor) {
        // What still waits to be written would come back.
        log.write();
        transactions.executeWithoutResult(_ -> {
            WritingHome.name(jdbc, actor.home());
            jdbc.sql("DELETE FROM insight.recent WHERE person = ?").param(actor.id()).update();
        });
    }

    void turn(Actor actor, boolean on) {
        transactions.executeWithoutResult(_ -> {
            WritingHome.name(jdbc, actor.home());
            if (on) {
                jdbc.sql("DELETE FROM insight.unkept WHERE person = ?").param(actor.id()).update();
            } else {
                jdbc.sql(
                                """
                                INSERT INTO insight.unkept (home, person) VALUES (?, ?)
                                ON CONFLICT (person) DO NOTHING
                                """)
                        .params(actor.home().code(), actor.id())
                        .update();
            }
        });
        if (!on) {
            clear(actor);
        }
    }
}
