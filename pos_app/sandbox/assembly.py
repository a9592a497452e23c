"""Puts the sandbox together: one world, five providers and the control API."""

from collections.abc import Sequence
from typing import Any

from starlette.types import ASGIApp

from pos_app.sandbox.clicpay.api import ClicPay
from pos_app.sandbox.control.api import Control
from pos_app.sandbox.proxypay.api import ProxyPay
from pos_app.sandbox.server.date_header import DateMiddleware
from pos_app.sandbox.server.fault_injection import FaultMiddleware
from pos_app.sandbox.server.fault_rules import FaultBook
from pos_app.sandbox.server.http import Provider, application
from pos_app.sandbox.server.limits import LimitMiddleware, Limits
from pos_app.sandbox.server.openapi import document
from pos_app.sandbox.server.origin_check import StrangersMiddleware, new_token
from pos_app.sandbox.server.request_log import JournalMiddleware, new_journal
from pos_app.sandbox.vpos.api import Vpos
from pos_app.sandbox.wikipay.api import Wikipay
from pos_app.sandbox.wipay.api import WiPay
from pos_app.sandbox.world.background_loop import Courier
from pos_app.sandbox.world.clock import Clock
from pos_app.sandbox.world.provider_modes import Modes
from pos_app.sandbox.world.storage import Storage
from pos_app.sandbox.world.webhook_delivery import Deliveries
from pos_app.sandbox.world.world import World

PROVIDERS = ("vpos", "proxypay", "clicpay", "wikipay", "wipay")
SITES = len(PROVIDERS) + 1


class Sandbox:
    def __init__(
        self, clock: Clock, world: World, storage: Storage, per_second: int | None = None
    ) -> None:
        self._clock = clock
        self._world = world
        self._storage = storage
        self._journal = new_journal()
        self._faults = FaultBook()
        self._limits = Limits(PROVIDERS, per_second)
        self._deliveries = Deliveries(world, self._faults)
        self._modes = Modes(world, PROVIDERS)
        self._token = new_token()
        self._proxypay = ProxyPay(world, self._deliveries, self._faults, self._modes)
        self._clicpay = ClicPay(world, self._deliveries, self._modes)
        self._wikipay = Wikipay(world, self._faults)
        self._providers: Sequence[Provider] = (
            Vpos(world, self._deliveries, self._modes),
            self._proxypay,
            self._clicpay,
            self._wikipay,
            WiPay(world),
        )
        self.errand = Courier(world, storage, self._deliveries).run

    def apps(self, urls: Sequence[str]) -> list[ASGIApp]:
        """Return the applications in the order of their ports; `urls` are their addresses."""
        control = Control(
            self._world,
            journal=self._journal,
            faults=self._faults,
            limits=self._limits,
            deliveries=self._deliveries,
            modes=self._modes,
            succeeding=(self._clicpay,),
            references=(self._proxypay, self._wikipay),
            webhooks=(self._proxypay,),
            documents=self.documents(urls),
        )
        apps = [self._watched(provider) for provider in self._providers]
        controlling = StrangersMiddleware(
            application(control, self._world, self._storage), token=self._token
        )
        return [*apps, DateMiddleware(controlling, clock=self._clock, shift=lambda: 0)]

    def documents(self, urls: Sequence[str] = ()) -> dict[str, Any]:
        known = [*urls, *[None] * SITES]
        return {
            provider.name: document(provider, url)
            for provider, url in zip(self._providers, known, strict=False)
        }

    def ready_line(self, urls: Sequence[str]) -> dict[str, Any]:
        *own, control = urls
        settings = {
            provider.name: provider.settings(url)
            for provider, url in zip(self._providers, own, strict=True)
        }
        return settings | {"control_url": f"{control}/{self._token}"}

    def _watched(self, provider: Provider) -> ASGIApp:
        tampered = FaultMiddleware(
            application(provider, self._world, self._storage),
            provider=provider.name,
            error=provider.error,
            follow=self._clicpay.follow if provider is self._clicpay else _as_it_is,
            book=self._faults,
            clock=self._clock,
        )
        limited = LimitMiddleware(
            tampered, provider=provider.name, error=provider.error, limits=self._limits
        )
        dated = DateMiddleware(
            limited, clock=self._clock, shift=lambda: self._modes.shift(provider.name)
        )
        return JournalMiddleware(
            dated, provider=provider.name, journal=self._journal, clock=self._clock
        )


def _as_it_is(data: Any) -> Any:
    return data
