"""The office's own commands on a database: shops, codes for tills, and what they did."""

import asyncio
import json
from typing import Any

import psycopg
import pytest
from office.serving import TillAtOffice, serving, some

from pos_app.cli import main
from pos_app.cli.exit_codes import Exit
from pos_app.office.trial.cluster import Cluster

Output = pytest.CaptureFixture[str]


def test_an_office_is_set_up_by_commands_and_verified(office_url: str, capsys: Output) -> None:
    def told(*words: str, code: Exit = Exit.PAID) -> Any:
        capsys.readouterr()
        done = main(["office", *words, "--database", office_url, "--json"])
        assert done == code, capsys.readouterr()
        said = capsys.readouterr().out
        return json.loads(said) if said else None

    assert main(["office", "migrate", "--database", office_url]) == Exit.PAID
    assert "months of events made ahead: 4" in capsys.readouterr().out
    where = ["--org", "Kilamba", "--zone", "Africa/Luanda", "--country", "ao"]
    assert told("shop", "add", "Loja 1", *where) == {"shop": 1}
    told("shop", "add", "Loja 1", *where, code=Exit.NOT_PAID)
    assert told("shop", "add", "Loja 2", "--area", "Sul", *where) == {"shop": 2}
    assert [shop["name"] for shop in told("shop", "list")] == ["Loja 1", "Loja 2"]

    made = told("till", "enrol", "Loja 2", "--address", "https://office.example/")
    assert made["qr"] == f"pos-app-office:https://office.example#{made['code']}"
    told("till", "enrol", "Loja 3", "--address", "https://office.example", code=Exit.BAD_INPUT)
    asyncio.run(_sell(office_url, made["code"]))
    [till] = told("till", "list")
    assert (till["public"], till["shop_name"], till["head"]) == ("T1", "Loja 2", 3)
    told("till", "enrol", "1", "--as-till", "T1", "--address", "https://o", code=Exit.BAD_INPUT)
    told("till", "enrol", "2", "--as-till", "T1", "--address", "https://o")

    assert told("verify") == {"chains": 2, "events": 8, "unsound": []}
    told("till", "remove", "T2", "--why", "stolen", code=Exit.NOT_PAID)
    assert told("till", "remove", "T1", "--why", "stolen")["head"] == 3
    with psycopg.connect(office_url, autocommit=True) as owner:
        assert owner.execute("SELECT state, token_sha256 FROM till").fetchone() == ("left", None)
        owner.execute("UPDATE event SET data = '{}' WHERE seq = 2")
    told("verify", "--till", "T2", code=Exit.NOT_PAID)
    told("verify", "--month", "2026-01", code=Exit.NOT_PAID)
    [unsound] = told("verify", "--till", "T1", code=Exit.FAILED)["unsound"]
    assert (unsound["name"], unsound["changed"]) == ("T1", 2)


def test_a_database_that_is_no_office_s_is_told_in_a_sentence(
    postgres: Cluster, capsys: Output
) -> None:
    done = main(["office", "till", "list", "--database", postgres.url()])
    assert (done, "office migrate" in capsys.readouterr().err) == (Exit.BAD_INPUT, True)


async def _sell(url: str, code: str) -> None:
    async with serving(url, shops=()) as office:
        order = {"code": code, "till": "T1", "name": "Caixa 1"}
        token = (await office.client.post("/v1/enrol", json=order)).json()["token"]
        till = TillAtOffice(office.client, "T1", 1, token)
        assert (await till.ship(some("T1", 3))).status_code == 200
