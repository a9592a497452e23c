"""Departure of a request: whether any byte can have reached the provider, from httpcore's trace.

The kind of an error does not say: a proxy that hangs up before it has connected fails with the same
words as a provider that hangs up before it has answered.
"""

from collections.abc import Mapping
from typing import Any, Protocol

# What httpcore tells while a connection is made, by the beginning of its word for it: the
# extension `trace` of its documentation.
_CONNECTING = ("connection.", "proxy.", "socks.")
_READING = ("http11.receive_", "http11.response_closed.")
_SENDING = "http11.send_"
_TO_A_PROXY = b"CONNECT"
_CONNECTED = ".connect_tcp.complete"


class _Stream(Protocol):
    async def aclose(self) -> None: ...


class Departure:
    """Of one request. Where nothing was heard of it, or something that is not known here, it may
    have left: only what was seen from its beginning proves that nothing did."""

    def __init__(self) -> None:
        self._seen = False
        self._may_have_left = False
        self._stream: _Stream | None = None

    async def hear(self, event: str, told: Mapping[str, Any]) -> None:
        """To be given to httpcore."""
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
        """At the end, however it came. A connection that a proxy made nothing of is closed:
        httpcore forgets it, and a proxy that fails all day would leave no descriptors."""
        if self.never_happened and self._stream is not None:
            await self._stream.aclose()

    @property
    def never_happened(self) -> bool:
        """Whether it is certain that the provider saw nothing of it."""
        return self._seen and not self._may_have_left


def _is_for_the_provider(request: object) -> bool:
    return getattr(request, "method", None) != _TO_A_PROXY
