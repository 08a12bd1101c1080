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
/// database cannot check while it writes. It begins where it stopped the last time, so that it
/// keeps up with the ledger at the cost of reading each entry once.
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
    /// @param behind how many of them have entries that were not walked yet
    /// @param last when it last walked one
    public record Standing(long accounts, long behind, Optional<Instant> last) {}

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

    private record Walk(long number, String account, Limit limit, long from, Sums sums) {}

    private static final Logger LOG = LoggerFactory.getLogger(ChainAudit.class);
    private static final int ENTRIES_MAX = 5_000;

    private static final String BEHIND =
            """
            FROM ledger.account a
            LEFT JOIN ledger.audited u ON u.number = a.number
            WHERE a.home = :home AND (
                EXISTS (SELECT FROM ledger.transfer t
                        WHERE t.debit = a.number AND t.debit_sequence > coalesce(u.sequence, 0))
             OR EXISTS (SELECT FROM ledger.transfer t
                        WHERE t.credit = a.number AND t.credit_sequence > coalesce(u.sequence, 0)))
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ChainAudit(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Walks what is new in some accounts of a home.
    ///
    /// @param accounts at most so many
    /// @return how many were walked; 0 when the audit has kept up
    public int walk(Province home, int accounts) {
        List<Walk> behind =
                jdbc.sql(
                                """
                                SELECT a.number, a.id, a.limited, coalesce(u.sequence, 0),
                                       coalesce(u.debits_posted_fen, 0), coalesce(u.debits_pending_fen, 0),
                                       coalesce(u.credits_posted_fen, 0), coalesce(u.credits_pending_fen, 0)
                                """
                                        + BEHIND
                                        + " LIMIT :limit")
                        .param("home", home.code())
                        .param("limit", accounts)
                        .query((result, _) ->
                                new Walk(
                                        result.getLong(1),
                                        result.getString(2),
                                        Limit.valueOf(result.getString(3)),
                                        result.getLong(4),
                                        sums(result, 5)))
                        .list();
        behind.forEach(walk -> transaction.executeWithoutResult(_ -> walk(home, walk)));
        return behind.size();
    }

    private void walk(Province home, Walk walk) {
        jdbc.sql("SELECT set_config('delta.home', ?, true)")
                .params(home.code())
                .query(String.class)
                .single();
        long sequence = walk.from();
        Sums sums = walk.sums();
        Instant last = Instant.MIN;
        for (Step step : steps(walk)) {
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
        long accounts =
                jdbc.sql("SELECT count(*) FROM ledger.account WHERE home = ?")
                        .params(home.code())
                        .query(Long.class)
                        .single();
        long behind =
                jdbc.sql("SELECT count(*) " + BEHIND)
                        .param("home", home.code())
                        .query(Long.class)
                        .single();
        Optional<Instant> last =
                jdbc.sql("SELECT at FROM ledger.audited WHERE home = ? ORDER BY at DESC LIMIT 1")
                        .params(home.code())
                        .query(OffsetDateTime.class)
                        .optional()
                        .map(OffsetDateTime::toInstant);
        return new Standing(accounts, behind, last);
    }
}
