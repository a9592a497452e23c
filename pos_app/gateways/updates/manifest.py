"""The manifest of a release: JSON, with a detached Ed25519 signature beside it (`.sig`, base64).

`{"product": "pos-app", "version": "0.2.0", "released_at": "…Z", "good_until": "…Z",
"notes": {"pt": "…"}, "sums": {"pos-app_0.2.0_amd64.deb": "<SHA-256>"}}`. The signature is over the
file's bytes as they are. `good_until` limits for how long somebody between can show an old one.
"""

import base64
import json
import re
from collections.abc import Mapping
from datetime import datetime

from pos_app.domain.text.typed_text import clean
from pos_app.ports.updates.newer_version import NewerVersion

PRODUCT = "pos-app"
MOST_BYTES = 64_000
_LONGEST = 2_000  # characters of a text
_VERSION = re.compile(r"(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){2}", re.ASCII)
_SUM = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = 64  # bytes
_KEY = 32
_NONSENSE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


class ManifestRefused(Exception):
    """The manifest counts for nothing. The text says why, for the log."""


def read_manifest(content: bytes, signature: str, key: str, now: datetime) -> NewerVersion:
    """Reads a manifest whose signature is right. `key` is the supplier's public key in base64.
    Raises ManifestRefused."""
    if len(content) > MOST_BYTES:
        raise ManifestRefused("it is too long")
    _check_signature(content, signature, key)
    try:
        tree = json.loads(content)
        if tree["product"] != PRODUCT:
            raise ManifestRefused("it is of another product")
        good_until = _instant(tree["good_until"])
        read = NewerVersion(
            version=_fitting(_VERSION, tree["version"]),
            released_at=_instant(tree["released_at"]),
            notes=_texts(tree.get("notes", {})),
            sums={name: _fitting(_SUM, text) for name, text in _texts(tree["sums"]).items()},
        )
    except _NONSENSE as error:
        raise ManifestRefused(f"it makes no sense: {type(error).__name__}") from error
    if good_until < now:
        raise ManifestRefused(f"it was good until {good_until:%Y-%m-%d}")
    return read


def is_later(version: str, than: str) -> bool:
    """Compares two versions by their numbers. Raises ValueError."""
    return _numbers(version) > _numbers(than)


def _check_signature(content: bytes, signature: str, key: str) -> None:
    # Not every till asks, and the library takes a while to load.
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    try:
        public = Ed25519PublicKey.from_public_bytes(_bytes(key, _KEY))
        public.verify(_bytes(signature, _SIGNATURE), content)
    except (InvalidSignature, ValueError) as error:
        raise ManifestRefused("its signature is not the supplier's") from error


def _bytes(text: str, length: int) -> bytes:
    content = base64.b64decode(text.strip(), validate=True)
    if len(content) != length:
        raise ValueError(text)
    return content


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant


def _fitting(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _texts(table: Mapping[str, str]) -> Mapping[str, str]:
    return {clean(name)[:_LONGEST]: clean(text)[:_LONGEST] for name, text in table.items()}


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in _fitting(_VERSION, version).split("."))
