"""`reconcile`: compares the journal with a payment service's statement.

`import` reads a file and takes it in, `ask` does the same with the service's own lists, `show` says
what matches and what does not, `resolve` writes down why something differs.
"""

from __future__ import annotations

import argparse
from calendar import monthrange
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.cli import phrases
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.journal_access import reading
from pos_app.cli.options import add_json, add_pin
from pos_app.cli.run import guarded, with_till
from pos_app.cli.sale_json import print_json, table_of
from pos_app.cli.secrets_input import managers_pin
from pos_app.cli.selection.period import in_order
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts, Refusal
from pos_app.domain.business_day import business_day
from pos_app.domain.money import Money
from pos_app.domain.reconciliation.comparison import Compared, Finding
from pos_app.domain.sale import sale_number
from pos_app.gateways.catalogue import METHODS
from pos_app.installation import settings
from pos_app.journal.books.reconciling import around
from pos_app.ports.statements import KnownAround, LineFact, StatementLayout
from pos_app.till.reconciliation import compared, currency_of
from pos_app.words.books.reconciliation import finding_words, name_in, period_words, unread_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from pos_app.app.root import Open
    from pos_app.domain.reconciliation.period import ReconciledPeriod
    from pos_app.ports.statements import ReadStatement

    Period = tuple[date, date]

_NOBODYS = "-"


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, dest="what", metavar="import|ask|show|resolve")
    taken = what.add_parser("import", help="take a statement in, from a CSV file or a spreadsheet")
    taken.add_argument("file", type=Path)
    taken.add_argument(
        "--column",
        action="append",
        type=_column,
        default=[],
        metavar="amount=Montante",
        help=f"the heading of a column, or #3 for the third: {', '.join(LineFact)}",
    )
    taken.add_argument("--decimal", choices=(",", "."), default="", help="sign before the cents")
    taken.add_argument("--done", default="", metavar="WORD", help="its word for what happened")
    asked = what.add_parser("ask", help="take in what the payment service lists itself")
    shown = what.add_parser("show", help="what matches, and what does not")
    resolved = what.add_parser("resolve", help="write down why something differs")
    resolved.add_argument("item", help="as `show` prints it: 1520/-, -/9f86d081884c7d65")
    resolved.add_argument("--why", required=True, metavar="TEXT", help="how you know")
    for one in (taken, asked):
        one.add_argument("--dry-run", action="store_true", help="read it, and take nothing in")
    for one in (taken, asked, shown, resolved):
        one.add_argument(
            "--source",
            required=True,
            choices=_sources(),
            metavar="SERVICE|METHOD",
            help="of one wallet, where it has a statement of its own",
        )
        one.add_argument("--month", type=_month, metavar="2026-12")
        one.add_argument("--from", dest="start", type=date.fromisoformat, metavar="2026-12-01")
        one.add_argument("--to", dest="end", type=date.fromisoformat, metavar="2026-12-31")
        add_json(one)
    for one in (taken, asked, resolved):
        add_pin(one)


def _sources() -> list[str]:
    names = [name for method in METHODS.values() for name in (method.provider, method.id)]
    return list(dict.fromkeys(names))


def _column(text: str) -> tuple[LineFact, str]:
    name, _, heading = text.partition("=")
    if name not in {*LineFact} or not heading:
        raise argparse.ArgumentTypeError(f"one of {', '.join(LineFact)}, then = and the heading")
    return LineFact(name), heading


