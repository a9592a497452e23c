"""A tour through everything that the window can show: each stop is a name and what to look at.

Whoever goes along (what fits, what can be reached) looks at the same states.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hostile.scanner import ITF_14, Scanner
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QTableView, QTableWidget, QWidget
from shiboken6 import isValid
from ui.counter import Counter, until
from ui.office_tour import office
from ui.paper_tour import print_jobs, printing, sheets
from ui.printers_tour import found_printers, printers
from ui.standin import CODE, TODAY
from ui.standin_office import ADDRESS as ADDRESS_OF_OFFICE
from ui.statements_tour import statements
from ui.till_tour import till_page

from pos_app.domain.audit_notes import (
    Note,
    PinGiven,
    PinRefused,
    ProviderAsked,
    ProviderDeed,
    Recovered,
    SettingsChanged,
)
from pos_app.domain.errors import (
    BadInput,
    CopyUnusable,
    Field,
    FileNotWritten,
    InputProblem,
    JournalDamaged,
    JournalFull,
    JournalHeld,
    JournalInUse,
    JournalMissing,
    JournalOutOfReach,
    JournalReadOnly,
    JournalReplaced,
    JournalRolledBack,
    JournalUnavailable,
    NobodyAtTheTill,
    NoRoomForTill,
    OtherComputer,
    PeopleChanged,
    PeopleOlder,
    ResponseLost,
    SettingsUnavailable,
    WrongPin,
)
from pos_app.domain.events import (
    Accepted,
    AlreadyUsed,
    Authorized,
    Cancelling,
    Flag,
    FlagCleared,
    Mismatched,
    OutcomeUnknown,
    Paid,
    Purpose,
    State,
)
from pos_app.domain.method import Kind
from pos_app.domain.money import Currency, Money
from pos_app.domain.people.roles import Person, Role
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import COUNTER_METHODS, METHODS
from pos_app.ports.backups import Copy, Restoration, TellsFetched, untold
from pos_app.ports.export import ExportProgress
from pos_app.ports.journal import Audited, Head, Noted, UnmatchedPayment
from pos_app.ports.moving.move import Arrived, MoveInOrder
from pos_app.ports.office.protocol import CodeRefusal, CodeRefused
from pos_app.till.charge_request import Extras, parse_charge_request
from pos_app.till.providers.asking import Outcome
from pos_app.till.providers.connection import NextTry
from pos_app.till.providers.health import Health
from pos_app.till.providers.provider_clock import ClockOff
from pos_app.ui.journal.filters.choices import ChoicePopup
from pos_app.ui.journal.filters.filter_chips import Facet
from pos_app.ui.journal.page import JournalPage
from pos_app.ui.journal.sale_rows import FOUND
from pos_app.ui.sell.sales.panel import SalesPanel
from pos_app.ui.trouble.leave_kiosk_panel import LeaveKioskPanel
from pos_app.words.problems import complaint_words, problem_words
from pos_app.words.verdict import next_words, verdict_words

Stop = tuple[str, QWidget]
Stops = AsyncIterator[Stop]

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
LATER = datetime(2036, 5, 4, 10, 0, tzinfo=UTC)
LONG = Money(999_999_999_99, Currency.AOA)
ADDRESS = "https://pay.example.com/checkout/7c0f8a4e-1d52-4a2e-9a53-6e1c4c8f2b17"
KSUID = "1jHbXEbRTIbbwaoJ6w06nLcRG7X"
ANA = Person("Ana Maria Miguel", Role.MANAGER)
BIA = Person("João Domingos dos Santos Neto", Role.CASHIER)
TYPED = {"AO": "+244 923 123 456", "MZ": "+258 84 123 4567"}
NUMBER = {"AO": "923123456", "MZ": "841234567", "TT": "6201234"}


def _begin(counter: Counter, sale_id: str, method: str, amount: str = "1500") -> None:
    chosen = METHODS[method]
    phone = NUMBER[chosen.country] if chosen.needs_phone else ""
    if method == "clicpay.emola":
        phone = "861234567"
    if method == "clicpay.mkesh":
        phone = "821234567"
    counter.till.begin(sale_id, parse_charge_request(chosen, amount, phone))


def _item(number: int, state: State, method: str = "vpos", **more: object) -> Sale:
    chosen = METHODS[method]
    sale = Sale(
        id=f"sale-{number}",
        till="1",
        number=number,
        method=method,
        amount=Money(150_000, chosen.currency),
        phone=Phone(chosen.country, NUMBER[chosen.country]) if chosen.needs_phone else None,
        description="",
        key="",
        business_day=TODAY,
        created_at=NOW,
        updated_at=NOW,
        state=state,
        settled_at=None if state in (State.SENDING, State.WAITING, State.UNKNOWN) else NOW,
        reference=KSUID,
    )
    return replace(sale, **more)  # type: ignore[arg-type]


# --- Sell -----------------------------------------------------------------------------------------


async def ways_to_pay(counter: Counter) -> Stops:
    """What is typed, by every kind of method, and what is said about it."""
    window, form = counter.window, counter.window.sell.form
    yield "before the till is up", window
    counter.open()
    await until(lambda: counter.window.sell.side and counter.window.sell.side.loaded)
    yield "nothing yet", window
    counter.find(QWidget, "play_customer").show()
    yield "with a page for whoever plays the customer", window
    counter.find(QWidget, "play_customer").hide()
    for place, method in enumerate(form.tiles.ready_methods):
        counter.press(Qt.Key(Qt.Key.Key_F2 + place))
        if method.kind in (Kind.VOUCHER, Kind.CARD):  # a code in the phone's place; no phone at all
            yield f"{method.kind}: nothing typed", window
        form.amount.edit.setText("1000000" if method.kind is not Kind.VOUCHER else "100.50")
        form.amount.edit.tidy()
        if method.needs_phone:
            form.phone.edit.setText(TYPED[method.country])
        if form.stand_ins.voucher is not None and form.stand_ins.voucher.isVisible():
            form.stand_ins.voucher.edit.setText("abcd 1234 efgh")
        form.hold.setChecked(method.can_authorize)
        if form.validity is not None and form.validity.isVisible():
            form.validity.click()
        yield f"typed: {method.id}", window
        form.clear()
    counter.press(Qt.Key.Key_F9)
    counter.find(QLineEdit, "voucher").setFocus()
    counter.click("key_point")
    yield "letters", window
    form.clear()
    counter.press(Qt.Key.Key_F4)
    form.phone.edit.setText("923 123 456")
    yield "a number of another network", window
    for health in Health:
        for provider in {method.provider for method in METHODS.values()}:
            counter.till.set_health(provider, health)
        yield f"every provider: {health}", window
    counter.till.set_health("vpos", Health.UNTRIED)


async def by_hand(counter: Counter) -> Stops:
    """Money by hand and a sale in several parts: typed, recorded, given back."""
    window, form, till = counter.window, counter.window.sell.form, counter.till
    counter.open()
    side = window.sell.side
    assert side
    await until(lambda: side.loaded)
    words = ("cash", "cardmachine", "split")
    cash, machine, whole = (COUNTER_METHODS[f"{word}.ao"] for word in words)
    till.tenders = [cash, machine, COUNTER_METHODS["transfer.ao"]]
    home = {name for name in COUNTER_METHODS if name.endswith(".ao")}
    form.tiles.set_ready(frozenset(home | {"vpos", "proxypay"}))
    form.tiles.choose(cash)
    form.amount.edit.setText("999999,99")
    yield "cash: nothing typed", window
    for given in ("1000000", "5000"):
        form.amount.edit.tidy()
        counter.fill("tendered", given)
        yield f"cash: {given}", window
    complaint = BadInput(Field.TENDERED, InputProblem.TENDERED_TOO_LITTLE, "999 999,99 Kz")
    form.show_error(complaint, complaint_words(complaint.complaint, complaint.value))
    yield "a complaint at the cash", window
    form.clear()
    till.begin("c", replace(parse_charge_request(cash, "999999,99"), tendered=LONG))
    side.select("c")
    yield "verdict: by hand, with change", window
    till.begin("w", parse_charge_request(whole, "9999999,99"))
    form.charge_parts_of(till.sales["w"])
    side.select("w")
    yield "a split sale of which all is missing", window
    till.begin("p", replace(parse_charge_request(machine, "5000000"), part_of="w"))
    side.select("p")
    yield "verdict: a part by hand", window
    phone = replace(parse_charge_request(METHODS["vpos"], "4999999,99", "923123456"), part_of="w")
    till.begin("q", phone)
    till.end("q", OutcomeUnknown(reason=Reason.NO_ANSWER))
    side.select("w")
    yield "a split sale with a part in doubt", window
    till.write("w", Cancelling())
    side.select("w")
    yield "a split sale that is cancelled", window
    form.charge_parts_of(None)
    till.begin("v", parse_charge_request(METHODS["vpos"], "4999999,99", "923123456"))
    till.end("v", Paid(payment="1"))
    side.select("v")
    counter.click("deed_refund")
    await until(lambda: counter.dialog("refund"))
    yield "giving back all, as it came", counter.find(QWidget, "refund_dialog")
    counter.click("refund_by_cash_ao")
    yield "giving back by hand, or a part", counter.find(QWidget, "refund_dialog")


async def complaints(counter: Counter) -> Stops:
    """Every one at its field, and what belongs to no field."""
    window, form = counter.window, counter.window.sell.form
    counter.open()
    form.amount.edit.setText("1500")
    for field in (Field.AMOUNT, Field.PHONE, Field.DESCRIPTION, Field.VOUCHER):
        value = "40" if field is Field.DESCRIPTION else "1 000 000,00 Kz"
        said = [complaint_words(one, value) for one in InputProblem if one.startswith(field)]
        counter.press(Qt.Key.Key_F9 if field is Field.VOUCHER else Qt.Key.Key_F2)
        form.show_error(BadInput(field, InputProblem.NOT_OFFERED), max(said, key=len))
        yield f"a complaint at {field}", window
        form.clear()
    form.amount.edit.setText("1500")
    for problem in (*(kind("disk full") for kind in _UNWRITTEN), NobodyAtTheTill("nobody")):
        form.show_message(" · ".join(problem_words(problem)))
        yield f"above the button: {type(problem).__name__}", window
    form.clear()
    emola = form.tiles.ready_methods.index(METHODS["clicpay.emola"])
    counter.press(Qt.Key(Qt.Key.Key_F2 + emola))
    form.phone.edit.setText("861234567")
    counter.type("10.50")
    counter.enter()
    yield "cents, where there are none", window


async def second_charge(counter: Counter) -> Stops:
    counter.open()
    first = await counter.sell()
    counter.till.write(first, Accepted(), OutcomeUnknown(reason=Reason.NO_ANSWER))
    for text in ("1500", "923123456"):
        counter.type(text)
        counter.enter()
    await until(lambda: counter.window.findChild(QWidget, "second_charge"))
    await until(counter.find(QWidget, "second_charge").isVisible)
    yield "is it the second charge?", counter.window
    counter.window.sell.form.clear()
    counter.window.activateWindow()
    await until(counter.window.isActiveWindow)
    Scanner().scan(ITF_14)
    await until(lambda: counter.window.findChild(QWidget, "scan_question"))
    await until(counter.find(QWidget, "scan_question").isVisible)
    yield "was it a scanner?", counter.window


async def verdicts(counter: Counter) -> Stops:
    """Every purpose in every state, every reason, every warning, and the buttons of each."""
    counter.open()
    side = counter.window.sell.side
    assert side
    await until(lambda: side.loaded)
    shown = counter.window
    for number, (sale, name) in enumerate(_sales()):
        counter.till._tell(replace(sale, id=f"v{number}", number=counter.till.before + number))
        side.select(f"v{number}")
        yield f"verdict: {name}", side
    counter.reference()
    side.select("r")
    yield "verdict: a reference with its slip", shown
    counter.click("cancel")
    yield "verdict: cancel?", shown
    counter.click("cancel_back")
    side.verdict.acts.show_message("Isto não é possível agora: a venda já acabou de outra maneira.")
    yield "verdict: a refused button", shown
    counter.till.tries["r"] = NextTry(tries=1234, due_in=59.0, pause=60.0)
    counter.till.set_health("proxypay", Health.OFFLINE)
    yield "verdict: no connection", shown
    counter.till.outcome = Outcome.TROUBLED
    counter.click("ask_now")
    await until(lambda: counter.text("verdict_message"))
    yield "verdict: no connection, and asked in vain", shown


def _sales() -> list[tuple[Sale, str]]:
    """Of each thing that adds words or buttons the fullest; of sentences the longest."""
    states = [(p, s) for p in Purpose for s in State]
    ended = (State.DECLINED, State.UNKNOWN)
    said = [(_item(1, state, purpose=purpose), f"{purpose} {state}") for purpose, state in states]
    said += [
        (_item(1, state, reason=reason), f"{state} for {reason}")
        for state in ended
        for reason in Reason
    ]
    flagged = [
        (_item(1, state, flags=frozenset({flag})), f"{state} with {flag}")
        for state in (State.PAID, State.EXPIRED)
        for flag in Flag
    ]
    found = [stop for measure in _MEASURES for stop in sorted(said, key=measure)[-2:]] + flagged
    fullest = {
        "held": _item(1, State.AUTHORIZED, purpose=Purpose.AUTHORIZATION),
        "a card that waits": _item(1, State.WAITING, "clicpay.card", checkout=ADDRESS),
        "a reference that waits": _item(
            1, State.WAITING, "proxypay", reference="741820581", entity="00123", expires_at=LATER
        ),
        "a reference that may not exist": _item(
            1, State.UNKNOWN, "proxypay", reference="741820581", reason=Reason.NO_ANSWER
        ),
        "held, with a warning": _item(1, State.AUTHORIZED, flags=frozenset({Flag.MISMATCH})),
        "expired, and may still be paid": _item(
            1, State.EXPIRED, reason=Reason.CUSTOMER_SILENT, settled_at=LATER
        ),
        "a voucher with money left": _item(
            1,
            State.PAID,
            "wipay",
            voucher_balance_minor=99_999_99,
            voucher="…efgh",
            description="Factura 2026/118",
        ),
        "given back in part": _item(1, State.PAID, refunded_minor=40),
        "going back": _item(1, State.PAID, pending_operation="x"),
        "settled": _item(1, State.PAID, reason=Reason.SETTLED_BY_HAND, by=BIA.name),
        "a large amount": _item(1, State.UNKNOWN, amount=LONG, reason=Reason.NO_TRACE),
        "given another sale's transaction": _anothers(1),
        "given another refund's transaction": replace(_anothers(1), purpose=Purpose.REFUND),
        "given another sale's transaction, and paid": replace(_anothers(1), state=State.PAID),
        "two warnings": _item(
            1, State.PAID, flags=frozenset({Flag.PAID_AFTER_CANCEL, Flag.PAID_TWICE})
        ),
    }
    return found + [(sale, name) for name, sale in fullest.items()]


def _anothers(number: int) -> Sale:
    flags = frozenset({Flag.ALREADY_USED})
    return _item(number, State.UNKNOWN, "clicpay.mpesa", flags=flags, used_by=1234, detail=KSUID)


def _next(stop: tuple[Sale, str]) -> str:
    return next_words(stop[0], METHODS["vpos"], goes_on=True, late=True)


_MEASURES: tuple[Callable[[tuple[Sale, str]], int], ...] = (
    lambda stop: len(verdict_words(stop[0])[0]),
    lambda stop: len(verdict_words(stop[0])[1]),
    lambda stop: len(_next(stop)),
)


# --- the other screens ----------------------------------------------------------------------------


def _take_anothers(counter: Counter, sale_id: str) -> None:
    """An answer names a transaction that is another sale's."""
    used = AlreadyUsed(identity="x", reference=KSUID, first="paid", number=1)
    counter.till.write(sale_id, Accepted(reference="u", follow="/u"), used)


