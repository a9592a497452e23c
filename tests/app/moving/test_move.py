"""A till moves to another computer: whole or not at all, and never to two computers at once.

Real files, a real journal with a sale that waits, and processes that are killed at every call by
which a disk learns of something.
"""

import asyncio
import json
import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from argon2 import profiles
from cheap_pins import CHEAP
from cli.asking import sold
from support import PIN, Counter, Terminal, World

from pos_app.app.moving.left_till import LeftTill
from pos_app.app.moving.move_in import move_in, settle_in
from pos_app.app.moving.move_out import complete, move_out
from pos_app.app.root import open_till
from pos_app.cli import main
from pos_app.domain.audit_notes import MovedIn, MovedOut, MoveTakenBack
from pos_app.domain.errors import (
    BadInput,
    KeyringSilent,
    MoveFileClosed,
    MoveFileNewer,
    MoveFileUnusable,
    NoRoomForTill,
    NotApproved,
    PosError,
    TillMovedOut,
    WrongPin,
)
from pos_app.installation import computer
from pos_app.installation.credentials import PASSPHRASE, Keys
from pos_app.installation.keyring_process import PATIENCE
from pos_app.installation.moved_out import mark_of
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile
from pos_app.journal.copies.moved_copy import has_sales
from pos_app.journal.database_file import read_journal
from pos_app.journal.store import Reader
from pos_app.ports.moving.move import Arrived, MovedAway, MoveFile, MoveInOrder, MoveOutOrder

WORDS = "quatro tigres tristes"
SECRET = "key-of-the-shop"
_FORKS = multiprocessing.get_context("fork")


