"""Bodies that are larger than they look, and slower than anybody waits. Over real sockets."""

import asyncio
import itertools
import os
import zlib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import suppress

import pytest
from hostile.provider import Reply, answer, bomb, encoded, flood, hostile_provider
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.errors import ResponseLost
from pos_app.gateways import http
from pos_app.gateways.http import HttpSender
from pos_app.gateways.response_body import MOST_BYTES, MOST_CODINGS, Garbled, TooLarge, read_into
from pos_app.ports.gateway import Account, Answer, AnswerBrokenOff, Request

WORDS = b'{"status": "accepted", "amount": "1500.00"}'


def send(reply: Reply, *, read_timeout: float = 20.0) -> Answer:
    async def once(address: str) -> Answer:
        sender = HttpSender()
        try:
            request = Request("POST", "/charge", {}, "{}", read_timeout)
            return await sender.send(Account("p", address), request)
        finally:
            await sender.close()

    with hostile_provider(reply) as provider:
        return asyncio.run(once(provider.url))


@pytest.mark.parametrize(
    "codings",
    [
        (), ("gzip",), ("x-gzip",), ("deflate",), ("identity",), ("GZIP",), ("gzip", "gzip"),
        ("deflate", "gzip"), ("gzip", "identity", "deflate"), ("gzip", "deflate", "gzip"),
    ],
)  # fmt: skip
def test_what_is_in_a_coding_that_is_known_is_read(codings: tuple[str, ...]) -> None:
    headers = {"Content-Encoding": ", ".join(codings)} if codings else {}
    assert send(answer(encoded(WORDS, *codings), headers=headers)).text == WORDS.decode()


def test_deflate_without_its_envelope_is_read_as_well() -> None:
    raw = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    body = raw.compress(WORDS) + raw.flush()
    assert send(answer(body, headers={"Content-Encoding": "deflate"})).text == WORDS.decode()


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "gzip, br", "\x7f", "gzip;q=1"])
def test_what_is_in_a_coding_that_nobody_asked_for_is_an_answer_all_the_same(coding: str) -> None:
    heard = send(answer(b"\x1b\xff\x00", 402, {"Content-Encoding": coding, "Location": "/there"}))
    assert (heard.status, heard.headers["location"]) == (402, "/there")


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"


def _gzipped() -> Iterator[bytes]:
    """A gzip that goes on and on: random bytes, which no coding makes smaller."""
    packing = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    yield CHUNKED + b"Content-Encoding: gzip\r\n\r\n"
    while True:
        if piece := packing.compress(os.urandom(60_000)):
            yield b"%x\r\n%s\r\n" % (len(piece), piece)


