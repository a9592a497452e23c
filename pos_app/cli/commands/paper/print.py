"""`print`: every document but the receipt, and the jobs that bring documents to the printers."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import place_of, profile_of
from pos_app.cli.journal_access import named_sale, reading
from pos_app.cli.options import add_json, add_sale, between
from pos_app.cli.output.job_json import job_as_dict
from pos_app.cli.paper import paper_phrases
from pos_app.cli.paper.destination import add_destination, bring
from pos_app.cli.paper.job_end import add_patience, job_line, see_out, tell
from pos_app.cli.run import guarded, with_till
from pos_app.cli.sale_json import print_json
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts, Refusal
from pos_app.journal.sale_rows import last_found
from pos_app.journal.spool.job_thread import JobThread
from pos_app.ports.sale_filter import SaleFilter
from pos_app.words.books.export import period_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Callable, Sequence

    from pos_app.app.root import Open
    from pos_app.domain.paper.print_job import PrintJob
    from pos_app.ports.ledger import DocumentedClose
    from pos_app.ports.paper.spool import PrintOrder, Spool

    Make = Callable[[argparse.Namespace, Open], Awaitable[PrintOrder]]

_MOST_SALES = 100_000  # on one list
_MOST_JOBS = 1000
_WHAT = "slip|close|reading|shift|journal|jobs|repeat|move|came-out|cancel"


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar=_WHAT)
    slip = what.add_parser("slip", help="the slip with which a customer pays a reference")
    add_sale(slip)
    closed = what.add_parser("close", help="the close of a day (Z), the last one unless named")
    closed.add_argument("close", nargs="?", default="", metavar="NUMBER|2026-12-31")
    read = what.add_parser("reading", help="a day as it stands (X); closes nothing")
    read.add_argument("--day", type=date.fromisoformat, metavar="2026-12-31", help="else today")
    shift = what.add_parser("shift", help="a shift, by its number in `shift show`")
    shift.add_argument("shift", type=between(1, 2**62), metavar="NUMBER")
    listed = what.add_parser("journal", help="the list of a day's sales")
    listed.add_argument("day", type=date.fromisoformat, metavar="2026-12-31")
    listed.add_argument("--to", type=date.fromisoformat, metavar="2026-12-31", help="last day")
    for one, make in (
        (slip, _slip), (closed, _close), (read, _reading), (shift, _shift), (listed, _journal),
    ):  # fmt: skip
        one.set_defaults(act=_bring, make=make)
        add_destination(one)
    _add_jobs(what)


def _add_jobs(what: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    jobs = what.add_parser("jobs", help="what was printed last, and what is known of it")
    jobs.set_defaults(act=_jobs)
    jobs.add_argument("--limit", type=between(1, _MOST_JOBS), default=20)
    add_json(jobs)
    for name, words, act in (
        ("repeat", "print a job again that did not come out: nobody has seen it", _repeat),
        ("move", "take a job that waits to another printer", _move),
        ("came-out", "say that a doubtful job came out", _came_out),
        ("cancel", "take a job out of the queue, or have done with it", _cancel),
    ):
        one = what.add_parser(name, help=words)
        one.set_defaults(act=act)
        one.add_argument("job", metavar="JOB", help="its id, from `print jobs`")
        if act is _move:
            where = one.add_mutually_exclusive_group(required=True)
            where.add_argument("printer", nargs="?", default="", metavar="NAME")
        if act is _repeat:
            where = one.add_mutually_exclusive_group()
            where.add_argument("--printer", default="", metavar="NAME", help="else the same one")
        if act in (_repeat, _move):
            where.add_argument("--pdf", type=Path, metavar="FILE", help="save it instead")
            add_patience(one)
        add_json(one)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: options.act(options))


# --- documents ------------------------------------------------------------------------------------


def _bring(options: argparse.Namespace) -> Exit:
    async def work(opened: Open) -> Exit:
        # Documents are made in the shop's language: its translator stays while they are.
        texts = CliTexts(profile_of(options))
        order = await options.make(options, opened)
        come_of_it = await bring(options, opened.paper, order)
        del texts
        return come_of_it

    return with_till(options, work)


async def _slip(options: argparse.Namespace, opened: Open) -> PrintOrder:
    sale = await asyncio.to_thread(named_sale, options)
    return opened.paper.documents.slip(sale)


async def _close(options: argparse.Namespace, opened: Open) -> PrintOrder:
    close = _close_named(options.close, await opened.till.ledger.closes())
    return opened.paper.documents.close(await opened.till.past_close(close))


def _close_named(wanted: str, closes: Sequence[DocumentedClose]) -> DocumentedClose:
    """Returns the newest close of this number, or of this day. Raises Refusal."""
    for close in closes:
        document = close.document
        if wanted in ("", str(document.number), document.day.isoformat()):
            return close
    if wanted:
        raise Refusal(paper_phrases.NO_SUCH_CLOSE, wanted)
    raise Refusal(paper_phrases.NO_CLOSE)


async def _reading(options: argparse.Namespace, opened: Open) -> PrintOrder:
    sheet = await opened.till.day_sheet(options.day or opened.till.today())
    return opened.paper.documents.reading(sheet)


async def _shift(options: argparse.Namespace, opened: Open) -> PrintOrder:
    read = opened.till.shifts.read
    for shift in await read.open_shifts():
        if shift.since == options.shift:
            return opened.paper.documents.shift(await read.shift_so_far(shift), shift)
    for document in await read.closed_shifts(date.min, date.max):
        if document.since == options.shift:
            return opened.paper.documents.shift(document)
    raise Refusal(paper_phrases.NO_SUCH_SHIFT, options.shift)


async def _journal(options: argparse.Namespace, opened: Open) -> PrintOrder:
    end = options.to or options.day
    wanted = SaleFilter(start=options.day, end=end)
    with reading(options) as db:
        sales = last_found(db, wanted, _MOST_SALES) if db else []
    return opened.paper.documents.journal(period_words(options.day, end), sales)


# --- jobs -----------------------------------------------------------------------------------------


def _jobs(options: argparse.Namespace) -> Exit:
    """Reads beside an open window, too."""
    jobs = asyncio.run(_latest(options))
    if options.json:
        print_json([job_as_dict(job) for job in jobs])
        return Exit.PAID
    texts = CliTexts(profile_of(options))
    if not jobs:
        say(texts.say(paper_phrases.NO_JOBS))
    for job in jobs:
        say(f"{job.id}  {texts.moment(job.asked_at)}  {job_line(job)}")
    return Exit.PAID


async def _latest(options: argparse.Namespace) -> Sequence[PrintJob]:
    path = place_of(options).spool
    if not path.exists():
        return []
    store = JobThread(path, lambda: datetime.now(UTC), is_owner=False)
    try:
        return await store.latest(options.limit)
    finally:
        await store.close()


def _repeat(options: argparse.Namespace) -> Exit:
    async def work(opened: Open) -> Exit:
        spool = opened.paper.spool
        if options.pdf is not None:
            return await _saved(options, spool)
        return await see_out(options, spool, lambda: spool.repeat(options.job, options.printer))

    return with_till(options, work)


def _move(options: argparse.Namespace) -> Exit:
    async def work(opened: Open) -> Exit:
        spool = opened.paper.spool
        if options.pdf is not None:
            return await _saved(options, spool)
        return await see_out(options, spool, lambda: spool.move(options.job, options.printer))

    return with_till(options, work)


async def _saved(options: argparse.Namespace, spool: Spool) -> Exit:
    path: Path = options.pdf
    return await see_out(options, spool, lambda: spool.save_instead(options.job, path))


def _came_out(options: argparse.Namespace) -> Exit:
    async def work(opened: Open) -> Exit:
        return tell(options, await opened.paper.spool.came_out(options.job))

    return with_till(options, work)


def _cancel(options: argparse.Namespace) -> Exit:
    async def work(opened: Open) -> Exit:
        return tell(options, await opened.paper.spool.cancel(options.job))

    return with_till(options, work)
