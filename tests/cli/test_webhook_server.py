"""Providers that call: real HTTP, from the simulated provider's own courier and from strangers."""

import asyncio
import hashlib
import hmac
import json
import threading
import time
from typing import Any

import httpx
import pytest
from support import OpenCounter, World

from pos_app.app import webhook_server as module
from pos_app.app.webhook_connection import MOST_READ
from pos_app.app.webhook_server import serve
from pos_app.domain.errors import BadInput, JournalUnavailable
from pos_app.domain.events import Event, Paid, State
from pos_app.domain.sale import Sale
from pos_app.journal.store import Store

HERE = "127.0.0.1"


def payment_of(sale: Sale, secret: str, payment: str = "156200000001") -> dict[str, Any]:
    """What ProxyPay posts, signed as its document says."""
    body = json.dumps(
        {
            "id": int(payment),
            "reference_id": int(sale.reference or 0),
            "amount": sale.amount.plain,
            "entity_id": 411,
            "custom_fields": {"sale": sale.id},
        }
    ).encode()
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"content": body, "headers": {"X-Signature": signature}}


def client_of(port: int) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=f"http://{HERE}:{port}", trust_env=False)


@pytest.mark.usefixtures("on_loop")
async def test_a_payment_that_is_delivered_twice_pays_its_sale_once(
    counter: OpenCounter, world: World
) -> None:
    async with counter() as till, serve(till.opened.till, HERE, 0) as port:
        url = f"http://{HERE}:{port}/proxypay"
        world.control.put("/webhooks", json={"provider": "proxypay", "url": url})
        world.fault("deliver_twice", "proxypay")
        sale = await till.waiting("proxypay")
        world.pay(sale.reference)
        sale = await till.until(sale, lambda now: now.state is State.PAID)
        await asyncio.to_thread(_until_delivered, world)
        events = await till.opened.till.journal.events_of(sale.id)
        assert [type(one.event).__name__ for one in events].count("Paid") == 1
        assert not (await till.at_rest(sale)).flags


def _until_delivered(world: World) -> None:
    end = time.monotonic() + 10
    while True:
        deliveries = world.control.get("/deliveries").json()
        if deliveries and all(one["status"] == "delivered" for one in deliveries):
            assert sum(one["attempts"] for one in deliveries) == 2
            return
        assert time.monotonic() < end, "it was never delivered"
        time.sleep(0.02)


async def test_what_nobody_signed_changes_nothing(counter: OpenCounter, world: World) -> None:
    secret = world.accounts["proxypay"].secret
    async with (
        counter() as till,
        serve(till.opened.till, HERE, 0) as port,
        client_of(port) as provider,
    ):
        sale = await till.waiting("proxypay")
        forged = payment_of(sale, "a guess")
        signed = payment_of(sale, secret)
        assert (await provider.post("/proxypay", **forged)).status_code == 401
        assert (await provider.post("/proxypay", content=signed["content"])).status_code == 401
        assert (await provider.post("/nobody", **signed)).status_code == 401
        assert (await provider.get("/proxypay")).status_code == 405
        assert (await provider.post("/", **signed)).status_code == 404
        long = await provider.post("/proxypay", content=b"x" * (MOST_READ + 1))
        assert long.status_code == 413
        before = await till.opened.till.journal.events_of(sale.id)
        assert (await till.opened.till.journal.sale(sale.id)) == sale
        assert (await provider.post("/proxypay/any/path", **signed)).status_code == 204
        assert (await provider.post("/proxypay", **signed)).status_code == 204
        paid = await till.at_rest(sale)
        assert (paid.state, paid.flags) == (State.PAID, frozenset())
        assert len(await till.opened.till.journal.events_of(sale.id)) == len(before) + 1


async def test_what_is_written_too_late_for_its_caller_is_told_all_the_same(
    counter: OpenCounter, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk takes longer than a provider waits: the payment is durable in the end, and the
    window has to hear of it."""
    monkeypatch.setattr(module, "ANSWER_WITHIN", 0.1)
    secret, real = world.accounts["proxypay"].secret, Store.append
    slow, go_on = [True], threading.Event()

    def stalled(store: Store, sale_id: str, *events: Event) -> Sale:
        if slow and isinstance(events[0], Paid):
            slow.clear()
            go_on.wait(10)
        return real(store, sale_id, *events)

    monkeypatch.setattr(Store, "append", stalled)
    async with (
        counter() as till,
        serve(till.opened.till, HERE, 0) as port,
        client_of(port) as provider,
    ):
        sale = await till.waiting("proxypay")
        heard = asyncio.Event()
        till.opened.till.listen(lambda now: heard.set() if now.state is State.PAID else None)
        signed = payment_of(sale, secret)
        assert (await provider.post("/proxypay", **signed)).status_code == 503
        go_on.set()
        async with asyncio.timeout(10):
            await heard.wait()
        assert (await provider.post("/proxypay", **signed)).status_code == 204
        assert not (await till.at_rest(sale)).flags


class _Deaf:
    def __init__(self, error: Exception) -> None:
        self._error = error

    async def handle_webhook(self, *_: object) -> bool:
        raise self._error


@pytest.mark.parametrize(
    ("error", "status"), [(JournalUnavailable("full"), 503), (ValueError("a mistake"), 500)]
)
async def test_what_could_not_be_kept_is_asked_for_again(error: Exception, status: int) -> None:
    reported: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, told: reported.append(told))
    async with serve(_Deaf(error), HERE, 0) as port, client_of(port) as provider:
        assert (await provider.post("/vpos/1", content=b"{}")).status_code == status
    assert len(reported) == (status == 500)  # a mistake of ours is never silent


async def test_a_port_that_is_taken_is_named() -> None:
    async with serve(_Deaf(ValueError()), HERE, 0) as port:
        with pytest.raises(BadInput, match="webhooks"):
            async with serve(_Deaf(ValueError()), HERE, port):
                pass
