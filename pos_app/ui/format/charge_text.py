"""Text of the Charge button: amount, method and customer; and of the provider's fee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.domain.method import Kind
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from pos_app.domain.method import Method
    from pos_app.domain.money import Money


def charge_words(method: Method, money: Money | None, phone: str, *, holds: bool) -> str:
    """Returns the button's text. `phone` is given only once the number is complete."""
    translate = QCoreApplication.translate
    if method.kind is Kind.REFERENCE:
        bare = translate("ChargeForm", "Create reference")
        full = whole = translate("ChargeForm", "Create reference for {0}")
    elif holds:
        bare = translate("ChargeForm", "Hold")
        full = translate("ChargeForm", "Hold {0}")
        whole = translate("ChargeForm", "Hold {0} of {1}")
    else:
        bare = translate("ChargeForm", "Charge")
        full = translate("ChargeForm", "Charge {0}")
        whole = translate("ChargeForm", "Charge {0} to {1}")
    if money is None:
        return bare
    if method.fee:
        taken = money + method.money(method.fee)
        return filled(translate("ChargeForm", "Charge {0} · the voucher pays {1}"), money, taken)
    return filled(whole if phone else full, money, phone)


def fee_words(method: Method, money: Money | None) -> str:
    """Returns the text of the provider's fee on top of the amount, shown before anybody
    confirms."""
    if not method.fee:
        return ""
    fee = method.money(method.fee)
    if money is None:
        return filled(QCoreApplication.translate("ChargeForm", "Fee {0}"), fee)
    said = QCoreApplication.translate("ChargeForm", "Fee {0}: the voucher needs {1}")
    return filled(said, fee, money + fee)
