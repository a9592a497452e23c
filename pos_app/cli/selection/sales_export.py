"""`sales export`: writes the sales of a filter into a file, beside an open window too.

It asks for no PIN, as `sales list` does not: a person who can run a command as the till's user can
read the journal's file anyway. An export from the window is a manager's, and is noted.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import place_of, profile_of
from pos_app.cli.journal_access import reading
from pos_app.cli.options import add_json
from pos_app.cli.sale_json import print_json
from pos_app.cli.selection.filters import add_filter, filter_of, scope_of
from pos_app.cli.terminal import say, show_progress
from pos_app.ports.export import ExportContent, ExportFormat, ExportOrder, ExportTexts

if TYPE_CHECKING:
    import argparse

    from pos_app.ports.export import ExportProgress

_BY_SUFFIX = {f".{one.suffix}": one for one in reversed(ExportFormat)}


def add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="its ending says the format")
    add_filter(parser)
    parser.add_argument(
        "--format",
        choices=[*ExportFormat],
        metavar="FORMAT",
        help=f"one of {', '.join(ExportFormat)}; a spreadsheet is CSV in the shop's language",
    )
    parser.add_argument(
        "--content",
        choices=[*ExportContent],
        default=ExportContent.SALES.value,
        metavar="sales|month",
        help="the sales; or a workbook for the accountant, of movements, closes and fees",
    )
    add_json(parser)


def export(options: argparse.Namespace) -> Exit:
    """Returns 0 once the file is there, whole."""
    from pos_app.app.export_service import JournalExports  # noqa: PLC0415 - only for an export
    from pos_app.cli import phrases  # noqa: PLC0415
    from pos_app.cli.texts import CliTexts, Refusal  # noqa: PLC0415

    speech = CliTexts(profile_of(options))
    wanted = (
        ExportFormat(options.format)
        if options.format
        else _BY_SUFFIX.get(options.file.suffix.lower())
    )
    if wanted is None:
        raise Refusal(phrases.NO_SUCH_FORMAT, ", ".join(ExportFormat))
    content = ExportContent(options.content)
    if content is ExportContent.MONTH and wanted is not ExportFormat.XLSX:
        raise Refusal(phrases.MONTH_IS_XLSX)
    with reading(options) as db:
        if db is None:
            raise Refusal(phrases.NOTHING_TO_EXPORT)
    exports = JournalExports(place_of(options).journal)
    order = _order(options, content, wanted)
    rows = asyncio.run(exports.export(order, options.file, _show))
    if options.json:
        print_json({"file": str(options.file), "format": wanted.value, "rows": rows})
    else:
        say(speech.say(phrases.EXPORTED, options.file, rows))
    return Exit.PAID


def _show(progress: ExportProgress) -> None:
    show_progress(progress.rows, progress.of)


def _order(
    options: argparse.Namespace, content: ExportContent, wanted: ExportFormat
) -> ExportOrder:
    """Returns the order with its texts, by the translator that is installed."""
    from pos_app.gateways.catalogue import ALL_METHODS  # noqa: PLC0415
    from pos_app.installation import settings  # noqa: PLC0415
    from pos_app.words.books.export import export_words, made_words  # noqa: PLC0415

    shop = settings.load(profile_of(options).settings)
    found = filter_of(options)
    moment = f"{datetime.now(UTC).astimezone(ZoneInfo(shop.zone_name)):%d/%m/%Y %H:%M}"
    words = export_words(ALL_METHODS.values())
    texts = ExportTexts(
        shop=shop.name,
        till=shop.till,
        language=shop.language,
        zone=shop.zone_name,
        scope=scope_of(found),
        made=made_words(moment, ""),
        training=options.training,
        words=words,
    )
    return ExportOrder(content=content, format=wanted, sales=found, texts=texts)
