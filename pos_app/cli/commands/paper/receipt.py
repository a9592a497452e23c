"""`receipt`: the receipt of a sale, on paper, as a PDF, or as text beside an open window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.journal_access import named_sale, reading
from pos_app.cli.options import add_sale
from pos_app.cli.paper.destination import add_destination, bring
from pos_app.cli.run import guarded, with_till
from pos_app.cli.sale_json import print_json
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts
from pos_app.journal.store import Reader

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from pos_app.app.root import Open
    from pos_app.domain.sale import Sale


def arguments(parser: argparse.ArgumentParser) -> None:
    add_sale(parser)
    add_destination(parser).add_argument(
        "--text", action="store_true", help="write it to standard output, for a message"
    )
    parser.add_argument("--shop", action="store_true", help="the shop's own copy")


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _text(options) if options.text else _paper(options))


def _text(options: argparse.Namespace) -> Exit:
    from pos_app.app.shop_front import documents_of  # noqa: PLC0415 - loads the fonts' room

    _, sale, related = CliTexts(profile_of(options)), *_sale(options)
    documents = documents_of(profile_of(options), training=options.training)
    text = documents.receipt_text(sale, related=related)
    if options.json:
        print_json({"sale": sale.number, "text": text})
    else:
        say(*text.splitlines())
    return Exit.PAID


def _paper(options: argparse.Namespace) -> Exit:
    sale, related = _sale(options)

    async def work(opened: Open) -> Exit:
        texts = CliTexts(profile_of(options))  # the document is made in the shop's language
        order = opened.paper.documents.receipt(sale, related=related, for_shop=options.shop)
        come_of_it = await bring(options, opened.paper, order)
        del texts
        return come_of_it

    return with_till(options, work)


def _sale(options: argparse.Namespace) -> tuple[Sale, Sequence[Sale]]:
    """Returns the sale, with what its receipt names beside it."""
    sale = named_sale(options)
    with reading(options) as db:
        reader = Reader(db) if db else None
        parent = reader.sale(sale.parent) if reader and sale.parent else None
        related = reader.operations_of(sale.id) if reader else []
    return sale, [parent, *related] if parent else related
