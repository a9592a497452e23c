"""The till dies with SIGKILL between two steps of a charge, and is started again.

The sandbox holds each step for as long as the killing takes: before it has done the work, after it
has done it, and after it has answered.
"""

import json
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest
from support import Terminal, World

PHONES = {"vpos": "900000000", "clicpay.mpesa": "841234567", "proxypay": ""}
PROVIDERS = {"vpos": "vpos", "clicpay.mpesa": "clicpay", "proxypay": "proxypay"}
PATIENCE = 20.0  # seconds


def until(condition: Callable[[], bool]) -> None:
    """Looks again and again; what never comes true fails by itself."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it never happened"


def start_and_kill(terminal: Terminal, method: str, reached: Callable[[], bool]) -> None:
    phone = ["--phone", PHONES[method]] if PHONES[method] else []
    process = terminal.start("charge", "--method", method, "--amount", "10", *phone, "--wait", "60")
    until(reached)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def recovered(terminal: Terminal, seconds: str = "20") -> tuple[int, dict[str, Any]]:
    """The one sale after a restart, and the exit code of `recover`."""
    code, out, err = terminal.run("recover", "--wait", seconds, "--json")
    assert err == ""
    json.loads(out)
    _, out, _ = terminal.run("sales", "list", "--json")
    (sale,) = json.loads(out)
    code_verify, _, problems = terminal.run("verify")
    assert (code_verify, problems) == (0, "")
    return code, sale


def sale_in(terminal: Terminal, *states: str) -> Callable[[], bool]:
    def reached() -> bool:
        _, out, _ = terminal.run("sales", "list", "--json")
        return any(sale["status"] in states for sale in json.loads(out or "[]"))

    return reached


def reaches_provider(world: World, method: str, path: str) -> Callable[[], bool]:
    return lambda: bool(world.requests(method, path))


@pytest.mark.parametrize("fault", ["delay", "late"])
def test_killed_while_a_repeatable_charge_is_on_its_way(
    fault: str, terminal: Terminal, world: World
) -> None:
    world.fault(fault, "vpos", method="POST", seconds=60 * 40)
    start_and_kill(terminal, "vpos", reaches_provider(world, "POST", "/transactions"))
    world.heal()
    code, sale = recovered(terminal)
    assert (code, sale["status"]) == (0, "paid")
    assert [entry["reference"] for entry in world.ledger()] == [sale["provider_reference"]]


@pytest.mark.parametrize(("fault", "charges"), [("delay", 0), ("late", 1)])
def test_killed_while_a_charge_that_must_not_be_repeated_is_on_its_way(
    fault: str, charges: int, terminal: Terminal, world: World
) -> None:
    world.fault(fault, "clicpay", method="POST", seconds=60 * 40)
    start_and_kill(terminal, "clicpay.mpesa", reaches_provider(world, "POST", "/c2b/"))
    world.heal()
    code, sale = recovered(terminal, "5")
    assert (code, sale["status"], sale["reason"]) == (4, "unknown", "stopped_midway")
    assert len(world.requests("POST", "/c2b/")) == 1
    assert len(world.ledger()) <= charges


@pytest.mark.parametrize("method", ["vpos", "clicpay.mpesa"])
def test_killed_while_the_customer_decides(method: str, terminal: Terminal, world: World) -> None:
    world.fault("status", PROVIDERS[method], method="GET", status=503, times=0)
    start_and_kill(terminal, method, sale_in(terminal, "waiting"))
    world.heal()
    code, sale = recovered(terminal)
    assert (code, sale["status"]) == (0, "paid")
    assert len(world.ledger()) == 1


@pytest.mark.parametrize(
    ("fault", "path"),
    [
        ("delay", "/reference_ids"),
        ("late", "/reference_ids"),
        ("delay", "/references/"),
        ("late", "/references/"),
    ],
)
def test_killed_while_a_reference_is_made(
    fault: str, path: str, terminal: Terminal, world: World
) -> None:
    world.fault(fault, "proxypay", path=path, seconds=60 * 40)
    start_and_kill(terminal, "proxypay", reaches_provider(world, "", path))
    world.heal()
    code, sale = recovered(terminal, "5")
    assert (code, sale["status"]) == (7, "waiting")
    world.pay(sale["provider_reference"])
    code, sale = recovered(terminal)
    assert (code, sale["status"]) == (0, "paid")


@pytest.mark.parametrize("fault", ["delay", "late"])
def test_killed_between_storing_a_payment_and_acknowledging_it(
    fault: str, terminal: Terminal, world: World
) -> None:
    terminal.run("charge", "--method", "proxypay", "--amount", "10")
    _, out, _ = terminal.run("sales", "list", "--json")
    world.pay(json.loads(out)[0]["provider_reference"])
    world.fault(fault, "proxypay", method="DELETE", seconds=60 * 40)
    process = terminal.start("recover", "--wait", "60")
    until(reaches_provider(world, "DELETE", "/payments/"))
    process.kill()
    process.communicate()
    world.heal()
    _, sale = recovered(terminal)
    assert (sale["status"], sale["flags"]) == ("paid", [])
    assert len(world.ledger()) == 1


def test_killed_before_the_queue_was_read(terminal: Terminal, world: World) -> None:
    terminal.run("charge", "--method", "proxypay", "--amount", "10")
    _, out, _ = terminal.run("sales", "list", "--json")
    world.pay(json.loads(out)[0]["provider_reference"])
    code, sale = recovered(terminal)
    assert (code, sale["status"]) == (0, "paid")
