"""What a hand can do about a sale that is there, as it is called on a button."""

from PySide6.QtCore import QCoreApplication

from pos_app.domain.rules.actions import Deed


def deed_words(deed: Deed) -> str:
    """As it stands on a button. Dots where a question follows."""
    said = {
        Deed.CHECKOUT: QCoreApplication.translate("deeds", "Show the QR"),
        Deed.EXTEND: QCoreApplication.translate("deeds", "Extend…"),
        Deed.CAPTURE: QCoreApplication.translate("deeds", "Capture…"),
        Deed.RELEASE: QCoreApplication.translate("deeds", "Let go…"),
        Deed.REFUND: QCoreApplication.translate("deeds", "Give back…"),
        Deed.SETTLE: QCoreApplication.translate("deeds", "Settle…"),
        Deed.CLEAR: QCoreApplication.translate("deeds", "Clear…"),
    }
    return said[deed]
