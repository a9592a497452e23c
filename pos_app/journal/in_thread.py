"""Work on a thread that owns a SQLite connection, with the journal's errors."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from pos_app.domain.errors import CannotBeKept
from pos_app.journal.disk_failures import is_of_the_system, problem_of

T = TypeVar("T")


async def in_thread(executor: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    """Returns the work's answer. Raises JournalUnavailable, JournalDamaged, CannotBeKept."""
    try:
        return await asyncio.get_running_loop().run_in_executor(executor, work)
    except sqlite3.DatabaseError as error:
        if not is_of_the_system(error):
            raise
        raise problem_of(error) from error
    except OverflowError as error:  # beyond SQLite's 64 bits; the transaction was taken back
        raise CannotBeKept(str(error)) from error
    except OSError as error:
        raise problem_of(error) from error
