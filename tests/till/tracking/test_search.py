"""A charge whose answer was lost is looked for in its provider's lists, by the account that it was
sent by. What is found there is asked about; what is not found proves nothing for a long while."""

import asyncio
from collections.abc import Mapping
from itertools import pairwise

import pytest
from odd_server import Said
from quiet_shop import LOST, PAGE, Came, OpenQuietShop, QuietShop, told

from pos_app.domain.events import Accepted, State
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.till.providers.health import Health
from pos_app.till.tracking import search

LISTS = r"/wallets/\d+/transactions|/webhooks/"
SORTED, PLAIN = r"/transactions\?sort", r"/transactions\?per_page"
MPESA = "clicpay.mpesa"

EMPTY = told([])
NONE_SUCH = told({"message": "Not Found"}, 404)
WRONG_KEY = told({"message": "Unauthenticated."}, 401)
BUSY = told({"message": "Too Many Attempts."}, 429)
# What a list may say that is no list, and no word that there is none.
UNREAD: Mapping[str, Said] = {
    "broken": PAGE,
    "busy": BUSY,
    "another key": WRONG_KEY,
    "no list": told({"message": "ok"}),
    "lost": LOST,
}


async def lost(shop: QuietShop) -> Sale:
    """The charge was made, and nobody here heard what it is called. Its customer decides by and
    by."""
    shop.weather("lost_after", "clicpay", times=1)
    return await shop.in_doubt(MPESA)


def searches(shop: QuietShop) -> list[float]:
    """When its first list was asked for."""
    return [one.at for one in shop.asked("clicpay", "GET", SORTED)]


def listed(sale: Sale, reference: str = "CP77") -> Said:
    row = {"internal_notes": sale.id, "clicpay_reference": reference, "status": "pending"}
    return told([{"internal_notes": "another", "clicpay_reference": "CP1"}, row])


@pytest.mark.parametrize("where", [SORTED, PLAIN], ids=["the first list", "the second"])
async def test_what_a_list_shows_is_asked_about_and_its_words_are_kept(
    where: str, quiet_shop: OpenQuietShop
) -> None:
    paid = {"clicpay_reference": "CP77", "status": "successful", "amount": "1500.00"}
    async with quiet_shop() as shop:
        shop.answers("clicpay", "GET", LISTS, NONE_SUCH)
        shop.answers("clicpay", "GET", "CP77/status", told(paid))
        sale = await lost(shop)
        shop.answers("clicpay", "GET", where, listed(sale))
        sale = await shop.until(sale, lambda now: not now.is_open)
        (taken,) = [one for one in await shop.events(sale) if isinstance(one, Accepted)]
        times = searches(shop)
        plain = len(shop.asked("clicpay", "GET", PLAIN))
    assert (sale.state, sale.reference, sale.flags) == (State.PAID, "CP77", frozenset())
    assert "CP77" in taken.raw
    assert taken.raw.startswith("200 ")
    assert (len(times), plain) == (1, int(where == PLAIN))


async def test_where_there_are_no_such_lists_that_is_said_at_once(
    quiet_shop: OpenQuietShop,
) -> None:
    async with quiet_shop() as shop:
        shop.answers("clicpay", "GET", LISTS, NONE_SUCH)
        sale = await lost(shop)
        began = shop.time()
        sale = await shop.at_rest(sale)
        took = shop.time() - began
        await asyncio.sleep(3600)
        sale = await shop.sale(sale)
        asked = len(searches(shop))
    assert (sale.state, sale.reason, asked) == (State.UNKNOWN, Reason.NO_TRACE, 1)
    assert took < 5


@pytest.mark.parametrize("said", [EMPTY, *UNREAD.values()], ids=["not in it", *UNREAD])
@pytest.mark.parametrize("where", [LISTS, PLAIN], ids=["all", "one of them"])
async def test_a_list_is_late_or_unread_for_a_quarter_of_an_hour_before_there_is_no_trace(
    said: Said, where: str, quiet_shop: OpenQuietShop
) -> None:
    """A customer types a PIN within two minutes, and a list shows it some time after. Where one
    list does not exist, the other may yet show it."""
    async with quiet_shop() as shop:
        shop.answers("clicpay", "GET", LISTS, NONE_SUCH)
        shop.answers("clicpay", "GET", where, said)
        sale = await lost(shop)
        began = shop.time()
        await asyncio.sleep(14 * 60)
        meanwhile = await shop.sale(sale)
        await asyncio.sleep(3 * 60)
        sale = await shop.sale(sale)
        times = [at - began for at in searches(shop)]
    assert search.PATIENCE == 15 * 60
    assert (meanwhile.state, meanwhile.reason) == (State.UNKNOWN, Reason.NO_ANSWER)
    assert (sale.state, sale.reason) == (State.UNKNOWN, Reason.NO_TRACE)
    assert 1.9 < times[0] < 5
    pauses = [after - before for before, after in pairwise(times)]
    assert 3.9 < pauses[0] < 8
    assert all(59.9 < pause < 65 for pause in pauses[5:])
    assert 14 * 60 < times[-1] < 17 * 60


