"""A build that does not say what it is, or lacks a licence text, fails its self-test."""

import json
import shutil
from pathlib import Path

import pytest

from pos_app.cli.selftest.provenance import provenance_of
from pos_app.cli.selftest.report import Failed

SHIPPED = Path(__file__).resolve().parents[1] / "ui" / "shipped"


def test_a_build_needs_its_stamp_its_list_and_every_text(tmp_path: Path) -> None:
    build = tmp_path / "build"
    shutil.copytree(SHIPPED, build)
    index = build / "licences" / "index.json"
    parts = json.loads(index.read_text(encoding="utf-8"))
    assert provenance_of(build).endswith(f", {len(parts)} parts")

    text = build / "licences" / parts[0]["texts"][0]
    text.write_text("\n", encoding="utf-8")
    with pytest.raises(Failed, match=parts[0]["name"]):
        provenance_of(build)
    text.unlink()
    with pytest.raises(FileNotFoundError):
        provenance_of(build)
    index.write_text("[]", encoding="utf-8")
    with pytest.raises(Failed, match="anything"):
        provenance_of(build)
    index.unlink()
    with pytest.raises(Failed, match="list of licences"):
        provenance_of(build)
    (build / "release.json").unlink()
    with pytest.raises(Failed, match="which release"):
        provenance_of(build)
