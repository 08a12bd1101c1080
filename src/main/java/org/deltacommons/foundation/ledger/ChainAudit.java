package org.deltacommons.foundation.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.WritingHome;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ArrayNode;

/// Walks every home's book transfer by transfer and says where an account's history does not hold
/// together: what the database cannot check while it writes. It begins where it stopped the last
/// time, so that it keeps up with the ledger at the cost of reading each transfer once.
public final class ChainAudit {

    /// What can be wrong with an entry.
    public enum What {
        /// It does not follow the account's entry before it: one is missing, or two follow the
        /// same.
        GAP,
        /// Its sums are not those before it and its amount.
        SUMS,
        /// The account is beyond its limit.
        LIMIT,
        /// The other account does not exist.
        COUNTERPART,
        /// One of the accounts is a treasury's own, the other a procedure's.
        MIXED,
        /// It happened before the entry before it.
        BACKWARDS,
        /// A place in the book is empty; it is told of no account.
        MISSING
    }

    /// @param account its id; empty where a whole transfer is missing
    /// @param sequence the entry's place in the account's history, or the transfer's in the book
    public record Finding(Province home, String account, long sequence, What what, Instant at) {}

    /// How far the audit of a home is.
    ///
    /// @param transfers in the home's book
    /// @param behind how many of them were not walked yet
    /// @param last when it last walked one
    public record Standing(long transfers, long behind, Optional<Instant> last) {}

    /// One transfer from one side.
    ///
    /// @param account null if it does not exist
    private record Side(
            long number,
            @Nullable String account,
            boolean own,
            Limit limit,
            boolean debit,
            long sequence,
            long before,
            Sums after) {}

    private record Step(
            long place,
            TransferKind kind,
            long amount,
            OffsetDateTime at,
            Side debit,
            Side credit) {}

    /// What an account had come to by the last of its entries that was walked.
    private record Reached(long sequence, long place, OffsetDateTime at, Sums sums) {
        static final Reached NOTHING = new Reached(0, 0, OffsetDateTime.MIN, new Sums(0, 0, 0, 0));
    }

