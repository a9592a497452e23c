"""`office account` and `office collect`, as whoever runs an office types them."""

import argparse
import io
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import httpx
import psycopg
import pytest
from office.calls.scene import KEY, payment, signed

from pos_app.cli.commands.office import account
from pos_app.cli.exit_codes import Exit


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> object:
    def typed(*words: str, stdin: str = "") -> tuple[Exit, Sequence[Sequence[str]], str]:
        parser = argparse.ArgumentParser()
        account.arguments(parser)
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        code = account.run(parser.parse_args(words))
        said = capsys.readouterr()
        return code, [line.split() for line in said.out.splitlines()], said.err

    return typed


def test_an_account_is_added_and_heard_and_the_process_ends_when_it_is_told(
    office_url: str, typed: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(typed)
    database = ("--database", office_url)
    with psycopg.connect(office_url, autocommit=True) as connection:
        connection.execute("INSERT INTO org (name) VALUES ('Loja')")
        connection.execute(
            "INSERT INTO shop (org, name, zone, country) SELECT org, 'Baixa', 'UTC', 'AO' FROM org"
        )
        add = ("add", "proxypay", "--mode", "webhook", "--shop", "1", *database)
        more = ("--public-url", "https://office.example", "--option", "entity=00411")
        code, _, why = typed(*add, *more, stdin=f"{KEY}\n")
        assert (code, "OFFICE_KEY" in why) == (Exit.NOT_SENT, True)
        _, keys, _ = typed("keys")
        environment = dict(line[0].split("=", 1) for line in keys)
        assert set(environment) == {"OFFICE_KEY", "OFFICE_PATHS_KEY"}
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        code, told, why = typed(*add, *more, stdin=f"{KEY}\n")
        assert (code, why, told[0]) == (Exit.PAID, "", ["account", "1"])
        hook = told[1][1].removeprefix("https://office.example")
        assert hook.startswith("/hook/proxypay/")
        assert typed("mode", "1", "queue", *database)[0] is Exit.PAID
        code, rows, _ = typed("list", *database)
        assert (code, rows) == (Exit.PAID, [["1", "proxypay", "-", "queue", "1", "-", "-"]])
        refused = typed("add", "wipay", "--mode", "webhook", "--shop", "1", *database)
        assert refused[0] is Exit.BAD_INPUT

        command = [sys.executable, "-m", "pos_app", "office", "collect", *database]
        options = ["--listen", "127.0.0.1:0", "--public-url", "https://office.example"]
        assert typed("mode", "1", "webhook", *database)[0] is Exit.PAID
        connection.execute("UPDATE account SET base_url = 'http://127.0.0.1:9'")
        process = subprocess.Popen(
            [*command, *options], stdout=subprocess.PIPE, text=True, env=os.environ, cwd=Path.cwd()
        )
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        body = payment()
        with httpx.Client(verify=False, trust_env=False) as client:
            assert (
                client.post(address + hook, content=body, headers=signed(body)).status_code == 204
            )
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        process.stdout.close()
        row = connection.execute("SELECT count(*) FROM call").fetchone()
        assert row == (1,)
        assert connection.execute("SELECT public_url FROM hook_watch").fetchone() == (
            "https://office.example",
        )
