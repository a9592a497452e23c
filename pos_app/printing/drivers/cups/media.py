"""Which of a queue's papers a document is printed on, and whether it is made to fit.

Roll drivers take a size of the document's own; their pages are as wide as the paper, or its head.
Sources: PWG 5101.1 (names of media), PWG 5100.13 (print-scaling), cups(1) of lp's options.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.paper.printer import MM_PER_INCH, PaperSize
from pos_app.printing.drivers.cups.library import Given, Tag
from pos_app.printing.drivers.cups.queue import CupsQueue, Media

WIDEST_ROLL = 100.0  # mm; anything wider is cut sheets
NARROW_ROLL = 66.0  # mm: between a roll of 58 and the head of one of 80
_WIDTHS = {PaperSize.ROLL_80: 80.0, PaperSize.ROLL_58: 58.0}  # mm
_POINTS = 72  # an inch
_PORTRAIT = 3  # orientation-requested (RFC 8011, 5.2.10)
_BOX = re.compile(rb"/MediaBox\s*\[\s*[\d.]+\s+[\d.]+\s+([\d.]+)\s+([\d.]+)\s*\]")
_HEAD_IS_LESS = 10.5  # mm: 72 of 80, 48 of 58
_SAME = 3.0  # mm: rolls are called 79 or 80, 57 or 58
_LEAST_ROOM = 1.0  # mm that a paper may be shorter than the document, for what was rounded


@dataclass(frozen=True)
class PaperChoice:
    """`media` is None where the queue has nothing of that width: it takes what it has."""

    media: str | None
    fits: bool  # else it is scaled down: nothing of it may be cut off


def pages_of(pdf: bytes) -> Sequence[tuple[float, float]]:
    """Returns the width and length of each page, in mm, of a PDF as Qt writes it."""
    scale = MM_PER_INCH / _POINTS
    return [(float(width) * scale, float(length) * scale) for width, length in _BOX.findall(pdf)]


def paper_for(queue: CupsQueue, wanted: PaperSize) -> PaperSize:
    """Returns the paper that a document is laid out for: the wanted one, or the queue's own where
    it is of another kind, or has none of that width. A receipt that is shrunk, or waits for a card
    to be laid into an office printer, is of no use."""
    if queue.media is None:
        return wanted
    own = paper_of(queue)
    if PaperSize.A4 in (own, wanted):
        return own
    return wanted if _has_rolls_of(queue, _WIDTHS[wanted]) else own


def _has_rolls_of(queue: CupsQueue, width: float) -> bool:
    return _takes_own_size(queue, width) or any(
        _is_width_of(one.width, width) for one in queue.papers
    )


def _takes_own_size(queue: CupsQueue, width: float) -> bool:
    """Returns whether a document may name the size of its page, if only as wide as the head."""
    if queue.least is None or queue.most is None:
        return False
    own = min(width, queue.most.width)
    return own >= queue.least.width and _is_width_of(own, width)


def longest_page(queue: CupsQueue, paper: PaperSize) -> float | None:
    """Returns how many mm of a roll a page may have at most; None where nobody knows."""
    width = _WIDTHS.get(paper)
    if width is None:
        return None
    if _takes_own_size(queue, width) and queue.most:
        return queue.most.length
    return max((one.length for one in queue.papers if _is_width_of(one.width, width)), default=None)


def options(queue: CupsQueue, pages: Sequence[tuple[float, float]]) -> tuple[Given, ...]:
    """Returns what a job has to say of its paper. All pages get the same."""
    choice = chosen(queue, max(width for width, _ in pages), max(length for _, length in pages))
    scaling = "none" if choice.fits else "fit"
    given = [
        Given("print-scaling", Tag.KEYWORD, (scaling,), Tag.JOB),
        # Else what is wider than it is long is turned, and what is short stands in the middle of
        # a longer paper (cups-filters, pdftopdf).
        Given("orientation-requested", Tag.ENUM, (_PORTRAIT,), Tag.JOB),
        Given("pdftopdfAutoRotate", Tag.BOOLEAN, (False,), Tag.JOB),
        Given("position", Tag.KEYWORD, ("top",), Tag.JOB),
    ]
    if choice.media:
        given.append(Given("media", Tag.KEYWORD, (choice.media,), Tag.JOB))
    return tuple(given)


def chosen(queue: CupsQueue, width: float, length: float) -> PaperChoice:
    """Returns the paper for a page of so many mm."""
    reaches = queue.least and queue.most and queue.least.length <= length <= queue.most.length
    if reaches and queue.most and width <= WIDEST_ROLL and _takes_own_size(queue, width):
        own = min(width, queue.most.width)
        return PaperChoice(f"custom_document_{own:.2f}x{length:.2f}mm", fits=True)
    wide = [one for one in queue.papers if _is_width_of(one.width, width)]
    longer = [one for one in wide if one.length >= length - _LEAST_ROOM]
    if longer:
        return PaperChoice(min(longer, key=lambda one: _waste(one, width)).name, fits=True)
    if wide:
        return PaperChoice(max(wide, key=lambda one: one.length).name, fits=False)
    has = queue.media
    return PaperChoice(None, fits=bool(has and has.width >= width and has.length >= length))


def paper_of(queue: CupsQueue) -> PaperSize:
    """Guesses what paper is in it, by what it prints on where nobody says anything."""
    if queue.media is None:
        return PaperSize.ROLL_80 if queue.is_raw else PaperSize.A4
    if queue.media.width > WIDEST_ROLL:
        return PaperSize.A4
    return PaperSize.ROLL_58 if queue.media.width < NARROW_ROLL else PaperSize.ROLL_80


def _is_width_of(paper: float, width: float) -> bool:
    less = _HEAD_IS_LESS if width <= WIDEST_ROLL else _SAME
    return width - less <= paper <= width + _SAME


def _waste(paper: Media, width: float) -> tuple[float, float]:
    return paper.length, abs(paper.width - width)
