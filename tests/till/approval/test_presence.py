"""Who is at the till: every sale carries it, and a guessed PIN counts wherever it was typed."""

import pytest
from support import PIN, OpenCounter, World

from pos_app.domain.errors import BadInput, NobodyAtTheTill, NotApproved, TooManyTries, WrongPin
from pos_app.domain.events import Created
from pos_app.domain.people.roles import Person, Role
from pos_app.till.approval.approvals import FREE_TRIES

BIA = Person("Bia", Role.CASHIER)


async def test_every_sale_and_what_is_done_to_it_carries_who_was_there(
    counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        opened = till.opened.till
        first = await till.sell("clicpay.mpesa", world)
        assert (first.cashier, await opened.presence.everyone()) == ("", ())
        yes = await till.ana()
        assert await opened.presence.everyone() == ()  # a manager alone is not asked
        await opened.managers.give_pin("Bia", "1357", yes, Role.CASHIER)
        assert BIA in await opened.presence.everyone()
        assert await opened.presence.sign_in("Bia", "1357") == BIA
        sale = await till.sell("clicpay.mpesa", world)
        back = await opened.refund("back", sale.id, None, await till.ana())
        assert (sale.cashier, back.cashier, back.by) == ("Bia", "Bia", "Ana")
        opened.presence.leave()
        with pytest.raises(NobodyAtTheTill):
            await till.charge("clicpay.mpesa")
    async with counter() as till:  # as the journal keeps it
        kept = await till.opened.till.journal.sale(sale.id)
        created = (await till.opened.till.journal.events_of(sale.id))[0].event
        assert kept is not None
        assert isinstance(created, Created)
        assert kept.cashier == created.cashier == "Bia"


async def test_a_pin_that_is_guessed_at_the_door_counts_for_the_managers_too(
    counter: OpenCounter,
) -> None:
    async with counter() as till:
        opened = till.opened.till
        yes = await till.ana()
        with pytest.raises(BadInput):  # somebody has to decide
            await opened.managers.remove("Ana", yes)
        with pytest.raises(NotApproved):
            await opened.managers.give_pin("Bia", "1357", None, Role.CASHIER)
        await opened.managers.give_pin("Bia", "1357", await till.ana(), Role.CASHIER)
        for _ in range(FREE_TRIES):
            with pytest.raises(WrongPin):
                await opened.presence.sign_in("Ana", "0000")
        with pytest.raises(TooManyTries):
            await opened.approve(PIN)
        assert opened.presence.person is None


async def test_a_cashiers_right_pin_takes_back_no_guess_at_a_managers(counter: OpenCounter) -> None:
    """Also after a start anew."""
    async with counter() as till:
        opened = till.opened.till
        await opened.managers.give_pin("Bia", "1357", await till.ana(), Role.CASHIER)
        for _ in range(FREE_TRIES - 1):
            with pytest.raises(WrongPin):
                await opened.approve("0000")
            assert await opened.presence.sign_in("Bia", "1357") == BIA
    async with counter() as till:
        presence = till.opened.till.presence
        assert await presence.sign_in("Bia", "1357") == BIA
        with pytest.raises(WrongPin):
            await presence.sign_in("Ana", "0000")
        with pytest.raises(TooManyTries):
            await presence.sign_in("Bia", "1357")


async def test_a_cashiers_slips_are_over_with_the_right_pin(counter: OpenCounter) -> None:
    async with counter() as till:
        opened = till.opened.till
        await opened.managers.give_pin("Bia", "1357", await till.ana(), Role.CASHIER)
        for _ in range(3):
            for _ in range(FREE_TRIES - 1):
                with pytest.raises(WrongPin):
                    await opened.presence.sign_in("Bia", "1375")
            assert await opened.presence.sign_in("Bia", "1357") == BIA
