"""The manager's desk: PINs, accounts, wallets and webhooks, also while the window is open."""

import shutil
from collections.abc import Iterator
from decimal import Decimal

import pytest
from cli.asking import ask
from support import OpenCounter, Terminal, World

from pos_app.gateways.clicpay import admin
from pos_app.installation.pin_file import People
from pos_app.journal.file_lock import Ownership
from pos_app.ports.provider_admin import WebhookChange


@pytest.fixture
def window(terminal: Terminal) -> Iterator[Terminal]:
    """A till that is running on this journal."""
    owner = Ownership(terminal.profile.lock)
    yield terminal
    owner.release()


def test_the_second_pin_needs_the_first(terminal: Terminal) -> None:
    code, refused = ask(terminal, "pin", "set", "--name", "Ana", "--pin", "12")
    assert (code, refused["error"]) == (2, "BadInput")
    assert ask(terminal, "pin", "set", "--name", "Ana", "--pin", "2468")[0] == 0
    assert (
        ask(terminal, "pin", "set", "--name", "Rui", "--pin", "1357", "--approve", "1111")[0] == 2
    )
    assert (
        ask(terminal, "pin", "set", "--name", "Rui", "--pin", "1357", "--approve", "2468")[0] == 0
    )
    assert People(terminal.profile.people).whose("1357").name == "Rui"
    assert "2468" not in terminal.profile.people.read_text()


def test_who_leaves_has_no_pin_and_one_manager_stays(terminal: Terminal) -> None:
    allowed = ("--approve", "2468")
    hire = ("pin", "set", "--name", "Bia", "--role", "cashier", "--pin", "5271")
    assert ask(terminal, *hire)[0] != 0
    ask(terminal, "pin", "set", "--name", "Ana", "--pin", "2468")
    assert ask(terminal, *hire, *allowed)[0] == 0
    sells = ("pin", "set", "--name", "Ana", "--role", "cashier", "--pin", "2468")
    for leaves in (("pin", "remove", "--name", "Ana"), sells):
        code, refused = ask(terminal, *leaves, *allowed)
        assert (code, refused["error"]) == (2, "BadInput")
        assert "único gerente" in refused["message"]
    code, _, err = terminal.run("pin", "remove", "--name", "bia", *allowed)
    assert (code, "Ninguém com este nome" in err) == (2, True)
    assert ask(terminal, "pin", "remove", "--name", "Bia", *allowed)[0] == 0
    assert [one.name for one in People(terminal.profile.people).everyone()] == ["Ana"]


