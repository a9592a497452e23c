"""A till signs out, or a manager removes it: nothing that it has not shipped may be lost."""

from pos_app.office.audit import record
from pos_app.office.database.connections import Connection

_SIGN_OUT = b"""
    UPDATE till SET state = 'left', token_sha256 = NULL, next_token_sha256 = NULL,
                    restore_sha256 = NULL
    WHERE till = %s RETURNING public
"""


async def sign_out(connection: Connection, till: int, who: str, why: str = "") -> None:
    """Ends the till's tokens; its events stay. Within the caller's transaction, and after it the
    till's tokens are to be forgotten. Raises psycopg.Error, and LookupError for no such till."""
    left = await (await connection.execute(_SIGN_OUT, [till])).fetchone()
    if left is None:
        raise LookupError(f"there is no till {till}")
    await record(connection, who, "till_left", till=left[0], why=why)
