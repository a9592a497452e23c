"""Opening the till at sign-in: what each system's own file says, and that it is read back."""

import plistlib
import shlex
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.cli import main
from pos_app.installation import autostart
from pos_app.system.executable import OWN_FOLDER

WORDS = st.lists(
    st.text(st.characters(exclude_categories=["C"], exclude_characters="\n"), min_size=1),
    min_size=1,
    max_size=4,
)


def _exec_of(entry: str) -> list[str]:
    """As a desktop reads it: the string first, then the quotes, then the field codes."""
    (line,) = (line[5:] for line in entry.splitlines() if line.startswith("Exec="))
    line = line.replace("\\\\", "\\")
    return [one.replace("%%", "%") for one in shlex.split(line)]


@given(WORDS)
def test_a_desktop_starts_what_was_meant(command: list[str]) -> None:
    command = [one.replace("`", "").replace("$", "") for one in command]  # shlex is no desktop
    entry = autostart.desktop_entry(command, Path("/opt/pos app"))
    assert _exec_of(entry) == command
    assert autostart.is_entry_on(entry)
    assert not autostart.is_entry_on(entry + "Hidden=true\n")
    assert not autostart.is_entry_on(entry.replace("enabled=true", "enabled=false"))


def test_what_a_shell_would_run_is_text_in_an_entry() -> None:
    entry = autostart.desktop_entry(["/a b/pos-app", "$HOME", "`id`"], Path("/"))
    assert 'Exec="/a b/pos-app" "\\\\$HOME" "\\\\`id\\\\`"' in entry


@given(WORDS)
def test_launchd_starts_what_was_meant(command: list[str]) -> None:
    content = autostart.launch_agent(command, Path("/Applications"))
    known = plistlib.loads(content)
    assert known["ProgramArguments"] == command
    assert autostart.is_agent_on(content)
    assert not autostart.is_agent_on(plistlib.dumps({**known, "Disabled": True}))
    assert not autostart.is_agent_on(b"")


def test_windows_is_told_with_quotes_and_its_task_manager_is_believed() -> None:
    command = [r"C:\Program Files\pos-app\pos-app.exe", "--kiosk"]
    assert autostart.run_value(command) == r'"C:\Program Files\pos-app\pos-app.exe" --kiosk'
    assert autostart.is_approved(None)
    assert autostart.is_approved(b"\x02" + bytes(11))
    assert not autostart.is_approved(b"\x03" + bytes(11))


def test_on_linux_it_is_the_desktops_file_and_nothing_else_that_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    profile = str(tmp_path / "the shop")

    def told(*words: str) -> str:
        assert main(["--profile", profile, *words, "--json"]) == 0
        return capsys.readouterr().out.strip()

    assert told("autostart", "show") == '{"autostart": false}'
    assert told("--kiosk", "autostart", "on") == '{"autostart": true}'
    file = tmp_path / "config" / "autostart" / "pos-app.desktop"
    command = _exec_of(file.read_text())
    assert command[-3:] == ["--profile", profile, "--kiosk"]
    version = subprocess.run(
        [*command[:-3], "autostart", "show", "--json"],
        check=True,
        capture_output=True,
        cwd=OWN_FOLDER,
    )
    assert version.stdout.strip() == b'{"autostart": true}'
    file.write_text(file.read_text() + "Hidden=true\n")  # by the desktop's own settings
    assert told("autostart", "show") == '{"autostart": false}'
    assert told("autostart", "on") == '{"autostart": true}'
    assert told("autostart", "off") == '{"autostart": false}'
    assert not file.exists()
