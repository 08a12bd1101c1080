package org.deltacommons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.federation.FactKinds;
import org.deltacommons.foundation.federation.FactSchema;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.RowType;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Province;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What must hold of a home's records whatever has happened, looked up in the database itself.
public final class Invariants {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Procedures procedures;
    private final FactKinds kinds;

    public Invariants(ApplicationContext node) {
        this.jdbc = node.getBean(JdbcClient.class);
        this.ledger = node.getBean(Ledger.class);
        this.procedures = node.getBean(Procedures.class);
        this.kinds = node.getBean(FactKinds.class);
    }

    /// @return a line for each thing that is not as it must be; empty when all is well
    public static List<String> broken(Theatre theatre) {
        List<String> faults = new ArrayList<>();
        for (Province home : Province.values()) {
            faults.addAll(new Invariants(theatre.at(home)).broken(home));
        }
        return faults;
    }

    /// The same of all homes at one node.
    public List<String> broken() {
        return Arrays.stream(Province.values()).flatMap(home -> broken(home).stream()).toList();
    }

    private List<String> broken(Province home) {
        List<String> faults = new ArrayList<>();
        if (!ledger.trialBalance(home).balances()) {
            faults.add(home + ": debits are not credits: " + ledger.trialBalance(home));
        }
        ledger.differences(home)
                .forEach(account -> faults.add(home + ": not what its transfers say: " + account));
        faults.addAll(books(home));
        faults.addAll(holds(home));
        faults.addAll(endedOrders(home));
        faults.addAll(endedVouchers(home));
        faults.addAll(feed(home));
        faults.addAll(bodies(home));
        procedures.all().forEach(procedure -> faults.addAll(states(home, procedure)));
        faults.addAll(slots(home));
        faults.addAll(
                lines(
                        "not applied: ",
                        "SELECT kind || ' ' || subject || ': ' || reason FROM federation.parked"
                                + " WHERE home = :home AND open",
                        home));
        return faults;
    }

    private List<String> lines(String what, String sql, Province home) {
        return jdbc.sql(sql).param("home", home.code()).query(String.class).list().stream()
                .map(line -> home + ": " + what + line)
                .toList();
    }

    /// No transfer leaves its book, so each of them sums to zero by itself.
    private List<String> books(Province home) {
        return lines(
                "a book does not sum to zero: ",
                """
                SELECT book FROM ledger.balance WHERE home = :home GROUP BY book
                HAVING sum(debits_posted_fen) <> sum(credits_posted_fen)
                    OR sum(debits_pending_fen) <> sum(credits_pending_fen)
                """,
                home);
    }

    private List<String> holds(Province home) {
        return lines(
                "more than was held, or another sum than its transfers: ",
                """
                SELECT h.id FROM ledger.transfer h
                LEFT JOIN ledger.remainder r ON r.id = h.id
                LEFT JOIN LATERAL (
                  SELECT coalesce(sum(amount_fen) FILTER (WHERE kind = 'CAPTURE'), 0) AS captured,
                         coalesce(sum(amount_fen) FILTER (WHERE kind = 'RELEASE'), 0) AS released
                  FROM ledger.transfer t WHERE t.of_id = h.id) s ON true
                WHERE h.home = :home AND h.kind = 'HOLD' AND (
                  s.captured + s.released > h.amount_fen
                  OR r.id IS NULL OR r.captured_fen <> s.captured OR r.released_fen <> s.released)
                """,
                home);
    }

    /// An order that is over binds no money any more.
    private List<String> endedOrders(Province home) {
        return lines(
                "an ended order still holds: ",
                """
                SELECT o.id FROM vouchers.orders o
                WHERE o.home = :home AND o.state IN ('REFUSED', 'CANCELLED', 'CLOSED', 'RELEASED')
                  AND EXISTS (
                    SELECT FROM ledger.transfer t JOIN ledger.remainder r ON r.id = t.id
                    WHERE t.subject = o.id AND t.kind = 'HOLD'
                      AND r.captured_fen + r.released_fen < r.amount_fen)
                """,
                home);
    }

