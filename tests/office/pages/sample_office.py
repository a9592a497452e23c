"""An office of three shops and seven tills, as the drawings have it, that answers from memory."""

# ruff: noqa: ARG002 - it answers everybody the same

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pos_app.domain import events
from pos_app.domain.audit_notes import DayClosed
from pos_app.domain.books.day_close import CarriedSale, CloseDocument
from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.takings import TakingsLine
from pos_app.domain.events import Flag, Purpose, State
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.office.reading.forks import ForkedTill
from pos_app.office.reading.views import (
    Close,
    CurrencyNow,
    DayStanding,
    FigureBy,
    GroupMoney,
    HourMoney,
    MethodMoney,
    MethodOutcomes,
    MoneyMoved,
    Need,
    NeedKind,
    Needs,
    Now,
    OfficeSale,
    SaleEvent,
    SalesPage,
    SalesQuestion,
    SaleStory,
    SalesTotals,
    ShopNow,
    TillDay,
    TillDayLine,
    TillNow,
    Verified,
)

AT = datetime(2026, 11, 27, 18, 34, tzinfo=UTC)  # 19:34 in Luanda
TODAY = date(2026, 11, 27)
_LUANDA, _MAPUTO = "Africa/Luanda", "Africa/Maputo"
_HOURS = range(8, 20)
_HOSTILE = '=HYPERLINK("x")<b>'


def kz(minor: int) -> Money:
    return Money(minor, Currency.AOA)


def mt(minor: int) -> Money:
    return Money(minor, Currency.MZN)


