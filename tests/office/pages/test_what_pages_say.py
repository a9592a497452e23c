"""What the owner's pages say over HTTP, to whom, and how browsers and caches may keep it."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from csv import reader
from datetime import date
from io import BytesIO, StringIO

import httpx
import pytest
from office.pages.pages_server import TOKEN, Desk
from office.pages.sample_office import SampleOffice, kz, mt
from psycopg import OperationalError
from python_calamine import CalamineWorkbook

from pos_app.office.pages.exporting.tables import day_cells
from pos_app.office.pages.routes import pages_app
from pos_app.office.pages.said import TEXTS
from pos_app.office.pages.serving.languages import LANGUAGES, chosen_language
from pos_app.office.pages.serving.translations import translator
from pos_app.office.pages.showing.charts import hours_between
from pos_app.office.reading.views import DayStanding, TillDayLine

PAGES = (
    "/",
    "/?till=5&all=1",
    "/sales",
    "/sales?q=923+123+114&place=t1&state=declined&flag=1",
    "/sales/1/s3149",
    "/sales/1/s3147",
    "/days?start=2026-11-26&end=2026-11-27",
    "/days/1/2026-11-26",
    "/figures?start=2026-11-21&end=2026-11-27",
    f"/calls/4/{bytes(32).hex()}",
    "/tills/1/fork",
)
SAYS = {"pt": "Aqui só se lê", "en": "This page only shows"}
# Nothing may run or look that does not come from a file of the office's own.
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|javascript:|<style|https?://(?!www\.w3\.org/2000/svg)"
)


@asynccontextmanager
async def asking(desk: Desk, language: str = "pt") -> AsyncIterator[httpx.AsyncClient]:
    """Asks as a browser of somebody who reads this language."""
    transport = httpx.ASGITransport(
        pages_app(desk.parts(asyncio.Event())), raise_app_exceptions=False
    )
    headers = {"accept-language": f"{language};q=0.9, fr;q=0.8"}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://office", headers=headers
    ) as client:
        yield client


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_speaks_the_readers_language_and_runs_nothing_of_its_own(
    desk: Desk, language: str
) -> None:
    async with asking(desk, language) as client:
        for path in PAGES:
            answer = await client.get(path)
            assert answer.status_code == 200, path
            assert f'<html lang="{language}"' in answer.text
            assert not INLINE.search(answer.text), INLINE.search(answer.text)
            assert ")<b>" not in answer.text
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert answer.headers["cache-control"] == "no-store"
        assert SAYS[language] in (await client.get("/")).text
        assert "=HYPERLINK(&#34;x&#34;)&lt;b&gt;" in (await client.get("/sales")).text


def test_every_text_has_its_portuguese() -> None:
    portuguese = translator("pt")
    marks = re.compile(r"\{\d\}")
    for name, source in TEXTS.items():
        said = portuguese("office", source)
        assert sorted(marks.findall(said)) == sorted(marks.findall(source)), name
    # Words that are the same in both are few, and have no letters of a language.
    same = {source for source in TEXTS.values() if portuguese("office", source) == source}
    assert same <= {"{0}h", "{0}h: {1}", "{0}: {1}", "E-mail"}


@pytest.mark.parametrize(
    ("cookies", "accepted", "language"),
    [
        ({}, "", "pt"),
        ({}, "fr, en-GB;q=0.8, pt;q=0.7", "en"),
        ({}, "pt-AO,pt;q=0.9,en;q=0.8", "pt"),
        ({}, "en;q=x, zh", "pt"),
        ({}, "en;q=0", "pt"),
        ({"language": "en"}, "pt", "en"),
        ({"language": "../pt"}, "en", "en"),
    ],
)
def test_the_language_is_the_readers_choice_then_the_browsers(
    cookies: dict[str, str], accepted: str, language: str
) -> None:
    assert chosen_language(cookies, accepted) == language


async def test_whoever_has_not_signed_in_is_led_to_where_that_is_done(desk: Desk) -> None:
    desk.reader = None
    async with asking(desk) as client:
        for path in (*PAGES, "/sales.csv", "/movements.xlsx"):
            answer = await client.get(path)
            assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in"), path
        for path in ("/live", "/search?q=923"):
            assert (await client.get(path)).status_code == 401


async def test_what_is_not_there_is_said_in_the_readers_language(desk: Desk) -> None:
    paths = ("/nowhere", "/sales/1/none", "/days/99/2026-11-26", "/days/1/never")
    async with asking(desk) as client:
        for path in (*paths, "/sales.exe", "/calls/5/00", "/days/1/2026-11-26/close/1.csv"):
            answer = await client.get(path)
            assert answer.status_code == 404, path
            assert "Esta página não existe" in answer.text
            assert "content-security-policy" in answer.headers


async def test_an_office_without_tills_says_how_to_begin(desk: Desk) -> None:
    desk.office = SampleOffice(shown=[], needed=[], sold=[])
    async with asking(desk) as client:
        page = (await client.get("/")).text
        assert "Ainda não há caixas inscritas" in page
        assert "Nada precisa de alguém agora" in page
        for path in ("/sales", "/days", "/figures", "/search?q=923"):
            assert (await client.get(path)).status_code == 200, path


@pytest.mark.parametrize(
    ("failure", "status"), [(OperationalError("away"), 503), (ValueError("a fault of ours"), 500)]
)
async def test_a_failure_is_told_in_the_readers_language_and_tells_nothing_else(
    desk: Desk, failure: Exception, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise failure

    monkeypatch.setattr(desk.office, "now", fails)
    async with asking(desk) as client:
        answer = await client.get("/")
    assert answer.status_code == status
    assert "As caixas continuam a vender" in answer.text
    assert str(failure) not in answer.text
    assert "content-security-policy" in answer.headers
    assert ("retry-after" in answer.headers) is (status == 503)


async def test_the_reader_chooses_language_and_appearance_by_a_form_of_ours(desk: Desk) -> None:
    chosen = {"csrf": TOKEN, "language": "en", "theme": "dark", "back": "/figures?start=2026-11-01"}
    async with asking(desk) as client:
        assert (await client.post("/choices", data=chosen | {"csrf": "x"})).status_code == 403
        for stranger in ("https://evil.example/", "//evil.example", "/\\evil.example"):
            answer = await client.post("/choices", data=chosen | {"back": stranger})
            assert answer.headers["location"] == "/"
        answer = await client.post("/choices", data=chosen)
        assert answer.headers["location"] == chosen["back"]
        page = (await client.get("/figures")).text
        assert '<html lang="en" data-theme="dark"' in page


async def test_a_payment_without_a_till_is_taken_over_with_a_reason(desk: Desk) -> None:
    path = f"/calls/4/{bytes(32).hex()}"
    async with asking(desk) as client:
        assert (await client.post(path, data={"csrf": "x", "why": "y"})).status_code == 403
        without = await client.post(path, data={"csrf": TOKEN, "why": " \n "})
        assert without.status_code == 422
        assert "Indique o que fez." in without.text
        assert not desk.taken
        reason = {"csrf": TOKEN, "why": "Devolvido  ao\ncliente"}
        assert (await client.post(path, data=reason)).status_code == 303
        assert desk.taken == ["Devolvido ao cliente"]
        assert "Devolvido ao cliente" in (await client.get(path)).text


async def test_exports_have_what_the_pages_show_and_no_formula(desk: Desk) -> None:
    async with asking(desk) as client:
        answer = await client.get("/sales.csv")
        assert "attachment" in answer.headers["content-disposition"]
        rows = list(reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        heads = dict(zip(rows[0], zip(*rows[1:], strict=True), strict=True))
        assert len(rows) == 1 + len(desk.office.sold)
        assert '\'=HYPERLINK("x")<b>' in heads["Descrição"]
        assert "912 ••• 008" in heads["Telemóvel"]
        assert heads["Valor"][0] == "12750,00"
        for path, sheets, least in (
            ("/sales.xlsx?start=", 1, 11),
            ("/days.xlsx", 1, 50),
            ("/movements.xlsx", 1, 6),
            ("/figures.xlsx", 4, 20),
            ("/days/1/2026-11-26/close/18002.xlsx", 1, 9),
        ):
            book = CalamineWorkbook.from_filelike(BytesIO((await client.get(path)).content))
            assert len(book.sheet_names) == sheets, path
            assert len(book.get_sheet_by_index(0).to_python()) >= least, path
        close = (await client.get("/days/1/2026-11-26/close/18002.csv")).text
        assert "ab" * 32 in close
        assert "330\u202f450,00" in close


def test_a_day_of_refunds_alone_is_in_its_file_and_payments_are_counted_once() -> None:
    line = TillDayLine(
        day=date(2026, 11, 26),
        shop=1,
        shop_name="Mercearia",
        till=1,
        till_name="Caixa 1",
        standing=DayStanding.OPEN,
        received=[mt(5_00)],
        returned=[kz(-7_00), mt(-1_00)],
        payments=3,
        unclosed=[],
        closes=[],
    )
    cells = [tuple(map(str, row[4:])) for row in day_cells(line)]
    assert cells == [
        ("3", "0.00", "-7.00", "-7.00", "AOA"),
        ("None", "5.00", "-1.00", "4.00", "MZN"),
    ]


def test_a_chart_of_few_hours_shows_some_more() -> None:
    assert [*hours_between([9])] == [*range(9, 17)]
    assert [*hours_between([22])] == [*range(16, 24)]
    assert [*hours_between([22, 23, 2])] == [19, 20, 21, 22, 23, 0, 1, 2]
    assert [*hours_between([7, 20])] == [*range(7, 21)]
    assert hours_between([]) == []


async def test_assets_are_kept_for_ever_under_an_address_that_names_their_bytes(desk: Desk) -> None:
    async with asking(desk) as client:
        page = (await client.get("/")).text
        addresses = re.findall(r'(?:href|src)="(/assets/[^"]+)"', page)
        assert len(addresses) == 3
        style = (await client.get(addresses[1])).text
        addresses += re.findall(r'url\("([^"]+)"\)', style)
        assert len(addresses) == 5
        for address in addresses:
            answer = await client.get(address)
            assert "immutable" in answer.headers["cache-control"]
            known = {"if-none-match": answer.headers["etag"]}
            assert (await client.get(address, headers=known)).status_code == 304
            older = re.sub(r"/assets/\w+", "/assets/0", address)
            assert (await client.get(older)).headers["cache-control"] == "no-cache"
        assert (await client.get("/assets/0/../parts.py")).status_code == 404
