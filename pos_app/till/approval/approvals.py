"""Manager approvals: checks PINs, limits wrong tries, and issues an approval for one action.

An approval covers one action and expires after a minute; one left unused allows nothing.

The journal counts wrong PINs, so that a restart forgets none. A till that goes on times the wait by
the monotonic clock, which nobody sets. After a restart only the wall clock knows how long ago the
last try was. Put forward, it ends a wait, and every try still stands in the journal; put back, the
wait begins anew with the till, and is over after its time whatever the clock says.

The journal decides who has a PIN: see `till/approval/staff.py`. The first manager gets a recovery
code, for the day on which the PIN file is lost or everybody has forgotten their PIN.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from secrets import randbelow

from pos_app.domain.audit_notes import (
    PersonLeft,
    PinAccepted,
    PinGiven,
    PinRefused,
    ProviderAsked,
    ProviderDeed,
    Recovered,
    RecoveryCodeMade,
    SettingsChanged,
)
from pos_app.domain.errors import (
    BadInput,
    Field,
    InputProblem,
    NoManager,
    NoRecoveryCode,
    NotApproved,
    TooManyTries,
    WrongCode,
    WrongPin,
)
from pos_app.domain.people.approval import Approval, ManagerOnly
from pos_app.domain.people.pins import new_pin
from pos_app.domain.people.recovery_code import new_code, typed_code
from pos_app.domain.people.roles import Person, Role, new_name
from pos_app.domain.people.staff import Fit
from pos_app.ports.journal import Journal
from pos_app.ports.people import UserStore
from pos_app.till.approval.staff import StaffFile

GOOD_FOR = 60.0  # seconds from the PIN to the action that it allows
FREE_TRIES = 5  # wrong PINs in a row, before the first wait
FIRST_WAIT, LONGEST_WAIT = 60.0, 3600.0  # seconds; each wrong PIN doubles it


def wait_after(tries: int) -> float:
    """Returns the seconds in which no PIN is checked, after so many wrong ones in a row."""
    if tries < FREE_TRIES:
        return 0.0
    doublings = min(tries - FREE_TRIES, 16)  # long past the longest wait
    return min(FIRST_WAIT * float(1 << doublings), LONGEST_WAIT)


class Approvals:
    """Managers' approvals and the PINs behind them. `clock` is monotonic: nobody sets it."""

    def __init__(
        self,
        people: UserStore,
        journal: Journal,
        now: Callable[[], datetime],
        clock: Callable[[], float],
    ) -> None:
        self._people = people
        self._staff = StaffFile(people, journal)
        self._journal = journal
        self._now = now
        self._clock = clock
        self._given: dict[Approval, float] = {}  # until when each is good
        self._own: dict[str, int] = {}  # wrong PINs that were typed for this name
        self._tries: int | None = None  # wrong PINs in a row; None until the journal was read
        self._shut_until = 0.0
        self._listeners: list[Callable[[Sequence[Person]], None]] = []
        self._one_at_a_time = asyncio.Lock()  # many at once would be many tries for one
        self._changes = asyncio.Lock()  # two at once could each leave the other as last manager

    async def has_manager(self) -> bool:
        return await self._staff.has_people()

    async def has_recovery_code(self) -> bool:
        return bool((await self._staff.known()).sealed_code)

    async def lacks_recovery_code(self) -> bool:
        """Returns whether the journal knows managers but no recovery code, as in a shop from an
        older version."""
        staff = await self._staff.known()
        return staff.has_people and not staff.sealed_code

    async def approve(self, pin: str) -> Approval:
        """Approves one action for a minute, in the name of the manager with this PIN.

        Raises WrongPin, which is in the journal by then, TooManyTries, and NoManager,
        SettingsUnavailable or JournalUnavailable.
        """
        manager = await self.tried(lambda: self._people.whose(pin))
        return self._give(manager.name)

    async def tried(self, look: Callable[[], Person], whom: str = "") -> Person:
        """Returns the person whom `look` finds by a PIN, and counts wrong PINs, whatever they were
        for.

        `whom` is the one person whose PIN it is to be. A cashier's right PIN takes back only the
        wrong ones that were typed for that name: else it would allow four more guesses at a
        manager's PIN, again and again.
        """
        async with self._one_at_a_time:
            tries = await self._wrong_tries()
            if (wait := self._shut_until - self._clock()) > 0:
                raise TooManyTries(wait)
            try:
                person = await self._staff.look(look)
            except WrongPin:
                self._own[whom] = self._own.get(whom, 0) + 1
                await self._refuse(tries + 1)
                raise
            await self._accept(person, tries)
        return person

    def spend(self, approval: Approval | None, deed: ManagerOnly) -> str:
        """Uses the approval up for this action and returns who gave it. Raises NotApproved where
        the till did not give it, or not just now."""
        good_until = self._given.pop(approval, None) if approval else None
        if approval is None or good_until is None or self._clock() > good_until:
            raise NotApproved(f"{deed}: this till has no manager's yes to it")
        return approval.by

    async def allow(self, deed: ManagerOnly, approval: Approval | None) -> str:
        """Returns who allows this, empty while nobody has a PIN. Raises NotApproved."""
        return await self._whose_yes(deed, approval)

    async def change_settings(self, what: str, approval: Approval | None) -> None:
        """Notes a settings change in the journal before it happens. Until there is a manager,
        anybody may change settings: a new shop has to be set up. Raises NotApproved,
        JournalUnavailable."""
        by = await self._whose_yes(ManagerOnly.CHANGE_SETTINGS, approval)
        await self._journal.note(SettingsChanged(what=what, by=by))

    async def change_provider(
        self, provider: str, deed: ProviderDeed, what: str, approval: Approval | None
    ) -> None:
        """Notes a change at a provider before the request leaves. Raises as `change_settings`
        does."""
        by = await self._whose_yes(ManagerOnly.CHANGE_PROVIDER, approval)
        await self._journal.note(ProviderAsked(provider=provider, deed=deed, what=what, by=by))

    async def everyone(self) -> Sequence[Person]:
        """Returns everybody with a PIN. Raises SettingsUnavailable, as PeopleLost where the PIN
        file does not fit the journal."""
        return await self._staff.everyone()

    async def give_pin(
        self, name: str, pin: str, approval: Approval | None = None, role: Role = Role.MANAGER
    ) -> str:
        """Gives somebody a new PIN, noted in the journal before it is good. The first PIN is a
        manager's; each later one needs a manager's approval. Returns the first manager's recovery
        code, in digits: the till cannot show it again. For all others it returns an empty text.

        Raises BadInput, NotApproved, SettingsUnavailable, JournalUnavailable.
        """
        person, figures = Person(new_name(name), role), new_pin(pin)
        async with self._changes:
            by = await self._whose_yes(ManagerOnly.CHANGE_PEOPLE, approval)
            is_first = not await self.has_manager()
            if role is Role.CASHIER and is_first:
                raise NoManager("the first PIN is a manager's")
            known = await self.everyone()
            others = [one for one in known if one.name != person.name]
            _check_a_manager_stays(known, [person, *others])
            await self._check_is_nobodys(figures, person.name)
            await self._staff.change(
                lambda version: self._people.draft_pin(person, figures, version),
                lambda mark: PinGiven(
                    name=person.name, by=by, role=role, version=mark.version, digest=mark.digest
                ),
            )
            self._tell([person, *others])
            return await self._make_code("") if is_first else ""

    async def remove(self, name: str, approval: Approval | None) -> None:
        """Removes this person's PIN. Raises as `give_pin` does, and BadInput for the last manager,
        and for a name without a PIN."""
        async with self._changes:
            by = await self._whose_yes(ManagerOnly.CHANGE_PEOPLE, approval)
            known = await self.everyone()
            staying = [one for one in known if one.name != name]
            if staying == known:
                raise BadInput(Field.NAME, InputProblem.NAME_UNKNOWN)
            _check_a_manager_stays(known, staying)
            if not staying:  # in training, whose manager is in no file
                raise BadInput(Field.NAME, InputProblem.LAST_MANAGER)
            await self._staff.change(
                lambda version: self._people.draft_removal(name, version),
                lambda mark: PersonLeft(name=name, by=by, version=mark.version, digest=mark.digest),
            )
            self._tell(staying)

    async def make_recovery_code(self, approval: Approval | None) -> str:
        """Returns a new recovery code, in digits, this once; the old one opens nothing any more.
        Raises NotApproved, NoManager, JournalUnavailable."""
        async with self._changes:
            by = await self._whose_yes(ManagerOnly.CHANGE_PEOPLE, approval)
            if not await self.has_manager():
                raise NoManager("the first manager is given one")
            return await self._make_code(by)

    async def recover(self, code: str, name: str, pin: str) -> str:
        """Makes the holder of the recovery code a manager, under this name and with this PIN.
        Returns the next code: this one is spent. If the PIN file is lost or not to be trusted, all
        other PINs stop being good.

        Raises WrongCode, which is in the journal by then, TooManyTries, NoRecoveryCode, BadInput,
        SettingsUnavailable, JournalUnavailable.
        """
        person, figures = Person(new_name(name), Role.MANAGER), new_pin(pin)
        async with self._changes:
            await self._try_code(typed_code(code))
            alone = await self._staff.fit() is not Fit.FITS
            if not alone:
                await self._check_is_nobodys(figures, person.name)
            others = [] if alone else await self.everyone()
            following = new_code(randbelow)
            sealed = await asyncio.to_thread(self._people.seal, following)
            await self._staff.change(
                lambda version: self._people.draft_pin(person, figures, version, alone=alone),
                lambda mark: Recovered(
                    name=person.name,
                    alone=alone,
                    sealed_code=sealed,
                    version=mark.version,
                    digest=mark.digest,
                ),
            )
            self._own.clear()
            self._tries = 0
            self._tell([person, *(one for one in others if one.name != person.name)])
            return following

    def listen(self, listener: Callable[[Sequence[Person]], None]) -> None:
        """Calls the listener with everybody who has a PIN, at each change."""
        self._listeners.append(listener)

    # --- inside -----------------------------------------------------------------------------------

    async def _make_code(self, by: str) -> str:
        """Makes a recovery code; in training there is nothing to recover, and no code."""
        if self._people.is_practice:
            return ""
        code = new_code(randbelow)
        sealed = await asyncio.to_thread(self._people.seal, code)
        await self._staff.write_down(RecoveryCodeMade(sealed_code=sealed, by=by))
        return code

    async def _try_code(self, code: str) -> None:
        """Checks a recovery code; a wrong one counts and waits as a wrong PIN does."""
        sealed = (await self._staff.known()).sealed_code
        if not sealed:
            raise NoRecoveryCode("this shop has none")
        async with self._one_at_a_time:
            tries = await self._wrong_tries()
            if (wait := self._shut_until - self._clock()) > 0:
                raise TooManyTries(wait)
            if not await asyncio.to_thread(self._people.opens, code, sealed):
                await self._refuse(tries + 1)
                raise WrongCode("this is not the recovery code")

    async def _check_is_nobodys(self, figures: str, name: str) -> None:
        """Raises BadInput for a PIN that somebody else has. The error does not say whose it is, nor
        that it is anybody's: it is the same as for a PIN that is easy to guess."""
        if await self._staff.look(lambda: self._people.is_anothers(figures, name)):
            raise BadInput(Field.PIN, InputProblem.PIN_NOT_THIS)

    def _tell(self, people: Sequence[Person]) -> None:
        for listener in self._listeners:
            listener(people)

    def _give(self, by: str) -> Approval:
        at = self._clock()
        self._given = {one: until for one, until in self._given.items() if until >= at}
        approval = Approval(by)
        self._given[approval] = at + GOOD_FOR
        return approval

    async def _whose_yes(self, deed: ManagerOnly, approval: Approval | None) -> str:
        """Returns the approving manager's name; empty while nobody has a PIN."""
        if approval is not None:
            return self.spend(approval, deed)
        if await self.has_manager():
            raise NotApproved(f"{deed}: there is a manager, who was not asked")
        return ""

    async def _accept(self, person: Person, tries: int) -> None:
        if person.role is Role.MANAGER:
            await self._staff.meet()
            self._own.clear()
            if tries:
                await self._journal.note(PinAccepted(by=person.name))
                self._tries = 0
        elif own := self._own.pop(person.name, 0):
            await self._journal.note(PinAccepted(by=person.name, own=own))
            self._tries = max(tries - own, 0)

    async def _refuse(self, tries: int) -> None:
        """Counts a wrong PIN before the journal has it: a full disk gives nobody more tries."""
        self._tries = tries
        self._shut_until = self._clock() + wait_after(tries)
        await self._journal.note(PinRefused())

    async def _wrong_tries(self) -> int:
        if self._tries is not None:
            return self._tries
        notes = await self._journal.notes(PinRefused, PinAccepted, Recovered)
        tries = 0
        for one in notes:
            match one.note:
                case PinRefused():
                    tries += 1
                case Recovered():
                    tries = 0
                case PinAccepted(own=own):
                    tries = max(tries - own, 0) if own else 0
        if tries:
            last = max(one.at for one in notes if isinstance(one.note, PinRefused))
            wait = wait_after(tries)
            passed = (self._now() - last).total_seconds()
            self._shut_until = self._clock() + min(wait, wait - passed)
        self._tries = tries
        return self._tries


def _check_a_manager_stays(before: Sequence[Person], after: Sequence[Person]) -> None:
    """Raises BadInput where the last manager would leave, or become a cashier."""
    had, has = (any(one.role is Role.MANAGER for one in people) for people in (before, after))
    if had and not has:
        raise BadInput(Field.NAME, InputProblem.LAST_MANAGER)
