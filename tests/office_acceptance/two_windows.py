"""Two real windows, one shop, one ProxyPay account: each payment finds its window. One is killed,
its journal deleted, and restored from the office; it sells on, and the owner's page shows both.

Pictures of the windows and of the page stay in PICTURES (dist/two-windows unless it is set).
"""

import asyncio
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pyotp
from hostile.counters import Window
from hostile.display import Screen, display, missing_packages
from hostile.surroundings import REFERENCE, VPOS, Selling
from many_tills.office import HOST, Office
from office.browser import DESKTOP, PHONE, Browser, a_browser
from selenium.webdriver.common.keys import Keys
from support import environment_of, settings_of

from pos_app.app.sandbox_process import Sandbox
from pos_app.installation.profile import Profile
from pos_app.office.calls.accounts.sealing import KEY_VARIABLE, PATHS_VARIABLE, Seal
from pos_app.office.database.connections import connected
from pos_app.office.tills.codes import CodeOrder, make_code
from pos_app.office.trial.cluster import temporary_cluster
from pos_app.office.trial.first_things import first_things
from pos_app.ports.gateway import Account
from pos_app.ui.theme.tokens import LIGHT

PICTURES = Path(os.environ.get("PICTURES", "dist/two-windows"))
WITHIN = 1.0  # seconds from a payment to the till's journal
_PATIENCE = 60.0
_TICK = 0.02
_PASSWORD = "many sad tigers walk here"
_OPENED = Selling(REFERENCE.keys, REFERENCE.becomes)  # and the slip's dialog stays


@dataclass
class Counter:
    """One of the two: its profile, its screen, and the window while it is open."""

    name: str
    profile: Profile
    screen: Screen
    environment: Mapping[str, str]
    window: Window | None = None
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def command(self, *words: str) -> dict[str, Any]:
        """What a command of the till says as JSON. Raises CalledProcessError."""
        done = subprocess.run(
            [sys.executable, "-P", "-m", "pos_app", "--profile", str(self.profile.root), *words,
             "--json"],
            env=dict(self.environment),
            check=False,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
        )  # fmt: skip
        if done.returncode:
            raise ChildProcessError(f"{words}: {done.returncode} {done.stdout} {done.stderr}")
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def open(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "pos_app", "--profile", str(self.profile.root)],
            env=dict(self.environment),
        )
        self.window = Window(self.screen, self.process, PICTURES, self.name)
        self.window.shows(LIGHT.accent, "button that asks for the money")
        self.window.come_to_it()

    def sell(self, sale: Selling, number: int) -> None:
        assert self.window
        self.window.sell(sale, number)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{self.profile.journal}?mode=ro", uri=True)) as db:
            return db.execute(query).fetchall()


async def check() -> bool:
    if missing := missing_packages():
        print(f"  not installed: apt-get install {' '.join(missing)}")
        return False
    PICTURES.mkdir(parents=True, exist_ok=True)
    seal = Seal.new()
    os.environ |= {KEY_VARIABLE: seal.written, PATHS_VARIABLE: seal.for_paths().written}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="two-windows-")))
        cluster = stack.enter_context(temporary_cluster(settings={"fsync": "off"}))
        sandbox = Sandbox.start()
        stack.callback(sandbox.stop)
        first = await first_things(cluster)
        serving = Office(first.database, folder / "serve.log")
        collecting = Office(first.database, folder / "collect.log", _collect)
        await serving.start()
        await collecting.start()
        _share(first.database, sandbox, f"http://{HOST}:{collecting.port}")
        try:
            counters = [
                _counter(name, folder, stack.enter_context(display()), sandbox.accounts)
                for name in ("Caixa 1", "Caixa 12")
            ]
            for counter in counters:
                stack.callback(counter.kill)
            address = f"http://{HOST}:{serving.port}"
            page = f"http://localhost:{serving.port}"
            return await _tried(counters, sandbox, first.database, address, page, first.invitation)
        finally:
            await serving.stop()
            await collecting.stop()


async def _tried(
    counters: Sequence[Counter],
    sandbox: Sandbox,
    database: str,
    address: str,
    page: str,
    invitation: str,
) -> bool:
    for counter in counters:
        code = await _code(database)
        await asyncio.to_thread(counter.command, "member", "join", address, code)
        await asyncio.to_thread(counter.open)
    for counter in counters:
        await asyncio.to_thread(counter.sell, _OPENED, 1)
    took = [await asyncio.to_thread(_paid_in, sandbox, counter) for counter in counters]
    for counter in counters:
        assert counter.window
        counter.window.take("2-paid")
    print(f"  a payment was in the journal of its window after {took[0]:.2f} and {took[1]:.2f} s")
    lost = counters[1]
    until = lost.ask("SELECT MAX(seq) FROM events")[0][0]
    await _in_office(database, lost.profile.known_till_id(), until)
    lost.kill()
    was = lost.ask("SELECT seq, hash FROM events ORDER BY seq")
    for file in lost.profile.root.glob("journal*"):
        file.unlink()
    code = await _code(database, again=lost.profile.known_till_id())
    restored = await asyncio.to_thread(
        lost.command, "restore", "--from-office", address, "--code", code
    )
    is_same = lost.ask("SELECT seq, hash FROM events ORDER BY seq")[: len(was)] == was
    print(f"  restored: {restored['copy']['sales']} sales, next number {restored['next_number']}")
    verified = await asyncio.to_thread(lost.command, "verify")
    await asyncio.to_thread(lost.open)
    await asyncio.to_thread(lost.sell, VPOS, 3)
    until = lost.ask("SELECT MAX(seq) FROM events")[0][0]
    await _in_office(database, lost.profile.known_till_id(), until)
    shown = await asyncio.to_thread(_look_at_page, page, invitation)
    print(f"  the owner's page: {shown}")
    return is_same and max(took) <= WITHIN and bool(verified) and len(shown) == len(counters)


