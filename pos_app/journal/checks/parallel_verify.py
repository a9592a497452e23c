"""Parallel verification of a long journal: two processes, each with a share of the sales."""

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from pos_app.journal.chain_heads import KeptHead
from pos_app.journal.checks.replay import Partition
from pos_app.journal.checks.verify import Verification, verify, verify_sales
from pos_app.journal.sqlite_library import Database
from pos_app.system.executable import OWN_FOLDER

LONG = 20_000_000  # bytes: below, a second process costs more than it saves
# Ids are random hexadecimal figures. The first share is the smaller one: the chain comes with it.
_FIRST, _REST = Partition(end="4c"), Partition(first="4c")


def verify_by_two(db: Database, heads: Sequence[KeptHead], command: Sequence[str]) -> Verification:
    """Verifies one share here, and the other in a second process, which `command` starts: it prints
    the result of `verify_rest`, as JSON. If it does not finish, this process does both."""
    with _another(command) as answer:
        verdict = verify(db, heads, _FIRST)
        rest = _read(answer()) or verify_rest(db)
    verdict.sales += rest.sales
    verdict.problems += [told for told in rest.problems if told not in verdict.problems]
    verdict.doubles += rest.doubles
    return verdict


def verify_rest(db: Database) -> Verification:
    """Verifies the share of the second process."""
    return verify_sales(db, _REST)


@contextmanager
def _another(command: Sequence[str]) -> Iterator[Callable[[], str]]:
    """Starts a second process that verifies the rest; yields a function that waits for its
    output."""
    with subprocess.Popen(  # noqa: S603 - this very program
        command,
        cwd=OWN_FOLDER,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield lambda: process.communicate()[0]
        finally:
            process.kill()


def _read(answer: str) -> Verification | None:
    """Parses the other process's result, or returns None if it did not finish."""
    try:
        told = json.loads(answer)
        return Verification(sales=told["sales"], problems=told["problems"], doubles=told["doubles"])
    except (ValueError, KeyError):
        return None
