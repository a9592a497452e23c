-- What a manager may read, whatever the question: the rows of the transaction's shops, and of a
-- phone number the last three figures unless the transaction says otherwise. Applied whole after
-- every migration and after access.sql. `scoped.reading` makes such a transaction.
--
-- A policy is found by its name and never changed: what it means stands in the functions.
--
-- `event` has no policy: COPY refuses a table that has one, for all but roles that bypass them all,
-- and hosted servers give nobody that. So managers have no right to it nor to its partitions (a
-- partition asked by its own name would ignore the policy in any case), and read `event_seen`.

-- The shops and the rights of this transaction; none where it says nothing.
CREATE OR REPLACE FUNCTION app_shops() RETURNS bigint[] LANGUAGE sql STABLE AS
    $$ SELECT coalesce(nullif(current_setting('app.shops', true), ''), '{}')::bigint[] $$;
CREATE OR REPLACE FUNCTION app_sees_phones() RETURNS boolean LANGUAGE sql STABLE AS
    $$ SELECT coalesce(current_setting('app.sees_phones', true), '') = 'on' $$;

-- The accounts all of whose shops are the transaction's: their payments without an owner are its.
-- It looks at rows that its caller may not see, and tells nothing of them.
CREATE OR REPLACE FUNCTION app_accounts() RETURNS bigint[] LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS
    $$ SELECT coalesce(array_agg(account), '{}') FROM (
           SELECT account FROM account_shop
           GROUP BY account HAVING bool_and(shop = ANY (app_shops()))
       ) AS whole $$;

