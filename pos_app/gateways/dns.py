"""DNS look-ups for providers: one thread for each host, and one look-up of a host at a time.

The system's resolver cannot be interrupted, and a connecting client calls it in the few threads
that the whole program shares. If the name server of one provider hangs, polls of that provider
would hold all of those threads: then no other name could be looked up, and no PIN be checked.
"""

import asyncio
import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

PATIENCE = 10.0  # seconds


class Names:
    """Resolves a host's name before the client connects to it."""

    def __init__(self) -> None:
        self._asked: dict[str, asyncio.Future[None]] = {}
        self._threads: dict[str, ThreadPoolExecutor] = {}

    async def wait_for(self, host: str) -> None:
        """Waits until the name resolves. Raises TimeoutError if no name server answers. If there is
        no such name, the connection that follows fails and says so. With a proxy, `host` is the
        proxy."""
        if _is_address(host):
            return
        async with asyncio.timeout(PATIENCE):  # whose TimeoutError is an OSError too
            with suppress(OSError):
                await asyncio.shield(self._asked.get(host) or self._ask(host))

    def close(self) -> None:
        for asked in self._asked.values():
            asked.cancel()
        for thread in self._threads.values():
            thread.shutdown(wait=False)

    def _ask(self, host: str) -> "asyncio.Future[None]":
        if host not in self._threads:
            self._threads[host] = ThreadPoolExecutor(1, thread_name_prefix=f"name of {host}")
        loop = asyncio.get_running_loop()
        asked = loop.run_in_executor(self._threads[host], _look_up, host)
        self._asked[host] = asked

        def answered(one: "asyncio.Future[None]") -> None:
            del self._asked[host]
            if not one.cancelled():
                one.exception()  # its waiter has had it, or was cancelled

        asked.add_done_callback(answered)
        return asked


def _look_up(host: str) -> None:
    """Looks the name up. Raises OSError where there is none. The connection asks for the address
    again, and gets it at once by then."""
    socket.getaddrinfo(host, None)


def _is_address(host: str) -> bool:
    with suppress(ValueError):
        return bool(ipaddress.ip_address(host.strip("[]")))
    return False
