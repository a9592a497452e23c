"""List of print jobs, each with its state and with what a person can do about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from pos_app.domain.paper.print_job import WAITING, Hitch, JobState
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.sale import sale_number
from pos_app.domain.text.foreign_text import file_part
from pos_app.ui.format import times
from pos_app.ui.printing.pdf_file import ask_for_pdf
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.status_style import StatusStyle
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, rule, wrapped
from pos_app.ui.widgets.status_icon import StateIcon
from pos_app.words.paper.jobs import document_words, hitch_words, job_words
from pos_app.words.paper.printing import inline_copy_words, lowered
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Collection, Coroutine, Sequence
    from pathlib import Path
    from typing import Any

    from pos_app.domain.errors import PosError
    from pos_app.domain.paper.print_job import PrintJob
    from pos_app.ui.printing.printable import PrintContext

_ICON = 20
_LOOKS = {
    JobState.ASKED: (Icon.CLOCK, StatusStyle.WAIT),
    JobState.QUEUED: (Icon.CLOCK, StatusStyle.WAIT),
    JobState.SENDING: (Icon.CLOCK, StatusStyle.WAIT),
    JobState.SENT: (Icon.CLOCK, StatusStyle.WAIT),
    JobState.CONFIRMED: (Icon.CHECK, StatusStyle.PAID),
    JobState.DOUBTFUL: (Icon.QUESTION, StatusStyle.WAIT),
    JobState.FAILED: (Icon.CROSS, StatusStyle.FAIL),
    JobState.CANCELLED: (Icon.MINUS, StatusStyle.REST),
}
_BADGES = {StatusStyle.PAID: "paid", StatusStyle.WAIT: "wait", StatusStyle.FAIL: "fail"}


class JobActions(QWidget):
    """Buttons for one job: nothing is repeated, moved or removed but by a person."""

    failed = Signal(object)  # PosError
    repeated = Signal(object)  # PrintJob: the one that took its place

    def __init__(self, context: PrintContext, name: str) -> None:
        super().__init__()
        self._context = context
        self._job: PrintJob | None = None
        self._out = Button(f"{name}_came_out", "link")
        self._not_out = Button(f"{name}_repeat_doubtful", "link")
        self._again = Button(f"{name}_repeat", "link")
        self._other = Button(f"{name}_other", "link")
        self._pdf = Button(f"{name}_instead", "link")
        self._remove = Button(f"{name}_remove", "link")
        self._menu = QMenu(self)
        self._out.set_text(self.tr("It came out"))
        self._not_out.set_text(self.tr("It did not: print again"))
        self._again.set_text(self.tr("Print again"))
        self._other.set_text(self.tr("Other printer…"))
        self._pdf.set_text(self.tr("Save PDF"))
        self._remove.set_text(self.tr("Remove"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        spool = context.desk.spool
        self._out.clicked.connect(lambda: self._do(spool.came_out))
        self._not_out.clicked.connect(lambda: self._start(self._repeat()))
        self._again.clicked.connect(lambda: self._start(self._repeat()))
        self._remove.clicked.connect(lambda: self._do(spool.cancel))
        self._other.clicked.connect(self._offer_others)
        self._pdf.clicked.connect(self._ask_file)
        self.show_job(None)

    @property
    def buttons(self) -> tuple[Button, ...]:
        return (self._out, self._not_out, self._again, self._other, self._pdf, self._remove)

    def show_job(self, job: PrintJob | None) -> None:
        """Offers what can be done about this job now."""
        self._job = job
        state = job.state if job else None
        doubtful, failed = state is JobState.DOUBTFUL, state is JobState.FAILED
        waits = state in WAITING
        for button in self.buttons:
            button.setEnabled(True)
        self._out.setVisible(doubtful)
        self._not_out.setVisible(doubtful)
        self._again.setVisible(failed)
        self._other.setVisible((failed or waits) and bool(self._others()))
        is_secret = job is not None and job.kind is DocumentKind.CODE
        self._pdf.setVisible((failed or waits) and not is_secret)
        self._remove.setVisible(failed or waits or doubtful)
        self.setVisible(doubtful or failed or waits)

    # --- inside -----------------------------------------------------------------------------------

    def _others(self) -> Sequence[str]:
        printers = self._context.desk.setup.printers()
        own = self._job.printer if self._job else ""
        return [printer.name for printer in printers if printer.name != own]

    def _offer_others(self) -> None:
        """Opens the list of the other printers; it holds nothing up."""
        self._menu.clear()
        for name in self._others():
            self._menu.addAction(name).triggered.connect(partial(self._send_to, name))
        self._menu.popup(self._other.mapToGlobal(self._other.rect().bottomLeft()))

    def _send_to(self, printer: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's
        if self._job is not None and self._job.state in WAITING:
            self._start(self._context.desk.spool.move(self._job.id, printer))
        else:
            self._start(self._repeat(printer))

    def _ask_file(self) -> None:
        if self._job is not None:
            ask_for_pdf(self, f"{file_part(self._job.name)}.pdf", self.save_instead)

    def save_instead(self, path: Path) -> None:
        """Writes the job as a PDF instead of on paper."""
        spool = self._context.desk.spool
        self._do(lambda job_id: spool.save_instead(job_id, path))

    async def _repeat(self, printer: str = "") -> PrintJob | None:
        if self._job is None:
            return None
        job = await self._context.desk.spool.repeat(self._job.id, printer)
        if isValid(self):
            self.repeated.emit(job)
        return job

    def _do(self, act: Any) -> None:
        if self._job is not None:
            self._start(act(self._job.id))

    def _start(self, work: Coroutine[Any, Any, PrintJob | None]) -> None:
        for button in self.buttons:
            button.setEnabled(False)
        self._context.tasks.start(_finished(work), or_else=self._fail)

    def _fail(self, error: PosError) -> None:
        if isValid(self):
            self.show_job(self._job)
            self.failed.emit(error)
        else:
            self._context.tell(error)


async def _finished(work: Coroutine[Any, Any, PrintJob | None]) -> None:
    """Waits for it: what became of the job is told by the spool."""
    await work


class JobRow(QWidget):
    """One job: what it is, its state, and its buttons below."""

    def __init__(self, context: PrintContext, job: PrintJob) -> None:
        super().__init__()
        self._context = context
        name = f"job_{job.id}"
        self.acts = JobActions(context, name)
        self._mark = StateIcon(context.look, Icon.CLOCK, _ICON, ring=True)
        self._number = label(Size.LABEL, strong=True)
        self._text = wrapped(label(Size.LABEL, name=f"{name}_text"))
        self._badge = label(Size.SMALL, strong=True)
        self._badge.setProperty("box", "badge")
        self._badge.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout()
        line.setSpacing(Space.SMALL)
        line.addWidget(self._mark)
        line.addWidget(self._number)
        line.addWidget(self._text, 1)
        line.addWidget(self._badge)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(line)
        below = QHBoxLayout()
        below.setContentsMargins(_ICON, 0, 0, 0)
        below.addWidget(self.acts)
        self._column.addLayout(below)
        self._job: PrintJob | None = None
        self.show_job(job)

    def show_job(self, job: PrintJob) -> None:
        """Shows the job as it is now. A dialog that one of its buttons has opened stays open."""
        if job == self._job:
            return
        self._job = job
        self._mark.icon, self._mark.tone = _LOOKS[job.state]
        self._mark.update()
        self._number.setText(sale_number(job.sale_number) if job.sale_number is not None else "")
        self._number.setVisible(job.sale_number is not None)
        self._text.setText(self._words(job))
        restyle(self._badge, tone=_BADGES.get(self._mark.tone, "muted"))
        self._badge.setText(lowered(self._state(job)))
        self.acts.show_job(job)
        below = Space.SMALL if self.acts.isHidden() else 0
        self._column.setContentsMargins(0, Space.SMALL, 0, below)

    def _state(self, job: PrintJob) -> str:
        return self.tr("uncertain") if job.state is JobState.DOUBTFUL else job_words(job.state)

    def _words(self, job: PrintJob) -> str:
        at = times.when(job.asked_at, times.now(), self._context.wall)
        copy = inline_copy_words(job.number) if job.is_copy else ""
        where = job.printer or self.tr("PDF")
        what = job.name if job.sale_number is None else lowered(document_words(job.kind))
        said = joined(what, copy, at, where)
        if job.state is JobState.DOUBTFUL:
            question = self.tr("did the paper come out?")
            return f"{said}: {question}"
        hitch = "" if job.hitch is Hitch.BY_HAND else hitch_words(job.hitch)
        held = hitch and job.state is not JobState.CONFIRMED
        return filled("{0}: {1}", said, hitch) if held else said


class JobList(QWidget):
    """Rows of jobs, a line between them. A job keeps its row for as long as it is shown: what waits
    changes with every try of its printer."""

    failed = Signal(object)  # PosError
    repeated = Signal(object)  # PrintJob

    def __init__(self, context: PrintContext) -> None:
        super().__init__()
        self.setObjectName("job_list")
        self._context = context
        self._rows: dict[str, JobRow] = {}  # by the job's id
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.NORMAL, 0, Space.NORMAL, 0)
        self._column.setSpacing(0)

    @property
    def is_empty(self) -> bool:
        return not self._rows

    def show_jobs(self, jobs: Sequence[PrintJob]) -> None:
        before = self._rows
        self._rows = {job.id: before.get(job.id) or self._row(job) for job in jobs}
        for job in jobs:
            self._rows[job.id].show_job(job)
        if list(before) != list(self._rows):
            self._place(set(self._rows.values()))

    # --- inside -----------------------------------------------------------------------------------

    def _row(self, job: PrintJob) -> JobRow:
        row = JobRow(self._context, job)
        row.acts.failed.connect(self.failed)
        row.acts.repeated.connect(self.repeated)
        return row

    def _place(self, kept: Collection[QWidget]) -> None:
        while item := self._column.takeAt(0):
            old = item.widget()
            if old is not None and old not in kept:
                old.hide()
                old.deleteLater()
        last: QWidget | None = None
        for row in self._rows.values():
            if last is not None:
                self._column.addWidget(rule())
            self._column.addWidget(row)
            for button in row.acts.buttons:  # Qt would lead to what was made last in the end
                if last is not None:
                    QWidget.setTabOrder(last, button)
                last = button
