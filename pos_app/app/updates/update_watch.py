"""Asks the supplier's address at most once a day whether there is a newer version; installs
nothing.

It runs in the background, and a sale never waits for it. What it knows is kept in the profile
(`updates.json`), with the newest release that was ever told of: an older manifest that is shown
later counts for nothing.
"""

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from pos_app.domain.errors import EnvironmentFailed, PosError
from pos_app.gateways.updates.manifest import (
    MOST_BYTES,
    ManifestRefused,
    is_later,
    read_manifest,
)
from pos_app.installation.settings import check_address
from pos_app.ports.gateway import Account, Request, Sender
from pos_app.ports.updates.newer_version import NewerVersion
from pos_app.system.private_files import read_small, write_privately
from pos_app.system.version import VERSION

ASKS_EVERY = timedelta(days=1)
_LOOKS_EVERY = 3600.0  # seconds
_READ_TIMEOUT = 20.0  # seconds
_FOUND = 200
_LOG = logging.getLogger(__name__)
_NONSENSE = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True)
class _UpdatesKnown:
    asked_at: datetime | None = None
    newest: NewerVersion | None = None  # of all that were told of, whatever runs now


class UpdateWatch:
    """Knows of a newer version (the port `TellsNewerVersion`)."""

    def __init__(
        self, address: str, key: str, file: Path, sender: Sender, now: Callable[[], datetime]
    ) -> None:
        """`address` is that of the manifest, `key` the supplier's public key in base64."""
        self._address = address
        self._key = key
        self._file = file
        self._sender = sender
        self._now = now
        self._known = _UpdatesKnown()

    @property
    def newer(self) -> NewerVersion | None:
        newest = self._known.newest
        return newest if newest and is_later(newest.version, VERSION) else None

    async def keep_asking(self) -> None:
        """Asks once a day, until it is cancelled."""
        await self.remember()
        while True:
            await self.ask_if_due()
            await asyncio.sleep(_LOOKS_EVERY)

    async def remember(self) -> None:
        """Reads what the till has heard before."""
        self._known = await asyncio.to_thread(_read, self._file)

    async def ask_if_due(self) -> None:
        """Asks, unless this till has asked within a day; a clock that was set back asks again."""
        asked_at, now = self._known.asked_at, self._now()
        if asked_at and timedelta(0) <= now - asked_at < ASKS_EVERY:
            return
        known = replace(self._known, asked_at=now)
        try:
            known = replace(known, newest=self._newest_of(await self._ask()))
        except (ManifestRefused, PosError) as refused:
            _LOG.warning("nothing is known of a newer version: %s", refused)
        self._known = known
        try:
            await asyncio.to_thread(_write, self._file, known)
        except OSError as error:  # it is asked again at the next start
            _LOG.warning("what is known of a newer version cannot be kept: %s", error)

    def _newest_of(self, told: NewerVersion) -> NewerVersion:
        """Raises ManifestRefused for an older one than was told of before."""
        known = self._known.newest
        if known and (
            is_later(known.version, told.version) or told.released_at < known.released_at
        ):
            raise ManifestRefused(f"{told.version} is older than {known.version}, known before")
        return told

    async def _ask(self) -> NewerVersion:
        """Raises ManifestRefused, EnvironmentFailed, BadInput for an address that is not safe."""
        parts = urlsplit(check_address(self._address, "updates.address"))
        base = Account("updates", f"{parts.scheme}://{parts.netloc}")
        content = await self._fetch(base, parts.path)
        signature = await self._fetch(base, f"{parts.path}.sig")
        # The library that checks it is loaded at the first answer: not on the loop.
        return await asyncio.to_thread(
            read_manifest, content.encode(), signature, self._key, self._now()
        )

    async def _fetch(self, base: Account, path: str) -> str:
        request = Request(
            "GET", path, read_timeout=_READ_TIMEOUT, repeat_harmless=True, most_bytes=MOST_BYTES
        )
        answer = await self._sender.send(base, request)
        if answer.status != _FOUND:
            raise EnvironmentFailed(f"{path} was answered with {answer.status}")
        return answer.text


def known_newer(file: Path) -> NewerVersion | None:
    """Returns the newer version that the till has heard of, for whoever only reads the profile."""
    newest = _read(file).newest
    return newest if newest and is_later(newest.version, VERSION) else None


def _read(file: Path) -> _UpdatesKnown:
    """Reads what is kept. What makes no sense is asked for again."""
    try:
        tree = json.loads(read_small(file))
        newest = tree["newest"] and NewerVersion(
            version=tree["newest"]["version"],
            released_at=datetime.fromisoformat(tree["newest"]["released_at"]),
            notes=dict(tree["newest"]["notes"]),
            sums=dict(tree["newest"]["sums"]),
        )
        known = _UpdatesKnown(datetime.fromisoformat(tree["asked_at"]), newest or None)
        if known.newest:
            is_later(known.newest.version, VERSION)
    except _NONSENSE:
        return _UpdatesKnown()
    return known


def _write(file: Path, known: _UpdatesKnown) -> None:
    newest = known.newest
    tree = {
        "format": 1,
        "asked_at": known.asked_at and known.asked_at.isoformat(),
        "newest": newest
        and {
            "version": newest.version,
            "released_at": newest.released_at.isoformat(),
            "notes": dict(newest.notes),
            "sums": dict(newest.sums),
        },
    }
    write_privately(file, json.dumps(tree, indent=1).encode())
