"""The file of keys by itself: what opens it and for how long, and whatever lies in it."""

import base64
import errno
import json
import re
import shutil
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from pos_app.domain.errors import (
    BadInput,
    Field,
    InputProblem,
    KeysDamaged,
    NoPassphraseYet,
    PassphraseNeeded,
    SettingsUnavailable,
    WrongPassphrase,
)
from pos_app.installation import credential_file
from pos_app.installation.credential_file import KeyFile

WORDS = "três tristes tigres"
# As the till wrote it in November 2026; the words above open it.
KEPT = Path(__file__).parent / "old" / "keys.enc"
IN_IT = {"vpos.token": "hvHCkChzXuOdMonpeHFx", "wikipay.api_key": "another"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.enc"


@pytest.fixture
def keys(path: Path, cheap_passphrases: None) -> KeyFile:  # noqa: ARG001
    """Open, with one key in it."""
    keys = KeyFile(path)
    keys.unlock(WORDS)
    keys.keep("vpos.token", "secret")
    return keys


def test_a_file_of_before_opens_however_its_passphrase_is_typed(path: Path) -> None:
    """With the cost, the salt and the cipher that it was made with; an accent may be a letter's
    own or one beside it, as a Mac types it."""
    shutil.copy(KEPT, path)
    keys = KeyFile(path)
    keys.unlock(f"  {unicodedata.normalize('NFD', WORDS)}\n")
    assert {name: keys.get(name) for name in IN_IT} == IN_IT


@pytest.mark.usefixtures("cheap_passphrases")
def test_a_variable_that_is_no_text_opens_what_it_has_closed(path: Path) -> None:
    """As Python has it from an environment in another encoding."""
    words = b"tr\xeas tristes tigres".decode(errors="surrogateescape")
    keys = KeyFile(path)
    keys.unlock(words)
    keys.keep("vpos.token", "secret")
    later = KeyFile(path)
    later.unlock(words)
    assert later.get("vpos.token") == "secret"


def test_it_is_written_a_line_for_each_thing(keys: KeyFile, path: Path) -> None:
    shape = re.compile(r'("salt"|"keys"): ".*"')
    assert shape.sub("", path.read_text()) == shape.sub("", KEPT.read_text())
    assert keys.exists


def test_what_is_kept_costs_a_thief_what_it_says(path: Path) -> None:
    """64 MiB and three passes a try, and a salt of this file's own."""
    salts = set()
    for place in (path, path.with_name("another.enc")):
        keys = KeyFile(place)
        keys.unlock(WORDS)
        keys.keep("vpos.token", "secret")
        salts.add(json.loads(place.read_text())["salt"])
    assert len(salts) == 2
    assert {len(salt) for salt in salts} == {24}  # 16 bytes
    assert json.loads(path.read_text())["version"] == 1


@pytest.mark.usefixtures("cheap_passphrases")
def test_a_new_passphrase_has_eight_letters_and_opens_nothing_before_it_is_chosen(
    path: Path,
) -> None:
    keys = KeyFile(path)
    for typed in ("", "1234567", " 1234567 "):
        with pytest.raises(BadInput) as refused:
            keys.unlock(typed)
        told = refused.value
        assert (told.field, told.complaint, told.value) == (
            Field.PASSPHRASE,
            InputProblem.PASSPHRASE_TOO_SHORT,
            "8",
        )
        assert not keys.is_open
    with pytest.raises(NoPassphraseYet):
        keys.get("vpos.token")
    keys.unlock("12345678")
    assert (keys.is_open, keys.exists, keys.get("vpos.token")) == (True, False, "")
    keys.keep("vpos.token", "secret")
    assert keys.exists


def test_a_wrong_passphrase_opens_nothing_and_closes_nothing(keys: KeyFile, path: Path) -> None:
    closed = KeyFile(path)
    for no_key in ("dois tristes tigres", "", WORDS.upper()):
        with pytest.raises(WrongPassphrase):
            closed.unlock(no_key)
        assert not closed.is_open
        with pytest.raises(WrongPassphrase):
            keys.unlock(no_key)
    assert keys.get("vpos.token") == "secret"
    with pytest.raises(PassphraseNeeded) as needed:
        closed.keep("vpos.token", "another")
    assert not isinstance(needed.value, NoPassphraseYet)


def test_two_programs_that_have_it_open_lose_nothing_of_each_other(
    keys: KeyFile, path: Path
) -> None:
    beside = KeyFile(path)
    beside.unlock(WORDS)
    beside.keep("wikipay.api_key", "another")
    keys.keep("proxypay.api_key", "a third")
    keys.keep("vpos.token", "renewed")
    names = ("vpos.token", "wikipay.api_key", "proxypay.api_key", "clicpay.token")
    assert [beside.get(name) for name in names] == ["renewed", "another", "a third", ""]


def test_one_that_somebody_made_anew_since_is_not_written_over(keys: KeyFile, path: Path) -> None:
    """Its keys are another's, whose passphrase nobody has typed here."""
    path.unlink()
    another = KeyFile(path)
    another.unlock("quatro palavras")
    another.keep("vpos.token", "another")
    before = path.read_bytes()
    with pytest.raises(WrongPassphrase):
        keys.get("vpos.token")
    with pytest.raises(WrongPassphrase):
        keys.keep("vpos.token", "secret")
    assert path.read_bytes() == before


def test_one_that_is_gone_is_made_again_with_what_is_kept_next(keys: KeyFile, path: Path) -> None:
    path.unlink()
    assert keys.get("vpos.token") == ""
    keys.keep("wikipay.api_key", "another")
    later = KeyFile(path)
    later.unlock(WORDS)
    assert (later.get("wikipay.api_key"), later.get("vpos.token")) == ("another", "")


def test_a_disk_that_takes_nothing_is_said_and_what_was_there_stays(
    keys: KeyFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SettingsUnavailable):
        keys.keep("vpos.token", "another")
    assert path.read_bytes() == before
    assert keys.get("vpos.token") == "secret"


# --- whatever lies in it --------------------------------------------------------------------------


def _cover(keys: KeyFile, path: Path, content: bytes) -> None:
    """Puts this into the file as the till itself would, under the same passphrase."""
    known = json.loads(path.read_text())
    known["keys"] = keys._opened().encrypt(content).decode()
    path.write_text(json.dumps(known))


@pytest.mark.parametrize(
    "content",
    [
        b"", b"no JSON", b"\xff\xfe", b"[]", b'["vpos.token"]', b'"vpos.token"', b"7", b"null",
        b'{"vpos.token": 7}', b'{"vpos.token": "a", "wikipay.api_key": null}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_opens_and_holds_no_keys_is_damaged(content: bytes, keys: KeyFile, path: Path) -> None:
    _cover(keys, path, content)
    with pytest.raises(KeysDamaged):
        keys.get("vpos.token")
    with pytest.raises(KeysDamaged):
        keys.keep("vpos.token", "another")
    with pytest.raises(KeysDamaged):
        KeyFile(path).unlock(WORDS)


def without(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda known: known.pop(name)


def being(name: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda known: known.update({name: value})


def token(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode()


NO_VALUES: Sequence[Any] = (
    None, 2, -1, "", "x", "⚑", "\ud800", [], {}, [1], 1e300, "A" * 9999,
)  # fmt: skip
CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "nothing in it": lambda known: known.update(version=1, salt="", keys="x"),
    **{f"no {name}": without(name) for name in ("version", "salt", "keys")},
    **{
        f"{name} as {value!r}": being(name, value)
        for name in ("version", "salt", "keys")
        for value in NO_VALUES
    },
    "half a salt": lambda known: known.update(salt=known["salt"][:8]),
    "half of the keys": lambda known: known.update(keys=known["keys"][:60]),
    "keys of another version": lambda known: known.update(keys=token(b"\x81" + bytes(88))),
    "keys without a block": lambda known: known.update(keys=token(b"\x80" + bytes(56))),
    "keys of half a block": lambda known: known.update(keys=token(b"\x80" + bytes(56 + 8))),
    "keys of another alphabet": lambda known: known.update(keys=known["keys"] + "!"),
    "a stray sign in the salt": lambda known: known.update(salt=f"!{known['salt']}"),
    "a longer salt": lambda known: known.update(salt=base64.b64encode(bytes(17)).decode()),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.usefixtures("keys")
def test_keys_of_another_shape_are_called_damaged(
    change: Callable[[dict[str, Any]], object], path: Path
) -> None:
    known = json.loads(path.read_text())
    change(known)
    path.write_text(json.dumps(known))
    with pytest.raises(KeysDamaged):
        KeyFile(path).unlock(WORDS)


@pytest.mark.usefixtures("keys")
def test_keys_of_the_right_shape_that_another_made_are_called_closed(path: Path) -> None:
    """Of a single block, which is the least that there can be."""
    known = json.loads(path.read_text())
    path.write_text(json.dumps({**known, "keys": token(b"\x80" + bytes(56 + 16))}))
    with pytest.raises(WrongPassphrase):
        KeyFile(path).unlock(WORDS)


@pytest.mark.usefixtures("keys")
def test_no_byte_of_a_file_of_keys_is_changed_unseen(path: Path) -> None:
    """Each one, in three ways: it gives the key that it had, or says that it cannot."""
    kept = path.read_bytes()
    # Two of its bits are nobody's: what they are changes no byte of the token.
    last_letter = kept.rindex(b"=") - 1
    for at in range(len(kept)):
        for flipped in (1, 0x20, 0x80):
            harmed = bytearray(kept)
            harmed[at] ^= flipped
            path.write_bytes(harmed)
            later = KeyFile(path)
            try:
                later.unlock(WORDS)
            except (KeysDamaged, WrongPassphrase):
                continue
            assert at == last_letter
            assert later.get("vpos.token") == "secret"


def test_a_file_of_a_newer_till_is_left_to_it(keys: KeyFile, path: Path) -> None:
    known = json.loads(path.read_text())
    path.write_text(json.dumps({**known, "version": credential_file._VERSION + 1}))
    with pytest.raises(KeysDamaged):
        keys.keep("vpos.token", "another")
    with pytest.raises(KeysDamaged):
        KeyFile(path).unlock(WORDS)


def test_keys_that_are_kept_at_the_same_time_are_all_kept(keys: KeyFile) -> None:
    names = [f"p{number}.token" for number in range(8)]
    with ThreadPoolExecutor(len(names)) as threads:
        list(threads.map(lambda name: keys.keep(name, f"key of {name}"), names))
    assert {name: keys.get(name) for name in names} == {name: f"key of {name}" for name in names}
