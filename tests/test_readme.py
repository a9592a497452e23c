"""The documents are followed word for word: what they name is there."""

import re
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from pos_app.cli import parser
from pos_app.cli.exit_codes import Exit
from pos_app.domain.audit_notes import NOTES
from pos_app.domain.events import EVENTS
from pos_app.gateways.catalogue import METHODS
from pos_app.sandbox.assembly import PROVIDERS
from pos_app.sandbox.server.fault_rules import KINDS

ROOT = Path(__file__).parents[1]
ROOMS = (".github", "packaging", "pos_app", "tests")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *chain(*((ROOT / room).rglob("*.md") for room in ROOMS))])
README = ROOT / "README.md"
MANUAL = ROOT / "packaging" / "MANUAL.md"
ARCHITECTURE = ROOT / ".github" / "ARCHITECTURE.md"
GLOSSARY = ROOT / ".github" / "GLOSSARY.md"
LIBRARIES = ROOT / "packaging" / "LIBRARIES.md"
GATEWAYS = ROOT / "pos_app" / "gateways" / "README.md"
SANDBOX = ROOT / "pos_app" / "sandbox" / "README.md"
EVERY_METHOD = "tests/conformance/test_every_method.py"  # whose tests stand without their file
LONGEST_README = 9000  # bytes
EXAMPLE = "newpay"  # the provider that somebody is told how to add

documents = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix()
)


def read(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def prose(document: Path) -> str:
    """Without blocks of code, in which brackets and number signs mean something else."""
    return re.sub(r"^```.*?^```$", "", read(document), flags=re.DOTALL | re.MULTILINE)


def spans(document: Path) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`\n]+)`", prose(document))


def anchors(document: Path) -> set[str]:
    """As GitHub makes them of headings. The first of two that are alike has the plain name, and no
    document here leads to the second."""
    headings = re.findall(r"^#+ (.+)$", prose(document), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@documents
def test_every_link_leads_to_a_file_and_every_anchor_to_a_heading(document: Path) -> None:
    plain = re.sub(r"`[^`\n]*`", "", prose(document))
    links = re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", plain)
    assert len(links) >= plain.count("]("), "a link that this test cannot read"
    astray = []
    for link in links:
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            astray.append(link)
    assert not astray


def named_tests(document: Path) -> Iterator[tuple[str, str]]:
    """File and test of each one that is named; `…` stands for the file of the one before."""
    last = EVERY_METHOD
    for file, test in re.findall(r"`(?:([\w/.…]+)::)?(test_\w+)`", read(document)):
        last = last if file == "…" else file or EVERY_METHOD
        yield last, test


@documents
def test_every_test_that_is_named_is_there(document: Path) -> None:
    missing = [
        f"{file}::{test}"
        for file, test in named_tests(document)
        if not (ROOT / file).exists() or f"def {test}(" not in read(ROOT / file)
    ]
    assert not missing


def test_what_each_provider_can_do_is_told_with_its_tests() -> None:
    assert len(list(named_tests(GATEWAYS))) > 40
    tables = re.findall(r"^\| (\w+) \| test \|$", read(GATEWAYS), flags=re.MULTILINE)
    assert {name.lower() for name in tables} == {method.provider for method in METHODS.values()}
    rows = re.findall(r"^\| (.+) \| (.+) \|$", read(GATEWAYS), flags=re.MULTILINE)
    untried = [what for what, by in rows if "test" not in by and set(what) != {"-"}]
    assert not untried


def named_files(document: Path) -> Iterator[str]:
    """Paths from the top of the repository, wherever they stand, and other names in backticks that
    can be nothing but a file's."""
    rooms = "|".join(map(re.escape, ROOMS))
    for path in re.findall(rf"(?<![\w./\\-])(?:{rooms})/(?:[\w./-]*[\w/])?", read(document)):
        yield str(path)
    for span in spans(document):
        for word in span.partition("::")[0].split():
            if re.fullmatch(r"[\w./-]+\.(?:py|md|sh|ts|lock|spec)", word):
                yield word


@documents
def test_every_file_that_is_named_is_there(document: Path) -> None:
    """From the top of the repository, or in the folder of the document."""
    missing = [
        name
        for name in named_files(document)
        if not (ROOT / name).exists() and not (document.parent / name).exists()
    ]
    assert all(EXAMPLE in name for name in missing), missing


def test_the_readme_is_short_and_leads_to_every_other_document() -> None:
    assert len(README.read_bytes()) <= LONGEST_README
    named = read(README)
    left = [ROOT / "tests" / name / "README.md" for name in ("journal/old", "profiles")]
    guides = [*(ROOT / "packaging" / "guides").glob("*.md")]  # README leads to their folder
    others = [document for document in DOCUMENTS if document not in (README, *left, *guides)]
    assert [one for one in others if one.relative_to(ROOT).as_posix() not in named] == []


def test_every_account_is_shown_in_the_example_of_settings() -> None:
    example = re.findall(r"^```toml\n(.*?)^```$", read(MANUAL), flags=re.DOTALL | re.MULTILINE)
    shown = "".join(example)
    assert all(f"[providers.{method.provider}]" in shown for method in METHODS.values())


def test_every_command_and_every_exit_code_is_in_the_manual() -> None:
    usage = re.findall(r"^pos-app (?:… )?([\w-]+)", read(MANUAL), flags=re.MULTILINE)
    assert set(usage) == set(parser._COMMANDS)
    codes = re.findall(r"^\| (\d+) \| ", read(MANUAL).partition("## Being called")[0], re.MULTILINE)
    assert codes == [*(str(code.value) for code in Exit), "130"]


def test_every_kind_of_event_and_note_is_in_the_architecture_by_its_word() -> None:
    told = spans(ARCHITECTURE)
    assert [word for word in (*EVENTS, *NOTES) if told.count(word) != 1] == []


def test_the_glossary_says_of_each_word_what_it_is_and_what_it_is_not() -> None:
    rows = [line.split(" | ") for line in read(GLOSSARY).splitlines() if line.startswith("| **")]
    assert len(rows) > 30
    assert all(len(row) == 4 and all(cell.strip("| ") for cell in row) for row in rows)


def test_every_fault_and_every_provider_is_in_the_document_of_the_sandbox() -> None:
    told = spans(SANDBOX)
    assert [kind for kind in KINDS if kind not in told] == []
    assert [one for one in PROVIDERS if f"[providers.{one}]" not in read(SANDBOX)] == []


def test_of_every_library_it_is_told_why() -> None:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    rows = re.findall(r"^\| ([^|]+) \|", read(LIBRARIES), flags=re.MULTILINE)
    told = {name.lower() for row in rows for name in re.findall(r"[\w-]+", row)} | {project["name"]}
    names = [re.match(r"[\w-]+", library) for library in wanted]
    assert [name[0] for name in names if name and name[0].lower() not in told] == []
