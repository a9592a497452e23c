"""Whatever a provider, an old journal or a pasted word says: no command sends a terminal anything
but letters and lines, and what scripts read is one line of JSON."""

import json
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hostile.texts import ADDRESSES, ESCAPE, GREEN, PICTURE, TEXTS
from new_sales import new_sale
from odd_server import Asked, Said, odd_server
from support import Terminal, environment_of, settings_of

from pos_app.cli.sale_json import table_of
from pos_app.domain.events import (
    Accepted,
    AlreadyUsed,
    Created,
    Event,
    Flag,
    Mismatched,
    NotSent,
    OutcomeUnknown,
    Paid,
    Refused,
    Sending,
)
from pos_app.domain.money import Money
from pos_app.domain.reasons import Reason
from pos_app.gateways.catalogue import METHODS
from pos_app.journal.database_file import open_journal
from pos_app.journal.store import Store
from pos_app.ports.gateway import Account
from pos_app.ports.journal import UnmatchedPayment

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
HOSTILE = f"{PICTURE}{ESCAPE}{GREEN}\nPago\r\u202e1\u200b2\u2028\x9b2J\x07\ud83d"
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def hidden_in(text: str) -> set[str]:
    return {one for one in text if unicodedata.category(one) in HIDDEN} - {"\n"}


# --- a provider -----------------------------------------------------------------------------------

PAYMENT = {"id": "17", "reference_number": "000000002001002", "amount": "1.00",
           "custom_fields": {"sale": HOSTILE}, "entity_id": HOSTILE}  # fmt: skip
REFERENCE = {"id": HOSTILE, "number": "002001002", "status": HOSTILE, "amount": "1.00",
             "expiry_date": HOSTILE, "custom_fields": {"sale": HOSTILE}}  # fmt: skip
MADE = {"id": "A8KF", "number": "002001002", "entity_id": HOSTILE}
WALLET = {"id": HOSTILE, "name": HOSTILE, "balance": 1, "payment_method": {"slug": HOSTILE}}
HOOK = {"id": 1, "url": HOSTILE, "active": True, "events_enabled": [HOSTILE], "secret": HOSTILE}
EVENT = {"id": HOSTILE, "event_type": HOSTILE, "status": HOSTILE, "created_at": HOSTILE,
         "clicpay_reference": HOSTILE, "payload": HOSTILE, HOSTILE: HOSTILE}  # fmt: skip
STARTED = {"clicpay_reference": "CP1", "status": "pending", "checkout_url": HOSTILE}
REJECTED = {"id": "1kTF", "type": "payment", "status": "rejected", "status_reason": HOSTILE}
ANSWERS: tuple[tuple[str, int, Any], ...] = (
    ("GET /api/v2/me/wallets", 200, {"data": [WALLET]}),
    ("GET /api/v2/webhooks/1/events/2", 200, EVENT),
    ("GET /api/v2/webhooks/1/events", 200, {"data": [EVENT]}),
    ("GET /api/v2/webhooks/1", 200, {"data": HOOK}),
    ("GET /api/v2/webhooks", 200, {"data": [HOOK]}),
    ("POST /api/v2/webhooks", 201, {"data": HOOK}),
    ("GET /api/user", 200, {"name": HOSTILE, "email": HOSTILE}),
    ("GET /api/me/token", 200, {"name": HOSTILE, "expires_at": HOSTILE}),
    ("GET /v1/reference", 200, {"references": [REFERENCE]}),
    ("POST /v1/reference", 201, {"reference": MADE}),
    ("GET /v1/payment/", 200, {"payments": [PAYMENT]}),
    ("POST /payments", 201, {**PAYMENT, "reference_id": HOSTILE}),
    ("POST /api/v2/wallets/144368/card-payment", 201, STARTED),
    ("GET /api/v1/transactions/1kTF", 200, REJECTED),
    ("POST /api/v1/transactions", 202, {"location": "/api/v1/transactions/1kTF"}),
    ("", 401, {"message": HOSTILE, "errors": {HOSTILE: [HOSTILE]}, "status": "error",
               "msg": HOSTILE}),
)  # fmt: skip


def hostile(asked: Asked) -> Said:
    line = f"{asked.method} {asked.path}"
    status, body = next((code, body) for start, code, body in ANSWERS if line.startswith(start))
    return Said(status, json.dumps(body), {"Retry-After": "\x9b2J"})  # Latin-1 moves cursors too


