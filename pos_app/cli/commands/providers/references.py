"""`references`: lists, makes and deletes payment references that belong to no sale."""

import argparse
from datetime import UTC, datetime
from typing import Any

from pos_app.cli import phrases
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.journal_access import reading
from pos_app.cli.options import add_json, add_pin, between, identifier
from pos_app.cli.provider_admin import OpenProviderAdmin, with_desk, with_managers_desk
from pos_app.cli.sale_json import print_json, print_table
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts, Refusal
from pos_app.gateways.catalogue import METHODS
from pos_app.journal.store import Reader
from pos_app.ports.provider_admin import ListedReference
from pos_app.till.charge_request import read_fields, read_validity

SHOW = [method.provider for method in METHODS.values() if method.can_look_up]
MAKE = [method.provider for method in METHODS.values() if method.can_extend]


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="list|show|put|delete")
    listed = _verb(what, "list", _list, SHOW, "newest first")
    listed.add_argument(
        "--offset", type=between(0, 10**6), default=0, metavar="N", help="leave out the first N"
    )
    listed.add_argument("--limit", type=between(1, 100), default=20, metavar="N")
    shown = _verb(what, "show", _show, SHOW, "one of them, by the provider's own id")
    shown.add_argument("reference", type=identifier, metavar="ID")
    put = _verb(what, "put", _put, MAKE, "one that is no sale's: its payments are `unmatched`")
    put.add_argument("--reference", type=identifier, metavar="N", help="else a new one")
    put.add_argument("--amount", default="", metavar="1500.00", help="else any amount can be paid")
    put.add_argument("--until", default="", metavar="2026-12-31[T18:00]", help="else for ever")
    put.add_argument("--field", dest="fields", action="append", default=[], metavar="NAME=VALUE")
    deleted = _verb(what, "delete", _delete, MAKE, "take away one that is no sale's")
    deleted.add_argument("reference", type=identifier, metavar="N")


def _verb(what: Any, name: str, act: Any, able: list[str], words: str) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = what.add_parser(name, help=words)
    verb.add_argument("--provider", choices=able, default=able[0])
    add_json(verb)
    changes = act in (_put, _delete)
    if changes:
        add_pin(verb)
    verb.set_defaults(act=act, opens=with_managers_desk if changes else with_desk)
    return verb


def run(options: argparse.Namespace) -> Exit:
    return Exit(options.opens(options, lambda opened: options.act(options, opened)))


# --- reading --------------------------------------------------------------------------------


async def _list(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    page = await opened.desk.references(options.provider, options.offset, options.limit)
    rows = [_as_dict(reference) for reference in page.references]
    if options.json:
        print_json({"total": page.total, "references": rows})
    elif rows:
        print_table([_cells(row) for row in rows])
    return Exit.PAID


async def _show(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    row = _as_dict(await opened.desk.reference(options.provider, options.reference))
    if options.json:
        print_json(row)
    else:
        print_table([_cells(row)])
    return Exit.PAID


def _cells(row: dict[str, Any]) -> list[str]:
    return [str(value or "") for value in row.values()]


def _as_dict(reference: ListedReference) -> dict[str, Any]:
    return {
        "id": reference.id,
        "number": reference.number,
        "amount": reference.amount.plain if reference.amount else None,
        "status": reference.status,
        "expires": reference.expires,
        "sale": reference.sale,
    }


# --- making ---------------------------------------------------------------------------------------


async def _put(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    method = next(one for one in METHODS.values() if one.provider == options.provider)
    until = read_validity(options.until, method, datetime.now(UTC)) if options.until else None
    fields = read_fields(options.fields)
    method.check_fields(fields)
    _leave_sales_alone(options, method.id)
    reference = await opened.desk.put_reference(
        options.provider,
        options.reference or "",
        amount=options.amount,
        until=until,
        fields=fields,
        approval=opened.approval,
    )
    entity = opened.accounts[options.provider].options.get("entity", "").zfill(5)
    if options.json:
        print_json({"entity": entity, "reference": reference})
    else:
        say(f"{entity} {reference}")
    return Exit.PAID


async def _delete(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    _leave_sales_alone(
        options, next(one.id for one in METHODS.values() if one.provider == options.provider)
    )
    await opened.desk.delete_reference(options.provider, options.reference, opened.approval)
    if options.json:
        print_json({"reference": options.reference, "done": True})
    else:
        say(CliTexts(profile_of(options)).say(phrases.DONE))
    return Exit.PAID


def _leave_sales_alone(options: argparse.Namespace, method: str) -> None:
    """Refuses the reference of a sale: `extend` changes those and `cancel` deletes them, both with
    an event in the journal. Raises Refusal.

    Raises Refusal.
    """
    if not options.reference:
        return
    with reading(options) as db:
        found = db and Reader(db).sale_with_reference(method, options.reference.zfill(9))
    if found:
        raise Refusal(phrases.A_SALES_REFERENCE, found.number)
