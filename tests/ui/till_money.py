"""A shop's money as the till's page shows it: a full day, shifts, a drawer, and past closes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from ui.standin import TODAY, StandInTill
from ui.standin_books import HEAD

from pos_app.domain.books.day_close import (
    CarriedSale,
    CloseDocument,
    DrawerCount,
    EarlierMoney,
    OddSale,
    SettledSale,
)
from pos_app.domain.books.drawer import CashKind, CashLine
from pos_app.domain.books.movements import Movement, MovementKind
from pos_app.domain.books.shift import ShiftDocument, StateCount
from pos_app.domain.books.takings import TakingsLine
from pos_app.domain.events import Flag, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.paper.print_job import Hitch, JobState, PrintTrouble
from pos_app.domain.paper.printer import DocumentKind
from pos_app.ports.ledger import Bridge, DayBooks, DayState, DayStatus, DocumentedClose

NOW = datetime(2026, 5, 4, 18, 34, tzinfo=UTC)
CASHIERS = ("Ana Maria Miguel", "Wenceslau Domingos dos Santos Mwamba Nto")
_KINDS = (
    ("vpos", 38, 284_150_00, Currency.AOA),
    ("proxypay", 7, 127_177_71, Currency.AOA),
    ("wikipay", 3, 22_750_00, Currency.AOA),
    ("clicpay.mpesa", 4, 5_150_00, Currency.MZN),
    ("clicpay.emola", 1, 2_550_00, Currency.MZN),
)


def kz(cents: int) -> Money:
    return Money(cents, Currency.AOA)


def takings(cashier: str = CASHIERS[0], share: int = 1) -> tuple[TakingsLine, ...]:
    came = [
        TakingsLine(
            method=method,
            cashier=cashier,
            kind=MovementKind.PAID,
            count=count,
            amount=Money(minor // share, currency),
        )
        for method, count, minor, currency in _KINDS
    ]
    back = TakingsLine(
        method="vpos", cashier=cashier, kind=MovementKind.REFUNDED, count=2, amount=kz(-5_300_00)
    )
    return (*came, back)


def full_close(day: date, *, number: int = 41, at: datetime = NOW) -> CloseDocument:
    """With every kind of exception there is."""

    def carried(place: int, state: State, *flags: Flag) -> CarriedSale:
        return CarriedSale(
            number=1_877_400 + place,
            sold_on=day,
            method="vpos",
            amount=kz(900_00 * place),
            state=state,
            flags=flags,
            description="Mesa 14",
        )

    return CloseDocument(
        number=number,
        day=day,
        by="Teresa Nunes",
        at=at,
        begins_at=at - timedelta(days=1),
        since=18_000,
        until=18_442,
        takings=(*takings(), *takings(CASHIERS[1], share=3)),
        earlier=tuple(
            EarlierMoney(
                number=1_877_300 + place,
                sold_on=day - timedelta(days=place),
                method="proxypay",
                reference="741820402",
                kind=MovementKind.PAID,
                amount=kz(minor),
            )
            for place, minor in ((1, 38_000_00), (2, 5_777_71))
        ),
        carried=(
            carried(1, State.UNKNOWN),
            carried(2, State.PAID, Flag.PAID_AFTER_CANCEL),
            carried(3, State.UNKNOWN, Flag.SHORT),
            carried(4, State.WAITING),
        ),
        settled=(
            SettledSale(
                number=1_877_088,
                method="proxypay",
                amount=kz(6_400_00),
                by="Teresa Nunes",
                why="viu o extracto do banco",
                paid=True,
            ),
        ),
        odd=(
            OddSale(number=1_877_120, method="vpos", amount=kz(1_500_00), cashier=CASHIERS[1],
                    duplicate_of=1_877_119),
            OddSale(number=1_877_121, method="proxypay", amount=kz(1_500_00)),
        ),
        drawer=(DrawerCount(expected=kz(54_200_00), counted=kz(53_950_00)),),
        paper=(
            PrintTrouble(kind=DocumentKind.RECEIPT, state=JobState.DOUBTFUL, hitch=Hitch.CUT_SHORT,
                         name="Recibo 1877143", at=at, printer="Balcão", sale=1_877_143),
            PrintTrouble(kind=DocumentKind.SHIFT, state=JobState.FAILED, hitch=Hitch.PAPER_OUT,
                         name="Fecho do turno 7", at=at, printer="Balcão"),
        ),
    )  # fmt: skip


def late_books(day: date) -> DayBooks:
    """A day of which one sale was paid on the next."""
    late = Movement(
        seq=18_443, day=day + timedelta(days=1), sold_on=day, at=NOW, local="", sale="late",
        kind=MovementKind.PAID, method="proxypay", amount=kz(38_000_00),
    )  # fmt: skip
    received = takings()
    sold = (*received, replace(received[0], amount=late.amount))
    return DayBooks(day, sold, received, (), (Bridge(late, 1_877_301),))


def fill(till: StandInTill) -> None:
    """Puts a full shop into the till that stands in for one."""
    days = [TODAY - timedelta(days=place) for place in range(6)]
    states = (DayState.OPEN, DayState.CHANGED, DayState.CLOSED, DayState.CLOSED, DayState.FORGOTTEN)
    till.ledger.statuses = [
        DayStatus(
            day,
            state,
            (kz(502_660_00),),
            closes=(41 - place,),
            changed_by=(kz(38_000_00),) if state is DayState.CHANGED else (),
        )
        for place, (day, state) in enumerate(zip(days, states, strict=False))
    ]
    till.ledger.past = [
        DocumentedClose(full_close(day, number=41 - place, at=NOW - timedelta(days=place)),
                        18_442, HEAD.hash)
        for place, day in enumerate(days[1:4], 1)
    ]  # fmt: skip
    till.ledger.books = {days[1]: late_books(days[1])}
    till.now = lambda: NOW
    till.full_sheet = full_close(TODAY)
    till.shifts.cash_methods = ()
    till.shifts.running = {7: shift_of(7, CASHIERS[0], NOW - timedelta(hours=11))}
    ended = NOW - timedelta(hours=2)
    short = (DrawerCount(expected=kz(54_200_00), counted=kz(54_050_00)),)
    till.shifts.ended = [
        shift_of(8, CASHIERS[1], NOW - timedelta(hours=9), ended),
        shift_of(3, CASHIERS[0], NOW - timedelta(hours=35), ended - timedelta(days=1), short),
    ]
    till.shifts.lines = [
        _line(CashKind.FLOAT, 20_000_00),
        _line(CashKind.GIVEN_BACK, -2_100_00, number=1_877_094),
        _line(CashKind.TAKEN_OUT, -10_000_00, why="banco"),
        _line(CashKind.PUT_IN, 500_00, why="trocos"),
        _line(CashKind.SALES, 14_850_00, count=3),
    ]


def _line(
    kind: CashKind, minor: int, *, why: str = "", number: int | None = None, count: int = 1
) -> CashLine:
    return CashLine(
        seq=1, kind=kind, at=NOW, amount=kz(minor), by=CASHIERS[1], why=why, number=number,
        count=count,
    )  # fmt: skip


def shift_of(
    since: int,
    cashier: str,
    opened_at: datetime,
    at: datetime = NOW,
    drawer: tuple[DrawerCount, ...] = (),
) -> ShiftDocument:
    return ShiftDocument(
        cashier=cashier,
        since=since,
        opened_at=opened_at,
        until=since + 1,
        at=at,
        by="" if at == NOW else cashier,
        takings=takings(cashier),
        sales=(
            StateCount(state=State.PAID, count=42, amount=kz(305_877_71)),
            StateCount(state=State.DECLINED, count=4, amount=kz(4_000_00)),
            StateCount(state=State.CANCELLED, count=1, amount=kz(900_00)),
            StateCount(state=State.WAITING, count=2, amount=kz(42_200_00)),
            StateCount(state=State.UNKNOWN, count=1, amount=kz(900_00)),
        ),
        drawer=drawer,
        kept=(kz(20_000_00),) if drawer else (),
    )
