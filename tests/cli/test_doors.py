"""Every command there is: which only look, which sell, and which a manager has to allow."""

import argparse
import sqlite3
from collections.abc import Iterator, Mapping
from importlib import import_module

import pytest
from cli.asking import ask
from support import PIN, Terminal, World

from pos_app.cli import parser

BAD_INPUT = 2
FREE = 4  # wrong PINs, after which nobody has to wait

# Nothing of the shop or of anybody's money is changed by them.
LOOKS = {
    "sales list", "sales show", "flags", "doubts", "audit", "verify", "self-test", "sandbox",
    "doctor",
    "payments unmatched", "payments show", "references list", "references show", "wallets",
    "providers list", "providers test", "webhooks list", "webhooks show", "webhooks events",
    "webhooks event", "totals", "cash show", "shift show", "reconcile show", "sales export",
    "member show", "print jobs", "printers list", "printers find", "printers status",
    "move show", "autostart show",
}  # fmt: skip
# What whoever stands at the counter may do; `cancel` and `extend` of a reference that nobody paid.
COUNTER = {
    "charge": "money that comes in",
    "capture": "what a customer has agreed to have held",
    "cancel": "of a hold it takes a manager, which the till asks for",
    "extend": "a reference that waits",
    "recover": "asks again about what is there",
    "backup": "a copy more",
    "payments mock": "made up, where money is not real",
    "webhooks test": "an event of no sale, to where events go already",
    "pin recover": "takes the recovery code instead",
    "cash in": "money that comes into the drawer",
    "shift open": "one's own",
    "shift close": "one's own; somebody else's takes a manager",
    "autostart on": "the system's own switch, in the account of whoever types it",
    "autostart off": "the system's own switch, in the account of whoever types it",
    "move in": "whoever has the file and its passphrase, where there is no shop yet",
    "move back": "takes a manager where the till was moved out: app/moving/test_move.py",
    "invoice": "a note beside the money, which anybody may correct",
    "receipt": "a copy has its mark and its number",
    "print slip": "a copy has its mark and its number",
    "print close": "a copy of what a manager closed",
    "print reading": "the day as the window shows it, and nothing is closed",
    "print shift": "a copy of what a cashier closed",
    "print journal": "as the window shows it, with masked numbers",
    "print came-out": "what somebody at the printer sees",
    "print repeat": "what somebody at the printer did not see, with their name",
    "print move": "paper that waits",
    "print cancel": "paper that waits, or that nobody needs any more",
    "printers add": "a printer is found, and replaced, by whoever needs paper",
    "printers remove": "a printer is found, and replaced, by whoever needs paper",
    "printers choose": "a printer is found, and replaced, by whoever needs paper",
    "printers test": "a page of no sale",
}
MANAGERS: Mapping[str, tuple[str, ...]] = {
    "refund": ("1",),
    "payout": ("--method", "clicpay.mpesa", "--amount", "10", "--phone", "841234567"),
    "settle": ("1", "--paid", "--why", "so"),
    "clear": ("1", "--why", "so"),
    "payments take": ("1", "--provider", "proxypay", "--why", "so"),
    "close": (),
    "cash out": ("5", "--why", "so"),
    "reconcile import": ("statement.csv", "--source", "proxypay"),
    "reconcile ask": ("--source", "wikipay"),
    "reconcile resolve": ("1/-", "--source", "proxypay", "--why", "so"),
    "restore": ("--latest",),
    "rebuild": (),
    "computer moved": (),
    "computer another-till": (),
    "move out": ("till.moved", "--passphrase", "quatro tigres tristes"),
    "member join": ("http://127.0.0.1:9", "abcdefghij"),
    "member leave": (),
    "pin set": ("--name", "Eva", "--pin", "7294"),
    "pin remove": ("--name", "Ana"),
    "pin code": (),
    "webhooks create": ("--url", "https://example.com/elsewhere", "--wallet", "144365"),
    "webhooks update": ("1", "--url", "https://example.com/elsewhere"),
    "webhooks delete": ("1",),
    "webhooks toggle": ("1",),
    "webhooks secret": ("1",),
    "webhooks switch": ("1", "transaction.failed"),
    "references put": ("--amount", "12.50"),
    "references delete": ("123456789",),
    "split collect": ("--wallet", "144365", "--reference", "CP1"),
}


