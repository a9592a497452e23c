"""The last common event of two chains, wherever they part."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import BEGINNING
from pos_app.ports.office.office_api import OfficeAccess
from pos_app.ports.office.protocol import Busy
from pos_app.till.office.common_event import last_common

if TYPE_CHECKING:
    from pos_app.ports.office.events import ReadsEvents
    from pos_app.ports.office.office_api import OfficeApi

ACCESS = OfficeAccess("https://office.example", "till", "token")


class Hashes:
    """One side: the hashes of its events, and how often they were asked for."""

    def __init__(self, hashes: Sequence[str], busy_at: int = 0) -> None:
        self._hashes = hashes
        self._busy_at = busy_at
        self.asked = 0

    async def hash_at(self, *place: Any) -> Any:
        self.asked += 1
        seq = place[-1]
        if self.asked == self._busy_at:
            return Busy()
        return self._hashes[seq - 1] if 0 < seq <= len(self._hashes) else ""


async def found(there: Hashes, here: Hashes, most: int) -> Head | object:
    return await last_common(cast("OfficeApi", there), ACCESS, cast("ReadsEvents", here), 0, most)


async def test_wherever_they_part_it_is_found_by_few_questions() -> None:
    for length in (1, 2, 31, 32, 33):
        for common in range(length + 1):
            ours = [f"a{place}" for place in range(1, length + 1)]
            theirs = [*ours[:common], *(f"b{place}" for place in range(common, length))]
            there = Hashes(theirs)
            expected = Head(common, ours[common - 1]) if common else BEGINNING
            assert await found(there, Hashes(ours), length) == expected
            assert there.asked <= 6


async def test_what_the_office_has_archived_hides_no_later_common_event() -> None:
    ours = [f"a{place}" for place in range(1, 34)]
    for archived in range(20):
        for common in range(archived + 1, 34):
            others = (f"b{place}" for place in range(common, 33))
            theirs = [*[""] * archived, *ours[archived:common], *others]
            expected = Head(common, ours[common - 1])
            assert await found(Hashes(theirs), Hashes(ours), 33) == expected


async def test_an_answer_that_is_none_ends_the_search() -> None:
    there = Hashes(["a"] * 9, busy_at=2)
    assert await found(there, Hashes(["a"] * 9), 9) == Busy()
