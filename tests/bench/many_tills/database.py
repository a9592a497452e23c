"""The office's database before and after: tills that are known there, and what it then holds, asked
in plain SQL of its own."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import psycopg
from many_tills.till import Told

_SHOPS = 50
_VERIFY = b"""
    SELECT count(*) FROM (
        SELECT e.hash, lag(encode(e.hash, 'hex'), 1, repeat('0', 64)) OVER chain AS before,
               lag(e.seq, 1, 0::bigint) OVER chain AS seq_before, e.seq, t.public, e.sale,
               to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"') AS at,
               e.kind, e.data
        FROM event e JOIN till t USING (till)
        WINDOW chain AS (PARTITION BY e.shop, e.till, e.branch ORDER BY e.seq)
    ) row
    WHERE seq <> seq_before + 1 OR hash <> sha256(convert_to(
        '[' || to_json(before) || ', ' || seq || ', ' || to_json(public) || ', ' || to_json(sale)
        || ', ' || to_json(at) || ', ' || to_json(kind) || ', ' || to_json(data) || ']', 'UTF8'))
"""


@dataclass(frozen=True)
class Known:
    """A till as the office knows it, and the till its token."""

    shop: int
    number: int
    public: str
    token: str


@dataclass(frozen=True)
class Held:
    """What the office has. `wrong`: rows whose hash or number does not follow from the one before.
    `heads_differ`: tills whose head is not the last event that they made."""

    stored: int
    distinct: int
    heads_differ: int
    wrong: int


def add_tills(database: str, many: int) -> list[Known]:
    """Makes tills in some shops of one organisation, as enrolment leaves them."""
    with psycopg.connect(database) as connection:
        org = _value(connection.execute(b"INSERT INTO org (name) VALUES ('bench') RETURNING org"))
        shops = [
            _value(
                connection.execute(
                    b"INSERT INTO shop (org, name, zone, country) "
                    b"VALUES (%s, %s, 'Africa/Luanda', 'AO') RETURNING shop",
                    [org, f"Shop {place}"],
                )
            )
            for place in range(min(_SHOPS, many))
        ]
        return [_add(connection, shops[place % len(shops)], place) for place in range(many)]


def _add(connection: psycopg.Connection, shop: int, place: int) -> Known:
    public, token = f"{place:032x}", f"token-of-{place}"
    till = _value(
        connection.execute(
            b"INSERT INTO till (shop, public, name, token_sha256, token_at) "
            b"VALUES (%s, %s, %s, %s, now()) RETURNING till",
            [shop, public, f"Till {place}", hashlib.sha256(token.encode()).digest()],
        )
    )
    for table in (b"branch", b"fold"):
        connection.execute(
            b"INSERT INTO " + table + b" (shop, till, branch) VALUES (%s, %s, 0) "
            b"ON CONFLICT DO NOTHING",
            [shop, till],
        )
    return Known(shop, till, public, token)


def held(database: str, tills: Sequence[Told]) -> Held:
    with psycopg.connect(database) as connection:
        connection.execute(b"SET work_mem = '128MB'")
        stored = _value(connection.execute(b"SELECT count(*) FROM event"))
        distinct = _value(
            connection.execute(
                b"SELECT count(*) FROM (SELECT DISTINCT shop, till, branch, seq FROM event) e"
            )
        )
        wrong = _value(connection.execute(_VERIFY))
        heads = connection.execute(
            b"SELECT till, head_seq, encode(head_hash, 'hex') FROM branch WHERE branch = 0"
        )
        of_till = {till: (seq, hash_) for till, seq, hash_ in heads}
    differ = sum(of_till.get(told.number) != told.head for told in tills)
    return Held(stored, distinct, differ, wrong)


def _value(cursor: "psycopg.Cursor[tuple[int, ...]]") -> int:
    row = cursor.fetchone()
    assert row is not None
    return row[0]
