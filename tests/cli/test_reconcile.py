"""`reconcile`: a statement is tried, taken in, compared and resolved without a window."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from support import ANA, PIN, OpenCounter, Run, World

from pos_app.cli import main
from pos_app.domain.business_day import WALL_CLOCK
from pos_app.domain.money import Currency
from pos_app.installation.profile import Profile


def day_of(entry: dict[str, Any]) -> date:
    """The day in Luanda on which the provider moved the money."""
    return datetime.fromisoformat(entry["at"]).astimezone(WALL_CLOCK[Currency.AOA]).date()


def test_a_statement_is_reconciled_by_commands_alone(
    shop: Profile,
    counter: OpenCounter,
    world: World,
    run: Run,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    def typed(*arguments: str, source: str = "vpos") -> tuple[int, str, str]:
        days = ["--from", str(day_of(first)), "--to", str(day_of(second))]
        where = ["--profile", str(shop.root), "reconcile", *arguments, "--source", source, *days]
        code = main(where)
        told = capsys.readouterr()
        return code, told.out, told.err

    def asked(*arguments: str) -> tuple[int, Any]:
        code, out, _ = typed(*arguments, "--json")
        return code, json.loads(out)

    async def sell() -> None:
        async with counter() as till:
            await till.ana()
            await till.sell("vpos", world)
            await till.sell("vpos", world, "20")

    run(sell())
    first, second = world.ledger()  # two days, if midnight was between them
    file = tmp_path / "Novembro.csv"
    file.write_text(
        "Dia;Valor;Id\n"
        f"{first['at']};1500,00;{first['reference']}\n"
        f"{second['at']};19,99;{second['reference']}\n"
        ";1519,99;Total\n"
    )
    named = ("--column", "date=Dia", "--column", "payment=#3")
    code, tried = asked("import", str(file), *named, "--dry-run")
    assert (code, tried["lines"], tried["total"]) == (0, 2, "1519.99")
    assert [(one["row"], one["why"]) for one in tried["left_out"]] == [(4, "no_date")]
    code, nothing = asked("show")
    assert (code, nothing["open"], nothing["to_the_cent"]) == (1, 2, False)
    code, refused = asked("import", str(file), *named, "--pin", "0000")
    assert (code, refused["error"]) == (2, "WrongPin")
    code, out, _ = typed("import", str(file), *named, "--pin", PIN)
    assert (code, "1\u202f519,99" in out, "Total" in out) == (0, True, True)
    code, found = asked("show")
    assert (code, found["matched"], found["here"], found["there"]) == (
        1, 1, "1520.00", "1519.99",
    )  # fmt: skip
    (difference,) = found["differences"]
    assert (difference["finding"], difference["sale"]) == ("different", 2)
    why = ("--why", "arredondado pelo banco", "--pin", PIN)
    code, _, wrong = typed("resolve", "9/-", *why)
    assert (code, "9/-" in wrong) == (2, True)
    code, resolved = asked("resolve", difference["item"], *why)
    assert (code, resolved["to_the_cent"], resolved["open"]) == (0, True, 0)
    assert resolved["differences"][0]["by"] == ANA.name
    code, out, _ = typed("show")
    assert (code, difference["item"] in out, "arredondado" in out) == (0, True, True)
    code, _, missing = typed("import", str(tmp_path / "none.csv"), "--pin", PIN)
    assert (code, bool(missing)) == (2, True)
    code, none = asked("ask", "--dry-run")
    assert (code, none["error"]) == (2, "BadInput")  # its API lists nothing
