"""What the window says of the till's office outside of the settings: a line, and a strip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.ui.header.office_line import OfficeLine
from pos_app.ui.trouble.clone_strip import CloneStrip

if TYPE_CHECKING:
    from datetime import tzinfo

    from pos_app.ports.office.status import TellsOffice
    from pos_app.ui.header.header import Header
    from pos_app.ui.theme.theme import CurrentTheme


class OfficeSigns(QObject):
    asked = Signal()  # somebody wants to see the office's settings

    def __init__(
        self, office: TellsOffice, header: Header, look: CurrentTheme, wall: tzinfo
    ) -> None:
        super().__init__(header)
        self._line = OfficeLine(office, header.lights, look, wall)
        strip = CloneStrip(office, header)
        strip.clicked.connect(self.asked)
        header.add_strip(strip)

    def retranslate(self) -> None:
        self._line.show_status()
