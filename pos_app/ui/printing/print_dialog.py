"""Print dialog, for every kind of document: the paper as it will be, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from pos_app.domain.errors import NotAllowed
from pos_app.domain.paper.print_job import WAITING, Hitch, JobState
from pos_app.domain.text.foreign_text import file_part
from pos_app.ports.paper.spool import Edition
from pos_app.ui.format import times
from pos_app.ui.printing.earlier_jobs import EarlierJobs
from pos_app.ui.printing.job_list import JobActions
from pos_app.ui.printing.job_news import is_on_its_way
from pos_app.ui.printing.pdf_file import ask_for_pdf
from pos_app.ui.printing.preview import PaperPreview
from pos_app.ui.printing.preview_painter import PreviewPainter
from pos_app.ui.printing.printer_field import PrinterField
from pos_app.ui.printing.steps import PrintSteps
from pos_app.ui.qt.spaced_calls import SpacedCalls
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.status_style import icon_of, tone_of
from pos_app.ui.theme.tokens import SMALLEST, Size, Space
from pos_app.ui.widgets.basic import Button, box, label, restyle, wrapped
from pos_app.ui.widgets.choices.icon_button import IconButton
from pos_app.ui.widgets.choices.segments import Segments
from pos_app.ui.widgets.dialog_buttons import buttons_of, focus_no_button
from pos_app.ui.widgets.fitted_labels import Headline
from pos_app.ui.widgets.scroll_area import Scrolled
from pos_app.ui.widgets.status_icon import StateIcon
from pos_app.words.paper.printing import edition_words, inline_copy_words, outcome_words
from pos_app.words.problems import problem_line
from pos_app.words.states import sale_words
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from pos_app.domain.errors import PosError
    from pos_app.domain.paper.print_job import PrintJob
    from pos_app.domain.paper.printer import DocumentKind, Printer
    from pos_app.domain.sale import Sale
    from pos_app.ports.paper.spool import PrintOrder
    from pos_app.ui.printing.pictures import Pictures
    from pos_app.ui.printing.printable import Printable, PrintContext

    # Whose paper it is, of which printer, and which piece.
    PreviewKey = tuple[DocumentKind, Printer | None, int]

_USUAL = QSize(1020, 668)
_AROUND = QSize(40, 24)  # of the window that stays in sight
_PREVIEW = (0.36, 0.4)  # of the width: of a small dialog, and of the usual one
_CUSTOMER, _SHOP = "customer", "shop"
_LOW = 560  # height below which everything stands closer


class PrintDialog(QDialog):
    """Dialog that is not modal: a customer may come. Closing it stops no job."""

    def __init__(self, printable: Printable, context: PrintContext) -> None:
        super().__init__(context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("print_dialog")
        self.setWindowTitle(printable.title)
        self._printable = printable
        self._order = printable.order
        self._context = context
        self._job: PrintJob | None = None  # asked for here
        self._is_asking = False  # for a job that the spool has not taken yet
        self._is_void = False  # the sale has no such paper any more
        self._pictured: PreviewKey | None = None  # what the preview shows
        self._calls = SpacedCalls(self)  # for every job's news
        self._changes = SpacedCalls(self)  # and for the sale's
        self._number = 1  # of the next piece
        self._earlier: Sequence[PrintJob] = ()  # about the same, the latest first
        self._preview = PaperPreview(context.look)
        self._painter = PreviewPainter(context.painter, self)
        self._spoken = ""  # what the preview is of
        self._title = Headline((24, 20), "print_title")
        self._title.setText(printable.title)
        self._about = wrapped(label(Size.LABEL, tone="muted", name="print_about"))
        self.printer = PrinterField(context, printable.order.kind)
        self._for = Segments("print_for", [_CUSTOMER, _SHOP])
        self._for.set_texts(
            {_CUSTOMER: self.tr("For the customer"), _SHOP: self.tr("For the shop")}
        )
        self._for.setVisible(printable.for_shop is not None)
        self._mark = StateIcon(context.look, Icon.CLOCK, 18, ring=True)
        self._state = label(Size.LABEL, strong=True, name="print_state")
        self._this = label(Size.LABEL, strong=True, tone="muted")
        self._this.setText(self.tr("This print"))
        self._asked = label(Size.LABEL, tone="muted", name="print_asked")
        self.steps = PrintSteps(context.look, context.wall)
        self._actions = JobActions(context, "print")
        self._jobs = EarlierJobs(context)
        self._message = wrapped(label(Size.LABEL, strong=True, name="print_message"))
        self._print = IconButton("print_print", Icon.PRINTER, context.look, "main")
        self._pdf = Button("print_pdf")
        self._copy = Button("print_copy")
        self._close = Button("print_close")
        self._pdf.set_text(self.tr("Save PDF"), self.tr("Save as PDF"))
        self._copy.set_text(self.tr("Copy text"), self.tr("Copy as text, for a message"))
        self._copy.setVisible(bool(printable.text))
        self._close.set_text(self.tr("Close"))
        self._arrange()
        self._connect()
        self._show_state()
        self._show_job(None)
        focus_no_button(self)  # else Qt chooses whichever button can be pressed first
        self.printer.begin()
        context.tasks.start(self._read(), or_else=self._fail)

    # --- printing ---------------------------------------------------------------------------------

    def print(self) -> None:
        """Prints on the chosen printer, and keeps the choice."""
        if not self._print.isEnabled():
            return
        printer = self.printer.printer
        if printer is None:  # somebody has removed it since
            self.printer.offer_again()
            self._describe()
            return
        self._is_asking = True
        self._print.setEnabled(False)
        self._tell("", "")
        self.printer.remember()
        work = self._send(self._order, printer.name)
        self._context.tasks.start(work, or_else=self._fail_order)

    async def _send(self, order: PrintOrder, printer: str) -> None:
        try:
            job = await self._context.desk.spool.print(await self._order_now(order), printer)
        finally:
            self._is_asking = False
        if isValid(self) and job.kind is self._order.kind:
            self._take(job)
        elif isValid(self):  # turned to the other paper meanwhile
            self._read_again()

    async def _order_now(self, order: PrintOrder) -> PrintOrder:
        """Returns the order of the same paper, of the sale as it is now. Raises NotAllowed where
        the sale has none any more."""
        printable = await self._renewed()
        for_shop = printable.for_shop
        return for_shop if for_shop and for_shop.kind is order.kind else printable.order

    async def _renewed(self) -> Printable:
        """Shows the sale's paper as it is now, and returns it."""
        if self._printable.renew is None:
            return self._printable
        try:
            printable = await self._printable.renew()
        except NotAllowed:
            self._is_void = True
            raise
        if isValid(self):
            self._show_printable(printable)
        return printable

    def hear_sale(self, sale: Sale) -> None:
        """Shows the sale as it is now, and its paper soon."""
        own = self._printable.sale
        if own is not None and own.id == sale.id:
            self._printable = replace(self._printable, sale=sale)
            self._show_state()
        if own is not None and own.id in (sale.id, sale.parent):
            self._changes.ask()

    def _renew(self) -> None:
        async def renewed() -> None:
            await self._renewed()

        self._context.tasks.start(renewed(), or_else=self._fail)

    def _show_printable(self, printable: Printable) -> None:
        is_for_shop = self._order is self._printable.for_shop
        self._printable = printable
        for_shop = printable.for_shop
        self._order = for_shop if is_for_shop and for_shop else printable.order
        self._pictured = None
        if self._is_void:
            self._is_void = False
            self._tell("", "")
        self._show_state()
        self._describe()

    def _ask_file(self) -> None:
        name = file_part(self._order.compose(self._edition()).name)
        ask_for_pdf(self, f"{name}.pdf", self.save)

    def save(self, path: Path) -> None:
        self._pdf.setEnabled(False)
        self._context.tasks.start(self._save(self._order, path), or_else=self._fail_order)

    async def _save(self, order: PrintOrder, path: Path) -> None:
        await self._context.desk.spool.save(await self._order_now(order), path)
        if isValid(self):
            self._pdf.setEnabled(True)
            self._tell(filled(self.tr("Saved: {0}"), path.name), "paid")
            await self._read()

    def _copy_text(self) -> None:
        self._context.tasks.start(self._copy_now(), or_else=self._fail)

    async def _copy_now(self) -> None:
        printable = await self._renewed()
        QGuiApplication.clipboard().setText(printable.text)
        if isValid(self):
            self._copy.set_text(self.tr("Copied"))

    # --- what is known ----------------------------------------------------------------------------

    async def _read(self) -> None:
        """Reads which piece the next one is, and the jobs before it."""
        spool, order = self._context.desk.spool, self._order
        number = await spool.next_number(order.kind, order.subject)
        latest = await spool.latest(8, order.subject) if order.subject else ()
        if not isValid(self) or order.kind is not self._order.kind:
            return  # closed, or turned to the other paper meanwhile
        self._number = number
        self._earlier = [job for job in latest if self._job is None or job.id != self._job.id]
        self._describe()
        self._jobs.show_jobs(latest, self._job)

    def _hear(self, job: PrintJob) -> None:
        """Takes a job's new state, of this document or of another."""
        if self._job is not None and job.id == self._job.id:
            self._show_job(job)
            if job.hitch is not Hitch.NONE or job.state is JobState.CONFIRMED:
                self.printer.ask()
        self._calls.ask()

    def _turn(self, choice: str) -> None:
        """Turns to the customer's paper or to the shop's own; a job that is on its way goes on."""
        for_shop = self._printable.for_shop
        self._order = for_shop if choice == _SHOP and for_shop else self._printable.order
        self.printer.kind = self._order.kind
        self._number, self._earlier = 1, ()
        self._show_job(None)
        self._read_again()

    def _read_again(self) -> None:
        self._context.tasks.start(self._read(), or_else=self._fail)

    def _take(self, job: PrintJob) -> None:
        """Follows this job from now on; it may be further on already."""
        known = self._context.news.latest_of(job.subject)
        self._show_job(known if known is not None and known.id == job.id else job)
        self._read_again()

    def _show_job(self, job: PrintJob | None) -> None:
        self._job = job
        self.steps.show_job(job)
        # What is only on its way for a moment needs no buttons, which would make the rest jump.
        stands = job is not None and (job.needs_person or job.hitch is not Hitch.NONE)
        self._actions.show_job(job if stands else None)
        at = f"{job.asked_at.astimezone(self._context.wall):%H:%M:%S}" if job else ""
        asked = filled(self.tr("asked for at {0}"), at) if job else ""
        said = joined(edition_words(job.number), asked) if job else ""
        self._asked.setText(said)
        self._describe()

    def _describe(self) -> None:
        """Says which piece is shown, and why, and which one the button prints."""
        self._picture()
        self._about.setText(joined(self._printable.about, self._edition_said()))
        on_its_way = is_on_its_way(self._job)
        may_print = self.printer.printer is not None and not self._is_void
        self._print.setEnabled(may_print and not self._is_asking and not on_its_way)
        waits = self._job is not None and self._job.state in WAITING
        if on_its_way and waits:
            self._print.set_text(self.tr("Queued"))
        elif on_its_way:
            self._print.set_text(self.tr("Printing…"))
        elif self._number > 1:
            self._print.set_text(filled(self.tr("Print {0}"), inline_copy_words(self._number)))
        else:
            self._print.set_text(self.tr("Print"))

    def _show_state(self) -> None:
        """Shows the state of the sale as it is now: the paper says the same."""
        sale = self._printable.sale
        for part in (self._mark, self._state):
            part.setVisible(sale is not None)
        if sale is not None:
            self._mark.icon, self._mark.tone = icon_of(sale), tone_of(sale)
            self._mark.update()
            restyle(self._state, tone=tone_of(sale).value)
            self._state.setText(sale_words(sale))

    def _edition_said(self) -> str:
        if self._shown <= 1:
            return ""
        mark = filled(self.tr("it is marked {0}"), inline_copy_words(self._shown))
        kind, gone = self._order.kind, (JobState.FAILED, JobState.CANCELLED)
        pieces = (job for job in self._earlier if job.kind is kind and job.state not in gone)
        before = next(pieces, None)
        if before is None:
            return mark
        at = times.when(before.asked_at, times.now(), self._context.wall)
        if before.state is JobState.CONFIRMED:
            said = self.tr("printed {0}") if before.printer else self.tr("saved as PDF {0}")
            return f"{filled(said, at)}: {mark}"
        return f"{joined(at, outcome_words(before))}: {mark}"

    @property
    def _shown(self) -> int:
        """Returns which piece is looked at: the one that is on its way or needs somebody, else the
        next one."""
        job = self._job
        is_current = job is not None and (is_on_its_way(job) or job.needs_person)
        return job.number if job is not None and is_current else self._number

    def _edition(self) -> Edition:
        return Edition(number=self._shown, at=times.now(), by=self._order.by)

    def _picture(self) -> None:
        """Shows the paper, unless it is shown already."""
        wanted = (self._order.kind, self.printer.printer, self._shown)
        if wanted == self._pictured:
            return
        self._pictured = wanted
        document = self._order.compose(self._edition())
        self._spoken = filled(self.tr("Preview of {0}"), document.name)
        self._painter.paint(document, self.printer.printer)

    def _show_pictures(self, pictures: Pictures) -> None:
        self._preview.show_pictures(pictures, self._spoken)

    def _fail_order(self, error: PosError) -> None:
        """Says that nothing was ordered, wherever somebody can read it."""
        if isValid(self):
            self._fail(error)
        else:
            self._context.tell(error)

    def _fail(self, error: PosError) -> None:
        if not isValid(self):
            return
        self._pdf.setEnabled(True)
        self._describe()
        self._tell(problem_line(error), "fail")

    def _tell(self, text: str, tone: str) -> None:
        restyle(self._message, tone=tone)
        self._message.setText(text)
        self._message.setVisible(bool(text))

    # --- Qt ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Prints by the key that opened it, too."""
        held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if held and event.key() == Qt.Key.Key_P:
            if not event.isAutoRepeat():
                self.print()
            return
        super().keyPressEvent(event)

    # --- arrangement ------------------------------------------------------------------------------

    def _connect(self) -> None:
        self._calls.due.connect(self._read_again)
        self._changes.due.connect(self._renew)
        self._context.news.changed.connect(self._hear)
        self._painter.painted.connect(self._show_pictures)
        self.printer.changed.connect(self._describe)
        self._for.chosen.connect(self._turn)
        self._print.clicked.connect(self.print)
        self._pdf.clicked.connect(self._ask_file)
        self._copy.clicked.connect(self._copy_text)
        self._close.clicked.connect(self.reject)
        for part in (self.printer, self._actions, self._jobs):
            part.failed.connect(self._fail)
        self._actions.repeated.connect(self._take)

    def _arrange(self) -> None:
        room = self._context.window.size() - _AROUND
        size = _USUAL.boundedTo(room.expandedTo(QSize(*SMALLEST) - _AROUND))
        self.setMinimumSize(QSize(*SMALLEST) - _AROUND)
        self.resize(size)
        closely = size.height() < _LOW
        self._preview.setFixedWidth(round(size.width() * _PREVIEW[size == _USUAL]))
        edge = Space.WIDE if closely else Space.EDGE + Space.TIGHT
        held = QWidget()
        held.setObjectName("scrolled")
        facts = QVBoxLayout(held)
        facts.setContentsMargins(edge, edge, edge, 0)
        facts.setSpacing(Space.SMALL if closely else Space.WIDE)
        facts.addLayout(self._head())
        facts.addWidget(self.printer)
        this = QVBoxLayout()
        this.setSpacing(Space.TIGHT)
        line = QHBoxLayout()
        line.addWidget(self._this, 1)
        line.addWidget(self._asked)
        this.addLayout(line)
        this.addWidget(self.steps)
        this.addWidget(self._actions)
        facts.addLayout(this)
        facts.addWidget(self._jobs)
        facts.addStretch(1)
        self._message.hide()
        foot = QVBoxLayout()
        foot.setContentsMargins(edge, Space.SMALL, edge, edge)
        foot.setSpacing(Space.SMALL)
        foot.addWidget(self._message)
        foot.addLayout(buttons_of(self._print, self._pdf, self._copy, out=self._close))
        side = box("surface")
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(Scrolled(held, read=True), 1)
        right.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._preview)
        row.addWidget(side, 1)

    def _head(self) -> QVBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(Space.SMALL)
        line.addWidget(self._title, 1)
        line.addWidget(self._mark)
        line.addWidget(self._state)
        head = QVBoxLayout()
        head.setSpacing(Space.TIGHT)
        head.addLayout(line)
        head.addWidget(self._about)
        head.addWidget(self._for)
        return head
