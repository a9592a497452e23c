"""`printers`: sets printers up, finds them, asks how they are, and prints a test page."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.options import add_json, between
from pos_app.cli.output.job_json import found_as_dict, printer_as_dict, status_as_dict
from pos_app.cli.paper import paper_phrases
from pos_app.cli.paper.job_end import add_patience, see_out
from pos_app.cli.run import guarded, with_till
from pos_app.cli.sale_json import print_json, print_table
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts, Refusal
from pos_app.domain.paper.print_job import Hitch
from pos_app.domain.paper.printer import (
    RESOLUTIONS,
    DocumentKind,
    PaperSize,
    Printer,
    PrinterConnection,
)
from pos_app.installation.printers import BAUDS, MOST_FEED, PrinterFile
from pos_app.ports.paper.printers import PrinterNotReady, PrinterStatus
from pos_app.printing.drivers.shop_printers import ShopPrinters
from pos_app.words.paper.jobs import document_words
from pos_app.words.paper.printers import found_words, printer_facts, status_words
from pos_app.words.translate import joined

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from pos_app.app.root import Open
    from pos_app.ports.paper.printers import FoundPrinter

_WHAT = "list|find|add|remove|choose|status|test"


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar=_WHAT)
    listed = what.add_parser("list", help="the printers that are set up")
    listed.set_defaults(act=_list)
    found = what.add_parser("find", help="printers of the system, at USB ports, on the network")
    found.set_defaults(act=_find)
    added = what.add_parser("add", help="set a printer up; one of the same name is replaced")
    added.set_defaults(act=_add)
    _add_printer(added)
    removed = what.add_parser("remove", help="forget a printer")
    removed.set_defaults(act=_remove)
    removed.add_argument("name", metavar="NAME")
    chosen = what.add_parser("choose", help="say where a kind of document goes")
    chosen.set_defaults(act=_choose)
    kinds = [kind.value for kind in DocumentKind]
    chosen.add_argument("kind", choices=kinds, metavar="KIND", help=", ".join(kinds))
    chosen.add_argument("name", metavar="NAME")
    asked = what.add_parser("status", help="ask printers how they are; prints nothing")
    asked.set_defaults(act=_status)
    asked.add_argument("names", nargs="*", metavar="NAME", help="else all")
    tried = what.add_parser("test", help="print a test page")
    tried.set_defaults(act=_test)
    tried.add_argument("name", metavar="NAME")
    add_patience(tried)
    for one in (listed, found, added, removed, chosen, asked, tried):
        add_json(one)


def _add_printer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="as people at the till call it")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--system", metavar="QUEUE", help="a printer of this computer, by its name")
    where.add_argument("--network", metavar="HOST[:PORT]", help="port 9100 unless given")
    where.add_argument("--usb", metavar="VENDOR:PRODUCT[:SERIAL]", help="in hexadecimal")
    where.add_argument("--serial", metavar="DEVICE", help="/dev/ttyUSB0, or COM3")
    blank = Printer(name="", connection=PrinterConnection.SYSTEM, address="")
    papers = [size.value for size in PaperSize]
    parser.add_argument("--paper", choices=papers, default=blank.paper.value, help="in mm, or a4")
    parser.add_argument("--dpi", type=int, choices=RESOLUTIONS, default=blank.dpi)
    parser.add_argument("--baud", type=int, choices=BAUDS, default=blank.baud, metavar="9600")
    parser.add_argument("--feed", type=between(0, MOST_FEED), default=blank.feed, metavar="LINES")
    parser.add_argument("--no-cut", dest="cuts", action="store_false", help="it has no cutter")
    parser.add_argument("--drawer", dest="kicks_drawer", action="store_true", help="it opens one")
    parser.add_argument(
        "--text-mode", action="store_true", help="its own letters, for a slow serial line"
    )
    parser.add_argument("--code-page", default="", metavar="CP860", help="of its own letters")
    parser.add_argument("--model", default="", metavar="PROFILE", help="python-escpos's name of it")


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: options.act(options))


# --- what is set up -------------------------------------------------------------------------------


def _setup(options: argparse.Namespace) -> PrinterFile:
    """Returns the shop's printers. A command changes those of the real shop, training or not."""
    return PrinterFile(profile_of(options).settings, training=options.training)


def _list(options: argparse.Namespace) -> Exit:
    setup = _setup(options)
    texts = CliTexts(profile_of(options))
    uses = {printer.name: _uses(setup, printer) for printer in setup.printers()}
    if options.json:
        for_kinds = {name: [kind.value for kind in kinds] for name, kinds in uses.items()}
        print_json(
            [printer_as_dict(one) | {"for": for_kinds[one.name]} for one in setup.printers()]
        )
    elif not uses:
        say(texts.say(paper_phrases.NO_PRINTER))
    else:
        print_table(
            [[one.name, printer_facts(one), ", ".join(uses[one.name])] for one in setup.printers()]
        )
    return Exit.PAID