-- The last three figures, and the country, so that it still reads as a number: +244••••••777.
CREATE OR REPLACE FUNCTION masked_phone(phone text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT code || repeat('•', greatest(length(phone) - length(code) - 3, 0))
        || right(substr(phone, length(code) + 1), 3)
    FROM (SELECT coalesce(substring(phone FROM '^[+](?:244|258|1)'), '')) AS known (code)
$$;

-- JSON that a till wrote, with its phone numbers masked, and without the keys named. What is no
-- object of JSON shows nothing. Not jsonb, which reorders it. PostgreSQL takes no \u0000 apart, which
-- a provider may say: it becomes the sign for what cannot be shown.
CREATE OR REPLACE FUNCTION masked_data(data text, hidden text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    legible text := regexp_replace(data, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufffd', 'g');
    masked text := regexp_replace(
        legible, '("phone"\s*:\s*"(?:[+](?:244|258|1))?)[^"]*([0-9]{3})"', '\1••••••\2"', 'g'
    );
BEGIN
    RETURN (
        SELECT coalesce(json_object_agg(key, value)::text, '{}')
        FROM json_each(masked::json) WHERE key <> ALL (hidden)
    );
EXCEPTION WHEN data_exception THEN
    RETURN '{}';
END $$;

-- Policies: on every table that names a shop, of this version and of those after it, and on the few
-- that belong to shops by another way. The office's own roles see all rows of what they are granted.
DO $$
DECLARE
    mine constant text := 'shop = ANY ((SELECT app_shops())::bigint[])';
    one record;
BEGIN
    FOR one IN
        SELECT c.relname AS name, mine AS rule
        FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'shop' AND NOT a.attisdropped
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
            AND NOT c.relispartition AND c.relname <> 'event'
        UNION ALL VALUES
            ('org', 'org IN (SELECT org FROM shop)'),
            ('area', 'area IN (SELECT area FROM shop)'),
            ('account', 'account IN (SELECT account FROM account_shop)'),
            ('call', 'CASE WHEN till IS NOT NULL THEN till IN (SELECT till FROM till)'
                || ' ELSE account = ANY ((SELECT app_accounts())::bigint[]) END')
    LOOP
        CONTINUE WHEN EXISTS (
            SELECT FROM pg_policies
            WHERE schemaname = 'public' AND tablename = one.name AND policyname = 'of_shops'
        );
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', one.name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', one.name);
        EXECUTE format(
            'CREATE POLICY of_shops ON %I FOR SELECT TO office_read, office_views USING (%s)',
            one.name, one.rule
        );
        EXECUTE format(
            'CREATE POLICY of_the_office ON %I TO office_owner, office_write, office_collect'
            ' USING (true) WITH CHECK (true)',
            one.name
        );
    END LOOP;
END $$;

-- What managers may read: these tables, without these columns. No table is readable by itself.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM office_read, office_views;
DO $$
DECLARE
    one record;
    seen text;
BEGIN
    FOR one IN
        SELECT * FROM (VALUES
            ('org', '{}'::text[]), ('area', '{}'), ('shop', '{}'),
            ('till', '{token_sha256,next_token_sha256,restore_sha256,session,session_nonce}'),
            ('branch', '{}'), ('fold', '{}'), ('movement', '{}'),
            ('day_total', '{}'), ('day_money', '{}'), ('hour_money', '{}'), ('day_open', '{}'),
            ('till_clock', '{}'), ('told_payment', '{}'), ('archived_head', '{}'), ('archived', '{}'),
            ('sale', '{phone,rest}'), ('till_close', '{data}'),
            ('account', '{path_token_sha256,path_token_sealed,secret_sealed}'),
            ('account_shop', '{}'),
            ('call', '{headers,body,signature}')
        ) AS readable (name, hidden)
        WHERE to_regclass('public.' || name) IS NOT NULL
    LOOP
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO seen
        FROM pg_attribute
        WHERE attrelid = one.name::regclass AND attnum > 0 AND NOT attisdropped
            AND attname <> ALL (one.hidden);
        EXECUTE format('GRANT SELECT (%s) ON %I TO office_read', seen, one.name);
    END LOOP;
END $$;

-- Views belong to a role of their own, for which the policies hold as for managers: by it they read
-- the columns that managers may not. Nobody works under that role.
GRANT USAGE, CREATE ON SCHEMA public TO office_views;
GRANT SELECT ON event, sale, till_close TO office_views;
DROP VIEW IF EXISTS event_seen, sale_seen, sale_phone, till_close_seen;

-- What proves a person's PIN or recovery code is for nobody.
CREATE VIEW event_seen WITH (security_barrier) AS
    SELECT month, shop, till, branch, seq, sale, at, kind,
        CASE
            WHEN NOT (SELECT app_sees_phones())
                THEN masked_data(data, '{raw,body,request,detail,digest,sealed_code}')
            WHEN data ~ '"(digest|sealed_code)"' THEN masked_data(data, '{digest,sealed_code}')
            ELSE data
        END AS data
    FROM event
    WHERE shop = ANY ((SELECT app_shops())::bigint[]);

CREATE VIEW sale_seen WITH (security_barrier) AS
    SELECT shop, till, sale, branch, first_seq, last_seq, number, day, created_at, updated_at,
        method, purpose, state, currency, amount, beside, flags,
        CASE WHEN (SELECT app_sees_phones()) THEN phone ELSE masked_phone(phone) END AS phone,
        reference, parent, cashier, alone,
        CASE WHEN (SELECT app_sees_phones()) THEN rest ELSE masked_data(rest, '{detail,phone}') END AS rest
    FROM sale;

-- The whole numbers, to search by: with their index, and empty for whoever may not see them.
CREATE VIEW sale_phone WITH (security_barrier) AS
    SELECT shop, till, sale, phone FROM sale WHERE (SELECT app_sees_phones());

CREATE VIEW till_close_seen WITH (security_barrier) AS
    SELECT shop, till, branch, seq, number, day, until, at, alone, hash,
        CASE WHEN (SELECT app_sees_phones()) THEN data ELSE masked_data(data, '{}') END AS data
    FROM till_close;

ALTER VIEW event_seen OWNER TO office_views;
ALTER VIEW sale_seen OWNER TO office_views;
ALTER VIEW sale_phone OWNER TO office_views;
ALTER VIEW till_close_seen OWNER TO office_views;
GRANT SELECT ON event_seen, sale_seen, sale_phone, till_close_seen TO office_read;
REVOKE CREATE ON SCHEMA public FROM office_views;
