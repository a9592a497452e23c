-- What each role may do, applied whole after every migration. Nobody may delete or truncate.
GRANT USAGE ON SCHEMA public TO office_write, office_collect, office_read;

GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO office_write;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO office_write, office_collect;
