"""A chain through its branches: what a branch does not have of its own, its parents have."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pos_app.office.database.connections import Connection
from pos_app.office.ingest.job import ChainKey
from pos_app.office.tills.known_till import KnownTill
from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import BEGINNING, EventRow

_BRANCHES = b"""
    SELECT b.branch, b.parent, b.from_seq, b.head_seq, encode(b.head_hash, 'hex'),
           b.branch = t.branch
    FROM branch b JOIN till t USING (shop, till)
    WHERE b.shop = %s AND b.till = %s
"""
_HASHES = b"""
    SELECT e.seq, encode(e.hash, 'hex')
    FROM unnest(%s::smallint[], %s::bigint[], %s::bigint[]) AS p(branch, after, upto)
    JOIN event e ON e.shop = %s AND e.till = %s AND e.branch = p.branch
                AND e.seq > p.after AND e.seq <= p.upto
"""
_ROWS = b"""
    SELECT e.seq, e.sale,
           to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'),
           e.kind, e.data, encode(e.hash, 'hex')
    FROM unnest(%s::smallint[], %s::bigint[], %s::bigint[]) AS p(branch, after, upto)
    JOIN event e ON e.shop = %s AND e.till = %s AND e.branch = p.branch
                AND e.seq > p.after AND e.seq <= p.upto
    ORDER BY e.seq LIMIT %s
"""


class Piece(NamedTuple):
    """The events of `branch` with numbers above `after`, up to `upto`."""

    branch: int
    after: int
    upto: int


class Lineage(NamedTuple):
    """A branch with its parents. `pieces` lie end to end, the oldest first; `head` is the
    branch's."""

    key: ChainKey
    head: Head
    pieces: Sequence[Piece]

    def within(self, after: int, upto: int) -> Sequence[Piece]:
        """Returns where the events above `after` and up to `upto` are."""
        cut = (Piece(one, max(low, after), min(high, upto)) for one, low, high in self.pieces)
        return [piece for piece in cut if piece.after < piece.upto]

    def holder_of(self, seq: int) -> int:
        """Returns the branch that has this event of its own; the oldest for the beginning."""
        held = (piece.branch for piece in self.pieces if piece.after < seq <= piece.upto)
        return next(held, self.pieces[0].branch)


async def lineage_of(connection: Connection, till: KnownTill, branch: int) -> Lineage:
    """Reads the chain of this branch. One that the office does not know, because it was restored to
    a moment before it, is the living one. Raises LookupError for a till without any."""
    rows = await (await connection.execute(_BRANCHES, [till.shop, till.till])).fetchall()
    known = {row[0]: row for row in rows}
    wanted = branch if branch in known else next((row[0] for row in rows if row[5]), None)
    if wanted is None:
        raise LookupError(f"till {till.till} has no chain")
    pieces: list[Piece] = []
    upto, at = known[wanted][3], wanted
    while True:
        _, parent, from_seq, *_ = known[at]
        pieces.append(Piece(at, from_seq if parent is not None else 0, upto))
        if parent is None:
            break
        at, upto = parent, min(upto, from_seq)
    head = Head(known[wanted][3], known[wanted][4])
    return Lineage(ChainKey(till.shop, till.till, wanted), head, pieces[::-1])


async def hashes(
    connection: Connection, lineage: Lineage, after: int, upto: int
) -> Mapping[int, str]:
    """Returns the hashes of the events above `after` and up to `upto`, by their numbers."""
    asked = [*_columns(lineage.within(after, upto)), *lineage.key[:2]]
    return dict(await (await connection.execute(_HASHES, asked)).fetchall())


async def hash_at(connection: Connection, lineage: Lineage, seq: int) -> str:
    """Returns the hash of this event; the beginning's for 0, and nothing where there is none."""
    if seq == 0:
        return BEGINNING.hash
    if seq == lineage.head.number:
        return lineage.head.hash
    return (await hashes(connection, lineage, seq - 1, seq)).get(seq, "")


async def rows_after(
    connection: Connection, lineage: Lineage, after: int, most: int
) -> list[EventRow]:
    """Returns the next events after that number, at most so many, as the till wrote them."""
    asked = [*_columns(lineage.within(after, after + most)), *lineage.key[:2], most]
    return [EventRow(*row) for row in await (await connection.execute(_ROWS, asked)).fetchall()]


def _columns(pieces: Sequence[Piece]) -> list[list[int]]:
    return [list(column) for column in zip(*pieces, strict=True)] or [[], [], []]
