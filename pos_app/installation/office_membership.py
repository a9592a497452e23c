"""The till's membership of an office: a small private file, made by enrolment alone. The token is
with the other keys."""

import json
from dataclasses import asdict, fields
from pathlib import Path

from pos_app.domain.errors import (
    KeyringUnavailable,
    ProfileDamaged,
    SettingsUnavailable,
    WrongPassphrase,
)
from pos_app.installation.credentials import Keys
from pos_app.ports.office.membership import OfficeMembership
from pos_app.system.private_files import read_small, write_privately

_OFFICE, _TOKEN, _EARLIER = "office", "token", "earlier_token"


def membership_in(file: Path) -> OfficeMembership | None:
    """Returns the till's membership; None where it has none. Raises ProfileDamaged."""
    try:
        known = json.loads(read_small(file))
        values = [known[one.name] for one in fields(OfficeMembership)]
        kinds = [type(value) for value in values]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise ProfileDamaged(str(file)) from error
    if kinds != [str, str, str, int, str]:
        raise ProfileDamaged(str(file))
    return OfficeMembership(*values)


def keep_membership(file: Path, membership: OfficeMembership) -> None:
    """Writes it durably. Raises OSError."""
    write_privately(file, json.dumps(asdict(membership), indent=1).encode())


def end_membership(file: Path) -> None:
    """Takes the file away: from the next start on, this till belongs to no office. Raises
    OSError."""
    file.unlink(missing_ok=True)


def office_token(keys: Keys) -> str:
    """Returns the till's token, "" where there is none. Waits for the keyring. Raises
    PassphraseNeeded, WrongPassphrase, KeysDamaged."""
    return keys.get(_OFFICE, _TOKEN)


def keep_office_token(keys: Keys, token: str) -> None:
    """Raises BadInput, KeyringUnavailable, SettingsUnavailable."""
    keys.keep(_OFFICE, _TOKEN, token)


class MembershipStore:
    """The port `KeepsMembership`."""

    def __init__(self, file: Path, keys: Keys) -> None:
        self._file = file
        self._keys = keys

    def load(self) -> OfficeMembership | None:
        return membership_in(self._file)

    def token(self) -> str | None:
        try:
            return office_token(self._keys)
        except (KeyringUnavailable, WrongPassphrase):
            return None

    def check_place(self) -> None:
        """Checks that a token can be kept now. Raises KeyringUnavailable."""
        self._keys.check_place()

    def keep(self, membership: OfficeMembership) -> None:
        try:
            keep_membership(self._file, membership)
        except OSError as error:
            raise SettingsUnavailable(str(error)) from error

    def earlier_token(self) -> str:
        try:
            return self._keys.get(_OFFICE, _EARLIER)
        except (KeyringUnavailable, WrongPassphrase):
            return ""

    def keep_token(self, token: str) -> None:
        if (present := self.token()) and present != token:
            self._keys.keep(_OFFICE, _EARLIER, present)
        keep_office_token(self._keys, token)
