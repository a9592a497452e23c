"""What packaging makes of a build: a smaller ICU that says the same, an archive of given bytes."""

import os
import subprocess
import sys
from pathlib import Path

import archive
import icu
import pytest
from PySide6.QtCore import QLibraryInfo

_SECONDS = 1_700_000_000
# Sorts file names, makes letters large, and names a time zone and a day, as Qt does.
_ASKED = """
import ctypes, sys
data, common, i18n = (ctypes.CDLL(path, ctypes.RTLD_GLOBAL) for path in sys.argv[1:4])
version = "_" + sys.argv[1].rsplit(".", 1)[1]
of = lambda library, name: getattr(library, name + version)
utf16 = lambda text: ctypes.create_string_buffer(text.encode("utf-16-le") + b"\\0\\0")
error = ctypes.c_int(0)
said = []
open_collator = of(i18n, "ucol_open")
open_collator.restype = ctypes.c_void_p
for language in (b"", b"pt_PT", b"pt_MZ", b"en_TT", b"fr_FR"):
    collator = ctypes.c_void_p(open_collator(language, ctypes.byref(error)))
    words = ["zebra", "água", "Agua", "cão", "caoz", "Ção", "10", "9", "ñ", "日本"]
    compare = of(i18n, "ucol_strcoll")
    said.append([
        compare(collator, utf16(a), len(a), utf16(b), len(b)) for a in words for b in words
    ])
large = ctypes.create_string_buffer(64)
text = "coração ß ﬁ"
count = of(common, "u_strToUpper")(
    large, 32, utf16(text), len(text), b"pt", ctypes.byref(error)
)
said.append(large.raw[: 2 * count].decode("utf-16-le"))
open_calendar = of(i18n, "ucal_open")
open_calendar.restype = ctypes.c_void_p
for zone in ("Africa/Luanda", "Africa/Maputo", "America/Port_of_Spain"):
    for language in (b"pt_PT", b"en_GB"):
        calendar = ctypes.c_void_p(
            open_calendar(utf16(zone), len(zone), language, 0, ctypes.byref(error))
        )
        for kind in range(4):
            name = ctypes.create_string_buffer(256)
            count = of(i18n, "ucal_getTimeZoneDisplayName")(
                calendar, kind, language, name, 128, ctypes.byref(error)
            )
            said.append(name.raw[: 2 * count].decode("utf-16-le"))
assert error.value <= 0, error.value
print(said)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS lend Qt their own ICU")
def test_a_tenth_of_icu_says_what_the_whole_says(tmp_path: Path) -> None:
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.LibrariesPath))
    whole = next(qt.glob("libicudata.so.*"))
    small = tmp_path / whole.name
    icu.shrink(whole, small)
    assert small.stat().st_size < whole.stat().st_size / 10
    assert _says(small, qt) == _says(whole, qt)


def _says(data: Path, qt: Path) -> str:
    version = data.suffix
    libraries = [data, qt / f"libicuuc.so{version}", qt / f"libicui18n.so{version}"]
    done = subprocess.run(
        [sys.executable, "-I", "-c", _ASKED, *map(str, libraries)],
        env={**os.environ, "LD_LIBRARY_PATH": str(data.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_no_icu_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "libother.so"
    other.write_bytes(b"\x7fELF\x02\x01" + bytes(5000))
    with pytest.raises(icu.NotIcu):
        icu.shrink(other, other)


def test_one_content_has_one_archive_wherever_and_whenever_it_lies(tmp_path: Path) -> None:
    made = []
    for place, names, mask in (("a", "xyz", 0o022), ("bb", "zyx", 0o002)):
        folder = tmp_path / place / "pos-app"
        folder.mkdir(parents=True)
        for name in names:  # in another order, with other rights and another time
            (folder / name).write_text(name)
            (folder / name).chmod(0o666 & ~mask)
        (folder / "x").chmod(0o777 & ~mask)
        (folder / "link").symlink_to("x")
        archive.settle(folder, _SECONDS)
        packed = archive.archive_of(folder.parent, "1.2.3")
        archive.pack(folder, packed, _SECONDS)
        made.append(packed.read_bytes())
    assert made[0] == made[1]
    listed = subprocess.run(
        ["tar", "-tvJf", tmp_path / "a" / packed.name],
        env={**os.environ, "TZ": "UTC", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert [line.split()[0] for line in listed] == [
        "drwxr-xr-x", "lrwxrwxrwx", "-rwxr-xr-x", "-rw-r--r--", "-rw-r--r--",
    ]  # fmt: skip
    assert all("root/root" in line and "2023-11-14 22:13" in line for line in listed)


def test_what_is_too_big_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pos-app").write_bytes(bytes(2_000_000))
    archive.weigh(tmp_path)
    monkeypatch.setattr(archive, "FOLDER_AT_MOST", 1.9)
    with pytest.raises(archive.TooBig, match=r"2\.0 MB; at most 2"):
        archive.weigh(tmp_path)
    monkeypatch.setattr(archive, "ARCHIVE_AT_MOST", 0.0)
    with pytest.raises(archive.TooBig):
        archive.pack(tmp_path, archive.archive_of(tmp_path.parent, "1"), _SECONDS)
