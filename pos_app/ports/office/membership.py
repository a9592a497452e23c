"""A till's membership of an office, as it is kept between two starts."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class OfficeMembership:
    """Where the office is, and the thread of sessions with it.

    `till` is the id under which this till enrolled. `session` is the number for the next start, and
    `nonce` belongs to a question about it that has had no answer yet; empty for none.
    """

    address: str  # https, or http on this computer; without a slash at its end
    shop: str
    till: str
    session: int = 0
    nonce: str = ""


class KeepsMembership(Protocol):
    """The membership and the token. Every call waits for a disk or a keyring: not for the loop's
    thread."""

    def load(self) -> OfficeMembership | None:
        """Returns the membership; None where there is none. Raises ProfileDamaged."""

    def token(self) -> str | None:
        """Returns the token, "" where there is none; None as long as that cannot be told: the
        keyring is silent, or the file of keys is locked."""

    def earlier_token(self) -> str:
        """Returns the token that the present one took the place of, "" where there is none."""

    def keep(self, membership: OfficeMembership) -> None:
        """Writes it durably. Raises SettingsUnavailable."""

    def keep_token(self, token: str) -> None:
        """Keeps the present one as the earlier one, too.

        Raises KeyringUnavailable, SettingsUnavailable, BadInput.
        """
