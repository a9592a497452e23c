"""An office whose work failed ends, so that it is started anew."""

import asyncio

import pytest

from pos_app.office import server
from pos_app.office.database.connections import Pool
from pos_app.office.http_server import listening
from pos_app.office.server import OfficeSettings, serve


async def test_an_office_that_cannot_do_its_work_does_not_go_on_answering(
    office_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_pool: Pool) -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(server, "keep_months_ahead", broken)
    with listening("127.0.0.1", 0) as listener, pytest.raises(RuntimeError):
        async with asyncio.timeout(20):
            await serve(
                OfficeSettings(database=office_url, public_url="http://localhost"), listener
            )
