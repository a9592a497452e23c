"""The program that people run is killed from outside, and started again by its own command.

The sandbox holds a step for as long as the killing takes. Every other step of every method is in
`faults/test_kills.py`; here it is what the commands say and refuse afterwards.
"""

import json
import signal
import sqlite3
import time
from collections.abc import Callable
from typing import Any

from cli.asking import sold
from support import ANA, Terminal, World

from pos_app.cli.sale_json import sale_as_dict
from pos_app.domain.sale import Sale
from pos_app.installation.pin_file import People
from pos_app.journal.checks.verify import verify
from pos_app.journal.database_file import read_journal
from pos_app.journal.store import Reader

PHONES = {"vpos": "900000000", "clicpay.mpesa": "841234567", "proxypay": ""}
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
    with terminal.started(*arguments) as process:
        until(reached)
        process.send_signal(signal.SIGKILL)
        assert process.wait(PATIENCE).returncode == -signal.SIGKILL


def sales_of(terminal: Terminal) -> list[Sale]:
    """What the journal says, newest first, whoever is writing in it."""
    if not terminal.profile.journal.exists():
        return []
    try:
        db = read_journal(terminal.profile.journal)
    except sqlite3.DatabaseError:  # it is being made
        return []
    try:
        return list(Reader(db).last_sales(10))
    except sqlite3.DatabaseError:
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


def reaches_provider(world: World, method: str, path: str) -> Callable[[], bool]:
    return lambda: bool(world.requests(method, path))


def test_killed_while_a_repeatable_charge_is_on_its_way(terminal: Terminal, world: World) -> None:
    """It was the first thing that this run asked of its provider: nobody knew what time it was
    there, so that nobody can know later whether the key is still remembered."""
    world.fault("late", "vpos", method="POST", seconds=60 * 40)
    start_and_kill(terminal, "vpos", reaches_provider(world, "POST", "/transactions"))
    world.heal()
    code, sale = recovered(terminal)
    assert (code, sale["status"]) == (4, "unknown")
    assert len(world.requests("POST", "/transactions")) == 1


def test_killed_while_a_charge_that_must_not_be_repeated_is_on_its_way(
    terminal: Terminal, world: World
) -> None:
    """What its provider never had is in no list of it, and stays unknown."""
    world.fault("delay", "clicpay", method="POST", seconds=60 * 40)
    start_and_kill(terminal, "clicpay.mpesa", reaches_provider(world, "POST", "/c2b/"))
    world.heal()
    code, sale = recovered(terminal, "1")
    assert (code, sale["status"]) == (4, "unknown")
    assert len(world.requests("POST", "/c2b/")) == 1
    assert not world.ledger()


def test_killed_while_money_goes_back(terminal: Terminal, world: World) -> None:
    """What must not be sent again is not begun a second time either."""
    People(terminal.profile.people).give_pin(ANA, "2468")
    sold(terminal, "clicpay.mpesa")
    world.fault("delay", "clicpay", method="POST", path="/b2c/", seconds=60 * 40)
    refund = ("refund", "1", "--pin", "2468")
    kill(terminal, reaches_provider(world, "POST", "/b2c/"), *refund, "--wait", "60")
    assert [sale.state for sale in sales_of(terminal)] == ["sending", "paid"]
    world.heal()
    assert terminal.run(*refund)[0] == 2
    code, sale = recovered(terminal, "1")
    assert (code, sale["status"]) == (4, "unknown")
    assert terminal.run(*refund)[0] == 2
    assert len(sales_of(terminal)) == 2
    assert len(world.requests("POST", "/b2c/")) == 1
    assert [entry["kind"] for entry in world.ledger()] == ["charge"]


def test_killed_while_a_reference_is_made(terminal: Terminal, world: World) -> None:
    world.fault("late", "proxypay", path="/references/", seconds=60 * 40)
    start_and_kill(terminal, "proxypay", reaches_provider(world, "", "/references/"))
    world.heal()
    code, sale = recovered(terminal, "1")
    assert (code, sale["status"]) == (7, "waiting")
    world.pay(sale["provider_reference"])
    code, sale = recovered(terminal)
    assert (code, sale["status"]) == (0, "paid")
