"""A process that has everything imported and forks a till for each life that it is asked for.

It reads a life as JSON from each line of its input, and answers each with what became of it. It
ends with its input, so it cannot outlive whoever started it. It has no thread of its own, so that
what is forked is whole.
"""

import json
import os
import signal
import sys
import traceback
from dataclasses import asdict, dataclass
from importlib import import_module

from faults.kills.lives import Life, live

LONGEST = 60  # seconds; what lives longer has hung


@dataclass(frozen=True)
class Death:
    """How a life ended: at a step, by itself after so many steps, or as it must not."""

    at: str = ""
    steps: int = 0
    error: str = ""


def main() -> None:
    import_module("warm")  # what a till imports once it needs it: here once, not in every life
    for line in sys.stdin:
        death = _end_of(Life(**json.loads(line)))
        sys.stdout.write(json.dumps(asdict(death)) + "\n")
        sys.stdout.flush()


def _end_of(life: Life) -> Death:
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        _be_born(life, told)
    os.close(told)
    with os.fdopen(heard) as reading:
        last_words = json.loads(reading.read() or "{}")
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    if killed is bool(last_words.get("at")) and last_words:
        return Death(**last_words)
    return Death(error=f"it ended with {status}, having said {last_words}")


def _be_born(life: Life, told: int) -> None:
    """Never returns: the child shares nothing with the nursery but standard error."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    signal.alarm(LONGEST)

    def say(**words: object) -> None:
        os.write(told, json.dumps(words).encode())

    try:
        say(steps=live(life, lambda step: say(at=step)))
    except BaseException:  # noqa: BLE001 - told to whoever asked for this life
        say(error=traceback.format_exc()[-3000:])
    os._exit(0)


if __name__ == "__main__":
    main()
