"""A manager holds the journal beside what payment services say, in the open till of a shop."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support import Counter, OpenCounter, World

from pos_app.domain.errors import BadInput, InputProblem, NotAllowed, NotApproved
from pos_app.domain.money import Currency, Money
from pos_app.domain.reconciliation.comparison import Finding
from pos_app.domain.reconciliation.notes import StatementImported
from pos_app.domain.reconciliation.period import ReconciledPeriod
from pos_app.ports.statements import LineFact, StatementLayout

TODAY = datetime.now().astimezone().date()
MTN_200 = Money(200_00, Currency.MZN)
AROUND = (TODAY - timedelta(days=1), TODAY + timedelta(days=2))


def statement(entries: Sequence[dict[str, Any]], *more: str) -> bytes:
    """What the service would send for these movements of its ledger: its own habit of writing."""
    rows = ["Nº da Transacção;Referência;Data/Hora;Montante;Comissão"]
    for one in entries:
        sign = "-" if one["kind"] in ("refund", "payout") else ""
        amount, fee = (str(one[name] or "").replace(".", ",") for name in ("amount", "fee"))
        rows.append(f"{one['payment'] or ''};{one['reference']};{one['at']};{sign}{amount};{fee}")
    return "\n".join([*rows, *more]).encode("cp1252")


Save = Callable[[bytes | str], Path]


@pytest.fixture
def saved(tmp_path: Path) -> Save:
    """The file, as a person has saved it."""
    count = itertools.count()

    def saved(data: bytes | str) -> Path:
        file = tmp_path / f"extracto-{next(count)}.csv"
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
        return file

    return saved


async def taken_in(till: Counter, source: str, file: Path) -> StatementImported:
    desk = till.opened.reconciliation
    read = await desk.read(source, file)
    return await desk.take_in(source, read, AROUND, await till.ana())


async def compared(till: Counter, source: str) -> ReconciledPeriod:
    return await till.opened.reconciliation.period(source, *AROUND)


async def test_a_months_statement_is_reconciled_to_the_cent_or_says_what_is_open(
    counter: OpenCounter, world: World, saved: Save
) -> None:
    """Paid, paid twice, paid short, and one payment that the till never saw: each is found once,
    whatever order the statement has; a manager's reasons close the month."""
    world.mode("proxypay", "fee", "named")
    async with counter() as till:
        await till.sell("proxypay", world)
        twice = await till.sell("proxypay", world, "700")
        world.pay(twice.reference)
        short = await till.waiting("proxypay", "900")
        world.pay(short.reference, amount="899.99")
        for sale in (twice, short):
            await till.opened.till.look_now(sale.id)
            await till.until(sale, lambda now: bool(now.flags))
        ledger = world.ledger()
        stranger = f"999900000001;111222333;{ledger[0]['at']};250,00;50,00"
        note = await taken_in(
            till, "proxypay", saved(statement(ledger[::-1], stranger, "Total;;;1;"))
        )
        assert (note.count, note.left_out, note.total.plain, note.fees.plain) == (
            5, 1, "4049.99", "250.00",
        )  # fmt: skip
        month = await compared(till, "proxypay")
        assert (month.matched, month.matched_by_time) == (4, 0)
        (only_there,) = month.open
        assert (only_there.finding, only_there.difference) == (Finding.ONLY_THERE, 250_00)
        assert (month.here, month.there, month.unstated) == (3799_99, 4049_99, [])
        desk = till.opened.reconciliation
        with pytest.raises(BadInput):
            await desk.resolve("proxypay", only_there, " ", await till.ana())
        with pytest.raises(NotApproved):
            await desk.resolve("proxypay", only_there, "da outra caixa", None)
        matched = next(one for one in month.found if one.finding is Finding.MATCHED)
        with pytest.raises(NotAllowed):
            await desk.resolve("proxypay", matched, "igual", await till.ana())
        await desk.resolve("proxypay", only_there, "da outra caixa", await till.ana())
        month = await compared(till, "proxypay")
        assert month.is_to_the_cent
        assert [month.decisions[one.key].why for one in month.resolved] == ["da outra caixa"]
        with pytest.raises(BadInput) as again:
            await taken_in(till, "proxypay", saved(statement(ledger[::-1], stranger, "Total;;;1;")))
        assert again.value.complaint is InputProblem.STATEMENT_KNOWN
        # A later statement that repeats its lines, in another order, adds none.
        await taken_in(till, "proxypay", saved(statement(ledger, stranger)))
        assert (await compared(till, "proxypay")).is_to_the_cent
    async with counter() as till:  # it stands in the journal
        assert (await compared(till, "proxypay")).is_to_the_cent


