"""What the office asks of a journal at the command line: lists, exports and totals by a filter."""

import csv
import io
from pathlib import Path

import pytest
from cli.asking import ask, sold
from support import ANA, Terminal

from pos_app.installation.pin_file import People

PIN = "2468"


@pytest.fixture
def office(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A shop that sold, gave some of it back, and numbered the invoice."""
    People(terminal.profile.people).give_pin(ANA, PIN)
    monkeypatch.setenv("POS_APP_PIN", PIN)
    sold(terminal, "clicpay.mpesa")
    assert ask(terminal, "refund", "1", "--amount", "500.05", "--wait", "30")[0] == 0
    assert ask(terminal, "invoice", "1", "=FT 2026/7")[1]["invoice"] == "=FT 2026/7"
    return terminal


def numbers(terminal: Terminal, *filters: str) -> list[int]:
    code, sales = ask(terminal, "sales", "list", *filters)
    assert code == 0
    return [sale["number"] for sale in sales]


def test_lists_files_and_totals_speak_of_the_same_sales(office: Terminal, tmp_path: Path) -> None:
    today = ask(office, "sales", "show", "1")[1]["business_day"]
    assert numbers(office, "--from", today, "--to", today, "--state", "given_back") == [2, 1]
    assert numbers(office, "--limit", "1") == [2]
    assert numbers(office, "--to", "2020-12-31") == []
    assert numbers(office, "ft 2026", "--method", "clicpay.mpesa") == [1]
    assert numbers(office, "500,05 mtn", "--flagged") == []

    file = tmp_path / "sales.csv"
    assert ask(office, "sales", "export", str(file)) == (
        0, {"file": str(file), "format": "csv", "rows": 2},
    )  # fmt: skip
    rows = [*csv.DictReader(io.StringIO(file.read_text("utf-8"), newline=""))]
    assert [(row["sale_number"], row["kind"], row["amount"], row["received"]) for row in rows] == [
        ("1", "payment", "1500.00", "1500.00"),
        ("2", "refund", "-500.05", "-500.05"),
    ]
    assert (rows[0]["invoice"], rows[1]["belongs_to"], rows[1]["allowed_by"]) == (
        "'=FT 2026/7", "1", "Ana",
    )  # fmt: skip
    code, out, err = office.run("sales", "export", str(tmp_path / "sales.pdf"))
    assert (code, err, "sales.pdf" in out) == (0, "", True)
    assert {path.name for path in tmp_path.glob("sales*")} == {"sales.csv", "sales.pdf"}

    code, totals = ask(office, "totals", "--by", "method,day", "--from", today)
    assert (code, [(one["method"], one["day"], one["net"]) for one in totals]) == (
        0, [("clicpay.mpesa", today, "999.95")],
    )  # fmt: skip
    assert totals[0]["given_back"] == "-500.05"
    code, out, _ = office.run("totals")
    assert (code, len(out.splitlines())) == (0, 2)
    assert ask(office, "totals", "--to", "2020-01-01") == (0, [])
    turned_round = ("--from", "2026-12-31", "--to", "2026-12-01")
    for asked in (("totals",), ("sales", "list")):
        assert ask(office, *asked, *turned_round)[1]["error"] == "Refusal"
    assert ask(office, "sales", "list", "--method", "clicpay")[1]["error"] == "BadInput"
    code, out, _ = office.run("sales", "list", "none", "--to", "2020-01-01", "--method", "cash")
    assert (code, "01/01/2020" in out, "«none»" in out, out.count("Numerário")) == (
        0,
        True,
        True,
        1,
    )


def test_an_export_that_fails_leaves_nothing_behind(terminal: Terminal, tmp_path: Path) -> None:
    assert ask(terminal, "sales", "export", str(tmp_path / "sales.csv"))[0] == 2  # no journal yet
    code, nothing = ask(terminal, "close", "--so-far")
    assert (code, nothing["number"], nothing["received"]) == (0, 1, {})
    sold(terminal, "vpos")
    code, told = ask(terminal, "sales", "export", str(tmp_path / "sales.doc"))
    assert (code, told["error"]) == (2, "Refusal")
    folder = tmp_path / "sales.csv"
    folder.mkdir()
    code, told = ask(terminal, "sales", "export", str(folder))
    assert (code, told["error"]) == (5, "FileNotWritten")
    assert ask(terminal, "sales", "export", str(tmp_path / "none" / "sales.csv"))[0] == 5
    assert [path.name for path in tmp_path.rglob("*.part*")] == []