@pytest.fixture
def sold_out(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """A shop all of whose providers are in a stranger's hands."""
    with odd_server(hostile) as server:
        wallets = {
            f"wallets.{name}": f"14436{at}"
            for at, name in enumerate(
                ("x", "mpesa", "emola", "mkesh", "x", "x", "x", "x", "netshop")
            )
        }
        options = {
            "vpos": {"pos_id": "100"}, "proxypay": {"entity": "00411"}, "wikipay": {},
            "clicpay": wallets, "wipay": {"account_number": "4630"},
        }  # fmt: skip
        accounts = {
            name: Account(name, server.url, options[name], "a-key")
            for name in {method.provider for method in METHODS.values()}
        }
        terminal.profile.settings.write_text(settings_of(accounts.values()))
        for name, value in environment_of(accounts).items():
            monkeypatch.setenv(name, value)
        yield terminal


ASKED = (
    ("wallets",),
    ("webhooks", "list"),
    ("webhooks", "show", "1"),
    ("webhooks", "events", "1"),
    ("webhooks", "event", "1", "2"),
    ("webhooks", "create", "--url", "https://a.example/b"),
    ("webhooks", "toggle", "1"),
    ("providers", "test"),
    ("references", "list", "--provider", "wikipay"),
    ("references", "show", "A8KF", "--provider", "wikipay"),
    ("payments", "show", "17", "--provider", "wikipay"),
    ("payments", "mock", "--provider", "proxypay", "--reference", "002001002", "--amount", "1"),
    ("split", "collect", "--wallet", "1", "--reference", "CP1"),
    ("charge", "--method", "vpos", "--amount", "1500", "--phone", "900000000", "--wait", "1"),
    ("charge", "--method", "proxypay", "--amount", "1500"),
    ("charge", "--method", "wikipay", "--amount", "1500", "--wait", "0.1"),
    ("charge", "--method", "clicpay.card", "--amount", "1500", "--wait", "0.1"),
    ("charge", "--method", "clicpay.mpesa", "--amount", "1500", "--phone", "841234567"),
)


@pytest.mark.parametrize("command", ASKED, ids=" ".join)
def test_what_a_provider_answers_moves_no_cursor(
    command: tuple[str, ...], sold_out: Terminal
) -> None:
    for more in ((), ("--json",)):
        _, out, err = sold_out.run(*command, *more)
        assert "Traceback" not in err, err
        assert "usage:" not in err, err
        assert out + err
        assert not hidden_in(out + err), (out, err)
        if more:
            json.loads(out)
    for look in (("sales", "list"), ("doubts",)) if command[0] == "charge" else ():
        _, out, err = sold_out.run(*look)
        assert not hidden_in(out + err), (out, err)


def test_a_charge_whose_answer_cannot_be_used_is_in_doubt(sold_out: Terminal) -> None:
    for method, reason in (
        ("wikipay", Reason.UNREADABLE_ANSWER),
        ("clicpay.card", Reason.NO_PAGE_TO_PAY_ON),
    ):
        code, out, _ = sold_out.run(
            "charge", "--method", method, "--amount", "1500", "--wait", "0.1", "--json"
        )
        sale = json.loads(out)
        assert (sale["status"], sale["reason"]) == ("unknown", reason.value)
        assert code in (4, 7)
        assert sale["provider_reference"]  # it is followed
        assert (sale["checkout"], sale["entity"]) == (None, None)


# --- an old journal -------------------------------------------------------------------------------


Ends = tuple[tuple[str, tuple[Event, ...]], ...]


def ends_with(text: str, page: str) -> Ends:
    """Ways to pay, and what a provider said of the sale: an old till kept texts as they came."""
    text, page = (told.encode("utf-8", "replace").decode() for told in (text, page))
    return (
        ("wikipay", (Accepted(reference=text, follow=text, entity=text, raw=text),)),
        ("clicpay.card", (Accepted(reference="a", follow=f"/a{text}", checkout=page, raw=text),)),
        ("clicpay.mpesa", (Accepted(reference="b"), Paid(reference=f"{text}3", payment=text))),
        ("clicpay.emola", (OutcomeUnknown(reason=Reason.NO_ANSWER, detail=text, raw=text),)),
        ("vpos", (Refused(reason=Reason.BAD_REQUEST, detail=text, raw=text),)),
        ("vpos", (NotSent(reason=Reason.NO_CONNECTION, detail=text),)),
        ("vpos", (AlreadyUsed(identity="x", reference=text, first="s0", number=1),)),
        ("vpos", (Mismatched(flag=Flag.MISMATCH, amount=None, detail=text, payment=text),)),
    )


def keep(terminal: Terminal, ends: Ends, *stray_texts: str) -> None:
    db = open_journal(terminal.profile.journal)
    store = Store(db, "1", lambda: AT)
    for place, (method, events) in enumerate(ends):

        def created(number: int, method: str = method) -> Created:
            return Created(
                number=number, method=method, amount=Money(100, METHODS[method].currency),
                phone=None, description="", key=f"k{number}", business_day=date(2026, 5, 4),
            )  # fmt: skip

        new_sale(store, f"s{place}", created, Sending(request="POST /x", body="{}"))
        store.append(f"s{place}", *events)
    texts = (text.encode("utf-8", "replace").decode() for text in stray_texts)
    strays = [UnmatchedPayment("wikipay", text, text, text, None, text, AT, AT) for text in texts]
    store.record_unmatched("wikipay", strays, whole=True)
    db.close()


def test_an_old_journal_is_shown_cleanly(terminal: Terminal) -> None:
    """And it is still what it was: nothing in it is mended."""
    texts = [HOSTILE, *(text[:200_000] for text in TEXTS.values())]
    pages = [*ADDRESSES.values(), *texts]
    ends = [ends_with(text, page) for text, page in zip(texts, pages, strict=False)]
    keep(terminal, tuple(end for some in ends for end in some), *texts)
    # One of each text, and of each end.
    numbers = [len(some) * place + place % len(some) + 1 for place, some in enumerate(ends)]
    looks = (
        ("sales", "list", "--limit", "999"),
        *(("sales", "show", f"{number}") for number in numbers),
        ("flags",),
        ("doubts",),
        ("payments", "unmatched"),
        ("verify",),
    )
    for look in looks:
        for more in ((), ("--json",)):
            code, out, err = terminal.run(*look, *more)
            assert code in (0, 1, 4), (look, err)
            assert "Traceback" not in err, err
            assert "usage:" not in err, err
            assert not hidden_in(out + err), look
            assert more or max(map(len, out.splitlines()), default=0) < 10_000, look
            if more:
                json.loads(out)
    assert terminal.run("verify")[0] == 0


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_nobody_is_sent_to_an_old_address(address: str, terminal: Terminal) -> None:
    keep(terminal, ends_with("x", address))
    code, out, err = terminal.run("sales", "show", "2")
    assert code == 0
    assert "evil" not in out
    assert "https" not in out + err
    assert json.loads(terminal.run("sales", "show", "2", "--json")[1])["checkout"] is None


# --- what is typed --------------------------------------------------------------------------------

TYPED = f"{ESCAPE}{PICTURE}\u202e\x9b2J"


@pytest.mark.parametrize(
    "command",
    [
        (TYPED,),
        ("sales", TYPED),
        ("sales", "show", TYPED),
        ("sales", "list", "--limit", TYPED),
        ("flags", f"--{TYPED}"),
        ("charge", "--method", TYPED, "--amount", "1"),
        ("charge", "--method", "vpos", "--amount", TYPED, "--phone", "900000000"),
        ("charge", "--method", "vpos", "--amount", "1", "--phone", TYPED),
        ("providers", "test", TYPED),
        ("webhooks", "show", TYPED),
        ("restore", "--file", TYPED),
        ("references", "show", TYPED, "--provider", "wikipay"),
    ],
    ids=range(12),
)
def test_what_is_pasted_moves_no_cursor(command: tuple[str, ...], terminal: Terminal) -> None:
    code, out, err = terminal.run(*command)
    assert code
    assert err
    assert not hidden_in(out + err), (out, err)


def test_a_mistake_of_ours_quotes_nothing_that_moves_a_cursor(tmp_path: Path) -> None:
    """Of the program itself, as a terminal starts it: Python would print the error as it is."""
    (tmp_path / "settings.toml").write_text("")
    broken = (
        "import sys\n"
        "from pos_app import __main__ as program\n"
        "from pos_app.cli.commands.sales import sales\n"
        f"def fail(_): raise ZeroDivisionError({TYPED!r})\n"
        "sales.run = fail\n"
        f"sys.argv = ['pos-app', '--profile', {str(tmp_path)!r}, 'sales', 'list']\n"
        "sys.exit(program.run())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", broken], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr
    assert not hidden_in(done.stdout + done.stderr)


def test_no_entry_of_a_table_makes_up_a_row() -> None:
    rows = table_of([["17", "a\nPago\r\n18"], ["19", "b"]])
    assert len(rows) == 2
    assert all("\n" not in row for row in rows)
