"""Reading the figures of a period."""

from typing import Protocol

from pos_app.domain.figures.report import Figures
from pos_app.domain.figures.spans import FiguresQuestion


class ReadsFigures(Protocol):
    """Counts what the journal knows, beside the till and never in its way."""

    async def figures(self, question: FiguresQuestion) -> Figures:
        """Returns the figures. A call that the next one overtakes may raise JournalUnavailable, as
        any may where the journal cannot be read."""
