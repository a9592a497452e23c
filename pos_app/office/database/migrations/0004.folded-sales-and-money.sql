-- What the office understands of the events: made by the fold, and made again from them at any time.

-- Whether a `restored` note explains why this branch left its parent; or who has looked at it.
ALTER TABLE fold ADD COLUMN explained boolean NOT NULL DEFAULT false;
ALTER TABLE fold ADD COLUMN seen_by text NOT NULL DEFAULT '';
ALTER TABLE fold ADD COLUMN stuck_since timestamptz;
-- The last sale that was made on it.
ALTER TABLE fold ADD COLUMN last_day date;
ALTER TABLE fold ADD COLUMN last_sale_at timestamptz;
ALTER TABLE fold ADD COLUMN last_cashier text NOT NULL DEFAULT '';

-- All ways of a till, in whatever shop it was.
CREATE INDEX branch_by_till ON branch (till);

-- A sale as its events give it. What no question asks for by itself is in `rest`: JSON of the other
-- fields that differ from their default, as the till's own table names them.
CREATE TABLE sale (
    shop       bigint NOT NULL,
    till       integer NOT NULL,
    sale       text NOT NULL,
    branch     smallint NOT NULL,               -- by whose chain it counts
    first_seq  bigint NOT NULL,
    last_seq   bigint NOT NULL,
    number     bigint NOT NULL,
    day        date NOT NULL,                   -- its business day
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    method     text NOT NULL,
    purpose    text NOT NULL,
    state      text NOT NULL,
    currency   text NOT NULL,
    amount     bigint NOT NULL,                 -- minor units, as all amounts
    beside     bigint NOT NULL,                 -- that came beside the amount of the charge
    flags      text NOT NULL,
    phone      text COLLATE "C",
    reference  text COLLATE "C",
    parent     text,
    cashier    text NOT NULL,
    alone      boolean NOT NULL,                -- the till has lost it
    rest       text NOT NULL,
    PRIMARY KEY (shop, till, sale)
) WITH (fillfactor = 85);

CREATE INDEX sale_by_day ON sale (shop, day, created_at);
CREATE INDEX sale_by_phone ON sale (shop, phone) WHERE phone IS NOT NULL;
CREATE INDEX sale_by_reference ON sale (shop, reference) WHERE reference IS NOT NULL;
CREATE INDEX sale_by_amount ON sale (shop, amount, day);
CREATE INDEX sale_by_number ON sale (shop, number);
CREATE INDEX sale_by_parent ON sale (shop, till, parent) WHERE parent IS NOT NULL;
CREATE INDEX sale_unknown ON sale (shop, day, created_at) WHERE state = 'unknown';
CREATE INDEX sale_flagged ON sale (shop, day, created_at) INCLUDE (state) WHERE flags <> '';
CREATE INDEX sale_alone ON sale (shop, till) WHERE alone;

-- Money that came or left, as the till's own ledger has it: on the day on which it became known.
CREATE TABLE movement (
    shop        bigint NOT NULL,
    till        integer NOT NULL,
    branch      smallint NOT NULL,
    seq         bigint NOT NULL,
    day         date NOT NULL,
    sold_on     date NOT NULL,
    at          timestamptz NOT NULL,
    local       timestamp NOT NULL,             -- on the shop's wall
    kind        text NOT NULL,
    sale        text NOT NULL,
    method      text NOT NULL,
    amount      bigint NOT NULL,
    currency    text NOT NULL,
    cashier     text NOT NULL,
    allowed_by  text NOT NULL,
    fee         bigint,
    provider_at timestamptz,
    period      text NOT NULL,
    counts      boolean NOT NULL,               -- false where the living branch tells otherwise
    PRIMARY KEY (shop, till, branch, seq)
);

CREATE INDEX movement_by_day ON movement (shop, day, at);
CREATE INDEX movement_for_earlier ON movement (shop, till, sold_on) INCLUDE (seq, day)
    WHERE sold_on <> day AND counts;

