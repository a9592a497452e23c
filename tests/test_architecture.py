"""Which room may know which: the arrows of the house."""

from pkgutil import iter_modules

import pytest
from pytest_archon import archrule

import pos_app.ui

ROOMS = (
    "domain",
    "ports",
    "gateways",
    "journal",
    "till",
    "printing",
    "sound",
    "ui",
    "sandbox",
    "cli",
)

# The rooms of the window from the top down. Each may know what stands below it, and none beside it.
WINDOW = (
    ("shell",),
    ("lock",),
    ("customer", "figures", "header", "journal", "setup", "till_page"),
    ("attention", "exporting", "reconciliation", "sell", "settings"),
    ("moving",),
    ("actions", "trouble"),
    ("about", "doctor", "onscreen_keys", "printing"),
    ("widgets",),
    ("qt",),
    ("format", "services", "theme"),
)


def test_the_domain_knows_nobody() -> None:
    (
        archrule("the domain is standard library only")
        .match("pos_app.domain*")
        .should_not_import(*(f"pos_app.{room}*" for room in ROOMS if room != "domain"))
        .should_not_import("PySide6*", "httpx*", "sqlite*", "qasync*", "phonenumbers*")
        .check("pos_app")
    )


def test_what_may_be_done_with_a_sale_follows_from_the_domain_alone() -> None:
    """Whoever asks, at a screen, at a command or in the till, gets the same answer."""
    rooms = {room.name for room in iter_modules(pos_app.__path__)}
    assert "domain" in rooms
    (
        archrule("the rules are pure")
        .match("pos_app.domain.rules*")
        .should_not_import(*(f"pos_app.{room}*" for room in sorted(rooms - {"domain"})))
        .should_not_import("PySide6*", "asyncio*")
        .check("pos_app")
    )


def test_words_are_made_from_the_domain_and_never_ask_the_till() -> None:
    (
        archrule("words know no till")
        .match("pos_app.words*")
        .should_not_import("pos_app.till*", "pos_app.ui*", "pos_app.cli*", "pos_app.app*")
        .should_not_import("pos_app.gateways*", "pos_app.journal*", "httpx*", "sqlite*")
        .check("pos_app")
    )


def test_ports_know_the_domain_alone() -> None:
    (
        archrule("ports are vocabulary")
        .match("pos_app.ports*")
        .should_not_import("pos_app.gateways*", "pos_app.journal*", "pos_app.till*", "pos_app.ui*")
        .should_not_import("PySide6*", "httpx*", "sqlite*")
        .check("pos_app")
    )


@pytest.mark.parametrize("room", ["gateways", "journal", "printing", "sound", "till"])
def test_rooms_behind_the_ports_do_not_know_each_other(room: str) -> None:
    others = set(ROOMS) - {"domain", "ports", room}
    (
        archrule(f"{room} knows ports and domain")
        .match(f"pos_app.{room}*")
        .should_not_import(*(f"pos_app.{other}*" for other in others), "pos_app.app*")
        .check("pos_app")
    )


def test_qt_stays_out_of_the_till_the_gateways_and_the_journal() -> None:
    (
        archrule("no Qt behind the counter")
        .match("pos_app.till*", "pos_app.gateways*", "pos_app.journal*", "pos_app.sandbox*")
        .should_not_import("PySide6*", "qasync*")
        .check("pos_app")
    )


def test_only_one_file_knows_the_network_one_the_sound_card_and_one_room_the_database() -> None:
    (
        archrule("one client")
        .match("pos_app*")
        .exclude("pos_app.gateways.http", "pos_app.sandbox*")
        .should_not_import("httpx*")
        .may_import("pos_app*")
        .check("pos_app", only_direct_imports=True)
    )
    (
        archrule("one file with the sound card")
        .match("pos_app*")
        .exclude("pos_app.sound.device", "pos_app.cli.selftest*")
        .should_not_import("miniaudio*")
        .check("pos_app", only_direct_imports=True)
    )
    (
        archrule("one room with the database")
        .match("pos_app*")
        .exclude("pos_app.journal*", "pos_app.cli.journal_access")
        .should_not_import("sqlite3*", "sqlite_utils*")
        .check("pos_app", only_direct_imports=True)
    )


def test_the_window_asks_the_till_and_nobody_behind_it() -> None:
    (
        archrule("the window")
        .match("pos_app.ui*")
        .should_not_import("pos_app.gateways*", "pos_app.journal*", "pos_app.app*", "pos_app.cli*")
        .should_not_import("httpx*", "sqlite*", "keyring*")
        .check("pos_app")
    )


@pytest.mark.parametrize(
    ("level", "room"),
    [(level, room) for level, rooms in enumerate(WINDOW) for room in rooms if level],
)
def test_a_room_of_the_window_knows_only_what_stands_below_it(level: int, room: str) -> None:
    others = {other for rooms in WINDOW[: level + 1] for other in rooms} - {room}
    (
        archrule(f"{room} and what stands below it")
        .match(f"pos_app.ui.{room}", f"pos_app.ui.{room}.*")
        .should_not_import(*(f"pos_app.ui.{other}" for other in others))
        .should_not_import(*(f"pos_app.ui.{other}.*" for other in others))
        .check("pos_app", only_direct_imports=True)
    )


def test_every_room_of_the_window_has_its_level() -> None:
    there = {room.name for room in iter_modules(pos_app.ui.__path__)}
    assert there == {room for rooms in WINDOW for room in rooms}


def test_nobody_knows_the_window_or_the_composition_root_but_those_who_start_them() -> None:
    (
        archrule("the root is on top")
        .match("pos_app*")
        .exclude("pos_app.ui*", "pos_app.cli*", "pos_app.__main__", "pos_app.app*")
        .should_not_import("pos_app.ui*", "pos_app.app*")
        .check("pos_app")
    )


def test_the_sandbox_is_a_second_reading() -> None:
    (
        archrule("the sandbox shares no code")
        .match("pos_app.sandbox*")
        .should_not_import(*(f"pos_app.{room}*" for room in ROOMS if room != "sandbox"))
        .should_not_import("pos_app.app*", "pos_app.installation*")
        .check("pos_app")
    )