@pytest.fixture(autouse=True)
def _cheap(cheap_passphrases: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setenv(PASSPHRASE, "three sad tigers")


@pytest.fixture
def old(shop: Profile, terminal: Terminal) -> Profile:
    """A shop with a manager, a key, a sale that was paid and one that waits."""
    sold(terminal, "vpos")

    async def begin() -> None:
        async with open_till(shop, training=False) as opened:
            await opened.till.managers.give_pin("Ana", PIN)
            await Counter(opened).charge("proxypay")

    asyncio.run(begin())
    Keys(shop.known_till_id(), shop.keys).keep("vpos", "kept", SECRET)
    Keys(shop.known_till_id(), shop.keys).keep("office", "token", SECRET)
    return shop


@pytest.fixture
def new(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "new")


def now() -> datetime:
    return datetime.now(UTC)


def out(place: Profile, file: Path, pin: str = PIN) -> MovedAway:
    keys = Keys(place.known_till_id(), place.keys)
    return asyncio.run(move_out(place, MoveOutOrder(file, WORDS), keys, now, pin))


def in_(place: Profile, file: Path, words: str = WORDS) -> Arrived:
    return asyncio.run(move_in(place, MoveInOrder(file, words), now))


def opens(place: Profile) -> bool:
    """Whether a till sells here."""

    async def open_it() -> bool:
        async with open_till(place, training=False):
            return True

    try:
        return asyncio.run(open_it())
    except TillMovedOut:
        return False


def notes(place: Profile) -> list[Any]:
    db = read_journal(place.journal)
    try:
        return [one.note for one in Reader(db).notes(MovedOut, MovedIn, MoveTakenBack)]
    finally:
        db.close()


def test_a_till_moves_whole_and_goes_on_as_itself(
    old: Profile, new: Profile, tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "stick.till"
    with pytest.raises(NotApproved):
        out(old, file, pin="")
    with pytest.raises(WrongPin):
        out(old, file, pin="000001")
    with pytest.raises(BadInput):
        asyncio.run(move_out(old, MoveOutOrder(file, "short"), Keys("", old.keys), now, PIN))
    assert not file.exists()

    moved = out(old, file)

    assert moved.by == "Ana"
    assert file.stat().st_size == moved.size
    assert SECRET.encode() not in file.read_bytes()
    assert {one.name for one in tmp_path.iterdir()} >= {"stick.till"}
    assert not [*tmp_path.glob("*.part")]
    assert not opens(old)
    polled = len(world.requests())
    assert main(["--profile", str(old.root), "recover"]) != 0
    assert main(["--profile", str(old.root), "rebuild", "--pin", PIN]) != 0
    assert len(world.requests()) == polled

    monkeypatch.setattr(computer, "_of_the_system", lambda: "the second one")
    arrived = in_(new, file)

    assert (arrived.till, arrived.sales, arrived.open_sales) == (old.known_till_id(), 2, 1)
    assert arrived.keys_in_file
    kept = Keys(arrived.till, new.keys, environment={})
    kept.unlock(WORDS)
    assert kept.get("office", "token") == SECRET
    assert new.settings.read_bytes() == old.settings.read_bytes()
    assert People(new.people, training=False).whose(PIN).name == "Ana"
    monkeypatch.setenv(PASSPHRASE, WORDS)

    async def go_on() -> None:
        async with open_till(new, training=False) as opened:
            (waiting,) = await opened.till.journal.open_sales()
            world.customer_pays(waiting)
            paid = await opened.till.wait_for(waiting.id, opened.till.is_at_rest)
            assert paid.state.value == "paid"
            assert (await Counter(opened).charge("vpos")).number == 3

    asyncio.run(go_on())
    first, second = notes(new)
    assert (first.by, first.file) == ("Ana", "stick.till")
    assert (second.by, second.before) == ("Ana", first.computer)
    with pytest.raises(NoRoomForTill):
        in_(new, file)


class Withheld:
    """A keyring that has the keys, and is locked, or silent."""

    def __init__(self, *, silent: bool) -> None:
        self._is_silent = silent

    def get(self, *names: str, patience: float = PATIENCE) -> Mapping[str, str] | None:
        if self._is_silent:
            raise KeyringSilent(f"{names} after {patience} s")
        return None

    def refuses(self) -> bool:
        return True

    def keep(self, name: str, secret: str) -> bool:
        raise AssertionError(name, secret)


@pytest.mark.parametrize("silent", [False, True], ids=["locked", "silent"])
def test_a_keyring_that_gives_nothing_now_is_not_taken_for_an_empty_one(
    old: Profile, tmp_path: Path, *, silent: bool
) -> None:
    file = tmp_path / "stick.till"
    keys = Keys(old.known_till_id(), old.keys, ring=Withheld(silent=silent))
    with pytest.raises(KeyringSilent):
        asyncio.run(move_out(old, MoveOutOrder(file, WORDS), keys, now, PIN))
    assert not file.exists()
    assert mark_of(old) is None
    assert opens(old)


def test_a_manager_takes_it_back_and_a_till_that_went_on_comes_back(
    old: Profile, new: Profile, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    out(old, first)
    left = LeftTill(old, People(old.people, training=False), now)
    assert left.look_now() is MoveFile.WHOLE
    with pytest.raises(WrongPin):
        left.take_back_now("000001")
    assert not opens(old)
    left.take_back_now(PIN)
    assert opens(old)
    assert [type(one).__name__ for one in notes(old)] == ["MovedOut", "MoveTakenBack"]

    out(old, second)
    with pytest.raises(NoRoomForTill):
        in_(old, first)  # it lacks what was written since
    in_(new, second)
    assert opens(new)
    keys = Keys(new.known_till_id(), new.keys)
    keys.unlock(WORDS)
    third = tmp_path / "third"
    asyncio.run(move_out(new, MoveOutOrder(third, WORDS), keys, now, PIN))
    in_(old, third)
    assert (opens(old), opens(new)) == (True, False)


def test_a_file_of_which_any_byte_was_changed_moves_nothing_in(
    old: Profile, new: Profile, tmp_path: Path
) -> None:
    file = tmp_path / "stick.till"
    out(old, file)
    whole = file.read_bytes()
    damaged = tmp_path / "damaged.till"
    head = range(80)  # all that is no content
    body = range(80, len(whole), max(len(whole) // 60, 1))
    for place in (*head, *body, *range(len(whole) - 17, len(whole))):
        content = bytearray(whole)
        content[place] ^= 0x01
        damaged.write_bytes(content)
        with pytest.raises((MoveFileUnusable, MoveFileClosed)):
            in_(new, damaged)
    for cut in (
        whole[:-1],
        whole[:-16],
        whole[:50],
        whole[: len(whole) // 2],
        b"",
        whole + b"x",
    ):
        damaged.write_bytes(cut)
        with pytest.raises(MoveFileUnusable):
            in_(new, damaged)
    newer = bytearray(whole)
    newer[whole.index(b"\n") + 1] += 1
    damaged.write_bytes(newer)
    with pytest.raises(MoveFileNewer):
        in_(new, damaged)
    with pytest.raises(MoveFileClosed):
        in_(new, file, "other words than those")
    assert not new.journal.exists()
    assert not new.people.exists()
    assert in_(new, file).sales == 2


# --- killed at every step -------------------------------------------------------------------------

_STEPS = ("fsync", "replace", "unlink", "rename")


def _killed_at(step: int, work: Callable[[], object]) -> bool:
    """Does the work in a process that is killed before its call number `step` by which a name or a
    content becomes durable; returns whether it came that far."""

    def be() -> None:
        profiles.RFC_9106_LOW_MEMORY = CHEAP
        left = step

        def counted(real: Callable[..., object]) -> Callable[..., object]:
            def call(*given: object, **named: object) -> object:
                nonlocal left
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                left -= 1
                return real(*given, **named)

            return call

        for name in _STEPS:
            setattr(os, name, counted(getattr(os, name)))
        work()
        os._exit(0)

    process = _FORKS.Process(target=be)
    process.start()
    process.join(60)
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


def _kills(begun: Path, at: Path, work: Callable[[], object]) -> Iterator[int]:
    """Begins anew for each step, until the work comes to its end."""
    step, goes_on = 0, True
    while goes_on:
        shutil.rmtree(at, ignore_errors=True)
        shutil.copytree(begun, at)
        goes_on = _killed_at(step, work)
        yield step
        step += 1


def test_a_kill_on_the_way_out_leaves_one_till(old: Profile, tmp_path: Path) -> None:
    place, begun = tmp_path / "place", tmp_path / "begun"
    shutil.copytree(old.root, begun / "shop")
    here, file, there = Profile(place / "shop"), place / "stick.till", Profile(tmp_path / "there")
    ends = set()
    for _ in _kills(begun, place, lambda: out(here, file)):
        shutil.rmtree(there.root, ignore_errors=True)
        closed = mark_of(here) is not None
        ends.add(closed)
        if not closed:  # this till sells, and nothing that lies about opens
            for one in place.glob("stick*"):
                with pytest.raises(PosError):
                    in_(there, one)
            assert not file.exists()
        else:
            assert complete(here) is MoveFile.WHOLE
            assert in_(there, file).sales == 2
    assert ends == {True, False}
    assert not opens(here)


def test_a_kill_on_the_way_in_leaves_a_till_or_none(old: Profile, tmp_path: Path) -> None:
    file, begun = tmp_path / "stick.till", tmp_path / "begun"
    out(old, file)
    begun.mkdir()
    new = Profile(tmp_path / "new")
    ends = set()
    for step in _kills(begun, new.root, lambda: in_(new, file)):
        settle_in(new)
        arrived = new.journal.exists()
        ends.add(arrived)
        if arrived:
            assert has_sales(new.journal)
            assert not (new.root / "moving-in").exists()
            assert new.known_till_id() == old.known_till_id()
            assert [type(one).__name__ for one in notes(new)] == ["MovedOut", "MovedIn"]
            assert json.loads(new.people.read_text())
            assert Keys(new.known_till_id(), new.keys).are_locked
        else:
            assert not new.settings.exists()
            assert step % 4 or in_(new, file).sales == 2  # each of them takes a while
    assert ends == {True, False}
