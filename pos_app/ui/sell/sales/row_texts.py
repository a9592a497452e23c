"""Texts of a sale's row, arranged so that none of them is cut: what has no room moves down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt

from pos_app.ui.format import sale_text
from pos_app.ui.theme.tokens import Size, Space
from pos_app.words.translate import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.domain.sale import Sale
    from pos_app.ui.theme.theme import Faces

# Sizes of title and amount, large to small: all are larger than the detail's.
_HEADS = ((Size.BODY, 17), (15, 15))
_CLAUSE = re.compile("[,:] ")
# A span ("12 min ago", "há 2 d") stays on one line.
_GAP = re.compile(r" (?!(?:\d+ )?(?:s|min|h|d|ago)(?:\s|$))")
# Lines and size of the detail: the first in which it is whole
_WAYS = ((1, Size.LABEL), (1, Size.SMALL), (2, Size.SMALL), (2, 12), (3, 12))


class RowTexts(NamedTuple):
    """The title, and the detail on one to three lines: the last stands beside the state."""

    title: str
    title_size: int
    amount_size: int
    detail: Sequence[str]
    size: int  # of the detail


def row_texts(
    faces: Faces, sale: Sale, amount: str, detail: str, room: int, beside: int
) -> RowTexts:
    """Arranges the texts in this width, of which the state takes `beside` on the last line.

    The customer goes down to the detail where the amount takes the room, in whatever size. Of a
    detail too long for all lines the part before its comma or colon is left: the verdict has the
    rest.
    """
    title = sale_text.short_title_of(sale)
    before = [sale_text.note_of(sale)]
    fitting = [sizes for sizes in _HEADS if _head_width(faces, title, amount, sizes) <= room]
    if not fitting:
        title = sale_text.number_of(sale)
        before.insert(0, sale_text.customer_of(sale))
    head = fitting[0] if fitting else _HEADS[0]
    whole, short = (joined(*before, text) for text in (detail, _CLAUSE.split(detail)[0]))
    for lines, size in _WAYS:
        broken = _broken(faces, whole, size, room, lines)
        if faces.width(broken[-1], size) <= room - beside:
            return RowTexts(title, *head, broken, size)
    lines, size = _WAYS[-1]
    broken = _broken(faces, short, size, room, lines)
    end = Qt.TextElideMode.ElideRight
    broken[-1] = faces.metrics(size).elidedText(broken[-1], end, room - beside)
    return RowTexts(title, *head, broken, size)


def _head_width(faces: Faces, title: str, amount: str, sizes: tuple[int, int]) -> int:
    named, counted = sizes
    wide = faces.width(title, named, strong=True) + faces.width(amount, counted, strong=True)
    return wide + Space.NORMAL


def _broken(faces: Faces, text: str, size: int, room: int, lines: int) -> list[str]:
    """Breaks the text into so many lines, each but the last as full as it can be."""
    broken, words = [], _GAP.split(text)
    for _ in range(lines - 1):
        kept = len(words)
        while kept > 1 and faces.width(" ".join(words[:kept]), size) > room:
            kept -= 1
        broken.append(" ".join(words[:kept]))
        words = words[kept:]
    return [*broken, " ".join(words)]
