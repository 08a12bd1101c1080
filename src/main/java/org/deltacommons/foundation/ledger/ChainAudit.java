package org.deltacommons.foundation.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Walks every account's history entry by entry and says where it does not hold together: what the
/// database cannot check while it writes. It goes round the accounts of a home by their number, a
/// slice a turn, and in each account begins where it stopped the last time: a turn costs the same
/// however many accounts there are, and each entry is read once.
public final class ChainAudit {

    /// What can be wrong with an entry.
    public enum What {
        /// An entry before it is missing.
        GAP,
        /// Its sums are not those before it and its amount.
        SUMS,
        /// The account is beyond its limit.
        LIMIT,
        /// The other account does not exist.
        COUNTERPART,
        /// It happened before the entry before it.
        BACKWARDS
    }

    /// @param account its id
    /// @param sequence the entry's place in the account's history
    public record Finding(Province home, String account, long sequence, What what, Instant at) {}

    /// How far the audit of a home is.
    ///
    /// @param accounts of the home
    /// @param reached how many of them this round has looked at
    /// @param rounds how many times it has been round
    /// @param finished when it last came round
    public record Standing(long accounts, long reached, long rounds, Optional<Instant> finished) {}

    /// What one turn did.
    ///
    /// @param walked how many accounts had entries that were not walked yet
    /// @param round whether it came round with this turn
    public record Turn(int walked, boolean round) {}

    private record Step(
            long sequence,
            boolean debit,
            TransferKind kind,
            Money amount,
            Instant at,
            boolean counterpart,
            Sums after) {}

    private record Sums(
            long debitsPosted, long debitsPending, long creditsPosted, long creditsPending) {

        Sums with(Step step) {
            long amount = step.amount().fen();
            long posted =
                    switch (step.kind()) {
                        case POST, CAPTURE, REVERSE -> amount;
                        case HOLD, RELEASE -> 0;
                    };
            long pending =
                    switch (step.kind()) {
                        case HOLD -> amount;
                        case CAPTURE, RELEASE -> -amount;
                        case POST, REVERSE -> 0;
                    };
            return step.debit()
                    ? new Sums(
                            debitsPosted + posted,
                            debitsPending + pending,
                            creditsPosted,
                            creditsPending)
                    : new Sums(
                            debitsPosted,
                            debitsPending,
                            creditsPosted + posted,
                            creditsPending + pending);
        }

        boolean breaks(Limit limit) {
            return switch (limit) {
                case NONE -> false;
                case WITHIN_CREDITS -> debitsPosted + debitsPending > creditsPosted;
                case WITHIN_DEBITS -> creditsPosted + creditsPending > debitsPosted;
            };
        }
    }

    /// @param behind whether it has entries that were not walked yet
    private record Walk(
            long number, String account, Limit limit, long from, Sums sums, boolean behind) {}

