"""Refill: puts an earlier sale's data back into the charge form, as if somebody had typed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.ui.sell.form.charge_draft import draft_of

if TYPE_CHECKING:
    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ui.sell.form.charge_draft import ChargeDraft
    from pos_app.ui.sell.form.form import ChargeForm


class Refill:
    """Filler of the form. It never replaces what somebody has typed there."""

    def __init__(self, form: ChargeForm) -> None:
        self._form = form
        self._filled: ChargeDraft | None = None  # the form as it was filled in last

    def fill(self, sale: Sale, *, same_way: bool) -> bool:
        """Fills the form in, by the sale's own method or with the method open for choice. Returns
        whether it did."""
        form = self._form
        if not self.may_fill():
            return False
        form.clear()
        form.charge_parts_of(None)
        own = self._own_method(sale) if same_way else None
        if own is not None:
            form.tiles.choose(own)
            self._fill_options(draft_of(sale, own))
        else:
            form.tiles.suggest(self._other_method(sale))
        self._fill_fields(draft_of(sale, own or form.method))
        if own is None:
            form.tiles.suggest(self._other_method(sale))  # its number has named its own again
        self._filled = form.draft
        form.lead_to_charge(chosen=own is not None)
        return True

    def may_fill(self) -> bool:
        """Returns whether nothing of somebody's is typed here; else says so."""
        if self._may_be_replaced():
            return True
        self._form.show_message(
            QCoreApplication.translate("Refill", "Charge or clear what is typed here first.")
        )
        return False

    def _may_be_replaced(self) -> bool:
        """Returns whether nobody has typed anything since the form was cleared or filled in."""
        form = self._form
        is_empty = form.is_pristine and not form.description.edit.text()
        return form.is_at_hand and (is_empty or form.draft == self._filled)

    def _own_method(self, sale: Sale) -> Method | None:
        ready = self._form.tiles.ready_methods
        return next((method for method in ready if method.id == sale.method), None)

    def _other_method(self, sale: Sale) -> Method | None:
        """Returns the first other method of the sale's currency, so that the amount stays what it
        was; its own where there is no other."""
        ready = self._form.tiles.ready_methods
        same = [one for one in ready if one.currency is sale.amount.currency]
        others = (one for one in same if one.id != sale.method)
        return next(others, same[0] if same else None)

    def _fill_options(self, draft: ChargeDraft) -> None:
        form = self._form
        form.hold.setChecked(draft.hold)
        if form.validity is not None and draft.method.takes_validity:
            form.validity.choose(draft.days)

    def _fill_fields(self, draft: ChargeDraft) -> None:
        form = self._form
        form.amount.edit.setText(draft.amount_text)
        form.phone.edit.setText(draft.phone_text)
        form.description.edit.setText(draft.description)
