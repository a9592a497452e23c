"""The addresses at which managers come in, and look after their account."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from pos_app.office.managers.door import Door
from pos_app.office.managers.web import account_page, invitation_page, sign_in_page

Answers = Callable[[Door, Request], Awaitable[Response]]

_INVITATION = "/invitation/{token}"
_PAGES: Sequence[tuple[str, Answers]] = (
    ("/sign-in", sign_in_page.show),
    (_INVITATION, invitation_page.show),
    ("/account", account_page.show),
)
_FORMS: Sequence[tuple[str, Answers]] = (
    ("/sign-in", sign_in_page.take),
    ("/sign-in/passkey/question", sign_in_page.ask_passkey),
    ("/sign-in/passkey", sign_in_page.take_passkey),
    ("/sign-out", sign_in_page.take_sign_out),
    (_INVITATION, invitation_page.take),
    (f"{_INVITATION}/passkey/question", invitation_page.ask_passkey),
    (f"{_INVITATION}/passkey", invitation_page.take_passkey),
    ("/account/others", account_page.take_others),
    ("/account/password", account_page.take_password),
    ("/account/codes", account_page.take_codes),
    ("/account/passkeys/question", account_page.ask_passkey),
    ("/account/passkeys", account_page.take_passkey),
    ("/account/passkeys/remove", account_page.take_passkey_away),
)


def routes(door: Door) -> list[BaseRoute]:
    """Returns them, for this door. They raise `NotSignedIn` and `FormRefused`, as the other pages
    do."""
    return [
        Route(path, partial(answers, door), methods=[method])
        for method, listed in (("GET", _PAGES), ("POST", _FORMS))
        for path, answers in listed
    ]
