"""The header's line about the office: what it says, and that it moves nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtGui import QImage

from pos_app.ports.office.status import OfficeState, OfficeStatus
from pos_app.till.office.office_board import OfficeBoard
from pos_app.ui.format import times
from pos_app.ui.header.header import Light, Lights
from pos_app.ui.header.office_line import OfficeLine
from pos_app.ui.theme.theme import CurrentTheme

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
FULL, SHORT = 700, 205  # pixels; in the shorter one few words fit beside a light


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch) -> OfficeBoard:
    monkeypatch.setattr(times, "now", lambda: NOON)
    return OfficeBoard(OfficeStatus(OfficeState.UP_TO_DATE))


def lights_with(board: OfficeBoard, width: int) -> tuple[Lights, OfficeLine]:
    lights = Lights(CurrentTheme("light"))
    lights.resize(width, 48)
    lights.show_lights([Light("vPOS", well=True, tried=True, words="ok")])
    return lights, OfficeLine(board, lights, CurrentTheme("light"), UTC)


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize(
    ("state", "behind", "ago", "full", "short"),
    [
        (OfficeState.UP_TO_DATE, 0, None, "Office: up to date", ""),
        (OfficeState.CONNECTING, 0, None, "Office: connecting", ""),
        (OfficeState.SHIPPING, 3, 5, "Office: up to date", ""),
        (OfficeState.SHIPPING, 3, 300, "Office: 3 to send since 11:55", "3 to send"),
        (OfficeState.AWAY, 128, 3600, "Office: 128 to send since 11:00", "128 to send"),
        (OfficeState.AWAY, 1, 86_400, "Office: 1 to send since 29/11 12:00", "1 to send"),
        (OfficeState.AWAY, 0, 60, "Office: no connection since 11:59", ""),
        (OfficeState.REFUSED, 9, 300, "Office: does not know this till", "Till not enrolled"),
        (OfficeState.CLONE, 9, 300, "Office: this till runs twice", "Till runs twice"),
    ],
)
def test_it_says_how_far_the_office_is(
    board: OfficeBoard, state: OfficeState, behind: int, ago: int | None, full: str, short: str
) -> None:
    since = NOON - timedelta(seconds=ago) if ago else None
    for width, said in ((FULL, full), (SHORT, short)):
        lights, line = lights_with(board, width)
        board.become(state=state, behind=behind, since=since)
        assert line.accessibleName().splitlines()[0] == full
        assert line.fitting() == said
        lights.deleteLater()


@pytest.mark.usefixtures("application")
def test_nothing_moves_whatever_it_says(board: OfficeBoard) -> None:
    lights, line = lights_with(board, SHORT)
    least, where = lights.minimumWidth(), line.geometry()
    seen = list[QImage]()
    for state in OfficeState:
        board.become(state=state, behind=99_999, since=NOON - timedelta(days=3))
        assert (lights.minimumWidth(), line.geometry()) == (least, where)
        light = lights.grab().toImage().copy(where.right() + 1, 0, SHORT, 48)
        seen.append(light)
    assert all(one == seen[0] for one in seen)
    board.become(state=OfficeState.NOT_ENROLLED)
    assert line.isHidden()
    board.become(state=OfficeState.UP_TO_DATE)
    assert not line.isHidden()
    lights.resize(40, 48)  # the dot alone
    lights.grab()  # a widget that nobody sees is laid out only now
    assert line.fitting() == ""
    assert line.width() >= 20
    lights.deleteLater()


def test_a_clone_is_told_until_the_next_start() -> None:
    board = OfficeBoard(OfficeStatus(OfficeState.CONNECTING))
    board.is_a_clone()
    told = list[OfficeState]()
    board.listen(lambda status: told.append(status.state))
    for state in (OfficeState.UP_TO_DATE, OfficeState.AWAY, OfficeState.SHIPPING):
        board.become(state=state)
    assert told == [OfficeState.AWAY, OfficeState.CLONE]
