"""Card of the shop's data, which slips show; its time zone decides the business day of a sale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.countries import COUNTRIES, city_of
from pos_app.ui.settings.countries import COUNTRY_NAMES
from pos_app.ui.settings.editable_card import SettingsCard
from pos_app.ui.settings.row import ChoiceRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.ports.settings_service import SettingsService
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.theme.theme import CurrentTheme


class ShopCard(SettingsCard):
    def __init__(
        self, look: CurrentTheme, office: SettingsService, permission: Permission, tasks: GuiTasks
    ) -> None:
        self._country = ChoiceRow("shop_country", look, tuple(COUNTRIES))
        zones = tuple(country.zone for country in COUNTRIES.values())
        self._zone = ChoiceRow("shop_zone", look, zones)
        own = {"country": self._country, "zone": self._zone}
        super().__init__("shop", own, look, office, permission, tasks)
        self._country.turned.connect(self._choose_zone)
        self.retranslate()

    def words(self) -> Mapping[str, tuple[str, str]]:
        return {
            "name": (
                self.tr("Shop name"),
                self.tr("At the top of the window and on slips."),
            ),
            "till": (self.tr("Till"), self.tr("The name of this till, also on slips.")),
            "country": (
                self.tr("Country"),
                self.tr(
                    "Decides which payment methods come first. "
                    "Applies the next time the till opens."
                ),
            ),
            "zone": (
                self.tr("Time zone"),
                self.tr("The shop's local time. Applies the next time the till opens."),
            ),
            "day_starts_at": (
                self.tr("Business day starts at"),
                self.tr(
                    "Earlier sales count for the day before. Example: 06:00. Applies the next "
                    "time the till opens."
                ),
            ),
            "slip_note": (
                self.tr("Slip footer"),
                self.tr("At the end of every slip: thanks, opening hours, a phone number."),
            ),
        }

    def retranslate(self) -> None:
        self.title.setText(self.tr("Shop"))
        for code, country in COUNTRIES.items():
            self._country.name(code, COUNTRY_NAMES[code]())
            self._zone.name(country.zone, city_of(country.zone))
        super().retranslate()

    def _choose_zone(self) -> None:
        self._zone.hold(COUNTRIES[str(self._country.value)].zone)