def _a_day(counter: Counter) -> None:
    """One of each kind, and what has to be looked after."""
    _begin(counter, "paid", "clicpay.mpesa")
    counter.till.write("paid", Accepted(reference="x", follow="/x"), Paid(reference=KSUID))
    _begin(counter, "used", "clicpay.mpesa")
    _take_anothers(counter, "used")
    _begin(counter, "unknown", "clicpay.emola", "900")
    counter.till.write("unknown", OutcomeUnknown(reason=Reason.NO_TRACE))
    counter.reference("reference")
    held = parse_charge_request(METHODS["vpos"], "4200", "923123456", extras=Extras(hold=True))
    counter.till.begin("held", held)
    counter.till.write("held", Accepted(reference="h"), Authorized(reference="h"))
    _begin(counter, "late", "clicpay.mpesa")
    counter.till.write(
        "late",
        Accepted(reference="y", follow="/y"),
        Paid(reference="y"),
        Mismatched(flag=Flag.SHORT, amount=Money(100, Currency.MZN)),
    )
    _begin(counter, "card", "clicpay.card", "2500")
    counter.till.write("card", Accepted(reference="c", follow="/c", checkout=ADDRESS))
    _begin(counter, "big", "vpos", "9000000")
    counter.till.write("big", Accepted(reference="z"), Paid(reference="z"))
    counter.till.lost = [
        UnmatchedPayment(
            "proxypay", "17", "4417", sale, Money(2_500_000, Currency.AOA), "", NOW, NOW
        )
        for sale in ("", "7c0f8a4e-1d52")
    ]


