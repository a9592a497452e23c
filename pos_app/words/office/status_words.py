"""Words for how a till stands with its office: a line for the header, and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.ports.office.status import OfficeState, OfficeStatus
from pos_app.words.translate import QT_TRANSLATE_NOOP, joined, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Each from the fullest to the shortest.
_FINE = (QT_TRANSLATE_NOOP("words", "Office: up to date"),)
_CONNECTING = (QT_TRANSLATE_NOOP("words", "Office: connecting"),)
_CUT_OFF = (
    QT_TRANSLATE_NOOP("words", "Office: no connection since {0}"),
    QT_TRANSLATE_NOOP("words", "Office: since {0}"),
)
_BEHIND = (
    QT_TRANSLATE_NOOP("words", "Office: {0} to send since {1}"),
    QT_TRANSLATE_NOOP("words", "{0} to send since {1}"),
    QT_TRANSLATE_NOOP("words", "{0} to send"),
)
_TROUBLES: Mapping[OfficeState, Sequence[str]] = {
    OfficeState.REFUSED: (
        QT_TRANSLATE_NOOP("words", "Office: does not know this till"),
        QT_TRANSLATE_NOOP("words", "Till not enrolled"),
    ),
    OfficeState.TOO_OLD: (
        QT_TRANSLATE_NOOP("words", "Office: this till needs an update"),
        QT_TRANSLATE_NOOP("words", "Needs an update"),
    ),
    OfficeState.STUCK: (
        QT_TRANSLATE_NOOP("words", "Office: refuses an event"),
        QT_TRANSLATE_NOOP("words", "Event refused"),
    ),
    OfficeState.CLONE: (
        QT_TRANSLATE_NOOP("words", "Office: this till runs twice"),
        QT_TRANSLATE_NOOP("words", "Till runs twice"),
    ),
}
_MEANINGS: Mapping[OfficeState, str] = {
    OfficeState.AWAY: QT_TRANSLATE_NOOP(
        "words", "The till sells as always, and sends the rest when the office answers again."
    ),
    OfficeState.REFUSED: QT_TRANSLATE_NOOP(
        "words", "The till sells as always. A manager has to enrol it again."
    ),
    OfficeState.TOO_OLD: QT_TRANSLATE_NOOP(
        "words", "The till sells as always. It sends the rest after an update."
    ),
    OfficeState.STUCK: QT_TRANSLATE_NOOP(
        "words", "The till sells as always. A manager has to look at the journal."
    ),
    OfficeState.CLONE: QT_TRANSLATE_NOOP(
        "words", "Another computer runs as this till. A manager has to say which of them it is."
    ),
}
_FORGOT = QT_TRANSLATE_NOOP("words", "Events that the office had lost, sent again: {0}")
TROUBLES = frozenset(_TROUBLES)


def office_lines(status: OfficeStatus, since: str, *, is_late: bool) -> Sequence[str]:
    """Returns the line, and what it may be where room is short, the fullest first.

    `since` is the time of `status.since`, as the shop reads it. `is_late`: events have waited for
    so long that a person may want to know.
    """
    if status.state in TROUBLES:
        return [say(line) for line in _TROUBLES[status.state]]
    if is_late and status.behind:
        return [say(line, status.behind, since) for line in _BEHIND]
    if status.state is OfficeState.AWAY and since:
        return [say(line, since) for line in _CUT_OFF]
    fine = _CONNECTING if status.state is OfficeState.CONNECTING else _FINE
    return [say(line) for line in fine]


def office_meaning(status: OfficeStatus) -> str:
    """Returns what the line means for the people at the till; empty where all is well."""
    meaning = state_meaning(status.state) or None
    return joined(meaning, say(_FORGOT, status.forgot) if status.forgot else None)


def state_meaning(state: OfficeState) -> str:
    """Returns what a state alone means for the people at the till; empty where all is well."""
    meaning = _MEANINGS.get(state)
    return say(meaning) if meaning else ""
