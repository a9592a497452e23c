"""A close in words: its sections from top to bottom, for paper, terminal and screen alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.takings import fees, given_back, grouped, merged, net, received
from pos_app.domain.events import State
from pos_app.domain.sale import sale_number
from pos_app.words.paper.jobs import trouble_words
from pos_app.words.states import state_words
from pos_app.words.translate import QT_TRANSLATE_NOOP, joined, say
from pos_app.words.verdict import manager_name
from pos_app.words.warnings import flag_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from pos_app.domain.books.day_close import (
        CarriedSale,
        CloseDocument,
        DayMoney,
        DrawerCount,
        EarlierMoney,
        OddSale,
        SettledSale,
    )
    from pos_app.domain.books.takings import TakingsLine
    from pos_app.domain.paper.print_job import PrintTrouble

_RECEIVED = QT_TRANSLATE_NOOP("words", "Received")
_GIVEN_BACK = QT_TRANSLATE_NOOP("words", "Refunded")
_NET = QT_TRANSLATE_NOOP("words", "Net")
_SINCE_THE_LAST = QT_TRANSLATE_NOOP("words", "Received since the last close")
_TOTAL = QT_TRANSLATE_NOOP("words", "Total")
_BY_CASHIER = QT_TRANSLATE_NOOP("words", "By cashier")
_NOBODY = QT_TRANSLATE_NOOP("words", "Nobody signed in")
_BY_DAY = QT_TRANSLATE_NOOP("words", "By day")
FOR_EARLIER = QT_TRANSLATE_NOOP("words", "Received for sales of earlier days")
_FEES = QT_TRANSLATE_NOOP("words", "Fees, as far as known")
CARRIED = QT_TRANSLATE_NOOP("words", "Waiting, on the next close too")
_DRAWER = QT_TRANSLATE_NOOP("words", "Cash in the drawer")
_EXPECTED = QT_TRANSLATE_NOOP("words", "Expected")
_COUNTED = QT_TRANSLATE_NOOP("words", "Counted")
_SHORT = QT_TRANSLATE_NOOP("words", "Short")
_OVER = QT_TRANSLATE_NOOP("words", "Over")
_PAPER = QT_TRANSLATE_NOOP("words", "Paper that did not come out, or is uncertain")
_NO_MONEY = QT_TRANSLATE_NOOP("words", "No money moved since the last close")

_KINDS: Mapping[MovementKind, str] = {
    MovementKind.PAID: QT_TRANSLATE_NOOP("words", "Paid"),
    MovementKind.BY_HAND: QT_TRANSLATE_NOOP("words", "Recorded by the cashier"),
    MovementKind.CAPTURED: QT_TRANSLATE_NOOP("words", "Captured"),
    MovementKind.SHORT: QT_TRANSLATE_NOOP("words", "Less than asked"),
    MovementKind.EXCESS: QT_TRANSLATE_NOOP("words", "More than asked"),
    MovementKind.PAID_TWICE: QT_TRANSLATE_NOOP("words", "Paid twice"),
    MovementKind.REFUNDED: QT_TRANSLATE_NOOP("words", "Refunded"),
    MovementKind.PAID_OUT: QT_TRANSLATE_NOOP("words", "Paid out"),
    MovementKind.SETTLED: QT_TRANSLATE_NOOP("words", "Resolved by hand"),
    MovementKind.UNMATCHED: QT_TRANSLATE_NOOP("words", "Unmatched payments"),
}
_SETTLED_PAID = QT_TRANSLATE_NOOP("words", "{0} resolved as paid by {1}")
_SETTLED_UNPAID = QT_TRANSLATE_NOOP("words", "{0} resolved as not paid by {1}")
_CLEARED = QT_TRANSLATE_NOOP("words", "Alert of {0} cleared by {1}")
_LOOKED_LIKE = QT_TRANSLATE_NOOP("words", "{0} charged although it looked like {1}")
_UNPRINTED = QT_TRANSLATE_NOOP("words", "Slip of {0} never printed")


@dataclass(frozen=True)
class CloseLine:
    label: str
    value: str = ""


@dataclass(frozen=True)
class CloseSection:
    """A heading and its lines; `weighs` marks what is printed large."""

    title: str
    lines: Sequence[CloseLine]
    weighs: bool = False


def kind_words(kind: MovementKind) -> str:
    return say(_KINDS[kind])


def close_sections(
    document: CloseDocument, method_names: Mapping[str, str]
) -> Sequence[CloseSection]:
    """Returns the money of a close: what came first, then every way to see it, and what is carried
    over. Exceptions are apart: see `exception_lines`."""
    sections = [
        *money_sections(document, method_names),
        CloseSection(say(FOR_EARLIER), [_earlier(one, method_names) for one in document.earlier]),
        CloseSection(say(CARRIED), [_carried(one, method_names) for one in waiting(document)]),
    ]
    return [section for section in sections if section.lines]


def money_sections(
    document: CloseDocument, method_names: Mapping[str, str]
) -> Sequence[CloseSection]:
    """Returns the sums of a close, without the sales that have lines of their own."""
    sections = [
        _taken(document),
        *method_sections(document.takings, method_names),
        _by_cashier(document.takings),
        CloseSection(say(_BY_DAY), [_of_day(one) for one in document.days]),
        CloseSection(say(_FEES), [CloseLine("", str(fee)) for fee in fees(document.takings)]),
        drawer_section(document.drawer),
    ]
    return [section for section in sections if section.lines]


def paper_section(paper: Iterable[PrintTrouble]) -> CloseSection:
    """Returns the documents that did not come out, or of which nobody knows."""
    return CloseSection(say(_PAPER), [CloseLine(*trouble_words(one)) for one in paper])


def exception_lines(document: CloseDocument, method_names: Mapping[str, str]) -> Sequence[str]:
    """Returns a line for each sale that a manager has to look after, for each that a person ended
    or let through since the last close, and for paper that did not come out."""
    return [
        *(_told(_carried(one, method_names)) for one in in_doubt(document)),
        *(settled_sale_words(one, method_names, str(one.amount)) for one in document.settled),
        *(odd_words(one, method_names, str(one.amount)) for one in document.odd),
        *(_told(line) for line in paper_section(document.paper).lines),
    ]


def in_doubt(document: CloseDocument) -> Sequence[CarriedSale]:
    """Returns what a manager has to find out about."""
    doubts = (State.UNKNOWN,)
    return [one for one in document.carried if one.flags or one.state in doubts]


def waiting(document: CloseDocument) -> Sequence[CarriedSale]:
    """Returns what only waits: what is in doubt is among the exceptions, and carried over too."""
    return [one for one in document.carried if one not in in_doubt(document)]


def _taken(document: CloseDocument) -> CloseSection:
    if not document.takings:
        return CloseSection(say(_SINCE_THE_LAST), [CloseLine(say(_NO_MONEY))])
    came, back = received(document.takings), given_back(document.takings)
    lines = [CloseLine(say(_RECEIVED), str(amount)) for amount in came]
    if back:
        lines += [CloseLine(say(_GIVEN_BACK), str(amount)) for amount in back]
        lines += [CloseLine(say(_NET), str(amount)) for amount in net(document.takings)]
    return CloseSection(say(_SINCE_THE_LAST), lines, weighs=True)


def method_sections(
    takings: Sequence[TakingsLine], method_names: Mapping[str, str]
) -> Iterator[CloseSection]:
    """Yields the money of each method, a line for each reason why it moved."""
    for method, lines in grouped(merged(takings), lambda line: line.method).items():
        told = [
            CloseLine(f"{kind_words(line.kind)} · {line.count}", str(line.amount)) for line in lines
        ]
        if len(told) > 1:
            told += [CloseLine(say(_TOTAL), str(amount)) for amount in net(lines)]
        yield CloseSection(method_names.get(method, method), told)


def _by_cashier(lines: Sequence[TakingsLine]) -> CloseSection:
    """Returns nothing where nobody signs in."""
    people = grouped(lines, lambda line: line.cashier)
    if set(people) <= {""}:
        return CloseSection(say(_BY_CASHIER), [])
    return CloseSection(
        say(_BY_CASHIER),
        [
            CloseLine(f"{name or say(_NOBODY)} · {sum(one.count for one in theirs)}", str(amount))
            for name, theirs in people.items()
            for amount in net(theirs)
        ],
    )


def _of_day(one: DayMoney) -> CloseLine:
    return CloseLine(_day(one.day), str(one.amount))


def _earlier(one: EarlierMoney, method_names: Mapping[str, str]) -> CloseLine:
    about = (
        sale_number(one.number),
        _day(one.sold_on),
        method_names.get(one.method, one.method),
        one.reference,
    )
    return CloseLine(joined(*about), str(one.amount))


def _carried(one: CarriedSale, method_names: Mapping[str, str]) -> CloseLine:
    flags = (flag_words(flag) for flag in one.flags)
    about = (
        sale_number(one.number),
        _day(one.sold_on),
        method_names.get(one.method, one.method),
        one.description,
        state_words(one.state, one.purpose),
        *flags,
    )
    return CloseLine(joined(*about), str(one.amount))


def settled_sale_words(one: SettledSale, method_names: Mapping[str, str], amount: str = "") -> str:
    """Returns who decided what about a sale, and why."""
    number = sale_number(one.number)
    if one.flag is not None:
        said = say(_CLEARED, number, manager_name(one.by))
        return joined(said, flag_words(one.flag), amount, one.why)
    said = say(_SETTLED_PAID if one.paid else _SETTLED_UNPAID, number, manager_name(one.by))
    return joined(said, method_names.get(one.method, one.method), amount, one.why)


def odd_words(one: OddSale, method_names: Mapping[str, str], amount: str = "") -> str:
    """Returns what is odd about a sale, and who was at the till."""
    number = sale_number(one.number)
    method = method_names.get(one.method, one.method)
    if one.duplicate_of is None:
        said = say(_UNPRINTED, number)
    else:
        said = say(_LOOKED_LIKE, number, sale_number(one.duplicate_of))
    return joined(said, method, amount, one.cashier)


def drawer_section(drawer: Iterable[DrawerCount]) -> CloseSection:
    """Returns what had to be in the drawer and what was; no lines where nobody counted."""
    return CloseSection(say(_DRAWER), list(_counts(drawer)))


def _counts(drawer: Iterable[DrawerCount]) -> Iterator[CloseLine]:
    for count in drawer:
        yield CloseLine(say(_EXPECTED), str(count.expected))
        yield CloseLine(say(_COUNTED), str(count.counted))
        if difference := count.difference.minor:
            yield CloseLine(say(_SHORT if difference < 0 else _OVER), str(count.difference))


def _told(line: CloseLine) -> str:
    return joined(line.label, line.value)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
