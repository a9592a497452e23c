"""The Debian package's own texts, as far as they can be tried without building one."""

import gzip
import re
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from pos_app.cli import parser
from pos_app.cli.exit_codes import Exit

_LINUX = Path(__file__).parents[2] / "packaging" / "linux"
_RELEASED = 1_796_000_000  # seconds since 1970


def _module(name: str) -> SimpleNamespace:
    return SimpleNamespace(**runpy.run_path(str(_LINUX / name)))


def test_the_manual_page_names_every_command_and_exit_code_of_the_parser() -> None:
    page = _module("man.py").page("1.2.3", _RELEASED).decode()
    named = {
        name.replace("\\-", "-") for name in re.findall(r"^\.TP\n\\fB(.+)\\fR$", page, re.MULTILINE)
    }
    assert named >= set(parser._COMMANDS) | {str(code.value) for code in Exit}
    assert "apart" not in named  # the till's own
    requests = set(re.findall(r"^\.(\S+)", page, re.MULTILINE))
    assert requests == {"TH", "SH", "B", "TP"}  # no word of ours is taken for one
    assert max(map(len, page.splitlines())) <= 80


@pytest.mark.parametrize(
    ("package", "version", "row"),
    [
        ("libcups2", ">= 1.4.0", "libcups2 (>= 1.4.0) | libcups2t64"),
        ("libegl1", "", "libegl1"),
        ("libxcb1", ">= 1.12", "libxcb1 (>= 1.12)"),
    ],
)
def test_a_package_of_two_names_is_wanted_under_either(
    package: str, version: str, row: str
) -> None:
    assert _module("depends.py")._row(package, version) == row


def test_what_is_packed_holds_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(_LINUX.parent))
    deb = _module("deb.py")
    packed = deb.packed(deb.changelog("1.2.3", _RELEASED).encode())
    assert packed[4:8] == bytes(4)
    assert gzip.decompress(packed).decode().startswith("pos-app (1.2.3) ")
    licence = deb.copyright_file().decode().partition("License: Expat\n")[2]
    assert licence.endswith(" SOFTWARE.\n")
    assert all(line.startswith(" ") for line in licence.splitlines())
