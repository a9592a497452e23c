"""A file has its old content or its new one, whole, and no draft stays behind."""

import errno
import os
import sys
from pathlib import Path

import pytest

from pos_app.system.atomic import draft_of_ours, write_whole


@pytest.mark.parametrize("own", [True, False])
def test_what_is_there_is_replaced_and_no_draft_is_left(tmp_path: Path, *, own: bool) -> None:
    file = tmp_path / "settings.toml"
    for content in (b"before, and longer", b"after"):
        write_whole(file, content, draft=draft_of_ours(file) if own else None)
        assert file.read_bytes() == content
        assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_what_cannot_be_written_leaves_the_old_content_and_no_draft(
    fails: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    write_whole(file, b"before")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, fails, full)
    with pytest.raises(OSError, match="no space"):
        write_whole(file, b"after")
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(sys.platform == "win32", reason="its files are no pipes")
def test_no_file_takes_the_place_of_a_device_or_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "printer"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="not a file"):
        write_whole(pipe, b"paper")
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_its_content_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    done: list[str] = []
    sync, replace = os.fsync, os.replace

    def synced(handle: int) -> None:
        assert os.fstat(handle).st_size == len(b"after")
        done.append("synced")
        sync(handle)

    def replaced(draft: Path, path: Path) -> None:
        done.append("replaced")
        replace(draft, path)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    write_whole(file, b"after")
    assert done == ["synced", "replaced"]


def test_two_that_write_at_a_time_have_a_draft_each(tmp_path: Path) -> None:
    drafts = {draft_of_ours(tmp_path / "settings.toml") for _ in range(20)}
    assert len(drafts) == 20
    assert {draft.parent for draft in drafts} == {tmp_path}