    /// A voucher that is over keeps what its orders hold and nothing else.
    private List<String> endedVouchers(Province home) {
        return lines(
                "an ended voucher still has something: ",
                """
                SELECT v.id FROM vouchers.voucher v JOIN ledger.balance b ON b.id = 'voucher/' || v.id
                WHERE v.home = :home AND v.state IN ('EXPIRED', 'REVOKED')
                  AND b.credits_posted_fen <> b.debits_posted_fen + b.debits_pending_fen
                """,
                home);
    }

    private List<String> feed(Province home) {
        return lines(
                "the feed is not dense: ",
                """
                SELECT format('%s facts, the last is %s, the next %s', count(*), max(index),
                              (SELECT next_fact FROM lane.head WHERE home = :home))
                FROM lane.fact WHERE home = :home
                HAVING count(*) <> coalesce(max(index), 0)
                    OR count(*) + 1 <> (SELECT next_fact FROM lane.head WHERE home = :home)
                """,
                home);
    }

    /// Every fact is as its published schema says, and went no further than its kind may go. Of a
    /// kind that came often, the newest will do.
    private List<String> bodies(Province home) {
        List<String> faults = new ArrayList<>();
        for (FactKinds.Kind kind : kinds.all()) {
            List<RecordedFact> some =
                    jdbc.sql(
                                    """
                                    SELECT * FROM lane.fact WHERE home = :home AND kind = :kind
                                    ORDER BY index DESC LIMIT 200
                                    """)
                            .param("home", home.code())
                            .param("kind", kind.name())
                            .query((result, _) -> Facts.read(result))
                            .list();
            if (some.isEmpty()) {
                continue;
            }
            JsonNode schema = FactSchema.of(kind.body());
            for (RecordedFact fact : some) {
                String which = home + "/" + fact.index() + " " + fact.kind() + ": ";
                SchemaCheck.faults(schema, fact.body()).forEach(f -> faults.add(which + f));
                if (!kind.reach().allows(fact.audience())) {
                    faults.add(which + "went to " + fact.audience().text());
                }
            }
        }
        return faults;
    }

    /// The case, its line in the worklist and the last fact about it say the same. A case that was
    /// loaded and never moved has told nothing.
    private <C extends Case> List<String> states(Province home, Procedure<C> procedure) {
        return jdbc
                .sql(
                        """
                        SELECT format('%%s is %%s, told as %%s, listed as %%s', c.id, c.state,
                                      f.body ->> 'to', t.state)
                        FROM %s c
                        JOIN LATERAL (
                          SELECT body FROM lane.fact f
                          WHERE f.home = c.home AND f.subject = c.id
                            AND f.kind = 'procedures.CaseMoved'
                            AND f.body ->> 'procedure' = :procedure
                          ORDER BY index DESC LIMIT 1) f ON true
                        LEFT JOIN procedures.task t ON t.id = c.id
                        WHERE c.home = :home
                          AND (f.body ->> 'to' <> c.state OR t.state IS DISTINCT FROM c.state)
                        """
                                .formatted(RowType.of(procedure.type()).table()))
                .params(Map.of("home", home.code(), "procedure", procedure.name()))
                .query(String.class)
                .list()
                .stream()
                .map(line -> home + ": " + line)
                .toList();
    }

    /// What was delivered before its time was up left the rest of it to others.
    private List<String> slots(Province home) {
        return lines(
                "two bookings at one time: ",
                """
                WITH kept AS (
                  SELECT id, resource, tstzrange(slot_from, CASE
                      WHEN state IN ('DELIVERED', 'CLOSED') THEN greatest(
                          slot_from, least(held_until, (delivery ->> 'until')::timestamptz))
                      ELSE held_until END) AS during
                  FROM bookings.booking
                  WHERE home = :home AND slot_from IS NOT NULL AND state NOT IN
                    ('WAITING', 'OFFERED', 'REFUSED', 'CANCELLED', 'NO_SHOW', 'LAPSED'))
                SELECT a.id || ' ' || b.id FROM kept a JOIN kept b
                  ON a.resource = b.resource AND a.id < b.id AND a.during && b.during
                """,
                home);
    }
}
