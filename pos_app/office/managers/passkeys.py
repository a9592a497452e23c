"""Passkeys (W3C Web Authentication, level 3): a browser's device proves a person by its own key.

The device checks the person, by a finger or a PIN of its own: possession and person are two
factors, and nothing is typed that could be given to a false page.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from psycopg.rows import class_row
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from pos_app.office.database.connections import Connection
from pos_app.office.managers.sessions import session_of
from pos_app.office.managers.site import Site

ANSWERED_WITHIN = timedelta(minutes=5)
_MOST_BYTES = 32 * 1024  # of an answer
_NEEDED = UserVerificationRequirement.REQUIRED

_REUSE = b"""
UPDATE passkey_challenge SET token_sha256 = %(token)s, challenge = %(challenge)s,
    expires_at = %(ends)s
WHERE token_sha256 = (
    SELECT token_sha256 FROM passkey_challenge WHERE expires_at <= %(now)s
    ORDER BY expires_at LIMIT 1 FOR UPDATE SKIP LOCKED
) RETURNING 1
"""
_ASK = b"INSERT INTO passkey_challenge VALUES (%(token)s, %(challenge)s, %(ends)s)"
_ANSWERED = b"""
UPDATE passkey_challenge SET expires_at = '-infinity'
WHERE token_sha256 = %s AND expires_at > %s RETURNING challenge
"""
_OWN = b"SELECT handle, email, name FROM manager WHERE manager = %s"
_ADD = b"""
INSERT INTO passkey (credential, manager, public_key, sign_count, agent, made_at)
VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (credential) DO NOTHING RETURNING 1
"""
# Locked: of two answers with the same count one is a copy.
_KNOWN = b"""
SELECT p.manager, p.public_key, p.sign_count, m.handle FROM passkey p JOIN manager m USING (manager)
WHERE p.credential = %s AND p.removed_at IS NULL AND m.state = 'active' FOR UPDATE OF p
"""
_USED = b"UPDATE passkey SET sign_count = %s, used_at = %s WHERE credential = %s"
_LIST = b"""
SELECT credential, agent, made_at, used_at FROM passkey
WHERE manager = %s AND removed_at IS NULL ORDER BY made_at
"""
_REMOVE = b"""
UPDATE passkey SET removed_at = %s
WHERE manager = %s AND credential = %s AND removed_at IS NULL RETURNING 1
"""
_REMOVE_ALL = b"UPDATE passkey SET removed_at = %s WHERE manager = %s AND removed_at IS NULL"


class NoPasskey(Exception):
    """The answer proves nobody: another challenge, another site, an unknown key, a wrong signature,
    or a copy of a key."""


@dataclass(frozen=True)
class Passkey:
    """One of a manager's, for the manager to look at."""

    credential: bytes
    agent: str
    made_at: datetime
    used_at: datetime | None


async def ask_to_make(
    connection: Connection, site: Site, office: str, manager: int, token: str, now: datetime
) -> str:
    """Returns what the browser is asked, as JSON. `token` names the question, for the asker."""
    row = await (await connection.execute(_OWN, [manager])).fetchone()
    if row is None:
        raise NoPasskey("no such manager")
    handle, email, name = row
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=office,
        user_id=handle,
        user_name=email,
        user_display_name=name,
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=known.credential)
            for known in await passkeys_of(connection, manager)
        ],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_NEEDED
        ),
    )
    await _ask(connection, token, options.challenge, now)
    return options_to_json(options)


async def ask_to_sign_in(connection: Connection, site: Site, token: str, now: datetime) -> str:
    """Returns what the browser is asked. It names nobody: the device knows whose key it has."""
    options = generate_authentication_options(rp_id=site.host, user_verification=_NEEDED)
    await _ask(connection, token, options.challenge, now)
    return options_to_json(options)


async def _ask(connection: Connection, token: str, challenge: bytes, now: datetime) -> None:
    values = {
        "token": session_of(token),
        "challenge": challenge,
        "now": now,
        "ends": now + ANSWERED_WITHIN,
    }
    if await (await connection.execute(_REUSE, values)).fetchone() is None:
        await connection.execute(_ASK, values)


async def answered(connection: Connection, token: str, now: datetime) -> bytes:
    """Returns the challenge that this token's owner was asked to sign, and spends it: best outside
    a transaction, which might undo that. Raises NoPasskey."""
    row = await (await connection.execute(_ANSWERED, [session_of(token), now])).fetchone()
    if row is None:
        raise NoPasskey("nobody was asked, or long ago")
    challenge: bytes = row[0]
    return challenge


async def add(
    connection: Connection,
    site: Site,
    manager: int,
    challenge: bytes,
    answer: bytes,
    agent: str,
    now: datetime,
) -> None:
    """Keeps the passkey that the browser made. Raises NoPasskey."""
    try:
        made = verify_registration_response(
            credential=_read(answer),
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise NoPasskey(str(error)) from error
    row = (made.credential_id, manager, made.credential_public_key, made.sign_count, agent, now)
    if await (await connection.execute(_ADD, row)).fetchone() is None:
        raise NoPasskey("this key is somebody's already")


async def recognised(
    connection: Connection, site: Site, challenge: bytes, answer: bytes, now: datetime
) -> int:
    """Returns whose passkey answered. Raises NoPasskey."""
    read = _read(answer)
    try:
        credential = base64url_to_bytes(str(read.get("rawId")))
        handle = base64url_to_bytes(str(_within(read, "response").get("userHandle")))
    except ValueError as error:
        raise NoPasskey("not an answer") from error
    async with connection.transaction():
        row = await (await connection.execute(_KNOWN, [credential])).fetchone()
        if row is None or row[3] != handle:
            raise NoPasskey("not a key of a manager")
        manager: int = row[0]
        try:
            told = verify_authentication_response(
                credential=read,
                expected_challenge=challenge,
                expected_rp_id=site.host,
                expected_origin=site.origin,
                credential_public_key=row[1],
                credential_current_sign_count=row[2],
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError) as error:
            raise NoPasskey(str(error)) from error
        await connection.execute(_USED, [told.new_sign_count, now, credential])
    return manager


def _read(answer: bytes) -> dict[str, Any]:
    if len(answer) > _MOST_BYTES:
        raise NoPasskey("too long")
    try:
        read = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise NoPasskey("not JSON") from error
    if not isinstance(read, dict):
        raise NoPasskey("not an answer")
    return read


def _within(read: dict[str, Any], name: str) -> dict[str, Any]:
    inner = read.get(name)
    if not isinstance(inner, dict):
        raise NoPasskey("not an answer")
    return inner


async def passkeys_of(connection: Connection, manager: int) -> Sequence[Passkey]:
    """Returns a manager's passkeys, the oldest first."""
    async with connection.cursor(row_factory=class_row(Passkey)) as cursor:
        return await (await cursor.execute(_LIST, [manager])).fetchall()


async def remove(connection: Connection, manager: int, credential: bytes, now: datetime) -> bool:
    """Returns whether they had it until now."""
    removed = await connection.execute(_REMOVE, [now, manager, credential])
    return await removed.fetchone() is not None


async def remove_all(connection: Connection, manager: int, now: datetime) -> None:
    await connection.execute(_REMOVE_ALL, [now, manager])