ENDLESS: Mapping[str, Callable[[], Reply]] = {
    "a bomb": lambda: answer(bomb(64), headers={"Content-Encoding": "gzip, gzip"}),
    "a bomb with identities": lambda: answer(
        bomb(64), headers={"Content-Encoding": "identity, gzip, identity, gzip"}
    ),
    "a bomb in a bomb": lambda: answer(
        encoded(bomb(64), "gzip"), headers={"Content-Encoding": "gzip, gzip, gzip"}
    ),
    "half a bomb": lambda: answer(
        encoded(bytes(20_000_000), "gzip"), headers={"Content-Encoding": "gzip"}
    ),
    "a deflated one": lambda: answer(
        encoded(bytes(20_000_000), "deflate"), headers={"Content-Encoding": "deflate"}
    ),
    "too many codings": lambda: answer(
        encoded(WORDS, *["gzip"] * 50), headers={"Content-Encoding": ", ".join(["gzip"] * 50)}
    ),
    "many bytes": lambda: answer(bytes(MOST_BYTES + 1)),
    "many bytes in an unknown coding": lambda: answer(
        bytes(MOST_BYTES + 1), headers={"Content-Encoding": "br"}
    ),
    "chunks for ever": lambda: flood(b"1000\r\n" + bytes(4096) + b"\r\n", CHUNKED + b"\r\n"),
    "until it hangs up": lambda: flood(bytes(65536), b"HTTP/1.1 200 OK\r\n\r\n"),
    "gzip for ever": _gzipped,
    "headers for ever": lambda: flood(b"x: y\r\n", b"HTTP/1.1 200 OK\r\n"),
    "a header for ever": lambda: flood(bytes(65536), b"HTTP/1.1 200 OK\r\nx: "),
    "a chunk's size for ever": lambda: flood(b"0" * 4096, CHUNKED + b"\r\n"),
    "trailers for ever": lambda: flood(b"x: y\r\n" * 100, CHUNKED + b"\r\n0\r\n"),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_an_answer_that_does_not_end_is_lost_and_the_outcome_unknown(kind: str) -> None:
    with pytest.raises(ResponseLost):
        send(ENDLESS[kind]())


@pytest.mark.parametrize(
    "reply",
    [
        answer(WORDS, headers={"Content-Encoding": "gzip"}),
        answer(encoded(WORDS, "gzip")[:-12] + bytes(12), headers={"Content-Encoding": "gzip"}),
        answer(b"\xff" * 100, headers={"Content-Encoding": "deflate"}),
    ],
)
def test_what_is_not_in_the_coding_that_it_names_is_lost(reply: bytes) -> None:
    with pytest.raises(ResponseLost):
        send(reply)


@pytest.mark.parametrize(
    "drip",
    [
        CHUNKED + b"\r\n",
        CHUNKED + b"Content-Encoding: gzip\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nx: ",
        b"HTTP/1.1 103 Early Hints\r\n\r\n",
    ],
)
def test_a_drip_is_waited_for_no_longer_than_an_answer_may_take(
    drip: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often it says something."""
    monkeypatch.setattr(http, "MOST_TIME", 0.5)
    piece = b"1\r\n \r\n" if b"chunked" in drip else b"x" if b"200" in drip else drip
    with pytest.raises(ResponseLost):
        send([drip, *[piece] * 5, None], read_timeout=0.2)


@pytest.mark.parametrize("codings", [(), ("gzip",), ("gzip", "gzip"), ("deflate",)])
def test_what_came_before_an_answer_broke_off_is_kept_in_every_coding(
    codings: tuple[str, ...],
) -> None:
    """It may name the charge that was made."""
    words = b'{"id": "a-charge"}' + os.urandom(200_000)
    body = encoded(words, *codings)
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n"
    head += f"Content-Encoding: {', '.join(codings)}\r\n\r\n"
    with pytest.raises(AnswerBrokenOff) as broken:
        send(head.encode() + body[: len(body) * 3 // 4])
    assert broken.value.heard.text.startswith('{"id": "a-charge"}')


async def _read(encoding: str, *pieces: bytes) -> bytes:
    async def arrive() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece

    whole = bytearray()
    await read_into(whole, arrive(), encoding)
    return bytes(whole)


@pytest.mark.parametrize("codings", [(), ("gzip",), ("deflate",), ("gzip", "gzip"), ("br",)])
def test_an_answer_may_be_as_large_as_that_and_not_a_byte_larger(codings: tuple[str, ...]) -> None:
    """2 MB: a hundred payments, which are a full page of a queue, are a tenth of that."""
    assert MOST_BYTES == 2_000_000
    most = bytes(MOST_BYTES)
    known = [coding for coding in codings if coding != "br"]
    for body, fits in ((most, True), (most + b"x", False)):
        packed = encoded(body, *known)
        for pieces in ([packed], [packed[:-1], packed[-1:]]):
            if fits:
                assert asyncio.run(_read(",".join(codings), *pieces)) == body
            else:
                with pytest.raises(TooLarge):
                    asyncio.run(_read(",".join(codings), *pieces))


async def test_what_arrives_is_counted_however_little_comes_out_of_it() -> None:
    """Empty blocks of a coding, one after the other, are an answer that does not end."""
    packing = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    start, block = packing.compress(b"x"), packing.flush(zlib.Z_FULL_FLUSH)
    empty = packing.flush(zlib.Z_FULL_FLUSH) or block
    pieces = [start + block, *[empty * 10_000] * (MOST_BYTES // (10_000 * len(empty)) + 1)]
    with pytest.raises(TooLarge):
        await _read("gzip", *pieces)


def test_as_many_codings_as_servers_use_are_taken_off() -> None:
    three, four = ["gzip"] * MOST_CODINGS, ["gzip"] * (MOST_CODINGS + 1)
    assert MOST_CODINGS == 3
    assert asyncio.run(_read(",".join(three), encoded(WORDS, *three))) == WORDS
    assert asyncio.run(_read(f"identity,,{','.join(three)}", encoded(WORDS, *three))) == WORDS
    with pytest.raises(Garbled):
        asyncio.run(_read(",".join(four), encoded(WORDS, *four)))


def test_an_empty_piece_decides_nothing_about_what_follows() -> None:
    raw = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    body = raw.compress(WORDS) + raw.flush()
    assert asyncio.run(_read("deflate", b"", body)) == WORDS
    half = len(body) // 2
    assert asyncio.run(_read("deflate", body[:half], body[half:])) == WORDS
    for other in ("gzip", "deflate"):  # once it has begun it is what it was
        packed = encoded(WORDS, other)
        with pytest.raises(Garbled):
            asyncio.run(_read(other, packed[:-8], bytes(4), body))


# --- as a property --------------------------------------------------------------------------------


async def _cut(body: bytes, at: list[int]) -> "list[bytes]":
    edges = [0, *sorted(index % (len(body) + 1) for index in at), len(body)]
    return [body[start:end] for start, end in itertools.pairwise(edges)]


@settings(max_examples=50, deadline=None)
@given(
    body=st.binary(max_size=5000),
    codings=st.lists(st.sampled_from(["gzip", "deflate", "identity"]), max_size=3),
    at=st.lists(st.integers(0, 10_000), max_size=6),
)
def test_however_a_body_is_cut_on_its_way_it_is_the_same(
    body: bytes, codings: list[str], at: list[int]
) -> None:
    async def once() -> bytes:
        pieces = await _cut(encoded(body, *codings), at)

        async def arrive() -> AsyncIterator[bytes]:
            for piece in pieces:
                yield piece

        whole = bytearray()
        await read_into(whole, arrive(), ",".join(codings))
        return bytes(whole)

    assert asyncio.run(once()) == body


@settings(max_examples=200, deadline=None)
@given(body=st.binary(max_size=300), encoding=st.text(max_size=40))
def test_whatever_a_stranger_says_is_read_or_one_of_two_errors(body: bytes, encoding: str) -> None:
    async def once() -> None:
        async def arrive() -> AsyncIterator[bytes]:
            yield body

        whole = bytearray()
        with suppress(TooLarge, Garbled):
            await read_into(whole, arrive(), encoding)
        assert len(whole) <= MOST_BYTES

    asyncio.run(once())
