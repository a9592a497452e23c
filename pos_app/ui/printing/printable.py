"""What a print dialog is about, and what it needs in order to print it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from concurrent.futures import Executor
    from datetime import tzinfo

    from PySide6.QtWidgets import QWidget

    from pos_app.domain.errors import PosError
    from pos_app.domain.sale import Sale
    from pos_app.ports.paper.printer_setup import PaperDesk
    from pos_app.ports.paper.spool import PrintOrder
    from pos_app.ui.printing.job_news import JobNews
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.theme.theme import CurrentTheme


@dataclass(frozen=True)
class Printable:
    """A document as a person asked for it."""

    order: PrintOrder
    title: str
    about: str = ""  # the amount, or the day
    sale: Sale | None = None  # whose state the dialog shows
    text: str = ""  # the same for a chat; empty: it has none
    for_shop: PrintOrder | None = None  # the same for the shop to keep
    # Of a sale: the same as it is now. Raises NotAllowed where there is no such paper any more.
    renew: Callable[[], Awaitable[Printable]] | None = None


class PrintContext(NamedTuple):
    """What every part that prints is given."""

    desk: PaperDesk
    news: JobNews
    look: CurrentTheme
    tasks: GuiTasks
    wall: tzinfo  # of the shop
    lead_to_settings: Callable[[], None]
    tell: Callable[[PosError], None]  # at the counter, where whoever asked has closed the dialog
    window: QWidget  # over which dialogs open
    painter: Executor  # of one thread: previews are painted beside the window's work
