"""A provider's call to the event in the till's journal: how long it takes while 500 tills hold
their streams open.

    PYTHONPATH=.:tests:tests/bench python tests/bench/office_wake.py [--tills 500] [--real 10]
        [--seconds 20] [--rate 20]

Two real processes of the office, `serve` and `collect`, and a PostgreSQL that syncs. Ten of the
tills are real, each in a process of its own, with a journal that syncs, too: they joined the office
by a code, and issued the references that are paid. The others hold their streams, and ask their
inboxes once a minute, as a till does that is told nothing. A provider posts the signed payments, in
an order of chance. The clock runs from before the first byte of a call until the till's journal has
committed the event that says it is paid. Ends with 1 where a payment was missed or counted twice,
or was slower than its bound.
"""

import argparse
import asyncio
import hashlib
import hmac
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx
import psycopg
from many_tills.database import Known, add_tills
from many_tills.wire import Wire
from support import environment_of, settings_of

from pos_app.app.sandbox_process import Sandbox
from pos_app.installation.profile import Profile
from pos_app.office.calls.accounts.account_book import AccountBook, NewAccount
from pos_app.office.calls.accounts.sealing import KEY_VARIABLE, PATHS_VARIABLE, Seal
from pos_app.office.database.connections import collecting, connected
from pos_app.office.database.migrator import migrate
from pos_app.office.tills.codes import CodeOrder, make_code
from pos_app.office.trial.cluster import temporary_cluster
from pos_app.ports.gateway import Account
from pos_app.ports.office.protocol import AccountMode

P50, P99 = 0.050, 0.250  # seconds, on an idle machine
LOST_AFTER = 10.0  # seconds
ASKS_ANYWAY = 60.0  # seconds, between two times that a till asks its inbox untold
READY_WITHIN = 150.0  # seconds, for the real tills to issue their references
HOST = "127.0.0.1"
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Payment:
    """A reference that a real till waits for the money of."""

    till: str
    sale: str
    reference: str
    amount: str

    def body(self, number: int) -> bytes:
        told = {
            "id": number,
            "reference_id": int(self.reference),
            "amount": self.amount,
            "custom_fields": {"till": self.till, "sale": self.sale},
        }
        return json.dumps(told).encode()


@dataclass
class Measured:
    """By sale: when its call was sent, answered, and its event committed, in seconds of the clock
    that all processes share."""

    sent: dict[str, float] = field(default_factory=dict)
    answered: dict[str, float] = field(default_factory=dict)
    paid: dict[str, float] = field(default_factory=dict)
    counted: int = 0  # payments in the journals
    looks: int = 0
    cpu: dict[str, float] = field(default_factory=dict)  # seconds of each process, for all calls
    memory: float = 0.0  # KiB of `serve` for a stream

    def took(self, until: Mapping[str, float]) -> Sequence[float]:
        return [until[sale] - at for sale, at in self.sent.items() if sale in until]


async def hold(till: Known, port: int, wire: Wire, measured: Measured) -> None:
    """Holds a till's stream open until it is cancelled, and looks whenever it is told to. An office
    that is busy is asked again, as tills do."""
    while True:
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(
            f"GET /v1/tills/{till.public}/wake HTTP/1.1\r\nhost: office\r\n"
            f"authorization: Bearer {till.token}\r\n\r\n".encode()
        )
        try:
            if b" 200 " in await reader.readline():
                while line := await reader.readline():
                    if line == b"data: look\n":
                        await look(till, wire)
                        measured.looks += 1
        finally:
            writer.close()
        await asyncio.sleep(random.uniform(0.5, 1))


async def look(till: Known, wire: Wire) -> None:
    answer = await wire.get(f"/v1/tills/{till.public}/inbox")
    assert answer.status in (HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE), answer


async def ask_anyway(wires: Mapping[Known, Wire]) -> None:
    while True:
        for till, wire in wires.items():
            await asyncio.sleep(ASKS_ANYWAY / len(wires))
            await look(till, wire)


