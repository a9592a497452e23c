"""Makes the installer for Windows out of dist/pos-app, by Inno Setup: dist/pos-app-…-setup.exe.

    python packaging/windows/installer.py

It is signed, and its uninstaller too, where packaging/sign.py finds a certificate.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from pos_app.system.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "windows" / "pos_app.iss"
DIST = ROOT / "dist"
# Where Inno Setup installs itself, for all and for one.
_PLACES = (("ProgramFiles(x86)", ""), ("ProgramFiles", ""), ("LOCALAPPDATA", "Programs"))


def main() -> int:
    compiler = compiler_in(os.environ)
    if compiler is None:
        print("Inno Setup 6 is not installed: there is no ISCC.exe.", file=sys.stderr)
        return 1
    subprocess.run(
        [sys.executable, ROOT / "packaging" / "icons.py", DIST / "pos-app.ico"], check=True
    )
    signed = "POS_APP_WINDOWS_THUMBPRINT" in os.environ
    return subprocess.run(command(compiler, VERSION, signed=signed), check=False).returncode


def compiler_in(environment: Mapping[str, str]) -> Path | None:
    """Returns Inno Setup's compiler, from the path or from where its own installer puts it."""
    if on_path := shutil.which("ISCC", path=environment.get("PATH", "")):
        return Path(on_path)
    folders = (
        Path(environment[name], below, f"Inno Setup {version}")
        for version in (7, 6)
        for name, below in _PLACES
        if name in environment
    )
    return next((file for folder in folders if (file := folder / "ISCC.exe").exists()), None)


def command(compiler: Path, version: str, *, signed: bool) -> Sequence[str]:
    """Returns the call of the compiler, to which `$f` is a file to be signed and `$q` a quote."""
    release, _, candidate = version.partition("rc")
    sign = f"$q{sys.executable}$q $q{ROOT / 'packaging' / 'sign.py'}$q sign $f"
    return [
        str(compiler),
        "/Qp",
        f"/DVersion={version}",
        f"/DNumbers={release}.{candidate or 0}",
        f"/DSource={DIST / 'pos-app'}",
        f"/DOutput={DIST}",
        *(["/DSigned", f"/Still={sign}"] if signed else []),
        str(SCRIPT),
    ]


if __name__ == "__main__":
    sys.exit(main())
