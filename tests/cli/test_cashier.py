"""Who is at the till while a command asks for money: named with their PIN, or refused."""

import json

import pytest
from cli.asking import ask, sold, typing
from support import ANA, PIN, Terminal, World

from pos_app.domain.people.roles import Person, Role
from pos_app.installation.pin_file import People

BIA, BIAS_PIN = Person("Bia", Role.CASHIER), "1357"
CHARGE = ("charge", "--method", "vpos", "--amount", "1500", "--phone", "900000000")
AS_BIA = ("--cashier", "Bia", "--cashier-pin", BIAS_PIN)
BAD_INPUT = 2


def _hire(terminal: Terminal, *people: tuple[Person, str]) -> None:
    for person, pin in people:
        People(terminal.profile.people).give_pin(person, pin)


STAFF = ((ANA, PIN), (BIA, BIAS_PIN))


def test_where_cashiers_sign_in_nobody_charges_without_a_name(
    terminal: Terminal, world: World
) -> None:
    _hire(terminal, *STAFF)
    code, told = ask(terminal, *CHARGE)
    assert (code, told["error"]) == (BAD_INPUT, "NobodyAtTheTill")
    assert "--cashier" in told["message"]
    assert not world.requests("POST", "/transactions")
    assert ask(terminal, "sales", "list") == (0, [])


def test_a_sale_carries_whoever_is_named_with_their_pin(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an argument, in the environment or on standard input."""
    _hire(terminal, *STAFF)
    code, sale = ask(terminal, *CHARGE, *AS_BIA, "--wait", "30")
    assert (code, sale["cashier"]) == (0, "Bia")
    code, out, err = typing(terminal, BIAS_PIN, *CHARGE, "--again", "--cashier", "Bia", "--json")
    assert (code, err, json.loads(out)["cashier"]) == (0, "", "Bia")
    monkeypatch.setenv("POS_APP_CASHIER_PIN", PIN)
    code, sale = ask(terminal, *CHARGE, "--again", "--cashier", "Ana")  # a manager sells too
    assert (code, sale["cashier"]) == (0, "Ana")
    _, sales = ask(terminal, "sales", "list")
    assert [sale["cashier"] for sale in sales] == ["Ana", "Bia", "Bia"]
    assert ask(terminal, "sales", "show", "1")[1]["cashier"] == "Bia"
    assert "Bia" in terminal.run("sales", "show", "1")[1]


@pytest.mark.parametrize(
    ("who", "pin"), [("Bia", "9999"), ("Ana", BIAS_PIN), ("Rui", BIAS_PIN), ("Bia", "")]
)
def test_a_wrong_pin_or_none_is_refused_and_counted(
    who: str, pin: str, terminal: Terminal, world: World
) -> None:
    _hire(terminal, *STAFF)
    code, _, err = terminal.run(*CHARGE, "--cashier", who, "--cashier-pin", pin)
    assert code == BAD_INPUT
    assert "PIN" in err
    assert not world.requests("POST", "/transactions")


def test_a_refund_is_a_managers_and_a_capture_a_cashiers(terminal: Terminal) -> None:
    sold(terminal, "vpos", hold=True)
    _hire(terminal, *STAFF)
    assert ask(terminal, "capture", "1")[0] == BAD_INPUT
    code, capture = ask(terminal, "capture", "1", *AS_BIA, "--wait", "30")
    assert (code, capture["cashier"], capture["by"]) == (0, "Bia", None)
    code, refund = ask(terminal, "refund", "1", "--pin", PIN, *AS_BIA, "--wait", "30")
    assert (code, refund["cashier"], refund["by"]) == (0, "Bia", "Ana")
    payout = ("payout", "--method", "clicpay.mpesa", "--amount", "250", "--phone", "841234567")
    code, sent = ask(terminal, *payout, "--pin", PIN)
    assert (code, sent["cashier"], sent["by"]) == (0, None, "Ana")


@pytest.mark.parametrize("staff", [(), ((ANA, PIN),)], ids=["nobody", "a manager"])
def test_a_shop_without_cashiers_names_nobody(
    staff: tuple[tuple[Person, str], ...], terminal: Terminal
) -> None:
    _hire(terminal, *staff)
    code, sale = ask(terminal, *CHARGE)
    assert (code, sale["cashier"]) == (0, None)
