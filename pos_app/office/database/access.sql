-- What each role may do, applied whole after every migration. Nobody may delete or truncate.
GRANT USAGE ON SCHEMA public TO office_write, office_collect, office_read;

GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO office_write;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO office_write, office_collect;

-- What was shipped and what was done is never edited, by no name of the table.
REVOKE UPDATE ON event, office_event FROM office_write;
DO $$
DECLARE
    part regclass;
BEGIN
    FOR part IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'event'::regclass LOOP
        EXECUTE format('REVOKE INSERT, UPDATE ON %s FROM office_write', part);
    END LOOP;
END $$;

-- Providers' keys: sealed, and read by nobody but the process that opens them.
REVOKE ALL ON account FROM office_write;
GRANT SELECT (account, org, provider, name, mode, mark, base_url, path_token_sha256,
              path_token_sealed, lease_holder, lease_until, fence, collected_at, trouble,
              missed_from, missed_until)
    ON account TO office_write;

GRANT SELECT ON org, shop, till, account_shop, sale TO office_collect;
GRANT SELECT, INSERT, UPDATE ON account, call, hook_watch TO office_collect;
GRANT INSERT ON account_shop TO office_collect;
GRANT SELECT, INSERT ON office_event TO office_collect;
