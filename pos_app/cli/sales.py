"""`sales list` and `sales show`: the journal, read while its owner may be writing."""

import argparse
import sys

from pos_app.cli.exits import Exit
from pos_app.cli.output import event_as_dict, line_of, print_json, print_sales, sale_as_dict
from pos_app.cli.reading import reading
from pos_app.cli.run import guarded
from pos_app.domain.sale import Sale
from pos_app.journal.store import Reader


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _list(options) if options.show is None else _show(options))


def _list(options: argparse.Namespace) -> Exit:
    with reading(options) as db:
        sales = Reader(db).last_sales(options.limit) if db else []
    if options.json:
        print_json([sale_as_dict(sale) for sale in sales])
    else:
        print_sales(sales)
    return Exit.PAID


def _show(options: argparse.Namespace) -> Exit:
    with reading(options) as db:
        reader = Reader(db) if db else None
        sale = _find(reader, options.show) if reader else None
        events = reader.events_of(sale.id) if reader and sale else []
    if sale is None:
        print(f"{options.show}?", file=sys.stderr)
        return Exit.BAD_INPUT
    life = [event_as_dict(event) for event in events]
    if options.json:
        print_json({**sale_as_dict(sale), "events": life})
        return Exit.PAID
    print(line_of(sale))
    for entry in life:
        print(f"  {entry['at']}  {entry['event']}")
    return Exit.PAID


def _find(reader: Reader, wanted: str) -> Sale | None:
    """By its number as printed on slips, or by its id."""
    by_number = reader.sale_with_number(int(wanted)) if wanted.isdecimal() else None
    return by_number or reader.sale(wanted)
