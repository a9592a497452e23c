"""`flags`: lists every sale with an open flag, of any day, and what to do about it."""

from __future__ import annotations

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
    from typing import Any

    from pos_app.cli.texts import CliTexts
    from pos_app.domain.sale import Sale


def arguments(parser: argparse.ArgumentParser) -> None:
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    from pos_app.cli.texts import CliTexts  # noqa: PLC0415 - loaded where words are needed

    with reading(options) as db:
        sales = Reader(db).flagged_sales() if db else []
    speech = CliTexts(profile_of(options))
    if options.json:
        print_json([_as_dict(speech, sale) for sale in sales])
        return Exit.PAID
    for sale in sales:
        say(speech.line(sale))
        say(f"  {speech.advice(sale)}")
    return Exit.PAID


def _as_dict(speech: CliTexts, sale: Sale) -> dict[str, Any]:
    """Returns the sale with `refundable`, the most that can go back, and `owed`, what should go
    back if the goods go out; each null where there is none."""
    from pos_app.domain.rules.money_back import owed, refundable  # noqa: PLC0415
    from pos_app.gateways.catalogue import ALL_METHODS  # noqa: PLC0415

    method = ALL_METHODS.get(sale.method)
    most, back = refundable(sale, method), owed(sale, method)
    return {
        **sale_as_dict(sale),
        "to_do": speech.advice(sale),
        "refundable": most.plain if most else None,
        "owed": back.plain if back else None,
    }
