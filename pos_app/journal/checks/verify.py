"""Full verification of a journal: file, guards, hash chain, every fold, known payments, and heads.

A head that somebody wrote down has to be in the chain still.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from pos_app.domain.audit_notes import Rebuilt
from pos_app.journal.books.ledger import clocks_in, closings_in
from pos_app.journal.chain import BEGINNING, Chain, Row, link_or_none
from pos_app.journal.chain_heads import KeptHead, head_problems
from pos_app.journal.checks.replay import WHOLE, Chosen, Partition, Replay, Share
from pos_app.journal.checks.schema_check import made_by_newer, page_problems, shape_problems
from pos_app.journal.disk_failures import UNREADABLE
from pos_app.journal.sqlite_library import Database
from pos_app.ports.journal import Head

MOST = 100  # problems of one sort that are listed one by one


@dataclass
class Verification:
    """The checked parts and the problems. `head` is the hash of the last event, `last` is its
    number. `doubles` are movements of money that two sales were given: the journal is sound and
    says so, and a person has to ask the provider."""

    events: int = 0
    sales: int = 0
    head: str = BEGINNING
    last: int = 0
    problems: list[str] = field(default_factory=list)
    doubles: list[str] = field(default_factory=list)
    rebuilt: list[str] = field(default_factory=list)  # when the file was made again, and by whom
    events_are_sound: bool = False

    @property
    def sound(self) -> bool:
        return not self.problems

    @property
    def can_be_rebuilt(self) -> bool:
        """Whether rebuilding the file from its events would repair all problems."""
        return self.events_are_sound and not self.sound


def verify(db: Database, heads: Sequence[KeptHead] = (), share: Partition = WHOLE) -> Verification:
    """Reads every event once and compares it with heads that were written down earlier, and with
    the rows of a share of the sales. Any damage to the file is a problem in the result, and never
    raised."""
    return _read(db, lambda verdict: _look_at_all(db, heads, share, verdict))


def verify_sales(db: Database, share: Partition) -> Verification:
    """Does a share's part of `verify`; the caller does the other part elsewhere."""
    return _read(db, lambda verdict: _look_at_sales(db, share, verdict))


def verify_since(db: Database, since: Head) -> Verification:
    """Does the part of `verify` that concerns what came after an event up to which the journal was
    verified before: the chain from there on, and the rows of every sale that has an event in it.

    Every page is read, and the rows of other sales are not.
    """
    return _read(db, lambda verdict: _look_at_new(db, since, verdict))


def _read(db: Database, look: Callable[[Verification], None]) -> Verification:
    """Reads the file at one moment, while its till goes on selling."""
    verdict = Verification()
    try:
        db.conn.execute("BEGIN")
        try:
            look(verdict)
        finally:
            db.conn.rollback()
    except (sqlite3.DatabaseError, MemoryError) as error:
        if _is_no_text(error) and db.conn.text_factory is str:
            return _read_bytes(db, look)
        verdict.problems += _told([f"the file cannot be read on: {error}"])
    return verdict


def _is_no_text(error: Exception) -> bool:
    """Returns whether Python, and not SQLite, complains of bytes in a text that are no UTF-8."""
    no_code = getattr(error, "sqlite_errorcode", None) is None
    return isinstance(error, sqlite3.OperationalError) and no_code


def _read_bytes(db: Database, look: Callable[[Verification], None]) -> Verification:
    db.conn.text_factory = lambda raw: raw.decode(errors="surrogateescape")
    try:
        return _read(db, look)
    finally:
        db.conn.text_factory = str


