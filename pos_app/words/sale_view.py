"""Sale view: headline, next step and flags of a sale, for the verdict, the doubts and the CLI."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pos_app.domain.rules.charge_again import may_charge_again
from pos_app.domain.rules.follow_up import goes_on_by_itself, may_still_be_paid
from pos_app.domain.rules.money_back import owed
from pos_app.words.offline import offline_verdict
from pos_app.words.verdict import next_words, order_in_doubt, verdict_words
from pos_app.words.warnings import flag_words

if TYPE_CHECKING:
    from datetime import datetime

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale


class SaleView(NamedTuple):
    headline: str  # the state, readable across the shop
    order: str  # whether to hand over the goods
    next_step: str  # what goes on, and what to do about it
    flags: tuple[str, ...]  # flags that nobody has cleared
    goes_on: bool  # the till can still learn the outcome by itself
    late: bool  # a sale that ended unpaid may yet turn out to be paid
    offline: bool = False  # no answer comes about it

    @property
    def advice(self) -> str:
        """Returns what to do about the flags; empty without any."""
        return self.next_step if self.flags else ""


def sale_view(
    sale: Sale,
    method: Method | None,
    now: datetime,
    *,
    asks_late: bool = False,
    offline: bool = False,
) -> SaleView:
    """Makes the view.

    `method` is None where this version does not know it. `asks_late` says that the till still polls
    a sale that ended unpaid, whatever the clock says; `offline` that it gets no answer about this
    one, which is open.
    """
    headline, order = verdict_words(sale)
    goes_on = method is not None and goes_on_by_itself(sale, method, now)
    late = asks_late or (method is not None and may_still_be_paid(sale, method, now))
    again = may_charge_again(sale, method, now, asks_late=asks_late)
    next_step = next_words(
        sale, method, goes_on=goes_on, back=owed(sale, method), late=late, again=again
    )
    if offline:
        headline, order, next_step = offline_verdict(order_in_doubt(sale.purpose))
    return SaleView(
        headline=headline,
        order=order,
        next_step=next_step,
        flags=tuple(flag_words(flag) for flag in sorted(sale.flags)),
        goes_on=goes_on,
        late=late,
        offline=offline,
    )