# On another computer, for whoever may open the office's database: no till and no PIN is near.
ELSEWHERE = {"office"}


def _commands() -> Iterator[str]:
    """As they are typed: a command with verbs is as many as it has verbs."""
    for name, (room, _) in parser._COMMANDS.items():
        if name in ELSEWHERE:
            continue
        module = import_module(f"pos_app.cli.commands.{room}.{name.replace('-', '')}")
        one = argparse.ArgumentParser()
        module.arguments(one)
        verbs = [
            action for action in one._actions if isinstance(action, argparse._SubParsersAction)
        ]
        if verbs and name != "sandbox":
            yield from (f"{name} {verb}" for verb in verbs[0].choices)
        else:
            yield name


def test_of_every_command_it_is_known_who_may() -> None:
    """A new one has to be put where it belongs; one that needs a manager is tried below."""
    told = [*LOOKS, *COUNTER, *MANAGERS]
    assert sorted(told) == sorted(_commands())


@pytest.fixture
def managed(terminal: Terminal) -> Terminal:
    """A shop that Ana manages, with a copy of its journal."""
    assert ask(terminal, "pin", "set", "--name", "Ana", "--pin", PIN)[0] == 0
    charge = ("charge", "--method", "vpos", "--amount", "10", "--phone", "900000000")
    assert ask(terminal, *charge, "--wait", "30")[0] == 0
    assert ask(terminal, "backup")[0] == 0
    return terminal


def _notes(terminal: Terminal) -> list[str]:
    query = "SELECT kind FROM events WHERE sale = '' ORDER BY seq"
    with sqlite3.connect(f"file:{terminal.profile.journal}?mode=ro", uri=True) as db:
        kinds = [kind for (kind,) in db.execute(query)]
    db.close()
    return kinds


def test_what_a_manager_has_to_allow_is_refused_without_and_nothing_is_sent(
    managed: Terminal, world: World
) -> None:
    """By whatever door. The wait after wrong PINs is no part of this: before there is one they are
    followed by a right one."""
    sent = len(world.requests("POST")) + len(world.requests("DELETE")) + len(world.requests("PUT"))
    for tried, (command, arguments) in enumerate(MANAGERS.items(), start=1):
        option = "--approve" if command.startswith("pin ") else "--pin"
        code, told = ask(managed, *command.split(), *arguments, option, "9136")
        assert (code, told["error"]) == (BAD_INPUT, "WrongPin"), command
        if tried % FREE == 0:
            assert ask(managed, "pin", "code", "--approve", PIN)[0] == 0
    notes = _notes(managed)
    own = {"shopclock"}  # the till's own
    assert set(notes) - own == {"pingiven", "recoverycodemade", "pinrefused", "pinaccepted"}
    assert notes.count("pinrefused") == len(MANAGERS)
    later = (world.requests(method) for method in ("POST", "DELETE", "PUT"))
    assert sum(map(len, later)) == sent


def test_a_deed_at_a_provider_is_in_the_audit_with_its_manager(
    managed: Terminal, unused_port: int
) -> None:
    there = f"http://127.0.0.1:{unused_port}/clicpay"
    create = ("webhooks", "create", "--url", there, "--wallet", "144365")
    code, made = ask(managed, *create, "--pin", PIN)
    assert code == 0
    assert ask(managed, "webhooks", "delete", made["id"], "--pin", PIN)[0] == 0
    assert ask(managed, "references", "put", "--amount", "12.50", "--pin", PIN)[0] == 0
    told = [one for one in ask(managed, "audit")[1] if one["note"] == "providerasked"]
    assert [(one["provider"], one["deed"], one["by"]) for one in told] == [
        ("clicpay", "create_webhook", "Ana"),
        ("clicpay", "delete_webhook", "Ana"),
        ("proxypay", "put_reference", "Ana"),
    ]
    assert told[0]["what"] == there
    assert made["secret"] not in str(told)