    private static final Logger LOG = LoggerFactory.getLogger(ChainAudit.class);
    private static final int ENTRIES_MAX = 5_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ChainAudit(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Walks what is new in the next accounts of a home.
    ///
    /// @param accounts at most so many are looked at
    public Turn walk(Province home, int accounts) {
        List<Walk> slice = slice(home, accounts);
        List<Walk> behind = slice.stream().filter(Walk::behind).toList();
        long reached = slice.isEmpty() ? 0 : slice.getLast().number();
        for (Walk walk : behind) {
            boolean whole = Boolean.TRUE.equals(transaction.execute(_ -> walked(home, walk)));
            if (!whole) {
                // So long a history goes on with the next turn, before the accounts behind it.
                reached = walk.number() - 1;
                break;
            }
        }
        boolean round =
                slice.size() < accounts && (slice.isEmpty() || reached == slice.getLast().number());
        long next = round ? 0 : reached;
        transaction.executeWithoutResult(_ -> reach(home, next, round));
        return new Turn(behind.size(), round);
    }

    private List<Walk> slice(Province home, int accounts) {
        return jdbc.sql(
                        """
                        SELECT a.number, a.id, a.limited, coalesce(u.sequence, 0),
                               coalesce(u.debits_posted_fen, 0), coalesce(u.debits_pending_fen, 0),
                               coalesce(u.credits_posted_fen, 0), coalesce(u.credits_pending_fen, 0),
                               EXISTS (SELECT FROM ledger.transfer t WHERE t.debit = a.number
                                       AND t.debit_sequence > coalesce(u.sequence, 0))
                            OR EXISTS (SELECT FROM ledger.transfer t WHERE t.credit = a.number
                                       AND t.credit_sequence > coalesce(u.sequence, 0))
                        FROM ledger.account a
                        LEFT JOIN ledger.audited u ON u.number = a.number
                        WHERE a.home = :home AND a.number > coalesce(
                            (SELECT reached FROM ledger.audit_round WHERE home = :home), 0)
                        ORDER BY a.number LIMIT :limit
                        """)
                .param("home", home.code())
                .param("limit", accounts)
                .query((result, _) ->
                        new Walk(
                                result.getLong(1),
                                result.getString(2),
                                Limit.valueOf(result.getString(3)),
                                result.getLong(4),
                                sums(result, 5),
                                result.getBoolean(9)))
                .list();
    }

    private void reach(Province home, long number, boolean round) {
        at(home);
        jdbc.sql(
                        """
                        INSERT INTO ledger.audit_round AS r VALUES (:home, :reached, :round, :at)
                        ON CONFLICT (home) DO UPDATE SET
                          reached = EXCLUDED.reached, rounds = r.rounds + EXCLUDED.rounds,
                          finished_at = coalesce(EXCLUDED.finished_at, r.finished_at)
                        """)
                .param("home", home.code())
                .param("reached", number)
                .param("round", round ? 1 : 0)
                .param("at", round ? now() : null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /// A transaction writes rows of one home.
    private void at(Province home) {
        jdbc.sql("SELECT set_config('delta.home', ?, true)")
                .params(home.code())
                .query(String.class)
                .single();
    }

    /// @return whether nothing is left of it
    private boolean walked(Province home, Walk walk) {
        at(home);
        List<Step> steps = steps(walk);
        walk(home, walk, steps);
        return steps.size() < ENTRIES_MAX;
    }

    private void walk(Province home, Walk walk, List<Step> steps) {
        long sequence = walk.from();
        Sums sums = walk.sums();
        Instant last = Instant.MIN;
        for (Step step : steps) {
            if (step.sequence() != sequence + 1) {
                found(home, walk, step, What.GAP);
            } else if (!step.after().equals(sums.with(step))) {
                found(home, walk, step, What.SUMS);
            }
            if (step.after().breaks(walk.limit())) {
                found(home, walk, step, What.LIMIT);
            }
            if (!step.counterpart()) {
                found(home, walk, step, What.COUNTERPART);
            }
            if (step.at().isBefore(last)) {
                found(home, walk, step, What.BACKWARDS);
            }
            sequence = step.sequence();
            sums = step.after();
            last = step.at();
        }
        note(home, walk, sequence, sums);
    }

    private List<Step> steps(Walk walk) {
        return jdbc.sql(
                        """
                        SELECT e.sequence, e.is_debit, e.kind, e.amount_fen, e.at,
                               EXISTS (SELECT FROM ledger.account c WHERE c.number = e.counter_number),
                               e.debits_posted_fen, e.debits_pending_fen,
                               e.credits_posted_fen, e.credits_pending_fen
                        FROM ledger.entry e
                        WHERE e.account = :account AND e.sequence > :from
                        ORDER BY e.sequence LIMIT :limit
                        """)
                .param("account", walk.account())
                .param("from", walk.from())
                .param("limit", ENTRIES_MAX)
                .query((result, _) ->
                        new Step(
                                result.getLong(1),
                                result.getBoolean(2),
                                TransferKind.valueOf(result.getString(3)),
                                new Money(result.getLong(4)),
                                result.getObject(5, OffsetDateTime.class).toInstant(),
                                result.getBoolean(6),
                                sums(result, 7)))
                .list();
    }

    private static Sums sums(ResultSet result, int first) throws SQLException {
        return new Sums(
                result.getLong(first),
                result.getLong(first + 1),
                result.getLong(first + 2),
                result.getLong(first + 3));
    }

    private void found(Province home, Walk walk, Step step, What what) {
        LOG.error(
                "The ledger of {} does not hold together: {} at entry {} of {}",
                home,
                what,
                step.sequence(),
                walk.account());
        jdbc.sql("INSERT INTO ledger.finding VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .params(home.code(), walk.account(), step.sequence(), what.name(), now())
                .update();
    }

    private void note(Province home, Walk walk, long sequence, Sums sums) {
        jdbc.sql(
                        """
                        INSERT INTO ledger.audited VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (number) DO UPDATE SET
                          sequence = EXCLUDED.sequence, at = EXCLUDED.at,
                          debits_posted_fen = EXCLUDED.debits_posted_fen,
                          debits_pending_fen = EXCLUDED.debits_pending_fen,
                          credits_posted_fen = EXCLUDED.credits_posted_fen,
                          credits_pending_fen = EXCLUDED.credits_pending_fen
                        """)
                .params(
                        walk.number(),
                        home.code(),
                        sequence,
                        sums.debitsPosted(),
                        sums.debitsPending(),
                        sums.creditsPosted(),
                        sums.creditsPending(),
                        now())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /// Everything that was ever found wrong in a home's books, the newest first.
    public List<Finding> findings(Province home, int limit) {
        return jdbc.sql(
                        "SELECT account, sequence, what, at FROM ledger.finding WHERE home = ?"
                                + " ORDER BY at DESC, account, sequence LIMIT ?")
                .params(home.code(), limit)
                .query((result, _) ->
                        new Finding(
                                home,
                                result.getString(1),
                                result.getLong(2),
                                What.valueOf(result.getString(3)),
                                result.getObject(4, OffsetDateTime.class).toInstant()))
                .list();
    }

    public long countFindings() {
        return jdbc.sql("SELECT count(*) FROM ledger.finding").query(Long.class).single();
    }

    public Standing standing(Province home) {
        return jdbc.sql(
                        """
                        SELECT count(a.number), count(a.number) FILTER (WHERE a.number <= r.reached),
                               r.rounds, r.finished_at
                        FROM (SELECT coalesce(max(reached), 0) AS reached, coalesce(max(rounds), 0) AS rounds,
                                     max(finished_at) AS finished_at
                              FROM ledger.audit_round WHERE home = :home) r
                        LEFT JOIN ledger.account a ON a.home = :home
                        GROUP BY r.rounds, r.finished_at
                        """)
                .param("home", home.code())
                .query((result, _) ->
                        new Standing(
                                result.getLong(1),
                                result.getLong(2),
                                result.getLong(3),
                                Optional.ofNullable(result.getObject(4, OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant)))
                .single();
    }

    /// How far round the audit of a home is, from 0 to 1.
    double share(Province home) {
        Standing standing = standing(home);
        return standing.accounts() == 0 ? 1 : (double) standing.reached() / standing.accounts();
    }
}
