"""What Qt is told by the environment: what would end the window, or leave it empty, is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.ui.qt.environment import mend


def mended(**environment: str) -> dict[str, str]:
    mend(environment)
    return environment


@pytest.mark.parametrize("name", ["QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS"])
@pytest.mark.parametrize("said", ["0", "-1", "nan", "inf", "1e308", "1000", "x", "", "1;0", "0.01"])
def test_a_size_in_which_nobody_can_read_is_left_out(name: str, said: str) -> None:
    assert mended(**{name: said}) == {}


@pytest.mark.parametrize("said", ["1", "1.25", "2"])
def test_a_size_in_which_people_read_stays(said: str) -> None:
    assert mended(QT_SCALE_FACTOR=said) == {"QT_SCALE_FACTOR": said}
    named = f"HDMI-1={said};{said}"
    assert mended(QT_SCREEN_SCALE_FACTORS=named) == {"QT_SCREEN_SCALE_FACTORS": named}


@pytest.mark.parametrize(
    ("said", "tried"),
    [
        ({"QT_QPA_PLATFORM": "nonsense", "DISPLAY": ":0"}, "nonsense;xcb"),
        ({"QT_QPA_PLATFORM": "wayland", "DISPLAY": ":0"}, "wayland;xcb"),
        ({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":0"}, "xcb"),
        ({"QT_QPA_PLATFORM": "nonsense", "DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"},
         "nonsense;wayland;xcb"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
        ({"QT_QPA_PLATFORM": "", "DISPLAY": ":0"}, ""),
    ],
)  # fmt: skip
def test_a_platform_that_is_none_leaves_the_session_its_own(
    said: dict[str, str], tried: str
) -> None:
    assert mended(**said)["QT_QPA_PLATFORM"] == tried


def test_a_warning_ends_no_till() -> None:
    assert mended(QT_FATAL_WARNINGS="1", QT_FATAL_CRITICALS="1") == {}


@given(
    st.dictionaries(st.sampled_from(["QT_SCALE_FACTOR", "QT_QPA_PLATFORM", "DISPLAY"]), st.text())
)
def test_whatever_is_said_is_mended_once(environment: dict[str, str]) -> None:
    mend(environment)
    once = dict(environment)
    mend(environment)
    assert environment == once
