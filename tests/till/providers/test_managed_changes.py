"""Whatever changes the shop at a provider takes a manager's yes and is written down first: every
call of the manager's desk is tried, so that a new one cannot be forgotten."""

import inspect
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from support import OpenCounter, World

from pos_app.domain.audit_notes import ProviderAsked, ProviderDeed
from pos_app.domain.errors import JournalUnavailable, NotApproved, PosError
from pos_app.ports.provider_admin import WalletQuery, WebhookChange
from pos_app.till.providers.admin import ProviderAdmin

# What sends something that is no reading, and changes nothing of the shop.
HARMLESS: Mapping[str, str] = {
    "try_account": "acknowledges a payment that there is not",
    "test_webhook": "has an event of no sale sent to where events go already",
    "mock_payment": "makes a payment up, where money is not real",
}
ARGUMENTS: Mapping[str, Any] = {
    "query": WalletQuery(),
    "webhook": "1",
    "change": WebhookChange("https://example.com/elsewhere", wallets=[144365]),
    "event_type": "transaction.failed",
    "event": "1",
    "failed": False,
    "wallet": "144365",
    "reference": "123456789",
    "offset": 0,
    "limit": 5,
    "payment": "1",
    "amount": "12.50",
    "until": datetime(2099, 12, 31, tzinfo=UTC),
    "fields": {},
    "since": date(2026, 1, 1),
}
CALLS = [
    name
    for name, _ in inspect.getmembers(ProviderAdmin, inspect.iscoroutinefunction)
    if name[0] != "_"
]
PROVIDERS = ("vpos", "clicpay", "proxypay", "wikipay", "wipay")


def _asked(desk: ProviderAdmin, call: str, provider: str, approval: object) -> Any:
    """The call with something for each thing that it wants to know; one that wants something new
    has to be given it here."""
    known = {**ARGUMENTS, "provider": provider, "source": provider, "approval": approval}
    work = getattr(desk, call)
    wanted = inspect.signature(work).parameters
    return work(**{name: known[name] for name in wanted})


def _changes(world: World) -> list[tuple[str, str]]:
    seen = world.requests()
    return [(one["method"], one["path"]) for one in seen if one["method"] not in ("GET", "HEAD")]


def test_the_desk_is_tried_with_every_call() -> None:
    assert len(CALLS) > 15
    assert set(HARMLESS) < set(CALLS)


@pytest.mark.parametrize("call", [name for name in CALLS if name not in HARMLESS])
async def test_without_a_managers_yes_nothing_but_looks_reaches_a_provider(
    call: str, counter: OpenCounter, world: World
) -> None:
    async with counter() as till:
        await till.ana()
        for provider in PROVIDERS:
            with suppress(PosError):  # it offers no such thing, or says no
                await _asked(till.opened.till.back_office, call, provider, None)
    assert _changes(world) == []


@pytest.mark.parametrize("call", [name for name in CALLS if name not in HARMLESS])
async def test_what_changes_something_is_in_the_journal_before_it_leaves(
    call: str, counter: OpenCounter, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that takes no note: nothing leaves. With one: who, where, what, whatever comes of
    it."""
    takes_approval = "approval" in inspect.signature(getattr(ProviderAdmin, call)).parameters
    async with counter() as till:
        desk, journal = till.opened.till.back_office, till.opened.till._journal

        async def full(_: object) -> None:
            raise JournalUnavailable("disk full")

        for provider in PROVIDERS if takes_approval else ():
            yes = await till.ana()
            with monkeypatch.context() as patched:
                patched.setattr(journal, "note", full)
                with pytest.raises(PosError):
                    await _asked(desk, call, provider, yes)
                assert _changes(world) == []
        for provider in PROVIDERS:
            with suppress(PosError):
                await _asked(desk, call, provider, await till.ana())
        notes = [one.note for one in await journal.notes(ProviderAsked)]
        noted = [note for note in notes if isinstance(note, ProviderAsked)]
    assert bool(_changes(world)) is bool(noted) is takes_approval
    for note in noted:
        assert note.by == "Ana"
        assert note.deed in ProviderDeed


async def test_every_deed_has_a_call_that_is_written_down_as_it(counter: OpenCounter) -> None:
    async with counter() as till:
        desk, journal = till.opened.till.back_office, till.opened.till._journal
        for call in CALLS:
            for provider in PROVIDERS:
                with suppress(PosError):
                    await _asked(desk, call, provider, await till.ana())
        noted = [one.note for one in await journal.notes(ProviderAsked)]
        assert {note.deed for note in noted if isinstance(note, ProviderAsked)} == set(ProviderDeed)


async def test_a_desk_without_a_till_looks_and_changes_nothing(
    counter: OpenCounter, world: World
) -> None:
    """As commands that run beside an open window have it."""
    from pos_app.cli.provider_admin import _only_look  # noqa: PLC0415

    async with counter() as till:
        yes = await till.ana()
        with pytest.raises(NotApproved):
            await _only_look("clicpay", ProviderDeed.DELETE_WEBHOOK, "1", yes)
    assert _changes(world) == []