@pytest.mark.parametrize("said", [EMPTY, *UNREAD.values()], ids=["not in it", *UNREAD])
async def test_after_a_restart_one_list_that_can_be_read_is_enough(
    said: Said, quiet_shop: OpenQuietShop
) -> None:
    """It was long searched for; what could not be read just now may show it soon."""
    async with quiet_shop() as shop:
        shop.answers("clicpay", "GET", LISTS, NONE_SUCH)
        sale = await shop.at_rest(await lost(shop))
        assert sale.reason is Reason.NO_TRACE
        before = len(searches(shop))
        shop.answers("clicpay", "GET", LISTS, said)
        await shop.reopen()
        await asyncio.sleep(3600)
        sale = await shop.sale(sale)
        asked = len(searches(shop)) - before
    assert (sale.state, sale.reason) == (State.UNKNOWN, Reason.NO_TRACE)
    if said is EMPTY:
        assert asked == 1
    else:
        assert asked > 10


async def test_what_a_list_shows_only_after_a_restart_is_found(quiet_shop: OpenQuietShop) -> None:
    paid = {"clicpay_reference": "CP77", "status": "successful", "amount": "1500.00"}
    async with quiet_shop() as shop:
        shop.answers("clicpay", "GET", LISTS, NONE_SUCH)
        sale = await shop.at_rest(await lost(shop))
        shop.answers("clicpay", "GET", PLAIN, listed(sale))
        shop.answers("clicpay", "GET", "CP77/status", told(paid))
        await shop.reopen()
        assert (await shop.until(sale, lambda now: not now.is_open)).state is State.PAID


async def test_what_could_not_be_looked_for_is_looked_for_as_soon_as_its_account_is_back(
    quiet_shop: OpenQuietShop,
) -> None:
    async with quiet_shop() as shop:
        shop.answers("clicpay", "GET", LISTS, EMPTY)
        await lost(shop)
        shop.use_account("clicpay", secret="another-shops")
        await asyncio.sleep(600)
        back = shop.time()
        shop.use_own_accounts()
        await asyncio.sleep(60)
        assert (next(at for at in searches(shop) if at > back) - back) < 1


async def test_no_other_account_is_searched_and_the_own_one_is_once_it_is_back(
    quiet_shop: OpenQuietShop,
) -> None:
    paid = {"clicpay_reference": "CP77", "status": "successful", "amount": "1500.00"}
    async with quiet_shop() as shop:
        shop.answers("clicpay", "GET", LISTS, EMPTY)
        sale = await lost(shop)
        shop.use_account("clicpay", secret="another-shops")
        shop.answers("clicpay", "GET", LISTS, NONE_SUCH)
        await asyncio.sleep(1800)
        asked, meanwhile = len(searches(shop)), await shop.sale(sale)
        shop.answers("clicpay", "GET", LISTS, listed(sale))
        shop.answers("clicpay", "GET", "CP77/status", told(paid))
        shop.use_own_accounts()
        sale = await shop.until(sale, lambda now: not now.is_open)
    assert (asked, meanwhile.reason) == (0, Reason.NO_ANSWER)
    assert sale.state is State.PAID


@pytest.mark.parametrize("taken_away", [True, False])
async def test_an_account_that_changes_between_two_lists_is_not_asked_and_proves_nothing(
    quiet_shop: OpenQuietShop, *, taken_away: bool
) -> None:
    """The first list is not there; the second, at the address of the other account, would not be
    either. Its own one has it."""
    async with quiet_shop() as shop:
        elsewhere = {"secret": "another-shops", "base_url": shop.accounts["wipay"].base_url}

        def first(came: Came) -> Said:
            del came
            shop.use_account("clicpay", **({} if taken_away else elsewhere))
            return NONE_SUCH

        shop.answers("clicpay", "GET", PLAIN, EMPTY)
        shop.answers("clicpay", "GET", SORTED, first)
        shop.answers("wipay", "GET", LISTS, NONE_SUCH)
        sale = await lost(shop)
        await asyncio.sleep(600)
        own = len(shop.asked("clicpay", "GET", PLAIN))
        sale = await shop.sale(sale)
        others = len(shop.asked("wipay"))
    assert (sale.state, sale.reason) == (State.UNKNOWN, Reason.NO_ANSWER)
    assert (own, others) == (1, 0)


async def test_odd_money_is_a_persons_and_looked_for_no_more(quiet_shop: OpenQuietShop) -> None:
    """What was found said another amount: that is known, though its address is not kept."""
    other = {"clicpay_reference": "CP77", "status": "successful", "amount": "15.00"}
    async with quiet_shop() as shop:
        shop.answers("clicpay", "GET", LISTS, EMPTY)
        sale = await lost(shop)
        shop.answers("clicpay", "GET", PLAIN, listed(sale))
        shop.answers("clicpay", "GET", "CP77/status", told(other))
        sale = await shop.until(sale, lambda now: bool(now.flags))
        before = len(searches(shop))
        await asyncio.sleep(600)
        await shop.reopen()
        await asyncio.sleep(3600)
        sale = await shop.sale(sale)
        asked = len(searches(shop)) - before
    assert (sale.state, asked) == (State.UNKNOWN, 0)


async def test_a_list_tells_how_its_provider_is(quiet_shop: OpenQuietShop) -> None:
    async with quiet_shop() as shop:
        heard: list[Health] = []
        shop.answers("clicpay", "GET", LISTS, NONE_SUCH)
        shop.answers("clicpay", "GET", SORTED, WRONG_KEY, times=1)
        sale = await lost(shop)
        shop.till.listen_health(lambda _, health: heard.append(health))
        await shop.at_rest(sale)
    assert heard == [Health.LOCKED_OUT, Health.REACHED]
