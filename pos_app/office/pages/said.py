"""Says a page's sentence by its name, with its values, in the language of the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.office.pages.texts.days import DAYS
from pos_app.office.pages.texts.frame import FRAME
from pos_app.office.pages.texts.managers import MANAGERS
from pos_app.office.pages.texts.needs import NEEDS
from pos_app.office.pages.texts.now import NOW
from pos_app.office.pages.texts.numbers import NUMBERS
from pos_app.office.pages.texts.sales import SALES
from pos_app.words.translate import say_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.words.translate import Value

CONTEXT = "office"
TEXTS: Mapping[str, str] = {
    **FRAME,
    **NOW,
    **NEEDS,
    **SALES,
    **DAYS,
    **NUMBERS,
    **MANAGERS,
}


def text(name: str, *values: Value) -> str:
    """Raises KeyError for a name that no page has."""
    return say_in(CONTEXT, TEXTS[name], *values)


def counted_text(name: str, count: int, *values: Value) -> str:
    """Says how many there are: both languages have one form for one and another for all else."""
    return text(f"{name}_one" if count == 1 else name, count, *values)