-- Totals, changed by difference with the sales and movements that they are of. Rows of no sale stay.
CREATE TABLE day_total (
    shop     bigint NOT NULL,
    day      date NOT NULL,                     -- of the sale
    till     integer NOT NULL,
    method   text NOT NULL,
    purpose  text NOT NULL,
    state    text NOT NULL,
    currency text NOT NULL,
    n        bigint NOT NULL,
    amount   numeric NOT NULL,
    beside   numeric NOT NULL,
    PRIMARY KEY (shop, day, till, method, purpose, state, currency)
) WITH (fillfactor = 50);

CREATE TABLE day_money (
    shop     bigint NOT NULL,
    day      date NOT NULL,                     -- of the movement
    till     integer NOT NULL,
    method   text NOT NULL,
    kind     text NOT NULL,
    currency text NOT NULL,
    n        bigint NOT NULL,
    amount   numeric NOT NULL,
    fee      numeric NOT NULL,                  -- as far as providers say so
    PRIMARY KEY (shop, day, till, method, kind, currency)
) WITH (fillfactor = 50);

CREATE TABLE hour_money (
    shop     bigint NOT NULL,
    day      date NOT NULL,
    till     integer NOT NULL,
    hour     smallint NOT NULL,                 -- on the shop's wall
    currency text NOT NULL,
    n        bigint NOT NULL,                   -- of what came
    amount   numeric NOT NULL,
    PRIMARY KEY (shop, day, till, hour, currency)
) WITH (fillfactor = 50);

-- The money of a till's day that no close counts yet.
CREATE TABLE day_open (
    shop     bigint NOT NULL,
    till     integer NOT NULL,
    day      date NOT NULL,
    currency text NOT NULL,
    n        bigint NOT NULL,
    amount   numeric NOT NULL,
    PRIMARY KEY (shop, till, day, currency)
) WITH (fillfactor = 50);

CREATE INDEX day_open_left ON day_open (shop, day) WHERE n <> 0;

-- The closes of days, as the till wrote them.
CREATE TABLE till_close (
    shop   bigint NOT NULL,
    till   integer NOT NULL,
    branch smallint NOT NULL,
    seq    bigint NOT NULL,
    number bigint NOT NULL,                     -- 0 for one of an earlier version, without any
    day    date NOT NULL,
    until  date NOT NULL,                       -- the last day whose money it counts
    at     timestamptz NOT NULL,
    alone  boolean NOT NULL,
    hash   bytea NOT NULL,
    data   text NOT NULL,
    PRIMARY KEY (shop, till, branch, seq)
);

CREATE INDEX till_close_by_day ON till_close (shop, day);

-- By which zone and cut-off a till counts its days, from an event on.
CREATE TABLE till_clock (
    shop      bigint NOT NULL,
    till      integer NOT NULL,
    branch    smallint NOT NULL,
    seq       bigint NOT NULL,
    zone      text NOT NULL,
    starts_at text NOT NULL,
    PRIMARY KEY (shop, till, branch, seq)
);

-- What a till's chain tells of a provider's payment, by the provider's own id of it: then what the
-- provider told of it is delivered.
CREATE TABLE told_payment (
    shop     bigint NOT NULL,
    provider text NOT NULL,
    payment  text NOT NULL,
    till     integer NOT NULL,
    sale     text NOT NULL,
    at       timestamptz NOT NULL,
    lost     boolean NOT NULL,                  -- by a till that went on without it: it hears it again
    PRIMARY KEY (shop, provider, payment, till, sale)
);

-- The file of each month of events that is no longer here; `archived` has the heads that prove it.
CREATE TABLE archived_month (
    month       date PRIMARY KEY,
    file        text NOT NULL,
    sha256      bytea NOT NULL,
    events      bigint NOT NULL,
    archived_at timestamptz NOT NULL DEFAULT now()
);
