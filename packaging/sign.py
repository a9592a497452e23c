"""Signs what goes to shops, where there is a certificate; says plainly that it did not, where not.

    python packaging/sign.py prepare      brings the certificate to where the system's tools find it
    python packaging/sign.py sign FILE…   signs; on macOS also has Apple look at the file

What it reads is in the environment, and reaches no command line and no file that stays:

Windows, an Authenticode certificate:
    POS_APP_WINDOWS_CERTIFICATE     a .pfx in base64; `prepare` puts it into the user's store
    POS_APP_WINDOWS_PASSWORD        its password
    POS_APP_WINDOWS_THUMBPRINT      instead of both: one that is there already, as a token's
    POS_APP_TIMESTAMP               the address of a time stamp service (RFC 3161)
macOS, a "Developer ID Application" certificate and a key of App Store Connect:
    POS_APP_MACOS_CERTIFICATE       a .p12 in base64; `prepare` puts it into a keychain of its own
    POS_APP_MACOS_PASSWORD          its password
    POS_APP_MACOS_IDENTITY          its name, as `security find-identity` lists it
    POS_APP_NOTARY_KEY              the .p8 in base64
    POS_APP_NOTARY_KEY_ID, POS_APP_NOTARY_ISSUER
Both:
    POS_APP_SIGNING=required        without a certificate it fails, as a release must
"""

import base64
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

_TIMESTAMP = "http://timestamp.digicert.com"
_KEYCHAIN = "pos-app-signing.keychain-db"
_THUMBPRINT = "POS_APP_WINDOWS_THUMBPRINT"
_WINDOWS_FILE = ("POS_APP_WINDOWS_CERTIFICATE", "POS_APP_WINDOWS_PASSWORD")
_MACOS = (
    "POS_APP_MACOS_CERTIFICATE",
    "POS_APP_MACOS_PASSWORD",
    "POS_APP_MACOS_IDENTITY",
    "POS_APP_NOTARY_KEY",
    "POS_APP_NOTARY_KEY_ID",
    "POS_APP_NOTARY_ISSUER",
)
# Its password comes by the environment: a command line can be read by every program.
_IMPORT_PFX = (
    "$password = ConvertTo-SecureString $env:POS_APP_WINDOWS_PASSWORD -AsPlainText -Force; "
    "(Import-PfxCertificate -FilePath $env:POS_APP_PFX -CertStoreLocation Cert:\\CurrentUser\\My "
    "-Password $password).Thumbprint"
)

Environment = Mapping[str, str]


class Refused(Exception):
    """Nothing can be signed, in a sentence."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command, and what it reads from its standard input: there a secret is nobody else's."""

    command: Sequence[str]
    says: str = ""


def main(arguments: Sequence[str], platform: str, environment: Environment) -> int:
    what, *files = arguments or [""]
    if (what, bool(files)) not in (("prepare", False), ("sign", True)):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        if missing := missing_for(platform, environment):
            return not_signed(missing, environment)
        if files:
            sign(platform, environment, files)
        else:
            prepare(platform, environment)
    except Refused as refused:
        print(f"NOT SIGNED: {refused}", file=sys.stderr)
        return 1
    return 0


def missing_for(platform: str, environment: Environment) -> Sequence[str]:
    """Returns the names of what is not given; none where all is.

    Raises Refused where some is given and some is not: that is a mistake, whoever builds.
    """
    wanted = {"win32": _WINDOWS_FILE, "darwin": _MACOS}.get(platform)
    if wanted is None:
        raise Refused("Linux' packages are signed by their repository, and verified by SHA256SUMS.")
    if platform == "win32" and environment.get(_THUMBPRINT):
        return ()
    missing = [name for name in wanted if not environment.get(name)]
    if missing and len(missing) < len(wanted):
        raise Refused(f"of what signing needs, this is not given: {', '.join(missing)}")
    return missing


def not_signed(missing: Sequence[str], environment: Environment) -> int:
    """Says so. Returns the exit code: a developer goes on, a release does not."""
    print(f"NOT SIGNED: not given: {', '.join(missing)}", file=sys.stderr)
    return 1 if environment.get("POS_APP_SIGNING") == "required" else 0


# --- the certificate ------------------------------------------------------------------------------


def prepare(platform: str, environment: Environment) -> None:
    if platform == "darwin":
        _into_a_keychain(environment)
    elif not environment.get(_THUMBPRINT):
        thumbprint = _into_the_store(environment)
        print(f"{_THUMBPRINT}={thumbprint}")
        if told := environment.get("GITHUB_ENV"):  # what the steps after this one are given
            with Path(told).open("a", encoding="utf-8") as file:
                print(f"{_THUMBPRINT}={thumbprint}", file=file)


