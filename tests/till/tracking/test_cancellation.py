"""Taking back a reference that waits: only its provider's yes, and a look at the whole queue after
it, make it *cancelled*. Whoever cannot be asked has not said yes."""

import asyncio
from collections.abc import Callable
from itertools import pairwise

import pytest
from odd_server import Said
from quiet_shop import LOST, PAGE, Came, OpenQuietShop, QuietShop, told

from pos_app.domain.events import Cancelled, CancelRejected, State
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.till.providers.health import Health

QUEUE = {"proxypay": "^/payments", "wikipay": r"^/v1/payment\?"}
TAKE = {"proxypay": "^/references/", "wikipay": "^/v1/reference/cancel/"}
LOOK_UP = "^/v1/reference/[A-Za-z0-9]+$"
BOTH = pytest.mark.parametrize("method", ["proxypay", "wikipay"])

BUSY = told({"message": "Too Many Requests"}, 429)
WRONG_KEY = told({"message": "Unauthorized"}, 401)
# What comes in the place of an answer, and is no word of the provider's on what was asked.
NOT_A_WORD = {
    "broken": PAGE,
    "busy": BUSY,
    "another key": WRONG_KEY,
    "not understood": told({"message": "Bad Request", "param": "id"}, 400),
    "a page that says 404": Said(404, "<html>not found</html>", {"content-type": "text/html"}),
    "lost": LOST,
}


async def cancelling(shop: QuietShop, sale: Sale, seconds: float = 300) -> Sale:
    """What has become of it so many seconds after somebody asked to take it back."""
    await shop.till.cancel(sale.id)
    await asyncio.sleep(seconds)
    return await shop.sale(sale)


@BOTH
@pytest.mark.parametrize("said", NOT_A_WORD.values(), ids=NOT_A_WORD)
async def test_it_waits_until_its_provider_has_said_that_it_is_gone(
    said: Said, method: str, quiet_shop: OpenQuietShop
) -> None:
    """Asked for again, ever more seldom and at most once a minute, until it is."""
    async with quiet_shop() as shop:
        sale = await shop.waiting(method)
        shop.answers(method, "DELETE", TAKE[method], said)
        asked = await cancelling(shop, sale)
        times = [one.at for one in shop.asked(method, "DELETE", TAKE[method])]
        shop.heal()
        sale = await shop.at_rest(sale)
    assert (asked.state, asked.cancelling) == (State.WAITING, True)
    pauses = [after - before for before, after in pairwise(times)]
    assert pauses == sorted(pauses)
    assert 1 < pauses[0] < 5
    assert 59 < pauses[-1] < 62
    assert (sale.state, sale.reason) == (State.CANCELLED, Reason.CANCELLED_HERE)


# What the look at the queue after it meets, and then it is not known who has paid.
UNSEEN: dict[str, Callable[[str], Said]] = {
    "broken": lambda _: PAGE,
    "busy": lambda _: BUSY,
    "another key": lambda _: WRONG_KEY,
    "lost": lambda _: LOST,
    "nobody can read it": lambda _: told({"payments": 7}),
    "not seen to its end": lambda method: told(_crowd(method)),
}


def _crowd(method: str) -> object:
    """Other tills' payments, and more behind them."""
    if method == "proxypay":
        return [{"id": n, "reference_id": 900_000_000 + n, "amount": "1.00"} for n in range(100)]
    one = {"id": "1", "reference_number": "000900000000001", "amount": "1.00"}
    return {"payments": [one], "meta": {"total_count": 400}}


@BOTH
@pytest.mark.parametrize("said", UNSEEN.values(), ids=UNSEEN)
async def test_a_customer_who_had_paid_before_is_seen_though_the_last_look_failed(
    said: Callable[[str], Said], method: str, quiet_shop: OpenQuietShop
) -> None:
    """The provider takes it back at once; the look at the queue after that does not come through,
    and there the payment is. Asked about the reference itself, it does not know yet."""
    async with quiet_shop() as shop:
        sale = await shop.waiting(method)
        shop.answers(method, "GET", QUEUE[method], said(method))
        shop.answers(method, "GET", LOOK_UP, PAGE)
        shop.answers(method, "DELETE", TAKE[method], Said(204))
        assert shop.providers.pay(method, sale.reference or "", None)
        in_between = await cancelling(shop, sale)
        shop.heal()
        await shop.till.look_now(sale.id)
        sale = await shop.until(sale, lambda now: not now.is_open)
    assert (in_between.state, in_between.cancelling) == (State.WAITING, True)
    assert (sale.state, sale.flags, sale.cancelling) == (State.PAID, frozenset(), False)


