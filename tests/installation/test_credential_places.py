"""Where a provider's key is looked for, and where one is put: the environment comes before the
keyring, the keyring before the file, and a keyring that does not answer is none for a while."""

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from pos_app.app import keyring_watch
from pos_app.app.keyring_watch import KeyringWatch
from pos_app.app.root import open_keys
from pos_app.domain.errors import (
    BadInput,
    Field,
    InputProblem,
    KeyringSilent,
    KeyringUnavailable,
    NoPassphraseYet,
    PassphraseNeeded,
    PosError,
)
from pos_app.installation.credential_file import KeyFile
from pos_app.installation.credentials import PASSPHRASE, Keys, check_secret
from pos_app.installation.keyring_process import A_PERSONS, PATIENCE
from pos_app.installation.profile import Profile
from pos_app.ports.gateway import Account
from pos_app.ports.settings_service import SecretLocation

pytestmark = [
    pytest.mark.usefixtures("cheap_passphrases"),
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no file of keys"),
]

WORDS = "três tristes tigres"


class ARing:
    """A keyring. It keeps what it is given, unless it `keeps` nothing, and may fall `silent`, also
    for so many questions."""

    def __init__(self, *, keeps: bool = True, **known: str) -> None:
        self.keeps = keeps
        self.known = {name.replace("__", "."): secret for name, secret in known.items()}
        self.silent = False
        self.silent_for = 0
        self.asked: list[tuple[tuple[str, ...], float]] = []

    def get(self, *names: str, patience: float = PATIENCE) -> Mapping[str, str] | None:
        self.asked.append((names, patience))
        if self.silent or len(self.asked) <= self.silent_for:
            raise KeyringSilent
        return {name: self.known.get(name, "") for name in names} if self.keeps else None

    def refuses(self) -> bool:
        return False

    def keep(self, name: str, secret: str) -> bool:
        if self.silent:
            raise KeyringSilent
        if self.keeps:
            self.known[name] = secret
        return self.keeps


def keys_of(folder: Path, ring: ARing, **environment: str) -> Keys:
    return Keys("till", folder / "keys.enc", environment, ring)


def with_a_file(folder: Path, **kept: str) -> None:
    """Keys in a file, as before there was a keyring."""
    keys = keys_of(folder, ARing(keeps=False))
    keys.unlock(WORDS)
    for name, secret in kept.items():
        provider, _, short = name.partition("__")
        keys.keep(provider, short, secret)


def test_the_environment_comes_before_the_keyring_and_that_before_the_file(tmp_path: Path) -> None:
    with_a_file(tmp_path, vpos__token="of-the-file", wikipay__api_key="of-the-file")
    ring = ARing(vpos__token="of-the-ring", clicpay__webhook_secret="of-the-ring")
    keys = keys_of(
        tmp_path,
        ring,
        POS_APP_CLICPAY_WEBHOOK_SECRET=" of-the-environment\n",
        POS_APP_VPOS_TOKEN=" ",
    )
    keys.unlock(WORDS)
    found = {
        (provider, name): (keys.get(provider, name), keys.where(provider, name))
        for provider, name in (
            ("clicpay", "webhook_secret"),
            ("vpos", "token"),
            ("wikipay", "api_key"),
            ("proxypay", "api_key"),
        )
    }
    assert found == {
        ("clicpay", "webhook_secret"): ("of-the-environment", SecretLocation.ENVIRONMENT),
        ("vpos", "token"): ("of-the-ring", SecretLocation.KEYRING),
        ("wikipay", "api_key"): ("of-the-file", SecretLocation.FILE),
        ("proxypay", "api_key"): ("", SecretLocation.NOWHERE),
    }


def test_a_closed_file_is_asked_for_only_where_nothing_else_has_the_key(tmp_path: Path) -> None:
    with_a_file(tmp_path, vpos__token="of-the-file")
    keys = keys_of(tmp_path, ARing(wikipay__api_key="of-the-ring"))
    assert (keys.are_locked, keys.get("wikipay", "api_key")) == (True, "of-the-ring")
    with pytest.raises(PassphraseNeeded):
        keys.get("vpos", "token")
    assert keys.where("vpos", "token") is SecretLocation.NOWHERE
    keys.unlock(WORDS)
    assert (keys.are_locked, keys_of(tmp_path / "new", ARing()).are_locked) == (False, False)


