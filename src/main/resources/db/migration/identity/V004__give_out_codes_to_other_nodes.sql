-- A code with which another node asks once who signed in here; a row until it is used or too old.
CREATE TABLE identity.sign_in_code (
    hash             text PRIMARY KEY CHECK (length(hash) = 64),
    client           text NOT NULL,
    person           text NOT NULL,
    authorize_uri    text NOT NULL,
    redirect_uri     text NOT NULL,
    state            text,
    nonce            text,
    challenge        text NOT NULL,
    challenge_method text NOT NULL,
    issued_at        timestamptz NOT NULL,
    expires_at       timestamptz NOT NULL
);
