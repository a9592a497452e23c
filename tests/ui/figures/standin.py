"""The figures of a shop that takes two currencies, counted by nobody."""

from datetime import timedelta
from typing import TYPE_CHECKING

from pos_app.domain.events import State
from pos_app.domain.figures.outcomes import AnswerTime, Ended
from pos_app.domain.figures.report import Figures
from pos_app.domain.figures.spans import FiguresQuestion
from pos_app.domain.figures.takings import DayTaking, Slice
from pos_app.domain.money import Currency
from pos_app.domain.reasons import Reason

if TYPE_CHECKING:
    import asyncio

AOA, MZN = Currency.AOA, Currency.MZN
CASHIERS = ("Ana Maria Miguel", "João Domingos dos Santos Neto", "")
_HOURS = (184, 312, 429, 386, 553, 618, 294, 247, 361, 526, 582, 312)
_METHODS = (("vpos", AOA, 592), ("proxypay", AOA, 265), ("clicpay.mpesa", MZN, 9))
_ENDED = (
    ("vpos", State.PAID, None, 38),
    ("vpos", State.DECLINED, Reason.NO_MONEY, 3),
    ("vpos", State.EXPIRED, Reason.CUSTOMER_SILENT, 1),
    ("vpos", State.UNKNOWN, Reason.NO_ANSWER, 1),
    ("proxypay", State.PAID, None, 7),
    ("proxypay", State.EXPIRED, Reason.REFERENCE_EXPIRED, 1),
    ("proxypay", State.CANCELLED, Reason.CANCELLED_HERE, 1),
    ("clicpay.mpesa", State.PAID, None, 4),
    ("clicpay.mpesa", State.DECLINED, Reason.CUSTOMER_REFUSED, 2),
)


class StandInFigures:
    """Answers whatever is asked with one busy day after another."""

    def __init__(self) -> None:
        self.asked: list[FiguresQuestion] = []
        self.is_empty = False
        self.waits: asyncio.Event | None = None  # what the next question waits for

    async def figures(self, question: FiguresQuestion) -> Figures:
        self.asked.append(question)
        waits, self.waits = self.waits, None
        if waits:
            await waits.wait()
        if self.is_empty:
            return Figures(question, [], [[] for _ in question.against.spans], [], [], {})
        return Figures(
            question=question,
            slices=_slices(100),
            before=[_slices(90 + place) for place, _ in enumerate(question.against.spans)],
            days=_days(question),
            ended=[Ended(*one) for one in _ENDED],
            answers={
                "vpos": AnswerTime(9_000, 26_000),
                "proxypay": AnswerTime(4_320_000, 100_000_000),
                "clicpay.mpesa": AnswerTime(21_000, 80_000),
            },
        )


def _slices(percent: int) -> list[Slice]:
    return [
        Slice(
            currency=currency,
            hour=8 + place,
            method=method,
            cashier=CASHIERS[place % 3],
            received=hundreds * share * percent // 10,
            refunded=-53_00 if place == 3 else 0,
            paid=5,
        )
        for place, hundreds in enumerate(_HOURS)
        for method, currency, share in _METHODS
    ]


def _days(question: FiguresQuestion) -> list[DayTaking]:
    last, count = question.span.last, (question.span.last - question.weeks_before.first).days + 1
    days = [last - timedelta(days=ago) for ago in range(count)]
    return [
        DayTaking(day, AOA, 33_000_000 + 1_700_000 * (day.toordinal() % 11))
        for day in days
        if day.weekday() != 6
    ]
