"""While a window is open, a thread that computes hands over soon; afterwards as Python does."""

import sys

import pytest

from pos_app.ui.qt.short_turns import short_turns


def test_turns_are_short_inside_and_as_before_whatever_happens() -> None:
    before = sys.getswitchinterval()
    inside: list[float] = []

    def fails() -> None:
        with short_turns():
            inside.append(sys.getswitchinterval())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert inside[0] <= before / 5
    assert sys.getswitchinterval() == before
