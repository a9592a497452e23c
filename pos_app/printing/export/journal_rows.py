"""The sales of an export as lines of the printed journal, under their days; then totals."""

from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from pos_app.domain.day_totals import MethodSum, Total, by_method
from pos_app.domain.events import Purpose, signed
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import in_threes
from pos_app.domain.sale import Sale, sale_number
from pos_app.domain.text.foreign_text import readable
from pos_app.ports.export import ExportTexts
from pos_app.printing.documents.letterhead import NOT_AN_INVOICE
from pos_app.printing.export.journal_lines import (
    JournalLine,
    LineKind,
    PrintedColumn,
    PrintedJournal,
)
from pos_app.printing.export.labels import Labels

# Names of columns as an export has them, and their shares of the width.
_COLUMNS: Sequence[tuple[str, float, bool]] = (
    ("sale_number", 0.7, True),
    ("local_time", 0.7, False),
    ("method", 2.0, False),
    ("phone", 2.2, False),
    ("description", 2.4, False),
    ("cashier", 1.4, False),
    ("state", 1.5, False),
    ("invoice", 1.5, False),
    ("amount", 1.7, True),
)


def printed_journal(
    texts: ExportTexts, days: Sequence[int], totals: Sequence[Total]
) -> PrintedJournal:
    """Returns all but the lines; `days` has the number of sales of each."""
    return PrintedJournal(
        shop=texts.shop,
        till=texts.till,
        title=_word(texts, "printed", "title"),
        scope=texts.scope,
        made=texts.made,
        columns=tuple(
            PrintedColumn(_word(texts, "printed", name), share, is_figure)
            for name, share, is_figure in _COLUMNS
        ),
        day_counts=days,
        total_count=len(_totals(texts, totals)),
        page=_word(texts, "printed", "page"),
        continued=_word(texts, "printed", "continued"),
        legal=NOT_AN_INVOICE,
        training=_word(texts, "printed", "training") if texts.training else "",
    )


def lines_of(
    texts: ExportTexts,
    sales: Iterable[tuple[Sale, int | None]],
    days: Sequence[int],
    totals: Sequence[Total],
) -> Iterator[JournalLine]:
    zone = ZoneInfo(texts.zone)
    counts = iter(days)
    day = None
    for sale, parent in sales:
        if sale.business_day != day:
            day = sale.business_day
            count = f"{_word(texts, 'printed', 'sales')}: {next(counts)}"
            yield JournalLine(LineKind.DAY, (f"{day:%d/%m/%Y}", count))
        yield JournalLine(LineKind.SALE, _cells(texts, sale, parent, zone))
    yield from _totals(texts, totals)


def _cells(texts: ExportTexts, sale: Sale, parent: int | None, zone: ZoneInfo) -> tuple[str, ...]:
    return (
        sale_number(sale.number),
        f"{sale.created_at.astimezone(zone):%H:%M}",
        _word(texts, "method", sale.method),
        _customer(sale),
        _about(texts, sale, parent),
        sale.cashier,
        _word(texts, f"state {sale.purpose.value}", sale.state.value),
        sale.invoice,
        str(signed(sale.purpose, sale.amount)),
    )


def _customer(sale: Sale) -> str:
    if sale.phone:
        return sale.phone.grouped
    reference = readable(sale.reference or "")
    return f"{readable(sale.entity)} · {in_threes(reference)}" if sale.entity else reference


def _about(texts: ExportTexts, sale: Sale, parent: int | None) -> str:
    """Returns the description; of a sale that is no payment, what it is, and of which sale."""
    if sale.purpose is Purpose.PAYMENT:
        return sale.description
    of = f" ← {sale_number(parent)}" if parent else ""
    named = f"{_word(texts, 'purpose', sale.purpose.value)}{of}"
    return f"{named} · {sale.description}" if sale.description else named


def _totals(texts: ExportTexts, totals: Sequence[Total]) -> Sequence[JournalLine]:
    """Returns a line for each method that money came or left by, and the net of each currency."""
    moved = [one for one in by_method(totals) if one.received.minor or one.given_back.minor]
    net: dict[Currency, Money] = {}
    for one in moved:
        currency = one.net.currency
        net[currency] = net.get(currency, Money(0, currency)) + one.net
    name = _word(texts, "heading", "net")
    return [
        *(JournalLine(LineKind.TOTAL, (_total_name(texts, one), str(one.net))) for one in moved),
        *(JournalLine(LineKind.TOTAL, (name, str(amount))) for amount in net.values()),
    ]


def _total_name(texts: ExportTexts, one: MethodSum) -> str:
    name = f"{_word(texts, 'method', one.method)} · {one.sales}"
    if not one.given_back.minor:
        return name
    return f"{name} · {_word(texts, 'heading', 'given_back')} {one.given_back}"


def _word(texts: ExportTexts, what: str, code: str) -> str:
    return Labels(texts.words).of(what, code)