async def journal(counter: Counter) -> Stops:
    _a_day(counter)
    counter.open()
    counter.click("tab_journal")
    table = counter.find(QTableView, "journal_table")
    await until(lambda: len(sale_rows(table)) == len(counter.till.sales))
    await until(lambda: counter.find(QWidget, "stray_strip").isVisible())
    yield "journal, none chosen", counter.window
    for row in sale_rows(table):
        table.selectRow(row)
        steps = counter.find(QWidget, "timeline")
        await until(lambda: steps.model().rowCount())  # type: ignore[attr-defined]  # noqa: B023
        yield f"journal, sale {table.model().index(row, 0).data()}", counter.window
    page = counter.find(JournalPage, "journal_page")
    async for stop in _searching(counter, page):
        yield stop
    page.show_error(JournalUnavailable("disk full"))
    yield "journal, a problem", counter.window


async def figures(counter: Counter) -> Stops:
    counter.open()
    counter.click("tab_figures")
    await until(lambda: counter.text("figures_title"))
    yield "figures: today", counter.window
    for name in ("figures_by_weekday", "figures_of_cashier"):
        counter.click(name)
        yield f"figures: {name}", counter.window
    counter.click("figures_chosen")
    chooser = counter.find(QWidget, "figures_days_asked")
    await until(chooser.isVisible)
    yield "figures: which days", chooser
    chooser.hide()
    counter.click("figures_copy")
    yield "figures: copied", counter.window
    counter.click("figures_as_table")
    yield "figures: as a table", counter.window
    counter.click("figures_as_table")
    counter.figures.is_empty = True
    counter.click("figures_month")
    await until(lambda: counter.figures.asked[-1].span.count > 1)
    yield "figures: nothing", counter.window


