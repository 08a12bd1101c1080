-- An account's entries were found by two indexes of which each entry fell anywhere: half of what a
-- transfer cost. Now every transfer has its place in the home's book, counted in the order of
-- judging, and names the place of either account's entry before it. A history is read backwards
-- along these; milestones, which are written later and seldom, say where to begin.
DROP VIEW ledger.balance;
DROP VIEW ledger.entry;
DROP FUNCTION ledger.sequence_before(bigint, timestamptz);

ALTER TABLE ledger.transfer
    ADD COLUMN place bigint,
    ADD COLUMN debit_before bigint,
    ADD COLUMN credit_before bigint;

-- Transfers of one instant were judged in the order of their accounts' sequences.
CREATE TEMPORARY TABLE step ON COMMIT DROP AS
SELECT id, number, sequence, at, lag(id) OVER history AS id_before
FROM (SELECT id, debit AS number, debit_sequence AS sequence, at FROM ledger.transfer
      UNION ALL
      SELECT id, credit, credit_sequence, at FROM ledger.transfer) e
WINDOW history AS (PARTITION BY number ORDER BY sequence);
CREATE TEMPORARY TABLE turn ON COMMIT DROP AS
SELECT id, home, at, 0 AS rank, 0::bigint AS place FROM ledger.transfer;
CREATE INDEX ON step (id_before);
CREATE INDEX ON turn (id);
DO $$
BEGIN
    LOOP
        UPDATE turn t SET rank = later.rank
        FROM (SELECT s.id, max(b.rank) + 1 AS rank
              FROM step s JOIN turn b ON b.id = s.id_before AND b.at = s.at GROUP BY s.id) later
        WHERE later.id = t.id AND t.rank < later.rank;
        EXIT WHEN NOT FOUND;
    END LOOP;
END
$$;
UPDATE turn t SET place = n.place
FROM (SELECT id, left(home, 2)::bigint * 1000000000000000
             + row_number() OVER (PARTITION BY home ORDER BY at, rank, id) AS place FROM turn) n
WHERE n.id = t.id;
UPDATE ledger.transfer t
SET place = mine.place, debit_before = coalesce(d.place, 0), credit_before = coalesce(c.place, 0)
FROM turn mine, step sd LEFT JOIN turn d ON d.id = sd.id_before,
     step sc LEFT JOIN turn c ON c.id = sc.id_before
WHERE mine.id = t.id AND sd.id = t.id AND sd.number = t.debit
  AND sc.id = t.id AND sc.number = t.credit;

DROP INDEX ledger.transfer_by_debit;
DROP INDEX ledger.transfer_by_credit;
ALTER TABLE ledger.transfer DROP CONSTRAINT transfer_pkey;
CREATE UNIQUE INDEX transfer_by_id ON ledger.transfer (id);
ALTER TABLE ledger.transfer
    ALTER COLUMN debit_before SET NOT NULL,
    ALTER COLUMN credit_before SET NOT NULL,
    ADD PRIMARY KEY (place),
    ADD CHECK (place / 1000000000000000 = left(home, 2)::bigint),
    ADD CHECK (debit_before < place AND (debit_before = 0) = (debit_sequence = 1)),
    ADD CHECK (credit_before < place AND (credit_before = 0) = (credit_sequence = 1));

-- Where in the book some of an account's entries are: at least one of every sixty-four, and the
-- newest as of `settled`. They say nothing that the transfers do not, and can be written anew.
CREATE TABLE ledger.milestone (
    number   bigint      NOT NULL,
    sequence bigint      NOT NULL CHECK (sequence > 0),
    place    bigint      NOT NULL,
    at       timestamptz NOT NULL,
    home     text        NOT NULL,
    PRIMARY KEY (number, sequence)
);
SELECT public.own_by_home('ledger.milestone');
SELECT public.append_only('ledger.milestone');

-- Up to which place a home's milestones have been written.
CREATE TABLE ledger.settled (
    home  text   PRIMARY KEY,
    place bigint NOT NULL
);
SELECT public.own_by_home('ledger.settled');

-- Writes the milestones of what is new in a home's book, at most of 100 000 transfers; answers how
-- many transfers those were. Two who do it at once do it one after the other.
CREATE FUNCTION ledger.settle(of_home text) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path = pg_catalog
AS $$
DECLARE
    first bigint := left(of_home, 2)::bigint * 1000000000000000;
    done bigint := coalesce((SELECT place FROM ledger.settled WHERE home = of_home), first);
    newest bigint;
