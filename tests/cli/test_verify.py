"""`verify` as it is typed: alone, with another process, and with a head that was written down."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from new_sales import new_sale
from sqlite_utils import Database

from pos_app.cli import main
from pos_app.cli.commands.journal import verify as command
from pos_app.domain.events import Created, Sending
from pos_app.domain.money import Currency, Money
from pos_app.journal.database_file import open_journal
from pos_app.journal.store import Store

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)


def created(number: int) -> Created:
    return Created(
        number=number,
        method="vpos",
        amount=Money(1_500_00, Currency.AOA),
        phone=None,
        description="",
        key=f"key-{number}",
        business_day=AT.date(),
    )


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """A sale in each share, of two events each."""
    db = open_journal(tmp_path / "journal.sqlite3")
    store = Store(db, "t", lambda: AT)
    for sale_id in ("1" * 32, "e" * 32):
        new_sale(store, sale_id, created, Sending(request="POST /", body=""))
    yield db
    db.close()


def verified(profile: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, object]:
    code = main(["--profile", str(profile), "verify", "--json", *more])
    return code, json.loads(capsys.readouterr().out)


def test_two_processes_come_to_what_one_does(
    tmp_path: Path,
    db: Database,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone = verified(tmp_path, capsys)
    assert alone[0] == 0
    db.execute("UPDATE sales SET state = 'paid'")
    alone_and_harmed = verified(tmp_path, capsys)
    assert alone_and_harmed[0] == 1
    monkeypatch.setattr(command, "LONG", 0)
    assert verified(tmp_path, capsys) == alone_and_harmed
    db.execute("UPDATE sales SET state = 'sending'")
    assert verified(tmp_path, capsys) == alone


def test_where_no_other_process_comes_to_an_end_one_does_it_all(
    tmp_path: Path,
    db: Database,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    db.execute("UPDATE sales SET state = 'paid'")
    alone = verified(tmp_path, capsys)
    monkeypatch.setattr(command, "LONG", 0)
    monkeypatch.setattr(command, "own_command", lambda: [sys.executable, "-c", "print('{}')"])
    assert verified(tmp_path, capsys) == alone


@pytest.mark.usefixtures("db")
def test_a_head_that_was_written_down_is_looked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--profile", str(tmp_path), "verify"]) == 0
    head = capsys.readouterr().out.split()[-1]
    assert head.endswith("@4")
    groups = " ".join([head[:8], head[8:32], head[32:]])
    assert verified(tmp_path, capsys, "--head", groups, "--head", head[:16])[0] == 0
    code, told = verified(tmp_path, capsys, "--head", head, "--head", f"{'0' * 16}@4")
    assert code == 1
    assert isinstance(told, dict)
    (problem,) = told["problems"]
    assert problem.startswith("events up to 4 are not those")
    assert f"{told['head']}@{told['last']}" == head
    with pytest.raises(SystemExit, match="2"):
        main(["--profile", str(tmp_path), "verify", "--head", "0000"])


def test_where_a_head_was_written_down_there_has_to_be_a_journal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verified(tmp_path, capsys)[0] == 0
    assert verified(tmp_path, capsys, "--head", "0" * 64)[0] == 1