async def _searching(counter: Counter, page: JournalPage) -> Stops:
    """What is searched lit up, the filters on, nothing found, the popups, the drawer."""
    search = counter.find(QLineEdit, "journal_search")
    search.setText("923 12")
    await until(lambda: 0 < len(sale_rows(page.table)) < len(counter.till.sales))
    yield "journal, searched", counter.window
    for facet in Facet:
        page.chips.open(facet)
        popup = counter.find(ChoicePopup, "journal_filter_popup")
        if popup.isVisible():
            yield f"journal, filter {facet}", popup
            popup.turned.emit(frozenset(one.key for one in popup.model.choices[:2]))
            popup.hide()
    search.setText("923 999 114")
    await until(lambda: counter.text("nothing_elsewhere"))
    yield "journal, nothing found", counter.window
    page.chips.clear()
    search.clear()
    counter.find(QWidget, "journal_chosen").click()  # type: ignore[attr-defined]
    chooser = counter.find(QWidget, "day_chooser")
    yield "journal, the days", chooser
    chooser.hide()
    page.totals.turn_comparison()
    yield "journal, the other days", counter.find(QWidget, "compare_days")
    counter.click("compare_days_usual_0")
    await until(lambda: sale_rows(page.table))
    yield "journal, compared", counter.window
    if counter.find(QWidget, "journal_totals_open").isVisible():
        counter.click("journal_totals_open")
        yield "journal, the drawer", counter.window
        counter.click("journal_drawer_close")


def sale_rows(table: QTableView) -> list[int]:
    """The rows of sales, without the lines of the days."""
    model = table.model()
    rows = range(model.rowCount())
    return [row for row in rows if model.index(row, 0).data(FOUND) is not None]


async def doubts(counter: Counter) -> Stops:
    for place, method in enumerate(METHODS):
        _begin(counter, f"d{place}", method) if method != "wipay" else None
    counter.open()
    for sale_id in list(counter.till.sales):
        counter.till.write(sale_id, OutcomeUnknown(reason=Reason.NO_TRACE))
    counter.till._tell(_item(90, State.UNKNOWN, "wipay", voucher="…efgh", reason=Reason.NO_ANSWER))
    counter.click("doubt_strip")
    _begin(counter, "used", "clicpay.mpesa")
    _take_anothers(counter, "used")
    table = counter.find(QTableWidget, "doubts_table")
    await until(lambda: table.rowCount() == len(METHODS) + 1)
    for row in range(table.rowCount()):
        table.selectRow(row)
        yield f"doubt {row}", counter.window
    for sale in list(counter.till.sales.values()):
        counter.till.write(sale.id, Paid(reference="x"))
        if sale.flags:
            counter.till.write(sale.id, FlagCleared(flag=Flag.ALREADY_USED, by=ANA.name, why="x"))
    yield "no doubts", counter.window


