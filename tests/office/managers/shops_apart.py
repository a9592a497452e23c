"""Two shops of two organisations, each with a row of everything."""

from typing import NamedTuple

import psycopg
import pytest

from pos_app.office.database.migrator import migrate

MINE, THEIRS, SECRET = "shop-seven", "shop-eight", "marked-secret"
PHONES = {MINE: "+244923111777", THEIRS: "+244923111888"}

_SHOP = b"""
WITH o AS (INSERT INTO org (name) VALUES (%(name)s) RETURNING org),
    a AS (INSERT INTO area (org, name) SELECT org, %(name)s FROM o RETURNING area),
    s AS (INSERT INTO shop (org, area, name, zone, country)
        SELECT org, area, %(name)s, 'Africa/Luanda', 'AO' FROM o, a RETURNING shop, org),
    t AS (INSERT INTO till (shop, public, name, token_sha256)
        SELECT shop, %(name)s, %(name)s, %(token)s FROM s RETURNING till, shop),
    b AS (INSERT INTO branch (shop, till, branch) SELECT shop, till, 0 FROM t),
    f AS (INSERT INTO fold (shop, till, branch, stuck_at, stuck_why, stuck_since)
        SELECT shop, till, 0, 1, %(name)s, now() FROM t),
    e AS (INSERT INTO event SELECT month::date, shop, till, 0, row_number() OVER (), %(name)s,
            now(), kind, data, 'x'
        FROM t, (VALUES ('2026-11-01', 'created', %(created)s), ('2027-01-01', 'paid', %(paid)s),
            ('2027-01-01', 'recovered', %(sealed)s)) AS told (month, kind, data)),
    c AS (INSERT INTO account (org, provider, name, path_token_sha256, secret_sealed)
        SELECT org, 'proxypay', %(name)s, %(name)s::bytea, %(secret)s FROM o RETURNING account),
    k AS (INSERT INTO account_shop SELECT account, shop FROM c, s),
    sold AS (INSERT INTO sale SELECT shop, till, %(name)s, 0, 1, 2, 1, '2026-11-01', now(), now(),
            'proxypay', 'payment', 'paid', 'AOA', 100, 0, '', %(phone)s, %(name)s, NULL, '', false,
            %(rest)s FROM t),
    moved AS (INSERT INTO movement SELECT shop, till, 0, 2, '2026-11-01', '2026-11-01', now(),
            '2026-11-01 12:00', 'paid', %(name)s, 'proxypay', 100, 'AOA', '', '', NULL, NULL,
            '', true FROM t),
    closed AS (INSERT INTO till_close SELECT shop, till, 0, 3, 1, '2026-11-01', '2026-11-01', now(),
            false, 'x', %(close)s FROM t),
    totals AS (INSERT INTO day_total SELECT shop, '2026-11-01', till, %(name)s, '', '', 'AOA', 1, 1,
            0 FROM t)
INSERT INTO call (account, mark, kind, headers, body, reference, till)
    SELECT account, mark::bytea, 'entry', %(secret)s, %(secret)s, %(name)s, owner
    FROM c, t, LATERAL (VALUES (repeat('1', 32), till),
        (repeat('2', 32), NULL)) AS told (mark, owner)
"""

_CLOSE = (
    '{"document":{"carried":[{"number":1,"sold_on":"2026-11-01","method":"proxypay",'
    '"amount":[100,"AOA"],"state":"unknown","phone":"%s"}]},"by":"%s"}'
)


class Shops(NamedTuple):
    url: str
    seven: int
    eight: int


@pytest.fixture
def shops(office_url: str) -> Shops:
    """Two shops, each with a row of everything; and a month and a table made after the rights."""
    with psycopg.connect(office_url, autocommit=True) as owner:
        owner.execute(b"CREATE TABLE later (shop bigint, words text)")
        migrate(office_url)
        owner.execute(
            b"CREATE TABLE event_2027_01 PARTITION OF event"
            b" FOR VALUES FROM ('2027-01-01') TO ('2027-02-01')"
        )
        for name, phone in PHONES.items():
            paid = f'{{"raw":"{{\\"msisdn\\":\\"{phone}\\"}}","reference":"{name}"}}'
            facts = {
                "name": name,
                "secret": SECRET,
                "token": f"{SECRET} {name}",
                "created": f'{{"number":7,"phone":"{phone}"}}',
                "paid": paid,
                "phone": phone,
                "rest": f'{{"detail":"sent to {phone}","description":"{name}"}}',
                "close": _CLOSE % (phone, name),
                "sealed": f'{{"name":"{name}","sealed_code":"{SECRET}"}}',
            }
            owner.execute(_SHOP, facts)
        owner.execute(b"INSERT INTO later SELECT shop, name FROM shop")
        owner.execute(b"GRANT SELECT ON later TO office_read")
        seven, eight = [row[0] for row in owner.execute(b"SELECT shop FROM shop ORDER BY shop")]
    return Shops(office_url, seven, eight)
