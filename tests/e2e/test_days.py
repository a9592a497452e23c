"""Whole days at the real window, by people who have only keys, or only a finger."""

from collections.abc import Callable

import pytest
from paces import hurried_rhythm
from persons import AtKeys, AtTouchScreen, Person
from PySide6.QtWidgets import QWidget
from support import ANA, PHONES, VOUCHER, World
from window import Cashier, play

from pos_app.domain.events import Purpose, State
from pos_app.domain.method import Kind
from pos_app.domain.people.roles import Person as Somebody
from pos_app.domain.people.roles import Role
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile
from pos_app.journal.checks.verify import verify
from pos_app.journal.database_file import read_journal
from pos_app.journal.store import Reader
from pos_app.till.providers import health, poll_schedule

BIA, BIAS_PIN, ANAS_PIN = Somebody("Bia", Role.CASHIER), "1357", "2468"
PORTUGUESE, ENGLISH = 0, 1  # as they stand in the list
REFUSES = "860000001"  # a customer of the sandbox


class Day:
    """What happens, whoever's hands it goes through."""

    def __init__(self, person: Person, cashier: Cashier, world: World, shop: Profile) -> None:
        self.person = person
        self.eyes = cashier
        self.world = world
        self.shop = shop

    async def sells(self, method: str, amount: str, whom: str = "", paid: str = "Pago") -> None:
        """Until it is paid."""
        whom = whom or (VOUCHER if METHODS[method].kind is Kind.VOUCHER else PHONES[method])
        await self.person.asks(method, amount, whom)
        if METHODS[method].kind in (Kind.REFERENCE, Kind.CARD):
            await self.reads("À espera", amount)
            self.world.customer_pays(journal_of(self.shop)[-1])
        await self.reads(paid, amount)

    async def reads(self, state: str, amount: str) -> None:
        """The verdict, and of which sale it is."""
        await self.eyes.sees(
            lambda: (
                self.eyes.reads("verdict_state").startswith(state)
                and amount in self.eyes.reads("verdict_order")
            )
        )

    async def by_every_method(self) -> None:
        for place, method in enumerate(METHODS):
            await self.sells(method, f"1{place}0")
        await self.person.next_customer()
        assert self.nothing_of_a_customer_stays()

    async def two_at_once(self) -> None:
        """The first one goes to pay a reference, and is heard of whoever is served by then."""
        await self.person.asks("proxypay", "201")
        await self.reads("À espera", "201")
        await self.sells("clicpay.emola", "202")
        first, second = journal_of(self.shop)[-2:]
        assert [first.state, second.state] == [State.WAITING, State.PAID]
        await self.person.next_customer()
        self.world.customer_pays(first)
        await self.reads("Pago", "201")

    async def a_refusal(self) -> None:
        await self.person.asks("clicpay.emola", "203", REFUSES)
        await self.reads("Não pago", "203")

    async def a_lost_answer(self) -> None:
        """Nobody charges it again; what a manager may say about it at once is that it was paid."""
        self.world.fault("drop_after", "wipay", method="POST")
        await self.person.asks("wipay", "17", VOUCHER)
        await self.reads("Resultado desconhecido", "17")
        await self.eyes.sees(lambda: self.lights()["WiPay"] == "Sem ligação")
        await self.person.looks_at_doubt()
        await self.person.settles(paid=False, pin=ANAS_PIN)
        await self.eyes.sees(lambda: "chegar" in self.eyes.reads("settle_message"))
        await self.person.settles(paid=True, pin=ANAS_PIN)
        await self.eyes.sees(lambda: not self.eyes.shows("settle_dialog"))
        await self.person.leaves_doubts()

    async def money_back(self) -> None:
        await self.sells("clicpay.mpesa", "204")
        await self.person.gives_back(ANAS_PIN)
        await self.reads("Devolvido", "204")

    async def another_language(self) -> None:
        await self.person.speaks(ENGLISH, "Saved")
        await self.sells("clicpay.mkesh", "205", paid="Paid")
        await self.person.speaks(PORTUGUESE, "Guardado")

    async def without_a_line(self) -> None:
        """One provider is not reached: the others are, and its sale is charged once it is."""
        self.world.fault("drop_before", "vpos", times=0)
        await self.person.asks("vpos", "206", PHONES["vpos"])
        await self.eyes.sees(lambda: self.lights()["vPOS"] == "Sem ligação")
        assert self.tile("vpos") == "Sem ligação · F2"
        await self.sells("clicpay.mpesa", "207")
        await self.person.next_customer()
        self.world.heal()
        await self.reads("Pago", "206")
        assert self.lights()["vPOS"] != "Sem ligação"
        assert "Sem ligação" not in self.tile("vpos")

    async def another_person(self) -> None:
        await self.person.lock()
        await self.person.sign_in("Ana", ANAS_PIN)
        await self.sells("clicpay.emola", "208")
        await self.person.next_customer()
        assert self.nothing_of_a_customer_stays()

    async def what_nobody_asks_grows_old(self) -> None:
        """No customer has paid by a voucher since, so that nobody knows how its provider is."""
        await self.eyes.sees(lambda: self.lights()["WiPay"] != "Sem ligação")
        assert "Sem ligação" not in self.tile("wipay")

    def lights(self) -> dict[str, str]:
        """What stands at the top of the window, by provider."""
        told = self.find("lights").accessibleName().splitlines()
        return dict(line.split(": ", 1) for line in told)

    def tile(self, method: str) -> str:
        return self.find(f"method_{method}").accessibleDescription()

    def find(self, name: str) -> QWidget:
        found = self.eyes.window.findChild(QWidget, name)
        assert found is not None, name
        return found

    def nothing_of_a_customer_stays(self) -> bool:
        said = [self.eyes.reads(f"verdict_{part}") for part in ("sale", "order", "reference")]
        typed = [self.eyes.holds(name) for name in ("amount", "phone")]
        return not any(said) and not any(typed)


