"""The strips of a whole document: block after block, and the space between two of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pos_app.domain.paper.document import (
    CodeBlock,
    DigitsBlock,
    Document,
    DocumentBlock,
    FrameBlock,
    GapBlock,
    LetterSize,
    MarkBlock,
    PairBlock,
    PictureBlock,
    RuleBlock,
    TableBlock,
    TextBlock,
)
from pos_app.printing.layout.blocks import (
    code_strips,
    digits_strips,
    frame_strips,
    gap_strips,
    mark_strips,
    pair_strips,
    picture_strips,
    rule_strips,
    text_strips,
)
from pos_app.printing.layout.form import Form
from pos_app.printing.layout.strips import Strip
from pos_app.printing.layout.tables import table_strips


@dataclass(frozen=True)
class Spaces:
    """Empty paper that a block wants above and below it, in millimetres. Between two blocks, the
    larger wish counts."""

    above: float = 0.0
    below: float = 0.0


_SPACES: Mapping[type[DocumentBlock], Spaces] = {
    RuleBlock: Spaces(1.7, 1.7),
    FrameBlock: Spaces(2.0, 2.0),
    MarkBlock: Spaces(2.2, 2.2),
    PictureBlock: Spaces(1.5, 1.5),
    TableBlock: Spaces(0.8, 0.8),
}
_NONE = Spaces()
_TEXT_SPACES: Mapping[LetterSize, Spaces] = {
    LetterSize.SMALL: Spaces(0.8, 0.8),
    LetterSize.LARGE: Spaces(0.3, 0.5),
    LetterSize.HUGE: Spaces(0.3, 0.5),
}
_BARE: tuple[type[DocumentBlock], ...] = (CodeBlock, GapBlock)  # bring their own space above

_LAYOUTS: Mapping[type[DocumentBlock], Callable[[Any, Form], Iterator[Strip]]] = {
    TextBlock: text_strips,
    DigitsBlock: digits_strips,
    PairBlock: pair_strips,
    RuleBlock: rule_strips,
    GapBlock: gap_strips,
    MarkBlock: mark_strips,
    FrameBlock: frame_strips,
    CodeBlock: code_strips,
    PictureBlock: picture_strips,
    TableBlock: table_strips,
}


def strips_of(document: Document, form: Form) -> Iterator[Strip]:
    """Returns the document's strips, laid out one by one as they are asked for. What leaves no mark
    leaves no space either."""
    above: DocumentBlock | None = None
    for block in document.blocks:
        strips = _LAYOUTS[type(block)](block, form)
        first = next(strips, None)
        if first is None:
            continue
        if above and (space := form.dots(_space(above, block))):
            yield Strip(space, stays=True)
        yield first
        yield from strips
        above = block


def _space(above: DocumentBlock, block: DocumentBlock) -> float:
    if isinstance(block, _BARE) or isinstance(above, GapBlock):
        return 0.0
    return max(_spaces(above).below, _spaces(block).above)


def _spaces(block: DocumentBlock) -> Spaces:
    match block:
        case CodeBlock(caption=""):
            return _NONE
        case TextBlock():
            return _TEXT_SPACES.get(block.size, _NONE)
        case _:
            return _SPACES.get(type(block), _NONE)