async def settings(counter: Counter) -> Stops:
    counter.people.cashiers = [BIA, Person("Rui", Role.CASHIER)]
    counter.paper.printers.found = found_printers()
    counter.open()
    counter.click("tab_settings")
    await until(lambda: counter.window.findChild(QLineEdit, "account_vpos_base_url"))
    for name in ("shop", "counter", "tenders", "people", "providers", "printer", "audit"):
        counter.click(f"settings_{name}")
        yield f"settings: {name}", counter.window
    counter.click("settings_printer")
    async for stop in printers(counter):
        yield stop
    counter.click("settings_doctor")
    yield "settings: a computer that nobody has checked yet", counter.window
    counter.click("doctor_check")
    await until(lambda: counter.find(QPushButton, "doctor_copy").isEnabled())
    yield "settings: what is well on this computer, and what is not", counter.window
    counter.click("settings_about")
    parts = counter.find(QTableWidget, "about_parts")
    await until(parts.rowCount)
    yield "settings: which version this is, and how Qt may be replaced", counter.window
    parts.selectRow(2)
    yield "settings: the licence of a part", counter.window
    counter.click("settings_audit")
    counter.till.audited = _audited()
    counter.click("audit_read")
    await until(lambda: counter.dialog("approval"))
    counter.fill("approval_pin", "1234")
    counter.click("approval_do")
    await until(counter.find(QWidget, "audit_table").isVisible)
    yield "settings: what people did", counter.window
    counter.click("settings_providers")
    for provider in ("vpos", "clicpay", "wipay"):
        counter.click(f"account_{provider}_save")
        said = counter.find(QWidget, f"account_{provider}_message")
        await until(lambda: "·" in said.property("text"))  # noqa: B023
    counter.click("account_clicpay_wallets")
    await until(counter.find(QWidget, "account_clicpay_listed").isVisible)
    yield "settings: accounts that were tried", counter.window


async def first_run(counter: Counter) -> Stops:
    counter.people.managers = {}
    counter.window._shop = replace(counter.window.shop, is_new=True, training=False)
    counter.window.sell.form.tiles.set_ready(frozenset())  # no account, so no light in the header
    counter.open()
    await until(lambda: counter.window.findChild(QWidget, "account_wipay_save"))
    yield "first run: country", counter.window
    counter.click("first_move_in")
    yield "first run: a till from another computer", counter.find(QWidget, "move_in_dialog")
    counter.click("move_in_back")
    counter.click("first_AO")
    await until(lambda: counter.settings.known["name"] != "Mercearia Boa Vista")
    yield "first run: shop", counter.window
    for name in ("providers", "people", "done"):
        counter.click(f"first_step_{name}")
        await until(lambda: counter.find(QPushButton, f"first_step_{name}").isChecked())  # noqa: B023
        yield f"first run: {name}", counter.window
    counter.click("first_step_people")
    await until(counter.find(QLineEdit, "people_name").isVisible)
    counter.fill("people_pin", "1")
    counter.click("first_next")
    await until(counter.find(QWidget, "first_skip").isVisible)
    yield "first run: a step that cannot be left", counter.window
    counter.window.close()
    await until(lambda: counter.dialog("unsaved"))
    dialog = counter.dialog("unsaved")
    assert dialog
    yield "something is not saved", dialog


async def lock(counter: Counter) -> Stops:
    counter.presence.pins = {ANA: "2468", BIA: "1111"}
    counter.presence.pins |= {Person(f"Operador {n}", Role.CASHIER): f"{n}" for n in range(9)}
    counter.open()
    pin = counter.find(QLineEdit, "lock_pin")
    await until(pin.isVisible)
    yield "locked", counter.window
    counter.type("9999")
    counter.enter()
    await until(pin.accessibleDescription)
    yield "locked, a wrong PIN", counter.window
    counter.press(Qt.Key.Key_J)
    counter.type("1111")
    counter.enter()
    await until(lambda: counter.presence.person == BIA)
    yield "somebody is there", counter.window


async def over_the_window(counter: Counter) -> Stops:
    counter.open()
    counter.click("help_open")
    yield "the keys", counter.find(QWidget, "help")
    counter.click("help_close")
    counter.window.show_incident(lambda: "what went wrong", is_new=True)
    yield "something failed", counter.find(QWidget, "incident_notice")
    counter.click("incident_look")
    dialog = counter.dialog("incident")
    assert dialog
    yield "the report", dialog
    counter.click("incident_dialog_close")
    for sale_id in "abcde":
        counter.push(sale_id)
    counter.window.close()
    yield "who still waits as the window is closed", counter.window
    counter.click("leaving_back")


_UNWRITTEN = (
    JournalUnavailable,
    JournalHeld,
    JournalReadOnly,
    JournalFull,
    JournalOutOfReach,
    JournalReplaced,
)


async def strips(counter: Counter) -> Stops:
    """What is said under the header and beside the work, which goes on."""
    counter.open()
    await counter.sell()
    for kind in _UNWRITTEN:
        counter.journal.become(kind("what the system said"))
        yield f"strip: {kind.__name__}", counter.window
    counter.till.off = ClockOff("clicpay", NOW, NOW + timedelta(hours=1))
    side = counter.window.findChild(SalesPanel)
    assert side
    side._tick()
    yield "a strip, and a wrong clock", counter.window
    counter.journal.become(None)
    yield "a wrong clock", counter.window


