"""A manager as the pages know one: by words, and by what each form has to send."""

from collections.abc import Sequence

from pos_app.domain.text.foreign_text import readable
from pos_app.office.managers.manager import Manager, Reach
from pos_app.office.pages.parts import PageReader
from pos_app.office.pages.said import text

_ROLES = {Reach.ORG: "role_org", Reach.AREA: "role_area", Reach.SHOP: "role_shop"}
_SHORT = 60  # characters

# As browsers name themselves, the more particular ones first; and what people call it.
_BROWSERS: Sequence[tuple[str, str]] = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS: Sequence[tuple[str, str]] = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def device_words(agent: str) -> str:
    """Names a browser and its system, as far as it says so; else what it says of itself."""
    known = [_first(agent, _BROWSERS), _first(agent, _SYSTEMS)]
    return ", ".join(filter(None, known)) or readable(agent[:_SHORT])


def _first(agent: str, names: Sequence[tuple[str, str]]) -> str:
    return next((name for mark, name in names if mark in agent), "")


def reader_of(manager: Manager) -> PageReader:
    return PageReader(
        name=manager.name,
        role=text(_ROLES[manager.reach]),
        csrf=manager.form_token,
        firm=manager.firm,
        sees_phones=manager.sees_phones,
        sign_out="/sign-out",
        account="/account",
    )
