"""Secrets are planted, a day is worked that goes wrong in many ways, and every byte that the till
wrote is searched for them."""

import json
import os
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from fnmatch import fnmatch
from urllib.parse import quote, quote_plus

import pytest
from support import PHONES, VOUCHER, Counter, OpenCounter, Run, Terminal, World

from pos_app.app.sandbox_process import Sandbox
from pos_app.app.shop_front import shop_front
from pos_app.cli.exit_codes import Exit
from pos_app.diagnostics.incident_report import keep_unhandled
from pos_app.diagnostics.incidents import Incidents
from pos_app.domain.errors import EnvironmentFailed, WrongCode, WrongPassphrase, WrongPin
from pos_app.domain.events import State
from pos_app.domain.people.recovery_code import in_groups
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.installation import settings
from pos_app.installation.accounts import first_methods
from pos_app.installation.profile import Profile
from pos_app.ports.paper.spool import Edition
from pos_app.ports.settings_service import AccountChange
from pos_app.printing.documents.shop_documents import ShopDocuments
from pos_app.printing.drivers.shop_printers import ShopPrinters
from pos_app.system.private_files import keep_to_ourselves

PIN, WRONG_PIN = "73915284", "62840517"
PASSPHRASE, WRONG_PASSPHRASE = "três tristes tigres à mesa", "quatro tristes tigres"
WEBHOOK_SECRET = "whsec_Rm9vQmFyMTIzNDU2Nzg5MA"


def secrets_of(world: World) -> Mapping[str, str]:
    keys = {name: account.secret for name, account in world.accounts.items() if account.secret}
    return {
        **keys,
        "webhook": WEBHOOK_SECRET,
        "PIN": PIN,
        "wrong PIN": WRONG_PIN,
        "passphrase": PASSPHRASE,
        "wrong passphrase": WRONG_PASSPHRASE,
        "voucher": VOUCHER,
    }


# --- searching ------------------------------------------------------------------------------------


def forms_of(secret: str) -> Iterator[bytes]:
    """As it is, as an address and as JSON write it, in hexadecimal, and as base64 has it in the
    middle of something longer. In small letters: the search knows no others."""
    plain = secret.encode()
    for text in (secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1]):
        yield text.lower().encode()
    yield plain.hex().encode()
    for before in (b"", b"a", b"ab"):  # `user:` of Basic shifts it, and so does `Token `
        whole = b64encode(before + plain).lower()
        yield whole[4 if before else 0 :].rstrip(b"=")[:-4]


def found_in(content: bytes, secrets: Mapping[str, str]) -> list[str]:
    content = content.lower()
    return [
        name
        for name, secret in secrets.items()
        if any(form in content for form in set(forms_of(secret)))
    ]


def test_the_search_finds_what_it_looks_for() -> None:
    """In every form that it says it knows."""
    key = {"key": "treino-vpos-hvHCkChzXuOdMonpeHFx"}
    for text in (
        f"x{key['key'].upper()}x",
        key["key"].encode().hex().upper(),
        b64encode(f"user:{key['key']}".encode()).decode(),
        b64encode(f"{key['key']}:".encode()).decode(),
        b64encode(f"Token {key['key']}".encode()).decode(),
    ):
        assert found_in(f"before {text} after".encode(), key) == ["key"], text
    assert not found_in(b"treino-vpos-", key)
    assert found_in(quote(PASSPHRASE).encode(), {"passphrase": PASSPHRASE})


# --- the day --------------------------------------------------------------------------------------


def echo_of(secret: str) -> str:
    """What a broken server says: all that it was sent, in every form."""
    basic = b64encode(f"loja:{secret}".encode()).decode()
    sent = {"Authorization": f"Bearer {secret}", "basic": f"Basic {basic}", "key": secret}
    more = {"hex": secret.encode().hex(), "url": quote(f"?token={secret}", safe="")}
    return json.dumps({"message": f"not allowed: {sent}", "errors": [sent, more], "status": secret})


async def _set_up(till: Counter, world: World) -> str:
    """As a manager does it in the settings, on a computer without a keyring. The recovery code,
    which nobody is told again."""
    office = till.opened.settings
    code = await till.opened.till.managers.give_pin("Ana", PIN)
    await office.unlock_keys(PASSPHRASE)
    methods = first_methods(METHODS)
    for form in await office.accounts():
        name = methods[form.provider].secret
        keys = {name: world.accounts[form.provider].secret} if name else {}
        if form.provider == "clicpay":
            keys["webhook_secret"] = WEBHOOK_SECRET
        options = {key: value for key, value in form.options.items() if value}
        account = AccountChange(form.provider, form.base_url, options)
        await office.save_account(account, keys, await till.opened.till.approve(PIN))
    return code


async def _sell_by_every_method(till: Counter, world: World) -> None:
    sold = [await till.sell(method, world) for method in METHODS]
    assert {sale.state for sale in sold} == {State.PAID}
    approval = await till.opened.till.approve(PIN)
    mpesa = sold[list(METHODS).index("clicpay.mpesa")]
    await till.at_rest(await till.opened.till.refund("a refund", mpesa.id, None, approval))


async def _meet_servers_that_echo(till: Counter, world: World) -> None:
    """Charges, looks and tries of accounts; a 401 with a body, and answers of their own making."""
    for method in METHODS.values():
        secret = world.accounts[method.provider].secret or VOUCHER
        echo = echo_of(secret)
        faults = (
            {"kind": "text", "text": echo},
            {"kind": "status", "status": 401, "fields": json.loads(echo)},
            {"kind": "merge", "fields": {"status": secret, "message": echo}},
        )
        for fault in faults[: 1 if method.calls_a_minute else None]:
            world.fault(provider=method.provider, times=0, **fault)
            sale = await till.charge(method.id)
            await till.until(sale, lambda now: now.state is not State.SENDING)
            with suppress(EnvironmentFailed):
                await till.opened.till.back_office.try_account(method.provider)
            await till.opened.till.look_now(sale.id)
            world.heal()


