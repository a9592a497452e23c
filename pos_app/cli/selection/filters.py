"""Options that say which sales are meant: a text, days, methods, states, cashiers and alerts."""

import argparse
from collections.abc import Iterable
from functools import partial

from pos_app.cli.installation import COUNTER_WORDS
from pos_app.cli.selection.period import add_period, period_of
from pos_app.domain.countries import COUNTRIES
from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.events import Flag
from pos_app.domain.tenders.by_hand import in_country
from pos_app.ports.sale_filter import SaleFilter, SaleStatus


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


def scope_of(found: SaleFilter) -> str:
    """Returns a filter in words, by the translator that is installed."""
    from pos_app.gateways.catalogue import ALL_METHODS  # noqa: PLC0415 - scripts need no words
    from pos_app.words.books.export import period_words, scope_words  # noqa: PLC0415
    from pos_app.words.methods import method_name  # noqa: PLC0415

    return scope_words(
        period_words(found.start, found.end),
        text=found.text,
        methods=[method_name(ALL_METHODS[one]) for one in found.methods],
        states=found.states,
        cashiers=found.cashiers,
        flags=found.flags,
        any_flag=found.any_flag,
    )