BEGIN
    SELECT max(place) INTO newest FROM ledger.transfer
    WHERE place > done AND place < first + 1000000000000000;
    IF newest IS NULL THEN
        RETURN 0;
    END IF;
    INSERT INTO ledger.settled VALUES (of_home, first) ON CONFLICT DO NOTHING;
    SELECT place INTO done FROM ledger.settled WHERE home = of_home FOR UPDATE;
    IF newest <= done THEN
        RETURN 0;
    END IF;
    newest := least(newest, done + 100000);
    -- Of one account, the later entry has the larger sequence, place and hour.
    INSERT INTO ledger.milestone (number, sequence, place, at, home)
    SELECT e.number, max(e.sequence), max(t.place), max(t.at), of_home
    FROM ledger.transfer t
    CROSS JOIN LATERAL (VALUES (t.debit, t.debit_sequence), (t.credit, t.credit_sequence))
        AS e (number, sequence)
    WHERE t.place > done AND t.place <= newest
    GROUP BY e.number, e.sequence / 64;
    UPDATE ledger.settled SET place = newest WHERE home = of_home;
    RETURN newest - done;
END
$$;

-- The newest place of each account that moved since the milestones were written.
CREATE VIEW ledger.recent AS
SELECT e.number, max(t.place) AS place
FROM (VALUES ('310000'), ('320000'), ('330000'), ('340000')) AS h (home)
LEFT JOIN ledger.settled s ON s.home = h.home
JOIN ledger.transfer t
  ON t.place > coalesce(s.place, left(h.home, 2)::bigint * 1000000000000000)
 AND t.place < (left(h.home, 2)::bigint + 1) * 1000000000000000
CROSS JOIN LATERAL (VALUES (t.debit), (t.credit)) AS e (number)
GROUP BY e.number;

-- Every account with its newest sums and the place of its newest entry.
CREATE VIEW ledger.balance AS
SELECT a.number, a.id, a.home, a.currency, a.book, a.kind, a.owner, a.limited,
       coalesce(CASE t.debit WHEN a.number THEN t.debit_debits_posted_fen
                ELSE t.credit_debits_posted_fen END, 0) AS debits_posted_fen,
       coalesce(CASE t.debit WHEN a.number THEN t.debit_debits_pending_fen
                ELSE t.credit_debits_pending_fen END, 0) AS debits_pending_fen,
       coalesce(CASE t.debit WHEN a.number THEN t.debit_credits_posted_fen
                ELSE t.credit_credits_posted_fen END, 0) AS credits_posted_fen,
       coalesce(CASE t.debit WHEN a.number THEN t.debit_credits_pending_fen
                ELSE t.credit_credits_pending_fen END, 0) AS credits_pending_fen,
       coalesce(CASE t.debit WHEN a.number THEN t.debit_sequence
                ELSE t.credit_sequence END, 0) AS sequence,
       coalesce(t.place, 0) AS place
FROM ledger.account a
LEFT JOIN ledger.recent r ON r.number = a.number
LEFT JOIN LATERAL (
    SELECT m.place FROM ledger.milestone m
    WHERE m.number = a.number AND r.place IS NULL
    ORDER BY m.sequence DESC LIMIT 1) m ON true
LEFT JOIN ledger.transfer t ON t.place = coalesce(r.place, m.place);

-- Every account's history from its own side: the running sums and the other account. It reads the
-- whole book; for one account's part of it there is ledger.history.
CREATE VIEW ledger.entry AS
SELECT a.id AS account, e.*
FROM ledger.account a
JOIN (
    SELECT debit AS number, debit_sequence AS sequence, true AS is_debit, credit AS counter_number,
           id, kind, at, amount_fen, of_id, unit, subject, home,
           debit_debits_posted_fen AS debits_posted_fen,
           debit_debits_pending_fen AS debits_pending_fen,
           debit_credits_posted_fen AS credits_posted_fen,
           debit_credits_pending_fen AS credits_pending_fen, place
    FROM ledger.transfer
    UNION ALL
    SELECT credit, credit_sequence, false, debit,
           id, kind, at, amount_fen, of_id, unit, subject, home,
           credit_debits_posted_fen, credit_debits_pending_fen,
           credit_credits_posted_fen, credit_credits_pending_fen, place
    FROM ledger.transfer) e ON e.number = a.number;

-- An account's entries after one sequence and up to another, walked backwards from the milestone
-- that is next.
CREATE FUNCTION ledger.history(wanted bigint, after bigint, last bigint) RETURNS SETOF ledger.entry
    LANGUAGE sql STABLE
    SET search_path = pg_catalog
