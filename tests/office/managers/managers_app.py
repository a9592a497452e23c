"""The managers' own pages as an application, with one page behind the door; and a browser without a
window that keeps cookies and says where it comes from."""

import re
from dataclasses import dataclass
from html import unescape

import httpx
from office.managers.people_there import Office
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from pos_app.office.managers.web.asking import reader, seen
from pos_app.office.managers.web.routes import routes
from pos_app.office.pages.routes import page_errors, page_middleware
from pos_app.office.pages.serving.assets import ADDRESS, serve_asset

HERE = {"sec-fetch-site": "same-origin"}
_INPUT = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def application(office: Office) -> Starlette:
    async def shops(request: Request) -> Response:
        who = await reader(office.door, request)
        async with seen(office.door, office.pools.read, request) as connection:
            found = await connection.execute(b"SELECT name FROM shop ORDER BY name")
            names = [row[0] for row in await found.fetchall()]
        return PlainTextResponse(f"{who.name}: {', '.join(names)}")

    return Starlette(
        routes=[
            *routes(office.door),
            Route("/", shops),
            Route(f"{ADDRESS}/{{tag}}/{{name}}", serve_asset),
        ],
        middleware=page_middleware(),
        exception_handlers=dict(page_errors("/sign-in")),
    )


@dataclass
class Visit:
    """Somebody at a browser. Another one has other cookies."""

    client: httpx.AsyncClient

    async def get(self, path: str) -> httpx.Response:
        return await self.client.get(path)

    async def post(self, path: str, **fields: str) -> httpx.Response:
        return await self.client.post(path, data=fields, headers=HERE)

    async def hidden(self, path: str) -> dict[str, str]:
        """The hidden fields of the page's forms."""
        return {name: unescape(text) for name, text in _INPUT.findall((await self.get(path)).text)}

    def cookies(self) -> dict[str, str]:
        return {cookie.name: cookie.value or "" for cookie in self.client.cookies.jar}


def visit(office: Office, app: Starlette, address: str = "203.0.113.7") -> Visit:
    transport = httpx.ASGITransport(app, client=(address, 4711))
    agent = {"user-agent": "Firefox/156", "accept-language": "en"}
    base = office.door.site.origin
    return Visit(httpx.AsyncClient(transport=transport, base_url=base, headers=agent))