def _hours(money: Money, *parts: int) -> list[HourMoney]:
    whole = sum(parts)
    return [
        HourMoney(
            hour=hour, received=[Money(money.minor * part // whole, money.currency)], payments=part
        )
        for hour, part in zip(_HOURS, parts, strict=True)
        if part
    ]


def _till(
    number: int,
    name: str,
    cashier: str,
    payments: int,
    *received: Money,
    heard: float,
    parts: Sequence[int],
) -> TillNow:
    is_silent = heard > 600
    return TillNow(
        till=number,
        name=name,
        day=TODAY,
        heard_at=AT - timedelta(seconds=heard),
        is_silent=is_silent,
        cashier=cashier,
        last_sale_at=AT - timedelta(seconds=heard + 60),
        payments=payments,
        hours=_hours(received[0], *parts),
        received=received,
        returned=[kz(-530000)] if number == 1 else [],
    )


def _shop(number: int, name: str, zone: str, country: str, *tills: TillNow) -> ShopNow:
    sums: dict[Currency, Money] = {}
    for till in tills:
        for money in till.received:
            sums[money.currency] = sums.get(money.currency, Money(0, money.currency)) + money
    return ShopNow(
        shop=number,
        name=name,
        zone=zone,
        country=country,
        tills=tills,
        payments=sum(till.payments for till in tills),
        received=list(sums.values()),
        returned=[],
    )


def shops() -> list[ShopNow]:
    return [
        _shop(
            1,
            "Mercearia Boa Vista",
            _LUANDA,
            "AO",
            _till(
                1,
                "Caixa 1",
                "Ana M.",
                64,
                kz(48037771),
                mt(770000),
                heard=2,
                parts=(3, 5, 7, 6, 9, 10, 5, 4, 6, 9, 10, 5),
            ),
            _till(
                2,
                "Caixa 2",
                "Rosa L.",
                31,
                kz(21430000),
                heard=9,
                parts=(1, 3, 7, 10, 9, 6, 8, 9, 5, 7, 9, 8),
            ),
        ),
        _shop(
            2,
            "Boa Vista Talatona",
            _LUANDA,
            "AO",
            _till(
                3,
                "Caixa 1",
                "Júlio F.",
                44,
                kz(35264000),
                heard=4,
                parts=(3, 6, 7, 8, 10, 11, 7, 5, 7, 9, 8, 4),
            ),
            _till(
                4,
                "Caixa 2",
                "Edna S.",
                37,
                kz(28791550),
                heard=11,
                parts=(5, 9, 7, 4, 6, 8, 3, 2, 6, 10, 9, 6),
            ),
            _till(
                5,
                "Caixa 3",
                "Nelo A.",
                12,
                kz(9620000),
                heard=47 * 60,
                parts=(2, 4, 6, 5, 7, 8, 4, 4, 4, 3, 0, 0),
            ),
        ),
        _shop(
            3,
            "Boa Vista Matola",
            _MAPUTO,
            "MZ",
            _till(
                6,
                "Caixa 1",
                "Celeste M.",
                52,
                mt(6843000),
                heard=3,
                parts=(4, 6, 7, 7, 8, 9, 5, 4, 5, 7, 6, 3),
            ),
            _till(
                7,
                "Caixa 2",
                "Abel T.",
                33,
                mt(4127550),
                heard=6,
                parts=(1, 2, 6, 5, 3, 4, 6, 5, 2, 3, 4, 2),
            ),
        ),
    ]


def _need(kind: NeedKind, minutes: float = 0, **more: Any) -> Need:
    """A need of the first till, unless it says otherwise."""
    where: dict[str, Any] = {
        "shop": 1,
        "shop_name": "Mercearia Boa Vista",
        "till": 1,
        "till_name": "Caixa 1",
    }
    since = AT - timedelta(minutes=minutes) if minutes else None
    return Need(kind=kind, since=since, **(where | more))


def needs() -> list[Need]:
    third = {"shop": 2, "shop_name": "Boa Vista Talatona", "till": 5, "till_name": "Caixa 3"}
    nobodys = {"till": None, "till_name": "", "provider": "ProxyPay", "reference": "741820581"}
    late = (Flag.PAID_AFTER_CANCEL,)
    return [
        _need(NeedKind.UNKNOWN, 23, sale="s3147", number=3147, method="vpos", amount=kz(90000)),
        _need(NeedKind.SILENT, 47, last_sale_at=AT - timedelta(minutes=48), **third),
        _need(
            NeedKind.FLAGGED,
            60,
            sale="s3143",
            number=3143,
            method="wikipay",
            amount=kz(480000),
            flags=late,
        ),
        _need(NeedKind.UNCLOSED, day=date(2026, 11, 21), amount=kz(50266000)),
        _need(NeedKind.UNDELIVERED, 9, account=4, mark=bytes(32), amount=kz(120000), **nobodys),
    ]


def forks() -> dict[int, ForkedTill]:
    """The ways that nobody has looked into, by till."""
    fork = ForkedTill(
        shop=1,
        shop_name="Mercearia Boa Vista",
        till_name="Caixa 1",
        opened_at=AT,
        from_seq=18440,
        explained=False,
    )
    return {1: fork}


def sale_row(
    number: int, at: datetime, method: str, amount: Money, state: State, **more: Any
) -> OfficeSale:
    place = ZoneInfo(_LUANDA)
    values: dict[str, Any] = {
        "shop": 1,
        "shop_name": "Mercearia Boa Vista",
        "till": 1,
        "till_name": "Caixa 1",
        "sale": f"s{number}",
        "number": number,
        "day": at.astimezone(place).date(),
        "created_at": at,
        "created_local": f"{at.astimezone(place):%Y-%m-%dT%H:%M:%S}",
        "method": method,
        "purpose": Purpose.PAYMENT,
        "state": state,
        "amount": amount,
        "flags": (),
        "phone": None,
        "reference": "",
        "entity": "",
        "description": "",
        "cashier": "Ana M.",
        "returned": None,
        "settled_by_hand": False,
        "by_hand": False,
        "office_alone": False,
    }
    return OfficeSale(**(values | more))


def _local(hour: int, minute: int, day: date = TODAY) -> datetime:
    return datetime(
        day.year, day.month, day.day, hour, minute, 6, tzinfo=ZoneInfo(_LUANDA)
    ).astimezone(UTC)


PHONE = Phone("AO", "923123114")


def sales() -> list[OfficeSale]:
    before = TODAY - timedelta(days=1)
    return [
        sale_row(
            3149,
            _local(19, 22),
            "vpos",
            kz(1275000),
            State.PAID,
            phone=Phone("AO", "912345008"),
            description="Cesta, 2 garrafões",
        ),
        sale_row(
            3148,
            _local(19, 18),
            "proxypay",
            kz(3800000),
            State.WAITING,
            reference="741820581",
            entity="00123",
            description="Factura 88",
        ),
        sale_row(
            3147, _local(19, 11), "vpos", kz(90000), State.UNKNOWN, phone=Phone("AO", "931222772")
        ),
        sale_row(
            3146,
            _local(19, 4),
            "clicpay.mpesa",
            mt(150000),
            State.PAID,
            phone=Phone("MZ", "841234567"),
            description="Crédito e pão",
        ),
        sale_row(
            3145,
            _local(19, 0),
            "vpos",
            kz(210000),
            State.DECLINED,
            phone=PHONE,
            description="Garrafa de gás",
        ),
        sale_row(3144, _local(18, 53), "cash.ao", kz(840000), State.PAID, by_hand=True),
        sale_row(
            3143,
            _local(18, 41),
            "wikipay",
            kz(480000),
            State.PAID,
            reference="610044297",
            flags=(Flag.PAID_AFTER_CANCEL,),
            description="Encomenda Sr. Gaspar",
            cashier="Paulo D.",
        ),
        sale_row(
            3102,
            _local(18, 47, before),
            "proxypay",
            kz(3800000),
            State.PAID,
            reference="741820402",
            description=_HOSTILE,
        ),
        sale_row(
            3101,
            _local(18, 20, before),
            "vpos",
            kz(320000),
            State.PAID,
            phone=PHONE,
            returned=kz(-320000),
            shop=2,
            shop_name="Boa Vista Talatona",
            till=4,
            till_name="Caixa 2",
        ),
        sale_row(3098, _local(17, 52, before), "clicpay.emola", mt(255000), State.EXPIRED),
    ]


def _sold(row: OfficeSale) -> events.Created:
    return events.Created(
        number=row.number,
        method=row.method,
        amount=row.amount,
        phone=row.phone,
        description=row.description,
        key=row.sale,
        business_day=row.day,
        cashier=row.cashier,
    )


@dataclass
class SampleOffice:
    """Answers whatever is asked. `shown` may be changed, as tills do."""

    shown: list[ShopNow] = field(default_factory=shops)
    needed: list[Need] = field(default_factory=needs)
    sold: list[OfficeSale] = field(default_factory=sales)
    forks: dict[int, ForkedTill] = field(default_factory=forks)

    async def now(self, at: datetime) -> Now:
        received = {Currency.AOA: kz(0), Currency.MZN: mt(0)}
        for shop in self.shown:
            for money in shop.received:
                received[money.currency] += money
        tills = [till for shop in self.shown for till in shop.tills]
        return Now(
            at=at,
            takings=[
                CurrencyNow(received=received[Currency.AOA], tills=[(_LUANDA, 5)]),
                CurrencyNow(received=received[Currency.MZN], tills=[(_MAPUTO, 2), (_LUANDA, 1)]),
            ],
            returned=[kz(-530000)],
            payments=sum(till.payments for till in tills),
            payments_yesterday=251,
            tills=len(tills),
            talking=sum(not till.is_silent for till in tills),
            hours=list(_HOURS),
            shops=self.shown,
        )

    async def needs(self, at: datetime, limit: int = 50) -> Needs:
        return Needs(shown=self.needed[:limit], count=len(self.needed))

    async def till_day(self, till: int, at: datetime, day: date | None = None) -> TillDay | None:
        found = [(shop, one) for shop in self.shown for one in shop.tills if one.till == till]
        if not found:
            return None
        shop, one = found[0]
        methods = [
            ("vpos", 28415000),
            ("proxypay", 12717771),
            ("cash.ao", 4630000),
            ("wikipay", 2275000),
        ]
        return TillDay(
            shop=shop.shop,
            shop_name=shop.name,
            till=till,
            till_name=one.name,
            day=day or TODAY,
            is_today=day in {None, TODAY},
            opened_at=_local(7, 52),
            opened_by=one.cashier,
            heard_at=one.heard_at,
            is_silent=one.is_silent,
            received=one.received,
            returned=one.returned,
            payments=one.payments,
            methods=[
                *(
                    MethodMoney(
                        method=name, received=kz(minor), returned=kz(0), payments=9, refunds=0
                    )
                    for name, minor in methods
                ),
                MethodMoney(
                    method="clicpay.mpesa",
                    received=mt(770000),
                    returned=mt(0),
                    payments=5,
                    refunds=0,
                ),
            ],
            hours=one.hours,
            last_sales=self.sold[:7],
            closes=[] if day in {None, TODAY} else [_close(shop, one, day or TODAY)],
            verified=Verified(seq=18442, at=at),
        )

    async def sales(self, question: SalesQuestion) -> SalesPage:
        rows = [row for row in self.sold if _matches(row, question)]
        return SalesPage(rows=rows[: question.limit], next=None)

    async def totals(self, question: SalesQuestion) -> SalesTotals:
        rows = [row for row in self.sold if _matches(row, question)]
        paid: dict[Currency, Money] = {}
        for row in rows:
            if row.state is State.PAID:
                paid[row.amount.currency] = (
                    paid.get(row.amount.currency, Money(0, row.amount.currency)) + row.amount
                )
        return SalesTotals(
            count=len(rows),
            more=False,
            tills=len({row.till for row in rows}),
            since=min((row.day for row in rows), default=None),
            received=list(paid.values()),
        )

    async def fork(self, till: int) -> ForkedTill | None:
        return self.forks.get(till)

    async def sale(self, till: int, sale: str) -> SaleStory | None:
        row = next((one for one in self.sold if (one.till, one.sale) == (till, sale)), None)
        if row is None:
            return None
        created = _sold(row)
        happened: list[events.Event] = [
            created,
            events.Sending(request="POST /", body="{}"),
            events.Accepted(reference="1jHbXE9RG7X"),
        ]
        if row.state is State.PAID:
            happened.append(events.Paid(payment="p1"))
        told = [
            SaleEvent(seq=place, at=row.created_at, local=row.created_local, kind="x", event=event)
            for place, event in enumerate(happened)
        ]
        newer = SaleEvent(
            seq=99, at=row.created_at, local=row.created_local, kind="teleported", event=None
        )
        made = open_sale(row.sale, "till", created, row.created_at)
        for event in happened[1:]:
            made = apply(made, event, row.created_at)
        return SaleStory(
            row=row,
            sale=replace(made, state=row.state),
            events=[*told, newer],
            parent=None,
            operations=[],
        )

    async def days(
        self,
        start: date,
        end: date,
        at: datetime,
        *,
        shops: Sequence[int] = (),
        tills: Sequence[int] = (),
    ) -> Sequence[TillDayLine]:
        lines = []
        day = end
        while day >= start:
            for shop in self.shown:
                for till in shop.tills:
                    standing = (
                        DayStanding.OPEN
                        if day == TODAY
                        else (
                            DayStanding.FORGOTTEN
                            if day.day == 21 and till.till == 1
                            else DayStanding.CLOSED
                        )
                    )
                    lines.append(
                        TillDayLine(
                            day=day,
                            shop=shop.shop,
                            shop_name=shop.name,
                            till=till.till,
                            till_name=till.name,
                            standing=standing,
                            received=till.received,
                            returned=till.returned,
                            payments=till.payments,
                            unclosed=till.received if standing is DayStanding.FORGOTTEN else [],
                            closes=[12],
                        )
                    )
            day -= timedelta(days=1)
        return [line for line in lines if not tills or line.till in tills]

    async def closes(self, start: date, end: date, *, tills: Sequence[int] = ()) -> Sequence[Close]:
        return [_close(self.shown[0], self.shown[0].tills[0], end)]

    async def figures(
        self,
        by: FigureBy,
        start: date,
        end: date,
        *,
        shops: Sequence[int] = (),
        tills: Sequence[int] = (),
    ) -> Sequence[GroupMoney]:
        match by:
            case FigureBy.DAY:
                keys = [
                    (start + timedelta(days=one)).isoformat()
                    for one in range((end - start).days + 1)
                ]
                named = [
                    (key, "", 30000000 + 1700000 * (place * 7 % 11))
                    for place, key in enumerate(keys)
                    if place % 7 != 3
                ]
            case FigureBy.HOUR:
                named = [(f"{hour:02d}", "", 2000000 + 300000 * (hour * 5 % 13)) for hour in _HOURS]
            case FigureBy.METHOD:
                named = [
                    ("vpos", "", 28415000),
                    ("proxypay", "", 12717771),
                    ("cash.ao", "", 4630000),
                ]
            case FigureBy.TILL | FigureBy.SHOP:
                named = [
                    (str(till.till), f"{shop.name}, {till.name}", till.received[0].minor)
                    for shop in self.shown[:2]
                    for till in shop.tills
                ]
        return [
            GroupMoney(
                key=key, name=name, received=kz(minor), returned=kz(0), payments=60, refunds=1
            )
            for key, name, minor in named
        ]

    async def outcomes(
        self, start: date, end: date, *, shops: Sequence[int] = (), tills: Sequence[int] = ()
    ) -> Sequence[MethodOutcomes]:
        return [
            MethodOutcomes(
                method="vpos", counts=[(State.PAID, 38), (State.DECLINED, 4), (State.UNKNOWN, 1)]
            ),
            MethodOutcomes(method="proxypay", counts=[(State.PAID, 7), (State.EXPIRED, 2)]),
            MethodOutcomes(method="cash.ao", counts=[(State.PAID, 9)]),
        ]

    async def movements(
        self, start: date, end: date, *, shops: Sequence[int] = (), tills: Sequence[int] = ()
    ) -> AsyncIterator[MoneyMoved]:
        for place, row in enumerate(self.sold):
            if row.state is State.PAID:
                yield MoneyMoved(
                    shop=row.shop,
                    shop_name=row.shop_name,
                    till=row.till,
                    till_name=row.till_name,
                    seq=place,
                    day=row.day,
                    sold_on=row.day,
                    at=row.created_at,
                    local=row.created_local,
                    kind=MovementKind.PAID,
                    number=row.number,
                    method=row.method,
                    amount=row.amount,
                    cashier=row.cashier,
                    allowed_by="",
                    fee=None,
                )


def _matches(row: OfficeSale, question: SalesQuestion) -> bool:
    digits = question.text.replace(" ", "")
    known = f"{row.number} {row.phone.national if row.phone else ''} {row.reference}"
    return (
        (not digits or digits in known)
        and (question.start is None or row.day >= question.start)
        and (not question.states or row.state in question.states)
        and (not question.any_flag or bool(row.flags))
        and (not question.tills or row.till in question.tills)
    )


def _close(shop: ShopNow, till: TillNow, day: date) -> Close:
    document = CloseDocument(
        number=12,
        day=day,
        by="Teresa N.",
        at=_local(20, 5, day),
        begins_at=_local(20, 1, day - timedelta(days=1)),
        since=17011,
        until=18001,
        takings=(
            TakingsLine(
                method="vpos",
                cashier="Ana M.",
                kind=MovementKind.PAID,
                count=30,
                amount=kz(28415000),
            ),
            TakingsLine(
                method="cash.ao",
                cashier="Ana M.",
                kind=MovementKind.BY_HAND,
                count=9,
                amount=kz(4630000),
            ),
            TakingsLine(
                method="vpos",
                cashier="Ana M.",
                kind=MovementKind.REFUNDED,
                count=1,
                amount=kz(-530000),
            ),
        ),
        carried=(
            CarriedSale(
                number=3090, sold_on=day, method="vpos", amount=kz(90000), state=State.UNKNOWN
            ),
        ),
    )
    note = DayClosed(day=day, by="Teresa N.", document=document)
    return Close(
        till=till.till,
        till_name=till.name,
        shop=shop.shop,
        shop_name=shop.name,
        seq=18002,
        at=document.at,
        note=note,
        proof="ab" * 32,
    )
