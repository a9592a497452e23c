"""Health record: how the last request to each provider went, for as long as that says anything."""

import asyncio
from collections.abc import Callable

from pos_app.domain.reasons import Reason
from pos_app.ports.gateway import Indeterminate, RateLimited, Rejected
from pos_app.till.providers.health import NEVER_LEARNT, Health, known_for

HealthListener = Callable[[str, Health], None]


class HealthRecord:
    """Record that tells its listeners of each change. Its ages are by the loop's clock, which
    nobody sets."""

    def __init__(self) -> None:
        self._last: dict[str, Health] = {}
        self._noted_at: dict[str, float] = {}
        self._fading: dict[str, asyncio.TimerHandle] = {}
        self._standing: dict[str, Health] = {}
        self._listeners: list[HealthListener] = []

    def listen(self, listener: HealthListener) -> None:
        self._listeners.append(listener)

    def of(self, provider: str) -> Health:
        """Returns the provider's health. A problem with its queue stays even if other requests
        succeed."""
        last = self._last.get(provider, Health.UNTRIED)
        return self._standing.get(provider, last) if last is Health.REACHED else last

    def understand(self, provider: str, meaning: object) -> None:
        """Derives the provider's health from the meaning of an answer."""
        match meaning:
            case Rejected(Reason.WRONG_KEY):
                self.note(provider, Health.LOCKED_OUT)
            case Indeterminate() | RateLimited():
                self.note(provider, Health.TROUBLED)
            case _:
                self.note(provider, Health.REACHED)

    def stand(self, provider: str, trouble: Health | None) -> None:
        """Sets the problem of the provider's queue, which stays until the next call of this."""
        before = self.of(provider)
        if trouble is None:
            self._standing.pop(provider, None)
        else:
            self._standing[provider] = trouble
        self._tell(provider, before)

    def note(self, provider: str, health: Health) -> None:
        before, last = self.of(provider), self._last.get(provider)
        self._last[provider] = health
        self._noted_at[provider] = asyncio.get_running_loop().time()
        if health is not last:  # the same again is looked up when its time would be over
            self._fade_later(provider, health)
        self._tell(provider, before)

    def forget(self, provider: str) -> None:
        """Forgets what was learnt by another account of the provider."""
        self._standing.pop(provider, None)
        self.note(provider, Health.UNTRIED)

    def close(self) -> None:
        """Lets nothing grow old any more: whoever listened may be gone."""
        for timer in self._fading.values():
            timer.cancel()
        self._fading.clear()

    # --- inside -----------------------------------------------------------------------------------

    def _fade_later(self, provider: str, health: Health) -> None:
        if timer := self._fading.pop(provider, None):
            timer.cancel()
        if health not in NEVER_LEARNT:
            at = self._noted_at[provider] + known_for(health)
            loop = asyncio.get_running_loop()
            self._fading[provider] = loop.call_at(at, self._fade, provider)

    def _fade(self, provider: str) -> None:
        """Forgets a health that no request has renewed."""
        health = self._last[provider]
        if self._noted_at[provider] + known_for(health) > asyncio.get_running_loop().time():
            self._fade_later(provider, health)
        else:
            self.note(provider, Health.NOT_KNOWN)

    def _tell(self, provider: str, before: Health) -> None:
        health = self.of(provider)
        if health is not before:
            for listener in self._listeners:
                listener(provider, health)
