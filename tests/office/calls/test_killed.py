"""A process that is killed after it stored what a provider said, and before it could say so."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import httpx
import pytest
from office.calls.network import network
from office.calls.scene import payment, scene, served, signed, until
from support import World

from pos_app.office.calls.collecting import hearing
from pos_app.office.calls.queues.request_budget import Pace
from pos_app.ports.office.protocol import AccountMode

PROCESS = Path(__file__).with_name("hung_process.py")


async def test_what_a_killed_process_had_stored_is_there_once_and_another_goes_on(
    office_url: str, world: World
) -> None:
    at_provider = world.accounts["proxypay"]
    async with scene(office_url) as stage, network() as sender:
        shop = await stage.shop("Baixa")
        till = await stage.till(shop)
        _, token = await stage.account(
            "proxypay", [shop], AccountMode.QUEUE, at_provider.secret, at_provider.base_url
        )
        reference = await sender.reference(at_provider, {"till": till.public})
        await sender.paid(world, at_provider, reference)
        body = payment(id=77, custom_fields={"till": till.public})
        headers = signed(body, at_provider.secret)
        hung = await asyncio.create_subprocess_exec(
            sys.executable,
            str(PROCESS),
            office_url,
            env={**os.environ, "OFFICE_KEY": stage.seal.written, "PYTHONPATH": str(Path.cwd())},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert hung.stdout is not None
        port = int(await hung.stdout.readline())
        address = f"http://127.0.0.1:{port}/hook/proxypay/{token}"
        async with httpx.AsyncClient(verify=False, trust_env=False, timeout=60) as client:
            calling = asyncio.create_task(client.post(address, content=body, headers=headers))

            async def both_stored() -> bool:
                return await stage.asked("SELECT count(*) FROM call") == [(2,)]

            await until(both_stored)
            assert not calling.done()
            hung.send_signal(signal.SIGKILL)
            await hung.wait()
            with pytest.raises(httpx.TransportError):
                await calling
        assert await stage.asked("SELECT fence FROM account") == [(1,)]
        async with (
            hearing(stage.pool, stage.seal, sender, pace=Pace(minute=1), lease_lasts=1) as heard,
            served(heard.app) as provider,
        ):
            again = await provider.post(f"/hook/proxypay/{token}", content=body, headers=headers)
            assert again.status_code == 204
            await until(lambda: stage.asked("SELECT 1 FROM call WHERE acknowledged_at IS NOT NULL"))
        assert await stage.asked("SELECT fence FROM account") == [(2,)]
        rows = await stage.asked("SELECT kind, till FROM call ORDER BY kind")
        assert rows == [("entry", till.till), ("webhook", till.till)]
