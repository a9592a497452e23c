"""Whether the office is well: what keeps it from serving, and what somebody should look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import psycopg
from psycopg_pool import PoolTimeout

from pos_app.office.database.connections import Pool
from pos_app.office.operations.database_look import DatabaseLook, look, steps_missing

CLOCK_OFF = 5.0  # seconds between this computer and the database's
FOLD_BEHIND = 20_000  # events: a minute of the fold's own pace
CALL_WAITS = 300.0  # seconds
COLLECTOR_LAG = 120.0
TRANSACTION_HELD = 300.0  # a row that changes often cannot be cleared while one is open
MONTHS = 2  # this one and the next


class Wellness(StrEnum):
    """How bad it is. `LOOK`: it serves, and somebody should look. `DOWN`: it cannot serve."""

    WELL = "well"
    LOOK = "look"
    DOWN = "down"


@dataclass(frozen=True)
class HealthFinding:
    """One thing that is not as it should be. `name` is for scripts, `detail` for people."""

    name: str
    wellness: Wellness
    detail: str


@dataclass(frozen=True)
class OfficeHealth:
    """`look` is None where the database did not answer."""

    findings: tuple[HealthFinding, ...]
    look: DatabaseLook | None = None

    @property
    def wellness(self) -> Wellness:
        order = [*Wellness]
        return max((one.wellness for one in self.findings), key=order.index, default=Wellness.WELL)

    def told(self) -> dict[str, object]:
        """Returns what is told in JSON."""
        return {
            "status": self.wellness.value,
            "findings": [
                {"name": one.name, "status": one.wellness.value, "detail": one.detail}
                for one in self.findings
            ],
            "figures": self.look.figures() if self.look else {},
        }


async def health_of(pool: Pool) -> OfficeHealth:
    """Looks, and never raises for what a database can do."""
    try:
        async with pool.connection(2.0) as connection:
            missing = await steps_missing(connection)
        if missing:
            return OfficeHealth(
                (_down("schema", f"{', '.join(missing)} missing: run office migrate"),)
            )
        found = await look(pool)
    except psycopg.errors.UndefinedTable:
        return OfficeHealth((_down("schema", "the database is empty: run office migrate"),))
    except (psycopg.Error, PoolTimeout) as error:
        return OfficeHealth((_down("database", f"no answer: {type(error).__name__}"),))
    return OfficeHealth(tuple(judged(found, datetime.now(UTC))), found)


def judged(found: DatabaseLook, now: datetime) -> Iterator[HealthFinding]:
    """Yields what is not as it should be."""
    off = abs((now - found.now).total_seconds())
    for name, is_wrong, detail in (
        ("months", found.months < MONTHS, "the next month of events has no place yet"),
        ("strays", found.strays > 0, f"{found.strays} events in a month that nobody had made"),
        ("clock", off > CLOCK_OFF, f"this clock and the database's differ by {off:.0f} s"),
        ("fold", found.fold_behind > FOLD_BEHIND, f"{found.fold_behind} events are not folded"),
        (
            "stuck",
            found.folds_stuck > 0,
            f"{found.folds_stuck} tills have events that this version does not understand: update",
        ),
        (
            "calls",
            found.oldest_call > CALL_WAITS,
            f"{found.calls_waiting} calls of providers are in no till's chain yet",
        ),
        (
            "collector",
            found.collector_lag > COLLECTOR_LAG,
            f"a provider's queue was last read {found.collector_lag:.0f} s ago",
        ),
        ("accounts", found.accounts_troubled > 0, "a provider refuses an account: account list"),
        ("clones", found.clones > 0, f"{found.clones} tills run on two computers"),
        (
            "transaction",
            found.oldest_transaction > TRANSACTION_HELD,
            f"a transaction is open for {found.oldest_transaction:.0f} s",
        ),
        ("archive", found.archive_fails, "the database's log is not archived: see BACKUP.md"),
    ):
        if is_wrong:
            yield HealthFinding(name, Wellness.LOOK, detail)


def _down(name: str, detail: str) -> HealthFinding:
    return HealthFinding(name, Wellness.DOWN, detail)
