"""`doubts`: lists every sale with an unknown outcome, of any day, and what to do about each.

Read-only, so it works beside an open window.
"""

from __future__ import annotations

import shlex
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.journal_access import reading
from pos_app.cli.options import add_json
from pos_app.cli.run import guarded
from pos_app.cli.sale_json import print_json, sale_as_dict
from pos_app.cli.terminal import say
from pos_app.journal.store import Reader

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Any

    from pos_app.cli.texts import CliTexts
    from pos_app.domain.sale import Sale

WHY = "…"  # a placeholder for the person who settles the sale


def arguments(parser: argparse.ArgumentParser) -> None:
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    """Returns 0 where no outcome is unknown, else 4."""
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    from pos_app.cli.texts import CliTexts  # noqa: PLC0415 - loaded where words are needed

    sales = _in_doubt(options)
    speech = CliTexts(profile_of(options))
    if options.json:
        print_json([_as_dict(options, speech, sale) for sale in sales])
    elif sales:
        say("\n\n".join("\n".join(_lines(options, speech, sale)) for sale in sales))
    return Exit.UNKNOWN if sales else Exit.PAID


def _in_doubt(options: argparse.Namespace) -> Sequence[Sale]:
    """Returns the unknown sales, oldest first: the oldest has waited longest."""
    from pos_app.domain.rules.outlook import is_in_doubt  # noqa: PLC0415
    from pos_app.gateways.catalogue import ALL_METHODS  # noqa: PLC0415

    now = datetime.now(UTC)
    with reading(options) as db:
        open_sales = Reader(db).open_sales() if db else []
    known = [sale for sale in open_sales if is_in_doubt(sale, ALL_METHODS.get(sale.method), now)]
    return sorted(known, key=lambda sale: sale.number)


def _as_dict(options: argparse.Namespace, speech: CliTexts, sale: Sale) -> dict[str, Any]:
    help_ = speech.help(sale)
    return {
        **sale_as_dict(sale),
        "since": (sale.first_sent_at or sale.created_at).isoformat(),
        **help_._asdict(),
        "look_for": dict(speech.facts(sale)),
        "settle": {
            "paid": _settle(options, sale, paid=True),
            "not_paid": _settle(options, sale, paid=False),
        },
    }


def _lines(options: argparse.Namespace, speech: CliTexts, sale: Sale) -> list[str]:
    help_ = speech.help(sale)
    return [
        speech.line(sale),
        f"  {speech.order(sale)}",
        *(f"  {text}" for text in (help_.why, help_.till, help_.ask, help_.look)),
        *(f"      {name}: {value}" for name, value in speech.facts(sale)),
        *(f"  {shlex.join(_settle(options, sale, paid=paid))}" for paid in (True, False)),
    ]


def _settle(options: argparse.Namespace, sale: Sale, *, paid: bool) -> list[str]:
    """Returns the `settle` command as it is typed, word by word."""
    where = ["--profile", str(options.profile)] if options.profile else []
    training = ["--training"] if options.training else []
    word = "--paid" if paid else "--not-paid"
    return ["pos-app", *where, *training, "settle", str(sale.number), word, "--why", WHY]
