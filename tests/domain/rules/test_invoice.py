"""The number of the shop's own invoice: as it was typed, and on what can be on one."""

import pytest
from domain.sales import sent

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.events import Purpose, State
from pos_app.domain.rules.invoice import LONGEST, invoice_number, offers_invoice
from pos_app.domain.sale import Sale


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("  FT 2026A/000123 ", "FT 2026A/000123"),
        ("FT\u00a0\uff11\u200b2", "FT 12"),
        ("x" * LONGEST, "x" * LONGEST),
        ("   ", ""),
    ],
)
def test_a_number_is_kept_as_it_was_typed(typed: str, number: str) -> None:
    assert invoice_number(typed) == number


@pytest.mark.parametrize("typed", ["x" * (LONGEST + 1), "FT\t12", "FT\n12", "FT\x1b[2J"])
def test_what_no_document_shows_is_no_number(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        invoice_number(typed)
    assert (refused.value.field, refused.value.complaint) == (
        Field.INVOICE,
        InputProblem.INVOICE_NOT_ONE,
    )


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("purpose", Purpose)
def test_a_payment_and_a_refund_that_were_done_can_be_on_a_document(
    purpose: Purpose, state: State
) -> None:
    document = {Purpose.PAYMENT, Purpose.AUTHORIZATION, Purpose.SPLIT, Purpose.REFUND}
    one = Sale(**{**vars(sent()), "state": state, "purpose": purpose})
    assert offers_invoice(one) is (state is State.PAID and purpose in document)
