"""Whatever is exported of a shop's half year comes to what its movements come to, to the cent."""

import csv
from collections.abc import Iterable
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from export.shop import order
from office.shop import write_shop

from pos_app.app.export_job import export_here
from pos_app.app.export_json import order_as_json
from pos_app.domain.day_totals import by_method
from pos_app.journal.database_file import read_journal
from pos_app.journal.moment import moment_of
from pos_app.ports.export import ExportFormat
from pos_app.ports.sale_filter import SaleFilter

# Whether the public view has each fee, and none where none is known.
FEES = """
    SELECT COUNT(ledger.fee) > 0, COUNT(*) > COUNT(ledger.fee), SUM(
        movements.fee IS NOT CASE WHEN ledger.fee >= 0
            THEN printf('%d.%02d', ledger.fee / 100, ledger.fee % 100) END) = 0
    FROM movements JOIN ledger ON seq = movement
"""


def test_the_rows_and_the_totals_come_to_what_the_movements_come_to(tmp_path: Path) -> None:
    """By month, method and currency, with refunds, splits, holds, odd and late money in it."""
    journal, file = tmp_path / "journal.sqlite3", tmp_path / "sales.csv"
    write_shop(journal, 1_500)
    question = {
        "journal": str(journal),
        "order": order_as_json(order(ExportFormat.CSV)),
        "folder": str(tmp_path / "part"),
        "path": str(file),
    }
    export_here(question, lambda _: None)
    with file.open(newline="") as rows:
        exported = summed(
            (row["day"][:7], row["method"], row["currency"], Decimal(row["received"]))
            for row in csv.DictReader(rows)
        )
    query = "SELECT substr(sold_on, 1, 7), method, currency, amount FROM ledger WHERE sale <> ''"
    with closing(read_journal(journal)) as db:
        moved = summed(
            (month, method, currency, Decimal(minor) / 100)
            for month, method, currency, minor in db.conn.execute(query)
        )
        assert all(db.conn.execute(FEES).fetchone())
    assert exported == moved
    with moment_of(journal) as moment:
        totals = by_method(moment.sales(SaleFilter()).totals())
    assert summed(("", one.method, one.net.currency.code, one.net.decimal) for one in totals) == (
        summed(("", method, currency, amount) for (_, method, currency), amount in moved.items())
    )
    assert len(moved) > 20


def summed(rows: Iterable[tuple[str, str, str, Decimal]]) -> dict[tuple[str, str, str], Decimal]:
    sums: dict[tuple[str, str, str], Decimal] = {}
    for month, method, currency, amount in rows:
        key = month, method, currency
        sums[key] = sums.get(key, Decimal()) + amount
    return {key: amount for key, amount in sums.items() if amount}
