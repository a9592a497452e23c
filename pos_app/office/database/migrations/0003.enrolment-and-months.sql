-- How tills prove who they are, and the months of events.

CREATE UNIQUE INDEX till_by_token ON till (token_sha256);
CREATE UNIQUE INDEX till_by_next_token ON till (next_token_sha256);
CREATE INDEX till_by_shop ON till (shop);

-- Reads a till's events back, for an hour after a manager's code allowed it.
ALTER TABLE till ADD COLUMN restore_sha256 bytea UNIQUE, ADD COLUMN restore_until timestamptz;

-- The session was another computer's, which was heard then: the same question gets this again.
ALTER TABLE till ADD COLUMN session_at timestamptz, ADD COLUMN session_clone_at timestamptz;

-- The first letters of a code name it, so that tries with wrong ones count against it. The row of
-- one that ended long ago is used again.
ALTER TABLE enrolment ADD COLUMN named text UNIQUE;

-- A month of events that lies elsewhere, and the last event of each chain in it: what is left is
-- verified from there.
CREATE TABLE archived (
    month  date NOT NULL,
    shop   bigint NOT NULL,
    till   integer NOT NULL,
    branch smallint NOT NULL,
    head_seq  bigint NOT NULL,
    head_hash bytea NOT NULL,
    archived_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (shop, till, branch, month)
);

-- Makes the months from this one on. The office may call it, and change no table otherwise. A month
-- is made apart and then attached, which holds nobody up; events that came before it was made are in
-- the DEFAULT table, and are moved. Returns how many it made.
CREATE FUNCTION make_event_months(first_month date, months integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET lock_timeout = '2s'
AS $$
DECLARE
    month date;
    part text;
    made integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(1048270);     -- one at a time
    FOR place IN 0 .. months - 1 LOOP
        month := (date_trunc('month', first_month::timestamp) + make_interval(months => place))::date;
        part := 'event_' || to_char(month, 'YYYY_MM');
        CONTINUE WHEN to_regclass(part) IS NOT NULL;
        EXECUTE format('CREATE TABLE %I (LIKE event INCLUDING ALL)', part);
        LOCK TABLE event_default IN SHARE ROW EXCLUSIVE MODE;
        EXECUTE format('WITH moved AS (DELETE FROM event_default WHERE month = %L RETURNING *)'
                       ' INSERT INTO %I SELECT * FROM moved', month, part);
        EXECUTE format('ALTER TABLE event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                       part, month, (month + interval '1 month')::date);
        EXECUTE format('GRANT SELECT ON %I TO office_write', part);  -- to verify it once it is apart
        made := made + 1;
    END LOOP;
    RETURN made;
END
$$;
REVOKE ALL ON FUNCTION make_event_months(date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION make_event_months(date, integer) TO office_write;
