"""Options that say which business days are meant."""

import argparse
from datetime import date


def add_period(parser: argparse.ArgumentParser) -> None:
    for name, words in (("from", "first business day"), ("to", "last business day, included")):
        parser.add_argument(
            f"--{name}",
            dest="start" if name == "from" else "end",
            type=date.fromisoformat,
            metavar="2026-12-31",
            help=words,
        )


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
