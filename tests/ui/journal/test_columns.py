"""The columns of the journal's table: what they light of a sale that was found."""

from dataclasses import replace
from datetime import UTC

import pytest
from ui.sell.sales.test_verdict import item
from ui.standin import TODAY

from pos_app.domain.events import Purpose, State
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.sale_search import FoundSale, Match, SearchField
from pos_app.ui.journal.columns import Column, ColumnTexts, lit_part

GOODS = "Óleo e farinha"


@pytest.mark.usefixtures("qapp")
def test_every_word_that_was_found_is_lit_in_the_column_that_has_it() -> None:
    sale = replace(item(Purpose.PAYMENT, State.PAID), description=GOODS, cashier="Ana M.")
    oil, flour = (Match(SearchField.DESCRIPTION, GOODS, *span) for span in ((0, 4), (7, 14)))
    ana = Match(SearchField.CASHIER, "Ana M.", 0, 3)
    tax = Match(SearchField.CUSTOMER, "500", 0, 3, "NIF")
    columns = ColumnTexts(METHODS, UTC, lambda: TODAY)

    def lit(column: Column, *matches: Match) -> list[str]:
        found = FoundSale(sale, matches)
        text = columns.text(found, column)
        spans = [lit_part(text, one) for one in columns.matches(found, column)]
        return [text[start:end] for start, end in spans]

    assert lit(Column.NOTE, oil, ana, flour) == ["Óleo", "farinha"]
    assert lit(Column.CASHIER, oil, ana, flour) == ["Ana"]
    assert lit(Column.NOTE, oil, tax) == ["500"]  # the customer's field stands in its place
    assert lit(Column.AMOUNT, oil) == []
