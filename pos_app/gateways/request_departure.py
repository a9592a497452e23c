"""Departure of a request: whether any byte can have reached the provider, from httpcore's trace.

The kind of an error does not say: a proxy that hangs up before it has connected fails with the same
words as a provider that hangs up before it has answered.
"""

from collections.abc import Mapping
from typing import Any, Protocol

# Prefixes of httpcore's events while a connection is made: the extension `trace` of its
# documentation.
_CONNECTING = ("connection.", "proxy.", "socks.")
_READING = ("http11.receive_", "http11.response_closed.")
_SENDING = "http11.send_"
_TO_A_PROXY = b"CONNECT"
_CONNECTED = ".connect_tcp.complete"


class _Stream(Protocol):
    async def aclose(self) -> None: ...


class Departure:
    """Traces one request. Without a trace, or with an unknown event in it, the request may have
    left: only a trace from its beginning proves that no byte did."""

    def __init__(self) -> None:
        self._seen = False
        self._may_have_left = False
        self._stream: _Stream | None = None

    async def hear(self, event: str, told: Mapping[str, Any]) -> None:
        """Takes trace events from httpcore."""
        if event.startswith(_CONNECTING):
            self._seen = True
            if event.endswith(_CONNECTED):
                self._stream = told["return_value"]
        elif event.startswith(_SENDING):
            if event.endswith(".started"):
                self._may_have_left |= _is_for_the_provider(told.get("request"))
        elif not event.startswith(_READING):
            self._may_have_left = True

    async def clear_up(self) -> None:
        """Closes a connection on which a proxy failed, however the request ended: httpcore forgets
        it, and a proxy that fails all day would use up the descriptors."""
        if self.never_happened and self._stream is not None:
            await self._stream.aclose()

    @property
    def never_happened(self) -> bool:
        """Whether it is certain that no byte reached the provider."""
        return self._seen and not self._may_have_left


def _is_for_the_provider(request: object) -> bool:
    return getattr(request, "method", None) != _TO_A_PROXY
