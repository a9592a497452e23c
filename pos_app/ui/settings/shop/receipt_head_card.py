"""Card of what receipts say of the shop: tax number, address, phone, logo and last line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.text.tax_number import is_plausible
from pos_app.ui.settings.editable_card import SettingsCard
from pos_app.ui.settings.shop.logo_row import LogoRow
from pos_app.words.paper.tax_number import tax_number_doubt, tax_number_name
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.ports.settings_service import Setting, SettingsService
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.theme.theme import CurrentTheme


class ReceiptHeadCard(SettingsCard):
    """Card that names the tax number as the shop's country does. A number that looks odd is saved
    all the same: the shop knows it better."""

    def __init__(
        self, look: CurrentTheme, office: SettingsService, permission: Permission, tasks: GuiTasks
    ) -> None:
        self._country = ""
        own = {"logo": LogoRow(office, tasks)}
        super().__init__("receipt_head", own, look, office, permission, tasks)
        self.rows["nif"].changed.connect(self._name_tax_number)
        self.retranslate()

    def words(self) -> Mapping[str, tuple[str, str]]:
        return {
            "nif": self._tax_number_words(),
            "address": (self.tr("Address"), self.tr("Street, number and town, on one line.")),
            "shop_phone": (self.tr("Phone"), self.tr("The number that customers can call.")),
            "logo": (self.tr("Logo"), self.tr("Black on white prints best. It stands at the top.")),
            "receipt_note": (
                self.tr("Receipt footer"),
                self.tr("At the end of every receipt. “ / ” begins a new line."),
            ),
        }

    def show_shop(self, known: Mapping[str, Setting]) -> None:
        self.use_country(str(known["country"]))
        super().show_shop(known)

    def use_country(self, country: str) -> None:
        self._country = country
        self._name_tax_number()

    def retranslate(self) -> None:
        self.title.setText(self.tr("On receipts"))
        super().retranslate()

    # --- inside -----------------------------------------------------------------------------------

    def _name_tax_number(self) -> None:
        self.rows["nif"].set_text(*self._tax_number_words())

    def _tax_number_words(self) -> tuple[str, str]:
        name = tax_number_name(self._country)
        rows = getattr(self, "rows", {})  # the first words are asked for before there are rows
        typed = str(rows["nif"].value) if rows else ""
        if not is_plausible(typed, self._country):
            return name, tax_number_doubt(self._country)
        return name, filled(self.tr("The shop's {0}, as it is registered."), name)
