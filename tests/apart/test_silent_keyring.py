"""A secret service that owns its name and never replies: the till sells on, and says so."""

import asyncio
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hostile.silent import silent_keyring
from support import World, environment_of
from window import Cashier, play

from pos_app.apart.own import OWN_FOLDER, own_command
from pos_app.domain.errors import KeyringSilent, PosError
from pos_app.keyring_watch import KeyringWatch
from pos_app.keys import Keys
from pos_app.ports.gateway import Account
from pos_app.ports.office import Kept
from pos_app.profile import Profile
from pos_app.ring import PATIENCE, Ring

ENDS = 4 * PATIENCE  # seconds for a command, on a busy machine
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


def pos_app(profile: Profile, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [*own_command(), "--profile", str(profile.root), *arguments]
    return subprocess.run(  # noqa: PLW1510 - the code is what is looked at
        command, cwd=OWN_FOLDER, capture_output=True, text=True, timeout=ENDS + 20
    )


@pytest.mark.usefixtures("silent")
def test_commands_end_with_a_sentence_and_sell_by_the_keys_that_they_have(
    shop: Profile, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_keys(world, monkeypatch, "proxypay")
    began = time.monotonic()
    sold = pos_app(shop, *CHARGE, "--method", "vpos", "--phone", "900000000")
    assert (sold.returncode, SENTENCE in sold.stderr) == (0, True), sold.stderr
    assert time.monotonic() - began < ENDS
    for arguments in (
        [*CHARGE, "--method", "proxypay"],
        ["wallets"],
        ["webhooks", "list"],
        ["recover"],
    ):
        began = time.monotonic()
        told = pos_app(shop, *arguments)
        assert SENTENCE in told.stderr, arguments
        assert "Traceback" not in told.stderr
        assert time.monotonic() - began < ENDS, arguments
        if arguments[0] == "charge":
            assert told.returncode == 5


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin of Qt has none
@pytest.mark.usefixtures("silent")
def test_the_window_opens_says_so_and_sells(
    shop: Profile, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_keys(world, monkeypatch, "proxypay")

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
    assert keys.asked(["vpos.token"]).is_ring_silent
    assert keys.get("vpos", "token") == ""
    assert keys.where("vpos", "token") is Kept.NOWHERE
    assert keys.place is Kept.FILE
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

    def get(self, *names: str, patience: float = PATIENCE) -> Mapping[str, str] | None:
        if not self.unlocked.wait(patience):
            raise KeyringSilent
        return dict.fromkeys(names, "secret")

    def keep(self, name: str, secret: str) -> bool:
        raise AssertionError(name, secret)


def test_keys_that_come_late_are_used_and_kept_when_it_falls_silent_again(tmp_path: Path) -> None:
    ring = Slow()
    keys = Keys("till", tmp_path / "keys.enc", {}, ring)

    def load(heard: Keys) -> Mapping[str, Account]:
        return {"vpos": Account("vpos", "https://vpos.ao", {}, heard.get("vpos", "token"))}

    async def day() -> None:
        watch = KeyringWatch(keys, ["vpos.token"], load)
        told: asyncio.Queue[Mapping[str, Account]] = asyncio.Queue()
        heard: list[PosError | None] = []
        watch.listen(heard.append)
        assert (await watch.accounts())["vpos"].secret == ""
        assert isinstance(watch.trouble, KeyringSilent)
        watch.follow(told.put_nowait)
        ring.unlocked.set()
        async with asyncio.timeout(10):
            assert (await told.get())["vpos"].secret == "secret"
        assert heard == [None]
        await watch.close()

    asyncio.run(day())
    ring.unlocked.clear()
    again = keys.asked(["vpos.token"], patience=0.1)
    assert (again.is_ring_silent, again.get("vpos", "token")) == (False, "secret")