@BOTH
async def test_what_the_last_look_finds_paid_is_paid_and_was_never_cancelled(
    method: str, quiet_shop: OpenQuietShop
) -> None:
    """The payment reaches the queue while its reference is being taken back."""
    async with quiet_shop() as shop:
        sale = await shop.waiting(method)

        def taken_back(came: Came) -> Said:
            del came
            shop.providers.pay(method, sale.reference or "", None)
            return Said(204)

        shop.answers(method, "DELETE", TAKE[method], taken_back)
        now = await cancelling(shop, sale)
        cancelled = [one for one in await shop.events(sale) if isinstance(one, Cancelled)]
    assert (now.state, now.flags, len(cancelled)) == (State.PAID, frozenset(), 0)


@BOTH
@pytest.mark.parametrize("change", [{}, {"secret": "another-shops"}], ids=["none", "another"])
async def test_it_is_asked_for_by_the_account_that_made_it_and_by_no_other(
    change: dict[str, str], method: str, quiet_shop: OpenQuietShop
) -> None:
    """Any other one has no such reference, which sounds like a yes."""
    async with quiet_shop() as shop:
        sale = await shop.waiting(method)
        shop.use_account(method, **change)
        gone = told({"message": "Not Found"}, 404)
        shop.answers(method, "DELETE", TAKE[method], gone)
        shop.answers(method, "GET", QUEUE[method], told([] if method == "proxypay" else _empty()))
        asked = await cancelling(shop, sale)
        tried = len(shop.asked(method, "DELETE"))
        shop.heal()
        shop.use_own_accounts()
        sale = await shop.at_rest(sale)
    assert (asked.state, asked.cancelling, tried) == (State.WAITING, True, 0)
    assert sale.state is State.CANCELLED


@pytest.mark.parametrize("step", [LOOK_UP, TAKE["wikipay"]], ids=["asked about", "taken back"])
async def test_an_account_that_changes_meanwhile_is_asked_for_nothing_and_proves_nothing(
    step: str, quiet_shop: OpenQuietShop
) -> None:
    """While the reference is asked about, or taken back. The customer had paid it; the other
    account has neither such a reference nor such a payment."""
    async with quiet_shop() as shop:
        sale = await shop.waiting("wikipay")
        own = shop.accounts["wikipay"].secret

        def changes(came: Came) -> Said | None:
            shop.use_account("wikipay", secret="another-shops")
            return of_the_other(came) if step != LOOK_UP else told({"references": [waits]})

        def of_the_other(came: Came) -> Said:
            if came.headers["authorization"] == own:
                return Said(204) if came.method == "DELETE" else told(_empty())
            gone = told({"message": "Not Found"}, 404)
            return gone if came.method == "DELETE" else told(_empty())

        number = sale.reference
        waits = {"number": number, "status": " Pending", "amount": "1500.00"}
        shop.answers("wikipay", "GET", LOOK_UP, told({"references": [waits]}))
        shop.answers("wikipay", "GET", QUEUE["wikipay"], of_the_other)
        shop.answers("wikipay", "DELETE", TAKE["wikipay"], of_the_other)
        shop.answers("wikipay", "DELETE" if step == TAKE["wikipay"] else "GET", step, changes)
        assert shop.providers.pay("wikipay", number or "", None)
        doubted = await cancelling(shop, sale)
        deleted = shop.asked("wikipay", "DELETE", TAKE["wikipay"])
        shop.heal()
        shop.use_own_accounts()
        asked_by = {one.headers["authorization"] for one in deleted} - {own}
        sale = await shop.until(sale, lambda now: not now.is_open)
    assert (doubted.state, doubted.cancelling) == (State.WAITING, True)
    assert asked_by == set()
    assert (sale.state, sale.flags) == (State.PAID, frozenset())


def _empty() -> object:
    return {"payments": [], "meta": {"total_count": 0}}


