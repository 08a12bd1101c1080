package org.deltacommons.foundation.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.deltacommons.foundation.lane.Together;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What pages and auditors read of the ledger. Writing is done by Units alone.
public final class Ledger {

    /// One entry of an account, with what the account came to by it.
    ///
    /// @param debit whether the account was debited
    /// @param counter the other account
    /// @param availableAfter what could still leave the account afterwards
    public record Entry(
            String transfer,
            TransferKind kind,
            Instant at,
            boolean debit,
            String counter,
            Money amount,
            @Nullable String of,
            String subject,
            Money postedAfter,
            Money heldAfter,
            Money availableAfter,
            long sequence) {}

    /// One transfer from both sides, with what it left on each account.
    public record Posting(
            String transfer,
            TransferKind kind,
            Instant at,
            String debit,
            String credit,
            Money amount,
            @Nullable String of,
            String unit,
            String subject,
            Money debitPostedAfter,
            Money debitHeldAfter,
            Money creditPostedAfter,
            Money creditHeldAfter) {}

    /// What was captured from an account in seven days, and what came back to it by reversal.
    ///
    /// @param from the first instant of the week
    public record Week(Instant from, Money captured, Money reversed) {}

    /// What a home's books add up to. Both sides are equal, always.
    public record TrialBalance(
            Money debits, Money credits, Money pendingDebits, Money pendingCredits) {
        public boolean balances() {
            return debits.equals(credits) && pendingDebits.equals(pendingCredits);
        }
    }

    private static final String ENTRIES =
            """
            SELECT e.id, e.kind, e.at, e.is_debit, c.id AS counter, e.amount_fen, e.of_id, e.subject,
                   e.sequence, e.debits_posted_fen AS dp, e.debits_pending_fen AS dq,
                   e.credits_posted_fen AS cp, e.credits_pending_fen AS cq
            FROM ledger.account a
            CROSS JOIN LATERAL (%s) AS part (after, last)
            CROSS JOIN LATERAL ledger.history(a.number, part.after, part.last) e
            JOIN ledger.account c ON c.number = e.counter_number
            WHERE a.id = :account
            """;

    private static final String POSTINGS =
            """
            SELECT t.id, t.place, t.kind, t.at, d.id AS debit, c.id AS credit, t.amount_fen, t.of_id, t.unit,
                   t.subject, t.debit_sequence,
                   t.debit_debits_posted_fen AS ddp, t.debit_debits_pending_fen AS ddq,
                   t.debit_credits_posted_fen AS dcp, t.debit_credits_pending_fen AS dcq,
                   t.credit_credits_posted_fen - t.credit_debits_posted_fen AS cp,
                   t.credit_debits_pending_fen + t.credit_credits_pending_fen AS ch
            FROM ledger.transfer t
            JOIN ledger.account d ON d.number = t.debit
            JOIN ledger.account c ON c.number = t.credit
            """;

    private static final String ABOUT =
            """
            SELECT id, kind, at, true AS is_debit, debit || ' → ' || credit AS counter,
                   amount_fen, of_id, subject, debit_sequence AS sequence,
                   ddp AS dp, ddq AS dq, dcp AS cp, dcq AS cq
            FROM (%s WHERE t.subject = :subject) p ORDER BY place
            """
                    .formatted(POSTINGS);

    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Balances> balances(String account) {
        return jdbc.sql(
                        "SELECT "
                                + PostgresLedger.BALANCE_COLUMNS
                                + " FROM ledger.balance WHERE id = ?")
                .params(account)
                .query((result, _) -> PostgresLedger.balances(result))
                .optional();
    }

    /// Some accounts as they stood at one instant, by id; those that do not exist are missing.
    public Map<String, Balances> balances(Collection<String> accounts) {
        Map<String, Balances> found = new HashMap<>();
        if (!accounts.isEmpty()) {
            jdbc.sql(
                            "SELECT "
                                    + PostgresLedger.BALANCE_COLUMNS
                                    + " FROM ledger.balance WHERE id IN (:accounts)")
                    .param("accounts", accounts)
                    .query((result, _) -> PostgresLedger.balances(result))
                    .list()
                    .forEach(balances -> found.put(balances.account(), balances));
        }
        return found;
    }

    /// All accounts of a book, by kind and owner.
    public List<Balances> book(Province home, String book) {
        return jdbc.sql(
                        "SELECT "
                                + PostgresLedger.BALANCE_COLUMNS
                                + " FROM ledger.balance WHERE home = ? AND book = ?"
                                + " ORDER BY kind, owner, id")
                .params(home.code(), book)
                .query((result, _) -> PostgresLedger.balances(result))
                .list();
    }

