"""Each start of a till begins a session: a copy of it shows itself by one that was used.

The old token is good until the new one is first used, so that a lost answer locks nobody out.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from pos_app.office.database.connections import Connection, Pool
from pos_app.office.tills.enrolment import AccountsOf
from pos_app.office.tills.known_till import KnownTill
from pos_app.office.tills.secrets import digest, new_token
from pos_app.office.tills.till_lock import hold_till
from pos_app.office.tills.till_tokens import ANSWERS_WITHIN, TillTokens
from pos_app.ports.journal import Head
from pos_app.ports.office.protocol import Hello, SessionGranted, TokenRefused

_TILL = b"""
    SELECT t.session, t.session_nonce, t.session_clone_at, t.token_at < now() - interval '30 days',
           t.branch, b.head_seq, encode(b.head_hash, 'hex'), t.session_at
    FROM till t JOIN branch b USING (shop, till, branch)
    WHERE t.till = %s AND t.state = 'active'
"""
_GRANT = b"""
    UPDATE till
    SET session = %s, session_nonce = %s, session_clone_at = %s, session_at = now(),
        clone_seen_at = CASE WHEN %s THEN now() ELSE clone_seen_at END
    WHERE till = %s
"""
_HEARD = b"UPDATE till SET version = %s, clock_off = %s WHERE till = %s"
_RENEW = b"UPDATE till SET next_token_sha256 = %s WHERE till = %s"


class _State(NamedTuple):
    session: int
    nonce: str
    clone_at: datetime | None
    is_token_due: bool
    branch: int
    head_seq: int
    head_hash: str
    begun_at: datetime | None


@dataclass(frozen=True)
class Sessions:
    """`least_version`: the office takes events of this version of the till and of later ones."""

    pool: Pool
    tokens: TillTokens
    accounts: AccountsOf
    least_version: str = ""

    async def hello(self, till: KnownTill, hello: Hello) -> SessionGranted | TokenRefused:
        """A till that was removed by now is refused, and gets no new token. Raises
        psycopg.Error."""
        async with (
            self.pool.connection(ANSWERS_WITHIN) as connection,
            connection.transaction(),
        ):
            await hold_till(connection, till.public)
            row = await (await connection.execute(_TILL, [till.till])).fetchone()
            if row is None:
                return TokenRefused()
            state = _State(*row)
            session, clone_at = await _granted(connection, till, state, hello)
            # A copy's would end the one that the original was told, and has not used yet.
            token = new_token() if state.is_token_due and clone_at is None else ""
            if token:
                await connection.execute(_RENEW, [digest(token), till.till])
            off = hello.clock - datetime.now(UTC)
            await connection.execute(_HEARD, [hello.version, off, till.till])
        self.tokens.forget(till.till)
        return SessionGranted(
            session=session,
            branch=state.branch,
            head=Head(state.head_seq, state.head_hash),
            least_version=self.least_version,
            token=token,
            is_clone=clone_at is not None,
            clone_heard_at=clone_at,
            accounts=await self.accounts(till.shop, till.public),
        )


async def _granted(
    connection: Connection, till: KnownTill, state: _State, hello: Hello
) -> tuple[int, datetime | None]:
    """Returns the next session, and when the other computer began the one that was said.

    A copy gets a session, too: then the original hears of it at its own next start. A session
    above the last one was granted before this office was restored to an older moment.
    """
    if hello.nonce == state.nonce:
        return state.session, state.clone_at
    is_clone = hello.session < state.session
    clone_at = (state.begun_at or datetime.now(UTC)) if is_clone else None
    session = max(hello.session, state.session) + 1
    values = [session, hello.nonce, clone_at, is_clone, till.till]
    await connection.execute(_GRANT, values)
    return session, clone_at
