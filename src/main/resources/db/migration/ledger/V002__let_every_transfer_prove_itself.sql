-- Balances were kept beside the transfers. Now the newest transfer of an account is its balance and
-- the newest use of a hold is what is left of it: nothing in the ledger is ever updated.
CREATE TEMPORARY TABLE former_account ON COMMIT DROP AS SELECT * FROM ledger.account;
CREATE TEMPORARY TABLE former_transfer ON COMMIT DROP AS SELECT * FROM ledger.transfer;
DROP TABLE ledger.transfer, ledger.remainder, ledger.account;

-- The number stands for the account in transfers and their indexes. Its last digit says the limit
-- and the two before it the home, so that a transfer's own row can be held to both without a look
-- at the account. There is one currency; another would need a digit of its own.
CREATE TABLE ledger.account (
    number   bigint  PRIMARY KEY CHECK (number >= 1000),
    id       text    NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 160),
    home     text    NOT NULL,
    currency char(3) NOT NULL DEFAULT 'CNY' CHECK (currency = 'CNY'),
    book     text    NOT NULL,
    kind     text    NOT NULL,
    owner    text    NOT NULL,
    limited  text    NOT NULL CHECK (limited IN ('NONE', 'WITHIN_CREDITS', 'WITHIN_DEBITS')),
    CHECK (number % 10 = CASE limited WHEN 'NONE' THEN 0 WHEN 'WITHIN_CREDITS' THEN 1 ELSE 2 END),
    CHECK (number / 10 % 100 = left(home, 2)::integer)
);
CREATE INDEX account_by_book ON ledger.account (home, book);
CREATE INDEX account_by_owner ON ledger.account (owner, kind);
SELECT public.own_by_home('ledger.account');
SELECT public.append_only('ledger.account');

-- One immutable row carries what both accounts came to by it, each with its place in the account's
-- history; one that uses a hold, or reverses a posted transfer, also what it left of that.
CREATE TABLE ledger.transfer (
    id                         text        NOT NULL,
    home                       text        NOT NULL,
    kind                       text        NOT NULL CHECK (kind IN ('POST', 'HOLD', 'CAPTURE', 'RELEASE', 'REVERSE')),
    debit                      bigint      NOT NULL,
    credit                     bigint      NOT NULL,
    amount_fen                 bigint      NOT NULL CHECK (amount_fen > 0),
    at                         timestamptz NOT NULL,
    unit                       text        NOT NULL,
    subject                    text        NOT NULL,
    debit_sequence             bigint      NOT NULL CHECK (debit_sequence > 0),
    debit_debits_posted_fen    bigint      NOT NULL CHECK (debit_debits_posted_fen >= 0),
    debit_debits_pending_fen   bigint      NOT NULL CHECK (debit_debits_pending_fen >= 0),
    debit_credits_posted_fen   bigint      NOT NULL CHECK (debit_credits_posted_fen >= 0),
    debit_credits_pending_fen  bigint      NOT NULL CHECK (debit_credits_pending_fen >= 0),
    credit_sequence            bigint      NOT NULL CHECK (credit_sequence > 0),
    credit_debits_posted_fen   bigint      NOT NULL CHECK (credit_debits_posted_fen >= 0),
    credit_debits_pending_fen  bigint      NOT NULL CHECK (credit_debits_pending_fen >= 0),
    credit_credits_posted_fen  bigint      NOT NULL CHECK (credit_credits_posted_fen >= 0),
    credit_credits_pending_fen bigint      NOT NULL CHECK (credit_credits_pending_fen >= 0),
    of_id                      text,
    of_step                    integer     CHECK (of_step > 0),
    of_amount_fen              bigint      CHECK (of_amount_fen > 0),
    of_captured_fen            bigint      CHECK (of_captured_fen >= 0),
    of_released_fen            bigint      CHECK (of_released_fen >= 0),
    PRIMARY KEY (id),
    CHECK (debit <> credit),
    CHECK (debit / 10 % 100 = left(home, 2)::integer AND credit / 10 % 100 = left(home, 2)::integer),
    CHECK (debit % 10 <> 1 OR debit_debits_posted_fen + debit_debits_pending_fen <= debit_credits_posted_fen),
    CHECK (debit % 10 <> 2 OR debit_credits_posted_fen + debit_credits_pending_fen <= debit_debits_posted_fen),
    CHECK (credit % 10 <> 1 OR credit_debits_posted_fen + credit_debits_pending_fen <= credit_credits_posted_fen),
    CHECK (credit % 10 <> 2 OR credit_credits_posted_fen + credit_credits_pending_fen <= credit_debits_posted_fen),
    CHECK ((kind IN ('POST', 'HOLD')) = (of_id IS NULL)),
    CHECK (num_nulls(of_id, of_step, of_amount_fen, of_captured_fen, of_released_fen) IN (0, 5)),
    CHECK (of_captured_fen + of_released_fen <= of_amount_fen),
    CHECK (kind <> 'RELEASE' OR amount_fen <= of_released_fen),
    CHECK (kind NOT IN ('CAPTURE', 'REVERSE') OR amount_fen <= of_captured_fen)
);
CREATE UNIQUE INDEX transfer_by_debit ON ledger.transfer (debit, debit_sequence);
CREATE UNIQUE INDEX transfer_by_credit ON ledger.transfer (credit, credit_sequence);
CREATE UNIQUE INDEX transfer_by_use ON ledger.transfer (of_id, of_step) WHERE of_id IS NOT NULL;
CREATE INDEX transfer_by_subject ON ledger.transfer (subject);

