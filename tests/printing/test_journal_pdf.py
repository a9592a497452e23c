"""The printed journal: every sale once, under its day, on pages that say how many there are."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printing.reading import text_of

from pos_app.printing.export.journal_lines import (
    JournalLine,
    LineKind,
    PrintedColumn,
    PrintedJournal,
    page_count,
    pages_of,
)
from pos_app.printing.export.journal_pdf import CAPACITY, write_journal_pdf

JOURNAL = PrintedJournal(
    shop="Mercearia Boa Vista",
    till="Caixa 1",
    title="Diário de vendas",
    scope="01/11/2026 a 30/11/2026 · M-Pesa",
    made="Impresso a 30/11/2026 09:00 · Ana",
    columns=(
        PrintedColumn("N.º", 1, is_figure=True),
        PrintedColumn("Descrição", 3),
        PrintedColumn("Valor", 2, is_figure=True),
    ),
    day_counts=(1, 40, CAPACITY - 3),
    total_count=2,
    page="Página {0} de {1}",
    continued="(continua)",
    legal="Este documento não serve de factura",
    training="FORMAÇÃO",
)


def lines_of(journal: PrintedJournal) -> Iterator[JournalLine]:
    number = 0
    for day, count in enumerate(journal.day_counts, start=1):
        yield JournalLine(LineKind.DAY, (f"dia {day:02d}", f"{count} vendas"))
        for _ in range(count):
            number += 1
            yield JournalLine(LineKind.SALE, (f"n{number:04d}", "Óleo " + "x" * 90, "1 500,00 Kz"))
    for total in range(journal.total_count):
        yield JournalLine(LineKind.TOTAL, (f"Total {total}", "480 377,71 Kz"))


@given(
    counts=st.lists(st.integers(1, 30), max_size=12),
    totals=st.integers(0, 9),
    capacity=st.integers(3, 12),
)
def test_pages_have_every_line_once_and_count_as_they_are(
    counts: list[int], totals: int, capacity: int
) -> None:
    journal = replace(JOURNAL, day_counts=counts, total_count=totals)
    lines = [*lines_of(journal)]
    pages = [*pages_of(lines, capacity, "(continua)")]
    assert page_count(journal, capacity) == len(pages)
    assert [line for page in pages for line in page if "continua" not in str(line)] == lines
    for page in pages:
        assert len(page) <= capacity
        first = page[0].kind if page else None
        assert first is not LineKind.SALE, "a page of sales begins with their day"
        assert not page or page[-1].kind is not LineKind.DAY, "no day heads nothing"


def test_a_journal_is_read_on_numbered_pages(tmp_path: Path) -> None:
    heard: list[int] = []
    path = tmp_path / "journal.pdf"
    write_journal_pdf(path, JOURNAL, lines_of(JOURNAL), heard.append)
    told = text_of(path.read_bytes())
    count = page_count(JOURNAL, CAPACITY)
    assert re.findall(r"Página (\d+) de (\d+)", told) == [
        (str(number), str(count)) for number in range(1, count + 1)
    ]
    sales = sum(JOURNAL.day_counts)
    assert re.findall(r"n(\d{4})", told) == [f"{number:04d}" for number in range(1, sales + 1)]
    assert told.count(JOURNAL.legal) == told.count(JOURNAL.scope) == count > 2
    assert "dia 02 (continua)" in told
    assert "x" * 90 not in told
    assert "x…" in told
    assert told.count("480 377,71 Kz") == 2
    assert len(heard) == count


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"\w"):
        write_journal_pdf(Path("/dev/full"), JOURNAL, lines_of(JOURNAL), print)
    with pytest.raises(OSError, match=r"\w"):
        write_journal_pdf(tmp_path / "none" / "a.pdf", JOURNAL, lines_of(JOURNAL), print)
