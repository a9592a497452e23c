"""A sandbox of their own over real HTTP, and a shop whose accounts are there."""

import gc
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import httpx
import pytest
import trust
from argon2 import profiles
from cheap_pins import CHEAP, cheap_hasher
from hypothesis import settings
from paces import hurried_pace, hurried_rhythm
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from scripted import OpenShop, open_shop
from support import (
    Counter,
    Dates,
    OpenCounter,
    Terminal,
    World,
    environment_of,
    settings_of,
)
from unclosed import complain_of_unclosed_journals

from pos_app.app.root import open_till
from pos_app.app.sandbox_process import Sandbox
from pos_app.gateways import http
from pos_app.gateways.http import HttpSender
from pos_app.installation import pin_file
from pos_app.installation.profile import Profile
from pos_app.ports.gateway import Account, Answer, Request
from pos_app.system.bundled import resources_folder
from pos_app.till.providers import poll_schedule
from pos_app.ui.qt.application import install_language

# No test looks into the keyring of whoever runs it, nor into a stand-in of another test.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

pytest_plugins = [
    "in_memory", "fast", "time_limit", "on_a_loop", "pictures", "printers.fixtures", "postgres",
]  # fmt: skip

complain_of_unclosed_journals()
_HASHER = pin_file._hasher  # as in a shop
settings.register_profile("till", deadline=None)  # how long a property takes is the bench's matter
settings.load_profile("till")

SPEED = 40  # the sandbox's customers answer in half a second at most


ENOUGH_GARBAGE = 100_000  # objects


@pytest.fixture(autouse=True)
def _as_the_next_test_wants_it(qapp: QApplication) -> Iterator[None]:
    """What is left of a window must not die on the thread of a journal: garbage is collected here,
    and never while a test runs (see ui/qt/gc_guard.py, which sees to it in the application). And
    however a test's window spoke, the next test begins in English: they come in any order.

    One fixture for both, and the others of the session where they can be: each of them is set up
    fifteen thousand times."""
    gc.disable()
    yield
    gc.disable()
    if gc.get_count()[0] > ENOUGH_GARBAGE:
        gc.collect()
    if QLocale().language() is not QLocale.Language.English:
        install_language(qapp, "en", resources_folder())


@pytest.fixture(scope="session", autouse=True)
def _cheaply() -> Iterator[None]:
    """PINs cost nothing, here and in the commands that are forked, and the certificates of the
    world are read once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pin_file, "_hasher", cheap_hasher)
        patch.setattr(http, "trusting_context", trust.trusted)
        yield


@pytest.fixture
def costly_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """PINs take as long here as in a shop."""
    monkeypatch.setattr(pin_file, "_hasher", _HASHER)


@pytest.fixture
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase opens a file of keys in no time; one that is made so opens so alone."""
    monkeypatch.setattr(profiles, "RFC_9106_LOW_MEMORY", CHEAP)


@pytest.fixture(scope="session", autouse=True)
def _one_application(qapp: QApplication) -> None:
    """Commands run in this process make an application without windows where there is none yet,
    and there can be only one."""


@pytest.fixture(scope="session")
def _sandbox() -> Iterator[World]:
    sandbox = Sandbox.start(speed=SPEED)
    # Reading the certificates of the world takes longer than most tests; loopback needs none.
    with httpx.Client(base_url=sandbox.control_url, verify=False, trust_env=False) as control:
        yield World(dict(sandbox.accounts), control)
    sandbox.stop()


@pytest.fixture
def world(_sandbox: World) -> World:
    """An empty world without faults."""
    _sandbox.reset()
    return _sandbox


@pytest.fixture
def shop(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    """A profile whose accounts are the sandbox's; keys come from the environment."""
    profile = Profile(tmp_path / "shop")
    profile.prepare()
    profile.settings.write_text(settings_of(world.accounts.values()))
    for name, value in environment_of(world.accounts).items():
        monkeypatch.setenv(name, value)
    return profile


@pytest.fixture
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The till asks in the same rhythm, only faster."""
    for name, value in hurried_rhythm().items():
        monkeypatch.setattr(poll_schedule, name, value)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """And a manager who settles a sale has waited for as long as that takes."""
    for name, value in hurried_pace().items():
        monkeypatch.setattr(poll_schedule, name, value)


@pytest.fixture
def counter(shop: Profile, hurried: None) -> OpenCounter:  # noqa: ARG001
    """Opens the shop's till as the application does: the real composition root."""

    @asynccontextmanager
    async def open_counter() -> AsyncIterator[Counter]:
        async with open_till(shop, training=False) as opened:
            yield Counter(opened)

    return open_counter


VERY_FAST = 50  # times as fast as people: nobody answers but a script


@pytest.fixture
def scripted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenShop:
    """Opens a till whose providers answer by a script."""
    for name, value in hurried_pace(VERY_FAST).items():
        monkeypatch.setattr(poll_schedule, name, value)
    return partial(open_shop, tmp_path)


@pytest.fixture
def dates(monkeypatch: pytest.MonkeyPatch) -> Dates:
    """What time the providers say it is, whatever the clock on the wall of the till says."""
    dates = Dates()
    send = HttpSender.send

    async def dated(sender: HttpSender, account: Account, request: Request) -> Answer:
        date = dates.told()
        answer = await send(sender, account, request)
        return replace(answer, headers={**answer.headers, "date": date})

    monkeypatch.setattr(HttpSender, "send", dated)
    return dates


@pytest.fixture
def terminal(shop: Profile) -> Terminal:
    return Terminal(shop)


@pytest.fixture
def unused_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


LONG = (
    "test_kills", "test_days", "test_campaign", "test_openapi", "test_secrets", "test_doors",
    "test_time_limit",
)  # fmt: skip


def pytest_collection_finish() -> None:
    """What was collected stays to the end: no collection has to look through it again."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: at the end there is then something for everybody."""
    items.sort(key=lambda item: item.path.stem not in LONG)
