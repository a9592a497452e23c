"""SHA-256 sums over every released file in dist/, as `sha256sum -c SHA256SUMS` reads them there."""

import hashlib
import sys
from pathlib import Path

SUMS = "SHA256SUMS"
DIST = Path(__file__).resolve().parent.parent / "dist"


def write_sums(folder: Path) -> Path:
    """Writes the sums of the folder's files; what lies in folders of it is released in an archive.
    Raises FileNotFoundError where there is nothing to release."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != SUMS)
    if not files:
        raise FileNotFoundError(f"{folder} holds no released file")
    lines = (f"{_sum(path)}  {path.name}\n" for path in files)
    sums = folder / SUMS
    sums.write_text("".join(lines), encoding="utf-8", newline="\n")
    return sums


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    sys.stdout.write(write_sums(DIST).read_text(encoding="utf-8"))
