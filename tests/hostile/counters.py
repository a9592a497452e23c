"""A real window sells in every hostile surrounding, under Xvfb, and is looked at.

    PYTHONPATH=.:tests python -m hostile.counters FOLDER [ROW…]

Each row of `surroundings.ROWS` opens the till as somebody at a desktop does, types its sales by
xdotool and waits until the screen is green and the journal says paid. Pictures of what was on the
screen stay in FOLDER. Prints the seconds of each row, and fails where one was not green in time,
where something broke on the way, or where the window did not close.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hostile.display import Picture, Screen, display, missing_packages
from hostile.surroundings import ROWS, Row, Selling, placed

from pos_app.installation.profile import Profile
from pos_app.installation.settings import Settings
from pos_app.ui.theme.status_style import StatusStyle
from pos_app.ui.theme.tokens import LIGHT

IN_TIME = 30.0  # seconds from the start of the program to green, without what was sold before
CLOSED_IN = 20.0  # seconds from the wish to close the window until the program has ended
_PATIENCE = 60.0  # seconds after which nobody waits at all
_TICK = 0.25  # seconds between two looks at the screen
_PRESENT = 20_000  # pixels of a colour: a verdict's ground, or the button that asks for the money
_TITLE = Settings().till  # what stands in the window's title, and in no dialog's
_ROOT = Path(__file__).parents[2]
_GROUNDS = {
    StatusStyle.PAID: LIGHT.paid_ground,
    StatusStyle.WAIT: LIGHT.wait_ground,
    StatusStyle.FAIL: LIGHT.fail_ground,
    StatusStyle.DOUBT: LIGHT.doubt_ground,
}


@dataclass
class Seen:
    """What came of one row."""

    name: str
    opened: float | None = None  # seconds until the form could be used
    sold: float | None = None  # seconds from the last sale's first key until it was green
    closed: float | None = None
    note: str = ""
    wrong: list[str] = field(default_factory=list)

    def line(self) -> str:
        numbers = (_seconds(value) for value in (self.opened, self.sold, self.closed))
        more = "; ".join([*self.wrong, *([self.note] if self.note else [])])
        verdict = "WRONG" if self.wrong else "green"
        return f"{self.name:<26}" + "".join(numbers) + f"  {verdict}  {more}".rstrip()


HEAD = f"{'surrounding':<26}{'opened, s':>11}{'sold, s':>11}{'closed, s':>11}"


def _seconds(value: float | None) -> str:
    return f"{'-' if value is None else format(value, '.2f'):>11}"


class Missed(Exception):
    """What a cashier would have seen, and was not there."""


@dataclass(frozen=True)
class Window:
    """The till's program with its window, and the pictures that are taken of it."""

    screen: Screen
    process: "subprocess.Popen[bytes]"
    pictures: Path
    name: str

    def shows(self, colour: str, what: str) -> float:
        """Seconds until there is much of the colour. Raises Missed."""
        began = time.monotonic()
        while time.monotonic() - began < _PATIENCE:
            if self.process.poll() is not None:
                raise Missed(f"no {what}: it ended with {self.process.returncode}")
            picture = self.screen.picture()
            if picture.count(colour) >= _PRESENT:
                return time.monotonic() - began
            time.sleep(_TICK)
        raise Missed(f"no {what} in {_PATIENCE:.0f} s")

    def sell(self, sale: Selling, number: int) -> float:
        """Seconds until the sale is what it becomes."""
        began = time.monotonic()
        self.screen.press(*sale.keys[:-1])
        self.take(f"{number}-typed")
        self.screen.press(sale.keys[-1])
        try:
            self.shows(_GROUNDS[sale.becomes], f"{sale.becomes} on the screen")
            took = time.monotonic() - began
        finally:
            self.take(f"{number}-{sale.becomes}")
        for place, (x, y) in enumerate(sale.clicks, 1):
            self.screen.click(x, y)
            self.take(f"{number}-click-{place}")
        self.come_to_it()
        return took

    def come_to_it(self) -> None:
        """The keys go to the till's own window from here on."""
        self.screen.focus(self.own)

    @property
    def own(self) -> int:
        return self.screen.window_of(self.process.pid, _TITLE)

    def take(self, what: str) -> Picture:
        picture = self.screen.picture()
        picture.keep(self.pictures / f"{self.name}-{what}.png")
        return picture

    def close(self) -> float:
        """Seconds until it has ended. Raises Missed."""
        began = time.monotonic()
        self.screen.ask_to_close(self.own)
        try:
            code = self.process.wait(CLOSED_IN)
        except subprocess.TimeoutExpired:
            self.take("not-closed")
            raise Missed(f"not closed in {CLOSED_IN:.0f} s") from None
        if code:
            raise Missed(f"it ended with {code}")
        return time.monotonic() - began


