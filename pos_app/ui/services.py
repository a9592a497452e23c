"""Protocols of the services that the window is given once the till is up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from pos_app.domain.people.roles import Person, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from pos_app.domain.books.day_close import DrawerCount
    from pos_app.domain.books.shift import Shift, ShiftDocument
    from pos_app.domain.events import Flag
    from pos_app.domain.method import Method
    from pos_app.domain.money import Currency, Money
    from pos_app.domain.people.approval import Approval, ManagerOnly
    from pos_app.domain.reconciliation.comparison import Compared
    from pos_app.domain.reconciliation.period import ReconciledPeriod
    from pos_app.domain.sale import Sale
    from pos_app.ports.backups import BackupService
    from pos_app.ports.closing import Closed, DayCloseSheet
    from pos_app.ports.doctor.findings import Doctor
    from pos_app.ports.export import Exports
    from pos_app.ports.figures import ReadsFigures
    from pos_app.ports.journal import (
        Audited,
        Head,
        ReadsJournal,
        TellsTrouble,
        UnmatchedPayment,
    )
    from pos_app.ports.ledger import DocumentedClose, ReadsLedger
    from pos_app.ports.moving.autostart import Autostart
    from pos_app.ports.office.desk import OfficeDesk
    from pos_app.ports.office.status import TellsOffice
    from pos_app.ports.paper.printer_setup import PaperDesk
    from pos_app.ports.provider_admin import KeyHolder, Wallet
    from pos_app.ports.sale_search import FindsSales
    from pos_app.ports.settings_service import SettingsService
    from pos_app.ports.shifts import ReadsShifts
    from pos_app.ports.sounds import Sounds
    from pos_app.ports.statements import ReadStatement, StatementLayout
    from pos_app.ports.updates.newer_version import TellsNewerVersion
    from pos_app.till.charge_request import ChargeRequest
    from pos_app.till.intent import Press
    from pos_app.till.providers.asking import Outcome
    from pos_app.till.providers.connection import NextTry
    from pos_app.till.providers.health import Health
    from pos_app.till.providers.provider_clock import ClockOff


class ProviderAdminService(Protocol):
    """A manager's requests to a provider. Raises EnvironmentFailed or BadInput."""

    async def try_account(self, provider: str) -> KeyHolder: ...

    async def every_wallet(self, provider: str) -> Sequence[Wallet]: ...


class ShiftService(Protocol):
    """Shifts and the cash drawer. Raises as `till/shifts.py` says."""

    @property
    def read(self) -> ReadsShifts: ...

    async def open(self, floats: Sequence[Money] = ()) -> Shift: ...

    async def close(
        self,
        shift: Shift,
        counted: Sequence[Money] = (),
        leaves: Sequence[Money] = (),
        approval: Approval | None = None,
    ) -> tuple[ShiftDocument, Head]: ...

    async def put_in(self, amount: Money, why: str) -> Head: ...

    async def take_out(self, amount: Money, why: str, approval: Approval) -> Head: ...


class TillService(Protocol):
    """The window's calls to the till. Every call may raise JournalUnavailable."""

    @property
    def ledger(self) -> ReadsLedger: ...

    @property
    def shifts(self) -> ShiftService: ...

    @property
    def back_office(self) -> ProviderAdminService: ...

    @property
    def journal(self) -> ReadsJournal: ...

    def press(self) -> Press:
        """Returns the person and the day of a key that was just pressed."""

    def charge(
        self, sale_id: str, order: ChargeRequest, press: Press
    ) -> Coroutine[Any, Any, Sale]: ...

    def pay_out(
        self, sale_id: str, order: ChargeRequest, approval: Approval, press: Press
    ) -> Coroutine[Any, Any, Sale]: ...

    def refund(
        self,
        sale_id: str,
        parent_id: str,
        amount: Money | None,
        approval: Approval,
        press: Press,
        by_hand: str = "",
    ) -> Coroutine[Any, Any, Sale]: ...

    def tenders_for(self, currency: Currency) -> Sequence[Method]:
        """Returns what the shop takes and gives by hand in this currency."""

    def capture(
        self, sale_id: str, parent_id: str, amount: Money | None, press: Press
    ) -> Coroutine[Any, Any, Sale]: ...

    def release(
        self, sale_id: str, parent_id: str, approval: Approval, press: Press
    ) -> Coroutine[Any, Any, Sale]: ...

    async def settle(self, sale_id: str, *, paid: bool, why: str, approval: Approval) -> Sale: ...

    async def clear_flag(
        self, sale_id: str, flag: Flag | None, why: str, approval: Approval
    ) -> Sale: ...

    def number_invoice(self, sale_id: str, number: str) -> Coroutine[Any, Any, Sale]: ...

    async def allow_export(self, what: str, approval: Approval) -> str: ...

    async def cancel(self, sale_id: str) -> None: ...

    async def extend(self, sale_id: str, until: datetime) -> None: ...

    def listen(self, listener: Callable[[Sale], None]) -> None: ...

    def listen_health(self, listener: Callable[[str, Health], None]) -> None: ...

    def health(self, provider: str) -> Health: ...

    def asks_late(self, sale_id: str) -> bool: ...

    def clock_off(self) -> ClockOff | None: ...

    def heard_at(self, sale_id: str) -> datetime | None: ...

    async def take_unmatched(
        self, provider: str, payment: str, reference: str, why: str, approval: Approval
    ) -> UnmatchedPayment: ...

    async def day_sheet(self, day: date) -> DayCloseSheet: ...

    async def past_close(self, close: DocumentedClose) -> Closed:
        """Returns a close that was made, with all that its paper says."""

    async def close_day(
        self, day: date, approval: Approval, drawer: Sequence[DrawerCount] = ()
    ) -> Closed: ...

    async def audit(self, approval: Approval | None) -> Sequence[Audited]:
        """Returns the audit log, oldest first. Raises NotApproved."""

    def today(self) -> date: ...

    async def look_now(self, sale_id: str) -> None: ...

    async def ask_now(self, sale_id: str) -> Outcome: ...

    def offline(self, sale: Sale) -> NextTry | None: ...

    def network_is_back(self) -> None: ...

    def watch(self, sale_id: str) -> None: ...


