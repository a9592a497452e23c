"""Counts tries to sign in, so that guessing takes for ever. A try is counted before it is looked
at: however many come at once, no more than the limit are."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from pos_app.office.database.connections import Connection

_SLOTS = 2**20
_NETWORK = 64  # bits of an IPv6 address: one line has as many addresses as it likes

_COUNT = b"""
INSERT INTO sign_in_try AS t (slot, tries, since) VALUES (%(slot)s, 1, %(now)s)
ON CONFLICT (slot) DO UPDATE SET
    tries = CASE WHEN t.since <= %(begin)s THEN 1 ELSE t.tries + 1 END,
    since = CASE WHEN t.since <= %(begin)s THEN %(now)s ELSE t.since END
RETURNING tries, since
"""
_GIVE_BACK = b"UPDATE sign_in_try SET tries = greatest(tries - %s, 0) WHERE slot = %s"


@dataclass(frozen=True)
class Limit:
    """`most` tries in each span of time."""

    name: str
    most: int
    span: timedelta


# Whoever shares an address, as a shop's people do, is not kept out by one colleague.
BY_ADDRESS = Limit("address", 60, timedelta(minutes=15))
# By the name that was typed, whether or not somebody has it: a refusal tells nothing of that.
BY_NAME = Limit("name", 10, timedelta(minutes=15))
# Codes after the right password: 10 of a million a day, of which three are good at any moment.
BY_CODE = Limit("code", 10, timedelta(days=1))
# Challenges for passkeys: each is a row for some minutes.
CHALLENGES = Limit("challenge", 200, timedelta(minutes=15))
# Addresses of invitations that nobody was given.
INVITATIONS = Limit("invitation", 60, timedelta(minutes=15))


async def count(connection: Connection, limit: Limit, key: str, now: datetime) -> timedelta | None:
    """Counts a try. Returns None where it may be made, else how long to wait."""
    values = {"slot": _slot(limit, key), "now": now, "begin": now - limit.span}
    row = await (await connection.execute(_COUNT, values)).fetchone()
    if row is None or row[0] <= limit.most:
        return None
    left: timedelta = row[1] + limit.span - now
    return left


async def forget(connection: Connection, limit: Limit, key: str, tries: int) -> None:
    """Takes tries back: they were somebody's own, who is in now."""
    await connection.execute(_GIVE_BACK, [tries, _slot(limit, key)])


def line_of(address: str) -> str:
    """Returns what tries from an address are counted by."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(int(parsed) >> (128 - _NETWORK))
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)


def _slot(limit: Limit, key: str) -> int:
    """Two that share a slot share their tries: one in a million, for some minutes."""
    hashed = hashlib.sha256(f"{limit.name}:{key}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(hashed[:4], "big") % _SLOTS