    private record Sums(
            long debitsPosted, long debitsPending, long creditsPosted, long creditsPending) {

        Sums with(Step step, boolean debit) {
            long amount = step.amount();
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
            return debit
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

    private static final Logger LOG = LoggerFactory.getLogger(ChainAudit.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ChainAudit(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Walks what is new in a home's book.
    ///
    /// @param transfers at most so many
    /// @return how many were walked; 0 when the audit has kept up
    public int walk(Province home, int transfers) {
        return transaction.execute(_ -> {
            WritingHome.name(jdbc, home);
            long place = walked(home);
            List<Step> steps = steps(home, place, transfers);
            if (!steps.isEmpty()) {
                Map<Long, Reached> reached = reached(steps);
                Set<Long> moved = new LinkedHashSet<>();
                for (Step step : steps) {
                    if (step.place() != place + 1) {
                        found(home, "", place + 1, What.MISSING);
                    }
                    check(home, step, step.debit(), step.credit(), reached, moved);
                    check(home, step, step.credit(), step.debit(), reached, moved);
                    place = step.place();
                }
                note(home, reached, moved);
                note(home, place);
            }
            return steps.size();
        });
    }

    private void check(
            Province home,
            Step step,
            Side side,
            Side other,
            Map<Long, Reached> reached,
            Set<Long> moved) {
        Reached former = reached.getOrDefault(side.number(), Reached.NOTHING);
        if (side.account() != null) {
            if (side.sequence() != former.sequence() + 1 || side.before() != former.place()) {
                found(home, side, What.GAP);
            } else if (!side.after().equals(former.sums().with(step, side.debit()))) {
                found(home, side, What.SUMS);
            }
            if (side.after().breaks(side.limit())) {
                found(home, side, What.LIMIT);
            }
            if (other.account() == null) {
                found(home, side, What.COUNTERPART);
            } else if (side.own() != other.own()) {
                found(home, side, What.MIXED);
            }
            if (step.at().isBefore(former.at())) {
                found(home, side, What.BACKWARDS);
            }
        }
        reached.put(
                side.number(), new Reached(side.sequence(), step.place(), step.at(), side.after()));
        moved.add(side.number());
    }

    private List<Step> steps(Province home, long after, int limit) {
        return jdbc.sql(
                        """
                        SELECT t.place, t.kind, t.amount_fen, t.at,
                               t.debit AS d_number, d.id AS d_account, d.kind AS d_kind, d.limited AS d_limited,
                               t.debit_sequence AS d_sequence, t.debit_before AS d_before,
                               t.debit_debits_posted_fen AS d_dp, t.debit_debits_pending_fen AS d_dq,
                               t.debit_credits_posted_fen AS d_cp,
                               t.debit_credits_pending_fen AS d_cq,
                               t.credit AS c_number, c.id AS c_account, c.kind AS c_kind, c.limited AS c_limited,
                               t.credit_sequence AS c_sequence, t.credit_before AS c_before,
                               t.credit_debits_posted_fen AS c_dp,
                               t.credit_debits_pending_fen AS c_dq,
                               t.credit_credits_posted_fen AS c_cp,
                               t.credit_credits_pending_fen AS c_cq
                        FROM ledger.transfer t
                        LEFT JOIN ledger.account d ON d.number = t.debit
                        LEFT JOIN ledger.account c ON c.number = t.credit
                        WHERE t.place > :after AND t.place < :end
                        ORDER BY t.place LIMIT :limit
                        """)
                .param("after", after)
                .param("end", Places.after(home))
                .param("limit", limit)
                .query((result, _) ->
                        new Step(
                                result.getLong("place"),
                                TransferKind.valueOf(result.getString("kind")),
                                result.getLong("amount_fen"),
                                result.getObject("at", OffsetDateTime.class),
                                side(result, "d_"),
                                side(result, "c_")))
                .list();
    }

    private static Side side(ResultSet result, String side) throws SQLException {
        String limited = result.getString(side + "limited");
        return new Side(
                result.getLong(side + "number"),
                result.getString(side + "account"),
                AccountKind.OWN.name().equals(result.getString(side + "kind")),
                limited == null ? Limit.NONE : Limit.valueOf(limited),
                side.equals("d_"),
                result.getLong(side + "sequence"),
                result.getLong(side + "before"),
                sums(result, side));
    }

    private static Sums sums(ResultSet result, String side) throws SQLException {
        return new Sums(
                result.getLong(side + "dp"),
                result.getLong(side + "dq"),
                result.getLong(side + "cp"),
                result.getLong(side + "cq"));
    }

    private Map<Long, Reached> reached(List<Step> steps) {
        Set<Long> numbers = new HashSet<>();
        for (Step step : steps) {
            numbers.add(step.debit().number());
            numbers.add(step.credit().number());
        }
        Map<Long, Reached> reached = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT number, sequence, place, at, debits_posted_fen AS dp,
                               debits_pending_fen AS dq, credits_posted_fen AS cp,
                               credits_pending_fen AS cq
                        FROM ledger.audited WHERE number = ANY(:numbers)
                        """)
                .param("numbers", numbers.toArray(Long[]::new))
                .query(result -> {
                    reached.put(
                            result.getLong("number"),
                            new Reached(
                                    result.getLong("sequence"),
                                    result.getLong("place"),
                                    result.getObject("at", OffsetDateTime.class),
                                    sums(result, "")));
                });
        return reached;
    }

    private void found(Province home, Side side, What what) {
        found(home, java.util.Objects.requireNonNull(side.account()), side.sequence(), what);
    }

    private void found(Province home, String account, long sequence, What what) {
        LOG.error(
                "The ledger of {} does not hold together: {} at entry {} of {}",
                home,
                what,
                sequence,
                account.isEmpty() ? "the book" : account);
        jdbc.sql("INSERT INTO ledger.finding VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .params(home.code(), account, sequence, what.name(), now())
                .update();
    }

    private void note(Province home, Map<Long, Reached> reached, Set<Long> moved) {
        ArrayNode rows = Json.MAPPER.createArrayNode();
        for (Long number : moved) {
            Reached by = java.util.Objects.requireNonNull(reached.get(number));
            rows.addObject()
                    .put("number", number)
                    .put("home", home.code())
                    .put("sequence", by.sequence())
                    .put("place", by.place())
                    .put("at", by.at().toString())
                    .put("debits_posted_fen", by.sums().debitsPosted())
                    .put("debits_pending_fen", by.sums().debitsPending())
                    .put("credits_posted_fen", by.sums().creditsPosted())
                    .put("credits_pending_fen", by.sums().creditsPending());
        }
        jdbc.sql(
                        """
                        INSERT INTO ledger.audited
                        SELECT * FROM jsonb_populate_recordset(NULL::ledger.audited, ?::jsonb)
                        ON CONFLICT (number) DO UPDATE SET
                          sequence = EXCLUDED.sequence, place = EXCLUDED.place, at = EXCLUDED.at,
                          debits_posted_fen = EXCLUDED.debits_posted_fen,
                          debits_pending_fen = EXCLUDED.debits_pending_fen,
                          credits_posted_fen = EXCLUDED.credits_posted_fen,
                          credits_pending_fen = EXCLUDED.credits_pending_fen
                        """)
                .params(rows.toString())
                .update();
    }

    private void note(Province home, long place) {
        jdbc.sql(
                        """
                        INSERT INTO ledger.walked VALUES (?, ?, ?)
                        ON CONFLICT (home) DO UPDATE SET place = EXCLUDED.place, at = EXCLUDED.at
                        """)
                .params(home.code(), place, now())
                .update();
    }

    private long walked(Province home) {
        return jdbc.sql("SELECT place FROM ledger.walked WHERE home = ? FOR UPDATE")
                .params(home.code())
                .query(Long.class)
                .optional()
                .orElse(Places.before(home));
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
        long first = Places.before(home);
        return jdbc.sql(
                        """
                        SELECT coalesce(max(t.place), :first), coalesce(max(w.place), :first), max(w.at)
                        FROM (SELECT max(place) AS place FROM ledger.transfer
                              WHERE place > :first AND place < :end) t
                        LEFT JOIN ledger.walked w ON w.home = :home
                        """)
                .param("first", first)
                .param("end", Places.after(home))
                .param("home", home.code())
                .query((result, _) ->
                        new Standing(
                                result.getLong(1) - first,
                                result.getLong(1) - result.getLong(2),
                                Optional.ofNullable(result.getObject(3, OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant)))
                .single();
    }
}
