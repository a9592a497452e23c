"""The customer's screen: what to pay, what to do, how it ended, and nothing of anybody else."""

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from printing.reading import greys, sampled
from PySide6.QtCore import QRect, QSize, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import delete
from ui.counter import PUSH, REFERENCE, Counter, CounterOf, make_shop, until
from ui.sell.sales.test_sales_model import make_sale

from pos_app.app.shop_front import shop_front
from pos_app.domain.events import (
    Accepted,
    Declined,
    Flag,
    Mismatched,
    OutcomeUnknown,
    Paid,
    Purpose,
    State,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.installation import settings
from pos_app.printing.documents.shop_documents import ShopDocuments
from pos_app.printing.layout.qr import QUIET_ZONE, Matrix, qr_matrix
from pos_app.till.charge_request import parse_charge_request
from pos_app.ui.customer.display import CustomerDisplay
from pos_app.ui.customer.view import BLANK, CustomerView, view_of_draft, view_of_sale
from pos_app.ui.customer.window import CustomerWindow
from pos_app.ui.qt.customer_screen import Standing, free_spot, named_screen, standing_of
from pos_app.ui.sell.form.charge_draft import ChargeDraft
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.status_style import StatusStyle
from pos_app.ui.theme.theme import CurrentTheme

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen

pytestmark = [
    pytest.mark.usefixtures("application"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
PHONE = Phone("AO", "923123456")
CARD, VOUCHER = METHODS["clicpay.card"], METHODS["wipay"]
KSUID = "1jHbXEbRTIbbwaoJ6w06nLcRG7X"
ADDRESS = "https://pay.example.com/checkout/7c0f8a4e-1d52-4a2e-9a53-6e1c4c8f2b17"


def item(state: State, **more: object) -> Sale:
    return replace(make_sale(1500, state), **{"phone": PHONE} | more)  # type: ignore[arg-type]


def face_of(sale: Sale, *, whole_number: bool = True) -> CustomerView:
    return view_of_sale(sale, METHODS[sale.method], NOW, whole_number=whole_number)


# --- faces ----------------------------------------------------------------------------------------

PLAIN: dict[str, object] = {}
QUESTIONABLE: list[dict[str, Any]] = [
    *[{"flags": frozenset({flag})} for flag in Flag],
    {"cleared": frozenset({Flag.SHORT})},
    {"pending_operation": "r"},
    {"refunded_minor": 40},
    {"refunded_minor": 150_000},
    {"reason": Reason.SETTLED_BY_HAND, "by": "Ana"},
    {"by_hand": True},
    {"troubled_parts": 1},
]


def test_green_is_the_providers_word_alone_and_the_number_goes_with_the_question() -> None:
    pays = {Purpose.PAYMENT, Purpose.AUTHORIZATION, Purpose.CAPTURE, Purpose.SPLIT}
    asked = {State.NEW, State.SENDING, State.WAITING}
    for purpose, state, more in itertools.product(Purpose, State, [PLAIN, *QUESTIONABLE]):
        face = face_of(item(state, purpose=purpose, **more))
        paid = state is State.PAID and purpose in pays and more is PLAIN
        assert (face.tone is StatusStyle.PAID) is paid, (purpose, state, more)
        assert ("Paid" in face.headline) is paid, (purpose, state, more)
        assert face.headline
        assert face.icon
        assert not face.number or state in asked
        assert state is not State.UNKNOWN or not face.passing  # somebody has to find out


def test_change_is_shown_and_of_a_split_sale_what_is_still_to_pay() -> None:
    cash = face_of(item(State.PAID, by_hand=True, tendered_minor=2000_00))
    assert cash.instruction == f"Your change: {Money(500_00, Currency.AOA)}"
    assert cash.tone is StatusStyle.REST
    exact = face_of(item(State.PAID, by_hand=True, tendered_minor=1500_00))
    assert not exact.instruction  # "Your change: 0,00 Kz" is no news
    half = item(State.WAITING, purpose=Purpose.SPLIT, received_minor=600_00, pledged_minor=400_00)
    assert face_of(half).amount == str(Money(500_00, Currency.AOA))
    assert "600" in face_of(half).instruction
    assert face_of(replace(half, pledged_minor=900_00)).amount == str(Money(900_00, Currency.AOA))


def test_no_face_tells_why_it_was_not_paid() -> None:
    unpaid = (State.DECLINED, State.EXPIRED, State.CANCELLED, State.NOT_SENT)
    shown = {
        face_of(item(state, reason=reason, detail="no money"))
        for state, reason in itertools.product(unpaid, Reason)
    }
    (face,) = shown
    assert (face.headline, face.tone, face.icon) == ("Not paid", StatusStyle.REST, Icon.CROSS)


@pytest.mark.parametrize(
    ("sale", "headline", "instruction"),
    [
        (item(State.SENDING), "Confirm on your phone", "Type your PIN"),
        (item(State.WAITING, purpose=Purpose.AUTHORIZATION), "Confirm", "only put on hold"),
        (item(State.WAITING, cancelling=True), "Cancelling", "do not pay it"),
        (item(State.SENDING, method="proxypay"), "One moment", "creating your reference"),
        (item(State.SENDING, method="clicpay.card"), "One moment", "preparing the card page"),
        (item(State.WAITING, method="wipay"), "One moment", "checking your voucher"),
        (
            item(State.PAID, method="wipay", voucher_balance_minor=39_500),
            "Paid",
            "Left on your voucher: 395,00",
        ),
        (item(State.PAID, reason=Reason.SETTLED_BY_HAND), "Thank you!", "The shop has confirmed"),
        (item(State.UNKNOWN), "Please wait, we are checking", "do not pay again"),
        (item(State.AUTHORIZED), "Amount on hold", "not paid yet"),
        (item(State.WAITING, purpose=Purpose.REFUND), "We are refunding you", ""),
        (item(State.PAID, purpose=Purpose.REFUND), "Refunded", "You have your money back."),
        (item(State.DECLINED, purpose=Purpose.REFUND), "Not refunded", "ask at the counter"),
        (item(State.PAID, purpose=Purpose.RELEASE), "Hold released", "money back"),
        (item(State.PAID, purpose=Purpose.PAYOUT), "Sent to your phone", ""),
    ],
    ids=lambda value: f"{value.purpose}-{value.state}" if isinstance(value, Sale) else "",
)
def test_each_says_what_to_do_or_how_it_ended(sale: Sale, headline: str, instruction: str) -> None:
    face = face_of(sale)
    assert face.headline.startswith(headline)
    assert instruction in face.instruction


def test_what_has_to_be_copied_or_scanned_is_there() -> None:
    reference = item(
        State.WAITING,
        method="proxypay",
        reference="741820581",
        entity="00123",
        expires_at=NOW + timedelta(days=1),
    )
    facts = [(fact.name, fact.value) for fact in face_of(reference).facts]
    assert facts == [
        ("Entity", "00123"),
        ("Reference", "741 820 581"),
        ("Valid until", "05/05 10:00"),
    ]
    assert face_of(item(State.WAITING, method="clicpay.card", checkout=ADDRESS)).checkout == ADDRESS
    for ended in (State.PAID, State.CANCELLED, State.UNKNOWN):
        assert not face_of(replace(reference, state=ended)).facts
        assert not face_of(item(ended, method="clicpay.card", checkout=ADDRESS)).checkout


def test_what_is_typed_is_asked_about_once_the_number_is_whole() -> None:
    part = view_of_draft(ChargeDraft(PUSH, "1500", "923 1"))
    whole = view_of_draft(ChargeDraft(PUSH, "1500", "923 123 456", hold=True, phone_is_whole=True))
    assert (part.question, part.number, part.headline) == ("Your number", "923 1", "To pay")
    assert (whole.question, whole.headline) == ("Is this your number?", "To be held")
    assert part.amount == str(Money(150_000, Currency.AOA))
    assert view_of_draft(ChargeDraft(PUSH, "1.500")).amount == "…"  # one and a half, or thousands
    assert not view_of_draft(ChargeDraft(REFERENCE, "1500", "923 123 456")).number
    hundred = ChargeDraft(VOUCHER, "100")
    assert "the voucher needs $105.00" in view_of_draft(hundred).instruction


# --- the window -----------------------------------------------------------------------------------

LONG = Money(999_999_999_999, Currency.AOA)
HARDEST = [
    BLANK,
    view_of_draft(
        ChargeDraft(PUSH, LONG.figures, "+244 923 123 456", hold=True, phone_is_whole=True)
    ),
    face_of(item(State.WAITING, amount=LONG, purpose=Purpose.AUTHORIZATION)),
    face_of(
        item(
            State.WAITING,
            method="proxypay",
            reference="741820581",
            entity="00123",
            expires_at=NOW + timedelta(days=300),
            amount=LONG,
        )
    ),
    face_of(item(State.WAITING, method="clicpay.card", checkout=ADDRESS, amount=LONG)),
    face_of(item(State.UNKNOWN, amount=LONG)),
]


@pytest.fixture
def customers() -> Iterator[CustomerWindow]:
    window = CustomerWindow(CurrentTheme("light"), "Mercearia Boa Vista", training=True)
    window.show()
    yield window
    delete(window)


@pytest.mark.parametrize("size", [(800, 480), (1024, 600), (1366, 768), (600, 1024)], ids=str)
def test_nothing_is_cut_on_any_screen(customers: CustomerWindow, size: tuple[int, int]) -> None:
    customers.resize(*size)
    for face in HARDEST:
        customers.show_face(face)
        QApplication.processEvents()
        shown = [one for one in customers.findChildren(QLabel) if one.isVisible() and one.text()]
        assert any(one.objectName() == "customer_training" for one in shown)
        for one in shown:
            wide, tall = one.width(), one.height()
            pieces = one.text().split() if one.wordWrap() else [one.text()]
            widest = max(one.fontMetrics().horizontalAdvance(piece) for piece in pieces)
            needed = one.heightForWidth(wide) if one.wordWrap() else one.sizeHint().height()
            assert widest <= wide, one.text()
            assert needed <= tall, one.text()
        parts = [one.geometry() for one in shown if one.parent() is customers]
        for first, second in itertools.combinations(parts, 2):
            assert not first.intersects(second)
        assert customers.accessibleDescription() == (face.spoken or "Mercearia Boa Vista")


def test_it_leaves_the_keyboard_to_the_till_and_its_x_only_hides_it(
    customers: CustomerWindow,
) -> None:
    assert customers.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert customers.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not [
        one
        for one in customers.findChildren(QWidget)
        if one.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]
    customers.close()
    assert not customers.isVisible()
    customers.fill(customers.screen())
    assert customers.isVisible()
    assert customers.isFullScreen()
    customers.stand_free(QRect(10, 20, 800, 480))
    assert (customers.isFullScreen(), customers.isMinimized()) == (False, False)
    assert customers.geometry() == QRect(10, 20, 800, 480)
    customers.stand_free(QRect())  # there is no room beside the till
    assert customers.isMinimized()


class _Screen:
    def __init__(self, name: str, place: QRect) -> None:
        self.name = lambda: name
        self.geometry = self.availableGeometry = lambda: place
        self.availableSize = place.size


def test_a_screen_has_a_name_or_a_number_and_the_tills_own_is_never_covered() -> None:
    left, right = QRect(0, 0, 1366, 768), QRect(1366, 0, 800, 480)
    made = (_Screen("eDP-1", left), _Screen("HDMI-1", right), _Screen("DP-2", left))
    tills, customers, mirror = screens = [cast("QScreen", screen) for screen in made]
    expected = {
        "HDMI-1": Standing.THERE,
        "1": Standing.THERE,
        "eDP-1": Standing.OWN,
        "0": Standing.OWN,
        "DP-2": Standing.OWN,  # it shows what the till's own shows
        "3": Standing.GONE,
        "DP-7": Standing.GONE,
        "-1": Standing.GONE,
        "\u0661": Standing.GONE,
        "window": Standing.FREE,
        "": Standing.FREE,
    }
    for where, standing in expected.items():
        assert standing_of(where, screens, tills) is standing, where
        assert standing_of(where, [tills], tills) is not Standing.THERE, where  # it is the only one
    assert (named_screen("1", screens), named_screen("DP-2", screens)) == (customers, mirror)


def test_a_till_that_reaches_into_the_customers_screen_is_not_covered() -> None:
    left, right = QRect(0, 0, 1366, 768), QRect(1366, 0, 800, 480)
    made = (_Screen("TILL", left), _Screen("CUSTOMER", right))
    tills, _ = screens = [cast("QScreen", screen) for screen in made]
    for till, standing in (
        (QRect(0, 0, 1366, 768), Standing.THERE),
        (QRect(-8, -8, 1382, 784), Standing.THERE),  # maximized, with its frame
        (QRect(200, 0, 1024, 600), Standing.THERE),
        (QRect(400, 0, 1024, 600), Standing.OWN),
    ):
        assert standing_of("CUSTOMER", screens, tills, till) is standing, till
    desk = QRect(0, 0, 2560, 1080)
    wide = cast("QScreen", _Screen("WIDE", desk))
    size, whole = QSize(800, 480), QRect(0, 0, 1366, 768)
    assert free_spot(size, screens, tills, whole) == right  # the other screen
    assert free_spot(size, [tills], tills, whole).isNull()  # nowhere
    spot = free_spot(size, [wide], wide, whole)
    assert desk.contains(spot)  # beside the till
    assert not spot.intersects(whole)


BOTH = [
    {"name": "TILL", "x": 0, "y": 0, "width": 1366, "height": 768},
    {"name": "CUSTOMER", "x": 1366, "y": 0, "width": 800, "height": 600},
]
COVERS = "covers the till"


@pytest.mark.parametrize(
    ("where", "steps"),
    [
        # At first, with the till drawn over to it, drawn back; its cable out, in again; turned off.
        ("CUSTOMER", ["CUSTOMER", "own", "CUSTOMER", "gone", "CUSTOMER", ""]),
        ("TILL", ["own", "TILL", "own", "own", "own", "own"]),
        ("NOWHERE", ["gone"] * 6),
        # One that can be moved makes room, on whichever screen the till is not.
        ("window", ["CUSTOMER", "TILL", "CUSTOMER", "", "CUSTOMER", ""]),
    ],
)
def test_it_never_lies_over_the_till_and_comes_back_with_its_screen(
    where: str, steps: list[str], tmp_path: Path
) -> None:
    both = [{**one, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1} for one in BOTH]
    (tmp_path / "screens.json").write_text(json.dumps({"screens": both}), encoding="utf-8")
    platform = f"offscreen:configfile={tmp_path / 'screens.json'}"
    probe = Path(__file__).with_name("screens_probe.py")
    found = [str(Path(__file__).parents[3]), str(Path(__file__).parents[2])]
    environment = {**os.environ, "QT_QPA_PLATFORM": platform, "PYTHONPATH": os.pathsep.join(found)}
    done = subprocess.run(
        [sys.executable, str(probe), where],
        check=True, capture_output=True, text=True, env=environment, timeout=60,
    )  # fmt: skip
    seen = [name or why for name, why in json.loads(done.stdout)]
    assert [tuple(step) for step in json.loads(done.stdout) if step[0] == COVERS] == []
    assert seen == steps


# --- at the counter -------------------------------------------------------------------------------


class Customer:
    """Whoever stands before the second screen."""

    def __init__(self, counter: Counter) -> None:
        display = counter.window.findChild(CustomerDisplay)
        assert display is not None
        self.display = display
        self.seen: list[str] = []
        display.turned.connect(self._see)

    @property
    def face(self) -> CustomerView:
        return self.display.face

    def _see(self, face: CustomerView) -> None:
        self.seen.append(face.headline)

    async def sees(self, headline: str) -> None:
        await until(lambda: self.face.headline == headline)
        label = self.display.window.findChild(QLabel, "customer_headline")
        assert label is not None
        assert label.text() == (headline or "Mercearia Boa Vista")

    def reads(self, text: str) -> bool:
        labels = self.display.window.findChildren(QLabel)
        return any(text in one.text() for one in labels if not one.isHidden())


@pytest.fixture
def counter(counter_of: CounterOf) -> Counter:
    """A counter with a customer's window, not yet open for sales."""
    shop = make_shop((PUSH, REFERENCE, CARD, VOUCHER))
    return counter_of(replace(shop, customer_screen="window"))


async def test_a_customer_follows_the_sale_and_leaves_nothing_behind(counter: Counter) -> None:
    counter.open()
    customer = Customer(counter)
    assert customer.display.window.isVisible()
    counter.type("1500")
    await customer.sees("To pay")
    counter.enter()
    counter.type("923123456")
    await until(lambda: customer.face.question == "Is this your number?")
    assert customer.reads("923 123 456")
    counter.enter()
    await customer.sees("Confirm on your phone")
    assert customer.reads("923 123 456")
    sale_id = counter.till.charges[0][0]
    counter.till.write(sale_id, Accepted(reference="x"))
    counter.till.write(sale_id, OutcomeUnknown(reason=Reason.NO_ANSWER))
    await customer.sees("Please wait, we are checking")
    assert not customer.reads("923")
    counter.till.write(sale_id, Paid(reference="x"))
    await customer.sees("Paid")
    assert customer.face.tone is StatusStyle.PAID
    assert not customer.reads("923")
    customer.display.acknowledge()
    await customer.sees("")
    assert not customer.reads("500,00")
    # What comes to light of it later is no business of whoever stands there now.
    counter.till.write(sale_id, Declined(reason=Reason.NO_MONEY))
    assert counter.till.sales[sale_id].flags
    await until(lambda: counter.text("verdict_state") == "Conflicting answers")
    assert customer.face == BLANK
    assert list(dict.fromkeys(customer.seen)) == [
        "To pay",
        "Confirm on your phone",
        "Please wait, we are checking",
        "Paid",
        "",
    ]


async def test_an_end_has_its_time_or_goes_when_the_next_sale_is_typed(counter: Counter) -> None:
    counter.open()
    customer = Customer(counter)
    blanking = customer.display.blanking
    first = await counter.sell()
    counter.till.write(first, Paid(reference="x"))
    await customer.sees("Paid")
    assert blanking.isActive()
    blanking.timeout.emit()
    await customer.sees("")
    second = await counter.sell("200")
    counter.till.write(second, Declined(reason=Reason.NO_MONEY))
    await customer.sees("Not paid")
    counter.type("3")
    await customer.sees("To pay")
    assert not blanking.isActive()
    counter.click("clear")
    await customer.sees("")
    # What nobody knows, or somebody has to look at, stays until somebody has.
    third = await counter.sell("400")
    counter.till.write(third, Accepted(reference="y"), Paid(reference="y"))
    short = Mismatched(flag=Flag.PAID_TWICE, amount=None)
    counter.till.write(third, short)
    await customer.sees("Please wait, we are checking")
    assert not blanking.isActive()


async def test_nobody_sees_another_customers_sale(counter: Counter) -> None:
    before = counter.push("before")  # waits since before the window was opened
    counter.open()
    side = counter.window.sell.side
    assert side
    await until(lambda: side.loaded)
    customer = Customer(counter)
    await until(lambda: counter.text("verdict_state") == "Sending the request")
    assert customer.face == BLANK
    counter.till.write(before, Accepted(reference="x"), Paid(reference="x"))
    mine = await counter.sell("200")
    await customer.sees("Confirm on your phone")
    side.list.pick(before)  # somebody else's, and over
    await until(lambda: side.verdict.sale and side.verdict.sale.id == before)
    counter.till.write(mine, Accepted(reference="y"))
    assert customer.reads("200,00")
    counter.till.write(mine, Paid(reference="y"))
    await customer.sees("Paid")
    assert customer.reads("200,00")
    customer.display.acknowledge()
    side.list.pick(mine)
    side.list.pick(before)
    counter.till.begin("later", parse_charge_request(PUSH, "700", "923999888"))
    side.list.pick("later")  # open: the customer who came back for it
    await customer.sees("Confirm on your phone")
    assert customer.reads("923 ••• 888")
    assert not customer.reads("923 999 888")
    counter.till.write("later", Accepted(reference="z"), Paid(reference="z"))
    await customer.sees("Paid")
    side.list.pick(before)
    await customer.sees("")


async def test_a_card_is_paid_from_the_customers_own_screen(counter: Counter) -> None:
    counter.open()
    customer = Customer(counter)
    counter.press(Qt.Key.Key_F4)
    counter.type("2500")
    counter.enter()
    await customer.sees("One moment, please")
    sale_id = counter.till.charges[0][0]
    counter.till.write(sale_id, Accepted(reference="n1", follow="/x", checkout=ADDRESS))
    await customer.sees("Pay by card")
    qr = customer.display.window.findChild(QWidget, "customer_qr")
    assert qr is not None
    assert qr.isVisible()
    counter.till.write(sale_id, Paid(reference="n1"))
    await customer.sees("Paid")
    assert not qr.isVisible()


RECEIPT = """Mercearia Boa Vista
Sale 0001 - 04/05/2026 09:00:00
Paid: 12 750,00 Kz
Multicaixa Express
vPOS 1jHbXEbRTIbbwaoJ6w06nLcRG7X
Este documento nao serve de factura"""
FAR = 4  # pixels of a module on the smallest screen: 0.7 mm on one of 7 inches, at half a metre


async def modules_of(code: QWidget, text: str) -> Matrix:
    """What a phone would read: every dot of what is painted, with the quiet zone around it."""
    card = code.parentWidget()
    assert card is not None
    await until(lambda: card.rect().contains(code.geometry()))
    rows = greys(card.grab().toImage())
    count = len(qr_matrix(text))
    module = code.width() // (count + 2 * QUIET_ZONE)
    assert module >= FAR
    return sampled(rows, count, module)


async def test_once_paid_a_phone_can_keep_the_sales_facts(counter: Counter) -> None:
    counter.open()
    customer = Customer(counter)
    window = customer.display.window
    code = window.findChild(QWidget, "customer_receipt")
    assert code is not None
    sale_id = await counter.sell("12750")
    await customer.sees("Confirm on your phone")
    assert code.isHidden()
    counter.till.write(sale_id, Accepted(reference="x"), Paid(reference=KSUID))
    await customer.sees("Paid")
    assert customer.face.receipt == RECEIPT
    assert "923" not in customer.face.receipt
    assert customer.reads("Keep your receipt")
    for size in ((800, 480), (1366, 768), (600, 1024)):
        window.resize(*size)
        assert await modules_of(code, RECEIPT) == qr_matrix(RECEIPT), size
    counter.type("3")  # the next sale
    await customer.sees("To pay")
    assert code.isHidden()
    assert not customer.reads("Keep your receipt")


async def test_a_receipt_is_of_money_that_is_there_and_a_shop_may_do_without(
    counter: Counter,
) -> None:
    counter.open()
    customer = Customer(counter)
    shop = counter.window.shop
    sale_id = await counter.sell()
    counter.till.write(sale_id, Accepted(reference="x"), Paid(reference="x"))
    await customer.sees("Paid")
    customer.display.follow(replace(shop, customer_receipt=False))
    assert not customer.face.receipt
    customer.display.follow(replace(shop, training=True))
    assert customer.face.receipt.startswith("TRAINING: no money has moved")
    counter.till.write(sale_id, Mismatched(flag=Flag.SHORT, amount=Money(5, Currency.AOA)))
    await customer.sees("Please wait, we are checking")
    assert not customer.face.receipt


def test_a_receipt_stays_a_code_that_can_be_read_whatever_the_names() -> None:
    sale = item(State.PAID, reference="x" * 200, amount=LONG, settled_at=NOW)
    shop = replace(make_shop(), name="Supermercado e Mercearia Boa Vista do Huambo, Limitada")
    text = ShopDocuments(lambda: shop).receipt_facts(sale)
    assert len(qr_matrix(text)) <= 57  # modules
    assert text.isascii()


class _Loud(QTranslator):
    """Another language."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: Any, source: Any, *_: object) -> str:
        return str(source).upper() if context == "customer" else ""


async def test_another_language_and_another_name_are_worn_while_a_sale_is_shown(
    counter: Counter,
) -> None:
    counter.open()
    customer = Customer(counter)
    await counter.sell()
    await customer.sees("Confirm on your phone")
    loud = _Loud()
    counter.application.installTranslator(loud)
    await customer.sees("CONFIRM ON YOUR PHONE")
    counter.application.removeTranslator(loud)
    await customer.sees("Confirm on your phone")
    customer.display.rename("Loja Nova")
    assert customer.reads("Loja Nova")


def test_the_settings_name_the_screen(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    assert shop_front(settings.load(file), training=False).customer_screen == ""
    file.write_text('[shop]\ncustomer_screen = "HDMI-1"\n', encoding="utf-8")
    assert shop_front(settings.load(file), training=False).customer_screen == "HDMI-1"