    /// The account's entries in a half-open period, oldest first.
    public List<Entry> statement(String account, Instant from, Instant until, int limit) {
        return jdbc.sql(
                        ENTRIES.formatted(
                                        """
                                        SELECT s, s + :limit
                                        FROM ledger.sequence_before(a.number, :from) s
                                        """)
                                + "AND e.at < :until ORDER BY e.sequence")
                .param("account", account)
                .param("from", time(from))
                .param("until", time(until))
                .param("limit", limit)
                .query((result, _) -> entry(result))
                .list();
    }

    /// The account's entries after one place in its history and up to another, oldest first; places
    /// are counted from 1 without a gap.
    public List<Entry> entries(String account, long after, long last) {
        return jdbc.sql(ENTRIES.formatted("SELECT :after, :last") + "ORDER BY e.sequence")
                .param("account", account)
                .param("after", after)
                .param("last", last)
                .query((result, _) -> entry(result))
                .list();
    }

    /// What was captured from an account in each week of a half-open period, oldest first; weeks of
    /// seven days are counted from its beginning, and those in which nothing moved are missing.
    public List<Week> weeks(String account, Instant from, Instant until) {
        return jdbc.sql(
                        """
                        SELECT date_bin('7 days', e.at, :from) AS week,
                               coalesce(sum(e.amount_fen) FILTER (WHERE e.is_debit), 0) AS captured,
                               coalesce(sum(e.amount_fen) FILTER (WHERE NOT e.is_debit), 0) AS reversed
                        FROM ledger.account a
                        CROSS JOIN LATERAL ledger.history(
                            a.number,
                            ledger.sequence_before(a.number, :from),
                            ledger.sequence_before(a.number, :until)) e
                        WHERE a.id = :account
                          AND (e.kind = 'CAPTURE' AND e.is_debit OR e.kind = 'REVERSE' AND NOT e.is_debit)
                        GROUP BY week ORDER BY week
                        """)
                .param("account", account)
                .param("from", time(from))
                .param("until", time(until))
                .query((result, _) ->
                        new Week(
                                result.getObject("week", OffsetDateTime.class).toInstant(),
                                new Money(result.getLong("captured")),
                                new Money(result.getLong("reversed"))))
                .list();
    }

    /// The account's last entry before an instant: what a statement opens with. Empty if the
    /// account had none.
    public Optional<Entry> last(String account, Instant before) {
        return jdbc.sql(
                        ENTRIES.formatted(
                                """
                                SELECT s - 1, s FROM ledger.sequence_before(a.number, :before) s
                                """))
                .param("account", account)
                .param("before", time(before))
                .query((result, _) -> entry(result))
                .optional();
    }

    /// Every transfer of one case, oldest first, from the side of the debited account.
    public List<Entry> about(String subject) {
        return jdbc.sql(ABOUT).param("subject", subject).query((result, _) -> entry(result)).list();
    }

    /// As [#about(String)], asked with other questions.
    public static Supplier<List<Entry>> about(Together together, String subject) {
        return together.ask(ABOUT, Map.of("subject", subject), Ledger::entry);
    }

    /// Every transfer of some cases of a home, oldest first.
    public List<Posting> postings(Province home, Collection<String> subjects) {
        return jdbc.sql(
                        """
                        SELECT p.*, dcp - ddp AS dp, ddq + dcq AS dh
                        FROM (%s WHERE t.home = :home AND t.subject IN (:subjects)) p
                        ORDER BY place
                        """
                                .formatted(POSTINGS))
                .param("home", home.code())
                .param("subjects", subjects)
                .query((result, _) ->
                        new Posting(
                                result.getString("id"),
                                TransferKind.valueOf(result.getString("kind")),
                                result.getObject("at", OffsetDateTime.class).toInstant(),
                                result.getString("debit"),
                                result.getString("credit"),
                                new Money(result.getLong("amount_fen")),
                                result.getString("of_id"),
                                result.getString("unit"),
                                result.getString("subject"),
                                new Money(result.getLong("dp")),
                                new Money(result.getLong("dh")),
                                new Money(result.getLong("cp")),
                                new Money(result.getLong("ch"))))
                .list();
    }

