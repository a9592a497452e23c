"""What a request proves: whose it is, that it comes from the office's own pages, what was typed."""

import hmac
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pos_app.office.managers.door import Door
from pos_app.office.managers.manager import Manager
from pos_app.office.managers.sessions import LASTS, Visitor
from pos_app.office.managers.site import Site
from pos_app.office.pages.parts import FormRefused, NotSignedIn
from pos_app.office.pages.serving.languages import prefer

SESSION = "session"
FORM_TOKEN = "csrf"  # noqa: S105 - the field of a form
FORM_TOKEN_HEADER = "x-form-token"  # noqa: S105 - the header of what a script sends
_MOST_BYTES = 32 * 1024  # of a form, or of a passkey's answer
_MOST_FIELDS = 20
_LONGEST_PATH = 500


async def signed_in(door: Door, request: Request) -> Manager | None:
    """Returns who has signed in, as of now: a stream asks again each time it says something."""
    token = request.cookies.get(door.site.cookie(SESSION))
    return await door.of_token(token) if token else None


async def whose(door: Door, request: Request) -> Manager:
    """Returns who has signed in, and answers in their language. Raises NotSignedIn."""
    manager = await signed_in(door, request)
    if manager is None:
        raise NotSignedIn
    prefer(request, manager.language)
    return manager


def stay(site: Site, response: Response, token: str) -> None:
    """Gives the browser the session's cookie: no script reads it, and no other site sends it with a
    form."""
    response.set_cookie(
        site.cookie(SESSION),
        token,
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        secure=site.is_secure,
        samesite="lax",
    )


def leave(site: Site, response: Response) -> None:
    """Takes the cookie away; of the pages no browser keeps anything."""
    response.delete_cookie(
        site.cookie(SESSION), httponly=True, secure=site.is_secure, samesite="lax"
    )


def from_here(site: Site, request: Request) -> None:
    """Lets through what the office's own pages send. Raises FormRefused for the rest.

    By `Sec-Fetch-Site`, which no page can set; older browsers say at least the `Origin`.
    """
    said = request.headers.get("sec-fetch-site")
    if said is not None:
        if said != "same-origin":
            raise FormRefused
    elif request.headers.get("origin") != site.origin:
        raise FormRefused


def check_form(site: Site, request: Request, manager: Manager, given: str) -> None:
    """Lets through a form that the office made for this session. Raises FormRefused."""
    from_here(site, request)
    if not hmac.compare_digest(given.encode("utf-8", "replace"), manager.form_token.encode()):
        raise FormRefused


async def posted(request: Request) -> Mapping[str, str]:
    """Returns a form's fields. Raises HTTPException for more than a form of ours has."""
    try:
        text = (await body_of(request)).decode("ascii")
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError as error:
        raise HTTPException(400) from error


async def body_of(request: Request) -> bytes:
    """Raises HTTPException where it is too long."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            raise HTTPException(413)
    return bytes(body)


def visitor_of(request: Request) -> Visitor:
    """Returns where it comes from. Behind a proxy the server has put the client's own address
    there."""
    address = request.client.host if request.client else ""
    return Visitor(address, request.headers.get("user-agent", ""))


def safe_target(path: str) -> str:
    """Returns a page of ours to go on to. A browser takes `//` and `/\\` for another site."""
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if is_ours and path.isprintable() and len(path) <= _LONGEST_PATH else "/"
