"""Delivers webhooks to a till, and repeats failed ones.

It calls addresses on this computer only; others are recorded as ignored. A failed one is sent again
after 2, 4, 8 … seconds of the sandbox, at most an hour apart, for a day.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from ipaddress import ip_address
from typing import Any

import httpx

from pos_app.sandbox.server.fault_rules import FaultBook
from pos_app.sandbox.server.http import json_text
from pos_app.sandbox.world.clock import DAY, SECOND, Instant, iso_milliseconds
from pos_app.sandbox.world.timer_queue import Agenda
from pos_app.sandbox.world.world import World

PENDING = "pending"
DELIVERED = "delivered"
FAILED = "failed"
IGNORED = "ignored"

_LONGEST_WAIT = 3600 * SECOND
_PATIENCE = DAY
_TWICE = 2

Sign = Callable[[bytes], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Delivery:
    id: str
    provider: str
    url: str
    headers: dict[str, str]
    body: str
    created_at: Instant
    next_at: Instant | None
    status: str = PENDING
    attempts: int = 0
    last_status: int | None = None
    last_error: str | None = None

    def shown(self) -> dict[str, Any]:
        next_at = None if self.next_at is None else iso_milliseconds(self.next_at)
        return asdict(self) | {
            "created_at": iso_milliseconds(self.created_at),
            "next_at": next_at,
        }


class Deliveries:
    def __init__(self, world: World, book: FaultBook) -> None:
        self._world = world
        self._book = book
        self._rows = world.shelf("deliveries", Delivery)
        self._agenda = Agenda()
        world.rebuilds(self._plan)

    def send(self, provider: str, url: str, data: object, sign: Sign | None = None) -> str:
        """Queue a webhook, twice if a fault says so; return its id."""
        body = json_text(data)
        signed = {} if sign is None else sign(body.encode())
        headers = {"content-type": "application/json", **signed}
        here = is_here(url)
        rule = self._book.strike_delivery(provider, httpx.URL(url).path) if here else None
        ids = [
            self._add(provider, url, headers, body, here=here)
            for _ in range(1 if rule is None else _TWICE)
        ]
        return ids[0]

    def _add(
        self, provider: str, url: str, headers: dict[str, str], body: str, *, here: bool
    ) -> str:
        now = self._world.clock.now()
        key = str(len(self._rows) + 1)
        status, next_at = (PENDING, now) if here else (IGNORED, None)
        self._rows[key] = Delivery(key, provider, url, headers, body, now, next_at, status)
        if here:
            self._agenda.add(now, key)
        return key

    def due(self) -> Iterator[Delivery]:
        for at, key in self._agenda.due(self._world.clock.now()):
            row = self._rows.get(key)
            if row is not None and row.next_at == at:
                yield row

    def tried(self, delivery: Delivery, status: int | None, error: str | None) -> None:
        """Record the result of an attempt; the world may have been reset meanwhile."""
        row = self._rows.get(delivery.id)
        if row is None or row.created_at != delivery.created_at:
            return
        row = replace(row, attempts=row.attempts + 1, last_status=status, last_error=error)
        now = self._world.clock.now()
        if status is not None and status // 100 == 2:  # noqa: PLR2004 - 2xx
            row = replace(row, status=DELIVERED, next_at=None)
        elif now - row.created_at > _PATIENCE:
            row = replace(row, status=FAILED, next_at=None)
        else:
            row = replace(row, next_at=now + min(2**row.attempts * SECOND, _LONGEST_WAIT))
        self._rows[row.id] = row
        if row.next_at is not None:
            self._agenda.add(row.next_at, row.id)

    def find(self, key: str) -> Delivery:
        return self._rows[key]

    def shown(self) -> list[dict[str, Any]]:
        return [row.shown() for row in self._rows.values()]

    def _plan(self) -> None:
        self._agenda.clear()
        for row in self._rows.values():
            if row.next_at is not None:
                self._agenda.add(row.next_at, row.id)


def is_here(url: str) -> bool:
    """Tell whether an address is this computer's own."""
    try:
        address = httpx.URL(url)
        if address.scheme not in ("http", "https"):
            return False
        return address.host == "localhost" or ip_address(address.host).is_loopback
    except (httpx.InvalidURL, ValueError):
        return False


def signature(key: str, body: bytes) -> str:
    return hmac.new(key.encode(), body, hashlib.sha256).hexdigest()
