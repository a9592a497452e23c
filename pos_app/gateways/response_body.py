"""Response bodies: bounded reading and decompression, so that no answer fills the memory.

1,140 bytes can say 600 MB where a reader counts the output only once it is there.
"""

import zlib
from collections.abc import AsyncIterable, Sequence

MOST_BYTES = 2_000_000  # as they arrive, and out of each coding; a hundred payments are a tenth
MOST_CODINGS = 3  # one inside the other; servers use one, and one more where a proxy adds its own

_GZIP = zlib.MAX_WBITS | 16
_ZLIB = zlib.MAX_WBITS
_RAW = -zlib.MAX_WBITS  # raw deflate, which some servers send as "deflate"
_SAME = ("", "identity")
_GZIPPED = ("gzip", "x-gzip")


class TooLarge(Exception):
    """The body is larger than any answer has to be."""


class Garbled(Exception):
    """The body is not in the coding that its header names."""


async def read_into(
    body: bytearray, pieces: AsyncIterable[bytes], encoding: str, most: int = MOST_BYTES
) -> None:
    """Reads all of it, out of the codings that the header Content-Encoding names. If it breaks off,
    `body` has the part that came before.

    `pieces` are as they arrive. A body in a coding that was not requested stays as it is: the
    answer has a status and headers all the same, and no gateway will understand its words.

    Raises TooLarge, Garbled.
    """
    decoders = _decoders(encoding, most)
    arrived = 0
    async for piece in pieces:
        arrived += len(piece)
        if arrived > most:
            raise TooLarge("an answer that does not end")
        for decoder in decoders:
            piece = decoder.decode(piece)  # noqa: PLW2901 - from the outside in
        body += piece


def _decoders(encoding: str, most: int) -> "Sequence[_Decoder]":
    """Returns the decoders from the outside in; none if one of the codings is unknown."""
    names = [name.strip().lower() for name in encoding.split(",")]
    names = [name for name in names if name not in _SAME]
    if len(names) > MOST_CODINGS:
        raise Garbled("in more codings than any server uses")
    if not all(name in _GZIPPED or name == "deflate" for name in names):
        return []
    return [_Decoder(most, is_gzip=name in _GZIPPED) for name in reversed(names)]


class _Decoder:
    """Decodes one coding. Its output is never longer than the limit."""

    def __init__(self, most: int, *, is_gzip: bool) -> None:
        self._most = most
        self._inflating = zlib.decompressobj(_GZIP if is_gzip else _ZLIB)
        self._may_be_raw = not is_gzip  # until something has come out
        self._came_out = 0

    def decode(self, data: bytes) -> bytes:
        """Decodes a piece. Raises TooLarge, Garbled."""
        room = self._most - self._came_out + 1
        try:
            out = self._inflate(data, room)
        except zlib.error as error:
            raise Garbled("not in the coding that it names") from error
        self._came_out += len(out)
        if self._came_out > self._most:
            raise TooLarge("an answer that is far larger than it looked")
        return out

    def _inflate(self, data: bytes, room: int) -> bytes:
        if not data:  # an empty piece decides nothing about what follows
            return b""
        may_be_raw, self._may_be_raw = self._may_be_raw, False
        try:
            return self._inflating.decompress(data, room)
        except zlib.error:
            if not may_be_raw:
                raise
            self._inflating = zlib.decompressobj(_RAW)
            return self._inflating.decompress(data, room)
