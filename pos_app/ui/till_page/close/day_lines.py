"""Lines of the list of days: which are open, closed, changed since, or were never closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.books.takings import given_back, received
from pos_app.ports.ledger import DayState
from pos_app.ui.till_page.day_names import short_day_name
from pos_app.ui.till_page.rows import signed
from pos_app.ui.till_page.side_list import SideLine
from pos_app.words.translate import QT_TRANSLATE_NOOP, say_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from pos_app.domain.money import Money
    from pos_app.ports.ledger import DayStatus, DocumentedClose
    from pos_app.ui.till_page.context import TabContext

_UNTIL_NOW = QT_TRANSLATE_NOOP("days", "until now")
_SO_FAR = QT_TRANSLATE_NOOP("days", "until now {0}")
_OPEN = QT_TRANSLATE_NOOP("days", "open")
_NO_SALES = QT_TRANSLATE_NOOP("days", "no sales")
_FORGOTTEN = QT_TRANSLATE_NOOP("days", "forgotten · {0}")
_NOT_CLOSED = QT_TRANSLATE_NOOP("days", "not closed")
_NO_MONEY = QT_TRANSLATE_NOOP("days", "no money")
_CLOSED = QT_TRANSLATE_NOOP("days", "closed")
_CHANGED = QT_TRANSLATE_NOOP("days", "changed {0}")


def day_lines(
    statuses: Sequence[DayStatus],
    closes: Sequence[DocumentedClose],
    context: TabContext,
    shown: date,
    now: Sequence[Money],
) -> Sequence[SideLine]:
    """Returns a line for each close, and for each day that is still to be closed, newest first.
    Today can be closed again, so it has a line of its own beside its closes. `now` is what the day
    that is shown has received since the last close."""
    today = context.till.today()
    lines: list[SideLine] = []
    for status in statuses:
        of_this_day = [one for one in closes if one.document.day == status.day]
        if status.day == today or (status.state is DayState.FORGOTTEN and not of_this_day):
            lines.append(_open_line(status, now if status.day == shown else (), today))
        lines += _closed_lines(status, of_this_day, context)
    return lines


def _open_line(status: DayStatus, now: Sequence[Money], today: date) -> SideLine:
    name = short_day_name(status.day)
    if status.day == today:
        sums = " + ".join(map(str, now))
        so_far = _say(_SO_FAR, sums) if sums else _say(_UNTIL_NOW)
        return SideLine(status.day, name, so_far, _say(_OPEN), "accent")
    sums = " + ".join(map(str, status.received)) or _say(_NO_SALES)
    said = _say(_FORGOTTEN, sums)
    return SideLine(status.day, name, said, _say(_NOT_CLOSED), "wait")


def _closed_lines(
    status: DayStatus, closes: Sequence[DocumentedClose], context: TabContext
) -> Iterator[SideLine]:
    for place, one in enumerate(closes):
        document = one.document
        moved = received(document.takings) or given_back(document.takings)
        sums = " + ".join(map(str, moved)) or _say(_NO_MONEY)
        at = f"{document.at.astimezone(context.wall):%H:%M}"
        words, tone = _say(_CLOSED), "rest"
        if place == 0 and status.changed_by:
            words = _say(_CHANGED, " ".join(map(signed, status.changed_by)))
            tone = "wait"
        name = short_day_name(document.day)
        yield SideLine(document.number, name, f"{at} · {sums}", words, tone)


def _say(source: str, *values: str) -> str:
    return say_in("days", source, *values)
