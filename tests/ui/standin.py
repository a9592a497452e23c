"""A till, settings and paper that remember what was asked of them, for the window's tests."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from closes import close_of
from ui.standin_books import StandInLedger, StandInShifts

from pos_app.domain.books.day_close import CloseDocument, DrawerCount
from pos_app.domain.books.takings import TakingsLine
from pos_app.domain.duplicate_charge import PossibleDuplicate
from pos_app.domain.errors import (
    BadInput,
    Field,
    InputProblem,
    NoManager,
    NoPassphraseYet,
    NotAllowed,
    NotApproved,
    PassphraseNeeded,
    PeopleLost,
    PosError,
    WrongCode,
    WrongPassphrase,
    WrongPin,
)
from pos_app.domain.events import (
    Created,
    Event,
    Flag,
    FlagCleared,
    InvoiceNumbered,
    OperationStarted,
    PartStarted,
    Purpose,
    ReceivedByHand,
    Sending,
    SettledAsPaid,
    SettledAsUnpaid,
    SplitOpened,
)
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.method import Kind, Method
from pos_app.domain.money import Currency, Money
from pos_app.domain.people.approval import Approval, ManagerOnly
from pos_app.domain.people.recovery_code import typed_code
from pos_app.domain.people.roles import Person, Role
from pos_app.domain.sale import Sale
from pos_app.domain.tenders.split import told_to_parent
from pos_app.ports.closing import Closed, DayCloseSheet
from pos_app.ports.export import ExportOrder, ExportProgress
from pos_app.ports.journal import Audited, Head, ReadsJournal, Recorded, UnmatchedPayment
from pos_app.ports.ledger import DocumentedClose
from pos_app.ports.provider_admin import KeyHolder, Wallet
from pos_app.ports.settings_service import AccountChange, AccountForm, SecretLocation, Setting
from pos_app.ports.shop import SHOP_SETTINGS, ShopSettings
from pos_app.till.charge_request import ChargeRequest
from pos_app.till.intent import Press, operation_asked_for
from pos_app.till.providers.asking import Outcome
from pos_app.till.providers.connection import NextTry
from pos_app.till.providers.health import Health
from pos_app.till.providers.provider_clock import ClockOff

if TYPE_CHECKING:
    from pos_app.domain.audit_notes import Restored

TODAY = date(2026, 5, 4)
START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


class StandInJournal:
    """A file that can be written on until `become` says why not."""

    def __init__(self) -> None:
        self.trouble: PosError | None = None
        self._listeners: list[Callable[[PosError | None], None]] = []

    def listen(self, listener: Callable[[PosError | None], None]) -> None:
        self._listeners.append(listener)

    def become(self, trouble: PosError | None) -> None:
        self.trouble = trouble
        for listener in self._listeners:
            listener(trouble)


# What a sale of these kinds is, and the first word of it.
_PURPOSES = {Kind.SPLIT: Purpose.SPLIT}
_WORDS: Mapping[Kind, Callable[[ChargeRequest], Event]] = {
    Kind.BY_HAND: lambda order: ReceivedByHand(tendered=order.tendered),
    Kind.SPLIT: lambda _: SplitOpened(),
}


class StandInTill:
    """Folds real events, talks to nobody. `fail` is raised by the next charge, and every charge is
    written down once `writes` is set."""

    def __init__(self, now: Callable[[], datetime] = lambda: START) -> None:
        self.now = now
        self.charges: list[tuple[str, ChargeRequest]] = []
        self.cancels: list[str] = []
        self.extensions: list[tuple[str, datetime]] = []
        self.looks: list[str] = []
        self.outcome = Outcome.ANSWERED  # of each question
        self.tries: dict[str, NextTry] = {}  # of sales about which no answer comes
        self.networks_back = 0
        self.watched = ""
        self.fail: Exception | None = None
        self.writes: asyncio.Event | None = None  # a disk takes its time, where there is one
        self.refuse: Exception | None = None
        self.second: Sale | None = None  # what the next pay-out looks like the second of
        self.healths: dict[str, Health] = {}
        self.heard: dict[str, datetime] = {}
        self.off: ClockOff | None = None
        self.late: set[str] = set()  # what ended unpaid and is still asked about
        self.before = 0  # the number of the last sale before these
        self.sales: dict[str, Sale] = {}
        self.events: list[Recorded] = []
        self.asked: list[tuple[str, str, Money | None, str]] = []  # what, of which sale, by whom
        self.tenders: list[Method] = []  # what the shop takes by hand
        self.back_office = StandInProviders()
        self.lost: list[UnmatchedPayment] = []
        self.closed: dict[date, tuple[datetime, str]] = {}
        self.restored: list[Restored] = []
        self.audited: list[Audited] = []
        self.ledger = StandInLedger(taken_on=self._taken_on)
        self.full_sheet: CloseDocument | None = None  # instead of what the sales here come to
        self.shifts = StandInShifts()
        self.counted: Sequence[DrawerCount] = ()
        self._listeners: list[Callable[[Sale], None]] = []
        self._health_listeners: list[Callable[[str, Health], None]] = []

    # --- for the test -----------------------------------------------------------------------------

    def write(self, sale_id: str, *events: Event, at: datetime | None = None) -> Sale:
        sale = self.sales[sale_id]
        at = at or self.now()
        for event in events:
            sale = apply(sale, event, at)
            self._record(sale_id, event, at)
        return self._tell(sale)

    def begin(self, sale_id: str, order: ChargeRequest, at: datetime | None = None) -> Sale:
        at = at or self.now()
        created = Created(
            number=self.before + len(self.sales) + 1,
            method=order.method.id,
            amount=order.amount,
            phone=order.phone,
            description=order.description,
            key=sale_id,
            business_day=TODAY,
            purpose=_PURPOSES.get(order.method.kind, Purpose.PAYMENT),
            parent=order.part_of or None,
        )
        if order.hold:
            created = replace(created, purpose=Purpose.AUTHORIZATION)
        if order.part_of:
            self.write(order.part_of, PartStarted(part=sale_id, amount=order.amount))
        word = _WORDS[order.method.kind](order) if order.method.kind in _WORDS else None
        sale = self.create(sale_id, created, at, word)
        self._tell_whole(open_sale(sale_id, "1", created, sale.created_at), sale)
        return sale

    def create(
        self,
        sale_id: str,
        created: Created,
        at: datetime | None = None,
        word: Event | None = None,
    ) -> Sale:
        at = at or self.now()
        self.sales[sale_id] = open_sale(sale_id, "1", created, at)
        self._record(sale_id, created, at)
        return self.write(sale_id, word or Sending(request="POST /", body=""), at=at)

    def _tell_whole(self, before: Sale, sale: Sale) -> None:
        told = told_to_parent(before, sale)
        if told and sale.parent:
            self.write(sale.parent, told)

    def set_health(self, provider: str, health: Health) -> None:
        self.healths[provider] = health
        for listener in self._health_listeners:
            listener(provider, health)

    def _record(self, sale_id: str, event: Event, at: datetime) -> None:
        self.events.append(Recorded(len(self.events) + 1, "1", sale_id, at, event))

    def _tell(self, sale: Sale) -> Sale:
        self.sales[sale.id] = sale
        for listener in self._listeners:
            listener(sale)
        return sale

    # --- what the window asks ---------------------------------------------------------------------

    def tenders_for(self, currency: Currency) -> Sequence[Method]:
        return [one for one in self.tenders if one.currency is currency]

    def press(self) -> Press:
        return Press("", TODAY)

    async def charge(self, sale_id: str, order: ChargeRequest, press: Press | None = None) -> Sale:  # noqa: ARG002
        self.charges.append((sale_id, order))
        if self.writes:
            await self.writes.wait()
        if self.fail:
            failure, self.fail = self.fail, None
            raise failure
        if sale_id in self.sales:
            raise NotAllowed("this sale exists already")
        for sale in [] if order.allow_duplicate else self._newest():
            if sale.is_open and (sale.phone, sale.amount) == (order.phone, order.amount):
                raise PossibleDuplicate(sale)
        return self.begin(sale_id, order)

    async def pay_out(
        self,
        sale_id: str,
        order: ChargeRequest,
        approval: Approval,
        press: Press | None = None,  # noqa: ARG002
    ) -> Sale:
        if self.second and not order.allow_duplicate:
            raise PossibleDuplicate(self.second)
        self.asked.append(("pay_out", order.method.id, order.amount, approval.by))
        created = Created(
            number=self.before + len(self.sales) + 1,
            method=order.method.id,
            amount=order.amount,
            phone=order.phone,
            description=order.description,
            key=sale_id,
            business_day=TODAY,
            purpose=Purpose.PAYOUT,
            by=approval.by,
        )
        return self.create(sale_id, created)

    async def refund(
        self,
        sale_id: str,
        parent_id: str,
        amount: Money | None,
        approval: Approval,
        press: Press | None = None,  # noqa: ARG002
        by_hand: str = "",
    ) -> Sale:
        self.asked.append(("refund" + by_hand, parent_id, amount, approval.by))
        return self._operate(sale_id, parent_id, Purpose.REFUND, amount)

    async def capture(
        self,
        sale_id: str,
        parent_id: str,
        amount: Money | None,
        press: Press | None = None,  # noqa: ARG002
    ) -> Sale:
        self.asked.append(("capture", parent_id, amount, ""))
        return self._operate(sale_id, parent_id, Purpose.CAPTURE, amount)

    async def release(
        self,
        sale_id: str,
        parent_id: str,
        approval: Approval,
        press: Press | None = None,  # noqa: ARG002
    ) -> Sale:
        self.asked.append(("release", parent_id, None, approval.by))
        return self._operate(sale_id, parent_id, Purpose.RELEASE, None)

    def _operate(
        self, sale_id: str, parent_id: str, purpose: Purpose, amount: Money | None
    ) -> Sale:
        if self.fail:
            failure, self.fail = self.fail, None
            raise failure
        if sale_id in self.sales:
            raise NotAllowed("this sale exists already")
        parent = self.sales[parent_id]
        wanted = amount or parent.amount
        self.write(parent_id, OperationStarted(operation=sale_id, purpose=purpose, amount=wanted))
        created = operation_asked_for(parent, purpose, wanted, self.press())
        return self.create(sale_id, replace(created, number=self.before + len(self.sales) + 1))

    def end(self, sale_id: str, *events: Event) -> Sale:
        """Ends an operation, and tells the sale that it belongs to."""
        before = self.sales[sale_id]
        sale = self.write(sale_id, *events)
        self._tell_whole(before, sale)
        return sale

    async def settle(self, sale_id: str, *, paid: bool, why: str, approval: Approval) -> Sale:
        self.asked.append((f"settle {paid} {why}", sale_id, None, approval.by))
        word = SettledAsPaid if paid else SettledAsUnpaid
        return self.write(sale_id, word(by=approval.by, why=why))

    async def clear_flag(
        self, sale_id: str, flag: Flag | None, why: str, approval: Approval
    ) -> Sale:
        self.asked.append((f"clear {why}", sale_id, None, approval.by))
        flags = sorted(self.sales[sale_id].flags) if flag is None else [flag]
        cleared = [FlagCleared(flag=one, by=approval.by, why=why) for one in flags]
        return self.write(sale_id, *cleared)

    async def number_invoice(self, sale_id: str, number: str) -> Sale:
        if self.refuse:
            raise self.refuse
        return self.write(sale_id, InvoiceNumbered(invoice=number))

    async def allow_export(self, what: str, approval: Approval) -> str:
        if self.refuse:
            raise self.refuse
        self.asked.append((f"export {what}", "", None, approval.by))
        return approval.by

    async def operations_of(self, sale_id: str) -> Sequence[Sale]:
        return [sale for sale in self.sales.values() if sale.parent == sale_id]

    async def taken_unmatched(self) -> Sequence[UnmatchedPayment]:
        return []

    async def unmatched_payments(self) -> Sequence[UnmatchedPayment]:
        return self.lost

    async def take_unmatched(
        self, provider: str, payment: str, reference: str, why: str, approval: Approval
    ) -> UnmatchedPayment:
        assert reference
        self.asked.append((f"take {provider} {why}", payment, None, approval.by))
        stray = next(one for one in self.lost if one.payment == payment)
        self.lost = [one for one in self.lost if one is not stray]
        return stray

    async def cancel(self, sale_id: str) -> None:
        if self.refuse:
            raise self.refuse
        self.cancels.append(sale_id)

    async def extend(self, sale_id: str, until: datetime) -> None:
        if self.refuse:
            raise self.refuse
        self.extensions.append((sale_id, until))

    async def look_now(self, sale_id: str) -> None:
        self.looks.append(sale_id)

    async def ask_now(self, sale_id: str) -> Outcome:
        self.looks.append(sale_id)
        return self.outcome

    def offline(self, sale: Sale) -> NextTry | None:
        return self.tries.get(sale.id) if sale.is_open else None

    def network_is_back(self) -> None:
        self.networks_back += 1

    def watch(self, sale_id: str) -> None:
        self.watched = sale_id

    def listen(self, listener: Callable[[Sale], None]) -> None:
        self._listeners.append(listener)

    def listen_health(self, listener: Callable[[str, Health], None]) -> None:
        self._health_listeners.append(listener)

    def health(self, provider: str) -> Health:
        return self.healths.get(provider, Health.UNTRIED)

    def asks_late(self, sale_id: str) -> bool:
        return sale_id in self.late

    def clock_off(self) -> ClockOff | None:
        return self.off

    def heard_at(self, sale_id: str) -> datetime | None:
        return self.heard.get(sale_id)

    @property
    def journal(self) -> ReadsJournal:
        return self

    async def sale(self, sale_id: str) -> Sale | None:
        return self.sales.get(sale_id)

    async def open_sales(self) -> Sequence[Sale]:
        return [sale for sale in self._newest() if sale.is_open]

    async def flagged_sales(self) -> Sequence[Sale]:
        return [sale for sale in self._newest() if sale.flags]

    async def last_sales(self, limit: int) -> Sequence[Sale]:
        return self._newest()[:limit]

    async def events_of(self, sale_id: str) -> Sequence[Recorded]:
        return [event for event in self.events if event.sale == sale_id]

    async def day_sheet(self, day: date) -> DayCloseSheet:
        closed_at, closed_by = self.closed.get(day, (None, ""))
        noted = [one.noted.note for one in self.audited]
        made = close_of(day, self._newest()[::-1], by="", at=self.now())
        document = replace(self.full_sheet, day=day) if self.full_sheet else made
        return DayCloseSheet(document, self.restored, noted, closed_at, closed_by)

    async def past_close(self, close: DocumentedClose) -> Closed:
        noted = [one.noted.note for one in self.audited]
        sheet = DayCloseSheet(close.document, self.restored, noted)
        return Closed(sheet, Head(close.seq, close.hash))

    async def close_day(
        self, day: date, approval: Approval, drawer: Sequence[DrawerCount] = ()
    ) -> Closed:
        self.counted = drawer
        sheet = await self.day_sheet(day)
        self.closed[day] = (self.now(), approval.by)
        made = replace(sheet, document=replace(sheet.document, by=approval.by))
        return Closed(made, Head(1234, "3f2a9c1b" * 8))

    async def audit(self, approval: Approval | None) -> Sequence[Audited]:
        if approval is None:
            raise NotApproved("a manager alone reads this")
        return self.audited

    def _taken_on(self, day: date) -> Sequence[TakingsLine]:
        sales = [sale for sale in self._newest() if sale.business_day == day]
        return close_of(day, sales).takings

    def today(self) -> date:
        return TODAY

    def _newest(self) -> list[Sale]:
        return sorted(self.sales.values(), key=lambda sale: (sale.created_at, sale.number))[::-1]


class StandInProviders:
    """Answers what it is told to."""

    def __init__(self) -> None:
        self.tried: list[str] = []
        self.fail: PosError | None = None

    async def try_account(self, provider: str) -> KeyHolder:
        self.tried.append(provider)
        if self.fail:
            raise self.fail
        return KeyHolder("Loja Boa Vista", "caixa", "2027-01-01")

    async def every_wallet(self, provider: str) -> Sequence[Wallet]:  # noqa: ARG002
        return [Wallet("1", "Loja M-Pesa", Money(123_456, Currency.MZN))]


CODE = "483920175566283910475832"  # of whoever manages the shop


class StandInPeople:
    """One manager whose PIN is 1234, or nobody."""

    def __init__(self) -> None:
        self.managers = {"1234": "Ana"}
        self.cashiers: list[Person] = []
        self.code = CODE
        self.lost: PeopleLost | None = None  # what became of the file
        self.fail: PosError | None = None

    async def has_manager(self) -> bool:
        return bool(self.managers)

    async def approve(self, pin: str) -> Approval:
        if self.fail:
            raise self.fail
        if not self.managers:
            raise NoManager("nobody has a PIN yet")
        if pin not in self.managers:
            raise WrongPin("nobody has this PIN")
        return Approval(self.managers[pin])

    async def allow(self, deed: ManagerOnly, approval: Approval | None) -> str:
        if approval is None and self.managers:
            raise NotApproved(f"{deed}: there is a manager")
        return approval.by if approval else ""

    async def everyone(self) -> Sequence[Person]:
        if self.lost:
            raise self.lost
        managers = [Person(name, Role.MANAGER) for name in self.managers.values()]
        return [*managers, *self.cashiers]

    async def give_pin(
        self, name: str, pin: str, approval: Approval | None = None, role: Role = Role.MANAGER
    ) -> str:
        if len(pin) < 4:
            raise BadInput(Field.PIN, InputProblem.PIN_NOT_FIGURES, "4-8")
        if role is Role.MANAGER:
            is_first = not self.managers
            self.managers[pin] = name
            return self.code if is_first else ""
        if approval is None:
            raise NotApproved("a manager has to allow it")
        self.cashiers.append(Person(name, role))
        return ""

    async def has_recovery_code(self) -> bool:
        return bool(self.code)

    async def make_recovery_code(self, approval: Approval | None) -> str:
        if approval is None:
            raise NotApproved("a manager has to allow it")
        self.code = CODE[::-1]
        return self.code

    async def recover(self, code: str, name: str, pin: str) -> str:
        if typed_code(code) != self.code:
            raise WrongCode("this is not the recovery code")
        self.managers, self.lost, self.code = {pin: name}, None, CODE[::-1]
        return self.code

    async def remove(self, name: str, approval: Approval | None) -> None:
        if approval is None:
            raise NotApproved("a manager has to allow it")
        self.cashiers = [person for person in self.cashiers if person.name != name]


class StandInPresence:
    """Nobody signs in, until somebody is hired."""

    def __init__(self) -> None:
        self.pins: dict[Person, str] = {}
        self.person: Person | None = None
        self.reads: asyncio.Event | None = None  # a disk takes its time, where there is one
        self.people: StandInPeople | None = None  # whose file may be lost

    async def everyone(self) -> Sequence[Person]:
        if self.reads:
            await self.reads.wait()
        if self.people and self.people.lost:
            raise self.people.lost
        return list(self.pins)

    async def sign_in(self, name: str, pin: str) -> Person:
        for person, known in self.pins.items():
            if (person.name, known) == (name, pin):
                self.person = person
                return person
        raise WrongPin("not this PIN")

    def leave(self) -> None:
        self.person = None


class StandInSettings:
    def __init__(self) -> None:
        self.saved: list[tuple[str, str, Mapping[str, str], Mapping[str, str]]] = []
        usual = ShopSettings(name="Mercearia Boa Vista", language="en")
        self.known = {name: row.shown(usual) for name, row in SHOP_SETTINGS.items()}
        self.fail: PosError | None = None
        self.managed = False  # whether there is a manager who has to allow it
        self.locked = False  # whether the keys are in a file that is closed
        self.passphrase = ""
        self.by: list[str] = []  # who allowed what was saved
        self.logos: dict[str, bytes] = {}
        self.forms = [
            AccountForm(
                "vpos",
                "vPOS",
                "https://api.example",
                {"pos_id": "123"},
                {"token": SecretLocation.KEYRING},
            ),
            AccountForm(
                "proxypay",
                "ProxyPay",
                "https://pay.example",
                {"entity": "00123"},
                {"api_key": SecretLocation.KEYRING},
            ),
            AccountForm(
                "clicpay",
                "ClicPay",
                "https://click.example",
                {"wallets.mpesa": "144365", "webhook": "", "direct": ""},
                {"token": SecretLocation.KEYRING, "webhook_secret": SecretLocation.NOWHERE},
            ),
            AccountForm("wipay", "WiPay", "https://voucher.example", {"account_number": "1"}, {}),
        ]

    async def accounts(self) -> Sequence[AccountForm]:
        return self.forms

    async def save_account(
        self, account: AccountChange, secrets: Mapping[str, str], approval: Approval | None = None
    ) -> None:
        if self.fail:
            raise self.fail
        if secrets and self.locked:
            raise PassphraseNeeded if self.passphrase else NoPassphraseYet
        if self.managed and approval is None:
            raise NotApproved("there is a manager")
        self.by.append(approval.by if approval else "")
        provider, base_url, options = account.provider, account.base_url, account.options
        self.saved.append((provider, base_url, options, secrets))
        self.forms = [
            AccountForm(
                form.provider,
                form.name,
                base_url,
                options,
                {**form.secrets, **dict.fromkeys(secrets, SecretLocation.KEYRING)},
            )
            if form.provider == provider
            else form
            for form in self.forms
        ]

    async def keep_logo(self, png: bytes) -> str:
        name = f"logo-{len(self.logos)}.png"
        self.logos[name] = png
        return name

    async def logo(self, name: str) -> bytes:
        return self.logos.get(name, b"")

    async def key_place(self) -> SecretLocation:
        return SecretLocation.FILE if self.locked or self.passphrase else SecretLocation.KEYRING

    async def keys_are_locked(self) -> bool:
        return self.locked and bool(self.passphrase)

    async def unlock_keys(self, passphrase: str) -> None:
        if self.passphrase and passphrase != self.passphrase:
            raise WrongPassphrase("no")
        self.passphrase, self.locked = passphrase, False

    async def shop(self) -> Mapping[str, Setting]:
        return dict(self.known)

    async def save_shop(
        self, changes: Mapping[str, Setting], approval: Approval | None = None
    ) -> None:
        if self.fail is not None:
            fail, self.fail = self.fail, None
            raise fail
        if self.managed and approval is None and changes["name"] != self.known["name"]:
            raise NotApproved("a manager has to allow it")
        self.known |= changes


class StandInSounds:
    def __init__(self) -> None:
        self.heard: list[str] = []

    def paid(self) -> None:
        self.heard.append("paid")

    def not_paid(self) -> None:
        self.heard.append("not paid")


class StandInExports:
    """Exports that get as far as they are let."""

    def __init__(self) -> None:
        self.orders: list[tuple[ExportOrder, Path]] = []
        self.heard: Callable[[ExportProgress], None] = lambda _: None
        self._ends: list[asyncio.Future[int]] = []

    async def export(
        self,
        order: ExportOrder,
        path: Path,
        heard: Callable[[ExportProgress], None] = lambda _: None,
    ) -> int:
        self.orders.append((order, path))
        self.heard = heard
        self._ends.append(asyncio.get_running_loop().create_future())
        return await self._ends[-1]

    def finish(self, rows: int) -> None:
        self._ends[-1].set_result(rows)

    def fail(self, problem: PosError) -> None:
        self._ends[-1].set_exception(problem)

    def is_stopped(self) -> bool:
        return self._ends[-1].cancelled()
