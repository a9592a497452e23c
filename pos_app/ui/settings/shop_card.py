"""What the shop is: it stands on slips and decides which day a sale belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.ui.settings.countries import COUNTRIES, ZONES
from pos_app.ui.settings.editable_card import SettingsCard
from pos_app.ui.settings.row import ChoiceRow, TextRow

if TYPE_CHECKING:
    from pos_app.ports.settings_service import Office
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import Tasks
    from pos_app.ui.theme.theme import Look


class ShopCard(SettingsCard):
    def __init__(self, look: Look, office: Office, permission: Permission, tasks: Tasks) -> None:
        self._country = ChoiceRow("shop_country", look, tuple(ZONES))
        self._zone = ChoiceRow("shop_zone", look, tuple(ZONES.values()))
        rows = {
            "name": TextRow("shop_name_edit"),
            "till": TextRow("shop_till_edit"),
            "country": self._country,
            "zone": self._zone,
            "day_starts_at": TextRow("shop_day_edit"),
            "slip_note": TextRow("shop_note_edit"),
        }
        super().__init__("shop", rows, office, permission, tasks)
        self._country.turned.connect(lambda: self._zone.hold(ZONES[str(self._country.value)]))
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Shop"))
        said = {
            "name": (
                self.tr("Shop name"),
                self.tr("At the top of the window and on slips."),
            ),
            "till": (self.tr("Till"), self.tr("What this till is called, on slips too.")),
            "country": (
                self.tr("Country"),
                self.tr("Which ways to pay come first. From the next start."),
            ),
            "zone": (
                self.tr("Time zone"),
                self.tr("Of the clock on the shop's wall. From the next start."),
            ),
            "day_starts_at": (
                self.tr("The day begins at"),
                self.tr("Sales before it belong to the day before. As 06:00; from the next start."),
            ),
            "slip_note": (
                self.tr("Line on slips"),
                self.tr("At the end of every slip: thanks, opening hours, a telephone."),
            ),
        }
        for name, (title, what) in said.items():
            self.rows[name].say(title, what)
        for code, country in COUNTRIES.items():
            self._country.name(code, country())
        for zone in ZONES.values():
            self._zone.name(zone, zone.split("/")[-1].replace("_", " "))
        super().retranslate()
