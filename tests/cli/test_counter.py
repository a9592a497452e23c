"""Cash, card machine, transfer and split sales on the command line."""

from pathlib import Path

import pytest
from cli.asking import ask
from support import ANA, Terminal, World

from pos_app.installation.pin_file import People

PIN = "2468"


@pytest.fixture
def shop(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """One that takes cash and splits payments, with a manager whose PIN scripts know."""
    People(terminal.profile.people).give_pin(ANA, PIN)
    monkeypatch.setenv("POS_APP_PIN", PIN)
    path = Path(terminal.profile.settings)
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    shop, _, rest = known.partition("[shop]")
    on = "[shop]\ntakes_cash = true\nsplits_payments = true\n"
    path.write_text(f"{shop}{on}{rest}", encoding="utf-8")
    return terminal


def test_cash_is_paid_at_once_with_its_change(shop: Terminal, world: World) -> None:
    cash = ("charge", "--method", "cash", "--amount", "1500")
    code, sale = ask(shop, *cash, "--tendered", "2000")
    assert (code, sale["status"], sale["method"], sale["by_hand"]) == (0, "paid", "cash.ao", True)
    assert (sale["tendered"], sale["change"], sale["received"]) == ("2000.00", "500.00", "1500.00")
    assert ask(shop, *cash, "--tendered", "1000")[1]["error"] == "BadInput"
    assert ask(shop, "charge", "--method", "transfer", "--amount", "5")[1]["error"] == "TurnedOff"
    code, back = ask(shop, "refund", "1")
    assert (code, back["status"], back["of"]["returned"]) == (0, "paid", "1500.00")
    assert back["received"] == "1500.00"
    assert ask(shop, "extend", "1", "--until", "2036-12-31")[1]["error"] == "BadInput"
    assert ask(shop, "verify")[0] == 0
    assert not world.requests("POST")
    made = shop.profile.root / "cash.csv"
    assert ask(shop, "sales", "export", str(made), "--method", "cash", "--state", "by_hand")[0] == 0
    assert "cash.ao" in made.read_text(encoding="utf-8-sig")


def test_a_split_sale_is_paid_in_parts_and_given_back_part_by_part(
    shop: Terminal, world: World
) -> None:
    assert ask(shop, "charge", "--method", "split", "--amount", "1500")[1]["status"] == "waiting"
    first = ("charge", "--method", "cash", "--part-of", "1", "--amount")
    assert ask(shop, *first, "500")[0] == 0
    assert ask(shop, *first, "1000.01")[1]["error"] == "BadInput"
    phone = ("--phone", "900000000", "--amount", "1000", "--wait", "30")
    assert ask(shop, "charge", "--method", "vpos", "--part-of", "1", *phone)[0] == 0
    whole = ask(shop, "sales", "show", "1")[1]
    assert (whole["status"], whole["received"], whole["pledged"]) == ("paid", "1500.00", "0.00")
    assert [part["method"] for part in whole["operations"]] == ["cash.ao", "vpos"]
    code, back = ask(shop, "refund", "3", "--by-hand", "cash", "--amount", "400")
    assert (code, back["method"], back["of"]["returned"]) == (0, "cash.ao", "400.00")
    assert ask(shop, "sales", "show", "1")[1]["returned"] == "400.00"
    assert [entry["kind"] for entry in world.ledger()] == ["charge"]
