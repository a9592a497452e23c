"""Managers' own pages over HTTP, without scripts: cookies, forms, and who may send them."""

import httpx
import pytest
from office.managers.managers_app import HERE, Visit, application, visit
from office.managers.people_there import PASSWORD, App, Office, office_in
from starlette.applications import Starlette

from pos_app.office.database.connections import connected
from pos_app.office.managers import totp
from pos_app.office.managers.manager import Reach
from pos_app.office.managers.people import Rights
from pos_app.office.managers.tries import BY_NAME
from pos_app.office.managers.web.asked import safe_target


async def _begin(
    office: Office, app: Starlette, email: str, rights: Rights, language: str = ""
) -> tuple[Visit, App]:
    """Somebody accepts an invitation, as the page has it."""
    person, code = visit(office, app), App(office.clock)
    path = f"/invitation/{await office.add(email, rights, language)}"
    secret = (await person.hidden(path))["secret"]
    code.secret = totp.secret_from(secret)
    fields = {"secret": secret, "password": PASSWORD, "again": PASSWORD, "code": code.code}
    done = await person.post(path, **fields)
    assert done.status_code == 200
    assert done.text.count("<code>") == 8
    office.clock.passes(seconds=31)
    return person, code


async def test_from_an_invitation_to_the_last_sign_out_without_a_script(office_url: str) -> None:
    async with connected(office_url) as pools:
        office = await office_in(pools)
        app = application(office)
        ana, code = await _begin(office, app, "ana@x", Rights(Reach.AREA, areas=("Sul",)), "pt")
        assert (await ana.get("/")).text == "Ana@X: Sul 1, Sul 2"
        assert '<html lang="pt">' in (await ana.get("/account")).text  # as they were invited
        cookie = next(one for one in ana.client.cookies.jar if one.name == "__Host-session")
        assert cookie.secure
        assert (cookie.path, cookie.domain_specified) == ("/", False)
        assert cookie.has_nonstandard_attr("HttpOnly")
        assert cookie.get_nonstandard_attr("SameSite") == "lax"

        elsewhere = visit(office, app)
        to_sign_in = await elsewhere.get("/")
        assert (to_sign_in.status_code, to_sign_in.headers["location"]) == (303, "/sign-in")
        fields = {"email": "ana@x", "password": PASSWORD, "code": code.code, "to": "/sales?q=1"}
        wrong = await elsewhere.post("/sign-in", **{**fields, "code": "000000"})
        assert wrong.status_code == 403
        assert PASSWORD not in wrong.text
        done = await elsewhere.post("/sign-in", **fields)
        assert (done.status_code, done.headers["location"]) == (303, "/sales?q=1")
        assert (await elsewhere.get("/sign-in")).status_code == 303  # is in already

        account = await ana.get("/account")
        assert account.text.count("Firefox<") == 2
        token = (await ana.hidden("/account"))["csrf"]
        assert (await ana.post("/account/others", csrf=token)).status_code == 303
        assert (await elsewhere.get("/")).status_code == 303
        codes = await ana.post("/account/codes", csrf=token)
        assert codes.text.count("<code>") == 8
        office.clock.passes(minutes=15)
        again = await ana.post("/account/codes", csrf=token)  # a cookie alone is not enough
        assert again.headers["location"] == "/sign-in?again=1&to=/account"

        stolen = ana.cookies()
        out = await ana.post("/sign-out", csrf=token)
        assert (out.status_code, out.headers["location"]) == (303, "/sign-in")
        assert "__Host-session" not in ana.cookies()
        thief = visit(office, app)
        thief.client.cookies.update(stolen)
        assert (await thief.get("/")).status_code == 303
        assert (await thief.get("/account")).status_code == 303


