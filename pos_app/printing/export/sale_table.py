"""The table of sales: a row each, in the columns of the view `sale_lines`; and their totals."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from pos_app.domain.day_totals import Total, by_method
from pos_app.domain.events import signed
from pos_app.domain.money import Money
from pos_app.domain.sale import Sale
from pos_app.domain.text.foreign_text import shown
from pos_app.printing.export.labels import Labels
from pos_app.printing.export.tables import Cell, CellKind, ExportColumn, ExportTable

_SALES: Sequence[tuple[str, CellKind, int]] = (
    ("sale_number", CellKind.COUNT, 10),
    ("day", CellKind.DAY, 12),
    ("local_time", CellKind.LOCAL, 20),
    ("utc_time", CellKind.INSTANT, 20),
    ("kind", CellKind.TEXT, 12),
    ("method", CellKind.TEXT, 22),
    ("state", CellKind.TEXT, 16),
    ("amount", CellKind.AMOUNT, 16),
    ("received", CellKind.AMOUNT, 16),
    ("currency", CellKind.TEXT, 8),
    ("phone", CellKind.TEXT, 14),
    ("entity", CellKind.TEXT, 10),
    ("reference", CellKind.TEXT, 28),
    ("description", CellKind.TEXT, 30),
    ("customer_fields", CellKind.TEXT, 20),
    ("cashier", CellKind.TEXT, 16),
    ("allowed_by", CellKind.TEXT, 16),
    ("flags", CellKind.TEXT, 20),
    ("belongs_to", CellKind.COUNT, 10),
    ("invoice", CellKind.TEXT, 18),
)
_TOTALS: Sequence[tuple[str, CellKind, int]] = (
    ("method", CellKind.TEXT, 22),
    ("currency", CellKind.TEXT, 8),
    ("sales", CellKind.COUNT, 10),
    ("received", CellKind.AMOUNT, 18),
    ("given_back", CellKind.AMOUNT, 18),
    ("net", CellKind.AMOUNT, 18),
)


def columns(columns: Sequence[tuple[str, CellKind, int]], labels: Labels) -> list[ExportColumn]:
    return [ExportColumn(name, labels.heading(name), kind, width) for name, kind, width in columns]


def sale_table(
    sales: Iterable[tuple[Sale, int | None]], zone: ZoneInfo, labels: Labels
) -> ExportTable:
    rows = (_cells(sale, parent, zone, labels) for sale, parent in sales)
    return ExportTable(labels.of("sheet", "sales"), columns(_SALES, labels), rows)


def _cells(sale: Sale, parent: int | None, zone: ZoneInfo, labels: Labels) -> Sequence[Cell]:
    currency = sale.amount.currency
    return (
        sale.number,
        sale.business_day,
        sale.created_at.astimezone(zone).replace(tzinfo=None),
        sale.created_at,
        labels.of("purpose", sale.purpose.value),
        labels.of("method", sale.method),
        labels.of(f"state {sale.purpose.value}", sale.state.value),
        signed(sale.purpose, sale.amount).decimal,
        Money(sale.taken, currency).decimal,
        currency.code,
        sale.phone.national if sale.phone else "",
        shown(sale.entity or ""),
        shown(sale.reference or ""),
        shown(sale.description),
        shown("; ".join(f"{name}={value}" for name, value in (sale.fields or {}).items())),
        sale.cashier,
        sale.by,
        "; ".join(labels.of("flag", flag.value) for flag in sorted(sale.flags)),
        parent,
        sale.invoice,
    )


def totals_table(totals: Callable[[], Sequence[Total]], labels: Labels) -> ExportTable:
    """Returns the totals of the sales; `totals` is called once the sales have been written."""

    def rows() -> Iterator[Sequence[Cell]]:
        for total in by_method(totals()):
            yield (
                labels.of("method", total.method),
                total.net.currency.code,
                total.sales,
                total.received.decimal,
                total.given_back.decimal,
                total.net.decimal,
            )

    return ExportTable(labels.of("sheet", "totals"), columns(_TOTALS, labels), rows())
