"""Puts the sandbox together: one world, five providers and the control address."""

from collections.abc import Sequence
from typing import Any, Protocol

from starlette.types import ASGIApp

from pos_app.sandbox.clicpay import ClicPay
from pos_app.sandbox.clock import Clock
from pos_app.sandbox.control import Control
from pos_app.sandbox.faults import FaultBook
from pos_app.sandbox.journal import JournalMiddleware, new_journal
from pos_app.sandbox.proxypay import ProxyPay
from pos_app.sandbox.storage import Storage
from pos_app.sandbox.tampering import FaultMiddleware
from pos_app.sandbox.vpos import Vpos
from pos_app.sandbox.wikipay import Wikipay
from pos_app.sandbox.wipay import WiPay
from pos_app.sandbox.wire import Site, application
from pos_app.sandbox.world import World

SITES = 6


class Provider(Site, Protocol):
    def settings(self, base_url: str) -> dict[str, Any]:
        """Say what a till has to know to use this provider."""


class Sandbox:
    def __init__(self, clock: Clock, world: World, storage: Storage) -> None:
        self._clock = clock
        self._world = world
        self._storage = storage
        self._journal = new_journal()
        self._faults = FaultBook()
        self._proxypay = ProxyPay(world)
        self._wikipay = Wikipay(world)
        self._providers: Sequence[Provider] = (
            Vpos(world),
            self._proxypay,
            ClicPay(world),
            self._wikipay,
            WiPay(world),
        )

    def apps(self) -> list[ASGIApp]:
        """Return the applications in the order of their ports."""
        control = Control(
            self._world,
            self._journal,
            self._faults,
            {provider.name for provider in self._providers},
            (self._proxypay, self._wikipay),
        )
        apps = [self._watched(provider) for provider in self._providers]
        return [*apps, application(control, self._world, self._storage)]

    def ready_line(self, urls: Sequence[str]) -> dict[str, Any]:
        *own, control = urls
        settings = {
            provider.name: provider.settings(url)
            for provider, url in zip(self._providers, own, strict=True)
        }
        return settings | {"control_url": control}

    def _watched(self, provider: Provider) -> ASGIApp:
        tampered = FaultMiddleware(
            application(provider, self._world, self._storage),
            provider=provider.name,
            error=provider.error,
            book=self._faults,
            clock=self._clock,
        )
        return JournalMiddleware(
            tampered, provider=provider.name, journal=self._journal, clock=self._clock
        )