def test_a_wrong_passphrase_of_the_environment_hides_where_a_key_is_and_is_tried_once(
    tmp_path: Path,
) -> None:
    with_a_file(tmp_path, vpos__token="of-the-file")
    keys = keys_of(tmp_path, ARing(keeps=False), **{PASSPHRASE: "dois tristes tigres"})
    assert keys.where("vpos", "token") is SecretLocation.NOWHERE
    with pytest.raises(PassphraseNeeded):
        keys.get("vpos", "token")
    keys.unlock(WORDS)
    keys.unlock_by_environment()  # there is nothing left of it to try
    right = keys_of(tmp_path, ARing(keeps=False), **{PASSPHRASE: "dois tristes tigres"})
    right.unlock(WORDS)
    right.unlock_by_environment()  # what is open is not asked for once more
    assert right.get("vpos", "token") == "of-the-file"


def test_a_key_goes_into_the_keyring_and_into_the_file_where_there_is_none(tmp_path: Path) -> None:
    ring = ARing()
    keys = keys_of(tmp_path, ring)
    assert keys.place is SecretLocation.KEYRING
    keys.check_place()
    keys.keep("vpos", "token", " secret\n")
    assert (ring.known, (tmp_path / "keys.enc").exists()) == ({"vpos.token": "secret"}, False)

    for without in (ARing(keeps=False), ARing()):
        without.silent = without.keeps
        keys = keys_of(tmp_path, without)
        assert keys.place is SecretLocation.FILE
        for tried in (keys.check_place, lambda: keys.keep("vpos", "token", "secret")):  # noqa: B023
            with pytest.raises(NoPassphraseYet):
                tried()
        keys.unlock(WORDS)
        keys.check_place()
        keys.keep("vpos", "token", "secret")
        assert keys.where("vpos", "token") is SecretLocation.FILE
        (tmp_path / "keys.enc").unlink()


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_where_every_system_has_a_keyring_no_key_goes_anywhere_else(
    platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_a_file(tmp_path, vpos__token="of-the-file")
    ring = ARing(keeps=False)
    keys = keys_of(tmp_path, ring, **{PASSPHRASE: WORDS})
    monkeypatch.setattr(sys, "platform", platform)
    assert keys.place is SecretLocation.NOWHERE
    for tried in (
        keys.check_place,
        lambda: keys.keep("vpos", "token", "secret"),
        lambda: keys.get("vpos", "token"),
    ):
        with pytest.raises(KeyringUnavailable) as unavailable:
            tried()
        assert not isinstance(unavailable.value, PassphraseNeeded)
    ring.keeps = True
    keys.keep("vpos", "token", "secret")
    assert keys.get("vpos", "token") == "secret"


@pytest.mark.parametrize("text", ["", " \n", "two words", "ação", "a\x07b", "\u200b"])
def test_what_could_stand_in_no_header_is_no_key(text: str, tmp_path: Path) -> None:
    ring = ARing()
    with pytest.raises(BadInput) as refused:
        keys_of(tmp_path, ring).keep("vpos", "token", text)
    told = refused.value
    assert (told.field, told.complaint, told.value) == (
        Field.SETTINGS,
        InputProblem.SETTING_INVALID,
        "vpos.token",
    )
    assert not ring.known
    if text.strip():
        with pytest.raises(BadInput):
            keys_of(tmp_path, ring, POS_APP_VPOS_TOKEN=text).get("vpos", "token")


def test_a_key_is_kept_as_it_was_meant() -> None:
    assert check_secret(" a\u200bbc-123\n", "x") == "abc-123"


# --- asked for in one go --------------------------------------------------------------------------

NAMES = ("vpos.token", "wikipay.api_key")


def test_all_keys_are_one_question_and_those_of_the_environment_none(tmp_path: Path) -> None:
    ring = ARing(vpos__token="of-the-ring", proxypay__api_key="another")
    asked = keys_of(tmp_path, ring, POS_APP_WIKIPAY_API_KEY="here").asked(NAMES, 7.0)
    assert ring.asked == [(("vpos.token",), 7.0)]
    assert (asked.get("vpos", "token"), asked.get("wikipay", "api_key")) == ("of-the-ring", "here")
    assert len(ring.asked) == 1
    assert not asked.is_ring_silent
    assert asked.get("proxypay", "api_key") == "another"  # which nobody had asked for
    assert len(ring.asked) == 2

    none_needed = keys_of(
        tmp_path, ring, POS_APP_WIKIPAY_API_KEY="here", POS_APP_VPOS_TOKEN="here"
    ).asked(NAMES)
    assert len(ring.asked) == 2
    assert not none_needed.is_ring_silent
    assert none_needed.get("proxypay", "api_key") == "another"


def test_what_a_keyring_has_said_is_good_while_it_is_silent(tmp_path: Path) -> None:
    """With what was kept in it since; and where it never said anything, nothing is."""
    ring = ARing(vpos__token="of-the-ring")
    keys = keys_of(tmp_path, ring)
    ring.silent = True
    never = keys.asked(NAMES)
    assert never.is_ring_silent
    assert never.get("vpos", "token") == ""
    ring.silent = False
    assert not keys.asked(NAMES).is_ring_silent
    keys.keep("wikipay", "api_key", "kept-since")
    ring.silent = True
    again = keys.asked(NAMES)
    assert not again.is_ring_silent
    assert (again.get("vpos", "token"), again.get("wikipay", "api_key")) == (
        "of-the-ring",
        "kept-since",
    )
    assert keys.without_ring().is_ring_silent
    assert not keys.is_ring_silent


def test_what_a_keyring_did_not_take_is_not_said_to_be_in_it(tmp_path: Path) -> None:
    ring = ARing()
    keys = keys_of(tmp_path, ring)
    keys.asked(NAMES)
    ring.keeps = False
    keys.unlock(WORDS)
    keys.keep("vpos", "token", "secret")
    ring.silent = True
    again = keys.asked(NAMES)
    assert (again.get("vpos", "token"), again.where("vpos", "token")) == (
        "secret",
        SecretLocation.FILE,
    )


def test_a_till_that_closes_asks_the_systems_keyring_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    keys = Keys("till", tmp_path / "keys.enc", {})
    keys.close()
    assert keys.asked(NAMES).is_ring_silent


def test_a_keyring_that_keeps_nothing_is_not_asked_once_more_for_each_key(tmp_path: Path) -> None:
    ring = ARing(keeps=False)
    asked = keys_of(tmp_path, ring).asked(NAMES)
    assert (asked.get("vpos", "token"), asked.is_ring_silent) == ("", False)
    assert len(ring.asked) == 1
    ring.silent = True
    assert keys_of(tmp_path, ring).asked(NAMES).is_ring_silent


# --- followed until it answers --------------------------------------------------------------------


class Waits:
    """Keys of a keyring that lets each question wait until the test lets it go."""

    def __init__(self, folder: Path) -> None:
        self.ring = ARing(vpos__token="of-the-ring")
        self.keys = keys_of(folder, self.ring)
        self.heard: list[PosError | None] = []
        self.watch = KeyringWatch(self.keys, ["vpos.token"], self.load)
        self.watch.listen(self.heard.append)

    def load(self, keys: Keys) -> Mapping[str, Account]:
        return {"vpos": Account("vpos", "https://vpos.ao", {}, keys.get("vpos", "token"))}


@pytest.fixture
def waits(tmp_path: Path) -> Waits:
    return Waits(tmp_path)


async def test_a_keyring_that_answers_is_no_trouble_and_is_not_followed(waits: Waits) -> None:
    assert (await waits.watch.accounts())["vpos"].secret == "of-the-ring"
    assert waits.watch.trouble is None
    told: list[Mapping[str, Account]] = []
    waits.watch.follow(told.append)
    await asyncio.sleep(0)
    assert (told, waits.heard) == ([], [])
    assert waits.ring.asked == [(("vpos.token",), A_PERSONS)]
    await waits.watch.close()


async def test_a_silent_keyring_is_asked_again_until_it_answers_and_then_no_more(
    waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each time after half a minute, which a test does not wait for."""
    assert keyring_watch.AGAIN_AFTER == 30
    monkeypatch.setattr(keyring_watch, "AGAIN_AFTER", 0.01)
    waits.ring.silent_for = 4
    told: asyncio.Queue[Mapping[str, Account]] = asyncio.Queue()
    assert (await waits.watch.accounts())["vpos"].secret == ""
    assert isinstance(waits.watch.trouble, KeyringSilent)
    waits.watch.follow(told.put_nowait)
    async with asyncio.timeout(10):
        assert (await told.get())["vpos"].secret == "of-the-ring"
    assert len(waits.ring.asked) == 5
    assert [waits.watch.trouble, *waits.heard] == [None, None]
    waits.watch.follow(told.put_nowait)
    await waits.watch.close()
    assert (len(waits.ring.asked), told.empty()) == (5, True)


async def test_closing_ends_the_questions(waits: Waits) -> None:
    waits.ring.silent_for = 2
    await waits.watch.accounts()
    waits.watch.follow(lambda _: None)
    await waits.watch.close()
    assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []


def test_a_file_that_this_process_has_opened_asks_nobody_again(tmp_path: Path) -> None:
    """The window is made anew after the first run and after training; its person stays."""
    profile = Profile(tmp_path)
    profile.prepare()
    key_file = KeyFile(profile.keys)
    first = open_keys(profile, "till", None, key_file)
    first.unlock(WORDS)
    first.keep("vpos", "token", "s3cret")
    assert not open_keys(profile, "till", None, key_file).are_locked
    assert open_keys(profile, "till", None).are_locked  # another process begins anew
