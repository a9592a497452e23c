-- What the hooks and the collectors need to find what is on its way.

-- Calls without an owner, which are looked through again and again; and entries that are still in
-- their provider's queue.
CREATE INDEX call_unowned ON call (received_at) WHERE till IS NULL AND delivered_at IS NULL;
CREATE INDEX call_unacknowledged ON call (account) WHERE kind = 'entry' AND acknowledged_at IS NULL;

-- Since when, and until when, providers could call; and where the time before that began, from which
-- they may still repeat a call; and at which address of the office. One row.
CREATE TABLE hook_watch (
    one        boolean PRIMARY KEY DEFAULT true CHECK (one),
    up_since   timestamptz NOT NULL,
    up_until   timestamptz NOT NULL,
    lost_from  timestamptz NOT NULL,
    public_url text NOT NULL DEFAULT ''
);

-- Calls of this account that were turned away, from the first of a row of them to the last: their
-- provider may still repeat them.
ALTER TABLE account ADD COLUMN missed_from timestamptz, ADD COLUMN missed_until timestamptz;
