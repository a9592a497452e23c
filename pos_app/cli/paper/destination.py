"""Where a document goes: to a printer that is named or remembered, or into a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.cli.options import add_json
from pos_app.cli.paper import paper_phrases
from pos_app.cli.paper.job_end import add_patience, see_out
from pos_app.cli.texts import Refusal

if TYPE_CHECKING:
    import argparse

    from pos_app.cli.exit_codes import Exit
    from pos_app.domain.paper.printer import DocumentKind
    from pos_app.ports.paper.printer_setup import PaperDesk, PrinterSetup
    from pos_app.ports.paper.spool import PrintOrder


def add_destination(parser: argparse.ArgumentParser) -> argparse._MutuallyExclusiveGroup:
    """Adds --printer, --pdf, --wait and --json. Returns the group of which one may be given."""
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--printer", default="", metavar="NAME", help="else the one chosen for it")
    where.add_argument("--pdf", type=Path, metavar="FILE", help="save it instead")
    add_patience(parser)
    add_json(parser)
    return where


async def bring(options: argparse.Namespace, paper: PaperDesk, order: PrintOrder) -> Exit:
    """Prints or saves a document, and tells what became of it. Raises Refusal where there is no
    printer for it."""
    if options.pdf is not None:
        path: Path = options.pdf
        return await see_out(options, paper.spool, lambda: paper.spool.save(order, path))
    name = printer_for(paper.setup, order.kind, options.printer)
    return await see_out(options, paper.spool, lambda: paper.spool.print(order, name))


def printer_for(setup: PrinterSetup, kind: DocumentKind, wanted: str) -> str:
    """Returns the name of the printer that is wanted, else of the one chosen for this kind. Raises
    Refusal."""
    names = ", ".join(printer.name for printer in setup.printers())
    if wanted:
        if setup.printer(wanted) is None:
            raise Refusal(paper_phrases.NO_SUCH_PRINTER, wanted)
        return wanted
    if not names:
        raise Refusal(paper_phrases.NO_PRINTER)
    chosen = setup.chosen(kind)
    if chosen is None:
        raise Refusal(paper_phrases.WHICH_PRINTER, names)
    return chosen.name
