"""A secret service that owns its name and never replies: the till sells on, and says so."""

import asyncio
import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hostile.silent import silent_keyring
from support import Terminal, World, environment_of
from window import Cashier, play

from pos_app.app import keyring_watch
from pos_app.app.keyring_watch import KeyringWatch
from pos_app.domain.errors import KeyringSilent, PosError
from pos_app.installation.credentials import Keys
from pos_app.installation.keyring_process import PATIENCE, Ring
from pos_app.installation.profile import Profile
from pos_app.ports.gateway import Account
from pos_app.ports.settings_service import SecretLocation

ENDS = 4 * PATIENCE  # seconds for a command, on a busy machine
SHORT = 0.5  # seconds: for whom it is only about what comes after the waiting
SENTENCE = "O porta-chaves do sistema não responde"
CHARGE = ["charge", "--amount", "10", "--wait", "20"]


@pytest.fixture
def silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "session"
    folder.mkdir()
    with silent_keyring(folder) as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield


def without_keys(world: World, monkeypatch: pytest.MonkeyPatch, *providers: str) -> None:
    """Their keys are in the keyring, if they are anywhere."""
    for name in environment_of(world.accounts):
        if any(name.startswith(f"POS_APP_{provider.upper()}_") for provider in providers):
            monkeypatch.delenv(name)


@pytest.mark.usefixtures("silent")
def test_commands_end_with_a_sentence_and_sell_by_the_keys_that_they_have(
    shop: Profile, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_keys(world, monkeypatch, "proxypay")
    codes = dict(asked_at_once(shop))
    assert codes["vpos"] == 0
    assert codes["proxypay"] == 5


def asked_at_once(shop: Profile) -> Iterator[tuple[str, int]]:
    """Each command in a shop of its own, since all of them wait: its last word, its exit code."""
    commands = (
        [*CHARGE, "--phone", "900000000", "--method", "vpos"],
        [*CHARGE, "--method", "proxypay"],
        ["wallets"],
        ["webhooks", "list"],
        ["recover"],
    )
    with ThreadPoolExecutor(len(commands)) as threads:
        asked = []
        for arguments in commands:
            own = Profile(shop.root.with_name(f"shop of {arguments[-1]}"))
            shutil.copytree(shop.root, own.root)
            asked.append(threads.submit(Terminal(own).run, *arguments, patience=ENDS))
    for arguments, one in zip(commands, asked, strict=True):
        code, _, err = one.result()
        assert SENTENCE in err, (arguments, err)
        assert "Traceback" not in err, arguments
        yield arguments[-1], code


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin of Qt has none
@pytest.mark.usefixtures("silent", "brisk")
def test_the_window_opens_says_so_and_sells(
    shop: Profile, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_keys(world, monkeypatch, "proxypay")
    monkeypatch.setattr(keyring_watch, "PATIENCE", SHORT)

    async def sell(cashier: Cashier) -> None:
        await cashier.charge("vpos", phone="900000000")
        await cashier.sees_verdict("Pago")
        assert SENTENCE in cashier.reads("keyring_trouble")
        assert cashier.shows("keyring_strip")

    began = time.monotonic()
    play(shop, sell)
    assert time.monotonic() - began < 30


@pytest.mark.usefixtures("silent")
def test_it_is_waited_for_once_and_what_is_typed_meanwhile_goes_into_the_file(
    tmp_path: Path,
) -> None:
    keys = Keys("till", tmp_path / "keys.enc", {})
    began = time.monotonic()
    assert keys.asked(["vpos.token"], patience=SHORT).is_ring_silent
    assert keys.get("vpos", "token") == ""
    assert keys.where("vpos", "token") is SecretLocation.NOWHERE
    assert keys.place is SecretLocation.FILE
    keys.unlock("três tristes tigres")
    keys.keep("vpos", "token", "secret")
    assert keys.get("vpos", "token") == "secret"
    assert time.monotonic() - began < 2 * PATIENCE


@pytest.mark.usefixtures("silent")
def test_closing_waits_for_no_keyring() -> None:
    ring = Ring("pos-app till")
    raised: list[PosError] = []

    def ask() -> None:
        try:
            ring.get("vpos.token", patience=60)
        except KeyringSilent as silent:
            raised.append(silent)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join(1)
    assert thread.is_alive()
    ring.close()
    thread.join(10)
    assert raised


class Slow:
    """A keyring that a person unlocks later."""

    def __init__(self) -> None:
        self.unlocked = threading.Event()
        self.asked = 0

    def get(self, *names: str, patience: float = PATIENCE) -> Mapping[str, str] | None:
        self.asked += 1
        if not self.unlocked.wait(patience):
            raise KeyringSilent
        return dict.fromkeys(names, "secret")

    def refuses(self) -> bool:
        return False

    def keep(self, name: str, secret: str) -> bool:
        raise AssertionError(name, secret)


async def test_keys_that_come_late_are_used_and_kept_when_it_falls_silent_again(
    tmp_path: Path,
) -> None:
    ring = Slow()
    keys = Keys("till", tmp_path / "keys.enc", {}, ring)

    def load(heard: Keys) -> Mapping[str, Account]:
        return {"vpos": Account("vpos", "https://vpos.ao", {}, heard.get("vpos", "token"))}

    watch = KeyringWatch(keys, ["vpos.token"], load)
    told: asyncio.Queue[Mapping[str, Account]] = asyncio.Queue()
    heard: list[PosError | None] = []
    watch.listen(heard.append)
    try:
        async with asyncio.timeout(2 * PATIENCE):
            assert (await watch.accounts())["vpos"].secret == ""
        assert isinstance(watch.trouble, KeyringSilent)
        watch.follow(told.put_nowait)
    finally:
        ring.unlocked.set()
    async with asyncio.timeout(10):
        assert (await told.get())["vpos"].secret == "secret"
    assert heard == [None]
    assert ring.asked == 1  # a second question would be a second window to type into
    await watch.close()
    ring.unlocked.clear()
    again = keys.asked(["vpos.token"], patience=0.1)
    assert (again.is_ring_silent, again.get("vpos", "token")) == (False, "secret")
