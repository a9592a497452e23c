"""The chain: each event carries a hash over itself and the hash before it.

A rewritten, removed or inserted event breaks it from there on.
"""

import hashlib
import json

BEGINNING = "0" * 64


def link(before: str, seq: int, till: str, sale: str, at: str, kind: str, data: str) -> str:
    """The SHA-256, in hex, of the canonical form of an event after `before`."""
    canonical = json.dumps([before, seq, till, sale, at, kind, data], ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
