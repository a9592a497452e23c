"""A till's name is whole, or it is not there yet."""

import os
from pathlib import Path

import pytest

from pos_app.installation.profile import Profile


def test_a_till_keeps_the_name_that_it_was_given(tmp_path: Path) -> None:
    name = Profile(tmp_path).till_id()
    assert name
    assert Profile(tmp_path).till_id() == name


def test_a_till_that_dies_while_it_is_named_leaves_no_half_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", dies)
        with pytest.raises(KeyboardInterrupt):
            Profile(tmp_path).till_id()
    assert not (tmp_path / "till-id").exists()
    assert Profile(tmp_path).till_id()


def test_a_name_that_was_left_empty_is_given_anew(tmp_path: Path) -> None:
    (tmp_path / "till-id").touch()
    name = Profile(tmp_path).till_id()
    assert name
    assert Profile(tmp_path).till_id() == name
