"""At rest every border is a hairline; two pixels of the accent are the focus, and nothing else."""

import re

import pytest

from pos_app.ui.theme.style_sheet import style_sheet
from pos_app.ui.theme.tokens import DARK, LIGHT, Colours

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
# Two pixels that nobody sees keep the place of the focus.
UNSEEN = ("transparent", "QPushButton#doubt_strip, QPushButton#doubts_strip")


def _rules(colours: Colours) -> list[tuple[str, str]]:
    found = RULE.findall(style_sheet(colours))
    return [(" ".join(selector.split()), " ".join(body.split())) for selector, body in found]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_at_rest_a_border_is_a_hairline(colours: Colours) -> None:
    thick = [
        selector
        for selector, body in _rules(colours)
        if re.search(r"border: [2-9]px", body)
        if not any(mark in selector for mark in (":focus", "[lit=", "[wrong="))
        if not any(mark in f"{selector} {body}" for mark in UNSEEN)
    ]
    assert thick == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_accent_is_around_what_has_the_focus_or_is_chosen(colours: Colours) -> None:
    accent = re.compile(rf"border[^;]*{colours.accent}")
    around = {selector for selector, body in _rules(colours) if accent.search(body)}
    at_rest = {
        selector
        for selector in around
        if not any(
            mark in selector
            for mark in (":focus", "[lit=", "[chosen=", ":checked", '[kind="main"]')
        )
    }
    assert at_rest == set()
