-- Who may look at the office, and how they prove who they are. Nothing here lets a reader of the
-- database in: of tokens and codes it has the SHA-256, and of passwords what argon2id makes of them.

CREATE TABLE manager (
    manager       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    org           bigint NOT NULL REFERENCES org,
    email         text NOT NULL UNIQUE,         -- in small letters
    name          text NOT NULL,
    role          text NOT NULL CHECK (role IN ('org', 'area', 'shop')),
    sees_phones   boolean NOT NULL DEFAULT false,
    language      text NOT NULL DEFAULT '',     -- empty for the browser's
    state         text NOT NULL DEFAULT 'invited' CHECK (state IN ('invited', 'active', 'removed')),
    handle        bytea NOT NULL UNIQUE,        -- random: what passkeys know a person by
    password_salt bytea,
    password_cost text NOT NULL DEFAULT '',
    password_hash bytea,
    totp_sealed   bytea,                        -- opened by the password alone
    totp_step     bigint NOT NULL DEFAULT 0,    -- of the last code that was used
    made_at       timestamptz NOT NULL DEFAULT now(),
    CHECK ((password_hash IS NULL) = (password_salt IS NULL)),
    CHECK ((password_hash IS NULL) = (totp_sealed IS NULL))
);

-- The areas of a manager of areas, and the shops of a manager of shops. A right that ended is kept.
CREATE TABLE manager_area (
    manager bigint NOT NULL REFERENCES manager,
    area    bigint NOT NULL REFERENCES area,
    holds   boolean NOT NULL DEFAULT true,
    PRIMARY KEY (manager, area)
);

CREATE TABLE manager_shop (
    manager bigint NOT NULL REFERENCES manager,
    shop    bigint NOT NULL REFERENCES shop,
    holds   boolean NOT NULL DEFAULT true,
    PRIMARY KEY (manager, shop)
);

CREATE TABLE passkey (
    credential bytea PRIMARY KEY,
    manager    bigint NOT NULL REFERENCES manager,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL,
    agent      text NOT NULL DEFAULT '',        -- the browser that made it
    made_at    timestamptz NOT NULL,
    used_at    timestamptz,
    removed_at timestamptz
);

CREATE INDEX passkey_by_manager ON passkey (manager);

CREATE TABLE recovery_code (
    manager     bigint NOT NULL REFERENCES manager,
    code_sha256 bytea NOT NULL,
    made_at     timestamptz NOT NULL,
    used_at     timestamptz,
    ended_at    timestamptz,                    -- newer ones took its place
    PRIMARY KEY (manager, code_sha256)
);

CREATE TABLE manager_session (
    token_sha256 bytea PRIMARY KEY,
    manager      bigint NOT NULL REFERENCES manager,
    how          text NOT NULL CHECK (how IN ('password', 'recovery', 'passkey', 'invitation')),
    made_at      timestamptz NOT NULL,
    seen_at      timestamptz NOT NULL,
    ended_at     timestamptz,
    agent        text NOT NULL DEFAULT '',
    address      text NOT NULL DEFAULT ''
);

CREATE INDEX manager_session_living ON manager_session (manager) WHERE ended_at IS NULL;

-- Good once: the first sign-in sets a password with codes, or a passkey.
CREATE TABLE invitation (
    token_sha256 bytea PRIMARY KEY,
    manager      bigint NOT NULL REFERENCES manager,
    made_at      timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    used_at      timestamptz
);

-- What a passkey was asked to sign, good once. The row of one that ended is used again.
CREATE TABLE passkey_challenge (
    token_sha256 bytea PRIMARY KEY,
    challenge    bytea NOT NULL,
    expires_at   timestamptz NOT NULL
);

CREATE INDEX passkey_challenge_ended ON passkey_challenge (expires_at);

-- Tries to sign in, counted by account and by address. Which of the slots follows from a hash, so
-- that whoever tries a million names makes no million rows.
CREATE TABLE sign_in_try (
    slot  integer PRIMARY KEY,
    tries integer NOT NULL,
    since timestamptz NOT NULL
);