def _month(text: str) -> Period:
    first = date.fromisoformat(f"{text}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    if options.what == "show":
        return _show(options)
    pin = "" if getattr(options, "dry_run", False) else managers_pin(options, options.pin)
    work = _resolve if options.what == "resolve" else _take_in
    return with_till(options, lambda opened: work(options, opened, pin))


async def _take_in(options: argparse.Namespace, opened: Open, pin: str) -> Exit:
    desk, source = opened.reconciliation, options.source
    approval = None if options.dry_run else await opened.till.approve(pin)
    if options.what == "ask":
        read = await desk.ask(source, _wanted(options, opened.till.today())[0])
    else:
        named = StatementLayout(dict(options.column), options.decimal, options.done)
        layout = named if named != StatementLayout() else None
        read = await desk.read(source, options.file, layout)
    period = _covered(options, opened.till.today(), read)
    if approval:
        await desk.take_in(source, read, period, approval)
    if options.json:
        print_json(_statement_as_dict(read, period))
    else:
        say(*_statement_lines(CliTexts(profile_of(options)), read, period, source))
    return Exit.PAID


def _show(options: argparse.Namespace) -> Exit:
    """Reads the journal beside a till that may have it open."""
    shop = settings.load(profile_of(options).settings)
    today = business_day(datetime.now(UTC), shop.zone, shop.day_starts_at)
    period = _wanted(options, today)
    with reading(options) as db:
        known = around(db, options.source, *period) if db else KnownAround()
    return _tell(options, compared(known, *period))


def _tell(options: argparse.Namespace, found: ReconciledPeriod) -> Exit:
    if options.json:
        print_json(_as_dict(found, options.source))
    else:
        speech = CliTexts(profile_of(options))
        say(*_lines(speech, found, options.source))
    return Exit.PAID if found.is_to_the_cent else Exit.FAILED


async def _resolve(options: argparse.Namespace, opened: Open, pin: str) -> Exit:
    desk, source = opened.reconciliation, options.source
    approval = await opened.till.approve(pin)
    period = _wanted(options, opened.till.today())
    found = await desk.period(source, *period)
    items = {_item(one): one for one in found.differences}
    if options.item not in items:
        raise Refusal(phrases.NO_SUCH_DIFFERENCE, options.item)
    await desk.resolve(source, items[options.item], options.why, approval)
    return _tell(options, await desk.period(source, *period))


def _wanted(options: argparse.Namespace, today: date) -> Period:
    """Returns the period that was asked for; else this month."""
    first, last = options.month or _month(f"{today:%Y-%m}")
    return in_order(options.start or first, options.end or max(first, min(last, today)))


def _covered(options: argparse.Namespace, today: date, read: ReadStatement) -> Period:
    """Returns what the statement covers: as it was said, else from its first to its last day. A
    list covers what was asked for, and no day that has not come."""
    if options.what == "ask":
        start, end = _wanted(options, today)
        return start, max(start, min(end, today))
    days = sorted(line.day for line in read.lines) or [today]
    first, last = options.month or (days[0], days[-1])
    return in_order(options.start or first, options.end or last)


# --- for people and for scripts -------------------------------------------------------------------


def _item(one: Compared) -> str:
    movement, mark = one.key
    return f"{movement or _NOBODYS}/{mark or _NOBODYS}"


def _statement_lines(
    speech: CliTexts, read: ReadStatement, period: Period, source: str
) -> list[str]:
    currency = currency_of(source, METHODS)
    total = Money(sum(line.amount.minor for line in read.lines), currency)
    said = [speech.say(phrases.STATEMENT_READ, len(read.lines), total, _days(period))]
    said += table_of(
        [[f"  {fact.value}", heading] for fact, heading in read.layout.columns.items()]
    )
    if read.unread:
        said.append(speech.say(phrases.ROWS_LEFT_OUT, len(read.unread)))
        said += table_of([[f"  {one.row}", unread_words(one.why), one.text] for one in read.unread])
    return said


def _days(period: Period) -> str:
    return f"{period[0]:%d/%m/%Y} - {period[1]:%d/%m/%Y}"


def _lines(speech: CliTexts, found: ReconciledPeriod, source: str) -> list[str]:
    currency = currency_of(source, METHODS)
    here, there = (Money(minor, currency) for minor in (found.here, found.there))
    said = [_days((found.start, found.end)), *period_words(found)]
    difference = Money(found.there - found.here, currency)
    said.append(speech.say(phrases.HERE_AND_THERE, here, there, difference))
    said.append(speech.say(phrases.MATCHED, found.matched))
    if found.fees_here or found.fees_there:
        fees = (Money(minor, currency) for minor in (found.fees_here, found.fees_there))
        said.append(speech.say(phrases.FEES_HERE_AND_THERE, *fees))
    return said + table_of([_cells(one, found) for one in found.differences])


def _cells(one: Compared, found: ReconciledPeriod) -> list[str]:
    decision = found.decisions.get(one.key)
    here, there = one.here, one.there
    return [
        f"  {_item(one)}",
        f"{one.day:%d/%m/%Y}",
        finding_words(one),
        sale_number(here.sale) if here and here.sale else "",
        name_in(one),
        here.amount.figures if here else _NOBODYS,
        there.amount.figures if there else _NOBODYS,
        f"{decision.by}: {decision.why}" if decision else "",
    ]


def _statement_as_dict(read: ReadStatement, period: Period) -> dict[str, Any]:
    return {
        "name": read.name,
        "digest": read.digest,
        "from": period[0].isoformat(),
        "to": period[1].isoformat(),
        "columns": {fact.value: heading for fact, heading in read.layout.columns.items()},
        "lines": len(read.lines),
        "total": _total([line.amount for line in read.lines]),
        "left_out": [
            {"row": one.row, "why": one.why.value, "text": one.text} for one in read.unread
        ],
    }


def _total(amounts: Sequence[Money]) -> str | None:
    return Money(sum(one.minor for one in amounts), amounts[0].currency).plain if amounts else None


def _as_dict(found: ReconciledPeriod, source: str) -> dict[str, Any]:
    currency = currency_of(source, METHODS)
    return {
        "source": source,
        "from": found.start.isoformat(),
        "to": found.end.isoformat(),
        "currency": currency.code,
        "to_the_cent": found.is_to_the_cent,
        "here": Money(found.here, currency).plain,
        "there": Money(found.there, currency).plain,
        "fees_here": Money(found.fees_here, currency).plain,
        "fees_there": Money(found.fees_there, currency).plain,
        "matched": found.matched,
        "matched_by_time": found.matched_by_time,
        "open": len(found.open),
        "days_without_statement": [day.isoformat() for day in found.unstated],
        "differences": [_difference_as_dict(one, found) for one in found.differences],
    }


def _difference_as_dict(one: Compared, found: ReconciledPeriod) -> dict[str, Any]:
    decision = found.decisions.get(one.key)
    return {
        "item": _item(one),
        "day": one.day.isoformat(),
        "finding": one.finding.value,
        "sale": one.here.sale or None if one.here else None,
        "reference": one.there.reference or None if one.there else None,
        "here": one.here.amount.plain if one.here else None,
        "there": one.there.amount.plain if one.there else None,
        "fee_differs": one.finding is Finding.DIFFERENT and not one.difference,
        "why": decision.why if decision else None,
        "by": decision.by if decision else None,
    }
