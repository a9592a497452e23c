"""What the pages load: style, script and typeface, each at an address that names its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from pos_app.system.bundled import resources_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

ADDRESS = "/assets"
_FOR_EVER = "public, max-age=31536000, immutable"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".otf": "font/otf",
}
_FONTS = ("Inter-Regular.otf", "Inter-SemiBold.otf")


@dataclass(frozen=True)
class Asset:
    """A file that pages load; `tag` changes with its bytes."""

    name: str
    body: bytes
    kind: str
    tag: str

    @property
    def address(self) -> str:
        return f"{ADDRESS}/{self.tag}/{self.name}"


@cache
def assets() -> Mapping[str, Asset]:
    """Reads all of them once: their style names the addresses of the fonts."""
    fonts = [_asset(path.name, path.read_bytes()) for path in _font_paths()]
    found = {font.name: font for font in fonts}
    for path in sorted(Path(__file__).parent.with_name("static").iterdir()):
        body = path.read_bytes()
        for font in fonts if path.suffix == ".css" else ():
            body = body.replace(f'url("{font.name}")'.encode(), f'url("{font.address}")'.encode())
        found[path.name] = _asset(path.name, body)
    return found


def _font_paths() -> list[Path]:
    return [resources_folder() / "fonts" / name for name in _FONTS]


def _asset(name: str, body: bytes) -> Asset:
    return Asset(name, body, _TYPES[Path(name).suffix], sha256(body).hexdigest()[:16])


def asset_address(name: str) -> str:
    """Returns where a page finds the file. Raises KeyError for one that does not exist."""
    return assets()[name].address


async def serve_asset(request: Request) -> Response:
    """Answers with the file. An older page gets the newer file, which no cache keeps."""
    asset = assets().get(request.path_params["name"])
    if asset is None:
        raise HTTPException(404)
    headers = {"etag": f'"{asset.tag}"', "vary": "Accept-Encoding"}
    is_this = request.path_params["tag"] == asset.tag
    headers["cache-control"] = _FOR_EVER if is_this else "no-cache"
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(asset.body, media_type=asset.kind, headers=headers)