def _into_the_store(environment: Environment) -> str:
    """Puts the certificate into the user's store. Returns its thumbprint."""
    with TemporaryDirectory(prefix="pos_app_signing_") as folder:
        file = _decoded(environment, "POS_APP_WINDOWS_CERTIFICATE", Path(folder, "signing.pfx"))
        shell = shutil.which("powershell") or "powershell"
        done = subprocess.run(
            [shell, "-NoProfile", "-NonInteractive", "-Command", _IMPORT_PFX],
            env={**environment, "POS_APP_PFX": str(file)},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return done.stdout.strip()


def _into_a_keychain(environment: Environment) -> None:
    """Makes a keychain that `codesign` may use without asking, until the user signs out."""
    with TemporaryDirectory(prefix="pos_app_signing_") as folder:
        file = _decoded(environment, "POS_APP_MACOS_CERTIFICATE", Path(folder, "signing.p12"))
        _run(keychain_steps(file, environment["POS_APP_MACOS_PASSWORD"], secrets.token_hex(16)))


def keychain_steps(file: Path, password: str, own: str) -> Sequence[Step]:
    """Returns the words for `security -i`, which reads them as lines: no secret is an argument."""
    lines = [
        f"create-keychain -p {own} {_KEYCHAIN}",
        f"set-keychain-settings {_KEYCHAIN}",
        f"unlock-keychain -p {own} {_KEYCHAIN}",
        f"import {_quoted(str(file))} -k {_KEYCHAIN} -P {_quoted(password)} -T /usr/bin/codesign",
        f"set-key-partition-list -S apple-tool:,apple: -s -k {own} {_KEYCHAIN}",
        f"list-keychains -d user -s {_KEYCHAIN} login.keychain-db",
    ]
    return [Step(["/usr/bin/security", "-i"], "".join(f"{line}\n" for line in lines))]


def _quoted(text: str) -> str:
    """Returns it as one word of `security`'s own lines."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# --- signing --------------------------------------------------------------------------------------


def sign(platform: str, environment: Environment, files: Sequence[str]) -> None:
    if platform == "win32":
        if not environment.get(_THUMBPRINT):
            raise Refused("the certificate is not in the store: `sign.py prepare` puts it there")
        tool = shutil.which("signtool") or str(newest_signtool(environment))
        _run([windows_step(tool, files, environment)])
        return
    with TemporaryDirectory(prefix="pos_app_signing_") as folder:
        key = _decoded(environment, "POS_APP_NOTARY_KEY", Path(folder, "notary.p8"))
        for file in files:
            _run(macos_steps(file, key, environment))


def windows_step(tool: str, files: Sequence[str], environment: Environment) -> Step:
    stamp = environment.get("POS_APP_TIMESTAMP") or _TIMESTAMP
    how = ["/sha1", environment[_THUMBPRINT], "/fd", "SHA256", "/tr", stamp, "/td", "SHA256"]
    return Step([tool, "sign", *how, "/d", "pos_app", *files])


def macos_steps(file: str, key: Path, environment: Environment) -> Sequence[Step]:
    """Returns the steps for a disk image: what is in it was signed while it was built."""
    identity = environment["POS_APP_MACOS_IDENTITY"]
    who = [
        *("--key", str(key)),
        *("--key-id", environment["POS_APP_NOTARY_KEY_ID"]),
        *("--issuer", environment["POS_APP_NOTARY_ISSUER"]),
    ]
    xcrun = "/usr/bin/xcrun"
    return [
        Step(["/usr/bin/codesign", "--sign", identity, "--timestamp", "--force", file]),
        Step([xcrun, "notarytool", "submit", file, *who, "--wait", "--timeout", "30m"]),
        # The word of Apple goes into the image, for a shop that is offline at the first start.
        Step([xcrun, "stapler", "staple", file]),
        Step([xcrun, "stapler", "validate", file]),
    ]


def newest_signtool(environment: Environment) -> Path:
    """Returns signtool of the newest Windows SDK, which puts it on no path. Raises Refused."""
    kits = Path(environment.get("ProgramFiles(x86)", "."), "Windows Kits", "10", "bin")
    found = sorted(kits.glob("*/x64/signtool.exe"), key=lambda tool: _numbers(tool.parts[-3]))
    if not found:
        raise Refused("there is no signtool: it is part of the Windows SDK")
    return found[-1]


def _numbers(name: str) -> list[int]:
    return [int(part) for part in name.split(".") if part.isdecimal()]


def _decoded(environment: Environment, name: str, file: Path) -> Path:
    """Writes what the variable holds in base64. Raises Refused."""
    try:
        file.write_bytes(base64.b64decode(environment[name], validate=False))
    except ValueError:
        raise Refused(f"{name} is not base64") from None
    return file


def _run(steps: Sequence[Step]) -> None:
    """Runs them in order. Raises Refused at the first that fails."""
    for step in steps:
        if subprocess.run(step.command, input=step.says, text=True, check=False).returncode:
            raise Refused(f"{Path(step.command[0]).name} {step.command[1]} failed")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.platform, os.environ))