def test_every_account_is_tried_and_none_is_charged(
    window: Terminal, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, tried = ask(window, "providers", "test")
    assert (code, {one["provider"] for one in tried}) == (0, set(world.accounts))
    assert all(one["ok"] for one in tried)
    assert {one["provider"]: one["name"] for one in tried}["clicpay"] == "Loja de treino"
    assert {"/api/user", "/api/me/token"} <= {one["path"] for one in world.requests("GET", "/api/")}
    monkeypatch.setenv("POS_APP_CLICPAY_TOKEN", "wrong")
    code, tried = ask(window, "providers", "test", "vpos", "clicpay")
    assert (code, [one["ok"] for one in tried]) == (5, [True, False])
    assert tried[1]["error"] == "ProviderRefused"
    assert "wrong" not in tried[1]["message"]
    assert ask(window, "wallets")[0] == 3
    assert not world.ledger()


def test_the_rows_of_the_methods_are_the_description(terminal: Terminal) -> None:
    rows = {row["id"]: row for row in ask(terminal, "providers", "list")[1]}
    assert (rows["vpos"]["refund"], rows["clicpay.mpesa"]["refund"]) == ("whole", "part")
    assert (rows["wipay"]["fee"], rows["wipay"]["refund"]) == ("5.00", False)
    assert terminal.run("providers", "list")[1].count("\n") == len(rows) + 1


def test_wallets_and_shares(window: Terminal) -> None:
    code, page = ask(window, "wallets", "--sort", "id", "--desc", "--per-page", "2", "--active")
    assert (code, page["total"], page["last_page"], len(page["wallets"])) == (0, 4, 2, 2)
    assert page["wallets"][0]["id"] > page["wallets"][1]["id"]
    code, rest = ask(
        window, "wallets", "--sort", "id", "--desc", "--per-page", "2", "--active", "--page", "2"
    )
    ids = [wallet["id"] for wallet in page["wallets"] + rest["wallets"]]
    assert (rest["page"], ids) == (2, sorted(ids, reverse=True))
    assert ask(window, "wallets", "--environment", "production")[1]["total"] == 0
    assert ask(window, "wallets", "--environment", "sandbox")[1]["total"] == 4
    assert ask(window, "wallets", "--payment-method", "9999")[1]["total"] == 0
    assert window.run("--training", "wallets")[0] == 2


def test_a_balance_follows_a_sale_and_a_share_of_it_is_collected(terminal: Terminal) -> None:
    sold = ("charge", "--method", "clicpay.mpesa", "--amount", "250", "--phone", "841234567")
    before = _balance(terminal)
    code, sale = ask(terminal, *sold, "--wait", "20")
    assert (code, _balance(terminal) - before) == (0, Decimal(250))
    share = ("split", "collect", "--wallet", "144365", "--reference")
    code, collected = ask(terminal, *share, sale["provider_reference"])
    assert (code, collected["status"], bool(collected["transaction"])) == (0, "done", True)
    refused = ("charge", "--method", "clicpay.mpesa", "--amount", "250", "--phone", "840000001")
    code, sale = ask(terminal, *refused, "--wait", "20")
    code, collected = ask(terminal, *share, sale["provider_reference"])
    assert (code, collected["status"]) == (3, "failed")
    assert ask(terminal, *share, "CP1")[0] == 3


def test_a_webhook_from_its_making_to_its_end(
    terminal: Terminal, unused_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    assert ask(terminal, "webhooks", "create", "--url", "http://example.com")[0] == 2
    there = f"http://127.0.0.1:{unused_port}/clicpay"
    create = ("webhooks", "create", "--url", there, "--wallet", "144365")
    # A keyring that cannot keep what it is to keep is found out before anything is made.
    assert ask(terminal, *create, "--keep")[0] == 5
    assert ask(terminal, "webhooks", "list")[1] == []
    code, made = ask(terminal, *create)
    assert (code, made["kept"], bool(made["secret"])) == (0, False, True)
    number = made["id"]
    code, renewed = ask(terminal, "webhooks", "secret", number)
    assert (code, renewed["secret"] != made["secret"]) == (0, True)
    assert "secret" not in ask(terminal, "webhooks", "list")[1][0]
    change = ("--event", "transaction.failed", "--off")
    code, changed = ask(terminal, "webhooks", "update", number, *change)
    assert (changed["active"], changed["events"], changed["url"]) == (
        False, ["transaction.failed"], there,
    )  # fmt: skip
    assert ask(terminal, "webhooks", "toggle", number)[1]["active"]
    code, switched = ask(terminal, "webhooks", "switch", number, "transaction.completed")
    assert (code, len(switched["events"])) == (0, 2)
    assert len(ask(terminal, "webhooks", "show", number)[1]["events"]) == 2
    assert ask(terminal, "webhooks", "test", number)[0] == 0
    code, (event,) = ask(terminal, "webhooks", "events", number)
    # Nobody listens there: it has failed as soon as it was tried, and is tried again.
    looks = (ask(terminal, "webhooks", "events", number, "--failed")[1] for _ in range(40))
    assert next(filter(None, looks))[0]["id"] == event["id"]
    assert ask(terminal, "webhooks", "event", number, event["id"])[1]["type"] == event["type"]
    assert ask(terminal, "webhooks", "delete", number)[0] == 0
    assert ask(terminal, "webhooks", "show", number)[0] == 3


def test_beside_an_open_window_webhooks_are_looked_at_and_none_is_changed(
    window: Terminal, world: World
) -> None:
    """A change is written down first, and the journal is the window's."""
    assert ask(window, "webhooks", "list") == (0, [])
    code, told = ask(window, "webhooks", "create", "--url", "https://example.com/x")
    assert (code, told["error"]) == (6, "JournalInUse")
    assert not world.requests("POST")


def _balance(terminal: Terminal) -> Decimal:
    wallets = {wallet["id"]: wallet for wallet in ask(terminal, "wallets")[1]["wallets"]}
    assert wallets["144365"]["currency"] == "MZN"
    return Decimal(wallets["144365"]["balance"])


async def test_a_long_list_is_told_to_its_end(
    counter: OpenCounter, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin, "PER_PAGE", 3)
    many = 7
    async with counter() as till:
        desk = till.opened.till.back_office
        for number in range(many):
            change = WebhookChange(f"http://127.0.0.1:9/{number}", wallets=[144365])
            await desk.create_webhook("clicpay", change, None)
        assert len(await desk.every_wallet("clicpay")) == 4
        assert len(await desk.webhooks("clicpay")) == many
    assert len(world.requests("GET", "/api/v2/webhooks")) == 3


def test_money_that_is_nobodys_is_shown(terminal: Terminal, world: World) -> None:
    account = world.accounts["proxypay"]
    terminal.run("charge", "--method", "proxypay", "--amount", "10")
    reference = ask(terminal, "sales", "list")[1][0]["provider_reference"]
    for file in terminal.profile.root.glob("journal*"):
        file.unlink()  # another till's, from now on
    shutil.rmtree(terminal.profile.backups)
    world.pay(reference)
    terminal.run("charge", "--method", "proxypay", "--amount", "5", "--wait", "1")
    code, (stray,) = ask(terminal, "payments", "unmatched")
    assert (code, stray["reference"], stray["amount"]) == (0, reference, "10.00")
    assert account.secret not in str(stray)


def test_a_payment_that_is_nobody_elses_is_taken_out_of_its_queue_by_a_manager(
    terminal: Terminal, world: World
) -> None:
    """Written down first: what is in the journal may leave the queue, which it would fill up."""
    _, made = ask(terminal, "references", "put", "--amount", "12.50")
    world.pay(made["reference"])
    look = ("charge", "--method", "proxypay", "--amount", "5", "--wait", "1")
    ask(terminal, *look)
    (stray,) = ask(terminal, "payments", "unmatched")[1]
    take = ("payments", "take", stray["payment"], "--provider", "proxypay", "--why", "rent")
    assert ask(terminal, *take, "--pin", "2468")[0] == 5  # nobody has a PIN yet
    ask(terminal, "pin", "set", "--pin", "2468", "--name", "Ana")
    assert ask(terminal, *take, "--pin", "1111")[0] == 2
    assert not world.requests("DELETE", "/payments/")
    world.fault("status", "proxypay", method="DELETE", status=503)
    code, taken = ask(terminal, *take, "--pin", "2468")
    assert (code, taken["taken_by"], taken["why"]) == (0, "Ana", "rent")
    assert ask(terminal, "payments", "unmatched")[1] == []
    ask(terminal, *look)  # its provider had refused: it is asked again
    assert [one["status"] for one in world.requests("DELETE", "/payments/")] == [503, 204]
    assert ask(terminal, "payments", "unmatched")[1] == []
    assert ask(terminal, "payments", "unmatched", "--taken")[1][0]["amount"] == "12.50"
    assert ask(terminal, *take, "--pin", "2468")[0] == 2


def test_references_are_listed_extended_and_paid_at_the_sandbox(
    terminal: Terminal, world: World
) -> None:
    made = [
        ask(terminal, "charge", "--method", "wikipay", "--amount", f"{n}.00")[1] for n in (5, 6, 7)
    ]
    code, page = ask(terminal, "references", "list", "--limit", "2", "--offset", "1")
    assert (code, page["total"]) == (0, 3)
    assert [row["sale"] for row in page["references"]] == [made[1]["id"], made[0]["id"]]
    paid = world.pay(made[0]["provider_reference"], provider="wikipay")
    shown = ("payments", "show", paid["id"], "--provider", "wikipay")
    assert ask(terminal, *shown)[1]["sale"] == made[0]["id"]

    shown = ask(terminal, "references", "show", page["references"][0]["id"])[1]
    assert (shown["sale"], shown["amount"]) == (made[1]["id"], "6.00")
    assert ask(terminal, "references", "show", "nobodys")[0] == 3
    assert terminal.run("references", "list", "--limit", "-5")[0] == 2

    _, sale = ask(terminal, "charge", "--method", "proxypay", "--amount", "8.00")
    code, longer = ask(terminal, "extend", str(sale["number"]), "--until", "2099-12-31")
    assert (code, longer["expires_at"]) == (0, "2099-12-31T22:59:59+00:00")
    assert ask(terminal, "extend", str(made[0]["number"]), "--until", "2099-12-31")[0] == 2
    mock = ("payments", "mock", "--provider", "proxypay", "--amount", "8.00", "--reference")
    assert ask(terminal, *mock, sale["provider_reference"])[0] == 0
    assert ask(terminal, "recover", "--wait", "3")[0] == 7  # two wikipay references go on waiting
    assert ask(terminal, "sales", "show", str(sale["number"]))[1]["status"] == "paid"
    assert ask(terminal, "payments", "show", "1", "--provider", "vpos")[0] == 2
    code, refused = ask(terminal, *mock, "not-one")
    assert (code, "9" in refused["message"]) == (2, True)


def test_a_reference_of_any_amount_is_made_paid_and_taken_away(
    terminal: Terminal, world: World
) -> None:
    """The document's "amount" and "end_datetime" are both optional."""
    code, open_one = ask(terminal, "references", "put", "--field", "customer=Rosa")
    assert (code, open_one["entity"], len(open_one["reference"])) == (0, "00411", 9)
    number = open_one["reference"]
    again = ("references", "put", "--reference", number, "--amount", "12.50")
    assert ask(terminal, *again, "--until", "2099-12-31")[0] == 0
    world.pay(number)
    # No sale's: it is seen by whoever looks at the queue, and stays there.
    _, sale = ask(terminal, "charge", "--method", "proxypay", "--amount", "5", "--wait", "1")
    assert [
        (one["reference"], one["amount"]) for one in ask(terminal, "payments", "unmatched")[1]
    ] == [(number, "12.50")]
    assert ask(terminal, "references", "delete", number)[0] == 0
    assert ask(terminal, "references", "delete", sale["provider_reference"])[0] == 2
    assert ask(terminal, "references", "put", "--reference", sale["provider_reference"])[0] == 2


@pytest.mark.parametrize(
    ("provider", "path"), [("proxypay", "^/payments/"), ("wikipay", "^/v1/payment/")]
)
@pytest.mark.parametrize("status", [403, 500, 503])
def test_an_account_whose_queue_lets_nothing_go_does_not_work(
    status: int, provider: str, path: str, window: Terminal, world: World
) -> None:
    world.fault("status", provider, method="DELETE", path=path, status=status, times=0)
    code, (tried,) = ask(window, "providers", "test", provider)
    assert (code, tried["ok"], tried["error"]) == (5, False, "ProviderRefused")


def test_an_account_whose_queue_cannot_be_seen_to_its_end_does_not_work(
    terminal: Terminal, world: World
) -> None:
    sold = ("charge", "--method", "proxypay", "--amount", "250")
    reference = ask(terminal, *sold)[1]["provider_reference"]
    world.pay(reference, times=99)
    assert ask(terminal, "providers", "test", "proxypay")[0] == 0
    world.pay(reference)
    code, (tried,) = ask(terminal, "providers", "test", "proxypay")
    assert (code, tried["ok"], tried["error"]) == (5, False, "ProviderRefused")
