"""The command line as a script meets it: JSON, exit codes, sentences."""

import json
from datetime import timedelta
from typing import Any

import pytest
from support import VOUCHER, Dates, Terminal, World

from pos_app.cli.entry import main
from pos_app.installation.profile import Profile
from pos_app.journal.file_lock import Ownership

FIELDS = {
    "id", "number", "method", "amount", "currency", "phone", "status", "provider_reference",
    "created_at", "flags",
}  # fmt: skip


def charge(terminal: Terminal, method: str, amount: str, phone: str = "", *more: str) -> Any:
    who = ["--phone", phone] if phone else []
    return terminal.run("charge", "--method", method, "--amount", amount, *who, *more)


def test_a_paid_charge_is_a_line_of_json_and_exit_code_zero(
    terminal: Terminal, world: World
) -> None:
    code, out, err = charge(terminal, "vpos", "1500.00", "900000000", "--wait", "30", "--json")
    sale = json.loads(out)
    assert (code, err) == (0, "")
    assert set(sale) >= FIELDS
    assert (sale["status"], sale["amount"], sale["currency"]) == ("paid", "1500.00", "AOA")
    assert (sale["phone"], sale["number"], sale["flags"]) == ("900000000", 1, [])
    assert [entry["reference"] for entry in world.ledger()] == [sale["provider_reference"]]
    code, out, _ = terminal.run("sales", "show", "1", "--json")
    shown = json.loads(out)
    assert code == 0
    assert {name: shown[name] for name in FIELDS} == {name: sale[name] for name in FIELDS}
    assert [event["event"] for event in shown["events"]] == [
        "created", "sending", "accepted", "moved", "paid",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("method", "phone", "more", "code"),
    [
        ("vpos", "900003000", ["--wait", "30"], 3),
        ("clicpay.mpesa", "84 000 0001", ["--wait", "30"], 3),
        ("vpos", "900000000", [], 0),
        ("clicpay.mkesh", "+258 82 123 4567", [], 0),
        ("proxypay", "", [], 0),
        ("proxypay", "", ["--wait", "1"], 7),
        ("vpos", "900002004", ["--wait", "0.5"], 7),
    ],
)
def test_exit_codes_say_how_it_went(
    method: str, phone: str, more: list[str], code: int, terminal: Terminal
) -> None:
    assert charge(terminal, method, "100", phone, *more)[0] == code


def test_a_second_charge_of_the_same_money_is_refused_unless_it_is_meant(
    terminal: Terminal, world: World
) -> None:
    silent = ("vpos", "1500", "900002004")
    assert charge(terminal, *silent)[0] == 0
    code, out, err = charge(terminal, *silent, "--json")
    told = json.loads(out)
    assert (code, told["error"]) == (2, "LooksLikeSecond")
    assert (told["first"]["number"], told["first"]["status"]) == (1, "waiting")
    assert told["first"]["id"]
    assert "0001" in err
    assert "--again" in err
    assert len(world.requests("POST", "/transactions")) == 1
    code, out, _ = charge(terminal, *silent, "--again", "--json")
    assert (code, json.loads(out)["number"]) == (0, 2)


