"""The pages of a real office: two shops' journals, shipped and folded in PostgreSQL, and managers
who have signed in."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from csv import DictReader
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import unescape
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import httpx
import psycopg
from half_year.shop import write_shop
from office.managers.managers_app import HERE
from office.managers.people_there import Office, office_in
from shipped import ShippedTill, lines_of, new_till, ship

from pos_app.office.calls.taking import take
from pos_app.office.database.connections import connected
from pos_app.office.database.scoped import reading
from pos_app.office.folding.projector import Projector, folding_connection
from pos_app.office.managers.manager import Reach
from pos_app.office.managers.people import Rights
from pos_app.office.managers.web.asked import SESSION
from pos_app.office.managers.web.routes import routes
from pos_app.office.pages.assembly import OfficePages
from pos_app.office.pages.live_news import LiveNews
from pos_app.office.pages.routes import pages_app
from pos_app.office.reading.shops_reader import ShopsReader
from pos_app.office.reading.views import Now, SalesQuestion

FIRST_DAY = datetime(2026, 11, 21, tzinfo=UTC)
BODY = b'{"amount":"1200.00"}'
MARK = sha256(BODY).digest()
MOVEMENTS = "/movements.csv?start=2026-11-01&end=2026-12-05"  # later than today, too


class There(NamedTuple):
    office: Office
    till: ShippedTill
    owner: httpx.AsyncClient
    stranger: httpx.AsyncClient  # who manages other shops


@asynccontextmanager
async def open_office(url: str, folder: Path) -> AsyncIterator[There]:
    journal = folder / "journal.sqlite3"
    write_shop(journal, 300, days=7, first_day=FIRST_DAY, closes=True)
    async with connected(url) as pools:
        office = await office_in(pools)
        till = new_till(url, "till-1", office.shops["Norte 1"])
        new_till(url, "till-2", office.shops["Sul 1"])
        ship(url, till, lines_of(journal))
        with folding_connection(url) as db:
            Projector(db).catch_up()
        pages = OfficePages(office.door, pools, take)
        app = pages_app(pages.parts(asyncio.Event(), LiveNews()), routes(office.door))
        people = []
        for email, rights in (
            ("dona@x", Rights(Reach.ORG, sees_phones=True)),
            ("sul@x", Rights(Reach.AREA, areas=("Sul",))),
        ):
            _, begun = await office.active(email, rights)
            cookie = {office.door.site.cookie(SESSION): begun.came_in.token}
            people.append(
                httpx.AsyncClient(
                    transport=httpx.ASGITransport(app),
                    base_url=office.door.site.origin,
                    cookies=cookie,
                    headers={"accept-language": "en", **HERE},
                )
            )
        yield There(office, till, *people)


async def test_the_owner_reads_all_of_it_and_a_stranger_nothing(
    office_url: str, tmp_path: Path
) -> None:
    async with open_office(office_url, tmp_path) as there:
        await _the_owner_speaks_portuguese(there)
        await _now_says_what_the_ledger_says(there)
        await _every_kind_of_sale_has_its_page(there, office_url)
        await _days_have_their_closes(there)
        await _files_have_every_row(there, office_url)
        await _what_nobody_has_is_taken_with_a_reason(there, office_url)
        await _a_fork_needs_somebody_until_it_is_seen(there, office_url)
        await _a_till_that_leaves_takes_no_money_along(there, office_url)


async def _the_owner_speaks_portuguese(there: There) -> None:
    """On every device, once it was chosen on one."""
    page = (await there.owner.get("/")).text
    assert '<html lang="en">' in page
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token
    chosen = {"csrf": unescape(token[1]), "language": "pt", "theme": "", "back": "/"}
    assert (await there.owner.post("/choices", data=chosen)).status_code == 303
    there.owner.cookies.delete("language")
    assert '<html lang="pt">' in (await there.owner.get("/")).text


async def _now_says_what_the_ledger_says(there: There) -> None:
    at, shops = there.office.clock(), there.office.shops.values()
    async with reading(there.office.pools.read, shops, True) as connection:
        now = await ShopsReader(connection).now(at)
    page = unescape((await there.owner.get("/")).text)
    assert now.takings
    for one in now.takings:
        assert one.received.figures in page
    assert "Norte 1" in page
    assert "Palanca" in page
    stranger = (await there.stranger.get("/")).text
    assert "Sul 1" in stranger
    assert "Norte 1" not in stranger
    assert (await there.stranger.get(f"/?till={there.till.till}")).status_code == 200


async def _every_kind_of_sale_has_its_page(there: There, url: str) -> None:
    kinds = b"SELECT DISTINCT ON (method, purpose, state, flags) sale FROM sale"
    with psycopg.connect(url) as db:
        sales = [sale for (sale,) in db.execute(kinds).fetchall()]
    assert len(sales) > 20
    for sale in sales:
        path = f"/sales/{there.till.till}/{sale}"
        page = await there.owner.get(path)
        assert page.status_code == 200, page.text
        assert re.search(r"<li[^>]*><time", page.text), path
        assert "Um passo de uma caixa mais recente" not in page.text
    assert (await there.stranger.get(path)).status_code == 404


async def _days_have_their_closes(there: There) -> None:
    listed = (await there.owner.get("/days")).text
    days = re.findall(r'href="(/days/\d+/[\d-]+)"', listed)
    assert len(days) >= 6
    pages = [unescape((await there.owner.get(day)).text) for day in days]
    assert any("Código de controlo do diário" in page for page in pages)
    exports = {found for page in pages for found in re.findall(r'href="(/days[^"]+\.csv)"', page)}
    for export in exports:
        assert "Código de controlo do diário" in (await there.owner.get(export)).text
    assert exports
    for path in (days[0], exports.pop()):
        assert (await there.stranger.get(path)).status_code == 404
    figures = unescape((await there.owner.get("/figures")).text)
    assert "Taxa de sucesso" in figures
    assert "Norte 1, Caixa 1" in figures


async def _files_have_every_row(there: There, url: str) -> None:
    with psycopg.connect(url) as db:
        counts = b"""SELECT (SELECT count(*) FROM sale),
            (SELECT count(*) FROM movement WHERE counts)"""
        sales, movements = db.execute(counts).fetchone() or (0, 0)
        phone = b"SELECT phone FROM sale WHERE phone LIKE '+244%' LIMIT 1"
        (whole,) = db.execute(phone).fetchone() or ("",)
    found = await _rows(there.owner, "/sales.csv?start=")
    assert len(found) == sales
    assert whole.removeprefix("+244") in {row["Telemóvel"] for row in found}
    assert len(await _rows(there.owner, MOVEMENTS)) == movements
    for path in ("/sales.csv?start=", MOVEMENTS, "/days.csv"):
        assert await _rows(there.stranger, path) == []
    searched = (await there.owner.get(f"/search?q={whole[1:]}")).text
    assert "hit-1" in searched
    assert "hit-1" not in (await there.stranger.get(f"/search?q={whole[1:]}")).text
    address, shown = f"/sales?start=&q={whole[4:]}", 0
    while address:
        page = (await there.owner.get(address)).text
        shown += page.count('<tr class="line"')
        more = re.search(r'href="([^"]+)" rel="next"', page)
        address = unescape(more[1]) if more else ""
    async with reading(there.office.pools.read, [there.till.shop], True) as connection:
        totals = await ShopsReader(connection).totals(SalesQuestion(text=whole[4:]))
    assert shown == totals.count > 0
    everything, address = 0, "/sales?start="
    while address:
        page = (await there.owner.get(address)).text
        everything += page.count('<tr class="line"')
        more = re.search(r'href="([^"]+)" rel="next"', page)
        address = unescape(more[1]) if more else ""
    assert everything == sales


async def _rows(client: httpx.AsyncClient, path: str) -> list[dict[str, str]]:
    text = (await client.get(path)).content.decode("utf-8-sig")
    return list(DictReader(StringIO(text), delimiter=";"))


async def _what_nobody_has_is_taken_with_a_reason(there: There, url: str) -> None:
    reported = there.office.clock() - timedelta(hours=1)
    with psycopg.connect(url) as db:
        made = db.execute(
            b"""INSERT INTO account (org, provider, path_token_sha256)
            VALUES (%s, 'proxypay', 'x') RETURNING account""",
            [there.office.org],
        ).fetchone()
        (account,) = made or (0,)
        db.execute(b"INSERT INTO account_shop VALUES (%s, %s)", [account, there.till.shop])
        db.execute(
            b"""INSERT INTO call
                (account, mark, kind, headers, body, payment, reference, received_at)
            VALUES (%s, %s, 'entry', '{}', %s, '8017', '741820581', %s)""",
            [account, MARK, BODY, reported],
        )
    path = f"/calls/{account}/{MARK.hex()}"
    assert path in (await there.owner.get("/?all=1")).text
    assert (await there.stranger.get(path)).status_code == 404
    page = (await there.owner.get(path)).text
    assert "741 820 581" in page
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token
    reason = {"csrf": unescape(token[1]), "why": "Devolvido ao cliente"}
    taken = await there.owner.post(path, data=reason)
    assert taken.status_code == 303, taken.text
    assert "Devolvido ao cliente" in (await there.owner.get(path)).text
    kinds = [(kind, data) for _, kind, data in await there.office.noted()]
    assert kinds[-1][0] == "call_taken"
    assert "Devolvido ao cliente" in kinds[-1][1]
    assert path not in (await there.owner.get("/?all=1")).text


async def _a_fork_needs_somebody_until_it_is_seen(there: There, url: str) -> None:
    till, path = there.till.till, f"/tills/{there.till.till}/fork"
    with psycopg.connect(url) as db:
        before = b"UPDATE branch SET parent = -1, from_seq = 7 WHERE till = %s"
        db.execute(before, [till])
        db.execute(b"UPDATE sale SET alone = true WHERE till = %s AND number = 3", [till])
    assert path in (await there.owner.get("/?all=1")).text
    page = unescape((await there.owner.get(path)).text)
    assert "depois do registo 7" in page
    assert page.count('<li><a href="/sales/') == 1
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    theirs = re.search(r'name="csrf" value="([^"]+)"', (await there.stranger.get("/")).text)
    assert token
    assert theirs
    reason = {"csrf": unescape(theirs[1]), "why": "x"}
    assert (await there.stranger.get(path)).status_code == 404
    assert (await there.stranger.post(path, data=reason)).status_code == 404
    reason = {"csrf": unescape(token[1]), "why": " \0 "}
    assert (await there.owner.post(path, data=reason)).status_code == 422
    reason["why"] = "O disco\0 avariou"
    assert (await there.owner.post(path, data=reason)).status_code == 303
    kind, data = [(kind, data) for _, kind, data in await there.office.noted()][-1]
    assert kind == "fork_seen"
    assert "O disco avariou" in data
    assert path not in (await there.owner.get("/?all=1")).text
    assert (await there.owner.get(path)).status_code == 404
    # What no column can have is not there, and no fault of the database's.
    assert (await there.owner.get(f"/sales/{till}/a%00b")).status_code == 404
    for day in ("0001-01-01", "9999-12-31"):
        assert (await there.owner.get(f"/days/{till}/{day}")).status_code == 404
        for place in ("/days", "/figures", "/sales"):
            address = f"{place}?start={day}&end={day}"
            assert (await there.owner.get(address)).status_code == 200, address


async def _a_till_that_leaves_takes_no_money_along(there: There, url: str) -> None:
    """And a shop is there before its first till."""
    at, shops = there.office.clock(), there.office.shops.values()

    async def now() -> Now:
        async with reading(there.office.pools.read, shops, True) as connection:
            return await ShopsReader(connection).now(at)

    before = await now()
    with psycopg.connect(url) as db:
        db.execute(b"UPDATE till SET state = 'left'")
    after = await now()
    assert after.takings == before.takings != []
    assert (after.tills, after.talking) == (0, 0)
    assert {shop.name for shop in after.shops} == {*there.office.shops}
    page = (await there.owner.get("/")).text
    assert "saiu do escritório" in page
    assert "Ainda não há caixas inscritas" in page
