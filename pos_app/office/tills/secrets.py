"""Secrets that tills and codes prove themselves by: made here, and kept as their SHA-256 alone."""

import hashlib
import secrets

_BYTES = 32  # 256 bits


def new_token() -> str:
    return secrets.token_urlsafe(_BYTES)


def digest(secret: str) -> bytes:
    """Returns what the office keeps and looks up. What is compared are hashes, so that how long it
    takes tells nothing of the secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
