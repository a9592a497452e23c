"""Providers' calls: durable, once, from nobody else, and no secret of theirs is written down."""

import asyncio
import json
import subprocess

import pytest
from office.calls.scene import KEY, Scene, Telling, payment, scene, served, signed

from pos_app.office.calls.accounts.account_book import AccountBook, AccountUnusable
from pos_app.office.calls.collecting import hook_app
from pos_app.office.calls.hook import MOST_BODY
from pos_app.office.calls.unverified_budget import UnverifiedBudget
from pos_app.office.trial.cluster import programs
from pos_app.ports.office.protocol import AccountMode


async def _kept(stage: Scene) -> list[tuple[bytes, int | None, str, str]]:
    return await stage.asked("SELECT body, till, payment, about FROM call ORDER BY received_at")


async def test_only_the_provider_is_heard_and_every_word_of_it_once(
    office_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    telling = Telling()
    async with scene(office_url) as stage:
        ours, other = await stage.shop("Baixa"), await stage.shop("Outra")
        till, stranger = await stage.till(ours), await stage.till(other)
        number, token = await stage.account("proxypay", [ours])
        _, theirs = await stage.account("clicpay", [other], key="marked-other-77c1")
        hook = f"/hook/proxypay/{token}"
        body = payment(custom_fields={"till": till.public, "sale": "a-sale"})
        async with served(hook_app(stage.pool, stage.seal, telling)) as client:

            async def status(path: str, content: bytes, **headers: str) -> int:
                return (await client.post(path, content=content, headers=headers)).status_code

            assert await status(hook, body, **signed(body, "another key")) == 401
            assert await status(hook, body) == 401
            assert await status(hook, body + b" ", **signed(body)) == 401
            assert await status(f"{hook}x", body, **signed(body)) == 404
            assert await status(f"/hook/clicpay/{token}", body, **signed(body)) == 403
            assert await status(f"/hook/proxypay/{theirs}", body, **signed(body)) == 403
            assert await status(f"{hook}/{stranger.public}", body, **signed(body)) == 403
            assert await status(f"{hook}/{till.public}/%00", body, **signed(body)) == 404
            large = b"x" * (MOST_BODY + 1)
            assert await status(hook, large, **signed(large)) == 413
            assert await status(hook, b"x", **{"x-many": "x" * 9_000}) == 431
            assert (await client.get(hook)).status_code == 405
            assert await _kept(stage) == []
            assert telling.told == []

            assert await status(hook, body, **signed(body)) == 204
            assert await status(hook, body, **signed(body)) == 204
            assert await status(f"{hook}/{till.public}/s-1", b"{}" + body, **signed(b"")) == 401
            assert await _kept(stage) == [(body, till.till, "1562000001", "")]
            assert telling.everybody == {till.till}

            await stage.asked("REVOKE INSERT ON call FROM office_collect")
            again = payment(id=2)
            assert await status(hook, again, **signed(again)) == 503
            await stage.asked("GRANT INSERT ON call TO office_collect")
            assert await status(hook, again, **signed(again)) == 204

        secrets = [KEY, token, theirs, "marked-other-77c1", stage.seal.written]
        dump = await asyncio.to_thread(_dump, office_url)
        said = [one.getMessage() for one in caplog.records if not one.name.startswith("http")]
        written = dump + repr(said).encode() + repr(await stage.asked("TABLE account")).encode()
        assert b"account_added" in dump
        assert [one for one in secrets if one.encode() in written] == []
        assert number


def _dump(url: str) -> bytes:
    found = subprocess.run([programs() / "pg_dump", url], check=True, capture_output=True)
    return found.stdout


async def test_a_body_that_is_too_long_is_refused_before_it_is_sent(office_url: str) -> None:
    async with scene(office_url) as stage:
        _, token = await stage.account("proxypay", [await stage.shop("Baixa")])
        async with served(hook_app(stage.pool, stage.seal, Telling())) as client:
            port = client.base_url.port
            for length in (f"Content-Length: {MOST_BODY + 1}", "Transfer-Encoding: chunked"):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                head = f"POST /hook/proxypay/{token} HTTP/1.1\r\nHost: office\r\n{length}\r\n\r\n"
                writer.write(head.encode())
                if "chunked" in length:
                    writer.write(b"%x\r\n" % (2 * MOST_BODY) + b"x" * (MOST_BODY + 1))
                answer = await reader.readline()
                assert b" 413 " in answer
                writer.close()


async def test_a_shop_that_keeps_its_key_is_heard_blind_and_within_bounds(office_url: str) -> None:
    telling = Telling()
    async with scene(office_url) as stage:
        shop = await stage.shop("Baixa")
        till = await stage.till(shop)
        sale = await stage.sale(till, "475545250")
        _, token = await stage.account("proxypay", [shop], key="")
        _, called = await stage.account("vpos", [shop], key="")
        body = payment()
        async with served(hook_app(stage.pool, stage.seal, telling)) as client:
            hook = f"/hook/proxypay/{token}"
            assert (await client.post(hook, content=body)).status_code == 204
            # What was without a signature must not stand in for what has one.
            for _ in range(2):
                sent = await client.post(hook, content=body, headers=signed(body))
                assert sent.status_code == 204
            assert (await client.post(hook, content=b"no JSON")).status_code == 204
            address = f"/hook/vpos/{called}/{till.public}/{sale}"
            assert (await client.post(address, content=b"{}")).status_code == 204
        assert await _kept(stage) == [
            (body, till.till, "1562000001", ""),
            (body, till.till, "1562000001", ""),
            (b"no JSON", None, "", ""),
            (b"{}", till.till, "", sale),
        ]
        told = await stage.asked("SELECT headers FROM call WHERE body = %s", body)
        assert sorted("x-signature" in json.loads(headers) for (headers,) in told) == [False, True]
    now = 0.0
    budget = UnverifiedBudget(a_second=2_000, at_once=3_000, clock=lambda: now)
    assert [budget.allows(1, 500) for _ in range(3)] == [True, True, False]
    assert budget.allows(2, 500)
    now = 1.0
    assert [budget.allows(1, 500) for _ in range(2)] == [True, False]


async def test_a_blind_account_has_no_queue_and_a_queue_no_blind_account(office_url: str) -> None:
    async with scene(office_url) as stage:
        shop = await stage.shop("Baixa")
        for provider, mode, key in (
            ("proxypay", AccountMode.QUEUE, ""),
            ("wikipay", AccountMode.WEBHOOK, KEY),
            ("vpos", AccountMode.QUEUE, KEY),
            ("wipay", AccountMode.WEBHOOK, KEY),
        ):
            with pytest.raises(AccountUnusable):
                await stage.account(provider, [shop], mode, key)
        number, _ = await stage.account("proxypay", [shop], AccountMode.QUEUE)
        book = AccountBook(stage.pool, stage.seal)
        await book.set_mode(number, AccountMode.WEBHOOK, "Ana")
        assert [(one.number, one.mode) for one in await book.all()] == [(number, "webhook")]
