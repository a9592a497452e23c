"""What the command line's tests share."""

import asyncio
import json
from contextlib import suppress
from typing import Any

from support import PATIENCE, Counter, Terminal

from pos_app.app.root import open_till


def ask(terminal: Terminal, *arguments: str) -> tuple[int, Any]:
    """The exit code and the line of JSON."""
    code, out, err = terminal.run(*arguments, "--json")
    assert "Traceback" not in err, err
    return code, json.loads(out)


def typing(terminal: Terminal, line: str, *arguments: str) -> tuple[int, str, str]:
    """With something on standard input, which nobody else can read."""
    return terminal.run(*arguments, typed=f"{line}\n")


def sold(terminal: Terminal, method: str, *, hold: bool = False) -> None:
    """A sale of 1500.00 to begin with: paid or held, in this process and without patience."""

    async def sell() -> None:
        async with open_till(terminal.profile, training=False) as opened:
            sale = await Counter(opened).charge(method, hold=hold)
            while not opened.till.is_at_rest(sale):
                await opened.till.look_now(sale.id)
                with suppress(TimeoutError):
                    async with asyncio.timeout(0.1):
                        sale = await opened.till.wait_for(sale.id, opened.till.is_at_rest)

    async def within_reason() -> None:
        async with asyncio.timeout(PATIENCE):
            await sell()

    asyncio.run(within_reason())