def _counter(name: str, folder: Path, screen: Screen, accounts: Mapping[str, Account]) -> Counter:
    profile = Profile(folder / name)
    profile.prepare()
    chosen = {one: accounts[one] for one in ("vpos", "proxypay")}
    shop = f'[shop]\nname = "Mercearia"\ntill = "{name}"\nlock_after = 0\n'
    profile.settings.write_text(shop + settings_of(chosen.values()))
    home = folder / f"home of {name}"
    home.mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "xcb",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "POS_APP_PASSPHRASE": "three sad tigers",
        **environment_of(dict(accounts)),
        **screen.environment,
    }
    return Counter(name, profile, screen, environment)


def _share(database: str, sandbox: Sandbox, public_url: str) -> None:
    """Gives the office the account, as a manager does by command, and tells its provider where to
    call: in a queue a payment is found within the five seconds between two looks."""
    account = sandbox.accounts["proxypay"]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "pos_app", "office", "account", "add", "proxypay",
         "--mode", "webhook", "--shop", "1", "--base-url", account.base_url,
         "--option", f"entity={account.options['entity']}", "--public-url", public_url,
         "--database", database],
        input=f"{account.secret}\n",
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )  # fmt: skip
    hook = done.stdout.split()[-1]
    with httpx.Client(base_url=sandbox.control_url, trust_env=False) as control:
        told = control.put("/webhooks", json={"provider": "proxypay", "url": hook})
        assert told.status_code == httpx.codes.OK, told.text


def _collect(database: str, port: int) -> list[str]:
    listen = ["--listen", f"{HOST}:{port}", "--public-url", f"http://{HOST}:{port}"]
    command = [sys.executable, "-P", "-m", "pos_app", "office", "collect"]
    return [*command, "--database", database, *listen]


async def _code(database: str, again: str = "") -> str:
    async with connected(database, writing=1) as pools, pools.write.connection() as connection:
        found = await connection.execute(b"SELECT till FROM till WHERE public = %s", [again])
        known = await found.fetchone()
        order = CodeOrder(1, "check", known[0] if known else None, may_restore=bool(known))
        return (await make_code(connection, order)).code


def _paid_in(sandbox: Sandbox, counter: Counter) -> float:
    """Pays the window's reference at the provider; returns the seconds until its journal says
    so."""
    reference = counter.ask("SELECT reference FROM sales WHERE method = 'proxypay'")[0][0]
    with httpx.Client(base_url=sandbox.control_url, trust_env=False) as control:
        paid = control.post("/pay", json={"provider": "proxypay", "reference": reference})
        assert paid.status_code == httpx.codes.OK, paid.text
    began = time.monotonic()
    _until(lambda: counter.ask("SELECT state FROM sales")[0][0] == "paid", counter.name)
    return time.monotonic() - began


def _until(holds: Callable[[], bool], what: str) -> None:
    ends = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > ends:
            raise TimeoutError(what)
        time.sleep(_TICK)


async def _in_office(database: str, till: str, seq: int) -> None:
    """Waits until the office has this event."""
    query = b"SELECT max(head_seq) FROM branch JOIN till USING (shop, till) WHERE public = %s"
    async with (
        asyncio.timeout(_PATIENCE),
        connected(database, writing=1) as pools,
        pools.write.connection() as connection,
    ):
        while True:
            row = await (await connection.execute(query, [till])).fetchone()
            if row and row[0] >= seq:
                return
            await asyncio.sleep(_TICK)


def _look_at_page(page: str, invitation: str) -> list[str]:
    """Signs the owner in, keeps pictures, and returns the tills that the page names."""
    with a_browser() as browser:
        browser.show(DESKTOP)
        browser.open(f"{page}/invitation/{invitation}")
        _sign_in(browser)
        browser.open(page)
        browser.picture(PICTURES / "owner.png")
        names = sorted(set(re.findall(r"Caixa \d+", browser.text("body"))))
        browser.show(PHONE)
        browser.open(page)
        browser.picture(PICTURES / "owner-phone.png")
    return names


def _sign_in(browser: Browser) -> None:
    """By the invitation's password and app, as somebody without a passkey does."""
    secret = browser.one("input[name=secret]").get_attribute("value") or ""
    for name in ("password", "again"):
        browser.one(f"input[name={name}]").send_keys(_PASSWORD)
    browser.one("input[name=code]").send_keys(pyotp.TOTP(secret).now(), Keys.ENTER)
    browser.wait_until(
        "!location.pathname.startsWith('/invitation') || document.querySelector('code')"
    )
