"""Those who call at the address where providers call: sockets that say what a test says."""

import asyncio
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from support import PATIENCE

HERE = "127.0.0.1"
HEAD = b"POST /proxypay HTTP/1.1\r\nhost: till\r\n"
WHOLE = HEAD + b"content-length: 2\r\n\r\n{}"


@dataclass(frozen=True)
class Heard:
    provider: str
    headers: Mapping[str, str]
    body: bytes
    about: str


class Knows:
    """Hears whoever calls, once it may, and believes one of the providers."""

    def __init__(self) -> None:
        self.may = asyncio.Event()
        self.may.set()
        self.calls: list[Heard] = []

    @property
    def heard(self) -> int:
        return len(self.calls)

    async def handle_webhook(
        self, provider: str, headers: Mapping[str, str], body: bytes, about: str
    ) -> bool:
        self.calls.append(Heard(provider, headers, body, about))
        await self.may.wait()
        return provider == "proxypay"


def connected() -> int:
    """How many callers this process has."""
    return sum(task.get_name() == "webhook" for task in asyncio.all_tasks())


async def until(come: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not come():  # noqa: ASYNC110 - connections come and go without telling
            await asyncio.sleep(0.01)


@contextmanager
def callers(port: int, count: int, source: str) -> Iterator[list[socket.socket]]:
    """So many who say nothing, from this address."""
    opened: list[socket.socket] = []
    try:
        for _ in range(count):
            one = socket.socket()
            opened.append(one)
            one.setblocking(False)
            one.bind((source, 0))
            one.connect_ex((HERE, port))
        yield opened
    finally:
        for one in opened:
            one.close()


async def answer_to(caller: socket.socket, said: bytes) -> bytes:
    """All that it is answered, until it is hung up on."""
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(caller, said)
    answer = b""
    while arrived := await loop.sock_recv(caller, 4096):
        answer += arrived
    return answer


async def status_of(caller: socket.socket, said: bytes) -> int:
    """0 where it is hung up on without an answer."""
    answer = await answer_to(caller, said)
    return int(answer.split()[1]) if answer else 0


async def hung_up(caller: socket.socket) -> bool:
    return not await asyncio.get_running_loop().sock_recv(caller, 1)
