"""Profiles and journals of released versions open with this one by its real entry points, and say
what they said. How they were made: `tests/profiles/README.md`."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from time import monotonic, sleep

import pytest
from filelock import FileLock, Timeout
from support import PATIENCE, Terminal

from pos_app.installation.credential_file import KeyFile
from pos_app.installation.profile import Profile
from pos_app.journal.copies.backup import last_event
from pos_app.journal.copies.before_upgrade import kept_before_upgrades

OLD = Path(__file__).parent / "old"
JOURNALS = Path(__file__).parents[1] / "journal" / "old"
STATES = {"paid": 7, "waiting": 2, "declined": 1, "authorized": 1, "unknown": 1}
TAKEN = {
    "cardmachine.ao": "320.00", "cash.ao": "1500.00", "clicpay.mpesa": "450.00",
    "vpos": "1200.00", "wipay": "100.50",
}  # fmt: skip
MOST = 1_000_000  # bytes


@pytest.fixture(params=sorted(one.name for one in OLD.iterdir()))
def profile(request: pytest.FixtureRequest, tmp_path: Path) -> Profile:
    shutil.copytree(OLD / request.param, tmp_path / "profile")
    return Profile(tmp_path / "profile")


def asked(profile: Profile, *arguments: str) -> object:
    code, out, err = Terminal(profile).run(*arguments, "--json")
    assert code == 0, (out, err)
    return json.loads(out)


def test_a_released_profile_says_what_it_said_and_goes_on(
    profile: Profile, cheap_passphrases: None
) -> None:
    assert cheap_passphrases is None
    assert sum(one.stat().st_size for one in profile.root.rglob("*")) < MOST
    sales = asked(profile, "sales", "list")
    assert isinstance(sales, list)
    assert Counter(sale["status"] for sale in sales) == STATES
    totals = asked(profile, "totals", "--from", "2026-11-01")
    assert isinstance(totals, list)
    assert {row["method"]: row["received"] for row in totals} == TAKEN
    assert Terminal(profile).run("verify")[0] == 0
    wrong = Terminal(profile).run(
        "charge", "--method", "cash", "--amount", "10", "--cashier", "Bia", "--cashier-pin", "9999"
    )
    assert wrong[0] == 2
    sold = asked(
        profile, "charge", "--method", "cash", "--amount", "10", "--cashier", "Bia",
        "--cashier-pin", "1357",
    )  # fmt: skip
    assert isinstance(sold, dict)
    assert (sold["status"], sold["number"]) == ("paid", len(sales) + 1)
    asked(profile, "printers", "add", "Cozinha", "--network", "127.0.0.1:9")
    kept = tomllib.loads(profile.settings.read_text(encoding="utf-8"))
    assert kept["loyalty"] == {"points": 3}
    assert set(kept["printers"]) == {"Balcão", "Cozinha"}
    assert profile.settings.read_text(encoding="utf-8").startswith("# Escrito à mão")
    assert Terminal(profile).run("verify")[0] == 0


def test_its_key_file_opens(profile: Profile) -> None:
    keys = KeyFile(profile.keys)
    keys.unlock("uma frase comprida")
    assert keys.get("vpos.token")


def test_its_window_opens_and_closes(profile: Profile) -> None:
    window = subprocess.Popen(
        [sys.executable, "-m", "pos_app", "--profile", str(profile.root)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
        text=True,
    )
    until = monotonic() + PATIENCE
    while not is_held(profile.lock):
        assert monotonic() < until
        assert window.poll() is None
        sleep(0.02)
    window.send_signal(signal.SIGTERM)
    _, said = window.communicate(timeout=PATIENCE)
    assert "Traceback" not in said
    assert Terminal(profile).run("verify")[0] == 0


def paid_in(profile: Profile) -> dict[str, str]:
    """The amounts of all sales that are paid. Totals are of the ledger, which version 9 brought."""
    sales = asked(profile, "sales", "list", "--limit", "999")
    assert isinstance(sales, list)
    return {sale["id"]: sale["amount"] for sale in sales if sale["status"] == "paid"}


def is_held(lock: Path) -> bool:
    try:
        with FileLock(lock, blocking=False):
            return False
    except Timeout:
        return True


@pytest.mark.parametrize("journal", sorted(JOURNALS.glob("*.sqlite3")), ids=lambda one: one.stem)
def test_an_old_journal_goes_on_in_the_whole_program(journal: Path, tmp_path: Path) -> None:
    profile = Profile(tmp_path / "profile")
    profile.prepare()
    shutil.copy(journal, profile.journal)
    till, head = last_event(profile.journal)
    assert profile.till_id(till) == till
    profile.settings.write_text('[shop]\ncountry = "AO"\ntakes_cash = true\n')
    found = int("doubles" in journal.stem)  # it reports that two sales share a movement
    before = paid_in(profile)
    assert before
    assert Terminal(profile).run("verify")[0] == found
    assert Terminal(profile).run("recover")[0] in {0, 4}  # 4: something is unknown
    assert paid_in(profile) == before
    assert Terminal(profile).run("verify")[0] == found
    copies = kept_before_upgrades(profile.journal)
    is_older = not journal.stem.startswith("journal-013")
    assert [last_event(copy) for copy in copies] == [(till, head)] * is_older