async def arrival(counter: Counter) -> Stops:
    for needs_pin in (True, False):
        where = Where(needs_pin=needs_pin)
        counter.window.show_arrival(OtherComputer("/home/caixa/pos_app"), where, lambda: None)
        moved = counter.find(QWidget, "arrival_moved")
        await until(moved.isEnabled)
        yield f"another computer, PIN {needs_pin}", counter.window
        for pin, part in (("1", "arrival_pin"), ("2", "arrival_message"))[not needs_pin :]:
            counter.fill("arrival_pin", pin)
            counter.click("arrival_moved")
            said = counter.find(QWidget, part)
            await until(lambda: moved.isEnabled() and said.isVisible())  # noqa: B023
            yield f"another computer, PIN {needs_pin}, {part}", counter.window
        panel = moved.parentWidget()
        counter.window.end_trouble()
        await until(lambda: not isValid(panel))  # noqa: B023


async def moving(counter: Counter) -> Stops:
    window = counter.window
    window._shop = replace(window.shop, training=False)
    counter.open()
    counter.click("tab_settings")
    await until(lambda: window.findChild(QWidget, "settings_move"))
    counter.click("settings_move")
    yield "moving: the settings", window
    counter.autostart.problem = SettingsUnavailable("read-only file system")
    counter.click("autostart")
    counter.fill("move_words", "quatro")
    counter.click("move_out")
    await until(counter.find(QWidget, "autostart").isEnabled)
    yield "moving: too short, and a list that cannot be written", window
    order = MoveInOrder(Path("/media/caixa/STICK/pos-app.till"), "")
    panel = window.show_moving(order, lambda: None)
    yield "moving: it goes on", window
    panel.show_failure(NoRoomForTill("there are settings of a shop"))
    yield "moving: it failed", window
    panel.show_arrival(Arrived("t", "Mercearia Boa Vista · Caixa 1", 12_345, 2, keys_in_file=True))
    yield "moving: it is here", window
    window.end_trouble()
    door = LeaveKioskPanel(Shut(), window._look)
    window._stand_in(door)
    door.begin()
    counter.click("leave_kiosk_do")
    await until(counter.find(QWidget, "leave_kiosk_do").isEnabled)
    yield "leaving a kiosk: a wrong PIN", window
    window.end_trouble()


class Shut:
    """The door of a kiosk: no PIN opens it."""

    async def needs_pin(self) -> bool:
        return True

    async def allow(self, pin: str) -> None:
        raise WrongPin(pin)


class Where:
    """A profile of another computer: a wrong PIN, then a disk that cannot be written."""

    def __init__(self, *, needs_pin: bool) -> None:
        self._needs_pin = needs_pin

    async def needs_pin(self) -> bool:
        return self._needs_pin

    async def moved(self, pin: str) -> None:
        if pin == "1":
            raise WrongPin("nobody has this PIN")
        raise JournalReadOnly("attempt to write a readonly database")

    async def another_till(self, pin: str) -> None:
        await self.moved(pin)


async def trouble(counter: Counter) -> Stops:
    for problem in (JournalInUse("till 1"), JournalUnavailable("disk full")):
        counter.window.show_trouble(problem)
        yield f"trouble: {type(problem).__name__}", counter.window
        counter.window.end_trouble()
    for damage in (
        JournalDamaged("page 7"),
        JournalMissing("gone"),
        JournalRolledBack("journal.sqlite3: event 1234 is not in it"),
    ):
        for rescue in (Rescue(), Rescue(copies=0)):
            counter.window.show_damage(damage, rescue, lambda: None)
            do = counter.find(QWidget, "damage_do")
            await until(lambda: do.isVisible() and do.isEnabled())  # noqa: B023
            yield f"{type(damage).__name__}, {rescue.known} copies", counter.window
            if rescue.known:
                for pin, part in (("1", "damage_pin"), ("2", "damage_message")):
                    counter.fill("damage_pin", pin)
                    counter.click("damage_do")
                    said = counter.find(QWidget, part)
                    await until(lambda: said.isVisible() and do.isEnabled())  # noqa: B023
                    yield f"{type(damage).__name__}, {part}", counter.window
                counter.fill("damage_pin", "3")
                counter.click("damage_do")
                await until(lambda: not counter.find(QWidget, "damage_pin").isVisible())
                await until(do.isEnabled)
                yield f"{type(damage).__name__}, restored", counter.window
            else:
                async for stop in _from_the_office(counter, do):
                    yield stop
            panel = do.parentWidget()
            counter.window.end_trouble()
            await until(lambda: not isValid(panel))  # noqa: B023


async def _from_the_office(counter: Counter, do: QWidget) -> Stops:
    yield "from the office", counter.window
    counter.fill("damage_office_code", "BCDFG HJKMN")
    for pin, part in (("1", "damage_pin"), ("2", "damage_office_code"), ("3", "damage_message")):
        counter.fill("damage_pin", pin)
        counter.click("damage_do")
        said = counter.find(QWidget, part)
        await until(lambda: said.isVisible() and do.isEnabled())  # noqa: B023
        yield f"from the office, {part}", counter.window
    counter.fill("damage_pin", "4")
    counter.click("damage_do")
    await until(lambda: not counter.find(QWidget, "damage_pin").isVisible())
    await until(do.isEnabled)
    yield "restored from the office", counter.window


