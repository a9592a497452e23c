"""The log: what happened, and nothing that a thief or a stranger could use."""

import logging
from pathlib import Path

import pytest
from support import OpenCounter, Run, World

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
        ("2026-11-24 14:01:17,123 INFO vpos GET /x 200 0.25 s",) * 2,
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


def test_a_day_is_logged_without_its_secrets(
    counter: OpenCounter, world: World, shop: Profile, run: Run
) -> None:
    async def day() -> None:
        async with counter() as till:
            await till.sell("clicpay.mpesa", world)
            await till.sell("wipay", world)

    run(day())
    written = (shop.log / "till.log").read_text()
    assert "clicpay POST /api/v2/wallets/" in written
    assert "841234567" not in written
    assert "uyr8vmap230t" not in written
    assert all(
        account.secret not in written for account in world.accounts.values() if account.secret
    )
