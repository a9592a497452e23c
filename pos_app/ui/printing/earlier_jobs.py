"""The jobs before this one: those of the same document, and those that somebody has to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.paper.print_job import JobState
from pos_app.ui.printing.job_list import JobList
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import box, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.domain.paper.print_job import PrintJob
    from pos_app.ui.printing.printable import PrintContext


class EarlierJobs(QWidget):
    """Card that is there only where there is something to say."""

    failed = Signal(object)  # PosError

    def __init__(self, context: PrintContext) -> None:
        super().__init__()
        self._news = context.news
        self._title = label(Size.LABEL, strong=True, tone="muted")
        self._title.setText(self.tr("Before this one"))
        self._list = JobList(context)
        self._list.failed.connect(self.failed)
        self._card = box("card")
        around = QVBoxLayout(self._card)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self._title)
        column.addWidget(self._card)
        self._show()

    def show_jobs(self, own: Sequence[PrintJob], current: PrintJob | None) -> None:
        """Shows the jobs about the same, without the current one, and after them the troubles of
        others."""
        shown = {job.id: job for job in own if job.state is not JobState.CANCELLED}
        for job in self._news.troubles:
            shown.setdefault(job.id, job)
        if current is not None:
            shown.pop(current.id, None)
        self._list.show_jobs(list(shown.values()))
        self._show()

    def _show(self) -> None:
        self._title.setVisible(not self._list.is_empty)
        self._card.setVisible(not self._list.is_empty)
