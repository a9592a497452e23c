"""HTTP to the office with little work of its own, so that many tills fit beside it on one
machine: one connection a till, kept while it is good."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

ANSWERS_WITHIN = 15.0  # seconds
_CONTENT_LENGTH = b"content-length:"


class Lost(Exception):
    """Nobody knows whether the office has it: no connection, no answer, or half of one."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


class Wire:
    """A till's connection. One request at a time."""

    def __init__(self, host: str, port: int, token: str) -> None:
        self._address = host, port
        self._fixed = (
            f"Host: {host}:{port}\r\nAuthorization: Bearer {token}\r\n"
            "Content-Type: application/json\r\n"
        )
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, path: str, body: bytes) -> Answer:
        """Raises Lost."""
        return await self._asked("POST", path, body)

    async def get(self, path: str) -> Answer:
        """Raises Lost."""
        return await self._asked("GET", path, b"")

    async def _asked(self, method: str, path: str, body: bytes) -> Answer:
        head = f"{method} {path} HTTP/1.1\r\n{self._fixed}Content-Length: {len(body)}\r\n\r\n"
        try:
            async with asyncio.timeout(ANSWERS_WITHIN):
                if self._streams is None:
                    self._streams = await asyncio.open_connection(*self._address)
                reader, writer = self._streams
                writer.write(head.encode() + body)
                return await self._answer(reader)
        except (OSError, EOFError, TimeoutError, ValueError, IndexError) as error:
            await self.close()
            raise Lost(repr(error)) from error

    async def post_and_hang_up(self, path: str, body: bytes) -> None:
        """Sends, and is cut off before the answer. Raises Lost always."""
        request = f"POST {path} HTTP/1.1\r\n{self._fixed}Content-Length: {len(body)}\r\n\r\n"
        try:
            if self._streams is None:
                self._streams = await asyncio.open_connection(*self._address)
            _, writer = self._streams
            writer.write(request.encode() + body)
            await writer.drain()
        except OSError as error:
            raise Lost(repr(error)) from error
        finally:
            await self.close()
        raise Lost("cut off before the answer")

    async def _answer(self, reader: asyncio.StreamReader) -> Answer:
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head.lower().splitlines()
        length = 0
        for line in lines:
            if line.startswith(_CONTENT_LENGTH):
                length = int(line[len(_CONTENT_LENGTH) :])
        body = await reader.readexactly(length)
        if b"connection: close" in lines:
            await self.close()
        return Answer(int(first.split()[1]), body)

    async def close(self) -> None:
        if self._streams is not None:
            _, writer = self._streams
            self._streams = None
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
