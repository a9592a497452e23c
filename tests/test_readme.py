"""The README is followed word for word: what it names is there."""

import re
from pathlib import Path

from pos_app.gateways.catalogue import METHODS

HERE = Path(__file__).parent
README = (HERE.parent / "README.md").read_text(encoding="utf-8")
CONFORMANCE = "conformance/test_every_method.py"


def named_tests() -> list[tuple[str, str]]:
    """File and test of each one that is named; `…` stands for the file of the one before."""
    named, last = [], CONFORMANCE
    for file, test in re.findall(r"`(?:([\w/.…]+)::)?(test_\w+)`", README):
        last = last if file == "…" else file or CONFORMANCE
        named.append((last, test))
    return named


def test_every_test_that_the_readme_names_is_there() -> None:
    assert len(named_tests()) > 40
    missing = [
        f"{file}::{test}"
        for file, test in named_tests()
        if f"def {test}(" not in (HERE / file).read_text(encoding="utf-8")
    ]
    assert not missing


def test_every_file_of_tests_that_the_readme_names_is_there() -> None:
    files = re.findall(r"`(?:tests/)?((?:\w+/)+test_\w+\.py)", README)
    assert files
    there = [
        (HERE / file).exists()
        for file in files
        if "newpay" not in file and "architecture" not in file
    ]
    assert all(there)


def test_every_account_is_shown_in_the_example_of_settings() -> None:
    assert all(f"[providers.{method.provider}]" in README for method in METHODS.values())
