"""Card of what the shop takes without a payment service, and of payments in several parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.ui.settings.editable_card import SettingsCard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.ports.settings_service import SettingsService
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.theme.theme import CurrentTheme


class TendersCard(SettingsCard):
    """Card of switches, all off at first: a manager turns on what the shop takes."""

    def __init__(
        self, look: CurrentTheme, office: SettingsService, permission: Permission, tasks: GuiTasks
    ) -> None:
        super().__init__("tenders", {}, look, office, permission, tasks)
        self.retranslate()

    def words(self) -> Mapping[str, tuple[str, str]]:
        return {
            "takes_cash": (
                self.tr("Cash"),
                self.tr("The till works out the change. Counted in the drawer at the close."),
            ),
            "takes_card_machine": (
                self.tr("Card machine"),
                self.tr("The cashier reads the result on the machine and records it here."),
            ),
            "takes_transfer": (
                self.tr("Bank transfer"),
                self.tr("The cashier sees the money on the shop's account and records it here."),
            ),
            "splits_payments": (
                self.tr("Split payments"),
                self.tr("One sale in several parts, each paid in its own way."),
            ),
        }

    def retranslate(self) -> None:
        self.title.setText(self.tr("Taken by hand"))
        super().retranslate()
