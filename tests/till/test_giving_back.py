"""Giving back at the counter: what a refund may still be made of."""

import pytest
from quiet_shop import OpenQuietShop

from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import Flag, Paid, State


async def test_a_sale_by_vpos_that_was_paid_twice_gives_one_transaction_back_once(
    quiet_shop: OpenQuietShop,
) -> None:
    """Its refund names one transaction and no amount: the other payment is the bank's to find."""
    async with quiet_shop() as shop:
        sale = await shop.paid("vpos")
        twice = await shop.till.recorder.evidence(sale, Paid(reference=sale.reference))
        assert twice.flags == {Flag.PAID_TWICE}
        refund = await shop.refund(sale)
        with pytest.raises(NotAllowed):  # not while the first is on its way
            await shop.refund(sale)
        await shop.at_rest(refund)
        with pytest.raises(NotAllowed):
            await shop.refund(sale)
        assert len(shop.asked("vpos", "POST")) == 2
        refund = await shop.sale(refund)
        sale = await shop.sale(sale)
    assert (refund.state, refund.amount) == (State.PAID, sale.amount)
    assert (sale.refunded_minor, sale.moved) == (1500_00, 3000_00)


async def test_a_sale_whose_number_is_not_known_gives_nothing_back(
    quiet_shop: OpenQuietShop,
) -> None:
    """A manager says that it was paid; what its provider calls it nobody knows."""
    async with quiet_shop() as shop:
        shop.weather("lost_before", "vpos")
        sale = await shop.in_doubt("vpos")
        shop.use_account("vpos")
        shop.heal()
        settled = await shop.settle(sale, paid=True)
        shop.use_own_accounts()
        assert (settled.state, settled.reference) == (State.PAID, None)
        sent = len(shop.asked("vpos", "POST"))
        with pytest.raises(NotAllowed):
            await shop.refund(settled)
        assert (await shop.sale(settled)).pending_operation is None
        assert (len(shop.asked("vpos", "POST")) - sent) == 0
