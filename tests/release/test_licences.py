"""Whatever is shipped has its licence text, and released files have their sums."""

import json
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

from pos_app.system.bundled import resources_folder
from pos_app.system.licences import licence_text, licensed_parts, package_part

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "packaging" / "requirements.lock"


def test_every_package_of_the_tills_lock_has_a_name_for_its_licence_and_a_text() -> None:
    without = []
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        name, pinned, rest = line.partition("==")
        if not pinned or "sys_platform == 'win32'" in rest:
            continue
        part = package_part(distribution(name), resources_folder())
        if len(licence_text(part)) < 200 or not part.version:
            without.append(name)
    assert without == []


def test_a_checkout_tells_of_itself_its_fonts_and_python() -> None:
    parts = {part.name: part for part in licensed_parts(resources_folder())}
    for name in ("pos_app", "Inter", "Material Design Icons", "Python", "Qt, PySide6"):
        assert licence_text(parts[name])
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in licence_text(parts["Qt, PySide6"])


def test_released_files_have_sums_that_sha256sum_reads(tmp_path: Path) -> None:
    (tmp_path / "pos-app.tar.xz").write_bytes(b"archive")
    (tmp_path / "pos-app").mkdir()
    code = "import sys, pathlib, sums; sums.write_sums(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, cwd=ROOT / "packaging")
    told = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert told.stdout == "pos-app.tar.xz: OK\n"


def test_version_is_told_as_json_and_as_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    from pos_app.cli.entry import main  # noqa: PLC0415
    from pos_app.system.version import VERSION  # noqa: PLC0415

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"pos_app {VERSION} (checkout)\n"
    assert main(["--version", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"version": VERSION, "commit": None, "built_at": None}