def _uses(setup: PrinterFile, printer: Printer) -> Sequence[DocumentKind]:
    return [kind for kind in DocumentKind if setup.chosen(kind) == printer]


def _add(options: argparse.Namespace) -> Exit:
    connection = next(one for one in PrinterConnection if getattr(options, one.value) is not None)
    printer = Printer(
        name=options.name,
        connection=connection,
        address=getattr(options, connection.value),
        paper=PaperSize(options.paper),
        dpi=options.dpi,
        text_mode=options.text_mode,
        code_page=options.code_page,
        profile=options.model,
        baud=options.baud,
        cuts=options.cuts,
        kicks_drawer=options.kicks_drawer,
        feed=options.feed,
    )
    setup = _setup(options)
    asyncio.run(_prepared(options, setup, printer))
    kept = setup.printer(printer.name.strip())
    _tell(options, printer_as_dict(kept or printer), paper_phrases.PRINTER_KEPT, options.name)
    return Exit.PAID


async def _prepared(options: argparse.Namespace, setup: PrinterFile, printer: Printer) -> None:
    """Saves the printer; a new profile has no folder yet."""
    from pos_app.domain.errors import SettingsUnavailable  # noqa: PLC0415 - beside its only use

    try:
        await asyncio.to_thread(profile_of(options).prepare)
    except OSError as error:
        raise SettingsUnavailable(str(error)) from error
    await setup.keep(printer)


def _remove(options: argparse.Namespace) -> Exit:
    setup = _setup(options)
    _named(setup, options.name)
    asyncio.run(setup.remove(options.name))
    _tell(options, {"removed": options.name}, paper_phrases.PRINTER_GONE, options.name)
    return Exit.PAID


def _choose(options: argparse.Namespace) -> Exit:
    setup, kind = _setup(options), DocumentKind(options.kind)
    _named(setup, options.name)
    asyncio.run(setup.choose(kind, options.name))
    texts = CliTexts(profile_of(options))
    told = {"kind": kind.value, "printer": options.name}
    _tell(options, told, paper_phrases.GOES_TO, document_words(kind), options.name)
    del texts
    return Exit.PAID


def _named(setup: PrinterFile, name: str) -> Printer:
    printer = setup.printer(name)
    if printer is None:
        raise Refusal(paper_phrases.NO_SUCH_PRINTER, name)
    return printer


def _tell(options: argparse.Namespace, told: dict[str, Any], source: str, *values: str) -> None:
    if options.json:
        print_json(told)
    else:
        say(CliTexts(profile_of(options)).say(source, *values))


# --- the printers themselves ----------------------------------------------------------------------


def _find(options: argparse.Namespace) -> Exit:
    found = asyncio.run(_all_found())
    texts = CliTexts(profile_of(options))
    if options.json:
        print_json([found_as_dict(one) for one in found])
    elif not found:
        say(texts.say(paper_phrases.NONE_FOUND))
    else:
        print_table([[found_words(one), f"--{one.by.value}", one.printer.address] for one in found])
    return Exit.PAID


async def _all_found() -> Sequence[FoundPrinter]:
    printers = ShopPrinters()
    try:
        return await printers.find()
    finally:
        await printers.close()


def _status(options: argparse.Namespace) -> Exit:
    """Returns 0 where every printer can print or does not say, else 5."""
    setup = _setup(options)
    asked = [_named(setup, name) for name in options.names] or list(setup.printers())
    if not asked:
        raise Refusal(paper_phrases.NO_PRINTER)
    states = asyncio.run(_states(asked))
    texts = CliTexts(profile_of(options))
    if options.json:
        print_json([status_as_dict(*one) for one in zip(asked, states, strict=True)])
    else:
        for printer, status in zip(asked, states, strict=True):
            say(joined(printer.name, status_words(status), status.detail))
    del texts
    ready = all(status.hitch is Hitch.NONE for status in states)
    return Exit.PAID if ready else Exit.NOT_SENT


async def _states(asked: Sequence[Printer]) -> Sequence[PrinterStatus]:
    printers = ShopPrinters()

    async def state(printer: Printer) -> PrinterStatus:
        try:
            return await printers.status(printer)
        except PrinterNotReady as trouble:
            return PrinterStatus(hitch=trouble.hitch, detail=trouble.detail)

    try:
        return await asyncio.gather(*map(state, asked))
    finally:
        await printers.close()


def _test(options: argparse.Namespace) -> Exit:
    printer = _named(_setup(options), options.name)

    async def work(opened: Open) -> Exit:
        texts = CliTexts(profile_of(options))
        paper = opened.paper
        order = paper.documents.test(printer)
        come_of_it = await see_out(
            options, paper.spool, lambda: paper.spool.print(order, printer.name)
        )
        del texts
        return come_of_it

    return with_till(options, work)
