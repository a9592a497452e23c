"""Holds version, project, changelog and tag against each other, and prints what changed.

    python3 packaging/release_notes.py

The tag is the one that a workflow runs for, if any. It needs nothing that is not Python's own.
"""

import os
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHANGELOG = ROOT / "CHANGELOG.md"
_VERSION = re.compile(r'^VERSION = "(.+)"$', re.MULTILINE)
_HEAD = re.compile(r"^## \[(.+?)\](?: - (\d{4}-\d\d-\d\d))?$", re.MULTILINE)


def main() -> int:
    tag = os.environ.get("GITHUB_REF_NAME", "") if _is_of_a_tag() else ""
    source = (ROOT / "pos_app" / "system" / "version.py").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    changelog = CHANGELOG.read_text(encoding="utf-8")
    (version,) = _VERSION.findall(source)
    if wrong := disagreement(version, project["project"]["version"], changelog, tag):
        print(wrong, file=sys.stderr)
        return 1
    print(notes(changelog, version))
    return 0


def _is_of_a_tag() -> bool:
    return os.environ.get("GITHUB_REF_TYPE") == "tag"


def disagreement(version: str, project: str, changelog: str, tag: str = "") -> str:
    """Returns what does not agree, in a sentence; empty where all does."""
    heads = dict(_HEAD.findall(changelog))
    if project != version:
        return f"pyproject.toml says {project}, pos_app/system/version.py {version}"
    if version not in heads:
        return f"CHANGELOG.md has no heading for {version}"
    if tag and tag != f"v{version}":
        return f"the tag is {tag}, the version {version}"
    if tag and not heads[version]:
        return f"CHANGELOG.md has no date for {version}"
    return ""


def notes(changelog: str, version: str) -> str:
    """Returns what the changelog says of a version, without its heading."""
    heads = [*_HEAD.finditer(changelog)]
    ends = [head.start() for head in heads[1:]] + [len(changelog)]
    texts = {head[1]: changelog[head.end() : end] for head, end in zip(heads, ends, strict=True)}
    return texts[version].strip()


if __name__ == "__main__":
    sys.exit(main())
