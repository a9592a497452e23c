"""Whatever lies under the name of one of the till's files, what comes of it is the till or a
sentence, and at once: each kind of file, each damage, each door."""

import asyncio
import json
import shutil
import sys
from collections.abc import Collection
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from argon2 import profiles
from cheap_pins import CHEAP, cheap_hasher
from hostile.files import DAMAGES, Harm
from support import ANA

from pos_app.app.root import open_till
from pos_app.cli import main
from pos_app.domain.errors import (
    BadInput,
    JournalDamaged,
    JournalUnavailable,
    KeysDamaged,
    OtherComputer,
    PeopleDamaged,
    PosError,
    ProfileDamaged,
    WrongPin,
)
from pos_app.installation import pin_file, settings
from pos_app.installation.computer import settle_here
from pos_app.installation.credential_file import KeyFile
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="its files are no pipes"),
    pytest.mark.usefixtures("cheap_passphrases"),
]

PASSPHRASE = "quatro palavras bem compridas"

# What may come of it; the till that opens all the same is always allowed where that is empty.
FILES: dict[str, Collection[type[PosError]]] = {
    "till-id": {ProfileDamaged},
    "computer": {OtherComputer},
    "people.json": (),
    "settings.toml": {BadInput},
    "keys.enc": (),
    "journal.sqlite3": {JournalDamaged},
    "journal.sqlite3-wal": {JournalDamaged, JournalUnavailable},
    "journal.sqlite3-shm": {JournalDamaged, JournalUnavailable},
    "journal.head": {JournalDamaged},
    "journal.restoring": (),
}
# Where what matters is that it is there, and no file, or no folder.
PLACES: dict[str, Collection[type[PosError]]] = {
    "journal.made": (),
    "journal.lock": {JournalUnavailable},
    "backups": (),
    "log": (),
    "log/till.log": (),
    "training": (),
    "people.json.new": (),
    "computer.new": (),
}
FILES |= PLACES
each = pytest.mark.parametrize(
    ("name", "harm"),
    [
        pytest.param(name, harm, id=f"{name}, {damage}")
        for name in FILES
        for damage, harm in DAMAGES.items()
        if name not in PLACES or damage in ("a text", "a folder", "a pipe", "a device")
    ],
)
each_damage = pytest.mark.parametrize("harm", DAMAGES.values(), ids=DAMAGES.keys())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A till that was open once, with a manager, and keys that nobody has opened."""
    place = Profile(tmp_path_factory.mktemp("made") / "shop")
    opened(place)
    (place.root / "log").mkdir(exist_ok=True)
    settle_here(place)
    with pytest.MonkeyPatch.context() as patch:  # of the whole module, and so nobody's yet
        patch.setattr(pin_file, "_hasher", cheap_hasher)
        patch.setattr(profiles, "RFC_9106_LOW_MEMORY", CHEAP)
        People(place.people).give_pin(ANA, "4729")
        keys = KeyFile(place.keys)
        keys.unlock(PASSPHRASE)
        keys.keep("vpos.token", "secret")
    place.settings.write_text('[shop]\nname = "Loja"\n')
    return place.root


@pytest.fixture
def place(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    """A copy for each test to harm."""
    monkeypatch.delenv("POS_APP_PASSPHRASE", raising=False)
    shutil.copytree(made, tmp_path / "shop")
    return Profile(tmp_path / "shop")


def opened(place: Profile) -> None:
    async def open_and_close() -> None:
        async with asyncio.timeout(30), open_till(place, training=False):
            pass

    asyncio.run(open_and_close())


@each
def test_the_till_opens_or_says_why_not(name: str, harm: Harm, place: Profile) -> None:
    harm(place.root / name)
    try:
        opened(place)
    except PosError as problem:
        came = type(problem)
        assert issubclass(came, tuple(FILES[name])), problem  # noqa: PT017 - or it opens


COMMANDS = (
    ["sales", "list"],
    ["verify"],
    ["recover"],
    ["backup"],
    ["providers", "list"],
    ["rebuild", "--pin", "4729"],
    ["restore", "--latest", "--pin", "4729"],
    ["computer", "moved", "--pin", "4729"],
    ["pin", "remove", "--name", "Eva", "--approve", "4729"],
)


@each
def test_every_command_does_it_or_says_why_not(
    name: str,
    harm: Harm,
    place: Profile,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    harm(place.root / name)
    monkeypatch.setattr(sys, "stdin", StringIO())
    for command in COMMANDS:
        code = main(["--profile", str(place.root), *command, "--json"])
        out, err = capsys.readouterr()
        assert "Traceback" not in err, (command, err)
        assert code == 0 or out or err, command


# --- the file of PINs -----------------------------------------------------------------------------


@each_damage
def test_no_pin_opens_a_damaged_file_and_nobody_is_let_in(harm: Harm, place: Profile) -> None:
    harm(place.people)
    staff = People(place.people)
    assert staff.has_manager
    with pytest.raises(PeopleDamaged):
        staff.whose("4729")
    with pytest.raises(PeopleDamaged):
        staff.everyone()
    with pytest.raises(PeopleDamaged):
        staff.give_pin(ANA, "4730")


_HOURS = "$argon2id$v=19$m=4194304,t=4000000,p=4$c29tZXNhbHRzb21lc2FsdA$"
ENTRIES: dict[str, dict[str, Any]] = {
    "no text": {"argon2": 7},
    "no digest": {"argon2": "x"},
    "hours of work": {"argon2": f"{_HOURS}{'A' * 43}"},
    "no figures": {"salt": "zz", "digest": "zz"},
    "half a figure": {"salt": "abc", "digest": "abc"},
    "a list": {"salt": [], "digest": {}},
    "no digest at all": {},
    "no name": {"name": 7, "argon2": "x"},
    "no role": {"role": [], "argon2": "x"},
}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES.keys())
def test_an_entry_that_makes_no_sense_is_nobodys(entry: dict[str, Any], place: Profile) -> None:
    tree = {"people": [{"name": "Eva", "role": "manager", **entry}]}
    place.people.write_text(json.dumps(tree))
    with pytest.raises((WrongPin, PeopleDamaged)):
        People(place.people).whose("4729")


# --- the file of keys -----------------------------------------------------------------------------


@each_damage
def test_damaged_keys_are_called_so(harm: Harm, place: Profile) -> None:
    keys = KeyFile(place.keys)
    keys.unlock(PASSPHRASE)
    harm(place.keys)
    with pytest.raises(KeysDamaged):
        keys.get("vpos.token")
    with pytest.raises(KeysDamaged):
        keys.keep("vpos.token", "another")
    with pytest.raises(KeysDamaged):
        KeyFile(place.keys).unlock(PASSPHRASE)


# --- the settings ---------------------------------------------------------------------------------


@each_damage
def test_settings_are_read_or_refused(harm: Harm, place: Profile) -> None:
    harm(place.settings)
    try:
        assert settings.load(place.settings) == settings.Settings()
    except BadInput as problem:
        assert problem.complaint == "setting_invalid"  # noqa: PT017 - either is right


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "9" * 5000,
        "a = 1e999999999",
        "[" * 5000,
        "a = {" * 5000,
        '[backup]\nfolder = "\\u0000"',
        '[shop]\nzone = "\\u0000"',
        '[shop]\nday_starts_at = "25:00"',
        '[shop]\nday_starts_at = "08:00+02:00"',
        '[webhooks]\nport = 9090\nhost = "\\u0000"',
        "shop = 1",
        "providers = []",
        "[providers]\nvpos = 1",
        "[providers.vpos]\nbase_url = {}",
        "[providers.vpos]\nlimits = 1",
    ],
)
def test_settings_that_no_till_can_use_are_a_sentence(text: str, place: Profile) -> None:
    place.settings.write_text(text)
    try:
        opened(place)
    except PosError as problem:
        assert isinstance(problem, BadInput)  # noqa: PT017 - or they can be used
