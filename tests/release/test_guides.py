"""The guides are short, say what the window says, and are the same whenever they are made."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pos_app.cli.selftest.bundled_files import guides_in
from pos_app.cli.selftest.report import Failed

ROOT = Path(__file__).parents[2]
TEXTS = sorted((ROOT / "packaging" / "guides").glob("*.md"))
WORDS = ROOT / "pos_app" / "bundled" / "translations" / "pos_app_pt.ts"
MOST_PAGES = {"cashier": 2, "manager": 10}
A4_WIDE, MARGIN = 595, 42  # points
MOST_BYTES = 1_500_000  # of all four, which no archive packs any smaller


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("guides"))


def made(folder: Path, checkout: Path = ROOT) -> Path:
    subprocess.run(
        [sys.executable, str(checkout / "packaging" / "guide_pdfs.py"), str(folder)],
        check=True,
        env={
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": str(checkout),
            "SOURCE_DATE_EPOCH": "1796000000",
        },
    )
    return folder


def read(tool: str, *arguments: str) -> str:
    found = shutil.which(tool)
    assert found, f"{tool}: poppler-utils"
    return subprocess.run([found, *arguments], check=True, capture_output=True, text=True).stdout


def test_they_are_the_same_each_time_and_in_each_folder(pdfs: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "a checkout" / "under a longer path"
    for room in ("packaging", "pos_app"):
        shutil.copytree(ROOT / room, elsewhere / room, ignore=shutil.ignore_patterns("*.pyc"))
    again = made(tmp_path / "guides", elsewhere)
    names = sorted(path.name for path in pdfs.iterdir())
    assert names == [f"{who}.{language}.pdf" for who in MOST_PAGES for language in ("en", "pt")]
    for name in names:
        assert (pdfs / name).read_bytes() == (again / name).read_bytes(), name


def test_they_are_short_and_have_every_heading(pdfs: Path) -> None:
    for text in TEXTS:
        pdf = str(pdfs / f"{text.stem}.pdf")
        pages = re.search(r"^Pages:\s+(\d+)", read("pdfinfo", pdf), re.MULTILINE)
        assert pages
        assert int(pages[1]) <= MOST_PAGES[text.stem.partition(".")[0]], text.name
        words = " ".join(read("pdftotext", pdf, "-").split())
        for heading in re.findall(r"^#+ (.+)$", text.read_text(encoding="utf-8"), re.MULTILINE):
            assert heading in words, (text.name, heading)


def test_every_word_stands_within_the_margins(pdfs: Path) -> None:
    for text in TEXTS:
        boxes = read("pdftotext", "-bbox", str(pdfs / f"{text.stem}.pdf"), "-")
        words = re.findall(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"', boxes)
        assert len(words) > 300, text.name
        assert min(float(left) for left, _ in words) >= MARGIN, text.name
        assert max(float(right) for _, right in words) <= A4_WIDE - MARGIN, text.name


def test_they_are_small_say_their_language_and_are_those_that_a_build_needs(
    pdfs: Path, tmp_path: Path
) -> None:
    assert sum(path.stat().st_size for path in pdfs.iterdir()) <= MOST_BYTES
    for text in TEXTS:
        language = text.stem.partition(".")[2]
        assert f"<rdf:li>{language}</rdf:li>" in read(
            "pdfinfo", "-meta", str(pdfs / text.stem) + ".pdf"
        )
    bundled = tmp_path / "bundled"
    shutil.copytree(pdfs, bundled / "guides")
    assert len(guides_in(bundled).split(", ")) == len(TEXTS)
    cut = bundled / "guides" / "manager.pt.pdf"
    cut.write_bytes(cut.read_bytes()[:-100])
    with pytest.raises(Failed, match="guide manager"):
        guides_in(bundled)


def test_what_they_name_is_called_so_in_the_window() -> None:
    messages = list(ET.parse(WORDS).iter("message"))
    called = {
        "en": {one.findtext("source") for one in messages},
        "pt": {one.findtext("translation") for one in messages},
    }
    for text in TEXTS:
        language = text.stem.partition(".")[2]
        named = re.findall(r"(?<![*\w])\*([^*]+)\*(?!\*)", text.read_text(encoding="utf-8"))
        assert named
        assert not [name for name in named if name not in called[language]], text.name
