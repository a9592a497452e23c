"""A clean Debian in a folder: made by debootstrap from this computer's own mirror."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

USER = "till"
_LIMIT = 600.0  # seconds that one command may take
_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
# What this computer's apt was told of the way to its mirror, and of old lists.
_APT = ("Acquire::http::Proxy", "Acquire::Check-Valid-Until", "Acquire::Check-Date")


@dataclass(frozen=True)
class Root:
    """The folder, with a user who has nothing but a home. Its mounts are those of this process's
    name space."""

    path: Path
    release: str

    @classmethod
    def make(cls, path: Path, release: str) -> "Root":
        subprocess.run(
            ["debootstrap", "--variant=minbase", release, str(path), _mirror()],
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=_LIMIT,
        )
        root = cls(path, release)
        root.run("useradd", "--create-home", "--shell", "/bin/sh", USER)
        screens = path / "tmp" / ".X11-unix"
        screens.mkdir()
        # Debootstrap's own do not outlive it everywhere.
        for kind, source, place in (("proc", "proc", "proc"), ("tmpfs", "tmpfs", "dev/shm")):
            (path / place).mkdir(exist_ok=True)
            if not os.path.ismount(path / place):
                subprocess.run(["mount", "-t", kind, source, str(path / place)], check=True)
        subprocess.run(["mount", "--bind", "/tmp/.X11-unix", str(screens)], check=True)
        root.apt("update")
        return root

    @property
    def home(self) -> Path:
        return self.path / "home" / USER

    def run(self, *command: str) -> str:
        """What a command of root's says."""
        return subprocess.run(
            ["chroot", str(self.path), *command],
            env={"PATH": _PATH, "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"},
            check=True,
            capture_output=True,
            text=True,
            timeout=_LIMIT,
        ).stdout

    def apt(self, *arguments: str) -> str:
        return self.run("apt-get", "-qq", "-y", "--no-install-recommends", *_options(), *arguments)

    def start(self, *command: str, display: str = "") -> "subprocess.Popen[str]":
        """A command of the user's."""
        screen = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"} if display else {}
        return subprocess.Popen(
            ["chroot", f"--userspec={USER}:{USER}", str(self.path), *command],
            env={"PATH": _PATH, "LANG": "C.UTF-8", "HOME": f"/home/{USER}", **screen},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def files(self) -> dict[str, tuple[int, int]]:
        """Size and time of every file but the user's, the screens' and what the kernel makes up. Of
        a folder it matters only that it is there."""
        names = ("proc", "dev", "sys", "tmp/.X11-unix")
        left_out = {*(self.path / name for name in names), self.home}
        found: dict[str, tuple[int, int]] = {}
        for folder, folders, files in os.walk(self.path):
            here = Path(folder)
            folders[:] = [name for name in folders if here / name not in left_out]
            found[str(here.relative_to(self.path))] = (0, 0)
            for path in (here / name for name in files):
                stat = path.lstat()
                found[str(path.relative_to(self.path))] = (stat.st_size, stat.st_mtime_ns)
        return found

    def take_in(self, package: Path, name: str) -> str:
        """Puts a package where apt in the root finds it; its path in there."""
        shutil.copy(package, self.path / "srv" / name)
        return f"/srv/{name}"


def _mirror() -> str:
    """The first archive of Debian's that this computer's apt reads."""
    told = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(ORIGIN)|$(LABEL)|$(REPO_URI)"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for line in told.splitlines():
        origin, label, address = line.split("|", 2)
        if (origin, label) == ("Debian", "Debian"):
            return address
    raise LookupError("apt reads no archive of Debian's: run apt-get update")


def _options() -> list[str]:
    told = subprocess.run(
        ["apt-config", "shell", *(word for name in _APT for word in (_variable(name), name))],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    values = dict(line.split("=", 1) for line in told.splitlines())
    return [
        f"-o{name}={values[_variable(name)].strip(chr(39))}"
        for name in _APT
        if _variable(name) in values
    ]


def _variable(name: str) -> str:
    return name.replace(":", "_").replace("-", "_")
