"""Money that goes back, out, or is held first: one command each, allowed by a manager's PIN."""

import json

import pytest
from cli.asking import ask, sold, typing
from support import ANA, VOUCHER, OpenCounter, Run, Terminal, World

from pos_app.domain.money import MINUS
from pos_app.installation.pin_file import People

PIN = "2468"
EXPRESS = ("--method", "vpos", "--amount", "1500.00", "--phone", "900000000")


@pytest.fixture
def manager(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A shop that has one, whose PIN scripts know."""
    People(terminal.profile.people).give_pin(ANA, PIN)
    monkeypatch.setenv("POS_APP_PIN", PIN)
    return terminal


def moved(world: World) -> list[tuple[str, str]]:
    return [(entry["kind"], str(entry["amount"])) for entry in world.ledger()]


def test_parts_go_back_until_nothing_is_left(manager: Terminal, world: World) -> None:
    sold(manager, "clicpay.mpesa")
    code, refund = ask(manager, "refund", "1", "--amount", "500", "--wait", "30")
    assert (code, refund["status"], refund["purpose"], refund["by"]) == (0, "paid", "refund", "Ana")
    assert (refund["amount"], refund["of"]["number"], refund["of"]["returned"]) == (
        "500.00", 1, "500.00",
    )  # fmt: skip
    assert ask(manager, "refund", "1", "--amount", "1000.01", "--wait", "30")[0] == 2
    assert (
        ask(manager, "refund", refund["parent"], "--wait", "30")[1]["of"]["returned"] == "1500.00"
    )
    assert ask(manager, "refund", "1")[0] == 2
    assert len(world.requests("POST", "/b2c/")) == 2
    code, out, _ = manager.run("sales", "list")
    assert (code, out.count(MINUS), out.count("← 0001")) == (0, 2, 2)
    shown = ask(manager, "sales", "show", "1")[1]
    assert [one["amount"] for one in shown["operations"]] == ["500.00", "1000.00"]


def test_without_the_pin_nothing_is_sent(
    manager: Terminal, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*arguments: str) -> tuple[int, str]:
        code, told = ask(manager, *arguments)
        return code, told["error"]

    ask(manager, "charge", "--method", "proxypay", "--amount", "10")
    assert refused("refund", "7") == (2, "Refusal")
    before = len(world.requests("POST"))
    assert refused("refund", "1", "--pin", "0000") == (2, "WrongPin")
    monkeypatch.delenv("POS_APP_PIN")
    assert refused("refund", "1") == (2, "Refusal")  # nothing stands on standard input
    assert len(world.requests("POST")) == before
    code, out, err = typing(manager, PIN, "refund", "1", "--json")
    assert (code, json.loads(out)["error"]) == (2, "NotOffered")  # a reference gives nothing back
    assert PIN not in out + err
    manager.profile.people.unlink()
    assert refused("refund", "1", "--pin", PIN) == (5, "PeopleLost")  # the journal knows of Ana


def test_held_money_is_captured_once_or_let_go(manager: Terminal) -> None:
    code, held = ask(manager, "charge", *EXPRESS, "--hold", "--wait", "30")
    assert (code, held["status"], held["purpose"]) == (0, "authorized", "authorization")
    code, capture = ask(manager, "capture", "1", "--amount", "900.00", "--wait", "30")
    assert (code, capture["of"]["status"]) == (0, "paid")
    assert (capture["of"]["amount"], capture["of"]["held"]) == ("900.00", "1500.00")
    assert ask(manager, "capture", "1")[0] == 2
    sold(manager, "vpos", hold=True)
    assert ask(manager, "cancel", "3", "--pin", "0000")[0] == 2
    code, release = ask(manager, "cancel", "3", "--wait", "30")
    assert (code, release["purpose"], release["of"]["status"]) == (0, "release", "cancelled")
    assert release["by"] == "Ana"


def test_a_reference_is_taken_back_unless_the_customer_was_quicker(
    terminal: Terminal, world: World
) -> None:
    reference = ("--method", "proxypay", "--amount", "10")
    ask(terminal, "charge", *reference, "--field", "mesa=7", "--expires", "2099-12-31")
    code, sale = ask(terminal, "cancel", "1")
    assert (code, sale["status"], sale["fields"]) == (0, "cancelled", {"mesa": "7"})
    assert sale["valid_until"].startswith("2099-12-31T22:59:59")
    assert ask(terminal, "cancel", "1")[0] == 2
    sale = ask(terminal, "charge", *reference)[1]
    world.pay(sale["provider_reference"])
    # 2 where the till heard of it first: there is nothing to cancel any more.
    assert ask(terminal, "cancel", "2")[0] in (2, 3)
    assert ask(terminal, "sales", "show", "2")[1]["status"] == "paid"
    assert moved(world) == [("charge", "10.00")]


def test_money_goes_out_to_a_phone(manager: Terminal, world: World) -> None:
    out = ("payout", "--method", "clicpay.emola", "--amount", "250", "--phone", "861234567")
    code, sale = ask(manager, *out, "--wait", "30")
    assert (code, sale["status"], sale["purpose"], sale["of"]) == (0, "paid", "payout", None)
    assert moved(world) == [("payout", "250.00")]


def test_a_manager_settles_what_nobody_can_find_out(manager: Terminal, world: World) -> None:
    voucher = ("charge", "--method", "wipay", "--amount", "100", "--voucher", VOUCHER)
    world.fault("drop_after", "wipay")
    assert ask(manager, *voucher, "--wait", "10")[0] == 4
    assert ask(manager, "settle", "1", "--paid", "--why", " ")[0] == 2
    code, sale = ask(manager, "settle", "1", "--paid", "--why", "WiPay, on the phone")
    assert (code, sale["status"], sale["by"]) == (0, "paid", "Ana")
    assert ask(manager, "settle", "1", "--not-paid", "--why", "no")[0] == 2


def test_a_flag_stays_until_a_manager_clears_it(manager: Terminal, world: World) -> None:
    reference = ask(manager, "charge", "--method", "proxypay", "--amount", "10")[1]
    world.pay(reference["provider_reference"], times=2)
    ask(manager, "charge", *EXPRESS, "--wait", "30")  # meanwhile the queue is read to its end
    (flagged,) = ask(manager, "flags")[1]
    assert (flagged["number"], flagged["flags"]) == (1, ["paid_twice"])
    assert (flagged["beside"], flagged["refundable"], flagged["owed"]) == ("10.00", None, None)
    assert flagged["to_do"] in manager.run("flags")[1]
    assert ask(manager, "clear", "1", "--why", " ")[0] == 2
    assert ask(manager, "clear", "1", "--why", "in cash", "--flag", "short")[0] == 2
    assert ask(manager, "clear", "1", "--why", "in cash", "--pin", "0000")[0] == 2
    code, sale = ask(manager, "clear", "1", "--why", "10 given back in cash")
    assert (code, sale["status"], sale["flags"]) == (0, "paid", [])
    assert (sale["cleared"], sale["unexpected"]) == (["paid_twice"], "10.00")
    assert sale["beside"] == sale["unexpected"]
    assert ask(manager, "flags") == (0, [])
    shown = ask(manager, "sales", "show", "1")[1]["events"][-1]
    assert (shown["event"], shown["by"], shown["why"]) == (
        "flagcleared", "Ana", "10 given back in cash",
    )  # fmt: skip
    assert ask(manager, "clear", "1", "--why", "again")[0] == 2


def test_a_vouchers_code_is_read_from_standard_input_and_kept_nowhere(
    terminal: Terminal,
) -> None:
    charge = ("charge", "--method", "wipay", "--amount", "100", "--voucher", "-", "--wait", "10")
    code, out, err = typing(terminal, VOUCHER.upper(), *charge)
    assert (code, err) == (0, "")
    assert "$5.00" in out  # the fee
    assert "$105.00" in out
    sale = ask(terminal, "sales", "show", "1")[1]
    assert sale["voucher"].endswith(VOUCHER[-4:])
    assert sale["voucher_balance"] == sale["left"] == "395.00"
    for file in terminal.profile.root.rglob("*"):
        assert not file.is_file() or VOUCHER.encode() not in file.read_bytes(), file
    assert ask(terminal, *charge[:-2], "--hold")[0] == 2


def test_what_a_command_waits_for_is_looked_at_before_all_that_was_taken_up(
    manager: Terminal, counter: OpenCounter, world: World, run: Run
) -> None:
    others = 60

    async def crowd() -> None:
        async with counter() as till:
            for _ in range(others):
                await till.charge("vpos", phone="900002004")

    sold(manager, "vpos")
    run(crowd())
    before = len(world.requests())
    assert ask(manager, "refund", "1", "--wait", "30")[0] == 0
    asked = [one["path"] for one in world.requests()[before:] if one["method"] == "GET"]
    refund = asked[-1].rpartition("/")[2]  # it ended with the answer to its last look
    looks = [path.rpartition("/")[2] for path in asked if path.startswith("/api/v1/")]
    assert looks.index(refund) < others