INSERT INTO ledger.account (number, id, home, book, kind, owner, limited)
SELECT row_number() OVER (PARTITION BY home ORDER BY id) * 1000 + left(home, 2)::integer * 10
       + CASE limited WHEN 'NONE' THEN 0 WHEN 'WITHIN_CREDITS' THEN 1 ELSE 2 END,
       id, home, book, kind, owner, limited
FROM former_account ORDER BY id;

INSERT INTO ledger.transfer
SELECT t.id, t.home, t.kind, d.number, c.number, t.amount_fen, t.at, t.unit, t.subject,
       t.debit_sequence, t.debit_debits_posted_fen, t.debit_debits_pending_fen,
       t.debit_credits_posted_fen, t.debit_credits_pending_fen,
       t.credit_sequence, t.credit_debits_posted_fen, t.credit_debits_pending_fen,
       t.credit_credits_posted_fen, t.credit_credits_pending_fen,
       t.of_id, u.step, o.amount_fen, u.captured, u.released
FROM former_transfer t
JOIN ledger.account d ON d.id = t.debit
JOIN ledger.account c ON c.id = t.credit
LEFT JOIN former_transfer o ON o.id = t.of_id
LEFT JOIN (
    SELECT id, row_number() OVER uses AS step,
           coalesce(sum(amount_fen) FILTER (WHERE kind <> 'RELEASE') OVER uses, 0) AS captured,
           coalesce(sum(amount_fen) FILTER (WHERE kind = 'RELEASE') OVER uses, 0) AS released
    FROM former_transfer WHERE of_id IS NOT NULL
    WINDOW uses AS (PARTITION BY of_id ORDER BY debit_sequence)) u ON u.id = t.id;

SELECT public.own_by_home('ledger.transfer');
SELECT public.append_only('ledger.transfer');

-- A use of a hold, or of a posted transfer, names one that is there, moves the same accounts and
-- continues what was used of it before.
CREATE FUNCTION ledger.refuse_wrong_use() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog
AS $$
DECLARE
    used ledger.transfer%ROWTYPE;
    former ledger.transfer%ROWTYPE;
    reverses boolean := NEW.kind = 'REVERSE';
    released bigint := CASE WHEN NEW.kind = 'RELEASE' THEN NEW.amount_fen ELSE 0 END;
BEGIN
    SELECT * INTO used FROM ledger.transfer WHERE id = NEW.of_id;
    SELECT * INTO former FROM ledger.transfer
    WHERE of_id = NEW.of_id AND of_step = NEW.of_step - 1;
    IF used.id IS NULL
       OR used.amount_fen <> NEW.of_amount_fen
       OR reverses <> (used.kind IN ('POST', 'CAPTURE'))
       OR NOT reverses AND used.kind <> 'HOLD'
       OR (NEW.debit, NEW.credit) IS DISTINCT FROM
          (CASE WHEN reverses THEN used.credit ELSE used.debit END,
           CASE WHEN reverses THEN used.debit ELSE used.credit END)
       OR (NEW.of_step > 1) <> (former.id IS NOT NULL)
       OR NEW.of_released_fen <> coalesce(former.of_released_fen, 0) + released
       OR NEW.of_captured_fen <> coalesce(former.of_captured_fen, 0) + NEW.amount_fen - released
    THEN
        RAISE EXCEPTION 'The transfer % does not continue the use of %.', NEW.id, NEW.of_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER continue_the_use AFTER INSERT ON ledger.transfer
    FOR EACH ROW WHEN (NEW.of_id IS NOT NULL) EXECUTE FUNCTION ledger.refuse_wrong_use();

