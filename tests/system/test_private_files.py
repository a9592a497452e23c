"""Small files that nobody else on the computer may read, and that are read whatever they are."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile.files import as_endless_device, as_folder, as_huge, as_pipe

from pos_app.system.private_files import (
    NoFileOfOursError,
    close_to_others,
    keep_to_ourselves,
    read_small,
    write_privately,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its files have no such modes")

A_MILLION = 1_000_000


@pytest.fixture
def open_to_all() -> Iterator[None]:
    """As some computers make files: for everybody to read and write."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("open_to_all")
def test_what_is_written_privately_is_for_nobody_else_from_its_first_byte_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where another program's draft lay under its name, for everybody to read."""
    file = tmp_path / "people.json"
    file.write_text("before")
    file.with_name("people.json.new").write_text("a draft that was left, and is longer than ours")
    modes: list[int] = []
    sync = os.fsync

    def watched(handle: int) -> None:
        modes.append(stat.S_IMODE(os.fstat(handle).st_mode))
        sync(handle)

    monkeypatch.setattr("os.fsync", watched)
    write_privately(file, b"after")
    assert modes[0] == mode_of(file) == 0o600
    assert file.read_bytes() == b"after"
    assert [path.name for path in tmp_path.iterdir()] == ["people.json"]


def test_what_could_not_be_written_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "people.json"
    write_privately(file, b"before")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(OSError, match="no space"):
            write_privately(file, b"after")
    assert file.read_bytes() == b"before"
    write_privately(file, b"after")
    assert file.read_bytes() == b"after"


def test_a_file_of_ours_has_a_million_bytes_at_most(tmp_path: Path) -> None:
    file = tmp_path / "people.json"
    with pytest.raises(FileNotFoundError):
        read_small(file)
    for size in (0, 1, A_MILLION):
        file.write_bytes(size * b"x")
        assert read_small(file) == size * b"x"
    file.write_bytes((A_MILLION + 1) * b"x")
    with pytest.raises(NoFileOfOursError):
        read_small(file)


@pytest.mark.parametrize("harm", [as_folder, as_pipe, as_endless_device, as_huge])
def test_what_is_no_file_is_said_at_once_and_let_go(harm: Any, tmp_path: Path) -> None:
    harm(tmp_path / "people.json")
    before = _next_handle()
    for _ in range(3):
        with pytest.raises(NoFileOfOursError):
            read_small(tmp_path / "people.json")
    assert _next_handle() <= before


def _next_handle() -> int:
    """The system gives the lowest one that is free."""
    handle = os.open(os.devnull, os.O_RDONLY)
    os.close(handle)
    return handle


@pytest.mark.parametrize(
    ("was", "becomes"),
    [(0o644, 0o600), (0o640, 0o600), (0o606, 0o600), (0o600, 0o600), (0o400, 0o400)],
)
def test_what_others_could_read_is_closed_to_them_and_nothing_is_opened(
    was: int, becomes: int, tmp_path: Path
) -> None:
    folder, file = tmp_path / "shop", tmp_path / "shop" / "people.json"
    folder.mkdir()
    file.touch()
    file.chmod(was)
    folder.chmod(was | 0o700)
    close_to_others(folder, [file, folder / "keys.enc", folder])
    assert mode_of(file) == becomes
    assert mode_of(folder) == 0o700


def test_what_is_closed_already_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that takes no change any more keeps nobody from reading what is on it."""
    file = tmp_path / "people.json"
    file.touch()
    file.chmod(0o600)
    tmp_path.chmod(0o700)

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(Path, "chmod", refuse)
    close_to_others(tmp_path, [file])


def test_a_file_of_somebody_else_is_theirs_to_close(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "people.json"
    file.touch()
    file.chmod(0o644)
    tmp_path.chmod(0o755)
    somebody = os.getuid() + 1
    monkeypatch.setattr("os.getuid", lambda: somebody)
    close_to_others(tmp_path, [file])
    assert (mode_of(file), mode_of(tmp_path)) == (0o644, 0o755)


@pytest.mark.usefixtures("open_to_all")
def test_a_program_that_keeps_to_itself_makes_nothing_for_others(tmp_path: Path) -> None:
    keep_to_ourselves()
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "till.log").touch()
    assert mode_of(tmp_path / "log") == 0o700
    assert mode_of(tmp_path / "log" / "till.log") == 0o600
