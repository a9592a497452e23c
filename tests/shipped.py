"""A journal's events put into an office's database as they lie, without a server between."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from sqlite3 import connect
from typing import NamedTuple

import psycopg
from psycopg import Connection

from pos_app.domain.audit_notes import NOTES, Note
from pos_app.domain.events import Event
from pos_app.journal.chain import BEGINNING, link
from pos_app.journal.codec import event_to_text, instant_text, word_of

MONTH = date(2026, 11, 1)
Line = tuple[int, str, str, str, str, str, str]  # as in the journal's table

_COPY = b"COPY event (month, shop, till, branch, seq, sale, at, kind, data, hash) FROM STDIN"
_BRANCH = b"""
    INSERT INTO branch (shop, till, branch, parent, from_seq, head_seq, head_hash, heard_at)
    VALUES (%s, %s, %s, %s, %s, %s, decode(%s, 'hex'), now())
    ON CONFLICT (shop, till, branch) DO UPDATE
        SET head_seq = excluded.head_seq, head_hash = excluded.head_hash, heard_at = now()
"""


class ShippedTill(NamedTuple):
    shop: int
    till: int
    public: str


def new_till(url: str, public: str = "till-1", shop: int | None = None) -> ShippedTill:
    with psycopg.connect(url) as db:
        if shop is None:
            shop = _made(
                db,
                b"""WITH o AS (INSERT INTO org (name) VALUES ('Boa Vista') RETURNING org)
                INSERT INTO shop (org, name, zone, country)
                SELECT org, 'Mercearia', 'Africa/Luanda', 'AO' FROM o RETURNING shop""",
            )
        insert = b"INSERT INTO till (shop, public, name) VALUES (%s, %s, 'Caixa 1') RETURNING till"
        return ShippedTill(shop, _made(db, insert, [shop, public]), public)


def _made(db: Connection[tuple[object, ...]], query: bytes, values: Sequence[object] = ()) -> int:
    row = db.execute(query, values).fetchone()
    assert row
    return int(str(row[0]))


def lines_of(journal: Path) -> list[Line]:
    db = connect(journal)
    try:
        query = "SELECT seq, till, sale, at, kind, data, hash FROM events ORDER BY seq"
        return db.execute(query).fetchall()
    finally:
        db.close()


def ship(
    url: str,
    till: ShippedTill,
    lines: Sequence[Line],
    branch: int = 0,
    parent: int | None = None,
    from_seq: int = 0,
    month: date = MONTH,
) -> None:
    """Stores the events of a branch, in one transaction with its head."""
    with psycopg.connect(url) as db:
        with db.cursor() as cursor, cursor.copy(_COPY) as copy:
            for seq, _, sale, at, kind, data, proof in lines:
                key = (month, till.shop, till.till, branch, seq)
                copy.write_row((*key, sale, at, kind, data, bytes.fromhex(proof)))
        seq, *_, head = lines[-1] if lines else (from_seq, BEGINNING)
        db.execute(_BRANCH, [till.shop, till.till, branch, parent, from_seq, seq, head])
        db.execute(
            b"UPDATE till SET branch = greatest(branch, %s) WHERE till = %s", [branch, till.till]
        )


def chained(
    public: str,
    steps: Iterable[tuple[str, datetime, Event | Note]],
    after: Line | None = None,
) -> list[Line]:
    """Returns events as a till would write them after that one."""
    seq, head = (after[0], after[6]) if after else (0, BEGINNING)
    lines = list[Line]()
    for sale, at, event in steps:
        assert (sale == "") == (type(event) in NOTES.values())
        seq += 1
        row = (seq, public, sale, instant_text(at), word_of(event), event_to_text(event))
        head = link(head, *row)
        lines.append((*row, head))
    return lines


def at(minute: int, day: int = 27) -> datetime:
    """Returns an instant of November 2026, in the morning."""
    return datetime(2026, 11, day, 9, 0, tzinfo=UTC).replace(minute=minute)