class ReconciliationService(Protocol):
    """Statements beside the journal. Raises BadInput, NotApproved or EnvironmentFailed."""

    def has_lists(self, source: str) -> bool: ...

    async def read(
        self, source: str, file: Path, layout: StatementLayout | None = None
    ) -> ReadStatement: ...

    async def peek(self, file: Path) -> Sequence[Sequence[str]]: ...

    async def ask(self, source: str, start: date) -> ReadStatement: ...

    async def take_in(
        self,
        source: str,
        statement: ReadStatement,
        period: tuple[date, date],
        approval: Approval | None,
    ) -> object: ...

    async def period(self, source: str, start: date, end: date) -> ReconciledPeriod: ...

    async def resolve(
        self, source: str, difference: Compared, why: str, approval: Approval | None
    ) -> None: ...


class ApprovalService(Protocol):
    """Managers and their PINs. Raises NotApproved, BadInput or EnvironmentFailed."""

    async def has_manager(self) -> bool: ...

    async def approve(self, pin: str) -> Approval: ...

    async def allow(self, deed: ManagerOnly, approval: Approval | None) -> str:
        """Returns who allows this; empty while nobody has a PIN."""

    async def everyone(self) -> Sequence[Person]: ...

    async def give_pin(
        self, name: str, pin: str, approval: Approval | None = None, role: Role = Role.MANAGER
    ) -> str:
        """Gives a PIN. Returns the recovery code for the first manager, this once; else empty."""

    async def has_recovery_code(self) -> bool: ...

    async def make_recovery_code(self, approval: Approval | None) -> str: ...

    async def recover(self, code: str, name: str, pin: str) -> str:
        """Returns the next recovery code, this once."""

    async def remove(self, name: str, approval: Approval | None) -> None: ...


class PresenceService(Protocol):
    """Sign-in at the till. Raises NotApproved or EnvironmentFailed."""

    person: Person | None

    async def everyone(self) -> Sequence[Person]:
        """Returns the people who may sign in; none where the till is open to all."""

    async def sign_in(self, name: str, pin: str) -> Person: ...

    def leave(self) -> None: ...


@dataclass(frozen=True)
class UiServices:
    """The services of the open window: the till, settings, printing, people, backups, sounds."""

    till: TillService
    settings: SettingsService
    paper: PaperDesk
    figures: ReadsFigures
    search: FindsSales
    customer_page: str | None = None  # in training: the page where a person plays the customer
    people: ApprovalService | None = None  # None: no action that needs a PIN
    copies: BackupService | None = None  # None: no word about backups
    presence: PresenceService | None = None  # None: nobody signs in
    exports: Exports | None = None  # None: nothing can be exported
    sounds: Sounds | None = None  # None: no sounds
    journal: TellsTrouble | None = None  # None: no strip for the journal's file
    # It is loaded when it is first called. None: no statements.
    reconciliation: Callable[[], ReconciliationService] | None = None
    keyring: TellsTrouble | None = None  # None: no strip for the keyring
    office: TellsOffice | None = None  # None: the till belonged to none when it was opened
    updates: TellsNewerVersion | None = None  # None: nobody is asked for a newer version
    open_office: Callable[[], OfficeDesk] | None = None
    autostart: Autostart | None = None  # None: the computer's own start is not offered
    open_doctor: Callable[[], Doctor] | None = None  # loaded when it is first called
    bundled: Path | None = None  # of the release and the licences; None: no page *About*