@pytest.mark.parametrize("paid_is_seen", [True, False], ids=["queue", "queue broken"])
async def test_a_reference_that_its_provider_calls_paid_is_not_taken_back(
    quiet_shop: OpenQuietShop, *, paid_is_seen: bool
) -> None:
    """Its payment stands aside for another till just now. It waits on, and nothing is deleted."""
    async with quiet_shop() as shop:
        sale = await shop.waiting("wikipay")
        assert shop.providers.pay("wikipay", sale.reference or "", None)
        shop.answers("wikipay", "GET", QUEUE["wikipay"], told(_empty()) if paid_is_seen else PAGE)
        kept = await cancelling(shop, sale, 5)
        assert not shop.asked("wikipay", "DELETE", TAKE["wikipay"])
        assert sum(isinstance(one, CancelRejected) for one in await shop.events(sale)) == 1
        shop.heal()
        sale = await shop.until(sale, lambda now: not now.is_open)
    assert (kept.state, kept.cancelling, kept.reason) == (
        State.WAITING,
        False,
        Reason.NOT_TAKEN_BACK,
    )
    assert sale.state is State.PAID


async def test_a_providers_no_is_kept_with_its_words_and_asked_for_no_more(
    quiet_shop: OpenQuietShop,
) -> None:
    """ "The parameters were valid but the request failed" (402): nobody knows why, and it waits."""
    said = told({"message": "The reference is paid"}, 402)
    async with quiet_shop() as shop:
        sale = await shop.waiting("wikipay")
        shop.answers("wikipay", "DELETE", TAKE["wikipay"], said)
        now = await cancelling(shop, sale)
        events = await shop.events(sale)
        noes = [one for one in events if isinstance(one, CancelRejected)]
        (no,) = noes
        asked = len(shop.asked("wikipay", "DELETE"))
    assert (now.state, now.cancelling, asked) == (State.WAITING, False, 1)
    assert "The reference is paid" in no.detail
    assert no.raw.startswith("402 ")


async def test_what_nobody_was_told_of_is_cancelled_without_a_word_to_anybody(
    quiet_shop: OpenQuietShop,
) -> None:
    """Not even its number was heard: there is nothing that a customer could pay."""
    async with quiet_shop() as shop:
        shop.answers("proxypay", "POST", "^/reference_ids", LOST)
        sale = await shop.in_doubt("proxypay")
        await shop.till.cancel(sale.id)
        sale = await shop.at_rest(sale)
        deleted = len(shop.asked("proxypay", "DELETE"))
    assert (sale.state, deleted) == (State.CANCELLED, 0)


async def test_a_key_that_is_not_accepted_is_told_of_at_once(quiet_shop: OpenQuietShop) -> None:
    async with quiet_shop() as shop:
        heard: list[Health] = []
        sale = await shop.waiting("proxypay")
        shop.till.listen_health(lambda _, health: heard.append(health))
        shop.answers("proxypay", "DELETE", TAKE["proxypay"], WRONG_KEY, times=1)
        await cancelling(shop, sale, 30)
    assert heard == [Health.LOCKED_OUT, Health.REACHED]


async def test_it_leaves_at_once_though_everything_else_hangs_at_its_provider(
    quiet_shop: OpenQuietShop,
) -> None:
    """Thirty charges in doubt are tried again, and none of these tries is answered."""
    async with quiet_shop() as shop:
        sale = await shop.waiting("proxypay")
        shop.fault("hang", "proxypay", method="PUT")
        for amount in range(30):
            await shop.charge("proxypay", f"{amount + 10}")
        await asyncio.sleep(45)  # they hang, are doubted and tried again, and hang again
        began = shop.time()
        await shop.till.cancel(sale.id)
        await asyncio.sleep(5)
        (deleted,) = shop.asked("proxypay", "DELETE", TAKE["proxypay"])
        assert (deleted.at - began) < 0.1


async def test_what_is_being_sent_again_is_taken_back_as_soon_as_that_is_answered(
    quiet_shop: OpenQuietShop,
) -> None:
    async with quiet_shop() as shop:
        shop.answers("proxypay", "PUT", TAKE["proxypay"], LOST, times=1)
        sale = await shop.charge("proxypay")
        shop.fault("late", "proxypay", method="PUT", seconds=10)
        await shop.until(sale, lambda now: now.tries == 3)
        await shop.till.cancel(sale.id)
        await asyncio.sleep(30)
        (put,) = shop.asked("proxypay", "PUT", TAKE["proxypay"])[1:]
        (deleted,) = shop.asked("proxypay", "DELETE", TAKE["proxypay"])
        assert 10 < (deleted.at - put.at) < 10.5
