"""What the database tells of the office's state, in one short look."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from psycopg.rows import class_row

from pos_app.office.database.connections import Connection, Pool
from pos_app.office.database.migrator import DONE, steps

_LOOKS_WITHIN = 2.0  # seconds until a connection is free
# Nobody waits longer for what is only looked at.
_LIMIT = b"SET LOCAL statement_timeout = '3s'"

# Made ahead: months without a gap from the present one on.
_LOOK = b"""
SELECT
    clock_timestamp() AS now,
    pg_database_size(current_database()) AS size,
    (SELECT coalesce(max(extract(epoch FROM now() - xact_start)), 0)::float FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()) AS oldest_transaction,
    (SELECT count(*) FROM event_default) AS strays,
    (SELECT count(*) FROM generate_series(0, 2) ahead WHERE to_regclass(
        'event_' || to_char(now() AT TIME ZONE 'UTC' + make_interval(months => ahead), 'YYYY_MM'))
        IS NOT NULL) AS months,
    (SELECT count(*) FROM till WHERE state = 'active') AS tills,
    (SELECT count(*) FROM till t JOIN branch b USING (shop, till, branch)
        WHERE t.state = 'active' AND b.heard_at > now() - interval '1 hour') AS tills_heard,
    (SELECT count(*) FROM till WHERE abs(extract(epoch FROM clock_off)) > 300
        AND state = 'active') AS clocks_off,
    (SELECT count(*) FROM till WHERE clone_seen_at > now() - interval '1 day') AS clones,
    (SELECT count(*) FROM branch
        WHERE branch > 0 AND opened_at > now() - interval '1 day') AS forks,
    folds.behind AS fold_behind, folds.stuck AS folds_stuck,
    calls.waiting AS calls_waiting, calls.oldest AS oldest_call,
    accounts.lag AS collector_lag, accounts.troubled AS accounts_troubled,
    archiver.fails AS archive_fails
FROM
    (SELECT coalesce(sum(greatest(b.head_seq - greatest(f.folded_seq, b.from_seq), 0)), 0)::bigint
                AS behind,
            count(*) FILTER (WHERE f.stuck_at IS NOT NULL) AS stuck
        FROM branch b LEFT JOIN fold f USING (shop, till, branch)) folds,
    (SELECT count(*) AS waiting,
            coalesce(extract(epoch FROM now() - min(received_at)), 0)::float AS oldest
        FROM call WHERE delivered_at IS NULL AND taken_by = '') calls,
    (SELECT coalesce(max(extract(epoch FROM now() - collected_at))
                FILTER (WHERE mode = 'queue' AND lease_holder <> ''), 0)::float AS lag,
            count(*) FILTER (WHERE trouble <> '') AS troubled
        FROM account) accounts,
    (SELECT count(*) > 0 AS fails FROM pg_stat_archiver
        WHERE last_failed_time > coalesce(last_archived_time, '-infinity')) archiver
"""


@dataclass(frozen=True)
class DatabaseLook:
    """Ages and lags in seconds; `size` in bytes; the rest are numbers of rows. `now` is the
    database's clock. `months`: of this month and the next two, those that have a place."""

    now: datetime
    size: int
    oldest_transaction: float
    strays: int
    months: int
    tills: int
    tills_heard: int
    clocks_off: int
    clones: int
    forks: int
    fold_behind: int
    folds_stuck: int
    calls_waiting: int
    oldest_call: float
    collector_lag: float
    accounts_troubled: int
    archive_fails: bool

    def figures(self) -> dict[str, float]:
        told: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(self)[1:]}
        return {name: float(value) for name, value in told.items()}


async def look(pool: Pool) -> DatabaseLook:
    """Raises psycopg.Error, also where the schema is of another version."""
    async with pool.connection(_LOOKS_WITHIN) as connection, connection.transaction():
        await connection.execute(_LIMIT)
        async with connection.cursor(row_factory=class_row(DatabaseLook)) as cursor:
            found = await (await cursor.execute(_LOOK)).fetchone()
    if found is None:
        raise AssertionError("one row without a condition")
    return found


async def steps_missing(connection: Connection) -> list[str]:
    """Returns the steps of this version's schema that the database lacks. Raises psycopg.Error."""
    there = {name for (name,) in await (await connection.execute(DONE)).fetchall()}
    return [name for name in steps() if name not in there]
