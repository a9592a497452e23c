"""Exit codes where the journal fails once a request has left: 5, "not sent", would be a lie."""

import json
from typing import Any

import pytest
from support import World

from pos_app.cli import main
from pos_app.domain.errors import JournalDamaged, JournalUnavailable
from pos_app.domain.events import Cancelling, Event, Extending
from pos_app.domain.sale import Sale
from pos_app.installation.profile import Profile
from pos_app.journal.thread import JournalThread

UNKNOWN = 4


@pytest.mark.parametrize("error", [JournalUnavailable, JournalDamaged])
def test_a_charge_that_left_is_never_called_not_sent(
    error: type[Exception],
    shop: Profile,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    hurried: None,  # noqa: ARG001
) -> None:
    real, asked = JournalThread.sale, []

    async def failing(journal: JournalThread, sale_id: str) -> Sale | None:
        asked.append(sale_id)
        if len(asked) > 1:  # the first is asked before anything is written
            raise error("the file cannot be read on")
        return await real(journal, sale_id)

    monkeypatch.setattr(JournalThread, "sale", failing)
    charge = ("charge", "--method", "vpos", "--amount", "1500", "--phone", "900000000")
    assert main(["--profile", str(shop.root), *charge, "--wait", "5"]) == UNKNOWN
    assert world.requests("POST", "/transactions")


@pytest.mark.parametrize("command", [["cancel"], ["extend", "--until", "2099-12-31"]])
def test_a_wish_that_is_durable_is_never_called_not_sent(
    command: list[str],
    shop: Profile,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    hurried: None,  # noqa: ARG001
) -> None:
    """It is carried out at the next start."""
    charge = ("charge", "--method", "proxypay", "--amount", "1500", "--json")
    assert main(["--profile", str(shop.root), *charge]) == 0
    number = str(json.loads(capsys.readouterr().out)["number"])
    real, append = JournalThread.sale, JournalThread.append
    written: list[Event] = []

    async def appended(journal: JournalThread, sale_id: str, *events: Event) -> Sale:
        sale = await append(journal, sale_id, *events)
        written.extend(one for one in events if isinstance(one, Cancelling | Extending))
        return sale

    async def failing(journal: JournalThread, sale_id: str) -> Any:
        if written:
            raise JournalUnavailable("disk I/O error")
        return await real(journal, sale_id)

    monkeypatch.setattr(JournalThread, "append", appended)
    monkeypatch.setattr(JournalThread, "sale", failing)
    name, *more = command
    assert main(["--profile", str(shop.root), name, number, *more, "--wait", "1"]) == UNKNOWN
