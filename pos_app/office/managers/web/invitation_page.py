"""The page of an invitation: it sets how a manager signs in from now on."""

from starlette.requests import Request
from starlette.responses import Response

from pos_app.office.managers import invitations, passkeys, totp, tries
from pos_app.office.managers.door import Door
from pos_app.office.managers.first_sign_in import ChosenWay, NotYet, with_passkey, with_password
from pos_app.office.managers.invitations import Invitation
from pos_app.office.managers.passwords import LEAST
from pos_app.office.managers.tries import INVITATIONS
from pos_app.office.managers.web.asked import body_of, from_here, posted, stay, visitor_of
from pos_app.office.managers.web.passkey_questions import asked, asked_token, go_on, refused
from pos_app.office.pages.frame import theme_of
from pos_app.office.pages.rendering import page
from pos_app.office.pages.said import text
from pos_app.office.pages.serving.languages import prefer

_TROUBLE = {
    NotYet.WEAK: "password_weak",
    NotYet.DIFFERENT: "password_different",
    NotYet.CODE: "code_other",
}


async def show(door: Door, request: Request) -> Response:
    """Looking at it spends nothing: mail servers look at what is in a mail."""
    invitation = await _invitation(door, request)
    if invitation is None:
        return _gone(door, request)
    return _form(door, request, invitation, totp.new_secret())


async def take(door: Door, request: Request) -> Response:
    """Takes the form. The secret of the app comes back with it: it is the one that was shown, and
    is nobody's until then."""
    from_here(door.site, request)
    form = await posted(request)
    try:
        secret = totp.secret_from(form.get("secret", ""))
    except ValueError:
        secret = totp.new_secret()  # its code will be another one
    chosen = ChosenWay(
        form.get("password", ""), form.get("again", ""), secret, form.get("code", "")
    )
    token = request.path_params["token"]
    begun = await with_password(door, token, chosen, visitor_of(request))
    if isinstance(begun, NotYet):
        invitation = await _invitation(door, request)
        if invitation is None or begun is NotYet.GONE:
            return _gone(door, request)
        return _form(door, request, invitation, secret, text(_TROUBLE[begun], LEAST))
    response = codes_page(door, request, begun.codes)
    stay(door.site, response, begun.came_in.token)
    return response


def codes_page(door: Door, request: Request, codes: object) -> Response:
    """Shows recovery codes, once."""
    values = {"theme": theme_of(request), "office": door.office, "codes": codes}
    return page("managers/codes.html", values)


async def ask_passkey(door: Door, request: Request) -> Response:
    from_here(door.site, request)
    invitation = await _invitation(door, request)
    if invitation is None:
        return refused(410)
    return await asked(
        door,
        request,
        lambda connection, token: passkeys.ask_to_make(
            connection, door.site, door.office, invitation.manager, token, door.clock()
        ),
    )


async def take_passkey(door: Door, request: Request) -> Response:
    """Takes the passkey that the browser made."""
    from_here(door.site, request)
    answer = await body_of(request)
    begun = await with_passkey(
        door, request.path_params["token"], asked_token(door, request), answer, visitor_of(request)
    )
    if isinstance(begun, NotYet):
        return refused(410 if begun is NotYet.GONE else 403)
    response = go_on("/")
    stay(door.site, response, begun.came_in.token)
    return response


async def _invitation(door: Door, request: Request) -> Invitation | None:
    line = tries.line_of(visitor_of(request).address)
    async with door.pool.connection() as connection:
        found = await invitations.invited(connection, request.path_params["token"], door.clock())
        if found is None:
            await tries.count(connection, INVITATIONS, line, door.clock())
        else:
            prefer(request, found.language)
    return found


def _gone(door: Door, request: Request) -> Response:
    values = {"theme": theme_of(request), "office": door.office}
    return page("managers/gone.html", values, 410)


def _form(
    door: Door, request: Request, invitation: Invitation, secret: bytes, trouble: str = ""
) -> Response:
    address = totp.address_of(secret, door.office, invitation.email)
    values = {
        "theme": theme_of(request),
        "office": door.office,
        "invitation": invitation,
        "path": request.url.path,
        "secret": totp.secret_text(secret),
        "app_address": address,
        "qr": totp.qr_svg(address),
        "least": LEAST,
        "trouble": trouble,
    }
    return page("managers/invitation.html", values, 422 if trouble else 200)
