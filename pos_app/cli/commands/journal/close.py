"""`close`: closes a business day by a manager's PIN. Unsettled sales come first and stay open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pos_app.cli import phrases
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.options import add_json, add_pin
from pos_app.cli.run import guarded, with_till
from pos_app.cli.sale_json import print_json, sale_as_dict, table_of
from pos_app.cli.secrets_input import managers_pin
from pos_app.cli.terminal import complain, say
from pos_app.cli.texts import CliTexts, Refusal
from pos_app.domain.audit_notes import PinRefused
from pos_app.domain.day_totals import merged, taken
from pos_app.domain.errors import BackupFailed
from pos_app.gateways.catalogue import BRANDS
from pos_app.words.audit import close_words
from pos_app.words.close import lacks_code_words, restored_words, unsettled_words
from pos_app.words.states import state_words

if TYPE_CHECKING:
    import argparse
    from typing import Any

    from pos_app.app.root import Open
    from pos_app.domain.day_totals import Total
    from pos_app.ports.closing import Closed, DayCloseSheet

_GROUPS_A_LINE = 8


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--day", type=date.fromisoformat, metavar="2026-12-31", help="else today")
    add_pin(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    """Returns 0 once the close is in the journal, with sales unsettled or a failed backup too."""
    pin = managers_pin(options, options.pin)

    async def work(opened: Open) -> Exit:
        day = options.day or opened.till.today()
        if day > opened.till.today():
            raise Refusal(phrases.NOT_COME, str(day))
        closed = await opened.till.close_day(day, await opened.till.approve(pin))
        speech = CliTexts(profile_of(options))
        copy, problem = None, ""
        try:
            copy = await opened.backups.make()
        except BackupFailed as failed:
            problem = speech.problem(failed)
            complain(problem)
        if options.json:
            path = str(copy.path) if copy else None
            print_json({**_as_dict(closed), "copy": path, "copy_problem": problem or None})
        else:
            say(*_sentences(speech, closed))
            if copy:
                say(speech.say(phrases.COPIED, copy.path, copy.sales))
        return Exit.PAID

    return with_till(options, work)


def _sentences(speech: CliTexts, closed: Closed) -> list[str]:
    sheet, head = closed.sheet, closed.head
    said = [speech.say(phrases.CLOSED, f"{sheet.day.day:%d/%m/%Y}", closed.by)]
    if sheet.closed_at:
        before = speech.moment(sheet.closed_at), sheet.closed_by
        said.append(speech.say(phrases.CLOSED_BEFORE, *before))
    said += _exceptions(speech, sheet)
    said += table_of([_cells(total) for total in merged(sheet.day.totals)])
    said += [] if sheet.day.totals else [speech.say(phrases.NO_SALES)]
    said += [f"{speech.say(phrases.NET)}: {net}" for net in taken(sheet.day.totals)]
    said.append(speech.say(phrases.HEAD, head.number))
    said += [f"  {line}" for line in head.in_lines(_GROUPS_A_LINE)]
    return [*said, speech.say(phrases.HEAD_IS_FOR)]


def _exceptions(speech: CliTexts, sheet: DayCloseSheet) -> list[str]:
    """Prints the sales that a manager has to look after, above everything else."""
    said = [f"{restored_words(note.put_aside)}." for note in sheet.restored]
    if sheet.unsettled:
        said.append(unsettled_words(len(sheet.unsettled)))
        said += [f"  {speech.line(sale)}" for sale in sheet.unsettled]
    else:
        said.append(f"{unsettled_words(0)}.")
    said += [f"{line}." for line in close_words(sheet.notes, BRANDS)]
    return said + ([f"{lacks_code_words()}."] if sheet.lacks_code else [])


def _cells(total: Total) -> list[str]:
    return [
        f"  {total.method}",
        state_words(total.state, total.purpose),
        str(total.count),
        f"{total.amount.figures} {total.amount.currency.code}",
    ]


def _as_dict(closed: Closed) -> dict[str, Any]:
    sheet = closed.sheet
    return {
        "day": sheet.day.day.isoformat(),
        "by": closed.by,
        "closed_before": sheet.closed_at.isoformat() if sheet.closed_at else None,
        "unsettled": [sale_as_dict(sale) for sale in sheet.unsettled],
        "restored": [note.put_aside for note in sheet.restored],
        "wrong_pins": sum(isinstance(note, PinRefused) for note in sheet.notes),
        "lacks_recovery_code": sheet.lacks_code,
        "audit": close_words(sheet.notes, BRANDS),
        "totals": [
            {
                "method": total.method,
                "purpose": total.purpose.value,
                "status": total.state.value,
                "count": total.count,
                "amount": total.amount.plain,
                "currency": total.amount.currency.code,
            }
            for total in sheet.day.totals
        ],
        "head": {"number": closed.head.number, "hash": closed.head.hash},
    }
