"""`close`: closes a business day by a manager's PIN. Exceptions come first and stay open."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from pos_app.cli import phrases
from pos_app.cli.commands.journal.cash import add_counted, counted_in
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.journal_access import reading
from pos_app.cli.options import add_json, add_pin
from pos_app.cli.output.close_json import sheet_as_dict
from pos_app.cli.run import guarded, with_till
from pos_app.cli.sale_json import print_json, table_of
from pos_app.cli.secrets_input import managers_pin
from pos_app.cli.terminal import complain, say
from pos_app.cli.texts import CliTexts, Refusal
from pos_app.domain.books.day_close import CloseDocument
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.errors import BackupFailed
from pos_app.gateways.catalogue import ALL_METHODS, BRANDS, METHODS
from pos_app.installation import settings
from pos_app.journal.books.closing import document
from pos_app.journal.store import Reader
from pos_app.till.day_close import order_of, sheet_from
from pos_app.words.audit import close_words
from pos_app.words.books.close import lacks_code_words, restored_words, settled_words
from pos_app.words.books.close_sections import close_sections, exception_lines
from pos_app.words.methods import method_name

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from pos_app.app.root import Open
    from pos_app.domain.books.day_close import CloseOrder
    from pos_app.ports.closing import Closed, DayCloseSheet

_GROUPS_A_LINE = 8


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--day", type=date.fromisoformat, metavar="2026-12-31", help="else today")
    parser.add_argument(
        "--so-far",
        action="store_true",
        help="print what a close would say now (an X reading); needs no PIN and closes nothing",
    )
    add_counted(parser)
    add_pin(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _read(options) if options.so_far else _close(options))


def _read(options: argparse.Namespace) -> Exit:
    """Prints an X reading, beside an open window too."""
    shop = settings.load(profile_of(options).settings)
    clock = ShopClock(zone=shop.zone.key, starts_at=f"{shop.day_starts_at:%H:%M}")
    now = datetime.now(UTC)
    order = order_of(options.day or clock.day_of(now), "", METHODS)
    speech = CliTexts(profile_of(options))
    with reading(options) as db:
        if db is None:
            sheet = sheet_from((), (), _nothing(order, now))
        else:
            made, reader = document(db, order, now), Reader(db)
            notes, closes = reader.notes(since=made.since), reader.closes_of(made.day)
            sheet = sheet_from(notes, closes, made)
    if options.json:
        print_json(sheet_as_dict(sheet))
    else:
        say(speech.say(phrases.SO_FAR, f"{order.day:%d/%m/%Y}"), *_body(speech, sheet))
    return Exit.PAID


def _nothing(order: CloseOrder, now: datetime) -> CloseDocument:
    """Returns what a close says where there is no journal yet."""
    return CloseDocument(
        number=1, day=order.day, by=order.by, at=now, begins_at=None, since=0, until=0
    )


def _close(options: argparse.Namespace) -> Exit:
    """Returns 0 once the close is in the journal, with sales unsettled or a failed backup too."""
    pin = managers_pin(options, options.pin)
    counted = counted_in(options)

    async def work(opened: Open) -> Exit:
        day = options.day or opened.till.today()
        if day > opened.till.today():
            raise Refusal(phrases.NOT_COME, str(day))
        read = opened.till.shifts.read
        counts = [(await read.drawer(money.currency)).counted(money) for money in counted]
        closed = await opened.till.close_day(day, await opened.till.approve(pin), counts)
        speech = CliTexts(profile_of(options))
        copy, problem = None, ""
        try:
            copy = await opened.backups.make()
        except BackupFailed as failed:
            problem = speech.problem(failed)
            complain(problem)
        if options.json:
            head = {"number": closed.head.number, "hash": closed.head.hash}
            kept = {"copy": str(copy.path) if copy else None, "copy_problem": problem or None}
            print_json({**sheet_as_dict(closed.sheet), "head": head, **kept})
        else:
            say(*_sentences(speech, closed))
            if copy:
                say(speech.say(phrases.COPIED, copy.path, copy.sales))
        return Exit.PAID

    return with_till(options, work)


def _sentences(speech: CliTexts, closed: Closed) -> list[str]:
    sheet, head = closed.sheet, closed.head
    made = sheet.document
    said = [speech.say(phrases.CLOSED, made.number, f"{made.day:%d/%m/%Y}", made.by)]
    if sheet.closed_at:
        before = speech.moment(sheet.closed_at), sheet.closed_by
        said.append(speech.say(phrases.CLOSED_BEFORE, *before))
    said += _body(speech, sheet)
    said.append(speech.say(phrases.HEAD, head.number))
    said += [f"  {line}" for line in head.in_lines(_GROUPS_A_LINE)]
    return [*said, speech.say(phrases.HEAD_IS_FOR)]


def _body(speech: CliTexts, sheet: DayCloseSheet) -> list[str]:
    names = {method.id: method_name(method) for method in ALL_METHODS.values()}
    said = [*_exceptions(sheet, names)]
    if sheet.document.begins_at:
        said.append(speech.say(phrases.SINCE, speech.moment(sheet.document.begins_at)))
    for section in close_sections(sheet.document, names):
        rows = [[f"  {line.label}", line.value] for line in section.lines]
        said += [section.title, *table_of(rows)]
    return said


def _exceptions(sheet: DayCloseSheet, names: Mapping[str, str]) -> list[str]:
    """Returns what a manager has to look after, above everything else."""
    said = [f"{restored_words(note.put_aside)}." for note in sheet.restored]
    said.append(f"{settled_words(sheet.document)}.")
    said += [f"  {line}" for line in exception_lines(sheet.document, names)]
    said += [f"{line}." for line in close_words(sheet.notes, BRANDS)]
    return said + ([f"{lacks_code_words()}."] if sheet.lacks_code else [])
