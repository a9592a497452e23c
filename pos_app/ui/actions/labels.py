"""Button labels of the actions on a sale (refund, capture, release, extend, settle ...)."""

from PySide6.QtCore import QCoreApplication

from pos_app.domain.rules.actions import SaleAction


def deed_words(action: SaleAction) -> str:
    """Returns the button's label. It ends with dots where a question follows."""
    said = {
        SaleAction.CHECKOUT: QCoreApplication.translate("deeds", "Show the QR"),
        SaleAction.EXTEND: QCoreApplication.translate("deeds", "Extend…"),
        SaleAction.CAPTURE: QCoreApplication.translate("deeds", "Capture…"),
        SaleAction.RELEASE: QCoreApplication.translate("deeds", "Release…"),
        SaleAction.REFUND: QCoreApplication.translate("deeds", "Refund…"),
        SaleAction.SETTLE: QCoreApplication.translate("deeds", "Resolve…"),
        SaleAction.INVOICE: QCoreApplication.translate("deeds", "Invoice…"),
        SaleAction.CHARGE_REST: QCoreApplication.translate("deeds", "Charge the rest"),
        SaleAction.CLEAR: QCoreApplication.translate("deeds", "Clear…"),
    }
    return said[action]
