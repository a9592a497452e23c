"""An office that remembers what was asked of it, and answers as a test wants."""

from collections.abc import Callable
from dataclasses import replace

from pos_app.domain.errors import NotApproved, PosError
from pos_app.domain.people.approval import Approval
from pos_app.ports.office.protocol import Claim, CodeRefused, Enrolled, InUse
from pos_app.ports.office.status import OfficeState, OfficeStatus

ADDRESS = "https://office.example.com"
CODE = "BCDFG HJKMN"
SHOP = "Mercearia Boa Vista"


class StandInOffice:
    """`answers` are given in turn; after them every code enrols. `wants_pin`: a manager has to say
    yes. `refuses` is raised by who leaves, unless anyway."""

    def __init__(self) -> None:
        self.status = OfficeStatus(OfficeState.NOT_ENROLLED)
        self.answers: list[InUse | CodeRefused | PosError] = []
        self.asked: list[tuple[str, str, Claim]] = []
        self.refuses: PosError | None = None
        self.wants_pin = False
        self.opened = 0
        self._listeners: list[Callable[[OfficeStatus], None]] = []

    def open(self) -> "StandInOffice":
        self.opened += 1
        return self

    def listen(self, listener: Callable[[OfficeStatus], None]) -> None:
        self._listeners.append(listener)

    def become(self, state: OfficeState, **more: object) -> None:
        known = replace(self.status, address=ADDRESS, shop=SHOP)
        self.status = replace(known, state=state, **more)  # type: ignore[arg-type]
        for listener in self._listeners:
            listener(self.status)

    async def join(
        self, address: str, code: str, *, claim: Claim = Claim.NONE, approval: Approval | None
    ) -> Enrolled | InUse | CodeRefused:
        self._needs(approval)
        self.asked.append((address, code, claim))
        if self.answers:
            answer = self.answers.pop(0)
            if isinstance(answer, PosError):
                raise answer
            return answer
        self.become(OfficeState.UP_TO_DATE)
        return Enrolled("token", "till", SHOP, "Escritório Boa Vista")

    async def leave(self, *, anyway: bool = False, approval: Approval | None) -> None:
        self._needs(approval)
        if self.refuses and not anyway:
            raise self.refuses
        self.become(OfficeState.NOT_ENROLLED)

    def _needs(self, approval: Approval | None) -> None:
        if self.wants_pin and approval is None:
            raise NotApproved("a manager has to say yes")
