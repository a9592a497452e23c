"""A test page on its way to a printer, with what is known of it and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.domain.paper.print_job import JobState
from pos_app.ui.settings.printers.job_listener import JobListener
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.words.paper.printing import outcome_words
from pos_app.words.problems import problem_line
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping
    from typing import Any

    from pos_app.domain.errors import PosError
    from pos_app.domain.paper.print_job import PrintJob
    from pos_app.domain.paper.printer import Printer
    from pos_app.ports.paper.printer_setup import PaperDesk
    from pos_app.ui.qt.coroutines import GuiTasks

_TONES: Mapping[JobState, str] = {
    JobState.CONFIRMED: "paid",
    JobState.DOUBTFUL: "doubt",
    JobState.FAILED: "fail",
}


class TrialPage(QWidget):
    """Line with the state of the last test page. Where the printer confirms nothing, a person says
    whether it came out; where it waits, it can be taken out of the queue."""

    came_out = Signal()  # by the printer's word, or by a person's

    def __init__(self, desk: PaperDesk, tasks: GuiTasks) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._job: PrintJob | None = None
        self._printer = ""
        self._said = wrapped(label(Size.LABEL, strong=True, name="printer_test_state"))
        self._yes = Button("printer_came_out")
        self._again = Button("printer_print_again")
        self._cancel = Button("printer_test_cancel")
        self._yes.clicked.connect(lambda: self._act(self._desk.spool.came_out))
        self._again.clicked.connect(lambda: self._act(self._desk.spool.repeat))
        self._cancel.clicked.connect(lambda: self._act(self._desk.spool.cancel))
        self.buttons = (self._yes, self._again, self._cancel)
        self._listener = JobListener(desk.spool, self._show)
        self.destroyed.connect(self._listener.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.NORMAL)
        row.addWidget(self._said, 1)
        for button in self.buttons:
            row.addWidget(button)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self._yes.set_text(self.tr("It came out"), self.tr("The test page came out"))
        self._again.set_text(self.tr("Print again"), self.tr("Print the test page again"))
        self._cancel.set_text(self.tr("Remove"), self.tr("Remove the test page from the queue"))
        if self._job is not None:
            self._show(self._job)

    def print_at(self, printer: Printer) -> None:
        """Sends a test page to a printer that is set up."""
        self._printer = printer.name
        self._job = None
        self._listener.expect()
        self._wait(filled(self.tr("{0}: sending a test page"), printer.name))
        self._start(self._print(printer))

    # --- inside -----------------------------------------------------------------------------------

    async def _print(self, printer: Printer) -> None:
        order = self._desk.documents.test(printer)
        self._listener.follow(await self._desk.spool.print(order, printer.name))

    def _act(self, act: Any) -> None:
        if self._job is None:
            return
        for button in self.buttons:
            button.setEnabled(False)  # at once: nobody presses twice
        self._listener.expect()
        self._start(self._follow(act(self._job.id)))

    async def _follow(self, act: Coroutine[Any, Any, PrintJob]) -> None:
        self._listener.follow(await act)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.start(work, or_else=self._fail)

    def _show(self, job: PrintJob) -> None:
        self._job = job
        restyle(self._said, tone=_TONES.get(job.state, "muted"))
        self._said.setText(joined(self._printer, outcome_words(job)))
        self._yes.setVisible(job.state is JobState.DOUBTFUL)
        self._again.setVisible(job.state in (JobState.DOUBTFUL, JobState.FAILED))
        self._cancel.setVisible(job.state is JobState.QUEUED)
        for button in self.buttons:
            button.setEnabled(True)
        self.show()
        if job.state is JobState.CONFIRMED:
            self.came_out.emit()

    def _wait(self, text: str) -> None:
        restyle(self._said, tone="muted")
        self._said.setText(text)
        for button in self.buttons:
            button.hide()
        self.show()

    def _fail(self, error: PosError) -> None:
        """Offers again what could be done about the page, if there is one."""
        if self._job is not None:
            self._listener.follow(self._job)
            self._said.setText(problem_line(error))
        else:
            self._wait(problem_line(error))
        restyle(self._said, tone="fail")
