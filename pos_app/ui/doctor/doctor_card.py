"""Card of the doctor: checks this computer at a press, shows what it finds, and copies a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ports.doctor.findings import Soundness, in_order, is_well
from pos_app.ui.doctor.finding_row import FindingRow
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.ui.widgets.scroll_area import Scrolled
from pos_app.words.doctor.findings import report_line
from pos_app.words.problems import problem_line
from pos_app.words.translate import filled

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Sequence

    from pos_app.domain.errors import PosError
    from pos_app.ports.doctor.findings import Diagnosis, Doctor
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.theme.theme import CurrentTheme

# What needs somebody stands first; what is well stands last.
_FIRST = (Soundness.BROKEN, Soundness.WARNING, Soundness.NOTED, Soundness.WELL)


class DoctorCard(QFrame):
    """Card whose rows appear as each check ends: those that need somebody first."""

    def __init__(
        self, look: CurrentTheme, open_doctor: Callable[[], Doctor], tasks: GuiTasks
    ) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._look = look
        self._open_doctor = open_doctor
        self._tasks = tasks
        self._doctor: Doctor | None = None
        self._task: asyncio.Task[None] | None = None
        self._rows: list[FindingRow] = []
        self._ended = False
        self._is_copied = False
        self._title = label(Size.LEAD, strong=True)
        self._what = wrapped(label(Size.LABEL, tone="muted", name="doctor_what"))
        self._message = wrapped(label(Size.BODY, strong=True, name="doctor_message"))
        self._check = Button("doctor_check")
        self._check.clicked.connect(self.check)
        self._copy = Button("doctor_copy")
        self._copy.clicked.connect(self._copy_report)
        self._rows_area = Scrolled(self._held(), read=True)
        self._rows_area.setObjectName("doctor_rows")
        self._arrange()
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Check this computer"))
        self._rows_area.setAccessibleName(self.tr("Check this computer"))
        self._what.setText(
            self.tr(
                "Looks at what the till stands on: the disk, the journal, the keys, the clock, "
                "the printers and the payment services. It changes nothing, and no money moves."
            )
        )
        for row in self._rows:
            row.retranslate()
        self._say()

    def check(self) -> None:
        """Begins anew, unless a check is under way."""
        if self._task is not None:
            return
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows, self._ended, self._is_copied = [], False, False
        self._task = self._tasks.start(self._examine(), or_else=self._fail)
        self._say()

    # --- inside -----------------------------------------------------------------------------------

    async def _examine(self) -> None:
        try:
            self._doctor = self._doctor or self._open_doctor()
            async for finding in self._doctor.examine():
                self._add(finding)
            self._ended = True
        finally:
            self._task = None
        self._say()

    def _add(self, finding: Diagnosis) -> None:
        row = FindingRow(finding, self._look)
        rank = _FIRST.index(finding.health)
        place = sum(_FIRST.index(one.finding.health) <= rank for one in self._rows)
        self._rows.insert(place, row)
        self._column.insertWidget(place, row)
        self._say()

    def _fail(self, error: PosError) -> None:
        self._message.setText(problem_line(error))

    def _found(self) -> Sequence[Diagnosis]:
        return in_order([row.finding for row in self._rows])

    def _say(self) -> None:
        checking = self._task is not None
        if checking:
            said = filled(self.tr("Checking: {0} so far"), len(self._rows))
        elif not self._ended:
            said = ""
        elif is_well(self._found()):
            said = self.tr("Nothing needs you here.")
        else:
            count = sum(not is_well([one]) for one in self._found())
            said = filled(self.tr("To see to: {0}"), count)
        self._message.setText(said)
        self._message.setVisible(bool(said))
        self._rows_area.setVisible(bool(self._rows))
        self._check.setEnabled(not checking)
        self._check.set_text(self.tr("Check again") if self._ended else self.tr("Check now"))
        self._copy.setEnabled(self._ended)
        self._copy.set_text(
            self.tr("Copied") if self._is_copied else self.tr("Copy the report for support"),
            self.tr("It contains no keys, no phone numbers and no names"),
        )

    def _copy_report(self) -> None:
        if self._doctor is not None:
            lines = [report_line(one) for one in self._found()]
            QGuiApplication.clipboard().setText(self._doctor.report(lines))
            self._is_copied = True
            self._say()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.NORMAL)
        buttons.addWidget(self._check)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.WIDE, Space.EDGE, Space.WIDE)
        column.setSpacing(Space.NORMAL)
        column.addWidget(self._title)
        column.addWidget(self._what)
        column.addLayout(buttons)
        column.addWidget(self._message)
        column.addWidget(self._rows_area, 100)
        column.addStretch(1)

    def _held(self) -> QWidget:
        held = QWidget()
        held.setObjectName("scrolled")
        outer = QVBoxLayout(held)
        outer.setContentsMargins(0, 0, Space.SMALL, 0)
        outer.setSpacing(0)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        outer.addLayout(self._column)
        outer.addStretch(1)
        return held
