"""Card of what prints by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.ui.settings.editable_card import SettingsCard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.ports.settings_service import SettingsService
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.theme.theme import CurrentTheme


class ReceiptsCard(SettingsCard):
    """Card of two switches, both off at first: paper costs money."""

    def __init__(
        self, look: CurrentTheme, office: SettingsService, permission: Permission, tasks: GuiTasks
    ) -> None:
        super().__init__("receipts", {}, look, office, permission, tasks)
        self.retranslate()

    def words(self) -> Mapping[str, tuple[str, str]]:
        return {
            "prints_receipts": (
                self.tr("Print receipts automatically"),
                self.tr("As soon as a sale is paid. Without it, a key prints the receipt."),
            ),
            "prints_shop_receipts": (
                self.tr("Print the shop's copy too"),
                self.tr("A second receipt, marked as the shop's, for every paid sale."),
            ),
        }

    def retranslate(self) -> None:
        self.title.setText(self.tr("Automatic printing"))
        super().retranslate()
