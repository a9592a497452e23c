"""The projector: folds what was stored, each till by itself and in order, as it comes.

Several may run at once, in as many processes: a till's cursor is locked by the one that folds it,
and the others pass it by. An event that cannot be folded stops its till there, and no other; it is
tried again when a program starts, and once a minute.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import psycopg

from pos_app.domain.books.shop_clock import Clocks, ShopClock
from pos_app.office.folding import reading_events
from pos_app.office.folding.deliveries import mark_delivered
from pos_app.office.folding.history import ClosedDay, History
from pos_app.office.folding.reading_events import Claimed, Db
from pos_app.office.folding.sale_row import Kept, storable
from pos_app.office.folding.stored import UNREADABLE, StoredEvent
from pos_app.office.folding.whole_till import fold_whole
from pos_app.office.folding.writing import Changes

TILLS_AT_ONCE = 64
EVENTS_AT_ONCE = 4_000  # of all tills of a transaction
# What PostgreSQL says of a number, a text or a key that it cannot keep; and what comes of a value
# that is of another kind than its event says, as no till writes it.
UNSTORABLE = (
    psycopg.DataError,
    psycopg.IntegrityError,
    psycopg.errors.ProgramLimitExceeded,
    *UNREADABLE,
)

_NEW = b"""
    INSERT INTO fold (shop, till, branch)
    SELECT b.shop, b.till, b.branch FROM branch b LEFT JOIN fold f USING (shop, till, branch)
    WHERE f.till IS NULL AND b.parent IS NULL
    ON CONFLICT DO NOTHING
"""
# Tills whose chain went on in another way that is not folded yet, or goes on in a lost one.
_PARTED = b"""
    SELECT DISTINCT b.till, t.public FROM branch b JOIN till t ON t.till = b.till
    LEFT JOIN fold f ON f.shop = b.shop AND f.till = b.till AND f.branch = b.branch
    WHERE f.till IS NULL AND b.parent IS NOT NULL
        OR f.folded_seq < b.head_seq AND f.stuck_at IS NULL
        AND EXISTS (SELECT 1 FROM branch o WHERE o.till = b.till AND o.branch > b.branch)
"""
_CLAIM = b"""
    SELECT f.shop, f.till, f.branch, f.folded_seq, t.public
    FROM fold f JOIN branch b USING (shop, till, branch) JOIN till t ON t.till = f.till
    WHERE b.head_seq > f.folded_seq AND f.stuck_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM branch o WHERE o.till = f.till AND o.branch > f.branch)
        AND (%s::int IS NULL OR f.till = %s)
    ORDER BY random() LIMIT %s FOR UPDATE OF f SKIP LOCKED
"""
_MOVE_ON = b"""
    UPDATE fold f SET folded_seq = m.seq, stuck_at = m.stuck, stuck_why = m.why,
        explained = f.explained OR m.explained,
        stuck_since = CASE WHEN m.stuck IS NULL THEN NULL ELSE coalesce(f.stuck_since, now()) END,
        last_day = coalesce(m.day, f.last_day), last_sale_at = coalesce(m.at, f.last_sale_at),
        last_cashier = coalesce(m.cashier, f.last_cashier)
    FROM unnest(%s::bigint[], %s::int[], %s::smallint[], %s::bigint[], %s::bigint[], %s::text[],
        %s::boolean[], %s::date[], %s::timestamptz[], %s::text[])
        AS m(shop, till, branch, seq, stuck, why, explained, day, at, cashier)
    WHERE f.shop = m.shop AND f.till = m.till AND f.branch = m.branch
"""
_STICK = b"""
    UPDATE fold f SET stuck_at = f.folded_seq + 1, stuck_since = now(),
        stuck_why = 'what it says fits no table: ' || %s
    WHERE f.till = %s AND f.branch = (SELECT max(branch) FROM branch b WHERE b.till = f.till)
"""
_STICK_ALL = b"""
    UPDATE fold SET stuck_at = folded_seq + 1, stuck_since = coalesce(stuck_since, now()),
        stuck_why = 'what it says fits no table: ' || %s
    WHERE till = %s
"""
_RETRY = b"""
    UPDATE fold SET stuck_at = NULL, stuck_why = '' WHERE (shop, till, branch) IN
        (SELECT shop, till, branch FROM fold WHERE stuck_at IS NOT NULL FOR UPDATE SKIP LOCKED)