class Rescue:
    """Copies to go on from: a wrong PIN, then a copy that cannot be used, then it works. The office
    first refuses the code, then does not answer."""

    def __init__(self, copies: int = 2) -> None:
        self.folder = Path("/home/caixa/.local/share/pos_app/copies")
        self.known = copies

    async def needs_pin(self) -> bool:
        return True

    async def copies(self) -> list[Copy]:
        return [self._copy] * self.known

    async def restore(self, file: Path, pin: str) -> Restoration:
        if pin == "1":
            raise WrongPin("nobody has this PIN")
        if pin == "2":
            raise CopyUnusable(str(file))
        return Restoration(self._copy, 3, NOW, "journal.sqlite3.damaged-2026-05-04-090000", 1235, 2)

    async def office_address(self) -> str:
        return "" if self.known else ADDRESS_OF_OFFICE

    async def restore_from_office(
        self, address: str, code: str, pin: str, told: TellsFetched = untold
    ) -> Restoration | CodeRefused:
        told(500, 1234)
        if pin == "2" and code:
            return CodeRefused(CodeRefusal.UNKNOWN)
        if pin == "3":
            raise ResponseLost("it is late")
        return await self.restore(Path(address), pin)

    @property
    def _copy(self) -> Copy:
        path = self.folder / "journal-2026-05-04-090000.sqlite3"
        return Copy(path, "1", Head(1234, "3f2a9c1b" * 8), 1234, NOW)


# --- dialogs --------------------------------------------------------------------------------------


async def dialogs(counter: Counter) -> Stops:
    """Each as it opens, and after the worst that it can say."""
    _a_day(counter)
    counter.open()
    counter.click("tab_journal")
    table = counter.find(QTableView, "journal_table")
    await until(lambda: len(sale_rows(table)) == len(counter.till.sales))
    for deed, sale in (
        ("refund", "paid"),
        ("settle", "unknown"),
        ("extend", "reference"),
        ("capture", "held"),
        ("release", "held"),
        ("clear", "late"),
        ("invoice", "paid"),
        ("pay_out", ""),
        ("close", ""),
    ):
        if sale:
            _open_sale(table, counter.till.sales[sale].number)
            await until(counter.find(QWidget, f"journal_{deed}").isVisible)
        counter.click(f"journal_{deed}")
        async for stop in _dialog(counter, deed.replace("_", "")):
            yield stop
    async for stop in _papers(counter, table):
        yield stop
    async for stop in _tables(counter):
        yield stop


async def first_pins(counter: Counter) -> Stops:
    """The same where nobody has a PIN yet: the tallest that they become."""
    counter.people.managers = {}
    _a_day(counter)
    counter.open()
    counter.click("tab_journal")
    table = counter.find(QTableView, "journal_table")
    await until(lambda: len(sale_rows(table)) == len(counter.till.sales))
    for deed, sale in (
        ("refund", "paid"),
        ("settle", "unknown"),
        ("clear", "late"),
        ("pay_out", ""),
        ("close", ""),
    ):
        if sale:
            _open_sale(table, counter.till.sales[sale].number)
            await until(counter.find(QWidget, f"journal_{deed}").isVisible)
        counter.click(f"journal_{deed}")
        name = deed.replace("_", "")
        await until(lambda: counter.dialog(name))  # noqa: B023
        dialog = counter.dialog(name)
        assert dialog
        await until(counter.find(QWidget, f"{name}_first_give").isVisible)
        yield f"{name}: the first PIN", dialog
        counter.find(QLineEdit, f"{name}_first_name").clear()
        counter.click(f"{name}_first_give")
        yield f"{name}: the first PIN, refused", dialog
        await _leave(counter, name)


def _audited() -> list[Audited]:
    """A note of every kind that has a long sentence."""
    notes: list[Note] = [
        PinRefused(),
        PinGiven(name=BIA.name, by=ANA.name, role=Role.CASHIER),
        SettingsChanged(what="clicpay.base_url, clicpay.webhook_secret, shop.name", by=ANA.name),
        ProviderAsked(
            provider="clicpay", deed=ProviderDeed.CREATE_WEBHOOK, what=ADDRESS, by=ANA.name
        ),
        Recovered(name=ANA.name, alone=True, sealed_code=""),
    ]
    return [Audited(TODAY, Noted(at, "1", NOW, note)) for at, note in enumerate(notes)]


async def recoveries(counter: Counter) -> Stops:
    """The file of PINs is lost: with a recovery code and without; and the code itself."""
    counter.people.lost = PeopleOlder(can_recover=False, had_cashiers=True)
    counter.open()
    await until(lambda: counter.dialog("recover"))
    dialog = counter.dialog("recover")
    assert dialog
    yield "recovery: there is no code", dialog
    await _leave(counter, "recover")
    counter.people.lost = PeopleChanged(can_recover=True, had_cashiers=True)
    counter.press(Qt.Key.Key_F12)
    await until(lambda: counter.dialog("recover"))
    dialog = counter.dialog("recover")
    assert dialog
    yield "recovery dialog", dialog
    counter.fill("recover_code", "1234")
    for field in ("new", "again"):
        counter.fill(f"recover_{field}", "2468")
    counter.click("recover_do")
    await until(lambda: counter.find(QLineEdit, "recover_code").accessibleDescription())
    yield "recovery dialog: a wrong code", dialog
    await _leave(counter, "recover")
    yield "locked: nobody's PIN is good", counter.window
    counter.click("lock_recover")
    await until(lambda: counter.dialog("recover"))
    counter.fill("recover_code", CODE)
    for field in ("new", "again"):
        counter.fill(f"recover_{field}", "2468")
    counter.click("recover_do")
    await until(lambda: counter.dialog("code"))
    dialog = counter.dialog("code")
    assert dialog
    yield "recovery code", dialog


