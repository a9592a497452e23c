"""Asks OSV, the public database of known vulnerabilities, about every version that a lock pins.

    python packaging/vulnerabilities.py [LOCK…] [--osv-url ADDRESS]

It ends with 0 only where the database was asked about every version and knows nothing. One that is
vulnerable, and a database that cannot be reached, are failures: silence would look like safety.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
LOCKS = (
    ROOT / "packaging" / "requirements.lock",
    ROOT / "packaging" / "office" / "requirements.lock",
    ROOT / "packaging" / "requirements-dev.lock",
)
_PIN = re.compile(r"(?P<name>[a-z0-9-]+)(\[[a-z,]+\])?==(?P<version>[^\s;]+)( ; .+?)? \\")
_HASH = re.compile(r"    --hash=(sha256:[0-9a-f]{64})( \\)?")
_OSV = "https://api.osv.dev/v1/query"
_PATIENCE = "30"  # seconds for each answer

Pin = tuple[str, str]  # name, version


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("locks", nargs="*", type=Path, default=LOCKS)
    parser.add_argument("--osv-url", default=_OSV)
    options = parser.parse_args(arguments)
    pinned = [pins(lock.read_text(encoding="utf-8")) for lock in options.locks]
    every = {pin: hashes for one in pinned for pin, hashes in one.items()}
    code = ask(every, options.osv_url)
    if code:
        print("FAILED: a version is vulnerable, or OSV could not be asked (above)", file=sys.stderr)
    else:
        print(f"{len(every)} versions in {len(pinned)} locks: OSV knows nothing against them")
    return code


def pins(lock: str) -> Mapping[Pin, Sequence[str]]:
    """Returns the hashes of each version that the text pins, on whatever system it is for.

    Raises ValueError where an entry is no pin with hashes.
    """
    found: dict[Pin, list[str]] = {}
    hashes: list[str] = []
    for number, line in enumerate(lock.splitlines(), 1):
        if not line or line.lstrip().startswith("#"):
            continue
        if pin := _PIN.fullmatch(line):
            hashes = found.setdefault((pin["name"], pin["version"]), [])
        elif one := _HASH.fullmatch(line):
            hashes.append(one[1])
        else:
            raise ValueError(f"line {number} is no pin with hashes: {line}")
    if bare := [f"{name} {version}" for (name, version), has in found.items() if not has]:
        raise ValueError(f"without a hash: {', '.join(bare)}")
    return found


def ask(pins: Mapping[Pin, Sequence[str]], address: str) -> int:
    """Returns pip-audit's exit code: 0 where nothing is known against any of them."""
    with TemporaryDirectory(prefix="pos_app_audit_") as folder:
        files = []
        for number, batch in enumerate(_batches(pins)):
            files.append(Path(folder, f"{number}.txt"))
            files[-1].write_text("".join(map(_line, batch.items())), encoding="utf-8")
        return subprocess.run(
            [
                *(sys.executable, "-m", "pip_audit", "--strict", "--progress-spinner=off"),
                # The locks are complete: nothing is resolved, so nothing is installed either.
                *("--disable-pip", "--require-hashes", "--timeout", _PATIENCE),
                *("--vulnerability-service", "osv", "--osv-url", address, "--desc", "off"),
                *(f"--requirement={file}" for file in files),
            ],
            check=False,
        ).returncode


def _batches(pins: Mapping[Pin, Sequence[str]]) -> Iterable[Mapping[Pin, Sequence[str]]]:
    """Yields them with each name once: pip-audit takes two versions of one for a mistake."""
    left = dict(pins)
    while left:
        names = {name: (name, version) for name, version in left}
        yield {pin: left.pop(pin) for pin in names.values()}


def _line(entry: tuple[Pin, Sequence[str]]) -> str:
    """Returns it without its marker: what is for Windows alone is asked about on Linux, too."""
    (name, version), hashes = entry
    return f"{name}=={version}" + "".join(f" --hash={one}" for one in hashes) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
