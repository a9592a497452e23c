"""A manager's own account: sessions, passkeys, the password, recovery codes."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pos_app.office.managers import own_account, passkeys, people, recovery, sessions
from pos_app.office.managers.door import Door, KeptOut
from pos_app.office.managers.first_sign_in import ChosenWay, NotYet
from pos_app.office.managers.manager import Manager
from pos_app.office.managers.passwords import LEAST
from pos_app.office.managers.sign_in import TypedProof
from pos_app.office.managers.web.asked import (
    FORM_TOKEN,
    FORM_TOKEN_HEADER,
    body_of,
    check_form,
    posted,
    visitor_of,
    whose,
)
from pos_app.office.managers.web.invitation_page import codes_page
from pos_app.office.managers.web.passkey_questions import asked, asked_token, go_on, refused
from pos_app.office.managers.web.readers import device_words, reader_of
from pos_app.office.managers.web.sign_in_page import SIGN_IN, trouble_words
from pos_app.office.pages.frame import frame
from pos_app.office.pages.rendering import page
from pos_app.office.pages.said import text
from pos_app.words.translate import joined

ACCOUNT = "/account"
_AGAIN = f"{SIGN_IN}?again=1&to={ACCOUNT}"
_TROUBLE = {NotYet.WEAK: "password_weak", NotYet.DIFFERENT: "password_different"}


async def show(door: Door, request: Request) -> Response:
    return await _page(door, request, await whose(door, request))


async def take_others(door: Door, request: Request) -> Response:
    """Ends the other sessions."""
    manager, _ = await _form(door, request)
    await own_account.sign_out_elsewhere(door, manager)
    return RedirectResponse(ACCOUNT, 303)


async def take_password(door: Door, request: Request) -> Response:
    """Takes a new password. It asks for the old one and a code, and so for no sign-in before."""
    manager, form = await _form(door, request)
    old = TypedProof(manager.email, form.get("old", ""), form.get("code", ""))
    chosen = ChosenWay(form.get("password", ""), form.get("again", ""), b"", "")
    wrong = await own_account.change_password(door, manager, old, chosen)
    if isinstance(wrong, KeptOut):
        return await _page(door, request, manager, trouble_words(wrong), 403)
    if wrong is not None:
        return await _page(door, request, manager, text(_TROUBLE[wrong], LEAST), 422)
    return await _page(door, request, manager, done=text("password_changed"))


async def take_codes(door: Door, request: Request) -> Response:
    """Makes new recovery codes, and shows them once."""
    manager, _ = await _form(door, request)
    if not door.is_fresh(manager):
        return RedirectResponse(_AGAIN, 303)
    return codes_page(door, request, await own_account.new_codes(door, manager))


async def ask_passkey(door: Door, request: Request) -> Response:
    manager = await _script(door, request)
    if not door.is_fresh(manager):
        return go_on(_AGAIN)
    return await asked(
        door,
        request,
        lambda connection, token: passkeys.ask_to_make(
            connection, door.site, door.office, manager.manager, token, door.clock()
        ),
    )


async def take_passkey(door: Door, request: Request) -> Response:
    """Takes another passkey that the browser made."""
    manager = await _script(door, request)
    if not door.is_fresh(manager):
        return go_on(_AGAIN)
    answer = await body_of(request)
    try:
        await own_account.add_passkey(
            door, manager, asked_token(door, request), answer, visitor_of(request)
        )
    except passkeys.NoPasskey:
        return refused(403)
    return go_on(ACCOUNT)


async def take_passkey_away(door: Door, request: Request) -> Response:
    manager, form = await _form(door, request)
    if not door.is_fresh(manager):
        return RedirectResponse(_AGAIN, 303)
    try:
        credential = bytes.fromhex(form.get("credential", ""))
    except ValueError as error:
        raise HTTPException(400) from error
    if not await own_account.remove_passkey(door, manager, credential):
        return await _page(door, request, manager, text("passkey_last"), 409)
    return RedirectResponse(ACCOUNT, 303)


async def _form(door: Door, request: Request) -> tuple[Manager, dict[str, str]]:
    manager = await whose(door, request)
    form = await posted(request)
    check_form(door.site, request, manager, form.get(FORM_TOKEN, ""))
    return manager, dict(form)


async def _script(door: Door, request: Request) -> Manager:
    manager = await whose(door, request)
    check_form(door.site, request, manager, request.headers.get(FORM_TOKEN_HEADER, ""))
    return manager


async def _page(
    door: Door,
    request: Request,
    manager: Manager,
    trouble: str = "",
    status: int = 200,
    *,
    done: str = "",
) -> Response:
    now, reader = door.clock(), reader_of(manager)
    async with door.pool.connection() as connection:
        person = await people.person(connection, manager.email)
        zone = await people.zone_of(connection, manager.shops)
        more: dict[str, Any] = {
            "device": device_words,
            "person": person,
            "places": joined(reader.role, *person.areas, *person.shops),
            "sessions": await sessions.living(connection, manager.manager, now),
            "passkeys": await passkeys.passkeys_of(connection, manager.manager),
            "codes_left": await recovery.left(connection, manager.manager),
        }
    values = frame(request, reader, now, None, "account")
    values |= {
        "firm_line": manager.firm,
        "zone": zone,
        "manager": manager,
        "trouble": trouble,
        "done": done,
    }
    return page("managers/account.html", values | more | {"least": LEAST}, status)
