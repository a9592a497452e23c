"""The page on which managers sign in: by a form that needs no script, or by a passkey."""

from math import ceil
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pos_app.office.managers import passkeys
from pos_app.office.managers.door import Door, KeptOut, OutWhy
from pos_app.office.managers.own_account import sign_out
from pos_app.office.managers.sign_in import TypedProof, by_passkey, by_password
from pos_app.office.managers.web.asked import (
    FORM_TOKEN,
    body_of,
    check_form,
    from_here,
    leave,
    posted,
    safe_target,
    signed_in,
    stay,
    visitor_of,
    whose,
)
from pos_app.office.managers.web.passkey_questions import asked, asked_token, go_on, refused
from pos_app.office.pages.frame import theme_of
from pos_app.office.pages.rendering import page
from pos_app.office.pages.said import text

SIGN_IN = "/sign-in"
_STATUS = {OutWhy.WRONG: 403, OutWhy.WAIT: 429}


async def show(door: Door, request: Request) -> Response:
    """Shows the form; whoever is in already goes on, unless they are to prove it again."""
    to = safe_target(request.query_params.get("to", "/"))
    is_again = "again" in request.query_params
    if not is_again and await signed_in(door, request) is not None:
        return RedirectResponse(to, 303)
    return page("managers/sign_in.html", _values(door, request, to))


async def take(door: Door, request: Request) -> Response:
    """Takes the form."""
    from_here(door.site, request)
    form = await posted(request)
    typed = TypedProof(form.get("email", ""), form.get("password", ""), form.get("code", ""))
    to = safe_target(form.get("to", "/"))
    answer = await by_password(door, typed, visitor_of(request))
    if isinstance(answer, KeptOut):
        values = _values(door, request, to, typed.email[:200], trouble_words(answer))
        shown = page("managers/sign_in.html", values, _STATUS[answer.why])
        if answer.wait:
            shown.headers["retry-after"] = str(ceil(answer.wait.total_seconds()))
        return shown
    response = RedirectResponse(to, 303)
    await _let_in(door, request, response, answer.token)
    return response


def trouble_words(refused: KeptOut) -> str:
    """Says why somebody is not let in."""
    if refused.why is OutWhy.WAIT:
        return text("sign_in_wait", ceil(refused.wait.total_seconds() / 60))
    return text("sign_in_wrong")


async def _let_in(door: Door, request: Request, response: Response, token: str) -> None:
    """Ends the session that this browser had: it gets another one."""
    before = await signed_in(door, request)
    if before is not None:
        await sign_out(door, before)
    stay(door.site, response, token)


async def ask_passkey(door: Door, request: Request) -> Response:
    from_here(door.site, request)
    return await asked(
        door,
        request,
        lambda connection, token: passkeys.ask_to_sign_in(
            connection, door.site, token, door.clock()
        ),
    )


async def take_passkey(door: Door, request: Request) -> Response:
    """Takes what a passkey answered."""
    from_here(door.site, request)
    answer = await by_passkey(
        door, asked_token(door, request), await body_of(request), visitor_of(request)
    )
    if isinstance(answer, KeptOut):
        return refused(_STATUS[answer.why])
    response = go_on(safe_target(request.query_params.get("to", "/")))
    await _let_in(door, request, response, answer.token)
    return response


async def take_sign_out(door: Door, request: Request) -> Response:
    manager = await whose(door, request)
    form = await posted(request)
    check_form(door.site, request, manager, form.get(FORM_TOKEN, ""))
    await sign_out(door, manager)
    response = RedirectResponse(SIGN_IN, 303)
    leave(door.site, response)
    return response


def _values(
    door: Door, request: Request, to: str, email: str = "", trouble: str = ""
) -> dict[str, Any]:
    return {
        "theme": theme_of(request),
        "office": door.office,
        "to": to,
        "email": email,
        "trouble": trouble,
    }
