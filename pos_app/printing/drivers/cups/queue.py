"""A queue of the print system: how it is, what is wrong with its printer, what paper it has."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from pos_app.domain.paper.print_job import Hitch
from pos_app.domain.paper.printer import MM_PER_INCH
from pos_app.printing.drivers.cups.library import (
    Attributes,
    Given,
    Operation,
    PrintSystem,
    Tag,
)

_PROCESSING, _STOPPED = 4, 5  # printer-state (RFC 8011, 5.4.11)
# What CUPS calls a queue that has no driver, and sends on whatever it gets (scheduler/printers.c).
_RAW = "Local Raw Printer"
# printer-state-reasons (RFC 8011, 5.4.12; PWG 5100.9) without their degrees: what CUPS' backends
# call a report or a warning stops a receipt printer all the same. The first that is found counts.
_HITCHES = (
    (Hitch.COVER_OPEN, frozenset({"cover-open", "door-open", "interlock-open"})),
    (Hitch.PAPER_OUT, frozenset({"media-empty", "media-needed"})),
    (Hitch.OFFLINE, frozenset({"offline", "shutdown", "timed-out", "paused", "media-jam"})),
)
_LOW = frozenset({"media-low"})
_DEGREES = ("-error", "-warning", "-report")
_MEASURE = r"\d+(?:\.\d+)?"
_SIZE = re.compile(rf"_(?P<width>{_MEASURE})x(?P<length>{_MEASURE})(?P<unit>mm|in)$")  # PWG 5101.1
_RANGE_ENDS = ("custom_min_", "custom_max_", "roll_min_", "roll_max_")
_WANTED = (
    "printer-name",
    "printer-info",
    "printer-make-and-model",
    "printer-state",
    "printer-state-message",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "device-uri",
    "media-default",
    "media-supported",
    "queued-job-count",
)


@dataclass(frozen=True)
class Media:
    """A paper by the name that the print system has for it, in mm."""

    name: str
    width: float
    length: float


@dataclass(frozen=True)
class CupsQueue:
    name: str
    about: str = ""  # what a person wrote of it
    model: str = ""
    device: str = ""  # where it ends: a URI
    is_stopped: bool = False
    is_busy: bool = False
    accepts: bool = True
    message: str = ""
    reasons: frozenset[str] = frozenset()  # without their degrees
    jobs: int = 0  # that are not over
    media: Media | None = None  # that it has in it, as far as it knows
    papers: tuple[Media, ...] = ()
    least: Media | None = None  # of the sizes that a job may name itself
    most: Media | None = None

    @property
    def is_raw(self) -> bool:
        return self.model == _RAW

    @property
    def paper_low(self) -> bool:
        return bool(self.reasons & _LOW)

    @property
    def words(self) -> str:
        """Returns how the print system itself puts it."""
        return self.message or ", ".join(sorted(self.reasons))


def hitch_of(reasons: Collection[str]) -> Hitch:
    """Returns what is wrong by these reasons."""
    return next((hitch for hitch, words in _HITCHES if not words.isdisjoint(reasons)), Hitch.NONE)


def queue_of(system: PrintSystem, name: str) -> CupsQueue:
    """Asks for one queue. Raises CupsRefused where there is none of this name."""
    given = [queue_named(name), wanted(_WANTED)]
    (said, *_) = system.ask(Operation.GET_PRINTER_ATTRIBUTES, "/", given)
    return _read(said)


def queues_of(system: PrintSystem) -> Sequence[CupsQueue]:
    """Asks for all queues. Raises NoPrintSystem."""
    return [_read(said) for said in system.ask(Operation.CUPS_GET_PRINTERS, "/", [wanted(_WANTED)])]


def queue_named(name: str) -> Given:
    return Given("printer-uri", Tag.URI, (f"ipp://localhost{resource_of(name)}",))


def resource_of(name: str) -> str:
    return f"/printers/{quote(name, safe='')}"


def user(system: PrintSystem) -> Given:
    return Given("requesting-user-name", Tag.NAME, (system.user(),))


def wanted(names: Iterable[str]) -> Given:
    return Given("requested-attributes", Tag.KEYWORD, tuple(names))


def first(said: Attributes, name: str) -> str:
    """Returns the text of an attribute's first value; "" where it has none."""
    return next((str(value) for value in said.get(name, ())), "")


def number(said: Attributes, name: str) -> int:
    return next((int(value) for value in said.get(name, ())), 0)


def reasons_of(said: Attributes, name: str) -> frozenset[str]:
    """Returns the words of an attribute of reasons, without their degrees."""
    words = (str(value) for value in said.get(name, ()))
    return frozenset(_plain(word) for word in words) - {"none"}


def _plain(word: str) -> str:
    for degree in _DEGREES:
        word = word.removesuffix(degree)
    return word


def _read(said: Attributes) -> CupsQueue:
    papers = tuple(media_named(said.get("media-supported", ())))
    state = number(said, "printer-state")
    return CupsQueue(
        name=first(said, "printer-name"),
        about=first(said, "printer-info"),
        model=first(said, "printer-make-and-model"),
        device=first(said, "device-uri"),
        is_stopped=state == _STOPPED,
        is_busy=state == _PROCESSING,
        accepts=True in said.get("printer-is-accepting-jobs", (True,)),
        message=first(said, "printer-state-message"),
        reasons=reasons_of(said, "printer-state-reasons"),
        jobs=number(said, "queued-job-count"),
        media=next(iter(media_named(said.get("media-default", ()))), None),
        papers=tuple(one for one in papers if not one.name.startswith(_RANGE_ENDS)),
        least=_range_end(papers, "min"),
        most=_range_end(papers, "max"),
    )


def _range_end(papers: Iterable[Media], which: str) -> Media | None:
    names = (f"custom_{which}_", f"roll_{which}_")
    return next((one for one in papers if one.name.startswith(names)), None)


def media_named(names: Iterable[object]) -> Iterable[Media]:
    """Reads the names that tell their size. Others are of no use here."""
    for name in map(str, names):
        if size := _SIZE.search(name):
            scale = MM_PER_INCH if size["unit"] == "in" else 1.0
            yield Media(name, float(size["width"]) * scale, float(size["length"]) * scale)
