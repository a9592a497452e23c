"""Which till a token belongs to: asked with every request, so that answers are kept a moment."""

import time
from collections.abc import Callable

from pos_app.office.database.connections import Connection, Pool
from pos_app.office.tills.known_till import KnownTill
from pos_app.office.tills.secrets import digest

KEPT_FOR = 10.0  # seconds: as long is a token good that another process of the office has ended
ANSWERS_WITHIN = 2.0  # seconds until a connection is free, or the office is busy
_MOST_KEPT = 50_000

_OF_TOKEN = b"""
    SELECT t.shop, t.till, t.public, t.name, s.org, t.version,
           t.next_token_sha256 IS NOT DISTINCT FROM %(sha)s,
           b.heard_at IS NULL OR b.heard_at < now() - interval '30 s'
    FROM till t JOIN shop s USING (shop) LEFT JOIN branch b USING (shop, till, branch)
    WHERE t.token_sha256 = %(sha)s OR t.next_token_sha256 = %(sha)s
"""
# One that is locked is being heard: a batch of it is being stored.
_HEARD = b"""
    UPDATE branch SET heard_at = now()
    WHERE (shop, till, branch) = (
        SELECT b.shop, b.till, b.branch FROM branch b JOIN till t USING (shop, till, branch)
        WHERE t.till = %s FOR UPDATE OF b SKIP LOCKED)
"""
_FIRST_USE = b"""
    UPDATE till SET token_sha256 = next_token_sha256, next_token_sha256 = NULL, token_at = now()
    WHERE till = %s AND next_token_sha256 = %s
"""
_OF_RESTORE = b"""
    SELECT t.shop, t.till, t.public, t.name, s.org, t.version
    FROM till t JOIN shop s USING (shop)
    WHERE t.restore_sha256 = %s AND t.restore_until > now()
"""


class TillTokens:
    """Knows tills by their tokens. Its calls raise psycopg.OperationalError while the database is
    away."""

    def __init__(self, pool: Pool, clock: Callable[[], float] = time.monotonic) -> None:
        self._pool = pool
        self._clock = clock
        self._kept: dict[bytes, tuple[float, KnownTill]] = {}

    async def check(self, token: str, *, anew: bool = False) -> KnownTill | None:
        """Returns the till of this token, or None. The first use of a new one ends the old one.
        `anew` asks the database, whatever was kept."""
        if not token:
            return None
        sha = digest(token)
        kept = None if anew else self._kept.get(sha)
        if kept and kept[0] > self._clock():
            return kept[1]
        async with self._pool.connection(ANSWERS_WITHIN) as connection:
            found = await _asked(connection, sha)
        if found is None:
            self._kept.pop(sha, None)
            return None
        known, is_first_use = found
        if is_first_use:
            self.forget(known.till)
        self._keep(sha, known)
        return known

    async def check_header(
        self, public: str, authorization: str, *, anew: bool = False
    ) -> KnownTill | None:
        """Returns the till of this id, if this header of its request has its token."""
        known = await self.check(bearer(authorization), anew=anew)
        return known if known and known.public == public else None

    async def check_restore(self, token: str) -> KnownTill | None:
        """Returns the till whose events this token may read back, or None."""
        async with self._pool.connection(ANSWERS_WITHIN) as connection:
            row = await (await connection.execute(_OF_RESTORE, [digest(token)])).fetchone()
        return KnownTill(*row) if row else None

    def forget(self, till: int) -> None:
        """Asks the database again about this till: its token, version or shop changed."""
        self._kept = {sha: kept for sha, kept in self._kept.items() if kept[1].till != till}

    def _keep(self, sha: bytes, known: KnownTill) -> None:
        now = self._clock()
        if len(self._kept) >= _MOST_KEPT:
            self._kept = {one: kept for one, kept in self._kept.items() if kept[0] > now}
        self._kept[sha] = (now + KEPT_FOR, known)


def bearer(authorization: str) -> str:
    """Returns the token in this header; empty where there is none."""
    scheme, _, token = authorization.partition(" ")
    return token if scheme.lower() == "bearer" else ""


async def _asked(connection: Connection, sha: bytes) -> tuple[KnownTill, bool] | None:
    """Whatever a till asks, it was heard."""
    row = await (await connection.execute(_OF_TOKEN, {"sha": sha})).fetchone()
    if row is None:
        return None
    *values, is_next, is_quiet = row
    known = KnownTill(*values)
    if is_next:
        await connection.execute(_FIRST_USE, [known.till, sha])
    if is_quiet:
        await connection.execute(_HEARD, [known.till])
    return known, bool(is_next)
