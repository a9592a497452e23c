"""A simulated shop in which nothing goes wrong by itself: a test says what does."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import httpx
from faults.simulation.day import _fresh_journal
from faults.simulation.network import Leaves, Network
from faults.simulation.providers import Providers
from faults.simulation.shop import Shop
from faults.simulation.witness import Witness


def quiet() -> tuple[Random, Callable[[str], None], Leaves]:
    """What a network tells besides leading to the providers: nobody listens."""
    return Random(2), lambda _: None, _unheard


def _unheard(request: httpx.Request, *, left: bool) -> None:
    del request, left


def undisturbed(folder: Path, providers: Providers, network: Network) -> Shop:
    witness, deaths, closures = Witness(providers), iter(()), iter(())
    shop = Shop(
        folder, providers, network, witness, Random(3), deaths, closures, count=lambda _: None
    )
    shop.files.journal.write_bytes(_fresh_journal())
    return shop
