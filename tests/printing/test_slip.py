from collections.abc import Callable

import pytest

from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import State
from pos_app.printing import slip as module
from pos_app.printing.slip import Slip

Make = Callable[..., Slip]


def test_a_slip_says_what_the_customer_types(make_slip: Make) -> None:
    slip = make_slip()
    assert slip.entity.value == "01234"  # a leading zero is a digit to type
    assert slip.reference.value == "741 820 581"
    assert slip.amount.value == "38\u202f000,00\u00a0Kz"
    assert slip.shop == "Mercearia Boa Vista"
    assert slip.till == "Caixa 1"


def test_leading_zeros_of_a_reference_stay(make_slip: Make) -> None:
    assert make_slip(reference="000123456").reference.value == "000 123 456"


def test_times_are_those_of_luanda(make_slip: Make) -> None:
    slip = make_slip()
    assert slip.valid_until is not None
    assert slip.valid_until.value == "21/11/2025 10:42"
    assert ("Date", "20/11/2025 10:42") in [(row.label, row.value) for row in slip.rows]


def test_a_slip_is_no_invoice_and_says_so(make_slip: Make) -> None:
    assert make_slip().legal == "Este documento não serve de factura"


def test_the_qr_is_text_to_copy_from(make_slip: Make) -> None:
    lines = make_slip().qr.splitlines()
    assert lines == ["Entity: 01234", "Reference: 741820581", "Amount: 38000.00 AOA"]


def test_the_qr_is_ascii_in_any_language(make_slip: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        module, "translate", lambda _, text: text.replace("Reference", "Referência")
    )
    assert "Referencia: 741820581" in make_slip().qr
    assert make_slip().reference.label == "Referência"


def test_what_is_not_known_has_no_line(make_slip: Make) -> None:
    slip = make_slip(expires_at=None)
    assert slip.valid_until is None
    assert "Description" not in [row.label for row in slip.rows]
    described = make_slip(description="Factura 118")
    assert "Factura 118" in [row.value for row in described.rows]


def test_only_the_first_slip_has_no_mark(make_slip: Make) -> None:
    assert make_slip().copy == ""
    assert make_slip(copy=True).copy == "Copy"


def test_a_training_slip_says_everywhere_that_nobody_can_pay_it(make_slip: Make) -> None:
    assert make_slip().training == ""
    slip = make_slip(training=True)
    assert slip.training == "TRAINING"
    assert slip.qr.startswith("TRAINING\n")
    assert "cannot be paid" in slip.notes[0]


@pytest.mark.parametrize("state", [state for state in State if state is not State.WAITING])
def test_what_cannot_be_paid_now_is_not_put_on_paper(make_slip: Make, state: State) -> None:
    with pytest.raises(NotAllowed):
        make_slip(state=state)


@pytest.mark.parametrize("missing", ["reference", "entity"])
def test_a_sale_without_a_reference_has_no_slip(make_slip: Make, missing: str) -> None:
    with pytest.raises(NotAllowed):
        make_slip(**{missing: None})