class RealTill:
    """A process with a till and a journal (`wake_till`)."""

    def __init__(self, profile: Profile, measured: Measured) -> None:
        self.payments = list[Payment]()
        self.ready = asyncio.Event()
        self._profile, self._measured = profile, measured
        self.number = 0

    async def run(
        self, accounts: Mapping[str, Account], address: str, code: str, many: int
    ) -> None:
        """Runs it until it is cancelled. Raises ChildProcessError where it ends before that."""
        probe = Path(__file__).with_name("wake_till.py")
        profile = self._profile
        profile.prepare()
        shop = '[shop]\nname = "Mercearia"\nlock_after = 0\n'
        profile.settings.write_text(shop + settings_of([accounts["proxypay"]]))
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, str(probe), str(profile.root), address, code, str(many)),
            env={
                **os.environ,
                **environment_of(dict(accounts)),
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
                "POS_APP_PASSPHRASE": "three sad tigers",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            async for line in process.stdout:
                self._hear(json.loads(line))
            raise ChildProcessError(f"a till ended: {await process.wait()}")
        finally:
            process.stdin.close()
            await process.wait()

    def _hear(self, told: Mapping[str, Any]) -> None:
        if "paid" in told:
            self._measured.paid.setdefault(told["paid"], told["at"])
        elif "process" in told:
            self.number = told["process"]
            self.ready.set()
        else:
            self.payments.append(Payment(**told))


async def call(
    client: httpx.AsyncClient, hook: str, key: str, payment: Payment, number: int, seen: Measured
) -> int:
    body = payment.body(number)
    signature = hmac.new(key.encode(), body, hashlib.sha256).hexdigest()
    seen.sent[payment.sale] = time.perf_counter()
    answer = await client.post(hook, content=body, headers={"x-signature": signature})
    seen.answered[payment.sale] = time.perf_counter()
    return answer.status_code


@asynccontextmanager
async def process(
    command: str, database: str, seal: Seal, folder: Path
) -> AsyncIterator[tuple[int, int]]:
    """Runs a process of the office; the block gets its port and its number."""
    keys = {KEY_VARIABLE: seal.written, PATHS_VARIABLE: seal.for_paths().written}
    with (folder / f"{command}.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "pos_app", "office", command),
            *("--database", database, "--listen", f"{HOST}:0"),
            env={**os.environ, **keys, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=log,
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


def cpu_of(processes: Mapping[str, Sequence[int]]) -> dict[str, float]:
    """Returns the seconds that each has computed, which do not depend on what else runs."""
    return {name: sum(map(_computed, numbers)) for name, numbers in processes.items()}


def _computed(number: int) -> float:
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(number: int) -> int:
    """Returns the memory of a process, in KiB."""
    status = Path(f"/proc/{number}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


async def measure(database: str, options: argparse.Namespace, folder: Path) -> Measured:
    seal, seen = Seal.new(), Measured()
    known = await asyncio.to_thread(add_tills, database, options.tills - options.real)
    async with AsyncExitStack() as stack:
        sandbox = await asyncio.to_thread(Sandbox.start)
        stack.callback(sandbox.stop)
        account = sandbox.accounts["proxypay"]
        token = await _share(database, seal, account)
        serving, serve = await stack.enter_async_context(process("serve", database, seal, folder))
        hearing, collect = await stack.enter_async_context(
            process("collect", database, seal, folder)
        )
        slim = resident(serve)
        wires = {till: Wire(HOST, serving, till.token) for till in known}
        for till, wire in wires.items():
            _beside(stack, hold(till, serving, wire, seen))
        async with asyncio.timeout(60):
            while seen.looks < len(known):  # noqa: ASYNC110 - each looks when its stream is open
                await asyncio.sleep(0.05)
        seen.memory = (resident(serve) - slim) / len(known)
        real = [RealTill(Profile(folder / f"till-{place}"), seen) for place in range(options.real)]
        each = -(-int(options.seconds * options.rate) // options.real)
        running = [
            _beside(stack, one.run(sandbox.accounts, f"http://{HOST}:{serving}", code, each))
            for one, code in zip(real, await _codes(database, options.real), strict=True)
        ]
        await _until_ready(real, running)
        _beside(stack, ask_anyway(wires))
        numbers = {
            "serve": [serve],
            "collect": [collect],
            "real tills": [one.number for one in real],
        }
        before = cpu_of(numbers)
        hook = f"http://{HOST}:{hearing}/hook/proxypay/{token}"
        await _pay(real, hook, account.secret, options.rate, seen)
        seen.cpu = {name: spent - before[name] for name, spent in cpu_of(numbers).items()}
    with psycopg.connect(database) as connection:
        query = b"SELECT count(*) FROM call WHERE kind = 'webhook'"
        (stored,) = connection.execute(query).fetchone() or (0,)
    assert stored == len(seen.sent), stored
    return seen


async def _pay(real: Sequence[RealTill], hook: str, key: str, rate: float, seen: Measured) -> None:
    payments = [payment for till in real for payment in till.payments]
    random.Random(1).shuffle(payments)
    async with httpx.AsyncClient(verify=False, trust_env=False, timeout=30) as provider:
        calls, began = [], time.perf_counter()
        for number, payment in enumerate(payments):
            await asyncio.sleep(max(began + number / rate - time.perf_counter(), 0))
            one = call(provider, hook, key, payment, number + 1, seen)
            calls.append(asyncio.create_task(one))
        assert set(await asyncio.gather(*calls)) == {HTTPStatus.NO_CONTENT}
    ends = time.perf_counter() + LOST_AFTER
    while len(seen.paid) < len(payments) and time.perf_counter() < ends:  # noqa: ASYNC110
        await asyncio.sleep(0.05)


async def _share(database: str, seal: Seal, account: Account) -> str:
    """Gives the office the account for all its shops; returns the token of its address."""
    with psycopg.connect(database) as connection:
        shops = [shop for (shop,) in connection.execute(b"SELECT shop FROM shop")]
    async with collecting(database, most=1) as pool:
        new = NewAccount(
            "proxypay",
            AccountMode.WEBHOOK,
            shops,
            base_url=account.base_url,
            options={"entity": account.options["entity"]},
            key=account.secret,
        )
        return (await AccountBook(pool, seal).add(new, "bench")).token


async def _codes(database: str, many: int) -> Sequence[str]:
    async with connected(database, writing=1) as pools, pools.write.connection() as connection:
        return [(await make_code(connection, CodeOrder(1, "bench"))).code for _ in range(many)]


def _beside(stack: AsyncExitStack, work: Any) -> "asyncio.Task[None]":
    """Runs it until the stack is left."""
    task = asyncio.create_task(work)

    async def end() -> None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    stack.push_async_callback(end)
    return task


async def _until_ready(real: Sequence[RealTill], running: Sequence["asyncio.Task[None]"]) -> None:
    async with asyncio.timeout(READY_WITHIN):
        for till, run in zip(real, running, strict=True):
            ready = asyncio.create_task(till.ready.wait())
            await asyncio.wait([ready, run], return_when=asyncio.FIRST_COMPLETED)
            if run.done():
                run.result()


def journals(folder: Path) -> int:
    """Returns how many payments the tills' journals have, each as often as it is there."""
    found = 0
    for path in folder.glob("*/journal.sqlite3"):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            (count,) = db.execute("SELECT count(*) FROM events WHERE kind = 'paid'").fetchone()
            found += count
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tills", type=int, default=500)
    parser.add_argument("--real", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rate", type=float, default=20)
    options = parser.parse_args()
    with (
        temporary_cluster() as cluster,
        tempfile.TemporaryDirectory(prefix="office-wake-") as folder,
    ):
        with psycopg.connect(cluster.url(), autocommit=True) as connection:
            connection.execute(b"CREATE DATABASE office")
        database = cluster.url("office")
        migrate(database)
        seen = asyncio.run(measure(database, options, Path(folder)))
        counted = journals(Path(folder))
    print(f"{options.tills} streams, {options.real} of real tills; {options.rate:g} calls a second")
    _line("call to its 204", seen.took(seen.answered))
    took = _line("call to the till's journal", seen.took(seen.paid))
    missed = len(seen.sent) - len(seen.paid)
    print(f"  {len(seen.sent)} payments, missed {missed}, in the journals {counted}")
    each = "  ".join(f"{name} {s * 1000 / len(seen.sent):.1f}" for name, s in seen.cpu.items())
    print(f"  computed for each call, ms   {each};  memory of a stream, KiB   {seen.memory:.0f}")
    good = not missed and counted == len(seen.sent) and took[0] < P50 and took[1] < P99
    print(
        f"  {'within' if good else 'NOT within'} p50 {P50 * 1000:.0f} ms, p99 {P99 * 1000:.0f} ms"
    )
    return 0 if good else 1


def _line(what: str, times: Sequence[float]) -> tuple[float, float]:
    p50, p99 = quantiles(times, n=2)[0], quantiles(times, n=100)[-1]
    print(
        f"  {what:27} ms   p50 {p50 * 1000:6.1f}  p99 {p99 * 1000:6.1f}"
        f"  max {max(times) * 1000:6.1f}"
    )
    return p50, p99


if __name__ == "__main__":
    sys.exit(main())
