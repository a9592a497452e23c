"""The till dies with SIGKILL between two steps of a charge, and is started again.

The sandbox holds each step for as long as the killing takes: before it has done the work, after it
has done it, and after it has answered.
"""

import json
import signal
import sqlite3
import time
from collections.abc import Callable
from typing import Any

import pytest
from cli.asking import sold
from support import Terminal, World

from pos_app.cli.output import sale_as_dict
from pos_app.domain.sale import Sale
from pos_app.journal.schema import read_journal
from pos_app.journal.store import Reader
from pos_app.journal.verify import verify
from pos_app.people import People

PHONES = {"vpos": "900000000", "clicpay.mpesa": "841234567", "proxypay": ""}
PROVIDERS = {"vpos": "vpos", "clicpay.mpesa": "clicpay", "proxypay": "proxypay"}
PATIENCE = 20.0  # seconds


def until(condition: Callable[[], bool]) -> None:
    """Looks again and again; what never comes true fails by itself."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)  # the processor is for those who are waited for


def start_and_kill(terminal: Terminal, method: str, reached: Callable[[], bool]) -> None:
    phone = ["--phone", PHONES[method]] if PHONES[method] else []
    kill(terminal, reached, "charge", "--method", method, "--amount", "10", *phone, "--wait", "60")


def kill(terminal: Terminal, reached: Callable[[], bool], *arguments: str) -> None:
    process = terminal.start(*arguments)
    until(reached)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def sales_of(terminal: Terminal) -> list[Sale]:
    """What the journal says, newest first, whoever is writing in it."""
    if not terminal.profile.journal.exists():
        return []
    try:
        db = read_journal(terminal.profile.journal)
    except sqlite3.OperationalError:  # it is being made
        return []
    try:
        return list(Reader(db).last_sales(10))
    except sqlite3.OperationalError:
        return []
    finally:
        db.close()


def is_sound(terminal: Terminal) -> bool:
    db = read_journal(terminal.profile.journal)
    try:
        return verify(db).sound
    finally:
        db.close()


def recovered(terminal: Terminal, seconds: str = "20") -> tuple[int, dict[str, Any]]:
    """The newest sale after a restart, and the exit code of `recover`."""
    code, out, err = terminal.run("recover", "--wait", seconds, "--json")
    assert err == ""
    json.loads(out)
    assert is_sound(terminal)
    return code, sale_as_dict(sales_of(terminal)[0])


def sale_in(terminal: Terminal, *states: str) -> Callable[[], bool]:
    return lambda: any(sale.state in states for sale in sales_of(terminal))


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
    """What its provider has is found again in a list of it; what it never had stays unknown."""
    world.fault(fault, "clicpay", method="POST", seconds=60 * 40)
    start_and_kill(terminal, "clicpay.mpesa", reaches_provider(world, "POST", "/c2b/"))
    world.heal()
    code, sale = recovered(terminal, "30" if charges else "1")
    assert (code, sale["status"]) == ((0, "paid") if charges else (4, "unknown"))
    assert len(world.requests("POST", "/c2b/")) == 1
    assert len(world.ledger()) == charges


@pytest.mark.parametrize(
    ("method", "path", "fault", "end"),
    [
        ("vpos", "/transactions", "late", (0, "paid", 1)),
        ("clicpay.mpesa", "/b2c/", "delay", (4, "unknown", 0)),
    ],
)
def test_killed_while_money_goes_back(
    method: str, path: str, fault: str, end: tuple[int, str, int], terminal: Terminal, world: World
) -> None:
    """Sent again only where its key makes that harmless, and never begun a second time."""
    People(terminal.profile.people).give_pin("Ana", "2468")
    sold(terminal, method)
    paid = len(world.requests("POST", path))
    world.fault(fault, PROVIDERS[method], method="POST", path=path, seconds=60 * 40)

    def reached() -> bool:
        return len(world.requests("POST", path)) > paid

    kill(terminal, reached, "refund", "1", "--pin", "2468", "--wait", "60")
    assert [sale.state for sale in sales_of(terminal)] == ["sending", "paid"]
    world.heal()
    assert terminal.run("refund", "1", "--pin", "2468")[0] == 2
    code, sale = recovered(terminal, "30" if end[2] else "1")
    back = [entry for entry in world.ledger() if entry["kind"] != "charge"]
    assert (code, sale["status"], len(back)) == end
    assert len(world.requests("POST", path)) == paid + (2 if method == "vpos" else 1)
    keys = {entry["idempotency_key"] for entry in back}
    assert keys <= {sale["idempotency_key"]}
    assert terminal.run("refund", "1", "--pin", "2468")[0] == 2
    assert len(sales_of(terminal)) == 2


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
    code, sale = recovered(terminal, "1")
    assert (code, sale["status"]) == (7, "waiting")
    world.pay(sale["provider_reference"])
    code, sale = recovered(terminal)
    assert (code, sale["status"]) == (0, "paid")


@pytest.mark.parametrize("fault", ["delay", "late"])
def test_killed_between_storing_a_payment_and_acknowledging_it(
    fault: str, terminal: Terminal, world: World
) -> None:
    terminal.run("charge", "--method", "proxypay", "--amount", "10")
    world.pay(sales_of(terminal)[0].reference)
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
    world.pay(sales_of(terminal)[0].reference)
    code, sale = recovered(terminal)
    assert (code, sale["status"]) == (0, "paid")