def journal_of(shop: Profile) -> list[Sale]:
    """In the order of their numbers."""
    db = read_journal(shop.journal)
    try:
        assert verify(db).sound
        return sorted(Reader(db).last_sales(50), key=lambda sale: sale.number)
    finally:
        db.close()


@pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", "grabbing")  # offscreen has none
@pytest.mark.parametrize(
    ("size", "who"), [((1366, 768), AtKeys), ((1024, 600), AtTouchScreen)], ids=["keys", "touch"]
)
def test_a_whole_day(
    shop: Profile,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    who: Callable[[Cashier], Person],
) -> None:
    for name, value in hurried_rhythm(20).items():
        monkeypatch.setattr(poll_schedule, name, value)
    monkeypatch.setattr(health, "_KNOWN_FOR", {health.Health.OFFLINE: 3.0})
    People(shop.people).give_pin(ANA, ANAS_PIN)
    People(shop.people).give_pin(BIA, BIAS_PIN)

    async def works(cashier: Cashier) -> None:
        cashier.window.resize(*size)
        cashier.window.activateWindow()
        day = Day(who(cashier), cashier, world, shop)
        await day.person.sign_in("Bia", BIAS_PIN)
        await day.by_every_method()
        await day.two_at_once()
        await day.a_refusal()
        await day.a_lost_answer()
        await day.money_back()
        await day.another_language()
        await day.without_a_line()
        await day.another_person()
        await day.what_nobody_asks_grows_old()

    play(shop, works)
    assert [told(sale) for sale in journal_of(shop)] == [
        *[(f"1{place}0", method, State.PAID, "Bia") for place, method in enumerate(METHODS)],
        ("201", "proxypay", State.PAID, "Bia"),
        ("202", "clicpay.emola", State.PAID, "Bia"),
        ("203", "clicpay.emola", State.DECLINED, "Bia"),
        ("17", "wipay", State.PAID, "Bia"),
        ("204", "clicpay.mpesa", State.PAID, "Bia"),
        ("-204", "clicpay.mpesa", State.PAID, "Bia"),
        ("205", "clicpay.mkesh", State.PAID, "Bia"),
        ("206", "vpos", State.PAID, "Bia"),
        ("207", "clicpay.mpesa", State.PAID, "Bia"),
        ("208", "clicpay.emola", State.PAID, "Ana"),
    ]
    (back,) = [sale for sale in journal_of(shop) if sale.purpose is Purpose.REFUND]
    (settled,) = [sale for sale in journal_of(shop) if sale.is_settled_by_hand]
    assert (back.by, settled.by) == ("Ana", "Ana")
    paid = [sale.amount.plain for sale in journal_of(shop) if sale.state is State.PAID]
    assert sorted(entry["amount"] for entry in world.ledger()) == sorted(paid)
    assert len(asked_for(world)) == len(journal_of(shop))


def asked_for(world: World) -> set[str]:
    """The charges and refunds that reached a provider: one that is sent again is carried out once
    by its key."""
    sent = [*world.requests("POST"), *world.requests("PUT")]
    return {
        request["idempotency_key"] or f"{request['path']} {request['at']}"
        for request in sent
        if not request["path"].endswith("/reference_ids")  # draws a number for one
    }


def told(sale: Sale) -> tuple[str, str, State, str]:
    sign = "-" if sale.purpose is Purpose.REFUND else ""
    return f"{sign}{sale.amount.plain.removesuffix('.00')}", sale.method, sale.state, sale.cashier