    public TrialBalance trialBalance(Province home) {
        return jdbc.sql(
                        """
                        SELECT coalesce(sum(debits_posted_fen), 0), coalesce(sum(credits_posted_fen), 0),
                               coalesce(sum(debits_pending_fen), 0), coalesce(sum(credits_pending_fen), 0)
                        FROM ledger.balance WHERE home = ?
                        """)
                .params(home.code())
                .query((result, _) ->
                        new TrialBalance(
                                new Money(result.getLong(1)),
                                new Money(result.getLong(2)),
                                new Money(result.getLong(3)),
                                new Money(result.getLong(4))))
                .single();
    }

    /// The accounts whose balance is not what their transfers add up to; empty when all is well.
    public List<String> differences(Province home) {
        return jdbc.sql(
                        """
                        WITH moved AS (
                          SELECT debit AS account, kind, amount_fen, true AS is_debit
                          FROM ledger.transfer WHERE home = :home
                          UNION ALL
                          SELECT credit, kind, amount_fen, false FROM ledger.transfer WHERE home = :home),
                        sums AS (
                          SELECT account,
                            sum(amount_fen) FILTER (WHERE is_debit AND kind IN ('POST','CAPTURE','REVERSE')) AS dp,
                            sum(CASE kind WHEN 'HOLD' THEN amount_fen WHEN 'CAPTURE' THEN -amount_fen
                                WHEN 'RELEASE' THEN -amount_fen ELSE 0 END) FILTER (WHERE is_debit) AS dq,
                            sum(amount_fen) FILTER (WHERE NOT is_debit AND kind IN ('POST','CAPTURE','REVERSE')) AS cp,
                            sum(CASE kind WHEN 'HOLD' THEN amount_fen WHEN 'CAPTURE' THEN -amount_fen
                                WHEN 'RELEASE' THEN -amount_fen ELSE 0 END) FILTER (WHERE NOT is_debit) AS cq,
                            count(*) AS entries
                          FROM moved GROUP BY account)
                        SELECT a.id FROM ledger.balance a LEFT JOIN sums s ON s.account = a.number
                        WHERE a.home = :home AND (
                          a.debits_posted_fen <> coalesce(s.dp, 0) OR a.debits_pending_fen <> coalesce(s.dq, 0)
                          OR a.credits_posted_fen <> coalesce(s.cp, 0)
                          OR a.credits_pending_fen <> coalesce(s.cq, 0)
                          OR a.sequence <> coalesce(s.entries, 0))
                        ORDER BY a.id
                        """)
                .param("home", home.code())
                .query((result, _) -> java.util.Objects.requireNonNull(result.getString(1)))
                .list();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Entry entry(ResultSet result) throws SQLException {
        return entry(
                result.getString("id"),
                result.getString("kind"),
                result.getObject("at", OffsetDateTime.class),
                result.getBoolean("is_debit"),
                result.getString("counter"),
                result.getLong("amount_fen"),
                result.getString("of_id"),
                result.getString("subject"),
                new Totals(
                        result.getLong("dp"),
                        result.getLong("dq"),
                        result.getLong("cp"),
                        result.getLong("cq")),
                result.getLong("sequence"));
    }

    private static Entry entry(JsonNode row) {
        return entry(
                row.get("id").stringValue(),
                row.get("kind").stringValue(),
                OffsetDateTime.parse(row.get("at").stringValue()),
                row.get("is_debit").booleanValue(),
                row.get("counter").stringValue(),
                row.get("amount_fen").longValue(),
                row.get("of_id").stringValue(null),
                row.get("subject").stringValue(),
                new Totals(
                        row.get("dp").longValue(),
                        row.get("dq").longValue(),
                        row.get("cp").longValue(),
                        row.get("cq").longValue()),
                row.get("sequence").longValue());
    }

    /// What an account's debits and credits came to, in fen.
    private record Totals(
            long debitsPosted, long debitsPending, long creditsPosted, long creditsPending) {}

    private static Entry entry(
            String id,
            String kind,
            OffsetDateTime at,
            boolean isDebit,
            String counter,
            long amount,
            @Nullable String of,
            String subject,
            Totals after,
            long sequence) {
        long posted = after.creditsPosted() - after.debitsPosted();
        return new Entry(
                id,
                TransferKind.valueOf(kind),
                at.toInstant(),
                isDebit,
                counter,
                new Money(amount),
                of,
                subject,
                new Money(posted),
                new Money(after.debitsPending() + after.creditsPending()),
                new Money(posted - after.debitsPending()),
                sequence);
    }
}
