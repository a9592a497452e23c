"""The line goes while customers wait, and comes back: seen by people at the real window, before a
real provider whose process is killed and started again."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from e2e.test_days import journal_of
from paces import hurried_rhythm
from persons import AtKeys, AtTouchScreen, Person
from PySide6.QtWidgets import QWidget
from support import PHONES, environment_of, settings_of
from window import Cashier, play

from pos_app.app.sandbox_process import _account
from pos_app.domain.events import State
from pos_app.installation.profile import Profile
from pos_app.sandbox.assembly import SITES
from pos_app.till.providers import poll_schedule
from pos_app.ui.sell.sales.sales_model import SaleRole

_SANDBOX = "import sys; from pos_app.sandbox.command import main; sys.exit(main(sys.argv[1:]))"
SILENT = "900002004"  # a customer of vPOS who does not answer
OFFLINE = "Sem ligação"


class Line:
    """The providers at the same addresses, whenever they are there."""

    def __init__(self, state: Path) -> None:
        self._command = [sys.executable, "-c", _SANDBOX, "--until-stdin-closes", "--speed", "5"]
        self._command += ["--port-base", str(_free_ports()), "--state", str(state)]
        self._process: subprocess.Popen[str] | None = None

    def comes(self) -> dict[str, Any]:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(self._command, stdin=pipe, stdout=pipe, text=True)
        assert self._process.stdout
        offer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return offer

    def goes(self) -> None:
        assert self._process
        self._process.kill()
        self._process.communicate()


def _free_ports() -> int:
    """The first of so many ports in a row at which nobody listens."""
    for base in range(21_000, 31_000, SITES):
        with suppress(OSError), ExitStack() as opened:
            for port in range(base, base + SITES):
                opened.enter_context(socket.create_server(("127.0.0.1", port)))
            return base
    raise AssertionError("no ports")


class Outage:
    """What happens, whoever's hands it goes through."""

    def __init__(self, person: Person, eyes: Cashier, line: Line) -> None:
        self.person = person
        self.eyes = eyes
        self.line = line

    async def waits(self, method: str, amount: str, whom: str = "") -> None:
        await self.person.asks(method, amount, whom)
        await self.eyes.sees(partial(self.reads, "À espera", amount))

    async def happens(self, unsent: str, paid: str) -> None:
        await self.the_line_goes()
        await self.somebody_asks()
        await self.a_charge_ends_harmlessly(unsent)
        await self.the_line_comes_back(paid)

    async def the_line_goes(self) -> None:
        self.line.goes()
        await self.eyes.sees(lambda: self.eyes.reads("verdict_state") == OFFLINE)
        await self.eyes.sees(lambda: self.rows() == {OFFLINE})
        assert self.eyes.reads("verdict_order").startswith("Ainda não sabemos")
        assert "cobre de novo" in self.eyes.reads("verdict_next")
        assert OFFLINE in self.tile("vpos")

    async def somebody_asks(self) -> None:
        await self.person.asks_now()
        await self.eyes.sees(lambda: self.eyes.reads("verdict_message").endswith("não respondeu."))
        assert self.eyes.shows("next_try")

    async def a_charge_ends_harmlessly(self, amount: str) -> None:
        """A wrong word about the line keeps no shop from selling; what cannot leave charges
        nobody."""
        await self.person.asks("clicpay.emola", amount, PHONES["clicpay.emola"])
        await self.eyes.sees(lambda: self.reads("Não pago", amount))

    async def the_line_comes_back(self, amount: str) -> None:
        self.line.comes()
        await self.eyes.sees(lambda: OFFLINE not in self.rows())
        assert OFFLINE not in self.tile("vpos")
        await self.person.asks("clicpay.emola", amount, PHONES["clicpay.emola"])
        await self.eyes.sees(lambda: self.reads("Pago", amount))

    def reads(self, state: str, amount: str) -> bool:
        is_it = amount in self.eyes.reads("verdict_order")
        return is_it and self.eyes.reads("verdict_state").startswith(state)

    def rows(self) -> set[str]:
        """The states of the open sales in the list."""
        side = self.eyes.window.sell.side
        assert side is not None
        model = side.model
        shown = [model.index(row).data(SaleRole.SALE) for row in range(model.rowCount())]
        return {model.state_of(sale) for sale in shown if sale and sale.is_open}

    def tile(self, method: str) -> str:
        found = self.eyes.window.findChild(QWidget, f"method_{method}")
        assert found is not None
        return found.accessibleDescription()


@contextmanager
def shop_before(line: Line, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Profile]:
    offer = line.comes()
    accounts = {
        name: _account(name, entry) for name, entry in offer.items() if isinstance(entry, dict)
    }
    profile = Profile(folder / "shop")
    profile.prepare()
    profile.settings.write_text(settings_of(accounts.values()))
    for name, value in environment_of(accounts).items():
        monkeypatch.setenv(name, value)
    try:
        yield profile
    finally:
        line.goes()


@pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", "grabbing")  # offscreen has none
def test_an_outage_is_told_and_over_as_soon_as_it_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of them: one person has only keys, the next only a finger."""
    for name, value in hurried_rhythm(20).items():
        monkeypatch.setattr(poll_schedule, name, value)

    async def works(cashier: Cashier) -> None:
        first, second = (Outage(who(cashier), cashier, line) for who in (AtKeys, AtTouchScreen))
        cashier.window.resize(1366, 768)
        cashier.window.activateWindow()
        await first.waits("proxypay", "201")
        await first.waits("clicpay.mpesa", "202", "840000002")
        await first.waits("vpos", "203", SILENT)
        await first.happens("204", "205")
        cashier.window.resize(1024, 600)
        await second.waits("vpos", "206", SILENT)
        await second.happens("207", "208")

    line = Line(tmp_path / "providers.json")
    with shop_before(line, tmp_path, monkeypatch) as shop:
        play(shop, works)
    sales = journal_of(shop)
    paid = [sale.amount.plain for sale in sales if sale.state is State.PAID]
    not_sent = [sale.amount.plain for sale in sales if sale.state is State.NOT_SENT]
    assert (paid, not_sent) == (["205.00", "208.00"], ["204.00", "207.00"])
    once = {sale.tries for sale in sales if sale.method != "proxypay"}  # which takes two requests
    assert once == {1}, "something was sent again"
