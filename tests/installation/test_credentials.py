"""Keys on a Linux without a keyring: a file that a passphrase opens."""

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as Failing
from keyring.backends.null import Keyring as Null
from keyring.errors import KeyringLocked
from rings import RingHere

from pos_app.cli.selftest import bundled_files
from pos_app.domain.errors import (
    BadInput,
    KeysDamaged,
    NoPassphraseYet,
    PassphraseNeeded,
    WrongPassphrase,
)
from pos_app.gateways.catalogue import METHODS
from pos_app.installation.accounts import ProfileSettings
from pos_app.installation.credentials import PASSPHRASE, Keys
from pos_app.installation.profile import Profile
from pos_app.ports.gateway import Account
from pos_app.ports.settings_service import AccountChange, SecretLocation

pytestmark = pytest.mark.usefixtures("cheap_passphrases")

WORDS = "três tristes tigres"
SECRET = "hvHCkChzXuOdMonpeHFx"


class Locked(KeyringBackend):
    """There, and closed."""

    priority = 5

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked(service, username, password)


class InPlainText(KeyringBackend):
    """As keyrings.alt has one: for everybody to read."""

    priority = 0.5

    def get_password(self, service: str, username: str) -> str | None:
        raise AssertionError(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError(service, username, password)


class NotHere(KeyringBackend):
    """Asked for by name on a system that does not have it."""

    @property
    def priority(self) -> float:
        raise RuntimeError("no D-Bus")

    def get_password(self, service: str, username: str) -> str | None:
        raise AssertionError(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError(service, username, password)


@pytest.fixture(params=[Failing, Null, Locked, InPlainText, NotHere])
def no_keyring(request: pytest.FixtureRequest) -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(request.param())
    yield
    keyring.set_keyring(before)


def keys_of(folder: Path, passphrase: str = "") -> Keys:
    return Keys("till", folder / "keys.enc", {PASSPHRASE: passphrase}, RingHere("pos-app till"))


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_keys_are_in_a_file_that_only_the_passphrase_opens(
    tmp_path: Path,
) -> None:
    first = keys_of(tmp_path)
    assert first.place is SecretLocation.FILE
    with pytest.raises(NoPassphraseYet):
        first.keep("vpos", "token", SECRET)
    first.unlock(WORDS)
    first.keep("vpos", "token", SECRET)
    first.keep("wikipay", "api_key", "another")
    file = tmp_path / "keys.enc"
    assert SECRET.encode() not in file.read_bytes()
    assert b"vpos" not in file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    later = keys_of(tmp_path)
    assert later.are_locked
    with pytest.raises(PassphraseNeeded) as needed:
        later.get("vpos", "token")
    assert not isinstance(needed.value, NoPassphraseYet)
    assert later.where("vpos", "token") is SecretLocation.NOWHERE
    before = file.read_bytes()
    with pytest.raises(WrongPassphrase):
        later.unlock("dois tristes tigres")
    with pytest.raises(PassphraseNeeded):
        later.keep("vpos", "token", "x")
    assert file.read_bytes() == before  # nothing is lost
    later.unlock(f" {WORDS}\n")
    assert (later.get("vpos", "token"), later.where("vpos", "token")) == (
        SECRET,
        SecretLocation.FILE,
    )
    assert later.get("proxypay", "api_key") == ""


@pytest.mark.usefixtures("no_keyring")
def test_a_script_gives_the_passphrase_by_the_environment_and_a_wrong_one_is_said_once(
    tmp_path: Path,
) -> None:
    keys_of(tmp_path, WORDS).keep("vpos", "token", SECRET)
    assert keys_of(tmp_path, WORDS).get("vpos", "token") == SECRET
    wrong = keys_of(tmp_path, "dois tristes tigres")
    with pytest.raises(WrongPassphrase):
        wrong.get("vpos", "token")
    with pytest.raises(PassphraseNeeded):
        wrong.get("vpos", "token")
    with pytest.raises(BadInput):
        keys_of(tmp_path / "new", "short").keep("vpos", "token", SECRET)


@pytest.mark.parametrize("text", ["", "{}", '{"version": 9, "salt": "", "keys": ""}', "[1]"])
def test_a_file_of_keys_that_cannot_be_read_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    file = tmp_path / "keys.enc"
    file.write_text(text)
    with pytest.raises(KeysDamaged):
        keys_of(tmp_path).unlock(WORDS)
    with pytest.raises(KeysDamaged):
        keys_of(tmp_path, WORDS).keep("vpos", "token", SECRET)
    assert file.read_text() == text


async def test_an_account_saved_without_a_keyring_works_at_the_next_start_once_it_is_opened(
    tmp_path: Path,
) -> None:
    profile = Profile(tmp_path)

    async def anybody(*_: object) -> None:
        pass

    def open_office() -> tuple[ProfileSettings, list[Mapping[str, Account]]]:
        told: list[Mapping[str, Account]] = []
        return ProfileSettings(
            profile, METHODS, keys_of(tmp_path), told.append, anybody, lambda _: None
        ), told

    account = AccountChange("vpos", "https://vpos.ao", {"pos_id": "1"})
    office, _ = open_office()
    with pytest.raises(PassphraseNeeded):
        await office.save_account(account, {"token": SECRET})
    assert not profile.settings.exists()
    await office.unlock_keys(WORDS)
    await office.save_account(account, {"token": SECRET})

    office, told = open_office()
    assert await office.keys_are_locked()
    with pytest.raises(WrongPassphrase):
        await office.unlock_keys("dois tristes tigres")
    assert not told
    await office.unlock_keys(WORDS)
    assert told[-1]["vpos"].secret == SECRET
    assert not await office.keys_are_locked()


async def test_the_self_test_says_where_keys_would_go() -> None:
    said = await bundled_files.keyring()  # the tests' own keyring keeps nothing
    assert "no keyring" in said
    assert "encrypted file" in said


def test_a_locked_keyring_refuses_and_one_that_is_absent_does_not() -> None:
    before = keyring.get_keyring()
    told = {}
    for backend in (Locked, Failing, Null, InPlainText, NotHere):
        keyring.set_keyring(backend())
        told[backend.__name__] = RingHere("pos-app till").refuses()
    keyring.set_keyring(before)
    assert [name for name, refuses in told.items() if refuses] == ["Locked"]