async def permissions(counter: Counter) -> Stops:
    counter.settings.managed = True
    counter.open()
    counter.click("tab_settings")
    await until(lambda: counter.window.findChild(QLineEdit, "account_vpos_base_url"))
    counter.fill("account_vpos_token", "secret")
    counter.click("account_vpos_save")
    await until(lambda: counter.dialog("approval"))
    async for stop in _dialog(counter, "approval"):
        yield stop
    counter.settings.locked = True
    for passphrase in ("", "known"):
        counter.settings.passphrase = passphrase
        await until(counter.find(QWidget, "account_vpos_save").isEnabled)
        counter.click("account_vpos_save")
        await until(lambda: counter.dialog("passphrase"))
        counter.fill("passphrase_words", "three sad tigers")
        async for stop in _dialog(counter, "passphrase"):
            yield stop


async def _dialog(counter: Counter, name: str) -> Stops:
    await until(lambda: counter.dialog(name))
    dialog = counter.dialog(name)
    assert dialog
    yield f"{name} dialog", dialog
    if name == "settle":
        counter.click("settle_paid")
        yield "settle dialog: paid", dialog
    if name not in ("passphrase", "capture"):  # these do it at once
        counter.click(f"{name}_do")  # with nothing typed
        yield f"{name} dialog: a complaint", dialog
    dialog.show_message(  # type: ignore[attr-defined]
        "O diário não pode ser escrito: o disco está cheio. · Liberte espaço e tente de novo."
    )
    yield f"{name} dialog: a problem", dialog
    await _leave(counter, name)


async def _leave(counter: Counter, name: str) -> None:
    counter.click(f"{name}_back")
    await until(lambda: counter.window.findChild(QWidget, f"{name}_dialog") is None)


async def _papers(counter: Counter, table: QTableView) -> Stops:
    _open_sale(table, counter.till.sales["card"].number)
    counter.click("journal_checkout")
    await until(lambda: counter.dialog("card"))
    card = counter.dialog("card")
    assert card
    yield "card dialog", card
    counter.click("card_close")
    counter.click("journal_close")
    await until(lambda: counter.dialog("close"))
    counter.fill("close_pin", "1234")
    counter.click("close_do")
    await until(lambda: counter.dialog("closed"))
    closed = counter.dialog("closed")
    assert closed
    yield "closed dialog", closed
    counter.click("closed_close")


async def _tables(counter: Counter) -> Stops:
    for strip, name in (("stray_strip", "strays"), ("attention_strip", "attention")):
        counter.click(strip)
        await until(lambda: counter.dialog(name))  # noqa: B023
        dialog = counter.dialog(name)
        assert dialog
        yield f"{name} dialog", dialog
        if name == "strays":
            counter.find(QTableWidget, "strays_table").selectRow(0)
            counter.click("strays_take")
            async for stop in _dialog(counter, "take"):
                yield stop
        else:
            counter.click("attention_close")


def _open_sale(table: QTableView, number: int) -> None:
    """By Enter: in a narrow window its drawer opens."""
    table.selectRow(_row_of(table, number))
    QTest.keyClick(table, Qt.Key.Key_Return)


def _row_of(table: QTableView, number: int) -> int:
    model = table.model()
    rows = range(model.rowCount())
    return next(row for row in rows if str(model.index(row, 0).data()).endswith(f"{number:04d}"))


async def exporting(counter: Counter) -> Stops:
    """An export while it is chosen, on its way, refused and saved."""
    _a_day(counter)
    exports = counter.exports
    counter.open()
    counter.click("tab_journal")
    counter.click("journal_export")
    await until(lambda: counter.dialog("export"))
    dialog = counter.dialog("export")
    assert dialog
    await until(counter.find(QWidget, "export_pin").isVisible)
    yield "export", dialog
    counter.click("export_do")
    counter.click("export_month")
    yield "export: chosen", dialog
    counter.fill("export_pin", "1234")
    counter.click("export_do")
    await until(lambda: counter.window.findChild(QFileDialog, "export_file"))
    chooser = counter.find(QFileDialog, "export_file")
    chooser.fileSelected.emit("/media/stick/Contabilidade 2026-11-01_2026-11-30.xlsx")
    chooser.reject()
    await until(lambda: exports.orders)
    exports.heard(ExportProgress(312_500, 1_000_000))
    yield "export: on its way", dialog
    exports.fail(FileNotWritten("/media/stick: no space left on device"))
    await until(counter.find(QWidget, "export_do").isVisible)
    yield "export: refused", dialog

    counter.fill("export_pin", "1234")
    counter.click("export_do")
    await until(lambda: len(exports.orders) > 1)
    exports.finish(1_000_000)
    await until(lambda: not counter.find(QWidget, "export_progress").isVisible())
    yield "export: saved", dialog
    counter.click("export_back")


TOURS: dict[str, Callable[[Counter], Stops]] = {
    tour.__name__: tour
    for tour in (
        ways_to_pay,
        by_hand,
        complaints,
        second_charge,
        verdicts,
        journal,
        figures,
        doubts,
        settings,
        office,
        first_run,
        recoveries,
        lock,
        over_the_window,
        strips,
        arrival,
        moving,
        trouble,
        dialogs,
        first_pins,
        permissions,
        exporting,
        till_page,
        statements,
        printing,
        print_jobs,
        sheets,
    )
}
