"""Who has which PIN, and how long whoever guesses has to wait: what the till lets in, and when, is
held against that, by a clock that nobody sets."""

import asyncio
import math
from collections import Counter as Tally
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import datetime
from itertools import cycle
from pathlib import Path
from typing import TypeVar

from pos_app.domain.errors import JournalUnavailable, NotApproved, TooManyTries, WrongPin
from pos_app.domain.people.approval import Approval
from pos_app.domain.people.roles import Person, Role
from pos_app.installation.pin_file import People
from pos_app.till.till import Till

T = TypeVar("T")

MANAGERS: Mapping[str, str] = {"Ana": "7391", "Rui": "8264"}
CASHIERS: Mapping[str, str] = {"Caio": "5038", "Dora": "6417"}
PINS = {**MANAGERS, **CASHIERS}
NOBODYS = "9305"
_FREE, _FIRST, _LONGEST = 5, 60.0, 3600.0  # wrong ones without a wait, and seconds
_A_YES_LASTS = 60.0
_EXACTLY = 0.2  # seconds, within which the till may have looked before it answered
_AHEAD = 0.5


def hire(file: Path, *, cashiers: bool) -> People:
    """The people of a shop, with their PINs in a file as the till keeps it."""
    people = People(file)
    for name, pin in MANAGERS.items():
        people.give_pin(Person(name, Role.MANAGER), pin)
    for name, pin in CASHIERS.items() if cashiers else ():
        people.give_pin(Person(name, Role.CASHIER), pin)
    return people


class Guard:
    """Sees every PIN that is typed, and what the till makes of it.

    Of what it cannot know it believes what is best for the till: what was typed when the till died,
    or its disk was full, was never wrong.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now  # as the computer's clock has it
        self.lies: list[str] = []
        self.given: Tally[str] = Tally()  # how often each manager has said yes
        self.seen: Tally[str] = Tally()
        self.refused = 0  # wrong PINs that have to be in the journal
        self._good_from: dict[Approval, float] = {}
        self._wrong = 0  # in a row
        self._own: dict[str, int] = {}
        self._last = -math.inf
        self._last_by_clock: datetime | None = None
        self._is_new = False  # the till, which has not looked at a PIN yet
        self._is_excused = False  # by a clock that was put forward while the till was down

    # --- what becomes of the till -----------------------------------------------------------------

    def begin_anew(self) -> None:
        """The till was started: which wrong ones were whose, it does not know any more."""
        self._is_new = True
        self._own.clear()
        self._good_from.clear()

    def forget(self) -> None:
        """Its journal is another one, which may know nothing of what was typed."""
        self._wrong = self.refused = 0
        self._own.clear()

    def others_than(self, whom: str) -> Iterator[str]:
        """PINs that are not that one: of others in the shop, and nobody's."""
        own = {PINS[whom]} if whom else set(MANAGERS.values())
        return cycle([NOBODYS, *(pin for pin in PINS.values() if pin not in own)])

    # --- PINs -------------------------------------------------------------------------------------

    async def approve(self, till: Till, pin: str = MANAGERS["Ana"]) -> Approval:
        approval = await self._typed(till.approve(pin), "", pin)
        if MANAGERS.get(approval.by) != pin:
            self.lies.append(f"{approval.by} said yes by {pin}")
        self.given[approval.by] += 1
        self._good_from[approval] = asyncio.get_running_loop().time()
        return approval

    async def sign_in(self, till: Till, name: str, pin: str) -> None:
        person = await self._typed(till.presence.sign_in(name, pin), name, pin)
        if person.name != name or PINS.get(name) != pin:
            self.lies.append(f"{person.name} was let in as {name} by {pin}")

    async def be_there(self, till: Till) -> None:
        """A cashier signs in, where nobody is at the till."""
        if till.presence.person is None:
            name, pin = next(iter(CASHIERS.items()))
            await self.sign_in(till, name, pin)

    async def use_twice(self, till: Till, approval: Approval) -> None:
        """What one yes allows, within a minute: one deed. What another has made allows none."""
        since = asyncio.get_running_loop().time() - self._good_from.get(approval, -math.inf)
        allowed = [await _allows(till, one) for one in (approval, approval, Approval(approval.by))]
        if allowed[0] and since > _A_YES_LASTS + _EXACTLY:
            self.lies.append(f"a yes was good for {since:.0f} s")
        if any(allowed[1:]):
            self.lies.append("a yes was good for more than one deed, or was never given")

    # --- inside -----------------------------------------------------------------------------------

    async def _typed(self, trying: Awaitable[T], whom: str, pin: str) -> T:
        self._see_clock()
        try:
            answer = await trying
        except TooManyTries:
            self.seen["PINs that were not looked at"] += 1
            raise
        except WrongPin:
            self._look_was_due()
            self._refuse(whom, pin)
            raise
        except (asyncio.CancelledError, JournalUnavailable):
            self._accept(whom, pin)
            raise
        finally:
            self._see_clock()
            self._is_new = False
        self._look_was_due()
        self._accept(whom, pin)
        return answer

    def _see_clock(self) -> None:
        """After a start only the clock on the wall knows how long ago the last try was."""
        if self._is_new and self._last_by_clock is not None:
            told = (self._now() - self._last_by_clock).total_seconds()
            self._is_excused |= told > asyncio.get_running_loop().time() - self._last + _AHEAD

    def _look_was_due(self) -> None:
        wait = 0.0
        if self._wrong >= _FREE:
            wait = min(_FIRST * 2.0 ** (self._wrong - _FREE), _LONGEST)
        since = asyncio.get_running_loop().time() - self._last
        if since + _EXACTLY < wait and not self._is_excused:
            self.lies.append(f"a PIN was looked at after {since:.1f} s, and not after {wait:.0f}")

    def _refuse(self, whom: str, pin: str) -> None:
        if pin == (PINS.get(whom) if whom else None) or (not whom and pin in MANAGERS.values()):
            self.lies.append(f"the right PIN of {whom or 'a manager'} was refused")
        self.seen["wrong PINs"] += 1
        self._wrong += 1
        self._own[whom] = self._own.get(whom, 0) + 1
        self.refused += 1
        self._last = asyncio.get_running_loop().time()
        self._last_by_clock = self._now()
        self._is_excused = False

    def _accept(self, whom: str, pin: str) -> None:
        """Of a right one; a wrong one was not answered."""
        if not whom and pin in MANAGERS.values():
            self._wrong = 0
            self._own.clear()
        elif whom in CASHIERS and CASHIERS[whom] == pin:
            self._wrong = max(self._wrong - self._own.pop(whom, 0), 0)


async def _allows(till: Till, approval: Approval) -> bool:
    try:
        await till.audit(approval)
    except NotApproved:
        return False
    return True
