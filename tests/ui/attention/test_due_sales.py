"""What needs a person is read once: what was heard before, meanwhile and since counts."""

from dataclasses import replace

from ui.sell.sales.test_sales_model import make_sale

from pos_app.domain.events import State
from pos_app.domain.sale import Sale
from pos_app.ui.attention.due_sales import DueSales


def test_what_is_read_never_overwrites_what_was_heard_meanwhile() -> None:
    due = DueSales(lambda sale: sale.state is State.UNKNOWN)
    one, two, three = (make_sale(number, State.UNKNOWN) for number in (1, 2, 3))
    assert not due.hear(solved(one))
    assert not due.hear(three)
    due.take([one, two])
    assert {sale.id for sale in due.sales} == {"sale-2", "sale-3"}
    assert not due.hear(make_sale(4, State.PAID))
    assert due.hear(solved(two))
    assert not due.hear(replace(three, revision=-1, state=State.PAID))
    assert "sale-3" in {sale.id for sale in due.sales}


def solved(sale: Sale) -> Sale:
    return replace(sale, state=State.PAID, revision=sale.revision + 1)