async def _mistype(till: Counter, code: str) -> None:
    for _ in range(2):
        with pytest.raises(WrongPin):
            await till.opened.till.approve(WRONG_PIN)
    with pytest.raises(WrongCode):
        await till.opened.till.managers.recover(code, "Ana", PIN)
    with pytest.raises(WrongPassphrase):
        await till.opened.settings.unlock_keys(WRONG_PASSPHRASE)


def _fail_unhandled(shop: Profile, key: str) -> None:
    """An error of our own, whose words quote a request as libraries do."""
    error = RuntimeError(f"GET /x failed, headers {{'Authorization': 'Bearer {key}'}}")
    Incidents(lambda: datetime.now(UTC)).note("a task failed", error)
    keep_unhandled(shop.log, "a task failed", error)


async def _save_slip(till: Counter, shop: Profile) -> Sale:
    sale = await till.waiting("proxypay")
    front = shop_front(settings.load(shop.settings), training=False)
    order = ShopDocuments(lambda: front).slip(sale)
    slip = order.compose(Edition(number=1, at=sale.created_at))
    await ShopPrinters().save(slip, shop.root / "slip.pdf")
    return sale


@pytest.fixture
def private() -> Iterator[None]:
    """As the program starts."""
    before = os.umask(0)
    keep_to_ourselves()
    yield
    os.umask(before)


@pytest.mark.usefixtures("qapp", "private")
def test_no_secret_is_in_any_file_or_line_that_the_till_wrote(
    shop: Profile,
    world: World,
    counter: OpenCounter,
    run: Run,
    terminal: Terminal,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for method in first_methods(METHODS).values():
        monkeypatch.delenv(f"POS_APP_{method.provider}_{method.secret}".upper(), raising=False)
    secrets = dict(secrets_of(world))

    async def day() -> None:
        async with counter() as till:
            code = await _set_up(till, world)
            secrets.update(
                {"code": code, "code on paper": in_groups(code), "wrong code": code[::-1]}
            )
            await _sell_by_every_method(till, world)
            await _meet_servers_that_echo(till, world)
            await _mistype(till, code[::-1])
            await _save_slip(till, shop)
            _fail_unhandled(shop, secrets["vpos"])

    run(day())
    written = {"stdout and stderr": "".join(capfd.readouterr()).encode()}
    monkeypatch.setenv("POS_APP_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("POS_APP_PIN", PIN)
    for command, (exit_code, told) in COMMANDS.items():
        code, out, err = terminal.run(*command)
        assert (code, told in out) == (exit_code, True), (command, out, err)
        assert "Traceback" not in err, err
        written[" ".join(command)] = f"{out}{err}".encode()
    files = [file for file in shop.root.rglob("*") if file.is_file()]
    written |= {str(file.relative_to(shop.root)): file.read_bytes() for file in files}
    for name in WRITTEN:
        found = [file for file in written if fnmatch(file, name)]
        assert found, name
        assert all(written[file] for file in found), name  # and there is something in it
    leaks = {name: leaked for name, text in written.items() if (leaked := found_in(text, secrets))}
    assert not leaks
    assert written["journal.sqlite3"].count("•••".encode()) > 20  # the echoes were heard
    logs = [text for name, text in written.items() if name.startswith("log/")]
    assert len(logs) > 1  # and a report
    for phone in filter(None, PHONES.values()):
        assert not any(phone.encode() in text for text in logs)
    assert not [file for file in files if file.stat().st_mode & 0o077]


# What each exits with, and something of what it says once it has done what it is asked for.
COMMANDS: Mapping[tuple[str, ...], tuple[int, str]] = {
    ("providers", "test", "--json"): (Exit.PAID, '"ok": true'),
    ("sales", "list", "--json"): (Exit.PAID, '"number": 12'),
    ("sales", "show", "12", "--json"): (Exit.PAID, '"number": 12'),
    ("refund", "1", "--json", "--pin", WRONG_PIN): (Exit.BAD_INPUT, '"error": "WrongPin"'),
    ("backup", "--json"): (Exit.PAID, '"sales":'),
    ("verify", "--json"): (Exit.PAID, '"sound": true'),
}
# What is searched, each of which is there.
WRITTEN = (
    "journal.sqlite3",
    "journal.head",
    "backups/journal-*.sqlite3",
    "people.json",
    "keys.enc",
    "settings.toml",
    "slip.pdf",
    "log/till.log",
    "log/report-*.txt",
)


# --- processes ------------------------------------------------------------------------------------


def test_a_child_process_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever uses the computer can read its command line; itself, its environment too."""
    monkeypatch.setenv("POS_APP_VPOS_TOKEN", "treino-vpos-hvHCkChzXuOdMonpeHFx")
    monkeypatch.setenv("POS_APP_PIN", PIN)
    monkeypatch.setenv("POS_APP_PASSPHRASE", PASSPHRASE)
    told: list[Mapping[str, object]] = []

    class Told(Exception):
        pass

    def start(command: list[str], **how: object) -> None:
        told.append({"command": command, **how})
        raise Told

    monkeypatch.setattr("subprocess.Popen", start)
    with pytest.raises(Told):
        Sandbox.start()
    (how,) = told
    words = repr(how)
    for secret in (PIN, PASSPHRASE, "hvHCkChzXuOdMonpeHFx"):
        assert secret not in words
    assert "PATH" in str(how["env"])
