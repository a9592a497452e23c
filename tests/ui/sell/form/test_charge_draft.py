"""What the form hands on: one draft, as it was typed, that does not change any more."""

from dataclasses import FrozenInstanceError

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from ui.counter import PUSH, REFERENCE, Counter, make_shop

from pos_app.domain.method import Method
from pos_app.domain.money import Money
from pos_app.gateways.catalogue import METHODS
from pos_app.till.phone_numbers import read_phone
from pos_app.ui.sell.form.charge_draft import ChargeDraft
from pos_app.ui.sell.form.form import ChargeForm
from pos_app.ui.theme.theme import CurrentTheme

CODE = "ab12cd34ef56"


@pytest.fixture
def form(counter: Counter) -> ChargeForm:
    return counter.window.sell.form


def _fill(form: ChargeForm) -> None:
    """Everything that can be filled in with this method."""
    form.amount.edit.setText("1500,00")
    form.phone.edit.setText("923 123 456")
    form.description.edit.setText("Invoice 7")
    form.hold.setChecked(True)
    if form.stand_ins.voucher is not None:
        form.stand_ins.voucher.edit.setText(CODE)
    if form.validity is not None:
        form.validity.click()


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
@pytest.mark.usefixtures("application")
def test_a_draft_holds_what_its_method_takes(method: Method) -> None:
    form = ChargeForm(make_shop((method,)), CurrentTheme("light"))
    _fill(form)
    draft = form.draft
    assert draft.method is method
    assert (draft.amount_text, draft.phone_text) == ("1500,00", "923 123 456")
    assert draft.description == "Invoice 7"
    assert draft.hold is method.can_authorize
    assert draft.voucher == (CODE if method.kind.name == "VOUCHER" else "")
    assert bool(draft.days) is method.takes_validity


def test_what_was_ordered_stays_what_it_was(counter: Counter, form: ChargeForm) -> None:
    ordered: list[ChargeDraft] = []
    form.ordered.connect(ordered.append)
    form.open()
    form.phone.read = read_phone
    counter.type("1500")
    counter.enter()
    counter.type("923123456")
    counter.enter()
    form.clear()
    (draft,) = ordered
    assert draft.method == PUSH
    assert draft.amount == Money(150_000, PUSH.currency)
    assert (draft.phone_text, draft.phone_is_whole) == ("923 123 456", True)
    with pytest.raises(FrozenInstanceError):
        draft.amount_text = "1"  # type: ignore[misc]


def test_another_method_is_another_draft(counter: Counter, form: ChargeForm) -> None:
    counter.find(QAbstractButton, "hold").setChecked(True)
    counter.find(QLineEdit, "phone").setFocus()
    counter.type("9231")
    held = form.draft
    counter.press(Qt.Key.Key_F3)
    assert (held.method, held.hold, held.phone_is_whole) == (PUSH, True, False)
    assert (form.draft.method, form.draft.hold) == (REFERENCE, False)


def test_an_amount_that_means_two_things_is_none_and_a_code_is_shown_to_nobody() -> None:
    draft = ChargeDraft(PUSH, "1.500", voucher=CODE)
    assert draft.amount is None
    assert CODE not in repr(draft)
