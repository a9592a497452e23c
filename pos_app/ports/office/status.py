"""How a till stands with its office, for the window and the commands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class OfficeState(StrEnum):
    """What a cashier or a manager may have to know. None of them keeps the till from selling."""

    NOT_ENROLLED = "not_enrolled"
    CONNECTING = "connecting"
    UP_TO_DATE = "up_to_date"
    SHIPPING = "shipping"  # it answers, and some events are on their way
    AWAY = "away"  # it does not answer
    REFUSED = "refused"  # it does not know this till's token
    TOO_OLD = "too_old"  # it takes no events of this version
    STUCK = "stuck"  # it refuses an event of this till
    CLONE = "clone"  # another computer runs as this till


@dataclass(frozen=True)
class OfficeStatus:
    """`behind`: events that are not shipped; `since`: how long it has been so, or None. `forgot`:
    events that the office had and lost, which were sent again."""

    state: OfficeState
    address: str = ""
    shop: str = ""
    behind: int = 0
    since: datetime | None = None
    heard_at: datetime | None = None
    forgot: int = 0
    branch: int = 0


class TellsOffice(Protocol):
    """The shipper, as the window sees it."""

    @property
    def status(self) -> OfficeStatus: ...

    def listen(self, listener: Callable[[OfficeStatus], None]) -> None: ...
