"""Writes and signs the manifest of a release: `make manifest`.

    POS_APP_RELEASE_KEY=… python packaging/manifest.py VERSION NOTES.json FOLDER

The key is 32 bytes in base64, from the environment alone. It writes `manifest.json` and
`manifest.json.sig` into the folder, with the SHA-256 of every other file there, and prints the
public key that a shop puts into its settings. `NOTES.json` has plain text by language.
"""

import base64
import hashlib
import json
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_KEY = "POS_APP_RELEASE_KEY"
_NAME = "manifest.json"
_GOOD_FOR = timedelta(days=365)


def manifest_of(version: str, notes: Mapping[str, str], folder: Path, now: datetime) -> bytes:
    """Returns the manifest of the files in a folder."""
    files = [one for one in folder.iterdir() if one.is_file() and not one.name.startswith(_NAME)]
    sums = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in sorted(files)}
    tree = {
        "product": "pos-app",
        "version": version,
        "released_at": now.isoformat(),
        "good_until": (now + _GOOD_FOR).isoformat(),
        "notes": dict(notes),
        "sums": sums,
    }
    return json.dumps(tree, ensure_ascii=False, indent=1).encode()


def signed(content: bytes, key: Ed25519PrivateKey) -> str:
    """Returns the signature, as it stands beside the manifest."""
    return base64.b64encode(key.sign(content)).decode()


def public_key(key: Ed25519PrivateKey) -> str:
    """Returns the public key, as it stands in a shop's settings."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def main() -> None:
    version, notes, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(os.environ[_KEY], validate=True))
    told = json.loads(notes.read_text(encoding="utf-8"))
    content = manifest_of(version, told, folder, datetime.now(UTC))
    (folder / _NAME).write_bytes(content)
    (folder / f"{_NAME}.sig").write_text(signed(content, key) + "\n", encoding="ascii")
    sys.stdout.write(f"public key: {public_key(key)}\n")


if __name__ == "__main__":
    main()
