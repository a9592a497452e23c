"""What a shop does with the package, in order: installs, sells, upgrades, removes."""

import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from hostile.display import Screen, display
from install_acceptance.root import Root

from pos_app.installation.settings import Settings
from pos_app.system.version import VERSION

Found = TypeVar("Found")
_BEFORE = "0.0.1~before"  # the version of the release before
_OPENS = 60.0  # seconds until the window is there
_PAID = 60.0  # seconds until a sale of training is paid
_GOES = 20.0  # seconds that a second start may take to go away
_TICK = 0.3
_TITLE = Settings().till  # what stands in the window's title
_SALE = ("1", "5", "0", "0", "Return", *"900000000", "Return")
_FOLDER = "usr/lib/pos-app"
_OURS = ("usr/bin/pos-app", "usr/share/man/man1/pos-app.1.gz",
         "usr/share/applications/pos-app.desktop",
         "usr/share/icons/hicolor/scalable/apps/pos-app.svg")  # fmt: skip


class Missed(Exception):
    """What a shop would have missed."""


@dataclass
class Trial:
    """One package in one root. A step says what it saw, and raises Missed or SubprocessError."""

    root: Root
    package: Path
    pictures: Path
    sales: list[dict[str, Any]] = field(default_factory=list)

    def steps(self) -> Iterator[Callable[[], str]]:
        yield from (self.install_before, self.links, self.sell, self.upgrade, self.sell_again)
        yield from (self.version, self.self_test, self.page, self.remove)

    def install_before(self) -> str:
        """installs the release before, with what it declares alone"""
        with tempfile.TemporaryDirectory() as name:
            made = Path(name, "before.deb")
            as_version(self.package, _BEFORE, made)
            had = self._packages()
            self.root.apt("install", self.root.take_in(made, "before.deb"))
        return f"{len(self._packages() - had)} packages"

    def links(self) -> str:
        """finds every library that a file in the folder is linked to"""
        script = (
            f"cd /{_FOLDER} && export LD_LIBRARY_PATH=$PWD/_internal && "
            "find . -type f -name '*.so*' -exec ldd {} + 2>&1 | grep -E 'not found' | sort -u"
        )
        missing = self.root.run("sh", "-c", f"{script} || true").strip()
        if missing:
            raise Missed(missing)
        return "all"

    def sell(self) -> str:
        """sells in training by key presses, and a second start finds the first window"""
        before = self.root.files()
        with self._window("first") as screen:
            screen.press(*_SALE)
            took = self._until_paid(len(self.sales) + 1)
            self._picture(screen, "paid")
            second = self.root.start("pos-app", "--training", display=screen.name)
            _quietly(second, "the second start")
        self._nothing_outside(before)
        return f"paid after {took:.1f} s; nothing written outside the home"

    def upgrade(self) -> str:
        """upgrades, and the journal has its sales"""
        self.root.apt("install", self.root.take_in(self.package, "pos-app.deb"))
        if self._sales() != self.sales or not self.sales:
            raise Missed(f"{self._sales()} instead of {self.sales}")
        return f"{len(self.sales)} sale as before"

    def sell_again(self) -> str:
        """sells again after the upgrade"""
        with self._window("upgraded") as screen:
            screen.press("2", *_SALE)
            took = self._until_paid(len(self.sales) + 1)
            self._picture(screen, "paid-again")
        return f"paid after {took:.1f} s"

    def version(self) -> str:
        """tells its version"""
        said = self._said("--version")
        if VERSION not in said:
            raise Missed(said)
        return said.strip()

    def self_test(self) -> str:
        """passes its self-test"""
        return f"{len(json.loads(self._said('self-test'))['checks'])} checks"

    def page(self) -> str:
        """has its manual page, its desktop file and its icon"""
        missing = [name for name in _OURS if not (self.root.path / name).exists()]
        if missing:
            raise Missed(", ".join(missing))
        return "all"

    def remove(self) -> str:
        """is removed, and the profile stays"""
        before = profile_of(self.root)
        self.root.apt("remove", "pos-app")
        left = [name for name in (_FOLDER, *_OURS) if (self.root.path / name).exists()]
        if left or profile_of(self.root) != before or not before:
            raise Missed(f"left: {left}; profile: {len(before)} files before")
        return f"{len(before)} files of the profile stay, none of the program's"

    # --- hands and eyes ---------------------------------------------------------------------------

    @contextmanager
    def _window(self, name: str) -> Iterator[Screen]:
        """The till's window on a screen of its own, ready for keys; closed as a person does."""
        with display() as screen:
            till = self.root.start("pos-app", "--training", display=screen.name)
            try:
                window = _until(lambda: _window_of(screen, till), _OPENS, "window")
                screen.focus(window)
                _until((self._journal.exists), _OPENS, "journal")
                time.sleep(1)  # the form follows the journal, and nothing outside tells of it
                self._picture(screen, name)
                yield screen
                screen.focus(_window_of(screen, till))
                screen.ask_to_close(_window_of(screen, till))
                _quietly(till, "the window")
            except Missed:
                self._picture(screen, f"{name}-missed")
                raise
            finally:
                till.kill()

    def _picture(self, screen: Screen, name: str) -> None:
        screen.picture().keep(self.pictures / f"{self.root.release}-{name}.png")

    @property
    def _journal(self) -> Path:
        return self.root.home / ".local/share/pos-app/training/journal.sqlite3"

    def _until_paid(self, count: int) -> float:
        began = time.monotonic()

        def all_paid() -> bool:
            self.sales = self._sales()
            return len(self.sales) == count and all(s["status"] == "paid" for s in self.sales)

        _until(all_paid, _PAID, f"{count} paid sales")
        return time.monotonic() - began

    def _sales(self) -> list[dict[str, Any]]:
        told = self._said("--training", "sales", "list", "--json")
        sales: list[dict[str, Any]] = json.loads(told)
        return sales

    def _said(self, *arguments: str) -> str:
        code, said = _end(self.root.start("pos-app", *arguments), _OPENS)
        if code:
            raise Missed(f"{' '.join(arguments)} ended with {code}: {said}")
        return said

    def _packages(self) -> set[str]:
        return set(self.root.run("dpkg-query", "-W", "-f", "${Package}\\n").split())

    def _nothing_outside(self, before: dict[str, tuple[int, int]]) -> None:
        after = self.root.files()
        changed = sorted(
            name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
        )
        if changed:
            raise Missed(f"written outside the home: {', '.join(changed)}")


