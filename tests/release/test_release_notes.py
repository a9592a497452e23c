"""Version, project, changelog and tag say the same."""

import os
import subprocess
import sys

import pytest
from release.scripts import PACKAGING, script

from pos_app.system.version import VERSION

NOTES = script("release_notes.py")
CHANGELOG = """\
# Changelog

## [Unreleased]

- Later.

## [1.2.3] - 2026-12-01

- Now.

## [1.2.2]

- Before.
"""


def test_they_agree_here() -> None:
    surroundings = {name: text for name, text in os.environ.items() if "GITHUB" not in name}
    command = [sys.executable, "-I", str(PACKAGING / "release_notes.py")]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) > 3
    tagged = {**surroundings, "GITHUB_REF_TYPE": "tag", "GITHUB_REF_NAME": f"v{VERSION}9"}
    done = subprocess.run(command, env=tagged, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == f"the tag is v{VERSION}9, the version {VERSION}\n"


@pytest.mark.parametrize(
    ("version", "project", "tag", "said"),
    [
        ("1.2.3", "1.2.3", "", ""),
        ("1.2.3", "1.2.3", "v1.2.3", ""),
        ("1.2.2", "1.2.2", "", ""),
        ("1.2.2", "1.2.2", "v1.2.2", "no date for 1.2.2"),
        ("1.2.3", "1.2.3", "v1.2.4", "the tag is v1.2.4"),
        ("1.2.3", "1.2.2", "", "pyproject.toml says 1.2.2"),
        ("1.3.0", "1.3.0", "", "no heading for 1.3.0"),
    ],
)
def test_what_does_not_agree_is_said(version: str, project: str, tag: str, said: str) -> None:
    found = NOTES.disagreement(version, project, CHANGELOG, tag)
    assert said in found
    assert bool(said) == bool(found)


def test_the_notes_of_a_release_are_its_own() -> None:
    assert NOTES.notes(CHANGELOG, "1.2.3") == "- Now."
    assert NOTES.notes(CHANGELOG, "1.2.2") == "- Before."
