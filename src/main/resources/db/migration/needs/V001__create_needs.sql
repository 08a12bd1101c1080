CREATE SCHEMA needs;

-- What an organisation asks of all providers; at home with the organisation.
CREATE TABLE needs.need (
    id            text        PRIMARY KEY,
    home          text        NOT NULL,
    version       bigint      NOT NULL,
    state         text        NOT NULL CHECK (state IN ('OPEN', 'CHOOSING', 'SETTLED', 'CLOSED',
                                                        'WITHDRAWN', 'UNANSWERED', 'LAPSED')),
    firm          text        NOT NULL,
    firm_name     text        NOT NULL,
    division      text        NOT NULL CHECK (division ~ '^3[1-4][0-9]{4}$'),
    sentence      text        NOT NULL CHECK (char_length(sentence) BETWEEN 1 AND 200),
    detail        text        NOT NULL CHECK (char_length(detail) <= 2000),
    budget_fen    bigint      CHECK (budget_fen > 0),
    wanted_by     date,
    city          text        CHECK (city ~ '^3[1-4][0-9]{4}$'),
    named         boolean     NOT NULL,
    visitors      boolean     NOT NULL,
    answers       jsonb       NOT NULL CHECK (jsonb_array_length(answers) <= 60),
    answers_until timestamptz,
    posted_at     timestamptz NOT NULL
);
SELECT public.own_by_home('needs.need');
CREATE INDEX need_of_firm ON needs.need (firm, posted_at DESC, id DESC);

-- What providers see of it, at every node.
CREATE TABLE needs.posting (
    id            text        PRIMARY KEY,
    home          text        NOT NULL,
    version       bigint      NOT NULL,
    sentence      text        NOT NULL CHECK (char_length(sentence) BETWEEN 1 AND 200),
    detail        text        NOT NULL CHECK (char_length(detail) <= 2000),
    budget_fen    bigint      CHECK (budget_fen > 0),
    wanted_by     date,
    city          text        CHECK (city ~ '^3[1-4][0-9]{4}$'),
    firm          text,
    firm_name     text,
    open          boolean     NOT NULL,
    visitors      boolean     NOT NULL,
    answers_until timestamptz,
    posted_at     timestamptz NOT NULL,
    CHECK ((firm IS NULL) = (firm_name IS NULL))
);
SELECT public.own_by_home('needs.posting');
CREATE INDEX posting_open ON needs.posting (posted_at DESC, id DESC) WHERE open;

-- A provider's answer; at home with the provider.
CREATE TABLE needs.answer (
    id            text        PRIMARY KEY,
    home          text        NOT NULL,
    version       bigint      NOT NULL,
    state         text        NOT NULL CHECK (state IN ('SENT', 'RECEIVED', 'ASKED', 'ACCEPTED',
                                                        'PASSED_OVER', 'REFUSED', 'WITHDRAWN')),
    need          text        NOT NULL,
    need_home     text        NOT NULL,
    sentence      text        NOT NULL,
    provider      text        NOT NULL,
    provider_name text        NOT NULL,
    text          text        NOT NULL CHECK (char_length(text) BETWEEN 1 AND 2000),
    resource      text,
    resource_name text,
    least_fen     bigint      CHECK (least_fen >= 0),
    most_fen      bigint      CHECK (most_fen >= least_fen),
    earliest      date,
    asker         text,
    asker_name    text,
    question      text,
    why           jsonb,
    given_at      timestamptz NOT NULL,
    CHECK ((asker IS NULL) = (asker_name IS NULL))
);
SELECT public.own_by_home('needs.answer');
CREATE INDEX answer_of_provider ON needs.answer (provider, given_at DESC, id DESC);
CREATE INDEX answer_of_need ON needs.answer (need);

-- What a person lets wait for new documents: one row a person.
CREATE TABLE needs.saved (
    id         text        PRIMARY KEY,
    home       text        NOT NULL,
    version    bigint      NOT NULL,
    person     text        NOT NULL,
    items      jsonb       NOT NULL CHECK (jsonb_array_length(items) <= 50),
    changed_at timestamptz NOT NULL
);
SELECT public.own_by_home('needs.saved');
CREATE INDEX saved_changed ON needs.saved (changed_at);

-- Derived from this node's index: which version of which document fitted. Never the same twice.
CREATE TABLE needs.match (
    number   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    saved    text        NOT NULL,
    person   text        NOT NULL,
    document text        NOT NULL,
    version  text        NOT NULL,
    title_zh text        NOT NULL,
    title_en text        NOT NULL,
    url      text        NOT NULL CHECK (url LIKE '/%'),
    origin   text        NOT NULL,
    at       timestamptz NOT NULL,
    told_at  timestamptz,
    UNIQUE (saved, document, version)
);
CREATE INDEX match_of_saved ON needs.match (saved, number DESC);
CREATE INDEX match_untold ON needs.match (saved, number) WHERE told_at IS NULL;
