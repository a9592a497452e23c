"""What Windows and macOS are told of the program, as far as that can be read on any system."""

import ast
import plistlib
import re
from pathlib import Path

import pytest
from release.scripts import PACKAGING, script

from pos_app.printing.drivers.announced import PORT_9100
from pos_app.system.version import VERSION

PARTS = script("platform_parts.py")


def test_windows_is_told_version_and_icon(tmp_path: Path) -> None:
    options = PARTS.exe_options("win32", tmp_path, {})
    assert Path(options["icon"]).read_bytes().startswith(b"\0\0\1\0")
    resource = ast.parse(Path(options["version"]).read_text(), mode="eval").body
    assert isinstance(resource, ast.Call)
    calls = [node for node in ast.walk(resource) if isinstance(node, ast.Call)]
    said = dict(
        ast.literal_eval(ast.Tuple(call.args, ast.Load()))
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "StringStruct"
    )
    assert said["ProductVersion"] == said["FileVersion"] == VERSION
    assert said["OriginalFilename"] == "pos-app.exe"
    assert f"filevers={PARTS.four_numbers(VERSION)}" in ast.unparse(resource).replace(" =", "=")


@pytest.mark.parametrize(
    ("version", "numbers"), [("0.1.0", (0, 1, 0, 0)), ("1.12.3rc4", (1, 12, 3, 4))]
)
def test_a_candidate_is_the_fourth_number(version: str, numbers: tuple[int, ...]) -> None:
    assert PARTS.four_numbers(version) == numbers
    with pytest.raises(ValueError, match=r"."):
        PARTS.four_numbers("1.0")


def test_macos_is_told_what_the_till_does(tmp_path: Path) -> None:
    options = PARTS.bundle_options(tmp_path)
    assert Path(options["icon"]).read_bytes().startswith(b"icns")
    plist = plistlib.loads(plistlib.dumps(options["info_plist"]))
    assert plist["CFBundleShortVersionString"] == VERSION
    assert plist["LSBackgroundOnly"] is False, "a till has a window, and a command line as well"
    assert plist["NSHighResolutionCapable"] is True
    assert f"{plist['NSBonjourServices'][0]}.local." == PORT_9100
    assert "rede da loja" in plist["NSLocalNetworkUsageDescription"]


def test_macos_signs_with_the_identity_that_is_given() -> None:
    options = PARTS.exe_options("darwin", Path(), {"POS_APP_MACOS_IDENTITY": "Developer ID"})
    assert options["codesign_identity"] == "Developer ID"
    with Path(options["entitlements_file"]).open("rb") as file:
        assert list(plistlib.load(file)) == [
            "com.apple.security.cs.allow-unsigned-executable-memory"
        ]
    assert (
        PARTS.exe_options("darwin", Path(), {"POS_APP_MACOS_IDENTITY": ""})["codesign_identity"]
        is None
    )


def test_linux_builds_as_it_did() -> None:
    assert PARTS.exe_options("linux", Path(), {}) == {}


def test_the_installer_leaves_the_profile_alone_and_kills_no_till() -> None:
    text = (PACKAGING / "windows" / "pos_app.iss").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^\[(\w+)\]\n(.*?)(?=^\[|\Z)", text, re.MULTILINE | re.DOTALL))
    assert "UninstallDelete" not in sections
    deleted = re.findall(r'Name: "(.+?)"', sections["InstallDelete"])
    assert deleted == [r"{app}\_internal", r"{autostartup}\pos_app.lnk"]
    setup = dict(re.findall(r"^(\w+)=(.+)$", sections["Setup"], re.MULTILINE))
    assert setup["CloseApplications"] == "yes", "force would kill"
    assert setup["PrivilegesRequired"] == "lowest"
    assert setup["PrivilegesRequiredOverridesAllowed"] == "dialog commandline"
    tasks = sections["Tasks"].strip().splitlines()
    assert all("Flags: unchecked" in task for task in tasks)
    assert "taskkill" not in text.lower()
    # Each sentence in both languages.
    words = re.findall(r"^(en|pt)\.(\w+)=.+$", sections["CustomMessages"], re.MULTILINE)
    assert {name for tongue, name in words if tongue == "en"} == {
        name for tongue, name in words if tongue == "pt"
    }
    assert {name for _, name in words} == set(re.findall(r"\{cm:(\w+)\}", text))


def test_inno_setup_is_given_the_version_and_a_signer_where_there_is_a_certificate(
    tmp_path: Path,
) -> None:
    installer = script("windows/installer.py")
    plain = installer.command(tmp_path / "ISCC.exe", "1.2.3rc4", signed=False)
    assert {"/DVersion=1.2.3rc4", "/DNumbers=1.2.3.4"} <= set(plain)
    assert not any(word.startswith(("/S", "/DSigned")) for word in plain)
    signed = installer.command(tmp_path / "ISCC.exe", "1.2.3", signed=True)
    (signer,) = [word for word in signed if word.startswith("/Still=")]
    assert signer.endswith("sign.py$q sign $f")


def test_the_compiler_is_found_where_its_own_installer_puts_it(tmp_path: Path) -> None:
    installer = script("windows/installer.py")
    surroundings = {"ProgramFiles(x86)": str(tmp_path), "PATH": ""}
    assert installer.compiler_in(surroundings) is None
    compiler = tmp_path / "Inno Setup 6" / "ISCC.exe"
    compiler.parent.mkdir()
    compiler.touch()
    assert installer.compiler_in(surroundings) == compiler


@pytest.mark.parametrize(("codes", "last"), [([0], 0), ([1, 1, 0], 0), ([1, 1, 1, 16], 16)])
def test_a_busy_disk_is_tried_four_times(codes: list[int], last: int) -> None:
    left = iter(codes)
    image = script("macos/disk_image.py")
    assert image.made(["hdiutil"], lambda _: next(left), pause=0) == last
    assert not list(left)
