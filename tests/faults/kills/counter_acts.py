"""What is done at the counter and in the office on nobody's word but the shop's own: money by hand,
sales in parts, shifts, the close of a day, a statement. As everywhere, each looks first."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from faults.kills.person import SALE, Person
from support import PHONES

from pos_app.domain.books.drawer import CashKind
from pos_app.domain.errors import BadInput, NotAllowed
from pos_app.domain.money import Currency, Money
from pos_app.domain.rules.money_back import refundable
from pos_app.domain.sale import Sale
from pos_app.domain.tenders.split import missing, takes_parts
from pos_app.gateways.catalogue import COUNTER_METHODS, METHODS
from pos_app.till.charge_request import ChargeRequest
from pos_app.till.phone_numbers import read_phone
from pos_app.till.till import Till

CASH = COUNTER_METHODS["cash.ao"]
_CARD_MACHINE, _SPLIT = COUNTER_METHODS["cardmachine.ao"], COUNTER_METHODS["split.ao"]
_PHONE = METHODS["vpos"]
_IN_CASH, _BY_PHONE, _THE_REST = "ca54" * 4, "f0e0" * 4, "4e57" * 4  # reservations of parts
_SOURCE = "vpos"
_STATEMENT = "Data;Valor;Referência\n{at};{amount};{reference}\n{at};7.00;ELSEWHERE\n"


def _kwanzas(units: int) -> Money:
    return Money(units * 100, Currency.AOA)


_WHOLE, _PART, _NOTES, _FLOAT, _CHANGE = map(_kwanzas, (1500, 500, 2000, 5000, 300))


async def take_cash(person: Person) -> None:
    await _charge(person, SALE, ChargeRequest(CASH, _WHOLE, tendered=_NOTES))


async def give_back(person: Person) -> None:
    await _give_back(person, SALE)


async def begin_split(person: Person) -> None:
    """Half of it is there, in cash."""
    await _charge(person, SALE, ChargeRequest(_SPLIT, _WHOLE))
    await _charge(person, _IN_CASH, ChargeRequest(CASH, _PART, part_of=SALE))


async def split(person: Person) -> None:
    """In cash, by phone, and what is missing then by the card machine."""
    await begin_split(person)
    phone = read_phone(PHONES[_PHONE.id], _PHONE)
    await _charge(person, _BY_PHONE, ChargeRequest(_PHONE, _PART, phone, part_of=SALE))
    await person.waits_for_all()
    whole = await person.sees()
    if takes_parts(whole):
        rest = ChargeRequest(_CARD_MACHINE, missing(whole), part_of=SALE)
        await _charge(person, _THE_REST, rest)


async def cancel_split(person: Person) -> None:
    with suppress(NotAllowed):  # it is being cancelled, or is
        await _till(person).cancel(SALE)
    await _give_back(person, _IN_CASH)


async def work_a_shift(person: Person) -> None:
    """With a float, a sale, and cash that is put in; and the drawer is counted at its end."""
    shifts, today = _till(person).shifts, _till(person).today()
    if await shifts.read.closed_shifts(today, today):
        return
    if not await shifts.read.open_shifts():
        await shifts.open([_FLOAT])
    await take_cash(person)
    drawer = await shifts.read.drawer(Currency.AOA)
    if all(line.kind is not CashKind.PUT_IN for line in drawer.lines):
        await shifts.put_in(_CHANGE, "troco")
        drawer = await shifts.read.drawer(Currency.AOA)
    (shift,) = await shifts.read.open_shifts()
    await shifts.close(shift, [drawer.expected + _kwanzas(-5)], [_FLOAT])


async def close_the_day(person: Person) -> None:
    till = _till(person)
    today = till.today()
    if await till.ledger.closes(today, today):
        return
    drawer = await till.shifts.read.drawer(Currency.AOA)
    approval = await person.till.ana()
    await till.close_day(today, approval, [drawer.counted(drawer.expected + _kwanzas(20))])


async def reconcile(person: Person) -> None:
    """Takes the provider's statement in, which has a line too many, and says why."""
    books, today = person.till.opened.reconciliation, _till(person).today()
    (moved,) = person.world.ledger()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "extracto.csv"
        file.write_text(_STATEMENT.format_map(moved))
        statement = await books.read(_SOURCE, file)
    days = [line.day for line in statement.lines]
    with suppress(BadInput):  # it was taken in already
        approval = await person.till.ana()
        await books.take_in(_SOURCE, statement, (min(days), max(days)), approval)
    for difference in (await books.period(_SOURCE, min(*days, today), max(*days, today))).open:
        await books.resolve(_SOURCE, difference, "de outra caixa", await person.till.ana())


async def _charge(person: Person, sale_id: str, order: ChargeRequest) -> None:
    with suppress(NotAllowed):  # this reservation was charged already
        await _till(person).charge(sale_id, order)


async def _give_back(person: Person, sale_id: str) -> None:
    sale = await _till(person).journal.sale(sale_id)
    assert isinstance(sale, Sale), "what was taken is not there any more"
    if refundable(sale, CASH):
        approval = await person.till.ana()
        await _till(person).refund(uuid4().hex[:16], sale_id, None, approval, by_hand=CASH.id)


def _till(person: Person) -> Till:
    """The till of a shop that takes money by hand, as its settings would say."""
    till = person.till.opened.till
    till.take_by_hand(frozenset(COUNTER_METHODS))
    return till
