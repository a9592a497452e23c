"""A till enrols by a code: it gets its token, and the office's last event of it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hmac import compare_digest
from typing import NamedTuple

from pos_app.office.audit import record
from pos_app.office.database.connections import Connection, Pool
from pos_app.office.tills.codes import as_typed, named
from pos_app.office.tills.known_till import KnownTill
from pos_app.office.tills.secrets import digest, new_token
from pos_app.office.tills.till_lock import hold_till
from pos_app.office.tills.till_tokens import ANSWERS_WITHIN, TillTokens
from pos_app.office.tills.told import can_be_kept
from pos_app.ports.journal import Head
from pos_app.ports.office.protocol import (
    Claim,
    CodeRefusal,
    CodeRefused,
    Enrolled,
    EnrolOrder,
    InUse,
    SharedAccount,
)

# By the shop's number and the till's id.
AccountsOf = Callable[[int, str], Awaitable[Sequence[SharedAccount]]]

_TRY = b"""
    UPDATE enrolment SET tries_left = tries_left - 1
    WHERE named = %s AND tries_left > 0 AND used_at IS NULL
"""
_CODE = b"""
    SELECT e.code_sha256, e.shop, s.name, e.may_restore, e.made_by, t.public,
           e.used_at IS NOT NULL, e.expires_at <= now(), e.tries_left
    FROM enrolment e JOIN shop s USING (shop) LEFT JOIN till t ON t.till = e.till
    WHERE e.named = %s
"""
_USE = b"""
    UPDATE enrolment SET used_at = now()
    WHERE code_sha256 = %s AND used_at IS NULL AND expires_at > now()
"""
_NEW = b"""
    INSERT INTO till (shop, public, name) VALUES (%s, %s, %s) ON CONFLICT (public) DO NOTHING
    RETURNING till
"""
_BEGIN = b"INSERT INTO branch (shop, till, branch) VALUES (%s, %s, 0)"
_TILL = b"""
    SELECT t.till, t.shop, s.org, t.name, t.state = 'active', t.branch, b.heard_at, b.head_seq,
           encode(b.head_hash, 'hex')
    FROM till t JOIN shop s USING (shop) JOIN branch b USING (shop, till, branch)
    WHERE t.public = %s
"""
_TAKE = b"""
    UPDATE till
    SET name = %s, version = %s, state = 'active', enrolled_at = now(), token_sha256 = %s,
        next_token_sha256 = NULL, token_at = now(), session = 0, session_nonce = '',
        session_clone_at = NULL, clone_seen_at = NULL,
        restore_sha256 = %s, restore_until = now() + interval '1 hour'
    WHERE till = %s
"""


class _Code(NamedTuple):
    """A code as the office keeps it. `till` is the id of the one that it names, or None."""

    sha: bytes
    shop: int
    shop_name: str
    may_restore: bool
    made_by: str
    till: str | None
    is_used: bool
    is_over: bool
    tries_left: int


class _TillThere(NamedTuple):
    """The till of this id, as the office knows it by now."""

    till: int
    shop: int
    org: int
    name: str
    is_active: bool
    branch: int
    heard_at: datetime | None
    head_seq: int
    head_hash: str


class _Unfit(Exception):
    """Leaves the transaction, which is undone by it."""

    def __init__(self, answer: InUse | CodeRefused) -> None:
        self.answer = answer


@dataclass(frozen=True)
class Enrolment:
    """`office` is the name that the till shows."""

    pool: Pool
    tokens: TillTokens
    office: str
    accounts: AccountsOf

    async def enrol(self, order: EnrolOrder) -> Enrolled | InUse | CodeRefused:
        """Each call counts against the code. Raises psycopg.Error."""
        typed = as_typed(order.code)
        if not typed or not can_be_kept(order.till, order.name, order.version):
            return CodeRefused(CodeRefusal.UNKNOWN)
        async with self.pool.connection(ANSWERS_WITHIN) as connection:
            code = await _tried(connection, typed)
        if isinstance(code, CodeRefusal):
            return CodeRefused(code)
        # Before the code is used up: a till without them would read its provider's queue by itself.
        accounts = await self.accounts(code.shop, code.till or order.till)
        try:
            async with (
                self.pool.connection(ANSWERS_WITHIN) as connection,
                connection.transaction(),
            ):
                known, enrolled = await self._enrolled(connection, code, order)
        except _Unfit as unfit:
            return unfit.answer
        self.tokens.forget(known.till)
        return replace(enrolled, accounts=accounts)

    async def _enrolled(
        self, connection: Connection, code: _Code, order: EnrolOrder
    ) -> tuple[KnownTill, Enrolled]:
        public = code.till or order.till
        if not public or order.till not in ("", public):
            raise _Unfit(CodeRefused(CodeRefusal.UNKNOWN))
        if not (await connection.execute(_USE, [code.sha])).rowcount:
            raise _Unfit(CodeRefused(CodeRefusal.USED))  # at the same moment
        known = await _till(connection, code, public, order)
        token, restore = new_token(), new_token() if code.may_restore else ""
        name = order.name or known.name
        shas = [digest(token), digest(restore) if restore else None]
        await connection.execute(_TAKE, [name, order.version, *shas, known.till])
        told = {"till": public, "shop": code.shop, "claim": order.claim, "restores": bool(restore)}
        await record(connection, code.made_by, "till_enrolled", **told)
        return KnownTill(known.shop, known.till, public, name, known.org, order.version), Enrolled(
            token=token,
            till=public,
            shop=code.shop_name,
            office=self.office,
            branch=known.branch,
            head=Head(known.head_seq, known.head_hash),
            restore_token=restore,
        )


async def _tried(connection: Connection, typed: str) -> _Code | CodeRefusal:
    """Counts the try first, in a transaction of its own: of many at once no more than five see
    whether they are right."""
    counted = (await connection.execute(_TRY, [named(typed)])).rowcount
    row = await (await connection.execute(_CODE, [named(typed)])).fetchone()
    if row is None:
        return CodeRefusal.UNKNOWN
    code = _Code(*row)
    if not counted and not code.is_used:
        return CodeRefusal.TOO_MANY_TRIES
    if not compare_digest(code.sha, digest(typed)):
        return CodeRefusal.UNKNOWN
    if code.is_used:
        return CodeRefusal.USED
    return CodeRefusal.EXPIRED if code.is_over else code


async def _till(connection: Connection, code: _Code, public: str, order: EnrolOrder) -> _TillThere:
    """Returns the till of this id, made where there is none. One that another computer runs must be
    said to have moved, by the till or by the code, which names it."""
    name = order.name or public[:8]
    made = await (await connection.execute(_NEW, [code.shop, public, name])).fetchone()
    if made:
        await connection.execute(_BEGIN, [code.shop, made[0]])
    await hold_till(connection, public)
    row = await (await connection.execute(_TILL, [public])).fetchone()
    if row is None:
        raise LookupError(f"till {public} has no chain")
    known = _TillThere(*row)
    if known.shop != code.shop:
        raise _Unfit(CodeRefused(CodeRefusal.UNKNOWN))
    has_moved = order.claim is Claim.MOVED or code.till is not None
    if known.is_active and known.heard_at and not has_moved:
        raise _Unfit(InUse(known.heard_at))
    return known
