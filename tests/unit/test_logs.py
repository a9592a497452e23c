"""The log: what happened, and nothing that a thief or a stranger could use."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import OpenCounter, Run, World

from pos_app.domain.events import Created, Flag, State
from pos_app.domain.sale import Sale, apply, open_sale
from pos_app.journal.schema import read_journal
from pos_app.journal.store import Reader
from pos_app.journal.trouble import Spell
from pos_app.logs import redacted, write_to
from pos_app.profile import Profile


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Authorization: Bearer hvHCkChzXuOdMonpeHFxiDEV", "Authorization: Bearer •••"),
        ('{"Authorization": "Token reh8inj33o3a"}', '{"Authorization": "Token •••"}'),
        ("to +258841234567 now", "to •••567 now"),
        ("msisdn=841234567", "msisdn=•••567"),
        ("to 84 123 4567 and 923-123-456", "to •••567 and •••456"),
        ("to +258 84 123 4567", "to •••567"),
        ("account_841234567", "account_•••567"),
        ("Authorization: sferdfbGE47fb22eZvKY", "Authorization •••"),
        ('{"Authorization": "sferdfbGE47fb"}', '{"Authorization •••"}'),
        ("api_key=reh8inj33o3a", "api_key •••"),
        ("webhook_secret: abcdef", "webhook_secret •••"),
        ('"access_token": "bearer-ish-abc"', '"access_token •••"'),
        ("kept whsec_0123abc", "kept whsec •••"),
        ("GET /payments?n=100 200", "GET /payments?n=100 200"),
        ("2026-11-24T14:01:17.123Z INFO vpos GET /x 200 0.25 s",) * 2,
        ("sale 12 vpos payment sending -> waiting 1234567.00 AOA",) * 2,
        ("sale 123e4567-e89b-12d3-a456-426614174000",) * 2,
    ],
)
def test_keys_and_whole_numbers_are_taken_out(line: str, kept: str) -> None:
    assert redacted(line) == kept


def test_a_traceback_is_redacted_too(tmp_path: Path) -> None:
    stop = write_to(tmp_path)
    try:
        int("Bearer abcdef to 841234567")
    except ValueError:
        logging.getLogger("pos_app.test").exception("it failed")
    stop()
    written = (tmp_path / "till.log").read_text()
    assert "Bearer •••" in written
    assert "841234567" not in written


def test_every_transition_of_a_day_is_one_line_without_secrets(
    counter: OpenCounter, world: World, shop: Profile, run: Run
) -> None:
    """What the journal says happened is what the log says, transition by transition, over a
    restart; told by its number, and by nothing that must not leave the shop."""

    async def first() -> tuple[Sale, Sale]:
        async with counter() as till:
            paid = await till.sell("vpos", world)
            await till.opened.till.refund("a refund", paid.id, None, await till.ana())
            held = await till.charge("vpos", hold=True)
            await till.sell("wipay", world)
            await till.at_rest(await till.charge("vpos", phone="900003000"))  # refuses
            world.fault("drop_after", "clicpay", method="POST")
            await till.until(
                await till.charge("clicpay.mpesa"), lambda now: now.state is not State.SENDING
            )
            late = await till.charge("proxypay")
            late = await till.until(late, lambda now: now.state is State.WAITING)
            await till.opened.till.cancel(late.id)
            taken_back = await till.charge("wikipay")
            taken_back = await till.until(taken_back, lambda now: now.state is State.WAITING)
            await till.opened.till.cancel(taken_back.id)
            return await till.at_rest(held), taken_back

    async def second(held: Sale, taken_back: Sale) -> None:
        async with counter() as till:
            await till.opened.till.capture("a capture", held.id, None)
            await till.until(held, lambda now: now.state is State.PAID)
            await till.at_rest(taken_back)

    run(second(*run(first())))
    written = (shop.log / "till.log").read_text()
    logged = re.findall(r" (sale \d+) \S+ \S+ (\S+ -> \S+) ", written)
    assert sorted(logged) == sorted(transitions(shop))
    assert len(logged) > 20
    assert "841234567" not in written
    assert "900000000" not in written
    assert "uyr8vmap230t" not in written.lower()
    assert all(
        account.secret not in written for account in world.accounts.values() if account.secret
    )
    assert all(
        re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ", line) for line in written.splitlines()
    )
    assert written.count("the till starts") == written.count("the till stops") == 2
    assert "recovery takes up 0 sales" in written.splitlines()[1]


def transitions(shop: Profile) -> Iterator[tuple[str, str]]:
    """By the events alone, folded once more."""
    db = read_journal(shop.journal)
    reader = Reader(db)
    for sale in reader.last_sales(100):
        now: Sale | None = None
        seen: tuple[object, ...] = (State.NEW, frozenset[Flag](), False, None)
        for recorded in reader.events_of(sale.id):
            before = now.state if now else State.NEW
            if isinstance(recorded.event, Created):
                now = open_sale(sale.id, sale.till, recorded.event, recorded.at)
            elif now is not None:
                now = apply(now, recorded.event, recorded.at)
            assert now is not None
            standing = (now.state, now.flags, now.cancelling, now.under_way)
            if standing != seen:
                yield f"sale {sale.number}", f"{before} -> {now.state}"
            seen = standing
    db.close()


def test_a_journal_in_trouble_is_two_lines_however_long_it_lasts(
    caplog: pytest.LogCaptureFixture,
) -> None:
    spell = Spell("written")
    with caplog.at_level(logging.INFO, "pos_app"):
        spell.is_over()
        for _ in range(1000):
            spell.fails(OSError("database or disk is full"))
        spell.is_over()
        spell.is_over()
    assert caplog.messages == [
        "the journal cannot be written: database or disk is full",
        "the journal is written again; 1000 tries failed",
    ]
