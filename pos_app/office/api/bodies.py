"""Reads what a till sent: JSON, compressed or not, and never more than there is room for."""

import asyncio
import json
import zlib
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request

from pos_app.ports.office.protocol_json import from_json

T = TypeVar("T")
MOST_BYTES = 16 * 1024 * 1024  # a batch has 1 MiB, but one event that is larger comes alone
SMALL = 64 * 1024  # of everything but a batch
WITHIN = 120.0  # seconds: a batch over the slowest line; who sends a letter a minute is let go
_GZIP = 16 + zlib.MAX_WBITS


class BodyTooLarge(Exception):
    """Before or after it is uncompressed."""


class NotSentWhole(Exception):
    """The line broke, or is too slow."""


class NotSaid(Exception):
    """The body is none of the protocol's values."""


async def said(request: Request, kind: type[T], most: int = MOST_BYTES) -> T:
    """Reads the value. Raises BodyTooLarge, NotSentWhole, NotSaid."""
    told = _from_json(await _whole(request, most))
    try:
        return from_json(kind, told)
    except (ValueError, TypeError, OverflowError) as problem:
        raise NotSaid(str(problem)) from problem


def _from_json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as problem:  # not JSON, not UTF-8, or too deep
        raise NotSaid("not JSON") from problem


async def _whole(request: Request, most: int) -> bytes:
    coding = request.headers.get("content-encoding", "")
    if coding not in ("", "identity", "gzip"):
        raise NotSaid("an unknown compression")
    try:
        async with asyncio.timeout(WITHIN):
            body = await _sent(request, most)
    except (ClientDisconnect, TimeoutError) as problem:
        raise NotSentWhole from problem
    return _uncompressed(body, most) if coding == "gzip" else body


async def _sent(request: Request, most: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise BodyTooLarge
        parts.append(part)
    return b"".join(parts)


def _uncompressed(body: bytes, most: int) -> bytes:
    """A bomb is left when it is larger than any batch, whatever it would become."""
    stream = zlib.decompressobj(_GZIP)
    try:
        plain = stream.decompress(body, most + 1)
    except zlib.error as problem:
        raise NotSaid("not gzip") from problem
    if len(plain) > most:
        raise BodyTooLarge
    if not stream.eof or stream.unused_data:
        raise NotSaid("not one whole gzip")
    return plain
