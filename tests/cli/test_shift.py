"""Shifts and the drawer from the command line: opened, read, counted and closed."""

from cli.asking import ask
from support import ANA, PIN, Terminal

from pos_app.domain.people.roles import Person, Role
from pos_app.installation.pin_file import People

BIA, BIAS_PIN = Person("Bia", Role.CASHIER), "1357"
AS_BIA = ("--cashier", "Bia", "--cashier-pin", BIAS_PIN)
BAD_INPUT = 2


def test_a_shift_is_opened_read_and_closed_with_its_count(terminal: Terminal) -> None:
    for person, pin in ((ANA, PIN), (BIA, BIAS_PIN)):
        People(terminal.profile.people).give_pin(person, pin)
    assert ask(terminal, "shift", "show") == (0, [])
    assert "turno" in terminal.run("shift", "show")[1]
    assert ask(terminal, "shift", "open")[0] == BAD_INPUT  # nobody is named
    code, shift = ask(terminal, "shift", "open", "--float", "20000", *AS_BIA)
    assert (code, shift["cashier"], shift["closed_at"]) == (0, "Bia", None)
    charge = ("charge", "--method", "vpos", "--amount", "1500", "--phone", "900000000")
    assert ask(terminal, *charge, *AS_BIA, "--wait", "30")[0] == 0
    assert ask(terminal, "cash", "out", "5000", "--why", "bank", "--pin", "0000")[0] == BAD_INPUT
    assert ask(terminal, "cash", "out", "5000", "--why", "bank", "--pin", PIN)[0] == 0
    code, drawer = ask(terminal, "cash", "in", "250,50", "--why", "change", *AS_BIA)
    assert (code, drawer["expected"]) == (0, "15250.50")
    assert [line["amount"] for line in drawer["lines"]] == ["20000.00", "-5000.00", "250.50"]
    assert ask(terminal, "cash", "show") == (0, drawer)
    ((reading,), words) = ask(terminal, "shift", "show")[1], terminal.run("shift", "show")[1]
    assert reading["received"] == [{"amount": "1500.00", "currency": "AOA"}]
    assert "Bia" in words

    assert ask(terminal, "shift", "close", "--of", "Bia", "--pin", "0000")[0] == BAD_INPUT
    code, closed = ask(
        terminal, "shift", "close", "--counted", "15000", "--of", "Bia", "--pin", PIN
    )
    assert (code, closed["closed_by"]) == (0, "Ana")
    assert closed["drawer"] == [
        {
            "expected": "15250.50",
            "counted": "15000.00",
            "difference": "-250.50",
            "currency": "AOA",
        }
    ]
    assert ask(terminal, "shift", "show") == (0, [])
    both = ask(terminal, "cash", "in", "50 MZN", "--why", "found", *AS_BIA)
    assert both == ask(terminal, "cash", "show")
    assert [one["expected"] for one in (both[1], *both[1]["other_currencies"])] == [
        "15000.00",
        "50.00",
    ]
    for command in (["close"], ["shift", "close"]):
        twice = ask(terminal, *command, "--counted", "0", "--counted", "40 AOA", "--pin", PIN)
        assert twice[1]["error"] == "Refusal"
    code, day = ask(terminal, "close", "--counted", "0", "--counted", "40.00 mzn", "--pin", PIN)
    assert (code, [count["expected"] for count in day["drawer"]]) == (0, ["15000.00", "50.00"])
    assert ask(terminal, "cash", "show")[1]["expected"] == "0.00"
