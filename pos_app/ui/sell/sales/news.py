"""News of the sales: what a cashier who looks at another sale has to notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.events import State

if TYPE_CHECKING:
    from pos_app.domain.sale import Sale

# States that a sale stays in until a person does something about it.
HALTED = frozenset({State.UNKNOWN, State.AUTHORIZED})


def is_news(before: Sale | None, sale: Sale) -> bool:
    """Returns whether the sale has come to an end, whichever, or to a halt that needs a person; or
    has a new flag. `before` is the sale as it was known, if it was."""
    has_moved = before is None or before.state is not sale.state
    stands_still = not sale.is_open or sale.state in HALTED
    known_flags = before.flags if before else frozenset()
    return (has_moved and stands_still) or bool(sale.flags - known_flags)
