"""The self-test's own printer believes what is on its paper, and nobody's word for it."""

import pytest
from printing.driving import RECEIPT, shop_printers

from pos_app.cli.selftest.paper import receipt_comes_out
from pos_app.cli.selftest.report import Failed
from pos_app.domain.paper.document import Document, GapBlock

_AMOUNT = "38 000,00"
_WHITE = Document(name="Recibo 148", blocks=(GapBlock(100),))


async def test_a_receipt_comes_out_as_dots_and_as_letters() -> None:
    async with shop_printers() as printers:
        assert "dots of ink" in await receipt_comes_out(printers, RECEIPT, _AMOUNT)


@pytest.mark.parametrize(
    ("receipt", "amount", "complaint"),
    [(RECEIPT, "38 000,01", "is not among"), (_WHITE, _AMOUNT, "is white")],
    ids=["another amount", "nothing"],
)
async def test_what_is_not_on_the_paper_fails_it(
    receipt: Document, amount: str, complaint: str
) -> None:
    async with shop_printers() as printers:
        with pytest.raises(Failed, match=complaint):
            await receipt_comes_out(printers, receipt, amount)
