"""A payment in a queue is a sale's if all of it agrees: whose it says it is, the number, the entity
and the amount, each two of them together too."""

import pytest
from scripted import OpenShop, Shop

from pos_app.domain.events import Flag, Paid, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale

OURS, ANOTHER, NONE = "ours", "another", "none"


async def a_payment_comes(
    counter: Shop, sale: Sale, *, named: str, number: str, entity: str, amount: str
) -> None:
    """And is read."""
    payment: dict[str, object] = {"id": 26356, "amount": amount}
    payment["reference_id"] = int(sale.reference or 0) + (number == ANOTHER)
    if named != NONE:
        payment["custom_fields"] = {"sale": sale.id if named == OURS else "another-tills"}
    if entity != NONE:
        payment["entity_id"] = int(sale.entity or 0) + (entity == ANOTHER)
    counter.providers.payments = {"proxypay": [payment]}
    await counter.till.look_now(sale.id)

    async def is_told() -> bool:
        told = await counter.till.journal.sale(sale.id)
        return bool(await counter.till.journal.unmatched_payments()) or told != sale

    await counter.soon(is_told)


@pytest.mark.parametrize(
    ("named", "number", "entity", "amount", "state", "flag"),
    [
        (OURS, OURS, OURS, "1500.00", State.PAID, None),
        (OURS, OURS, NONE, "1500.00", State.PAID, None),
        (NONE, OURS, OURS, "1500.00", State.PAID, None),
        (NONE, OURS, NONE, "1500.00", State.PAID, None),
        # It says that it is this sale's: then nothing about it may disagree.
        (OURS, ANOTHER, OURS, "1500.00", State.UNKNOWN, Flag.MISMATCH),
        (OURS, OURS, ANOTHER, "1500.00", State.UNKNOWN, Flag.MISMATCH),
        (OURS, ANOTHER, ANOTHER, "1500.00", State.UNKNOWN, Flag.MISMATCH),
        (OURS, ANOTHER, NONE, "1500.00", State.UNKNOWN, Flag.MISMATCH),
        (OURS, ANOTHER, OURS, "1499.99", State.UNKNOWN, Flag.MISMATCH),
        (OURS, OURS, ANOTHER, "1500.01", State.UNKNOWN, Flag.MISMATCH),
        (OURS, OURS, OURS, "1.005", State.UNKNOWN, Flag.MISMATCH),
        (OURS, OURS, OURS, "1499.99", State.UNKNOWN, Flag.SHORT),
        (OURS, OURS, OURS, "1500.01", State.UNKNOWN, Flag.EXCESS),
        (NONE, OURS, OURS, "1499.99", State.UNKNOWN, Flag.SHORT),
        (NONE, OURS, NONE, "1500.01", State.UNKNOWN, Flag.EXCESS),
        # It says that it is another's, or under another number: then it is nobody's here.
        (ANOTHER, OURS, OURS, "1500.00", State.WAITING, None),
        (NONE, ANOTHER, OURS, "1500.00", State.WAITING, None),
        (NONE, OURS, ANOTHER, "1500.00", State.WAITING, None),
    ],
)
async def test_a_payment_pays_a_sale_with_which_all_of_it_agrees(
    scripted: OpenShop,
    named: str,
    number: str,
    entity: str,
    amount: str,
    state: State,
    flag: Flag | None,
) -> None:
    async with scripted() as counter:
        waits = await counter.waiting("proxypay")
        await a_payment_comes(
            counter, waits, named=named, number=number, entity=entity, amount=amount
        )
        sale = await counter.till.journal.sale("sale")
        assert sale
        assert (sale.state, set(sale.flags)) == (state, {flag} if flag else set())
        came = {Flag.SHORT: 1_499_99, Flag.EXCESS: 1_500_01}
        assert sale.unexpected_minor == (came.get(flag, 0) if flag else 0)
        strays = [
            (one.payment, one.amount) for one in await counter.till.journal.unmatched_payments()
        ]
        whole = Money(1_500_00, Currency.AOA)
        assert strays == ([("26356", whole)] if state is State.WAITING else [])
        words = [event for event in await counter.events() if isinstance(event, Paid)]
        assert [word.payment for word in words] == ["26356"] * (state is State.PAID)

        async def is_acknowledged() -> bool:
            return any("DELETE /payments/26356" in line for line in counter.providers.sent)

        if state is State.WAITING:  # nobody's here: it stays where it is, for whoever's it is
            assert not await is_acknowledged()
        else:
            assert await counter.soon(is_acknowledged)