def _surroundings(screen: Screen, folder: Path) -> dict[str, str]:
    """An environment of which everything is known."""
    home = folder / "home"
    home.mkdir()
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "xcb",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        **screen.environment,
    }


@contextmanager
def _program(
    row: Row, profile: Profile, environment: Mapping[str, str], said: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    training = ["--training"] if row.training else []
    with said.open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "pos_app", "--profile", str(profile.root), *training],
            cwd=_ROOT,
            env=dict(environment),
            stdout=errors,
            stderr=errors,
        )
        with process:
            try:
                yield process
            finally:
                process.kill()


def look(row: Row, pictures: Path) -> Seen:
    """Opens the window in this surrounding, sells, and closes it."""
    seen = Seen(row.name)
    with ExitStack() as closing:
        folder = Path(closing.enter_context(tempfile.TemporaryDirectory()))
        screen = closing.enter_context(display())
        place, around = closing.enter_context(placed(row, folder, screen.environment))
        environment = {**_surroundings(screen, folder), **around.environment}
        said = folder / "said.txt"
        began = time.monotonic()
        process = closing.enter_context(_program(row, place.profile, environment, said))
        window = Window(screen, process, pictures, row.name)
        try:
            window.shows(LIGHT.accent, "button that asks for the money")
            seen.opened = time.monotonic() - began
            window.take("0-opened")
            window.come_to_it()
            with around.once_open():
                for number, sale in enumerate(row.sales, 1):
                    seen.sold = window.sell(sale, number)
                if seen.opened + (seen.sold or 0) > IN_TIME:
                    seen.wrong.append(f"not green in {IN_TIME:.0f} s")
                seen.wrong += _journal_disagrees(row, place.profile, environment)
                seen.closed = window.close()
        except Missed as missed:
            window.take("missed")
            seen.wrong.append(str(missed))
        seen.wrong += _broke(row, place.profile, said)
        seen.note = around.note()
    return seen


def _journal_disagrees(row: Row, profile: Profile, environment: Mapping[str, str]) -> Sequence[str]:
    """What `sales list` says in the same surroundings, where the newest sale is not paid there."""
    training = ["--training"] if row.training else []
    asked = subprocess.run(
        [sys.executable, "-m", "pos_app", "--profile", str(profile.root), *training,
         "sales", "list", "--json"],
        cwd=_ROOT,
        env=dict(environment),
        check=False,
        capture_output=True,
        timeout=_PATIENCE,
    )  # fmt: skip
    if asked.returncode or asked.stderr:
        return [f"sales list: {asked.returncode} {asked.stderr.decode()[-200:]}"]
    sales: list[dict[str, Any]] = json.loads(asked.stdout)
    found = [sale["status"] for sale in sales]
    wanted = "paid"
    if len(found) != len(row.sales) or found[0] != wanted:
        return [f"the journal says {found}"]
    return []


def _broke(row: Row, profile: Profile, said: Path) -> Sequence[str]:
    """Errors that nobody handled, and whatever the program has said to its terminal."""
    place = profile.training if row.training else profile
    reports = [f"left {path.name}" for path in sorted(place.log.glob("report-*.txt"))]
    words = said.read_text(errors="replace").strip()
    is_known = not words or (row.says and row.says in words and "Traceback" not in words)
    return [*reports, *([] if is_known else [f"said: {words[-300:]}"])]


def _named(names: Sequence[str]) -> Sequence[Row]:
    """Raises SystemExit for a name that is none."""
    known = {row.name: row for row in ROWS}
    if unknown := [name for name in names if name not in known]:
        raise SystemExit(f"no such surrounding: {', '.join(unknown)}; there are {', '.join(known)}")
    return [known[name] for name in names] or ROWS


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("rows", nargs="*", metavar="ROW", help="only these")
    options = parser.parse_args(arguments)
    rows = _named(options.rows)
    if missing := missing_packages():
        raise SystemExit(f"apt-get install -y --no-install-recommends {' '.join(missing)}")
    options.folder.mkdir(parents=True, exist_ok=True)
    _say(HEAD)
    wrong = 0
    for row in rows:
        seen = look(row, options.folder)
        wrong += bool(seen.wrong)
        _say(seen.line())
    _say(f"{len(rows)} surroundings, {wrong} wrong; pictures in {options.folder}")
    return 1 if wrong else 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
