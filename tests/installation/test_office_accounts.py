"""The accounts that an office hears for a till, from one start to the next."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos_app.installation.office_accounts import OfficeAccountsFile
from pos_app.ports.office.protocol import AccountMode, SharedAccount

QUEUED = SharedAccount("proxypay", AccountMode.QUEUE, "0123456789abcdef")
CALLED = SharedAccount("vpos", AccountMode.WEBHOOK, hook="https://office/hook/vpos/T/1")
EVERY_QUEUE = [SharedAccount(one, AccountMode.WEBHOOK) for one in ("proxypay", "wikipay")]


def at(file: Path) -> OfficeAccountsFile:
    return OfficeAccountsFile(file, ["proxypay", "wikipay"])


def test_they_are_known_at_the_next_start_and_written_only_where_they_changed(
    tmp_path: Path,
) -> None:
    file = tmp_path / "accounts.json"
    accounts = at(file)
    assert accounts.load() == []
    accounts.keep([])
    assert not file.exists()  # without an office nothing is made
    accounts.keep([QUEUED, CALLED])
    written = file.stat().st_ino, file.stat().st_mtime_ns
    told = replace(QUEUED, complete_to=datetime(2026, 11, 24, tzinfo=UTC))
    accounts.keep([told, CALLED])
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == written
    assert file.stat().st_mode & 0o077 == 0
    again = at(file)
    assert again.load() == [QUEUED, CALLED]
    again.keep([])
    assert at(file).load() == []


def test_after_which_sale_a_till_left_is_known_until_it_joins_again(
    tmp_path: Path,
) -> None:
    file, left = tmp_path / "accounts.json", 0  # before its first sale
    accounts = at(file)
    assert accounts.left_after() is None
    accounts.keep([QUEUED])
    assert accounts.left_after() is None
    accounts.keep_left(left)
    assert (at(file).load(), at(file).left_after()) == ([], left)
    accounts.keep([QUEUED])
    assert (at(file).load(), at(file).left_after()) == ([QUEUED], None)


@pytest.mark.parametrize("text", ["", "{", "7", "null", "[7]", '[{"provider": "x"}]', "[" * 9999])
def test_where_they_cannot_be_read_every_queue_is_left_alone(tmp_path: Path, text: str) -> None:
    file = tmp_path / "accounts.json"
    file.write_text(text)
    accounts = at(file)
    assert accounts.load() == EVERY_QUEUE
    accounts.keep([QUEUED])
    assert at(file).load() == [QUEUED]
