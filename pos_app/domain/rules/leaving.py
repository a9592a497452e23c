"""Leaving the till: which sales somebody at the counter still waits for."""

from collections.abc import Iterable, Mapping, Sequence

from pos_app.domain.events import State
from pos_app.domain.method import Kind, Method
from pos_app.domain.sale import Sale

_BEING_SENT = frozenset({State.NEW, State.SENDING})


def is_waited_for(sale: Sale, method: Method | None) -> bool:
    """Returns whether the end of this sale is a matter of minutes: closing now would leave somebody
    at the counter without it.

    A reference has hours and held money has days, and of an unknown outcome somebody else knows:
    all three can wait until the till is opened again.
    """
    if sale.state is State.WAITING:
        return method is None or method.kind is not Kind.REFERENCE
    return sale.state in _BEING_SENT


def waited_for(sales: Iterable[Sale], methods: Mapping[str, Method]) -> Sequence[Sale]:
    return [sale for sale in sales if is_waited_for(sale, methods.get(sale.method))]