def test_doubts_say_what_to_do_and_each_is_settled_by_the_command_that_they_name(
    terminal: Terminal, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POS_APP_PIN", "2468")
    assert terminal.run("pin", "set", "--name", "Ana", "--pin", "2468")[0] == 0
    assert terminal.run("doubts", "--json")[:2] == (0, "[]\n")
    world.fault("drop_after", "wipay", times=0)
    voucher = ("--voucher", VOUCHER, "--again", "--wait", "30")
    for amount in ("100", "50.50"):
        assert charge(terminal, "wipay", amount, "", *voucher)[0] == 4
    code, out, _ = terminal.run("doubts", "--json")
    first, second = json.loads(out)
    assert (code, first["number"], second["number"], first["amount"]) == (4, 1, 2, "100.00")
    assert all("WiPay" in first[name] for name in ("till", "look"))
    assert {first["voucher"], first["id"]} <= {*first["look_for"].values()}
    assert terminal.run("doubts")[1].count("settle") == 4
    refused = terminal.run(*second["settle"]["not_paid"][3:])
    assert (refused[0], "ainda pode chegar" in refused[2]) == (2, True), refused
    for command in (first["settle"]["paid"], second["settle"]["not_paid"]):
        name, option, profile, *rest = command
        assert (name, option, profile) == ("pos-app", "--profile", str(terminal.profile.root))
        assert terminal.run(*rest, SETTLES_UNPAID_AFTER=0.0)[0] == 0
    states = [json.loads(terminal.run("sales", "show", n, "--json")[1])["status"] for n in "12"]
    assert states == ["paid", "declined"]
    assert terminal.run("doubts")[:2] == (0, "")


def test_an_unknown_outcome_is_exit_code_four(terminal: Terminal, world: World) -> None:
    world.fault("drop_after", "wipay")
    voucher = ("--voucher", VOUCHER, "--wait", "30", "--json")
    code, out, _ = charge(terminal, "wipay", "100", "", *voucher)
    assert (code, json.loads(out)["status"]) == (4, "unknown")
    assert terminal.run("recover")[0] == 4


def test_a_wrong_key_is_not_sent(
    terminal: Terminal, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POS_APP_VPOS_TOKEN", "wrong")
    code, out, _ = charge(terminal, "vpos", "100", "900000000", "--wait", "30")
    assert code == 5
    assert "chave" in out.lower()
    assert not world.ledger()


@pytest.mark.parametrize(
    ("method", "amount", "phone", "description"),
    [
        ("vpos", "0", "900000000", ""),
        ("vpos", "-5", "900000000", ""),
        ("vpos", "1.005,123", "900000000", ""),
        ("vpos", "abc", "900000000", ""),
        ("vpos", "999999999999", "900000000", ""),
        ("clicpay.mpesa", "50000.01", "841234567", ""),
        ("clicpay.mpesa", "0.99", "841234567", ""),
        ("clicpay.emola", "10.50", "861234567", ""),
        ("vpos", "10", "12345", ""),
        ("vpos", "10", "841234567", ""),
        ("vpos", "10", "+258 84 123 4567", ""),
        ("clicpay.mpesa", "10", "923123456", ""),
        ("vpos", "10", "", ""),
        ("clicpay.mpesa", "10", "841234567", "x" * 33),
        ("clicpay.mpesa", "10", "841234567", "ab"),
        ("vpos", "10", "900000000", "a\x07b"),
    ],
)
def test_bad_input_is_a_sentence_and_exit_code_two_and_nothing_else(
    method: str, amount: str, phone: str, description: str, terminal: Terminal, world: World
) -> None:
    code, out, err = terminal.run(
        "charge", "--method", method, f"--amount={amount}", "--phone", phone,
        "--description", description,
    )  # fmt: skip
    assert (code, out) == (2, "")
    assert err.strip()
    assert "Traceback" not in err
    assert not world.requests()
    assert not terminal.profile.journal.exists()


def test_a_journal_in_use_is_exit_code_six_and_can_still_be_looked_into(
    terminal: Terminal, world: World
) -> None:
    charge(terminal, "vpos", "100", "900000000")
    owner = Ownership(terminal.profile.lock)
    try:
        code, _, err = charge(terminal, "vpos", "100", "900000000")
        assert code == 6
        assert "Traceback" not in err
        assert terminal.run("recover")[0] == 6
        code, out, _ = terminal.run("sales", "list", "--json")
        assert (code, len(json.loads(out))) == (0, 1)
        assert terminal.run("verify")[0] == 0
    finally:
        owner.release()
    assert len(world.requests("POST", "/transactions")) == 1


@pytest.mark.parametrize(
    "address", ["http://vpos.ao", "ftp://vpos.ao", "vpos.ao", "https://a:b@vpos.ao", "https://"]
)
def test_an_address_that_is_not_safe_is_refused(address: str, terminal: Terminal) -> None:
    terminal.profile.settings.write_text(f'[providers.vpos]\nbase_url = "{address}"\npos_id = 1\n')
    code, out, err = charge(terminal, "vpos", "100", "900000000")
    assert (code, out) == (2, "")
    assert "https" in err


def test_a_charge_keeps_to_the_limits_of_the_shops_contracts(
    terminal: Terminal, world: World
) -> None:
    with terminal.profile.settings.open("a", encoding="utf-8") as file:
        file.write("\n[providers.clicpay.limits]\nmpesa = {least = 20, most = 60}\n")
    assert "no mínimo" in charge(terminal, "clicpay.mpesa", "19.99", "841234567")[2].lower()
    assert charge(terminal, "clicpay.mpesa", "60.01", "841234567")[0] == 2
    assert charge(terminal, "clicpay.mkesh", "1", "821234567", "--wait", "30")[0] == 0
    assert charge(terminal, "clicpay.mpesa", "60", "841234567", "--wait", "30")[0] == 0
    (row,) = (row for row in json.loads(terminal.run("providers", "list", "--json")[1])
              if row["id"] == "clicpay.mpesa")  # fmt: skip
    assert (row["least"], row["most"]) == ("20.00", "60.00")
    assert len(world.requests("POST", "/c2b/")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "[providers",
        "providers = 3",
        '[shop]\nlanguage = "xx"',
        "[providers.vpos]\nlimits = 3",
        '[providers.vpos.limits]\nmost = "a lot"',
    ],
)
def test_settings_that_cannot_be_read_are_a_sentence(text: str, terminal: Terminal) -> None:
    terminal.profile.settings.write_text(text)
    code, _, err = charge(terminal, "vpos", "100", "900000000")
    assert code == 2
    assert "Traceback" not in err


def test_no_secret_is_written_into_any_file_of_the_profile(
    terminal: Terminal, world: World
) -> None:
    for method, phone in (("vpos", "900000000"), ("clicpay.mpesa", "841234567"), ("proxypay", "")):
        charge(terminal, method, "100", phone)
    secrets = [account.secret.encode() for account in world.accounts.values() if account.secret]
    for file in terminal.profile.root.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not [secret for secret in secrets if secret in content], file


def test_training_needs_no_settings_and_keeps_a_journal_of_its_own(terminal: Terminal) -> None:
    terminal.profile.settings.unlink()
    code, out, _ = terminal.run(
        "--training", "charge", "--method", "proxypay", "--amount", "5", "--json",
    )  # fmt: skip
    assert (code, json.loads(out)["status"]) == (0, "waiting")
    assert not terminal.profile.journal.exists()
    assert terminal.profile.training.journal.exists()


@pytest.mark.parametrize(
    "typed",
    [["charge", "--nonsense"], ["--nonsense"], ["sandbox", "--nonsense"], ["charge"], ["sales"]],
)
def test_what_nobody_understands_is_bad_input(typed: list[str], terminal: Terminal) -> None:
    code, out, err = terminal.run(*typed)
    assert (code, out) == (2, "")
    assert "usage" in err


@pytest.mark.parametrize("minutes", [-60, -3, 3, 60])
def test_a_wrong_clock_is_said_beside_the_output_and_changes_no_exit_code(
    minutes: int, shop: Profile, world: World, dates: Dates, capsys: pytest.CaptureFixture[str]
) -> None:
    dates.ahead = timedelta(minutes=minutes)
    asked = ["charge", "--method", "vpos", "--amount", "1500", "--phone", "900000000"]
    code = main(["--profile", str(shop.root), *asked, "--wait", "30", "--json"])
    out, err = capsys.readouterr()
    assert (code, json.loads(out)["status"]) == (0, "paid")
    assert len(world.ledger()) == 1
    (line,) = err.splitlines()
    assert "relógio" in line


def test_a_clock_that_is_nearly_right_is_not_spoken_of(
    shop: Profile, dates: Dates, capsys: pytest.CaptureFixture[str]
) -> None:
    dates.ahead = timedelta(seconds=90)
    asked = ["charge", "--method", "vpos", "--amount", "1500", "--phone", "900000000"]
    assert main(["--profile", str(shop.root), *asked, "--wait", "30"]) == 0
    assert capsys.readouterr().err == ""