-- Every account's history, from its own side: the running sums and the other account.
CREATE VIEW ledger.entry AS
SELECT a.id AS account, e.*
FROM ledger.account a
JOIN (
    SELECT debit AS number, debit_sequence AS sequence, true AS is_debit, credit AS counter_number,
           id, kind, at, amount_fen, of_id, unit, subject, home,
           debit_debits_posted_fen AS debits_posted_fen,
           debit_debits_pending_fen AS debits_pending_fen,
           debit_credits_posted_fen AS credits_posted_fen,
           debit_credits_pending_fen AS credits_pending_fen
    FROM ledger.transfer
    UNION ALL
    SELECT credit, credit_sequence, false, debit,
           id, kind, at, amount_fen, of_id, unit, subject, home,
           credit_debits_posted_fen, credit_debits_pending_fen,
           credit_credits_posted_fen, credit_credits_pending_fen
    FROM ledger.transfer) e ON e.number = a.number;

-- Every account with its newest sums.
CREATE VIEW ledger.balance AS
SELECT a.number, a.id, a.home, a.currency, a.book, a.kind, a.owner, a.limited,
       coalesce(e.debits_posted_fen, 0) AS debits_posted_fen,
       coalesce(e.debits_pending_fen, 0) AS debits_pending_fen,
       coalesce(e.credits_posted_fen, 0) AS credits_posted_fen,
       coalesce(e.credits_pending_fen, 0) AS credits_pending_fen,
       coalesce(e.sequence, 0) AS sequence
FROM ledger.account a
LEFT JOIN LATERAL (
    (SELECT debit_sequence AS sequence, debit_debits_posted_fen AS debits_posted_fen,
            debit_debits_pending_fen AS debits_pending_fen,
            debit_credits_posted_fen AS credits_posted_fen,
            debit_credits_pending_fen AS credits_pending_fen
     FROM ledger.transfer WHERE debit = a.number ORDER BY debit_sequence DESC LIMIT 1)
    UNION ALL
    (SELECT credit_sequence, credit_debits_posted_fen, credit_debits_pending_fen,
            credit_credits_posted_fen, credit_credits_pending_fen
     FROM ledger.transfer WHERE credit = a.number ORDER BY credit_sequence DESC LIMIT 1)
    ORDER BY sequence DESC LIMIT 1) e ON true;

-- Every hold, and every posted transfer that could be reversed, with what is left of it.
CREATE VIEW ledger.remainder AS
SELECT t.id, t.home, t.kind = 'HOLD' AS hold, t.debit AS debit_number, t.credit AS credit_number,
       t.subject, t.amount_fen,
       coalesce(u.of_captured_fen, 0) AS captured_fen,
       coalesce(u.of_released_fen, 0) AS released_fen,
       coalesce(u.of_step, 0) AS uses
FROM ledger.transfer t
LEFT JOIN LATERAL (
    SELECT of_captured_fen, of_released_fen, of_step FROM ledger.transfer
    WHERE of_id = t.id ORDER BY of_step DESC LIMIT 1) u ON true
WHERE t.kind IN ('HOLD', 'POST', 'CAPTURE');

-- What an account had come to just before an instant: a bisection over its sequence, because a
-- home's time never runs backwards. The steps grow with the logarithm of the history.
CREATE FUNCTION ledger.sequence_before(wanted bigint, instant timestamptz) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog
AS $$
DECLARE
    low bigint := 0;
    high bigint := greatest(
        (SELECT debit_sequence FROM ledger.transfer WHERE debit = wanted ORDER BY debit_sequence DESC LIMIT 1),
        (SELECT credit_sequence FROM ledger.transfer WHERE credit = wanted ORDER BY credit_sequence DESC LIMIT 1),
        0);
    middle bigint;
    hour timestamptz;
BEGIN
    WHILE low < high LOOP
        middle := (low + high + 1) / 2;
        SELECT at INTO hour FROM ledger.transfer WHERE debit = wanted AND debit_sequence = middle;
        IF NOT FOUND THEN
            SELECT at INTO hour FROM ledger.transfer WHERE credit = wanted AND credit_sequence = middle;
        END IF;
        IF hour < instant THEN
            low := middle;
        ELSE
            high := middle - 1;
        END IF;
    END LOOP;
    RETURN low;
END
$$;
