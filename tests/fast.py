"""`--fast` leaves out the files that cost more than a second of processor time: for `make fast`.

They are named here, and so is nothing else: a new file belongs to `make fast` by itself.
"""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
DEAR = frozenset(
    TESTS / name
    for name in (
        "domain/text/test_typed_text.py",
        "gateways/statements/test_reading.py",
        "gateways/test_any_answer.py",
        "gateways/test_certificates.py",
        "gateways/test_hostile_texts.py",
        "gateways/test_proxies.py",
        "installation/test_damaged_files.py",
        "installation/test_pin_file.py",
        "installation/test_printers.py",
        "installation/test_settings_table.py",
        "journal/checks/test_interruption.py",
        "journal/checks/test_last_shown.py",
        "journal/checks/test_strangers.py",
        "journal/checks/test_tampering.py",
        "journal/copies",
        "journal/search/test_finder.py",
        "printing/documents/test_others.py",
        "printing/documents/test_receipts.py",
        "printing/drivers",
        "printing/layout/test_any_text.py",
        "printing/layout/test_pages.py",
        "printing/layout/test_raster.py",
        "printing/layout/test_three_ways_out.py",
    )
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fast", action="store_true", help="leave out what takes its time")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if config.getoption("--fast") and collection_path in DEAR else None
