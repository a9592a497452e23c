"""Managers' pages in a real browser: passkeys of its own authenticator, copies of them, answers
that somebody changed; by keyboard, and by what axe looks for."""

import asyncio
import base64
import json
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx
import uvicorn
from office.browser import DESKTOP, PHONE, Browser
from office.managers.managers_app import HERE, application
from office.managers.people_there import PASSWORD, App, Office, office_in
from selenium.webdriver.common.keys import Keys

from pos_app.office.database.connections import connected

T = TypeVar("T")
# Asks the office, and its own authenticator; the test sends the answer, or something like it.
_ANSWER = """
const done = arguments[arguments.length - 1];
fetch("/sign-in/passkey/question", {method: "POST"}).then(r => r.json())
  .then(o => navigator.credentials.get(
    {publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(o)}))
  .then(c => done(JSON.stringify(c.toJSON())), e => done(String(e)));
"""


@dataclass
class Served:
    """An office whose pages are open on this computer, on a loop of their own."""

    office: Office
    loop: asyncio.AbstractEventLoop

    def do(self, work: Callable[[Office], Awaitable[T]]) -> T:
        async def done() -> T:
            return await work(self.office)

        return asyncio.run_coroutine_threadsafe(done(), self.loop).result(30)

    @property
    def origin(self) -> str:
        return self.office.door.site.origin


@contextmanager
def served(url: str) -> Iterator[Served]:
    """Serves until the block is left."""
    there: list[Served] = []
    servers: list[uvicorn.Server] = []
    ready = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    origin = f"http://localhost:{listener.getsockname()[1]}"

    async def run() -> None:
        async with connected(url) as pools:
            office = await office_in(pools, origin)
            there.append(Served(office, asyncio.get_running_loop()))
            config = uvicorn.Config(application(office), log_config=None, lifespan="off")
            servers.append(uvicorn.Server(config))
            ready.set()
            await servers[0].serve(sockets=[listener])

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    ready.wait()
    try:
        yield there[0]
    finally:
        servers[0].should_exit = True
        thread.join()
        listener.close()


@contextmanager
def authenticator(browser: Browser) -> Iterator[str]:
    """Gives the browser one that finds the person, until the block is left."""
    tell = browser.driver.execute_cdp_cmd
    tell("WebAuthn.enable", {})
    kind = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = tell("WebAuthn.addVirtualAuthenticator", {"options": kind})["authenticatorId"]
    try:
        yield made
    finally:
        tell("WebAuthn.disable", {})


