"""Dialog of the print jobs: those that need somebody first, then the latest ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from pos_app.ui.printing.job_list import JobList
from pos_app.ui.qt.spaced_calls import SpacedCalls
from pos_app.ui.theme.tokens import SMALLEST, Size, Space
from pos_app.ui.widgets.basic import Button, box, label, wrapped
from pos_app.ui.widgets.dialog_buttons import buttons_of, focus_no_button
from pos_app.ui.widgets.fitted_labels import Headline
from pos_app.ui.widgets.scroll_area import Scrolled
from pos_app.words.problems import problem_line

if TYPE_CHECKING:
    from pos_app.domain.errors import PosError
    from pos_app.ui.printing.printable import PrintContext

_SIZE = QSize(640, 480)
_LATEST = 30


class PaperJobsDialog(QDialog):
    def __init__(self, context: PrintContext) -> None:
        super().__init__(context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("jobs_dialog")
        self.setWindowTitle(self.tr("Print jobs"))
        self.resize(_SIZE.boundedTo(QSize(*SMALLEST)))
        self._context = context
        self._is_unread = False  # the message says that the jobs cannot be read
        title = Headline((24, 20), "jobs_title")
        title.setText(self.tr("Print jobs"))
        self._said = wrapped(label(Size.LABEL, tone="muted", name="jobs_said"))
        self._list = JobList(context)
        held = QWidget()
        held.setObjectName("scrolled")
        inside = QVBoxLayout(held)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._list)
        inside.addStretch(1)
        card = box("card")
        around = QVBoxLayout(card)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(Scrolled(held, read=True))
        self._message = wrapped(label(Size.LABEL, strong=True, tone="fail", name="jobs_message"))
        self._message.hide()
        close = Button("jobs_close")
        close.set_text(self.tr("Close"))
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        column.setSpacing(Space.NORMAL)
        column.addWidget(title)
        column.addWidget(self._said)
        column.addWidget(card, 1)
        column.addWidget(self._message)
        column.addLayout(buttons_of(out=close))
        self._list.failed.connect(self._fail)
        self._calls = SpacedCalls(self)
        self._calls.due.connect(self._read_again)
        context.news.changed.connect(lambda _: self._calls.ask())
        focus_no_button(self)
        self._read_again()

    def _read_again(self) -> None:
        self._context.tasks.start(self._read(), or_else=self._fail_to_read)

    async def _read(self) -> None:
        latest = await self._context.desk.spool.latest(_LATEST)
        if not isValid(self):
            return
        shown = {job.id: job for job in self._context.news.troubles}
        for job in latest:
            shown.setdefault(job.id, job)
        self._list.show_jobs(list(shown.values()))
        if self._is_unread:
            self._is_unread = False
            self._message.hide()
        self._said.setText(
            self.tr(
                "What is uncertain is printed again only when you say so: look at the paper first."
            )
            if shown
            else self.tr("Nothing was printed yet.")
        )

    def _fail_to_read(self, error: PosError) -> None:
        self._fail(error)
        self._is_unread = True

    def _fail(self, error: PosError) -> None:
        self._is_unread = False
        if isValid(self):
            self._message.setText(problem_line(error))
            self._message.show()
