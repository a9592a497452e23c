"""A day with every kind of exception, closed three times around midnight: each slip is read line by
line against the ledger of the simulated providers."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

from printing.documents.paper import ASKED_AT, shop, texts_of
from quiet_shop import LOST, OpenQuietShop, QuietShop

from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.takings import merged
from pos_app.domain.events import Flag, State
from pos_app.domain.money import Money
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.closing import Closed
from pos_app.ports.ledger import DayState
from pos_app.ports.paper.spool import Edition
from pos_app.printing.documents.close import day_close
from pos_app.printing.documents.letterhead import Letterhead
from pos_app.words.books.close_sections import kind_words
from pos_app.words.methods import method_name

NAMES = {method.id: method_name(method) for method in METHODS.values()}
# The hour of the day at which the shop of these tests opens is nine, in Luanda.
TO_MIDNIGHT = timedelta(hours=14, minutes=50)


class Books:
    """The closes of a shop, and what its providers moved between them."""

    def __init__(self, shop: QuietShop) -> None:
        self.shop = shop
        self._seen = Counter[tuple[str, str]]()

    async def close(self, days_ago: int = 0) -> Closed:
        day = self.shop.till.today() - timedelta(days=days_ago)
        return await self.shop.till.close_day(day, await self.shop.ana())

    def moved(self) -> Mapping[tuple[str, str], int]:
        """What each provider moved since the last look, by provider and way, in minor units."""
        now = Counter[tuple[str, str]]()
        for one in self.shop.providers.movements():
            now[one.provider, one.way] += one.amount
        since, self._seen = now - self._seen, now
        return dict(since)


def counted(closed: Closed) -> Mapping[tuple[str, str], int]:
    """What a close says that each provider moved; a refund is a way of its own."""
    found = Counter[tuple[str, str]]()
    for line in closed.sheet.document.takings:
        provider = METHODS[line.method].provider
        way = "back" if line.amount.minor < 0 else "charge"
        found[provider, way] += abs(line.amount.minor)
    return dict(found)


def by_way(moved: Mapping[tuple[str, str], int]) -> Mapping[tuple[str, str], int]:
    found = Counter[tuple[str, str]]()
    for (provider, way), amount in moved.items():
        found[provider, "charge" if way == "charge" else "back"] += amount
    return dict(found)


def assert_slip_says_it_all(closed: Closed) -> None:
    """Every line of the document is on the paper, and under each method they add up."""
    document = closed.sheet.document
    said = texts_of(day_close(closed, Letterhead(shop()), Edition(number=1, at=ASKED_AT)))
    for line in merged(document.takings):
        of_method = said[said.index(NAMES[line.method]) :]
        assert f"{kind_words(line.kind)} · {line.count}: {line.amount}" in of_method
    paper = "\n".join(said)
    named = [
        *((one.number, one.amount) for one in document.carried),
        *((one.number, one.amount) for one in document.earlier),
        *((one.number, one.amount) for one in document.settled),
        *((one.number, one.amount) for one in document.odd),
    ]
    for number, amount in named:
        assert f"{number:04d}" in paper
        assert str(amount) in paper


async def at_midnight_and(shop: QuietShop, minutes: float) -> None:
    """The evening passes; waiting sales are followed meanwhile."""
    shop.set_clock(TO_MIDNIGHT + timedelta(minutes=minutes))
    await asyncio.sleep(1)


async def test_a_day_closed_three_times_around_midnight(quiet_shop: OpenQuietShop) -> None:
    async with quiet_shop() as shop:
        books = Books(shop)
        lost, late, short = await _a_morning(shop)
        first = await books.close()
        assert counted(first) == by_way(books.moved())
        document = first.sheet.document
        assert {one.number for one in document.carried} >= {lost.number, late.number}
        assert any(Flag.SHORT in one.flags for one in document.carried)
        assert [one.duplicate_of for one in document.odd if one.duplicate_of]
        assert late.number in [one.number for one in document.odd if not one.duplicate_of]
        assert_slip_says_it_all(first)

        # Between the closes: a sale, and the unknown one is found to be paid.
        await shop.paid("vpos", "77")
        await shop.settle(lost, paid=True)
        await at_midnight_and(shop, 20)
        shop.providers.pay("proxypay", str(late.reference), None)
        await shop.until(late, lambda now: now.state is State.PAID)
        await shop.paid("vpos", "33")
        moved = Counter(by_way(books.moved()))

        second = await books.close(days_ago=1)
        third = await books.close()
        for closed in (second, third):
            assert_slip_says_it_all(closed)
        assert [amounts(closed) for closed in (second, third)] == [
            {("vpos", MovementKind.PAID): 77_00, (lost.method, MovementKind.SETTLED): 40_00},
            {("vpos", MovementKind.PAID): 33_00, ("proxypay", MovementKind.PAID): 500_00},
        ]
        said = Counter(counted(second)) + Counter(counted(third))
        said[METHODS[lost.method].provider, "charge"] -= 40_00  # by a manager's word alone
        assert +said == moved
        assert [one.number for one in third.sheet.document.earlier] == [late.number]
        assert [one.number for one in second.sheet.document.settled] == [lost.number]
        assert [made.sheet.document.number for made in (first, second, third)] == [1, 2, 3]
        await _the_days_say_so(shop, late)
        assert short.number in {one.number for one in third.sheet.document.carried}
        nothing = await books.close()
        assert nothing.sheet.document.takings == ()


async def _a_morning(shop: QuietShop) -> tuple[Sale, Sale, Sale]:
    """Paid by every provider, given back, held and captured, in doubt, short, alike, and late."""
    back = await shop.paid("vpos", "1500")
    refund = await shop.refund(back)
    await shop.until(refund, lambda now: not now.is_open)
    await shop.paid("clicpay.mpesa", "20")
    await shop.paid("wipay")
    await shop.paid("vpos", "12")
    await shop.paid("vpos", "12")  # the same customer once more, and on purpose
    late = await shop.waiting("proxypay", "500")
    short = await shop.waiting("proxypay", "800")
    shop.providers.pay("proxypay", str(short.reference), 700_00)
    await shop.until(short, lambda now: bool(now.flags))
    shop.answers("wipay", "POST", "", LOST)
    lost = await shop.at_rest(await shop.charge("wipay", "40"))
    shop.heal()
    return lost, late, short


def amounts(closed: Closed) -> Mapping[tuple[str, MovementKind], int]:
    return {
        (line.method, line.kind): line.amount.minor
        for line in merged(closed.sheet.document.takings)
    }


async def _the_days_say_so(shop: QuietShop, late: Sale) -> None:
    """Yesterday received what its two closes say, and sold what came for it today as well."""
    today = shop.till.today()
    yesterday = today - timedelta(days=1)
    newest, before = await shop.till.ledger.day_statuses(yesterday, today, today)
    assert (newest.state, newest.closes) == (DayState.CLOSED, [3])
    assert (before.state, before.closes) == (DayState.CHANGED, [1, 2])
    assert before.changed_by == [Money(500_00, late.amount.currency)]
    books = await shop.till.ledger.day_books(yesterday)
    assert [bridge.number for bridge in books.came_later] == [late.number]
    assert not books.for_earlier
