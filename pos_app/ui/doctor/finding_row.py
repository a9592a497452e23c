"""Row of a finding: its sign, what was looked at, what was found, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pos_app.ports.doctor.findings import Diagnosis, Soundness
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.status_style import StatusStyle
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label, wrapped
from pos_app.ui.widgets.status_icon import StateIcon
from pos_app.words.doctor.findings import finding_words, report_line
from pos_app.words.doctor.subjects import health_words, subject_on_screen
from pos_app.words.translate import joined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.ui.theme.theme import CurrentTheme

_ICON = 20  # pixels
_SIGNS: Mapping[Soundness, tuple[Icon, StatusStyle]] = {
    Soundness.WELL: (Icon.CHECK, StatusStyle.PAID),
    Soundness.NOTED: (Icon.MINUS, StatusStyle.REST),
    Soundness.WARNING: (Icon.FLAG, StatusStyle.WAIT),
    Soundness.BROKEN: (Icon.CROSS, StatusStyle.FAIL),
}


class FindingRow(QFrame):
    """A row to read; a screen reader says it whole."""

    def __init__(self, finding: Diagnosis, look: CurrentTheme) -> None:
        super().__init__()
        self.finding = finding
        self.setObjectName("doctor_row")
        icon, tone = _SIGNS[finding.health]
        sign = StateIcon(look, icon, _ICON, ring=False)
        sign.tone = tone
        self._subject = wrapped(label(Size.BODY, strong=True))
        self._found = wrapped(label(Size.BODY))
        self._do = wrapped(label(Size.BODY, strong=True))
        words = QVBoxLayout()
        words.setSpacing(Space.TIGHT)
        for part in (self._subject, self._found, self._do):
            words.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.SMALL, 0, Space.SMALL)
        row.setSpacing(Space.NORMAL)
        row.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.retranslate()

    def retranslate(self) -> None:
        found, do = finding_words(self.finding)
        how = health_words(self.finding.health)
        self._subject.setText(joined(subject_on_screen(self.finding), how))
        self._found.setText(found)
        self._do.setText(do)
        self._do.setVisible(bool(do))
        self.setAccessibleName(report_line(self.finding))
