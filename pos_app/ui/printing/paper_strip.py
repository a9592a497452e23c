"""Strip under the header while paper needs somebody: out of paper, failed, or not confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout

from pos_app.domain.paper.print_job import WAITING, JobState
from pos_app.ui.qt.accessibility import announce
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.basic import Button, label
from pos_app.words.paper.jobs import hitch_words
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from pos_app.domain.paper.print_job import PrintJob
    from pos_app.ui.printing.job_news import JobNews


class PaperStrip(Button):
    """Strip that leads to the jobs. It is hidden while all is well, and takes no key by itself."""

    def __init__(self, news: JobNews, parent: QWidget) -> None:
        super().__init__("paper_strip", parent=parent)  # shown at once, it must not become a window
        self._news = news
        self._way = label(strong=True, tone="wait")
        self._way.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, Space.EDGE, 0)
        row.addStretch(1)
        row.addWidget(self._way)
        news.changed.connect(lambda _: self._show())
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _show(self) -> None:
        troubles = self._news.troubles
        self.setVisible(bool(troubles))
        if not troubles:
            self.set_text("")
        else:
            self._way.setText(self.tr("View") + " →")
            said = filled(self.tr("Paper: {0}"), self._words(troubles))
            if said != self.text():
                self.set_text(said)
                announce(self, said)

    def _words(self, troubles: Sequence[PrintJob]) -> str:
        doubtful = sum(job.state is JobState.DOUBTFUL for job in troubles)
        failed = sum(job.state is JobState.FAILED for job in troubles)
        waits = len(troubles) - doubtful - failed
        held = next((job for job in troubles if job.state in WAITING and job.hitch), None)
        why = filled("{0} ({1})", hitch_words(held.hitch), held.printer) if held else ""
        return joined(
            self.tr("%n to confirm", "", doubtful) if doubtful else "",
            self.tr("%n did not come out", "", failed) if failed else "",
            self.tr("%n waiting", "", waits) + f": {why}" if waits else "",
        )
