"""Sales over all tills: a period's, or those that a typed text finds, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pos_app.domain.events import State
from pos_app.domain.money import Currency, Money
from pos_app.office.database.connections import Connection
from pos_app.office.folding.sale_row import kept_from
from pos_app.office.reading.asking import Row, ask, by_currency
from pos_app.office.reading.till_list import SeenTill
from pos_app.office.reading.typed import TypedText, typed
from pos_app.office.reading.views import (
    OfficeSale,
    SalesCursor,
    SalesPage,
    SalesQuestion,
    SalesTotals,
)

MOST_COUNTED = 2_000
_AFTER_ALL = "\U0010ffff"  # sorts after whatever begins like a text
_ORDER = "day DESC, created_at DESC, till DESC, number DESC"
# Row by row, which the limit says: a join with a view that hides something would read all of it.
SEEN = (
    "SELECT * FROM sale_seen v "
    "WHERE v.shop = k.shop AND v.till = k.till AND v.sale = k.sale LIMIT 1"
)
_KEYS = "shop, till, sale, day, created_at, number"


@dataclass
class _Asked:
    """The parts of a question in SQL, and the values that they name."""

    where: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    found_by: list[str] = field(default_factory=list)

    def needs(self, condition: str, **values: Any) -> None:
        self.where.append(condition)
        self.values |= values

    def found(self, condition: str, **values: Any) -> None:
        self.found_by.append(condition)
        self.values |= values

    def keys(self, limit: str) -> str:
        """Returns the query for the newest sales: of each shop so many, by an index, whichever of
        the ways finds them."""
        ways = [self._way(found, limit) for found in self.found_by or ["true"]]
        return f"SELECT * FROM ({' UNION '.join(ways)}) AS every ORDER BY {_ORDER} LIMIT {limit}"  # noqa: S608 - of this file

    def _way(self, found: str, limit: str) -> str:
        where = " AND ".join(["s.shop = o.shop", found, *self.where])
        by_phone = "p.phone" in found
        table = "sale s JOIN sale_phone p USING (shop, till, sale)" if by_phone else "sale s"
        where = where.replace("s.shop", "p.shop", 1) if by_phone else where
        return (
            f"(SELECT k.* FROM shop o CROSS JOIN LATERAL (SELECT {_KEYS} FROM {table} "  # noqa: S608 - of this file
            f"WHERE {where} ORDER BY {_ORDER} LIMIT {limit}) k WHERE %(all_shops)s "
            f"OR o.shop = ANY(%(shops)s))"
        )


def _asked(question: SalesQuestion) -> _Asked:
    asked = _Asked(values={"all_shops": not question.shops, "shops": [*question.shops]})
    if question.start:
        asked.needs("s.day >= %(start)s", start=question.start)
    if question.end:
        asked.needs("s.day <= %(end)s", end=question.end)
    if question.tills:
        asked.needs("s.till = ANY(%(tills)s)", tills=[*question.tills])
    if question.methods:
        asked.needs("s.method = ANY(%(methods)s)", methods=[*question.methods])
    if question.states:
        _add_states(asked, question.states)
    if question.only_alone:
        asked.needs("s.alone")
    if question.any_flag:
        asked.needs("s.flags <> ''")
    if question.text.strip():
        _add_text(asked, typed(question.text))
    return asked


def _add_states(asked: _Asked, states: Sequence[State]) -> None:
    if states == (State.UNKNOWN,):
        asked.needs("s.state = 'unknown'")  # the condition of an index, to the letter
    else:
        asked.needs("s.state = ANY(%(states)s)", states=[state.value for state in states])


def _add_text(asked: _Asked, text: TypedText) -> None:
    for place, phone in enumerate(text.phones):
        values = {f"phone{place}": phone, f"phone_end{place}": phone + _AFTER_ALL}
        asked.found(f"p.phone >= %(phone{place})s AND p.phone < %(phone_end{place})s", **values)
    for place, reference in enumerate(text.references):
        values = {f"ref{place}": reference, f"ref_end{place}": reference + _AFTER_ALL}
        asked.found(f"s.reference >= %(ref{place})s AND s.reference < %(ref_end{place})s", **values)
    for place, minor in enumerate(text.amounts):
        asked.found(f"s.amount = %(amount{place})s", **{f"amount{place}": minor})
    for place, number in enumerate(text.numbers):
        asked.found(f"s.number = %(number{place})s", **{f"number{place}": number})
    if not asked.found_by:
        asked.found("false")


async def sales_page(
    connection: Connection, seen: Sequence[SeenTill], question: SalesQuestion
) -> SalesPage:
    asked = _asked(question)
    if after := question.after:
        asked.needs(
            "(s.day, s.created_at, s.till, s.number) < "
            "(%(c_day)s, %(c_at)s, %(c_till)s, %(c_number)s)",
            c_day=after.day,
            c_at=after.at,
            c_till=after.till,
            c_number=after.number,
        )
    asked.values["limit"] = question.limit + 1
    query = (
        f"WITH keys AS MATERIALIZED ({asked.keys('%(limit)s')}) "  # noqa: S608 - of this file
        f"SELECT x.* FROM keys k CROSS JOIN LATERAL ({SEEN}) x "
        f"ORDER BY x.day DESC, x.created_at DESC, x.till DESC, x.number DESC"
    )
    found = await ask(connection, query.encode(), asked.values)
    tills = {one.till: one for one in seen}
    rows = [sale_row(row, tills) for row in found[: question.limit]]
    return SalesPage(rows=rows, next=_cursor(rows[-1]) if len(found) > question.limit else None)


def _cursor(row: OfficeSale) -> SalesCursor:
    return SalesCursor(row.day, row.created_at, row.till, row.number)


async def sales_totals(connection: Connection, question: SalesQuestion) -> SalesTotals:
    asked = _asked(replace(question, after=None))
    asked.values |= {"limit": MOST_COUNTED + 1, "most": MOST_COUNTED}
    query = (
        f"WITH every AS MATERIALIZED ({asked.keys('%(limit)s')}), "  # noqa: S608 - of this file
        f"keys AS (SELECT * FROM every ORDER BY {_ORDER} LIMIT %(most)s) "
        "SELECT s.currency, count(*) AS n, array_agg(DISTINCT s.till) AS tills, "
        "min(s.day) AS since, (SELECT count(*) FROM every) > %(most)s AS more, "
        "coalesce(sum(s.beside + CASE s.state WHEN 'paid' THEN s.amount ELSE 0 END) "
        "FILTER (WHERE s.purpose IN ('payment', 'authorization')), 0) AS amount "
        "FROM keys JOIN sale s USING (shop, till, sale) GROUP BY s.currency"
    )
    found = await ask(connection, query.encode(), asked.values)
    return SalesTotals(
        count=sum(row["n"] for row in found),
        more=any(row["more"] for row in found),
        tills=len({till for row in found for till in row["tills"]}),
        since=min((row["since"] for row in found), default=None),
        received=by_currency(Money(int(row["amount"]), Currency[row["currency"]]) for row in found),
    )


def sale_row(row: Row, tills: Mapping[int, SeenTill]) -> OfficeSale:
    """Makes a line of a row of `sale_seen`."""
    till = tills[row["till"]]
    kept = kept_from(till.public, row)
    sale = kept.sale
    back = sale.refunded_minor
    return OfficeSale(
        shop=row["shop"],
        shop_name=till.shop_name,
        till=row["till"],
        till_name=till.name,
        sale=sale.id,
        number=sale.number,
        day=sale.business_day,
        created_at=sale.created_at,
        created_local=till.clock.local(sale.created_at),
        method=sale.method,
        purpose=sale.purpose,
        state=sale.state,
        amount=sale.amount,
        flags=tuple(sorted(sale.flags)),
        phone=sale.phone,
        reference=sale.reference or "",
        entity=sale.entity or "",
        description=sale.description,
        cashier=sale.cashier,
        returned=Money(back, sale.amount.currency) if back else None,
        settled_by_hand=sale.is_settled_by_hand,
        by_hand=sale.by_hand,
        office_alone=kept.alone,
    )
