-- Who there is, and what the tills shipped. `shop` leads every key of what grows, so that it can be
-- distributed by shop later; org, shop and till are small, and then copied to every node.

CREATE TABLE org (
    org        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE area (
    area bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    org  bigint NOT NULL REFERENCES org,
    name text NOT NULL,
    UNIQUE (org, name)
);

CREATE TABLE shop (
    shop       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    org        bigint NOT NULL REFERENCES org,
    area       bigint REFERENCES area,
    name       text NOT NULL,
    zone       text NOT NULL,                  -- as the IANA names it
    country    text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (org, name)
);

CREATE TABLE till (
    till              integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    shop              bigint NOT NULL REFERENCES shop,
    public            text NOT NULL UNIQUE,     -- the id in the till's own events
    name              text NOT NULL,
    state             text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'left')),
    enrolled_at       timestamptz NOT NULL DEFAULT now(),
    version           text NOT NULL DEFAULT '',
    token_sha256      bytea,
    next_token_sha256 bytea,                    -- becomes the token when it is first used
    token_at          timestamptz,
    session           bigint NOT NULL DEFAULT 0,
    session_nonce     text NOT NULL DEFAULT '',
    clone_seen_at     timestamptz,              -- two computers ran as this till
    clock_off         interval,                 -- of the till's clock, at its last hello
    branch            smallint NOT NULL DEFAULT 0  -- the living one
);

CREATE TABLE enrolment (
    code_sha256 bytea PRIMARY KEY,
    shop        bigint NOT NULL REFERENCES shop,
    till        integer REFERENCES till,        -- that a new computer becomes, or NULL
    may_restore boolean NOT NULL DEFAULT false,
    made_by     text NOT NULL,
    made_at     timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz NOT NULL,
    tries_left  smallint NOT NULL DEFAULT 5,
    used_at     timestamptz
);

-- The head of each chain. Apart from the tills, whose rows change for other reasons; and from the
-- folds, whose lock would hold up the next batch. It changes with every batch: room is left for
-- that in its page.
CREATE TABLE branch (
    shop      bigint NOT NULL,
    till      integer NOT NULL,
    branch    smallint NOT NULL,
    parent    smallint,                         -- the branch it leaves, or NULL
    from_seq  bigint NOT NULL DEFAULT 0,        -- the last event that both have
    from_hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
    first_hash bytea,                           -- of its own first event, where it is known
    head_seq  bigint NOT NULL DEFAULT 0,
    head_hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
    opened_at timestamptz NOT NULL DEFAULT now(),
    heard_at  timestamptz,
    PRIMARY KEY (shop, till, branch)
) WITH (fillfactor = 50);

-- The events, verbatim: `data` as text to the byte, or the hash is wrong. By the month of receipt:
-- `at` is the till's claim. A sale's id is text because the till says so, whatever it looks like.
CREATE TABLE event (
    month  date NOT NULL,
    shop   bigint NOT NULL,
    till   integer NOT NULL,
    branch smallint NOT NULL,
    seq    bigint NOT NULL,
    sale   text NOT NULL,
    at     timestamptz NOT NULL,
    kind   text NOT NULL,
    data   text NOT NULL,
    hash   bytea NOT NULL,
    PRIMARY KEY (shop, till, branch, seq, month)
) PARTITION BY RANGE (month);

-- Rows in it are an alarm: nobody made the month's own partition.
CREATE TABLE event_default PARTITION OF event DEFAULT;

-- How far each chain is folded, and why it waits.
CREATE TABLE fold (
    shop       bigint NOT NULL,
    till       integer NOT NULL,
    branch     smallint NOT NULL,
    folded_seq bigint NOT NULL DEFAULT 0,
    stuck_at   bigint,
    stuck_why  text NOT NULL DEFAULT '',
    PRIMARY KEY (shop, till, branch)
) WITH (fillfactor = 50);

-- What managers and the office itself did: a chain of its own, hashed as the tills' events are.
CREATE TABLE office_event (
    seq  bigint PRIMARY KEY,
    at   timestamptz NOT NULL,
    who  text NOT NULL,
    kind text NOT NULL,
    data text NOT NULL,
    hash bytea NOT NULL
);