async def test_a_password_is_changed_on_the_page_and_says_what_is_wrong(office_url: str) -> None:
    async with connected(office_url) as pools:
        office = await office_in(pools)
        ana, code = await _begin(office, application(office), "ana@x", Rights(Reach.ORG))
        token = (await ana.hidden("/account"))["csrf"]
        new = {"csrf": token, "password": "zungueira da Mutamba", "again": "zungueira da Mutamba"}
        old = {"old": PASSWORD, "code": code.code}
        for fields, status, words in (
            ({**new, **old, "old": "wrong"}, 403, "not right"),
            ({**new, **old, "again": "other"}, 422, "not the same"),
            ({**new, **old, "password": "ana", "again": "ana"}, 422, "too easy"),
            ({**new, **old}, 200, "is changed"),
        ):
            answer = await ana.post("/account/password", **fields)
            assert answer.status_code == status
            assert words in answer.text


async def test_what_no_page_of_the_office_sent_changes_nothing(office_url: str) -> None:
    async with connected(office_url) as pools:
        office = await office_in(pools)
        app = application(office)
        ana, code = await _begin(office, app, "ana@x", Rights(Reach.ORG))
        rui, _ = await _begin(office, app, "rui@x", Rights(Reach.ORG))
        token = (await ana.hidden("/account"))["csrf"]
        others = (await rui.hidden("/account"))["csrf"]
        posts = [route.path for route in app.routes if "POST" in (route.methods or ())]  # type: ignore[attr-defined]
        assert len(posts) == 13
        sign_in = {"email": "ana@x", "password": PASSWORD, "code": code.code}
        for path in posts:
            for headers, given in (
                ({"sec-fetch-site": "cross-site"}, token),
                ({"sec-fetch-site": "same-site"}, token),
                ({"origin": "https://office.example.evil"}, token),
                ({"origin": "null"}, token),
                ({}, token),
                (HERE, others),
                (HERE, ""),
            ):
                if headers is HERE and not path.startswith(("/account", "/sign-out")):
                    continue  # there is no session yet whose form it could be
                answer = await ana.client.post(
                    path.replace("{token}", "t"),
                    data={"csrf": given, **sign_in},
                    headers={**headers, "x-form-token": given},
                )
                assert answer.status_code == 403, (path, headers)
        old_browser = {"origin": office.door.site.origin}
        done = await ana.client.post("/account/others", data={"csrf": token}, headers=old_browser)
        assert done.status_code == 303
        assert (await ana.get("/")).status_code == 200


async def test_pages_withstand_what_is_sent_to_them(office_url: str) -> None:
    async with connected(office_url) as pools:
        office = await office_in(pools)
        app = application(office)
        ana, _ = await _begin(office, app, "ana@x", Rights(Reach.ORG))
        token = (await ana.hidden("/account"))["csrf"]

        async def send(path: str, body: bytes) -> httpx.Response:
            return await ana.client.post(
                path, content=body, headers={**HERE, "x-form-token": token}
            )

        for body, status in ((b"\xff", 400), (b"a&" * 30, 400), (b"x" * 40_000, 413), (b"", 403)):
            assert (await send("/sign-in", body)).status_code == status
        for body, status in ((b"", 403), (b"[]", 403), (b'{"rawId":"%"}', 403), (b"[" * 9999, 403)):
            assert (await send("/sign-in/passkey", body)).status_code == status
            assert (await send("/account/passkeys", body)).status_code == status
        assert (
            await ana.post("/account/passkeys/remove", csrf=token, credential="x")
        ).status_code == 400
        for path in ("/invitation/t", "/invitation/%00", "/invitation/" + "x" * 5000):
            assert (await ana.get(path)).status_code == 410
        for _ in range(BY_NAME.most):
            assert (await ana.post("/sign-in", email="rui@x")).status_code == 403
        wait = await ana.post("/sign-in", email="rui@x", to="//evil.example")
        assert (wait.status_code, wait.headers["retry-after"]) == (429, "900")
        assert "evil" not in wait.text


@pytest.mark.parametrize(
    "path", ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a\r\nb", "/" * 2]
)
def test_after_signing_in_one_is_still_here(path: str) -> None:
    assert safe_target(path) == "/"
