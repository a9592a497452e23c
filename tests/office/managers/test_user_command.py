"""`office user`: from the command line to a first sign-in, and out again."""

import argparse
import asyncio
import json

import psycopg
import pytest
from office.managers.people_there import CHEAP, HOME, PASSWORD, App, Clock, office_in

from pos_app.cli.commands.office import user
from pos_app.cli.exit_codes import Exit
from pos_app.office.database.connections import connected
from pos_app.office.managers.door import Door, now_utc
from pos_app.office.managers.first_sign_in import Begun, ChosenWay, NotYet, with_password
from pos_app.office.managers.site import Site

_ADDRESS = "https://office.example"


def test_people_come_and_go_by_command(office_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    async def made() -> None:
        async with connected(office_url) as pools:
            await office_in(pools)

    def told(*words: str) -> tuple[Exit, str]:
        parser = argparse.ArgumentParser()
        user.arguments(parser)
        exit_code = user.run(parser.parse_args([*words, "--database", office_url]))
        said = capsys.readouterr()
        return exit_code, said.out + said.err

    def first_sign_in(link: str) -> Begun | NotYet:
        async def done() -> Begun | NotYet:
            async with connected(office_url) as pools:
                app = App(Clock(now_utc()))
                way = ChosenWay(PASSWORD, PASSWORD, app.secret, app.code)
                door = Door(pools.write, Site(_ADDRESS), cost=CHEAP)
                return await with_password(door, link.strip().rpartition("/")[2], way, HOME)

        return asyncio.run(done())

    asyncio.run(made())
    add = ("add", "Ana@X", "--name", "Ana", "--org", "Palanca", "--address", _ADDRESS)
    south = ("--role", "area", "--area", "Sul")
    code, link = told(*add, *south)
    assert code is Exit.PAID
    assert link.startswith(f"{_ADDRESS}/invitation/")
    assert isinstance(first_sign_in(link), Begun)
    assert first_sign_in(link) is NotYet.GONE
    for words, says in (
        ((*add, *south), "already"),
        ((*add[:5], "Nobody", *add[6:], *south), "none"),
        (("role", "ana@x", "--role", "area", "--area", "Oeste"), "none"),
        (("role", "rui@x", "--role", "org"), "none"),
        (("again", "ana@x", "--address", "http://office.example"), "HTTPS"),
    ):
        code, said = told(*words)
        assert (code, says in said) == (Exit.BAD_INPUT, True)
    assert told("role", "ana@x", "--role", "shop", "--shop", "Norte 1", "--phones")[0] is Exit.PAID
    assert "Ana  Palanca  shop  Norte 1  phones  active" in told("list")[1]
    assert told("remove", "ana@x")[0] is Exit.PAID
    assert told("remove", "ana@x")[0] is Exit.BAD_INPUT
    code, link = told("again", "ana@x", "--address", f"{_ADDRESS}/")
    assert isinstance(first_sign_in(link), Begun)
    listed = json.loads(told("list", "--json")[1])
    assert (listed["state"], listed["has_password"]) == ("active", True)
    with psycopg.connect(office_url) as connection:
        noted = connection.execute(b"SELECT who, kind, data FROM office_event ORDER BY seq")
        deeds = [(kind, data) for who, kind, data in noted if who.startswith("command:")]
    kinds = [kind.removeprefix("manager_") for kind, _ in deeds]
    assert kinds == ["added", "changed", "removed", "invited"]
    assert deeds[1][1].count("Norte 1") == 1