def _look_at_all(
    db: Database, heads: Sequence[KeptHead], share: Partition, verdict: Verification
) -> None:
    verdict.problems += _told(page_problems(db.conn))
    chain, folds, strange = Chain(), Replay(share, clocks_in(db), closings_in(db)), list[str]()
    try:
        for row in _rows(db, WHOLE):
            verdict.events += 1
            chain.follow(row)
            strange += _fold(db, folds, row)
    finally:
        verdict.last, (verdict.head,) = chain.seq, _told([str(chain.hash)])
        verdict.problems += [*_told(chain.problems()), *_told(strange)]
    told = [*head_problems(db, heads, folds.restored)]
    verdict.events_are_sound = not (told or chain.gaps or chain.changed or strange)
    verdict.problems += _told(told)
    verdict.rebuilt += [_rebuilt(note) for note in folds.rebuilt]
    verdict.problems += _told(shape_problems(db))
    _compare(db, folds, verdict)


def _look_at_new(db: Database, since: Head, verdict: Verification) -> None:
    verdict.problems += _told(page_problems(db.conn, quick=True))
    chain = Chain(since.number, since.hash)
    query = f"SELECT {_COLUMNS} FROM events WHERE seq > ? ORDER BY seq"  # noqa: S608 - of this file
    for row in db.conn.execute(query, [since.number]):
        chain.follow(row)
    verdict.last, (verdict.head,) = chain.seq, _told([str(chain.hash)])
    verdict.problems += _told(chain.problems())
    (verdict.events,) = db.conn.execute("SELECT COUNT(*) FROM events").fetchone()
    if verdict.events != chain.seq and not chain.gaps:
        verdict.problems.append(f"of {chain.seq} events {verdict.events} are there")
    verdict.problems += _told(shape_problems(db))
    touched = db.conn.execute("SELECT DISTINCT sale FROM events WHERE seq > ?", [since.number])
    _look_at_sales(db, Chosen.of(sale_id for (sale_id,) in touched), verdict)


def _look_at_sales(db: Database, share: Share, verdict: Verification) -> None:
    folds = Replay(share, clocks_in(db), closings_in(db))
    strange = [told for row in _rows(db, share) for told in _fold(db, folds, row)]
    verdict.problems += _told(strange)
    _compare(db, folds, verdict)


_COLUMNS = "seq, till, sale, at, kind, data, hash"


def _rows(db: Database, share: Share) -> Iterable[Row]:
    where, values = share.where("sale") if share != WHOLE else ("", [])
    return db.conn.execute(f"SELECT {_COLUMNS} FROM events {where} ORDER BY seq", values)  # noqa: S608 - of this file


def _fold(db: Database, folds: Replay, row: Row) -> Sequence[str]:
    try:
        folds.take(row)
    except UNREADABLE as error:
        if not _is_intact(db, row):
            return ()  # it was changed, which the chain reports, and need not make sense
        if isinstance(error, KeyError):
            return (f"event {row[0]} was written by a newer version of this program: {error}",)
        return (f"event {row[0]} cannot be understood: {error!r}",)
    return ()


def _is_intact(db: Database, row: Row) -> bool:
    seq, till, sale, at, kind, data, kept = row
    query = "SELECT hash FROM events WHERE seq = ?"
    (before,) = db.conn.execute(query, [seq - 1]).fetchone() or (BEGINNING,)
    return kept == link_or_none(before, seq, till, sale, at, kind, data)


def _compare(db: Database, folds: Replay, verdict: Verification) -> None:
    verdict.sales = folds.sales
    if newer := made_by_newer(db):
        names = ", ".join(newer)
        told = f"a newer version of this program wrote the file, and can compare its rows: {names}"
        verdict.problems += _told([told])
    else:
        verdict.problems += _told(folds.problems(db))
        verdict.doubles += _told(folds.doubles(db))


def _rebuilt(note: Rebuilt) -> str:
    who = f" by {note.by}" if note.by else ""
    return f"made again from {note.events} events{who}: the file as it was is {note.put_aside}"


def _told(problems: Iterable[str]) -> Iterator[str]:
    """Limits the problems to as many as somebody reads, in printable letters, and counts the
    rest."""
    all_of_them = iter(problems)
    for problem in islice(all_of_them, MOST):
        yield problem.encode(errors="backslashreplace").decode()
    if more := sum(1 for _ in all_of_them):
        yield f"… and {more} more like these"
