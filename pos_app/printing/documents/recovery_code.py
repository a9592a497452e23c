"""The recovery code on paper, where it belongs: the till keeps only its digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.domain.paper.document import (
    DigitsBlock,
    Document,
    DocumentBlock,
    GapBlock,
    RuleBlock,
    TextBlock,
)
from pos_app.domain.people.recovery_code import in_groups
from pos_app.printing.documents.letterhead import heading, note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pos_app.ports.paper.spool import Edition
    from pos_app.printing.documents.letterhead import Letterhead

translate = QCoreApplication.translate

_GROUPS_A_LINE = 3
_GAP = 20


def recovery_code(code: str, letterhead: Letterhead, edition: Edition) -> Document:
    """Returns the paper that a manager takes home."""
    title = translate("Slip", "Recovery code")
    return letterhead.document(title, _blocks(code, title, letterhead, edition), edition)


def _blocks(
    code: str, title: str, letterhead: Letterhead, edition: Edition
) -> Iterator[DocumentBlock]:
    yield from letterhead.short_head()
    yield RuleBlock()
    yield heading(title)
    yield TextBlock(letterhead.minutes(edition.at))
    yield GapBlock(_GAP)
    groups = in_groups(code).split()
    for start in range(0, len(groups), _GROUPS_A_LINE):
        yield DigitsBlock(" ".join(groups[start : start + _GROUPS_A_LINE]))
    yield GapBlock(_GAP)
    yield note(
        translate(
            "Slip",
            "Anybody who has this code can become a manager of this till if its PINs are "
            "lost or forgotten. Keep it away from the till; a newer code replaces it.",
        )
    )
