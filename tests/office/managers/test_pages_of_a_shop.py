"""The real pages for a manager of one shop: none of them, no search and no export has anything of
another shop, whatever is put into its address."""

import asyncio
import zipfile
from io import BytesIO

import httpx
from office.managers.people_there import CHEAP, HOME, PASSWORD, App, Clock
from office.managers.shops_apart import MINE, PHONES, THEIRS, Shops
from starlette.applications import Starlette
from starlette.routing import Route

from pos_app.office.database.connections import Connections, connected
from pos_app.office.managers import administration
from pos_app.office.managers.door import Door, now_utc
from pos_app.office.managers.first_sign_in import Begun, ChosenWay, with_password
from pos_app.office.managers.manager import Reach
from pos_app.office.managers.people import Rights
from pos_app.office.managers.site import Site
from pos_app.office.pages.live_news import LiveNews
from pos_app.office.server import OfficeSettings, _pages

_ORIGIN = "https://office.example"
# The other shop, its till and what it sold, for whoever asks by its numbers.
_OTHERS = "start=2026-11-01&end=2026-11-30&place=s{eight}"
_TYPED = (PHONES[THEIRS].replace("+", "%2B"), PHONES[THEIRS])
_MASKED = "as who sees the last three digits"
_PATHS = {
    "{till:int}": "2",
    "{sale}": THEIRS,
    "{day}": "2026-11-01",
    "{seq:int}": "3",
    "{account:int}": "2",
    "{mark}": "31" * 32,
    "{token}": "x",
    "{tag}": "x",
    "{name}": "x",
}


def _addresses(app: Starlette, shops: Shops) -> list[str]:
    """Each page there is, for the other shop."""
    found = [f"{path}?q={_TYPED[0]}" for path in ("/search", "/sales")]
    for route in app.routes:
        assert isinstance(route, Route)
        path = route.path
        for name, value in _PATHS.items():
            path = path.replace(name, value)
        if "GET" in (route.methods or ()) and path != "/live":
            kinds = ("csv", "xlsx") if "{kind}" in path else ("",)
            query = _OTHERS.format(eight=shops.eight)
            found += [f"{path.replace('{kind}', kind)}?{query}" for kind in kinds]
    return found


async def _signed_in(pools: Connections, shop: str, *, sees_phones: bool) -> str:
    """The session's token of somebody who sees this shop alone."""
    org = shop  # each shop of these has an organisation of its own
    rights = Rights(Reach.SHOP, shops=(shop,), sees_phones=sees_phones)
    email = f"{sees_phones}@{shop}"
    token = await administration.add(
        pools.write, "test", org, email, "Ana", rights, "en", now_utc()
    )
    app = App(Clock(now_utc()))
    way = ChosenWay(PASSWORD, PASSWORD, app.secret, app.code)
    begun = await with_password(Door(pools.write, Site(_ORIGIN), cost=CHEAP), token, way, HOME)
    assert isinstance(begun, Begun)
    return begun.came_in.token


async def test_no_page_search_or_export_shows_another_shop(shops: Shops) -> None:
    settings = OfficeSettings(database=shops.url, public_url=_ORIGIN)
    async with connected(shops.url) as pools:
        async with pools.write.connection() as connection:
            await connection.execute(b"UPDATE branch SET parent = -1")  # as if it had left one
        app = _pages(settings, pools, asyncio.Event(), LiveNews())
        seen: dict[str, str] = {}
        for shop, sees_phones in ((MINE, True), (THEIRS, True), (THEIRS, False)):
            token = await _signed_in(pools, shop, sees_phones=sees_phones)
            cookie = {"cookie": f"__Host-session={token}"}
            texts = []
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(
                transport=transport, base_url=_ORIGIN, headers=cookie
            ) as client:
                for address in _addresses(app, shops):
                    answer = await client.get(address)
                    assert answer.status_code < 500, address
                    if shop == THEIRS and "/x" not in address:
                        assert answer.status_code in {200, 303}, address
                    text = _text(answer)
                    for typed in _TYPED if "?q=" in address else ():
                        text = text.replace(typed, "")  # the page says again what was typed
                    texts.append(text)
            seen[shop if sees_phones else _MASKED] = "\n".join(texts)
    for shop, other in ((MINE, THEIRS), (THEIRS, MINE)):
        digits = _without_gaps(seen[shop])
        assert shop in seen[shop]
        assert other not in seen[shop]
        assert PHONES[other][-9:] not in digits
    assert PHONES[THEIRS][-9:] in digits
    masked = _without_gaps(seen[_MASKED])
    assert "923111" not in masked
    assert "•888" in masked


def _without_gaps(text: str) -> str:
    return "".join(text.split())


def _text(answer: httpx.Response) -> str:
    if not answer.content.startswith(b"PK"):
        return answer.text
    with zipfile.ZipFile(BytesIO(answer.content)) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