AS $$
    WITH RECURSIVE walk AS (
        SELECT t AS step, t.debit = wanted AS is_debit
        FROM ledger.transfer t
        WHERE t.place = coalesce(
            (SELECT m.place FROM ledger.milestone m
             WHERE m.number = wanted AND m.sequence >= last ORDER BY m.sequence LIMIT 1),
            (SELECT b.place FROM ledger.balance b WHERE b.number = wanted))
        UNION ALL
        SELECT t, t.debit = wanted
        FROM walk w
        JOIN ledger.transfer t
          ON t.place = CASE WHEN w.is_debit THEN (w.step).debit_before ELSE (w.step).credit_before END
        WHERE CASE WHEN w.is_debit THEN (w.step).debit_sequence ELSE (w.step).credit_sequence END
              > after + 1)
    SELECT a.id, wanted, e.sequence, w.is_debit,
           CASE WHEN w.is_debit THEN (w.step).credit ELSE (w.step).debit END,
           (w.step).id, (w.step).kind, (w.step).at, (w.step).amount_fen, (w.step).of_id, (w.step).unit,
           (w.step).subject, (w.step).home,
           CASE WHEN w.is_debit THEN (w.step).debit_debits_posted_fen
                ELSE (w.step).credit_debits_posted_fen END,
           CASE WHEN w.is_debit THEN (w.step).debit_debits_pending_fen
                ELSE (w.step).credit_debits_pending_fen END,
           CASE WHEN w.is_debit THEN (w.step).debit_credits_posted_fen
                ELSE (w.step).credit_credits_posted_fen END,
           CASE WHEN w.is_debit THEN (w.step).debit_credits_pending_fen
                ELSE (w.step).credit_credits_pending_fen END,
           (w.step).place
    FROM walk w
    CROSS JOIN LATERAL (
        SELECT CASE WHEN w.is_debit THEN (w.step).debit_sequence
                    ELSE (w.step).credit_sequence END AS sequence) e
    JOIN ledger.account a ON a.number = wanted
    WHERE e.sequence > after AND e.sequence <= last
$$;

-- The last sequence of an account before an instant, 0 if there is none: a home's time never runs
-- backwards, so the milestones are bisected, and at most sixty-four entries walked.
CREATE FUNCTION ledger.sequence_before(wanted bigint, instant timestamptz) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog
AS $$
DECLARE
    low bigint := 0;
    point record;
    next record;
BEGIN
    SELECT b.sequence, b.place INTO point FROM ledger.balance b WHERE b.number = wanted;
    -- `low` is before the instant, `point` is the newest or not before it.
    LOOP
        SELECT m.sequence, m.place, m.at INTO next FROM ledger.milestone m
        WHERE m.number = wanted AND m.sequence > low AND m.sequence < point.sequence
          AND m.sequence >= (low + point.sequence) / 2 ORDER BY m.sequence LIMIT 1;
        IF next IS NULL THEN
            SELECT m.sequence, m.place, m.at INTO next FROM ledger.milestone m
            WHERE m.number = wanted AND m.sequence > low
              AND m.sequence < (low + point.sequence) / 2 ORDER BY m.sequence DESC LIMIT 1;
        END IF;
        EXIT WHEN next IS NULL;
        IF next.at < instant THEN
            low := next.sequence;
        ELSE
            point := next;
        END IF;
    END LOOP;
    WHILE point.sequence > low LOOP
        SELECT t.at, CASE t.debit WHEN wanted THEN t.debit_sequence ELSE t.credit_sequence END
                   AS sequence,
               CASE t.debit WHEN wanted THEN t.debit_before ELSE t.credit_before END AS before
        INTO next FROM ledger.transfer t WHERE t.place = point.place;
        EXIT WHEN next.at < instant;
        point.sequence := next.sequence - 1;
        point.place := next.before;
    END LOOP;
    RETURN coalesce(point.sequence, 0);
END
$$;

-- The auditor reads the book by places now. Its notes begin anew; losing them only means walking
-- again.
DROP TABLE ledger.audited;
CREATE TABLE ledger.audited (
    number              bigint      PRIMARY KEY,
    home                text        NOT NULL,
    sequence            bigint      NOT NULL CHECK (sequence > 0),
    place               bigint      NOT NULL,
    at                  timestamptz NOT NULL,
    debits_posted_fen   bigint      NOT NULL,
    debits_pending_fen  bigint      NOT NULL,
    credits_posted_fen  bigint      NOT NULL,
    credits_pending_fen bigint      NOT NULL
);
SELECT public.own_by_home('ledger.audited');

-- How far the auditor is in each home's book, and since when.
CREATE TABLE ledger.walked (
    home  text        PRIMARY KEY,
    place bigint      NOT NULL,
    at    timestamptz NOT NULL
);
SELECT public.own_by_home('ledger.walked');

ALTER TABLE ledger.finding DROP CONSTRAINT finding_what_check;
ALTER TABLE ledger.finding ADD CONSTRAINT finding_what_check CHECK (
    what IN ('GAP', 'SUMS', 'LIMIT', 'COUNTERPART', 'BACKWARDS', 'MISSING', 'MIXED'));

DO $$
DECLARE
    one text;
BEGIN
    FOREACH one IN ARRAY ARRAY['310000', '320000', '330000', '340000'] LOOP
        PERFORM set_config('delta.home', one, true);
        WHILE ledger.settle(one) > 0 LOOP
        END LOOP;
    END LOOP;
END
$$;