async def test_a_wallets_own_history_is_asked_for_and_refunds_go_the_other_way(
    counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        paid = await till.sell("clicpay.mpesa", world)
        await till.sell("clicpay.emola", world)
        refund = await till.opened.till.refund("r" * 16, paid.id, MTN_200, await till.ana())
        await till.at_rest(refund)
        desk = till.opened.reconciliation
        for form in ("usual", "rows", "data"):
            world.mode("clicpay", "history", form)
            read = await desk.ask("clicpay.mpesa", AROUND[0])
            assert sorted(line.amount.plain for line in read.lines) == ["-200.00", "1500.00"]
        await desk.take_in("clicpay.mpesa", read, AROUND, await till.ana())
        assert (await compared(till, "clicpay.mpesa")).is_to_the_cent
        every = await desk.ask("clicpay", AROUND[0])
        assert len(every.lines) == 3
        # Of the provider as a whole no statement was taken in.
        assert [one.finding for one in (await compared(till, "clicpay")).open] == [
            Finding.ONLY_HERE
        ] * 3


async def test_a_list_of_references_stands_for_a_statement(
    counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        await till.sell("wikipay", world)
        await till.waiting("wikipay", "20")
        desk = till.opened.reconciliation
        read = await desk.ask("wikipay", AROUND[0])
        await desk.take_in("wikipay", read, AROUND, await till.ana())
        month = await compared(till, "wikipay")
        assert (month.matched, month.is_to_the_cent) == (1, True)


async def test_the_columns_of_a_service_are_named_once(
    counter: OpenCounter, world: World, saved: Save
) -> None:
    async with counter() as till:
        await till.sell("vpos", world)
        (moved,) = world.ledger()
        desk = till.opened.reconciliation
        text = f"Quando;Quanto;Chave\n{moved['at']};{moved['amount']};{moved['reference']}\n"
        with pytest.raises(BadInput):
            await desk.read("vpos", saved(text))
        layout = StatementLayout(
            {LineFact.DATE: "Quando", LineFact.AMOUNT: "Quanto", LineFact.REFERENCE: "Chave"}
        )
        read = await desk.read("vpos", saved(text), layout)
        await desk.take_in("vpos", read, AROUND, await till.ana())
        assert (await compared(till, "vpos")).is_to_the_cent
        known = await desk.read("vpos", saved(f"{text}{moved['at']};1,00;R2\n"))
        assert len(known.lines) == 2
        # A service that changes its headings to plain ones is understood again.
        plain = text.replace("Quando", "Data").replace("Quanto", "Valor")
        assert len((await desk.read("vpos", saved(plain))).lines) == 1


async def test_nothing_is_taken_in_without_a_manager_nor_for_a_service_that_is_none(
    counter: OpenCounter, world: World, saved: Save
) -> None:
    async with counter() as till:
        await till.sell("vpos", world)
        desk = till.opened.reconciliation
        read = await desk.read("vpos", saved(statement(world.ledger())))
        with pytest.raises(NotApproved):
            await desk.take_in("vpos", read, AROUND, None)
        with pytest.raises(BadInput) as empty:
            await desk.take_in("vpos", replace(read, lines=()), AROUND, await till.ana())
        assert empty.value.complaint is InputProblem.STATEMENT_EMPTY
        with pytest.raises(BadInput):
            await desk.read("stranger", saved(statement(world.ledger())))
        with pytest.raises(BadInput):
            await desk.ask("proxypay", AROUND[0])  # it keeps no lists
        assert not (await desk.period("vpos", date(2020, 1, 1), date(2020, 1, 31))).found
