"""A provider's call to the till's inbox: how long it takes while 500 tills hold their streams open.

    PYTHONPATH=.:tests:tests/bench python tests/bench/office_wake.py [--tills 500] [--seconds 20]
        [--rate 20]

Two real processes of the office, `serve` and `collect`, and a PostgreSQL that syncs. A provider
posts signed payments of tills drawn by lot; each till that hears "look" fetches its inbox and says
that it has taken what is in it. Prints the times from the first byte of a call to the inbox that
shows it, and ends with 1 where a call was missed or was slower than its bound.
"""

import argparse
import asyncio
import base64
import hashlib
import hmac
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from statistics import quantiles

import httpx
import psycopg
from many_tills.database import Known, add_tills
from many_tills.wire import Wire

from pos_app.office.calls.accounts.account_book import AccountBook, NewAccount
from pos_app.office.calls.accounts.sealing import KEY_VARIABLE, PATHS_VARIABLE, Seal
from pos_app.office.database.connections import collecting
from pos_app.office.database.migrator import migrate
from pos_app.office.trial.cluster import temporary_cluster
from pos_app.ports.office.protocol import AccountMode

P50, P99 = 0.050, 0.250  # seconds, on an idle machine
LOST_AFTER = 10.0  # seconds
HOST = "127.0.0.1"
KEY = "key-of-the-bench"
ROOT = Path(__file__).parents[2]


class Heard:
    """When each call was sent, and when its till's inbox showed it, by the body."""

    def __init__(self) -> None:
        self.sent: dict[bytes, float] = {}
        self.shown: dict[bytes, float] = {}
        self.looks = 0
        self.cpu: dict[str, float] = {}  # seconds of each process, for all calls
        self.memory = 0.0  # KiB of `serve` for a stream

    @property
    def times(self) -> Sequence[float]:
        return [self.shown[body] - at for body, at in self.sent.items() if body in self.shown]


async def hold(till: Known, port: int, heard: Heard) -> None:
    """Holds a till's stream open until it is cancelled, and looks whenever it is told to. An office
    that is busy is asked again, as tills do."""
    wire = Wire(HOST, port, till.token)
    try:
        while True:
            reader, writer = await asyncio.open_connection(HOST, port)
            writer.write(
                f"GET /v1/tills/{till.public}/wake HTTP/1.1\r\nhost: office\r\n"
                f"authorization: Bearer {till.token}\r\n\r\n".encode()
            )
            try:
                if b" 200 " in await reader.readline():
                    await listen(till, reader, wire, heard)
            finally:
                writer.close()
            await asyncio.sleep(random.uniform(0.5, 1))
    finally:
        await wire.close()


async def listen(till: Known, reader: asyncio.StreamReader, wire: Wire, heard: Heard) -> None:
    path = f"/v1/tills/{till.public}/inbox"
    while line := await reader.readline():
        if line != b"data: look\n":
            continue
        answer = await wire.get(path)
        now = time.perf_counter()
        if answer.status != HTTPStatus.OK:
            return
        heard.looks += 1
        for call in json.loads(answer.body)["calls"]:
            heard.shown.setdefault(base64.b64decode(call["body"]), now)
            await wire.post(f"{path}/{call['mark']}/done", b"")


async def call(client: httpx.AsyncClient, hook: str, till: Known, number: int, heard: Heard) -> int:
    told = {
        "id": number,
        "reference_id": 100_000_000 + number,
        "amount": "500.00",
        "custom_fields": {"till": till.public},
    }
    body = json.dumps(told).encode()
    signature = hmac.new(KEY.encode(), body, hashlib.sha256).hexdigest()
    heard.sent[body] = time.perf_counter()
    return (await client.post(hook, content=body, headers={"x-signature": signature})).status_code