"""


@contextmanager
def folding_connection(database: str, schema: str = "") -> Iterator[Db]:
    """Opens a connection that folds. With a schema, the owner's: its tables stand before the living
    ones."""
    path = f"{schema}, public" if schema else "public"
    options = f"-c timezone=UTC -c search_path={path.replace(' ', '')}"
    with psycopg.connect(database, autocommit=True, options=options) as db:
        if not schema:
            db.execute(b"SET ROLE office_write")
        yield db


class Projector:
    """Folds on one connection, in the caller's thread."""

    def __init__(
        self,
        db: Db,
        *,
        tills: int = TILLS_AT_ONCE,
        events: int = EVENTS_AT_ONCE,
        delivers: bool = True,
    ) -> None:
        self._db = db
        self._tills, self._events = tills, events
        self._delivers = delivers

    def retry_stuck(self) -> None:
        """Tries again where an event could not be folded: this may be another version."""
        self._db.execute(_RETRY)

    def catch_up(
        self,
        told: Callable[[Sequence[int]], object] = lambda _: None,
        is_over: Callable[[], bool] = lambda: False,
    ) -> int:
        """Folds until nothing is left that another does not fold, or until it is over; returns how
        many events. `told` hears the tills of each transaction after it."""
        done = 0
        self._db.execute(_NEW)
        for till, public in self._db.execute(_PARTED).fetchall():
            self._fold_whole(till, public)
            told([till])
        while not is_over():
            try:
                count, tills = self.step()
            except UNSTORABLE:
                count, tills = self._step_apart()
            if not tills:
                break
            told(tills)
            done += count
        if self._delivers:
            mark_delivered(self._db)
        return done

    def step(self, only: int | None = None, events: int = 0) -> tuple[int, Sequence[int]]:
        """Folds the next events of some tills in one transaction, or of one till; returns how many
        events, of which tills: none where nothing is left."""
        with self._db.transaction():
            found = self._db.execute(_CLAIM, [only, only, self._tills])
            claimed = [Claimed(*row) for row in found]
            if not claimed:
                return 0, ()
            most = events or max(self._events // len(claimed), 1)
            slices = reading_events.slices(self._db, claimed, most)
            before = self._sales_in(claimed, slices)
            histories = self._histories(claimed, before)
            changes = Changes()
            for one in claimed:
                history = histories[one.till]
                history.take_all(slices.get(one.till, ()))
                _add(changes, one, history, before.get(one.till, {}))
            changes.write(self._db)
            self._move_on(claimed, histories)
        for one in claimed:
            if histories[one.till].needs_all:
                self._fold_whole(one.till, one.public, everything=True)
            elif histories[one.till].needs_ways:
                self._fold_whole(one.till, one.public)
        folded = sum(histories[one.till].after - one.after for one in claimed)
        return folded, [one.till for one in claimed]

    def _step_apart(self) -> tuple[int, Sequence[int]]:
        """Folds each till by itself, after an event of one of them had what no table takes: there,
        that till is stuck."""
        done, tills = 0, list[int]()
        waiting = self._db.execute(_CLAIM, [None, None, None]).fetchall()
        for _, till, *_ in waiting:
            events = self._events
            while events:
                try:
                    count, folded = self.step(till, events)
                except UNSTORABLE as error:
                    events //= 2
                    if not events:
                        self._db.execute(_STICK, [_said(error), till])
                else:
                    done += count
                    tills += folded
                    break
        return done, tills or [till for _, till, *_ in waiting]

    def _sales_in(
        self, claimed: Sequence[Claimed], slices: Mapping[int, Sequence[StoredEvent]]
    ) -> Mapping[int, dict[str, Kept]]:
        """Returns the sales of these events that there are already."""
        wanted = {(till, stored.sale) for till, events in slices.items() for stored in events}
        publics = {one.till: one.public for one in claimed}
        return reading_events.sales(self._db, sorted(wanted), publics)

    def _histories(
        self, claimed: Sequence[Claimed], before: Mapping[int, dict[str, Kept]]
    ) -> Mapping[int, History]:
        known = reading_events.clocks(self._db, [one.till for one in claimed])
        return {
            one.till: History(
                shops={one.branch: one.shop},
                public=one.public,
                branch=one.branch,
                after=one.after,
                clocks=self._clocks(one, known.get(one.till, ())),
                sales=dict(before.get(one.till, {})),
                has_parted=one.branch != 0,
            )
            for one in claimed
        }

    def _clocks(self, one: Claimed, known: Sequence[tuple[int, int, ShopClock]]) -> Clocks:
        if not one.branch:
            return Clocks.of([(seq, clock) for _, seq, clock in known])
        lineage = reading_events.lineage(self._db, one.till)
        return reading_events.clocks_on(lineage, one.branch, known)

    def _move_on(self, claimed: Sequence[Claimed], histories: Mapping[int, History]) -> None:
        rows = [(one, histories[one.till]) for one in claimed]
        last = [history.last_sale for _, history in rows]
        self._db.execute(
            _MOVE_ON,
            [
                [one.shop for one, _ in rows],
                [one.till for one, _ in rows],
                [one.branch for one, _ in rows],
                [history.after for _, history in rows],
                [history.stuck_at for _, history in rows],
                [history.stuck_why for _, history in rows],
                [history.restored for _, history in rows],
                [sale.business_day if sale else None for sale in last],
                [sale.created_at if sale else None for sale in last],
                [storable(sale.cashier) if sale else None for sale in last],
            ],
        )

    def _fold_whole(self, till: int, public: str, *, everything: bool = False) -> None:
        try:
            with self._db.transaction():
                fold_whole(self._db, till, public, everything=everything)
        except psycopg.errors.LockNotAvailable:
            return  # another folds it
        except UNSTORABLE as error:
            self._db.execute(_STICK_ALL, [_said(error), till])


def _said(error: Exception) -> str:
    return storable(str(error).partition("\n")[0])


def _add(changes: Changes, one: Claimed, history: History, before: Mapping[str, Kept]) -> None:
    """Adds what a till's slice changed."""
    for sale_id in history.changed:
        if old := before.get(sale_id):
            changes.totals.sale(one.till, old, -1)
        kept = history.sales[sale_id]
        changes.totals.sale(one.till, kept, 1)
        changes.sale(one.till, kept)
    for step in history.steps:
        if isinstance(step, ClosedDay):
            changes.close(one.shop, one.till, step)
            until = step.closing.until
            changes.closed[one.till] = max(until, changes.closed.get(one.till, until))
            changes.totals.forget_unclosed(one.till, until)
        else:
            changes.movement(one.shop, one.till, one.branch, step.movement)
            changes.totals.movement(one.shop, one.till, step.movement, 1)
            changes.totals.unclosed(one.shop, one.till, step.movement)
    for stored, clock in history.new_clocks:
        changes.clock(one.shop, one.till, stored, clock)
    for told in history.payments:
        changes.payment(one.shop, one.till, told)
