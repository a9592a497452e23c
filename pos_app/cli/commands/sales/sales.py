"""`sales list`, `sales export`, `sales show`: read the journal, beside an open window too."""

import argparse
from collections.abc import Sequence

from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.journal_access import find, named_sale, reading
from pos_app.cli.options import add_json, add_sale
from pos_app.cli.run import guarded
from pos_app.cli.sale_json import event_as_dict, print_json, sale_as_dict
from pos_app.cli.selection.filters import add_filter, filter_of, scope_of
from pos_app.cli.selection.sales_export import add_export, export
from pos_app.cli.terminal import say
from pos_app.domain.sale import Sale
from pos_app.journal.sale_rows import last_found
from pos_app.journal.store import Reader
from pos_app.ports.journal import Recorded


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="list|export|show")
    listed = what.add_parser("list", help="the newest sales, newest first")
    add_filter(listed)
    listed.add_argument("--limit", type=int, default=50)
    listed.set_defaults(act=_list)
    exported = what.add_parser("export", help="the sales of a filter as a file, or a month's books")
    add_export(exported)
    exported.set_defaults(act=export)
    shown = what.add_parser("show", help="one sale and its history")
    add_sale(shown)
    shown.set_defaults(act=_show)
    for one in (listed, shown):
        add_json(one)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: options.act(options))


def _list(options: argparse.Namespace) -> Exit:
    with reading(options) as db:
        reader = Reader(db) if db else None
        wanted = filter_of(options)
        sales = last_found(db, wanted, options.limit) if db else []
        parents = [_parent(reader, sale) for sale in sales]
    if options.json:
        print_json([sale_as_dict(sale) for sale in sales])
        return Exit.PAID
    from pos_app.cli import phrases  # noqa: PLC0415 - scripts need no words
    from pos_app.cli.texts import CliTexts  # noqa: PLC0415

    speech = CliTexts(profile_of(options))
    if not sales:
        say(speech.say(phrases.NO_SALE_FOUND, scope_of(wanted)))
    for sale, parent in zip(sales, parents, strict=True):
        say(speech.line(sale, parent))
    return Exit.PAID


def _parent(reader: Reader | None, sale: Sale) -> Sale | None:
    return find(reader, sale.parent) if reader and sale.parent else None


def _show(options: argparse.Namespace) -> Exit:
    sale = named_sale(options)
    with reading(options) as db:
        reader = Reader(db) if db else None
        parent = _parent(reader, sale)
        events = reader.events_of(sale.id) if reader else []
        operations = reader.operations_of(sale.id) if reader else []
    if options.json:
        told = {
            **sale_as_dict(sale),
            "operations": [sale_as_dict(one) for one in operations],
            "events": [event_as_dict(event) for event in events],
        }
        print_json(told)
    else:
        _tell(options, sale, parent, operations, events)
    return Exit.PAID


def _tell(
    options: argparse.Namespace,
    sale: Sale,
    parent: Sale | None,
    operations: Sequence[Sale],
    events: Sequence[Recorded],
) -> None:
    from pos_app.cli.texts import CliTexts  # noqa: PLC0415 - scripts need no words
    from pos_app.gateways.catalogue import ALL_METHODS  # noqa: PLC0415
    from pos_app.words.services import service_of  # noqa: PLC0415
    from pos_app.words.timeline import event_words  # noqa: PLC0415

    speech, method = CliTexts(profile_of(options)), ALL_METHODS.get(sale.method)
    say(speech.line(sale, parent))
    for text in (*speech.more(sale, method), *speech.details(sale)):
        say(f"  {text}")
    for one in operations:
        say(f"  {speech.line(one)}")
    for recorded in events:
        what, more = event_words(recorded.event, sale.purpose, service_of(method))
        say(f"  {speech.moment(recorded.at)}  {what}  {more}".rstrip())
