"""The build's SBOM, as CycloneDX: what it really carries, the same for two builds of one commit."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from carried import carried
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from licences import ShippedPart, shipped_parts
from packageurl import PackageURL

from pos_app.system.release import Release, this_release

ROOT = Path(__file__).resolve().parent.parent
_LOCK = ROOT / "packaging" / "requirements-dev.lock"  # builds are made from it


def sbom(parts: list[ShippedPart], release: Release, hashes: Mapping[str, list[str]]) -> str:
    """Returns the document. Its number and its time are the commit's own. A package's hashes are
    those of all files of its version, of which the lock allows each."""
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, f"pos_app:{release.commit}"))
    if release.built_at is None:
        raise ValueError("the build has no release.json, which tells its commit and its time")
    bom.metadata.timestamp = release.built_at
    for one in parts:
        component = _component(one, hashes.get(one.package, []))
        if one.part.name == "pos_app":
            component.type = ComponentType.APPLICATION
            bom.metadata.component = component
        else:
            bom.components.add(component)
    if isinstance(bom.metadata.component, Component):
        bom.register_dependency(bom.metadata.component, bom.components)
    return JsonV1Dot6(bom).output_as_string(indent=1) + "\n"


def locked_hashes(lock: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in lock.splitlines():
        name = line.partition("==")[0] if "==" in line and line[0].isalnum() else name
        found.setdefault(name, []).extend(re.findall(r"--hash=sha256:([0-9a-f]{64})", line))
    return found


def _component(one: ShippedPart, hashes: list[str]) -> Component:
    licence = [LicenseFactory().make_from_string(one.part.licence)] if one.part.licence else []
    return Component(
        type=ComponentType.LIBRARY,
        name=one.part.name,
        version=one.part.version,
        bom_ref=one.purl,
        purl=PackageURL.from_string(one.purl),
        licenses=licence,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in hashes],
    )


def main() -> int:
    release = this_release(ROOT / "dist" / "pos-app" / "_internal" / "pos_app" / "bundled")
    parts = list(shipped_parts(carried(ROOT / "build" / "pos_app")))
    text = sbom(parts, release, locked_hashes(_LOCK.read_text(encoding="utf-8")))
    file = ROOT / "dist" / f"pos-app-{release.version}.cdx.json"
    file.write_text(text, encoding="utf-8", newline="\n")
    print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
