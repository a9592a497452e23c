"""What the office finds, counts, compares and hands over, and what prints, is loaded by whoever
asks for it: neither by a window in which nobody has opened its pages, nor by a command that is
about something else. (What the first paint loads is in tests/ui/theme/test_icons.py.)"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Each with all that is in it, but for what a till is given in its place until somebody asks.
OFFICE = (
    "pos_app.app.export_json",
    "pos_app.app.statement_files",
    "pos_app.domain.figures",
    "pos_app.domain.reconciliation.comparison",
    "pos_app.domain.reconciliation.period",
    "pos_app.gateways.statements",
    "pos_app.journal.books.figures",
    "pos_app.journal.books.reconciling",
    "pos_app.journal.search",
    "pos_app.ports.export",
    "pos_app.ports.figures",
    "pos_app.ports.sale_filter",
    "pos_app.ports.sale_search",
    "pos_app.ports.statements",
    "pos_app.printing.export",
    "pos_app.till.reconciliation",
    "pos_app.ui.figures",
    "pos_app.ui.journal",
    "pos_app.ui.reconciliation",
    "python_calamine",
    "xlsxwriter",
)
# In a process of the printer's own, or when somebody looks at what is printed.
PRINTING = (
    "PIL",
    "PySide6.QtPrintSupport",
    "escpos",
    "pos_app.printing.drivers.cups",
    "pos_app.printing.drivers.discovery",
    "pos_app.printing.drivers.links",
    "pos_app.printing.drivers.printer_process",
    "pos_app.printing.layout",
    "pos_app.ui.printing.jobs_dialog",
    "pos_app.ui.printing.preview",
    "pos_app.ui.printing.print_dialog",
    "qrcode",
    "serial",
    "usb",
    "zeroconf",
)
# The window takes up the jobs of its last run, and prints receipts by itself. A command does not.
PAPER = (
    "pos_app.app.paper",
    "pos_app.journal.spool",
    "pos_app.printing",
    "pos_app.till.spool",
    "pos_app.ui.printing",
)
# For a till that belongs to an office, and this one does not.
MEMBERSHIP = (
    "httpx_sse",
    "pos_app.app.office",
    "pos_app.gateways.office",
    "pos_app.installation.office_accounts",
    "pos_app.installation.office_membership",
    "pos_app.journal.shipping",
    "pos_app.office",
    "pos_app.till.office",
    "pos_app.ui.header.office_line",
    "pos_app.words.office",
)
NEW_FILES = {"office.json", "office-accounts.json"}
IN_ITS_PLACE = {"pos_app.journal.search", "pos_app.journal.search.sale_search"}

WINDOW = """
from pos_app.ui.shell.main_window import MainWindow

class Closed(MainWindow):
    def open_for_sales(self, desk):
        super().open_for_sales(desk)
        print("open")
        self.close_requested.emit()

from pos_app.app import startup
startup.MainWindow = Closed
main(["--profile", profile])
"""
# Commands, with the exit code of each: nobody has a PIN, which a refund needs.
WENT = {
    "charge --method cash --amount 5": 0, "doubts": 0, "flags": 0, "audit": 0, "verify": 0,
    "totals": 0, "shift open": 0, "shift show": 0, "refund 1": 5,
}  # fmt: skip
COMMANDS = f"""
for typed in {list(WENT)}:
    print(typed, main(["--profile", profile, *typed.split()]))
"""


@pytest.mark.parametrize(
    ("program", "went", "late"),
    [
        (WINDOW, {"open"}, OFFICE + PRINTING + MEMBERSHIP),
        (
            COMMANDS,
            {f"{typed} {code}" for typed, code in WENT.items()},
            OFFICE + PRINTING + PAPER + MEMBERSHIP,
        ),
    ],
    ids=["window", "commands"],
)
def test_office_and_paper_are_loaded_by_whoever_asks_for_them(
    program: str, went: set[str], late: tuple[str, ...], tmp_path: Path
) -> None:
    child = f"""
import sys
from pos_app.cli import main
profile = {str(tmp_path)!r}
{program}
print(*sorted(name for name in sys.modules
              if any(f"{{name}}.".startswith(f"{{one}}.") for one in {late!r})))
"""
    (tmp_path / "settings.toml").write_text("[shop]\ntakes_cash = true\n")
    told = subprocess.run(
        [sys.executable, "-c", child],
        cwd=ROOT, check=True, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    *said, loaded = told.stdout.splitlines()
    assert went <= set(said)
    assert set(loaded.split()) <= IN_ITS_PLACE
    assert not NEW_FILES & {file.name for file in tmp_path.iterdir()}
