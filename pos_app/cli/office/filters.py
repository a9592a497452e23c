"""Options that say which sales are meant: a text, days, methods, states, cashiers and alerts."""

import argparse
from collections.abc import Iterable
from datetime import date
from functools import partial

from pos_app.cli.installation import COUNTER_WORDS
from pos_app.domain.countries import COUNTRIES
from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.events import Flag
from pos_app.domain.tenders.by_hand import in_country
from pos_app.ports.sale_filter import SaleFilter, SaleStatus


def add_period(parser: argparse.ArgumentParser) -> None:
    for name, words in (("from", "first business day"), ("to", "last business day, included")):
        parser.add_argument(
            f"--{name}",
            dest="start" if name == "from" else "end",
            type=date.fromisoformat,
            metavar="2026-12-31",
            help=words,
        )


def add_filter(parser: argparse.ArgumentParser) -> None:
    """Adds the options of `filter_of`. What may be given more than once means any of them."""
    parser.add_argument(
        "text",
        nargs="?",
        default="",
        metavar="TEXT",
        help="any part of a phone, reference, number, amount, description, cashier, field, invoice",
    )
    add_period(parser)
    many = partial(parser.add_argument, action="append", default=[])
    many("--method", metavar="METHOD")
    many("--state", choices=[*SaleStatus], metavar="STATE", help=", ".join(SaleStatus))
    many("--cashier", metavar="NAME")
    many("--flag", choices=[*Flag], metavar="FLAG", help=f"an alert: {', '.join(Flag)}")
    parser.add_argument("--flagged", action="store_true", help="with an alert, whichever it is")


def _methods_of(word: str) -> Iterable[str]:
    """Returns the ids of a method: one at the counter has one in each country. Raises BadInput for
    one that does not exist: nothing would be found, and seem not to be there."""
    from pos_app.gateways.catalogue import ALL_METHODS  # noqa: PLC0415 - for this option alone

    if word in COUNTER_WORDS:
        return [in_country(word, country) for country in COUNTRIES]
    if word not in ALL_METHODS:
        raise BadInput(Field.METHOD, InputProblem.METHOD_UNKNOWN, word)
    return [word]


def period_of(options: argparse.Namespace) -> tuple[date | None, date | None]:
    """Returns the first and the last day, either of which may be open. Raises Refusal as
    `in_order` does."""
    if options.start and options.end:
        return in_order(options.start, options.end)
    return options.start, options.end


def in_order(start: date, end: date) -> tuple[date, date]:
    """Returns the period. Raises Refusal for one that ends before it begins."""
    if end < start:
        from pos_app.cli import phrases  # noqa: PLC0415 - for a mistake alone
        from pos_app.cli.texts import Refusal  # noqa: PLC0415

        raise Refusal(phrases.ENDS_BEFORE, f"{start:%d/%m/%Y}", f"{end:%d/%m/%Y}")
    return start, end


def filter_of(options: argparse.Namespace) -> SaleFilter:
    """Returns the filter. Raises Refusal as `in_order` does, BadInput for a method that does not
    exist."""
    start, end = period_of(options)
    return SaleFilter(
        text=options.text,
        start=start,
        end=end,
        methods=frozenset(name for word in options.method for name in _methods_of(word)),
        states=frozenset(map(SaleStatus, options.state)),
        cashiers=frozenset(options.cashier),
        flags=frozenset(map(Flag, options.flag)),
        any_flag=options.flagged,
    )
