"""The cash drawer in the journal: what it began with, and the cash that moved since."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from pos_app.domain.books.drawer import (
    OF_THE_DRAWER,
    CashDrawer,
    CashKind,
    CashLine,
    known_from,
    moved_by,
)
from pos_app.domain.books.takings import GIVEN_BACK
from pos_app.domain.money import Currency, Money
from pos_app.journal.books.sums import apart, together
from pos_app.journal.codec import note_from_text, word_for
from pos_app.journal.disk_failures import as_we_wrote_it
from pos_app.journal.sqlite_library import Database

_WORDS = [word_for(kind) for kind in OF_THE_DRAWER]
_LEFT = ", ".join(f"'{kind.value}'" for kind in sorted(GIVEN_BACK))


def drawer_of(db: Database, currency: Currency, cash_methods: Sequence[str]) -> CashDrawer:
    """Returns the drawer's cash of one currency, as it has to be now: its beginning first, then
    what moved, in the order of the journal."""
    with as_we_wrote_it():
        since, begins, moved = _from_notes(db, currency)
        sold = _from_sales(db, since, currency, cash_methods)
        lines = sorted([*moved, *sold], key=lambda line: line.seq)
    return CashDrawer(currency=currency, lines=(*begins, *lines))


def drawers_of(
    db: Database, currency: Currency, cash_methods: Sequence[str]
) -> Sequence[CashDrawer]:
    """Returns the drawer's cash: of this currency first, then of every other one that is in it."""
    own = drawer_of(db, currency, cash_methods)
    with as_we_wrote_it():
        others = [
            one
            for one in Currency
            if one is not currency and (_was_sold_in(db, one, cash_methods) or _is_noted(db, one))
        ]
    known = (drawer_of(db, one, cash_methods) for one in others)
    return [own, *(drawer for drawer in known if drawer.expected.minor)]


def _is_noted(db: Database, currency: Currency) -> bool:
    """Returns whether somebody may have counted or moved cash of this currency: a note names it."""
    marks = ", ".join(f"'{word}'" for word in _WORDS)
    query = f"""
        SELECT EXISTS (
            SELECT 1 FROM events WHERE sale = '' AND kind IN ({marks}) AND instr(data, ?)
        )
    """  # noqa: S608 - of this file
    (found,) = db.conn.execute(query, [f'"{currency.code}"']).fetchone()
    return bool(found)


def _was_sold_in(db: Database, currency: Currency, cash_methods: Sequence[str]) -> bool:
    """Returns whether a sale ever brought or took cash of this currency. Looks into the index once
    a day of the ledger, and not at every movement."""
    marks = ", ".join("?" * len(cash_methods))
    query = f"""
        WITH RECURSIVE days (day) AS (
            SELECT MIN(day) FROM ledger
            UNION ALL
            SELECT (SELECT MIN(day) FROM ledger WHERE day > days.day) FROM days
            WHERE days.day IS NOT NULL
        )
        SELECT EXISTS (
            SELECT 1 FROM days CROSS JOIN ledger ON ledger.day = days.day
            WHERE ledger.method IN ({marks}) AND ledger.currency = ?
        )
    """  # noqa: S608 - of this file
    (found,) = db.conn.execute(query, [*cash_methods, currency.code]).fetchone()
    return bool(found)


def _from_notes(
    db: Database, currency: Currency
) -> tuple[int, Sequence[CashLine], Sequence[CashLine]]:
    """Returns since which event the drawer is known, with what, and what people moved since."""
    marks = ", ".join(f"'{word}'" for word in _WORDS)
    query = f"""
        SELECT seq, at, kind, data FROM events
        WHERE sale = '' AND kind IN ({marks}) ORDER BY seq DESC
    """  # noqa: S608 - of this file
    moved: list[CashLine] = []
    for seq, moment, word, data in db.conn.execute(query):
        note, at = note_from_text(word, data), datetime.fromisoformat(moment)
        if begins := known_from(seq, note, at, currency):
            return seq, [begins], moved
        if line := moved_by(seq, note, at, currency):
            moved.append(line)
    return 0, [], moved


def _from_sales(
    db: Database, since: int, currency: Currency, cash_methods: Sequence[str]
) -> Iterator[CashLine]:
    marks = ", ".join("?" * len(cash_methods))
    where = f"ledger.seq > ? AND ledger.currency = ? AND ledger.method IN ({marks})"
    values = [since, currency.code, *cash_methods]
    sold = f"""
        SELECT cashier, COUNT(*), MAX(seq), MAX(at), {apart("amount")} FROM ledger
        WHERE {where} AND kind NOT IN ({_LEFT}) GROUP BY cashier
    """  # noqa: S608 - of this file
    for by, count, seq, at, *sums in db.conn.execute(sold, values):
        yield CashLine(
            seq=seq,
            kind=CashKind.SALES,
            at=datetime.fromisoformat(at),
            amount=Money(together(*sums), currency),
            by=by,
            count=count,
        )
    back = f"""
        SELECT ledger.seq, ledger.at, ledger.amount, ledger.cashier, ledger.allowed_by,
               parent.number
        FROM ledger JOIN sales ON sales.id = ledger.sale
            LEFT JOIN sales AS parent ON parent.id = sales.parent
        WHERE {where} AND ledger.kind IN ({_LEFT})
    """  # noqa: S608 - of this file
    for seq, at, minor, cashier, allowed_by, number in db.conn.execute(back, values):
        yield CashLine(
            seq=seq,
            kind=CashKind.GIVEN_BACK,
            at=datetime.fromisoformat(at),
            amount=Money(minor, currency),
            by=allowed_by or cashier,
            number=number,
        )
