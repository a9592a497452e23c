"""The pages of a document: its strips, and where each page ends."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile

from pos_app.domain.paper.document import (
    Document,
    LetterSize,
    MarkBlock,
    RuleBlock,
    TextAlign,
    TextBlock,
)
from pos_app.printing.layout.blocks import columns_strips, rule_strips
from pos_app.printing.layout.flow import strips_of
from pos_app.printing.layout.form import Form
from pos_app.printing.layout.letters import face_of, printable, set_lines
from pos_app.printing.layout.strips import Strip
from pos_app.words.translate import filled, joined

_TOGETHER = 0.3  # of a page: what is longer is parted, whatever wants to stay together
_HEAD_GAP = 3.0  # mm
_HEAD_TEXT = 120  # characters


@dataclass(frozen=True)
class Placed:
    """A strip, and its top from the top of the page's area."""

    top: int
    strip: Strip

    @property
    def bottom(self) -> int:
        return self.top + self.strip.height


@dataclass(frozen=True)
class PaperPage:
    """A page's strips. `height` is what they take of the area, without the page's number."""

    placed: tuple[Placed, ...]
    height: int


def placed_strips(strips: Iterable[Strip]) -> Iterator[Placed]:
    """Returns the strips one below the other, without a page's end."""
    top = 0
    for strip in strips:
        yield Placed(top, strip)
        top += strip.height


def pages_of(document: Document, form: Form) -> Sequence[PaperPage]:
    """Returns the pages, at least one. On a sheet, each page after the first says whose and what it
    is, and where there are several each has its number."""
    if not form.is_sheet:
        return _parted(strips_of(document, form), form.area, (), heads=False)
    whole = [*strips_of(document, form)]
    if _height(whole) <= form.area:
        return _parted(whole, form.area, (), heads=True)
    foot = _foot_height(document, form)
    pages = _parted(whole, form.area - foot, _running_head(document, form), heads=True)
    count = len(pages)
    return [_numbered(page, at, count, document, form) for at, page in enumerate(pages, start=1)]


def _parted(
    strips: Iterable[Strip], area: int, running: Sequence[Strip], *, heads: bool
) -> list[PaperPage]:
    pages: list[list[Strip]] = [[]]
    used = 0
    for group in _groups(strips, round(area * _TOGETHER)):
        height = _height(group)
        if not pages[-1] or used + height <= area:
            pages[-1] += group
            used += height
        elif below := [*dropwhile(lambda strip: not strip.marks, group)]:
            head = below[0].head if heads else None
            pages.append([*running, *([head] if head else []), *below])
            used = _height(pages[-1])
        else:
            used = area  # no page begins with empty paper
    return [_page(page) for page in pages]


def _height(strips: Sequence[Strip]) -> int:
    return sum(strip.height for strip in strips)


def _page(strips: Sequence[Strip]) -> PaperPage:
    placed = tuple(placed_strips(strips))
    return PaperPage(placed, placed[-1].bottom if placed else 0)


def _groups(strips: Iterable[Strip], most: int) -> Iterator[list[Strip]]:
    """Returns the strips that stay together, where they are not too many for that."""
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.stays or _height(group) > most:
            yield group
            group = []
    if group:
        yield group


# --- what each page of a sheet bears --------------------------------------------------------------


def _running_head(document: Document, form: Form) -> Sequence[Strip]:
    """Returns the shop, which is the first text of every document, and the document's name with
    its marks: each sheet of a copy is one."""
    shop = next((block.text for block in document.blocks if isinstance(block, TextBlock)), "")
    small, bold = face_of(form, LetterSize.SMALL), face_of(form, LetterSize.SMALL, bold=True)
    half = form.inner // 2
    marks = (block.text for block in document.blocks if isinstance(block, MarkBlock))
    name = printable(joined(document.name, *marks), _HEAD_TEXT)
    sides = (
        (0, set_lines(printable(shop, _HEAD_TEXT), bold, half, TextAlign.LEFT)),
        (
            half,
            set_lines(name, small, form.inner - half, TextAlign.RIGHT),
        ),
    )
    gap = Strip(form.dots(_HEAD_GAP / 2))
    return (*columns_strips(sides), gap, *rule_strips(RuleBlock(), form), gap)


def _foot_height(document: Document, form: Form) -> int:
    if not document.page_line:
        return 0
    return face_of(form, LetterSize.SMALL).pitch + form.dots(_HEAD_GAP)


def _numbered(
    page: PaperPage, number: int, count: int, document: Document, form: Form
) -> PaperPage:
    """Returns the page with its number at the foot of the sheet."""
    if not document.page_line:
        return page
    text = filled(document.page_line, number, count)
    lines = set_lines(text, face_of(form, LetterSize.SMALL), form.inner, TextAlign.CENTRE)
    foot = [*columns_strips(((0, lines),))][:1]
    placed = tuple(Placed(form.area - strip.height, strip) for strip in foot)
    return PaperPage((*page.placed, *placed), page.height)
