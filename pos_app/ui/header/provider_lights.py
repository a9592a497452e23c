"""Provider health on the screen: the header's lights and the warnings on the method tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.till.providers.health import UNREACHED, WELL, Health
from pos_app.ui.header.header import Light
from pos_app.ui.theme.status_style import StatusStyle
from pos_app.words.accounts import health_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.domain.method import Method
    from pos_app.ui.header.header import Lights
    from pos_app.ui.sell.form.method_tiles import MethodTiles
    from pos_app.ui.services import TillService


class HealthLights:
    """Follower of the health of each provider that is set up. Being offline blocks nothing."""

    def __init__(
        self, methods: Sequence[Method], till: TillService, lights: Lights, tiles: MethodTiles
    ) -> None:
        self._methods = methods
        self._till = till
        self._lights = lights
        self._tiles = tiles
        till.listen_health(lambda *_: self.show())

    def show(self) -> None:
        ready = dict.fromkeys(
            method.provider for method in self._tiles.ready_methods if method.asks_provider
        )
        self._lights.show_lights([self._light(provider) for provider in ready])
        for provider in ready:
            health = self._till.health(provider)
            said = "" if health in WELL else health_words(health)
            tone = StatusStyle.OFF if health in UNREACHED else StatusStyle.FAIL
            self._tiles.show_trouble(provider, said, tone)

    def _light(self, provider: str) -> Light:
        health = self._till.health(provider)
        name = next(method.brand for method in self._methods if method.provider == provider)
        return Light(name, health in WELL, health is Health.REACHED, health_words(health))
