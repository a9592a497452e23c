"""The SBOM: valid by the standard's own schema, the same each time, and complete."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import distribution
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from pos_app.system.bundled import resources_folder
from pos_app.system.licences import canonical, package_part
from pos_app.system.release import Release

ROOT = Path(__file__).resolve().parents[2]
RELEASE = Release("0.1.0", "4e3201c5aa01" + 28 * "0", datetime(2026, 12, 1, tzinfo=UTC))


@pytest.fixture(autouse=True)
def _packaging(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "packaging")


def test_the_sbom_is_valid_the_same_each_time_and_names_each_part_with_its_hashes() -> None:
    import carried  # noqa: PLC0415 - by the path of packaging
    import licences  # noqa: PLC0415
    import sbom  # noqa: PLC0415

    packages = tuple(map(distribution, ("httpx", "PySide6-Essentials", "cryptography", "pyserial")))
    source = carried.SystemSource("keyutils", "1.6", ("libkeyutils1",), (ROOT / "LICENSE",))
    parts = list(licences.shipped_parts(carried.Carried(packages, (source,))))
    hashes = sbom.locked_hashes((ROOT / "packaging/requirements-dev.lock").read_text("utf-8"))
    text = sbom.sbom(parts, RELEASE, hashes)
    assert text == sbom.sbom(parts[::-1], RELEASE, hashes)
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(text) is None
    assert validator.validate_str(text.replace('"application"', '"till"')) is not None

    told = json.loads(text)
    assert told["metadata"]["timestamp"] == "2026-12-01T00:00:00+00:00"
    program = told["metadata"]["component"]
    assert (program["name"], program["type"]) == ("pos_app", "application")
    named = {one["name"]: one for one in told["components"]}
    assert {part.part.name for part in parts} == {*named, "pos_app"}
    assert named["keyutils"]["licenses"] == [{"license": {"id": "LGPL-2.0-or-later"}}]
    for package in packages:
        part = package_part(package, resources_folder())
        known = {one["content"] for one in named[part.name]["hashes"]}
        assert known == set(hashes[canonical(package.name)])
        assert known
    needs = {one["ref"]: one.get("dependsOn", []) for one in told["dependencies"]}
    assert sorted(needs[program["bom-ref"]]) == sorted(one["bom-ref"] for one in named.values())

    with pytest.raises(ValueError, match=r"release\.json"):
        sbom.sbom(parts, replace(RELEASE, built_at=None), hashes)
