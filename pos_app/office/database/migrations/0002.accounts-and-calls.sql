-- What providers said, and whose it is.

CREATE TABLE account (
    account           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    org               bigint NOT NULL REFERENCES org,
    provider          text NOT NULL,
    name              text NOT NULL DEFAULT '',
    mode              text NOT NULL DEFAULT 'queue' CHECK (mode IN ('queue', 'webhook')),
    mark              text NOT NULL DEFAULT '',     -- tells it from another, without its key
    base_url          text NOT NULL DEFAULT '',
    path_token_sha256 bytea NOT NULL UNIQUE,
    path_token_sealed bytea,                        -- tills are told the address
    secret_sealed     bytea,                        -- NULL: the shop keeps its key, and calls are stored blind
    lease_holder      text NOT NULL DEFAULT '',
    lease_until       timestamptz,
    fence             bigint NOT NULL DEFAULT 0,
    collected_at      timestamptz,                  -- the whole queue was read and stored
    trouble           text NOT NULL DEFAULT ''
);

CREATE TABLE account_shop (
    account bigint NOT NULL REFERENCES account,
    shop    bigint NOT NULL REFERENCES shop,
    PRIMARY KEY (account, shop)
);

-- Whatever a provider said, by call or in its queue, byte for byte. The same words again are the
-- same row.
CREATE TABLE call (
    account      bigint NOT NULL,
    mark         bytea NOT NULL,                    -- SHA-256 of the body; of a blind call's headers, too
    kind         text NOT NULL CHECK (kind IN ('webhook', 'entry')),
    received_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    headers      text NOT NULL,                     -- JSON
    body         bytea NOT NULL,
    about        text NOT NULL DEFAULT '',
    signature    text NOT NULL DEFAULT '',
    payment      text NOT NULL DEFAULT '',          -- the provider's id of it, where it tells of one
    reference    text NOT NULL DEFAULT '',
    sale         text NOT NULL DEFAULT '',
    till         integer,                           -- whose it is, as far as that is known
    done_at      timestamptz,                       -- the till said that it is durable there
    delivered_at timestamptz,                       -- it is in the till's chain
    acknowledged_at timestamptz,                    -- it left the provider's queue
    taken_by     text NOT NULL DEFAULT '',
    why          text NOT NULL DEFAULT '',
    PRIMARY KEY (account, mark)
);

CREATE INDEX call_undelivered ON call (till, received_at) WHERE delivered_at IS NULL;
CREATE INDEX call_by_payment ON call (account, payment) WHERE payment <> '';

-- Tills of this account that have looked at a call without an owner and said it is not theirs.
CREATE TABLE call_seen (
    account bigint NOT NULL,
    mark    bytea NOT NULL,
    till    integer NOT NULL,
    PRIMARY KEY (account, mark, till)
);