@asynccontextmanager
async def process(command: str, database: str, seal: Seal) -> AsyncIterator[tuple[int, int]]:
    """Runs a process of the office; the block gets its port and its number."""
    keys = {KEY_VARIABLE: seal.written, PATHS_VARIABLE: seal.for_paths().written}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "pos_app", "office", command),
        *("--database", database, "--listen", f"{HOST}:0"),
        env={**os.environ, **keys, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(30):
            line = await process.stdout.readline()
        yield int(line.decode().strip().rpartition(":")[2]), process.pid
    finally:
        process.terminate()
        await process.wait()


def cpu_of(processes: Mapping[str, int]) -> dict[str, float]:
    """Returns the seconds that each has computed, which do not depend on what else runs."""
    ticks = os.sysconf("SC_CLK_TCK")
    seconds = {}
    for name, number in processes.items():
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        seconds[name] = (int(fields[11]) + int(fields[12])) / ticks
    return seconds


def resident(number: int) -> int:
    """Returns the memory of a process, in KiB."""
    status = Path(f"/proc/{number}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


async def measured(database: str, tills: int, seconds: float, rate: float) -> Heard:
    seal, heard = Seal.new(), Heard()
    known = await asyncio.to_thread(add_tills, database, tills)
    with psycopg.connect(database) as connection:
        shops = [shop for (shop,) in connection.execute(b"SELECT shop FROM shop")]
    async with collecting(database, most=1) as pool:
        nowhere = "http://127.0.0.1:9"  # no queue is read
        new = NewAccount("proxypay", AccountMode.WEBHOOK, shops, base_url=nowhere, key=KEY)
        token = (await AccountBook(pool, seal).add(new, "bench")).token
    async with AsyncExitStack() as stack:
        serving, serve = await stack.enter_async_context(process("serve", database, seal))
        hearing, collect = await stack.enter_async_context(process("collect", database, seal))
        provider = httpx.AsyncClient(verify=False, trust_env=False, timeout=30)
        await stack.enter_async_context(provider)
        slim = resident(serve)
        holding = [asyncio.create_task(hold(till, serving, heard)) for till in known]
        stack.push_async_callback(_cancelled, holding)
        async with asyncio.timeout(60):
            while heard.looks < tills:  # noqa: ASYNC110 - each looks when its stream is open
                await asyncio.sleep(0.05)
        heard.memory = (resident(serve) - slim) / tills
        hook = f"http://{HOST}:{hearing}/hook/proxypay/{token}"
        numbers = {"serve": serve, "collect": collect, "tills": os.getpid()}
        before, lots = cpu_of(numbers), random.Random(1)
        calls, began = [], time.perf_counter()
        for number in range(int(seconds * rate)):
            await asyncio.sleep(max(began + number / rate - time.perf_counter(), 0))
            drawn = lots.choice(known)
            calls.append(asyncio.create_task(call(provider, hook, drawn, number + 1, heard)))
        assert set(await asyncio.gather(*calls)) == {204}
        ends = time.perf_counter() + LOST_AFTER
        while len(heard.shown) < len(calls) and time.perf_counter() < ends:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        heard.cpu = {name: spent - before[name] for name, spent in cpu_of(numbers).items()}
    return heard


async def _cancelled(tasks: Sequence["asyncio.Task[None]"]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tills", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rate", type=float, default=20)
    options = parser.parse_args()
    with temporary_cluster() as cluster:
        with psycopg.connect(cluster.url(), autocommit=True) as connection:
            connection.execute(b"CREATE DATABASE office")
        database = cluster.url("office")
        migrate(database)
        heard = asyncio.run(measured(database, options.tills, options.seconds, options.rate))
    *_, p50 = quantiles(heard.times, n=2)
    p99 = quantiles(heard.times, n=100)[-1]
    missed = len(heard.sent) - len(heard.times)
    print(
        f"call to inbox, {options.tills} streams, {options.rate:g} calls a second, ms"
        f"   p50 {p50 * 1000:.1f}  p99 {p99 * 1000:.1f}  max {max(heard.times) * 1000:.1f}"
        f"   of {len(heard.sent)}, missed {missed}"
    )
    each = "  ".join(f"{name} {s * 1000 / len(heard.sent):.1f}" for name, s in heard.cpu.items())
    print(f"computed for each call, ms   {each};  memory of a stream, KiB   {heard.memory:.0f}")
    return int(bool(missed) or p50 >= P50 or p99 >= P99)


if __name__ == "__main__":
    sys.exit(main())
