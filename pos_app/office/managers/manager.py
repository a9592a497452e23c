"""A manager who has signed in, and what they may see."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Reach(StrEnum):
    """Which shops a manager sees."""

    ORG = "org"  # all of the organisation, also those that open later
    AREA = "area"  # those of some areas
    SHOP = "shop"  # some by name


class How(StrEnum):
    """By what somebody signed in."""

    PASSWORD = "password"  # noqa: S105 - with a code of the moment
    RECOVERY = "recovery"  # a password, and a recovery code in the place of the other
    PASSKEY = "passkey"
    INVITATION = "invitation"


@dataclass(frozen=True)
class Manager:
    """Who asks, as of this request. `shops`: what to put into `scoped.reading`.

    `form_token` goes into each form that changes something. `session` names the session in the
    database, and opens nothing.
    """

    manager: int
    org: int
    firm: str  # the organisation's name
    email: str
    name: str
    reach: Reach
    shops: tuple[int, ...]
    sees_phones: bool
    language: str
    session: bytes
    signed_in_at: datetime
    form_token: str = field(repr=False)

    @property
    def who(self) -> str:
        """As the office's own chain of events names them."""
        return who_is(self.manager)


def who_is(manager: int) -> str:
    return f"manager:{manager}"
