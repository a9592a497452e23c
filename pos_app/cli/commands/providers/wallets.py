"""`wallets`: lists the shop's wallets at a provider, with their balances."""

import argparse
from typing import Any

from pos_app.cli.exit_codes import Exit
from pos_app.cli.options import add_json
from pos_app.cli.provider_admin import OpenProviderAdmin, add_provider, with_desk
from pos_app.cli.sale_json import print_json, print_table
from pos_app.cli.terminal import say
from pos_app.ports.provider_admin import Page, Wallet, WalletQuery


def arguments(parser: argparse.ArgumentParser) -> None:
    add_provider(parser)
    parser.add_argument("--active", action="store_true", help="only those in use")
    parser.add_argument("--environment", choices=("sandbox", "production"))
    parser.add_argument(
        "--payment-method", type=int, metavar="N", help="number at the payment service"
    )
    parser.add_argument("--sort", choices=("id", "name", "balance", "created_at"))
    parser.add_argument("--desc", action="store_true", help="the last first")
    parser.add_argument("--page", type=int, metavar="N")
    parser.add_argument("--per-page", type=int, metavar="N")
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    return with_desk(options, lambda opened: _run(options, opened))


async def _run(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    page = await opened.desk.wallets(options.provider, _query(options))
    if options.json:
        wallets = [_as_dict(wallet) for wallet in page.rows]
        known = {"page": page.page, "last_page": page.last_page, "total": page.total}
        print_json({"wallets": wallets, **known})
    else:
        _print(page)
    return Exit.PAID


def _query(options: argparse.Namespace) -> WalletQuery:
    return WalletQuery(
        method=options.payment_method,
        active=options.active,
        environment=options.environment or "",
        sort=options.sort or "",
        descending=options.desc,
        page=options.page,
        per_page=options.per_page,
    )


def _as_dict(wallet: Wallet) -> dict[str, Any]:
    balance = wallet.balance
    return {
        "id": wallet.id,
        "name": wallet.name,
        "method": wallet.method,
        "balance": balance.plain if balance else None,
        "currency": balance.currency.code if balance else None,
    }


def _print(page: Page[Wallet]) -> None:
    if page.rows:
        print_table([list(map(str, (w.id, w.name, w.method, w.balance))) for w in page.rows])
    say(f"{page.page}/{page.last_page} ({page.total})")