def test_a_passkey_lets_its_person_in_and_nobody_with_a_copy_of_anything(
    office_url: str, browser: Browser
) -> None:
    with served(office_url) as there, authenticator(browser) as device:
        tell = browser.driver.execute_cdp_cmd
        token = there.do(lambda office: office.add("ana@x"))
        browser.open(f"{there.origin}/invitation/{token}")
        assert browser.faults() == []
        browser.one("form[data-passkey] button").send_keys(Keys.ENTER)
        browser.wait_for("body", "Ana@X: Norte 1, Norte 2, Sul 1, Sul 2")

        browser.open(f"{there.origin}/account")
        assert browser.faults() == []
        browser.one("form[action='/account/passkeys/remove'] button").send_keys(Keys.ENTER)
        browser.wait_for(".gate > .note.fail")  # the last one stays
        browser.one(".who summary").click()
        browser.one("form[action='/sign-out'] button").click()
        browser.wait_for("form[data-passkey] button")
        browser.open(f"{there.origin}/")
        assert browser.faults() == []
        assert "/sign-in" in browser.driver.current_url

        tell("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
        browser.one("form[data-passkey] button").click()
        browser.wait_for("form[data-passkey] [role=alert]")
        assert "/sign-in" in browser.driver.current_url
        tell("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": True})
        browser.one("form[data-passkey] button").click()
        browser.wait_for("body", "Ana@X: ")

        browser.driver.delete_all_cookies()
        browser.open(f"{there.origin}/sign-in")
        _changed_answers(there, browser)

        (kept,) = tell("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
        tell("WebAuthn.clearCredentials", {"authenticatorId": device})
        copy = {**kept, "signCount": 1}  # of an older moment
        tell("WebAuthn.addCredential", {"authenticatorId": device, "credential": copy})
        browser.one("form[data-passkey] button").click()
        browser.wait_for("form[data-passkey] [role=alert]")
        who = [(who, kind) for who, kind, _ in there.do(Office.noted)]
        assert who[-1] == ("somebody", "sign_in_refused")
        assert who.count(("manager:1", "signed_in")) == 3
        known = ("403", "409", "favicon")  # refused above; and of what is no page of ours
        assert [one for one in browser.complaints() if not any(map(one.count, known))] == []


def _changed_answers(there: Served, browser: Browser) -> None:
    """What a thief may make of an answer: each is refused, and spends its question."""

    def client_data(answer: dict[str, Any], **other: str) -> None:
        told = json.loads(_bytes(answer["response"]["clientDataJSON"]))
        answer["response"]["clientDataJSON"] = _text(json.dumps({**told, **other}).encode())

    def handle(answer: dict[str, Any]) -> None:
        answer["response"]["userHandle"] = _text(bytes(32))

    def no_handle(answer: dict[str, Any]) -> None:
        del answer["response"]["userHandle"]

    def signature(answer: dict[str, Any]) -> None:
        right = bytearray(_bytes(answer["response"]["signature"]))
        right[-1] ^= 1
        answer["response"]["signature"] = _text(bytes(right))

    changes: list[Callable[[dict[str, Any]], None]] = [
        handle,
        no_handle,
        signature,
        lambda answer: client_data(answer, challenge=_text(bytes(64))),
        lambda answer: client_data(answer, origin="https://office.evil"),
        lambda answer: client_data(answer, type="webauthn.create"),
    ]
    with httpx.Client(base_url=there.origin, headers=HERE) as thief:
        for change in changes:
            right, cookie = _answer(browser)
            wrong = json.loads(json.dumps(right))
            change(wrong)
            for answer in (wrong, right):
                sent = thief.post("/sign-in/passkey", json=answer, headers=cookie)
                assert sent.status_code == 403
        right, cookie = _answer(browser)
        answers = [
            thief.post("/sign-in/passkey", json=right, headers=cookie).status_code for _ in range(2)
        ]
        assert answers == [200, 403]


def _answer(browser: Browser) -> tuple[dict[str, Any], dict[str, str]]:
    answer = json.loads(browser.driver.execute_async_script(_ANSWER))
    cookies = [f"{one['name']}={one['value']}" for one in browser.driver.get_cookies()]
    return answer, {"cookie": "; ".join(cookies)}


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "==")


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def test_the_form_needs_no_script_and_no_mouse_and_fits_a_phone(
    office_url: str, browser: Browser
) -> None:
    with served(office_url) as there:
        app = App(there.office.clock)
        token = there.do(lambda office: office.add("ana@x"))
        browser.show(PHONE, dark=True, scripts=False)
        browser.open(f"{there.origin}/invitation/{token}")
        browser.show(PHONE, dark=True)  # axe is a script, too
        assert browser.faults() == []
        assert not browser.is_wider_than_it_shows()
        browser.show(PHONE, scripts=False)
        secret = browser.one("input[name=secret]").get_attribute("value") or ""
        app.secret = base64.b32decode(secret)
        browser.one("input[name=password]").send_keys(PASSWORD, Keys.TAB)
        browser.press(PASSWORD)
        browser.one("input[name=code]").send_keys(app.code, Keys.ENTER)
        browser.wait_for(".codes li")
        browser.driver.delete_all_cookies()
        there.office.clock.passes(seconds=31)
        browser.show(DESKTOP, scripts=False)
        browser.open(f"{there.origin}/")
        browser.press("ana@x", Keys.TAB)
        browser.press(PASSWORD, Keys.TAB)
        browser.press(app.code, Keys.ENTER)
        browser.wait_for("body", "Ana@X: ")
        browser.open(f"{there.origin}/account")
        browser.show(PHONE)
        assert browser.faults() == []
        assert not browser.is_wider_than_it_shows()
