"""The three steps of a print job, with the time of each: queued, sent, confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.paper.print_job import WAITING, Hitch, JobState
from pos_app.ui.format import times
from pos_app.ui.theme.icons import Icon, paint_icon
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label, restyle, wrapped
from pos_app.words.paper.jobs import hitch_words
from pos_app.words.paper.printing import outcome_words, raised
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, tzinfo

    from PySide6.QtGui import QPaintEvent

    from pos_app.domain.paper.print_job import PrintJob
    from pos_app.ui.theme.theme import CurrentTheme

_MARK = 24
_TALL = 72  # two lines of what is known, so that nothing jumps when it comes
_SECOND = 1000


@dataclass(frozen=True)
class Step:
    """What is known of one step. Without an icon it has not come yet."""

    icon: Icon | None = None
    tone: str = "muted"
    about: str = ""


class StepMark(QWidget):
    """A round mark: done, awaited, in doubt, failed, or not come yet."""

    def __init__(self, look: CurrentTheme) -> None:
        super().__init__()
        self._look = look
        self._step = Step()
        self.setFixedSize(_MARK, _MARK)

    def show_step(self, step: Step) -> None:
        self._step = step
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        colours = self._look.colours._asdict()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(0, 0, _MARK, _MARK)
        if self._step.icon is None:
            painter.setPen(QColor(colours["edge"]))
            painter.drawEllipse(where.adjusted(2, 2, -2, -2))
        else:
            ground = colours.get(f"{self._step.tone}_ground", colours["sunken"])
            painter.setPen(QColor(ground))
            painter.setBrush(QColor(ground))
            painter.drawEllipse(where.adjusted(0.5, 0.5, -0.5, -0.5))
            icon = where.adjusted(4, 4, -4, -4)
            paint_icon(painter, self._step.icon, icon, colours[self._step.tone])
        painter.end()


class PrintSteps(QFrame):
    """Follows one job. What this part has not seen itself has no time of its own."""

    def __init__(
        self, look: CurrentTheme, wall: tzinfo, now: Callable[[], datetime] = times.now
    ) -> None:
        super().__init__()
        self.setObjectName("print_steps")
        self.setProperty("box", "card")
        self._wall = wall
        self._now = now
        self._job: PrintJob | None = None
        self._seen: dict[JobState, datetime] = {}
        names = (self.tr("Queued"), self.tr("Sent"), self.tr("Confirmed"))
        self._marks = [StepMark(look) for _ in names]
        self._names = [wrapped(label(Size.LABEL, strong=True)) for _ in names]
        self._abouts = [
            wrapped(label(Size.SMALL, tone="muted", name=f"print_step_{place}"))
            for place, _ in enumerate(names)
        ]
        for part, name in zip(self._names, names, strict=True):
            part.setText(name)
        self._clock = QTimer(self, interval=_SECOND)
        self._clock.timeout.connect(self._show)
        self._arrange()
        self._show()

    def show_job(self, job: PrintJob | None) -> None:
        if job is None or self._job is None or job.id != self._job.id:
            self._seen = {}
        self._job = job
        if job is not None:
            self._seen.setdefault(job.state, job.changed_at)
            self._seen.setdefault(JobState.QUEUED, job.asked_at)
        waits = job is not None and job.state in (JobState.SENDING, JobState.SENT)
        if waits:
            self._clock.start()
        else:
            self._clock.stop()
        self._show()

    # --- inside -----------------------------------------------------------------------------------

    def _show(self) -> None:
        spoken = []
        for place, step in enumerate(self._steps()):
            self._marks[place].show_step(step)
            self._abouts[place].setText(step.about)
            self._abouts[place].setVisible(bool(step.about))
            restyle(self._abouts[place], tone="fail" if step.tone == "fail" else "muted")
            spoken.append(f"{self._names[place].text()}: {step.about}" if step.about else "")
        self.setAccessibleName(joined(*spoken))

    def _steps(self) -> tuple[Step, Step, Step]:
        job = self._job
        if job is None or job.state is JobState.CANCELLED:
            return (Step(), Step(), Step())
        return (self._queued(job), self._sent(job), self._confirmed(job))

    def _queued(self, job: PrintJob) -> Step:
        if job.state is JobState.FAILED:
            return Step(Icon.CROSS, "fail", raised(outcome_words(job)))
        if job.state in WAITING:
            held = job.hitch is not Hitch.NONE
            said = raised(hitch_words(job.hitch)) if held else self._at(JobState.QUEUED)
            return Step(Icon.ALERT if held else Icon.CLOCK, "fail" if held else "wait", said)
        return Step(Icon.TICK, "paid", self._at(JobState.QUEUED))

    def _sent(self, job: PrintJob) -> Step:
        if job.state is JobState.SENDING:
            return Step(Icon.CLOCK, "wait", self.tr("sending"))
        if job.state in (JobState.SENT, JobState.CONFIRMED):
            return Step(Icon.TICK, "paid", self._at(JobState.SENT))
        if job.state is JobState.DOUBTFUL:
            whole = JobState.SENT in self._seen
            return Step(Icon.TICK, "paid", self._at(JobState.SENT)) if whole else Step()
        return Step()

    def _confirmed(self, job: PrintJob) -> Step:
        if job.state is JobState.CONFIRMED:
            by_hand = job.hitch is Hitch.BY_HAND
            at = self._at(JobState.CONFIRMED)
            return Step(Icon.TICK, "paid", joined(at, self.tr("by hand") if by_hand else ""))
        if job.state is JobState.SENT:
            age = max(0, int((self._now() - job.changed_at).total_seconds()))
            return Step(Icon.CLOCK, "wait", filled(self.tr("waiting, {0} s"), age))
        if job.state is JobState.DOUBTFUL:
            return Step(Icon.ALERT, "wait", raised(hitch_words(job.hitch)) or self.tr("not known"))
        return Step()

    def _at(self, state: JobState) -> str:
        at = self._seen.get(state)
        return times.clock(at, self._wall) if at else ""

    def _arrange(self) -> None:
        self.setFixedHeight(_TALL)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, mark in enumerate(self._marks):
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addStretch(1)
            words.addWidget(self._names[place])
            words.addWidget(self._abouts[place])
            words.addStretch(1)
            cell = QHBoxLayout()
            cell.setContentsMargins(Space.NORMAL, Space.SMALL, Space.SMALL, Space.SMALL)
            cell.setSpacing(Space.SMALL)
            cell.addWidget(mark)
            cell.addLayout(words, 1)
            if place:
                line = QFrame()
                line.setProperty("box", "line")
                line.setFixedWidth(1)
                row.addWidget(line)
            row.addLayout(cell, 1)
