"""Lines of the list of shifts: who was at the till, from when until when, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.books.shift import differences
from pos_app.domain.books.takings import received
from pos_app.domain.people.roles import Person, Role
from pos_app.ui.till_page.day_names import short_day_name
from pos_app.ui.till_page.side_list import SideLine
from pos_app.words.translate import QT_TRANSLATE_NOOP, say_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, tzinfo

    from pos_app.domain.books.shift import ShiftDocument

_NOBODY = QT_TRANSLATE_NOOP("shifts", "Nobody signed in")
_UNTIL_NOW = QT_TRANSLATE_NOOP("shifts", "{0} to now")
_FROM_TO = QT_TRANSLATE_NOOP("shifts", "{0} to {1}")
_OPEN = QT_TRANSLATE_NOOP("shifts", "open")
_CLOSED = QT_TRANSLATE_NOOP("shifts", "closed")
_SHORT = QT_TRANSLATE_NOOP("shifts", "short {0}")
_OVER = QT_TRANSLATE_NOOP("shifts", "over {0}")


def cashier_name(name: str) -> str:
    """Returns the short form of a cashier's name."""
    return Person(name, Role.CASHIER).short_name if name else _say(_NOBODY)


def shift_lines(
    running: Sequence[ShiftDocument], ended: Sequence[ShiftDocument], today: date, wall: tzinfo
) -> Sequence[SideLine]:
    """Returns a line for each shift, under the days on which they began; open ones come first."""
    lines = [_line(one, wall, is_open=True) for one in running]
    shown = today
    for one in ended:
        day = one.opened_at.astimezone(wall).date()
        if day != shown:
            shown = day
            lines.append(SideLine(None, short_day_name(day)))
        lines.append(_line(one, wall, is_open=False))
    return lines


def _line(one: ShiftDocument, wall: tzinfo, *, is_open: bool) -> SideLine:
    begun, ended = (f"{at.astimezone(wall):%H:%M}" for at in (one.opened_at, one.at))
    span = _say(_UNTIL_NOW, begun) if is_open else _say(_FROM_TO, begun, ended)
    words, tone = (_say(_OPEN), "paid") if is_open else _badge(one)
    sums = "\n".join(map(str, received(one.takings)))
    return SideLine(one.since, cashier_name(one.cashier), span, words, tone, sums)


def _badge(one: ShiftDocument) -> tuple[str, str]:
    """Returns what a closed shift's drawer had too little or too much of, or that it is closed."""
    for difference in differences(one.drawer):
        if difference.minor < 0:
            return _say(_SHORT, (-difference).figures), "wait"
        return _say(_OVER, difference.figures), "wait"
    return _say(_CLOSED), "rest"


def _say(source: str, *values: str) -> str:
    return say_in("shifts", source, *values)
