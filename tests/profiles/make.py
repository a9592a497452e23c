"""Makes a profile as this version of the program leaves it: `make.py FOLDER`.

The program itself does everything, a command at a time, against its own sandbox. The README beside
this file says what is in the profile and which commits have made the ones that are kept.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import httpx

_HERE = Path(__file__).resolve()
sys.path[:0] = [str(_HERE.parents[1]), str(_HERE.parents[2])]

from support import environment_of, settings_of  # noqa: E402

from pos_app.app.sandbox_process import Sandbox  # noqa: E402
from pos_app.installation.credential_file import KeyFile  # noqa: E402
from pos_app.installation.office_membership import keep_membership  # noqa: E402
from pos_app.installation.profile import Profile  # noqa: E402
from pos_app.ports.office.membership import OfficeMembership  # noqa: E402

PIN, CASHIERS, PASSPHRASE = "2468", "1357", "uma frase comprida"
_SHOP = """# Escrito à mão
[shop]
name = "Mercearia Boa Vista"
till = "Caixa 1"
language = "pt"
country = "AO"
takes_cash = true
takes_card_machine = true
splits_payments = true
shifts = true
nif = "5000123456"
slip_note = "Volte sempre"

[loyalty]  # de outra versão
points = 3

"""
_WAITED = ("--wait", "20")


class Shop:
    """The program at one profile."""

    def __init__(self, profile: Path, environment: dict[str, str]) -> None:
        self._command = [sys.executable, "-m", "pos_app", "--profile", str(profile)]
        secrets = {"POS_APP_PIN": PIN, "POS_APP_CASHIER_PIN": CASHIERS}
        self._environment = {**os.environ, **environment, **secrets}

    def do(self, *arguments: str, ends: tuple[int, ...] = (0,)) -> None:
        done = subprocess.run(
            [*self._command, *arguments],
            env=self._environment, text=True, capture_output=True, check=False,
            cwd=_HERE.parents[2],
        )  # fmt: skip
        if done.returncode not in ends:
            raise SystemExit(f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}")

    def charge(self, method: str, amount: str, *more: str, ends: tuple[int, ...] = (0,)) -> None:
        who = ("--cashier", "Bia")
        self.do("charge", "--method", method, "--amount", amount, *who, *more, ends=ends)


def make(folder: Path) -> None:
    """Makes the profile in a folder that is not there yet."""
    profile = Profile(folder)
    profile.prepare()
    world = Sandbox.start(speed=20)
    try:
        accounts = dict(world.accounts)
        profile.settings.write_text(_SHOP + settings_of(accounts.values()), encoding="utf-8")
        keys = KeyFile(profile.keys)
        keys.unlock(PASSPHRASE)
        keys.keep("vpos.token", accounts["vpos"].secret)
        _sell(Shop(folder, environment_of(accounts)), world.control_url, folder.parent)
        keep_membership(profile.office, OfficeMembership("http://127.0.0.1:1", "shop", "till", 1))
    finally:
        world.stop()
    _leave_no_machine(profile)


def _sell(shop: Shop, control: str, beside: Path) -> None:
    shop.do("pin", "set", "--name", "Ana", "--pin", PIN)
    shop.do("pin", "set", "--name", "Bia", "--role", "cashier", "--pin", CASHIERS, "--approve", PIN)
    shop.do("printers", "add", "Balcão", "--network", "127.0.0.1:9", "--drawer")
    shop.do("printers", "choose", "receipt", "Balcão")
    shop.do("shift", "open", "--float", "20000", "--cashier", "Bia")
    shop.charge("cash", "1500.00", "--tendered", "2000.00")
    shop.charge("cardmachine", "320.00")
    shop.charge("vpos", "1200.00", "--phone", "900000000", *_WAITED)
    shop.charge("vpos", "900.00", "--phone", "900003000", *_WAITED, ends=(3,))
    shop.charge("clicpay.mpesa", "450.00", "--phone", "841234567", *_WAITED)
    shop.charge("wipay", "100.50", "--voucher", "uyr8vmap230t", *_WAITED)
    shop.charge("proxypay", "2500.00", ends=(0, 7))
    shop.charge("wikipay", "80.00", ends=(0, 7))
    shop.charge("vpos", "700.00", "--phone", "900000000", "--hold", *_WAITED)
    httpx.post(
        f"{control}/faults", json={"kind": "drop_after", "provider": "wipay"}
    ).raise_for_status()
    shop.charge("wipay", "50.00", "--voucher", "uyr8vmap230u", "--wait", "3", ends=(4,))
    shop.do("refund", "1", "--amount", "500.00", "--by-hand", "cash")
    shop.do("refund", "3", *_WAITED, ends=(0, 7))
    shop.do("receipt", "2", "--pdf", str(beside / "receipt.pdf"))
    shop.do("receipt", "1", "--wait", "1", ends=(5, 7))
    shop.do("close", "--counted", "53950")


def _leave_no_machine(profile: Profile) -> None:
    """Takes away what names the computer, and SQLite's files of the moment."""
    for name in ("computer", "journal.lock", "journal.copying"):
        (profile.root / name).unlink(missing_ok=True)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
    sys.stdout.write(json.dumps(sorted(one.name for one in Path(sys.argv[1]).rglob("*"))) + "\n")