def as_version(package: Path, version: str, target: Path) -> None:
    """The same package under another version."""
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name, "tree")
        subprocess.run(["dpkg-deb", "-R", str(package), str(tree)], check=True)
        control = tree / "DEBIAN" / "control"
        rows = control.read_text(encoding="utf-8").splitlines()
        rows = [f"Version: {version}" if row.startswith("Version:") else row for row in rows]
        control.write_text("\n".join(rows) + "\n", encoding="utf-8")
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Znone", "-b", str(tree), str(target)],
            check=True,
            stdout=subprocess.DEVNULL,
        )


def profile_of(root: Root) -> dict[str, bytes]:
    files = (path for path in (root.home / ".local/share/pos-app").rglob("*") if path.is_file())
    return {str(path.relative_to(root.home)): path.read_bytes() for path in files}


def _window_of(screen: Screen, till: "subprocess.Popen[str]") -> int:
    """The window's number, 0 where there is none yet. Raises Missed where the till has ended."""
    if till.poll() is not None:
        raise Missed(f"it ended with {till.returncode}: {_end(till, _GOES)[1]}")
    try:
        return screen.window_of(till.pid, _TITLE)
    except (ValueError, subprocess.CalledProcessError):
        return 0


def _until(look: Callable[[], Found], limit: float, what: str) -> Found:
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(_TICK)
    raise Missed(f"no {what} in {limit:.0f} s")


def _quietly(process: "subprocess.Popen[str]", what: str) -> None:
    """Waits for the end: in time, with success, in silence."""
    code, said = _end(process, _GOES)
    if code or said:
        raise Missed(f"{what} ended with {code}: {said}")


def _end(process: "subprocess.Popen[str]", limit: float) -> tuple[int, str]:
    try:
        said = process.communicate(timeout=limit)[0]
    except subprocess.TimeoutExpired:
        process.kill()
        raise Missed(f"it did not end in {limit:.0f} s") from None
    return process.returncode, said.strip()
