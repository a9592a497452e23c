"""The rooms whose mistakes cost money, where their tests lie, and how many must be noticed."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True)
class Room:
    """`near` are the folders, and files, whose tests are asked first; `bound` is in percent of the
    mistakes that are none of the accepted equivalents."""

    files: tuple[str, ...]
    near: tuple[str, ...]
    bound: int

    def paths(self, root: Path) -> list[Path]:
        found = {path for pattern in self.files for path in root.glob(pattern)}
        return sorted(path for path in found if len(ast.parse(path.read_bytes()).body) > 1)


# The files of tests that are about one that bears another name, by the names of both.
ABOUT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        file: frozenset(tests.split())
        for file, tests in {
            "pos_app/domain/books/closings.py": "test_moved_money test_books",
            "pos_app/domain/books/day_close.py": "test_takings test_three_closes",
            "pos_app/domain/books/shares.py": "test_takings",
            "pos_app/domain/books/shift.py": "test_drawer test_takings test_shifts",
            "pos_app/domain/books/shop_clock.py": "test_takings test_books",
            "pos_app/domain/fold.py": "test_transitions",
            "pos_app/domain/reconciliation/comparison.py": "test_reconciliation",
            "pos_app/domain/reconciliation/period.py": "test_reconciliation",
            "pos_app/domain/reconciliation/statement.py": "test_reconciliation",
            "pos_app/domain/rules/follow_up.py": "test_outlook test_late_polling test_worker",
            "pos_app/domain/rules/money_back.py": "test_giving_back",
            "pos_app/domain/rules/outlook.py": "test_doubts",
            "pos_app/domain/rules/repeat.py": "test_resend test_outlook",
            "pos_app/domain/sale_age.py": "test_provider_clock test_clocks",
            "pos_app/domain/transitions.py": "test_fold",
            "pos_app/domain/tenders/by_hand.py": "test_tenders",
            "pos_app/domain/tenders/split.py": "test_tenders",
            "pos_app/journal/books/closing.py": "test_books test_odd_sales",
            "pos_app/journal/books/drawer.py": "test_shifts",
            "pos_app/journal/books/ledger.py": "test_books",
            "pos_app/journal/books/books_reader.py": "test_ledger_reader",
            "pos_app/journal/books/period_books.py": "test_check",
            "pos_app/journal/books/sums.py": "test_books test_check",
            "pos_app/journal/books/takings.py": "test_books test_check",
            "pos_app/journal/copies/backup.py": "test_copies_there test_looked_at",
            "pos_app/journal/chain.py": "test_tampering",
            "pos_app/journal/codec.py": "test_journal",
            "pos_app/journal/checks/replay.py": "test_tampering test_old_journals",
            "pos_app/journal/chain_heads.py": "test_tampering",
            "pos_app/journal/migrations.py": "test_old_journals test_journal",
            "pos_app/journal/file_lock.py": "test_journal test_interruption",
            "pos_app/journal/checks/replaced_file_check.py": "test_held test_thread",
            "pos_app/journal/reports.py": "test_asked",
            "pos_app/journal/copies/restore.py": "test_restore test_salvage test_folders",
            "pos_app/journal/database_file.py": "test_looked_at test_connection_owner",
            "pos_app/journal/checks/last_shown.py": "test_restore test_looked_at",
            "pos_app/journal/store.py": "test_asked test_written test_journal",
            "pos_app/journal/thread.py": "test_held",
            "pos_app/journal/outage_log.py": "test_thread",
            "pos_app/journal/checks/verify.py": "test_tampering",
            "pos_app/journal/checks/wal_check.py": "test_wal_check",
            "pos_app/journal/checks/schema_check.py": "test_looked_at",
            "pos_app/journal/transaction.py": "test_thread test_held",
            "pos_app/till/approval/approvals.py": "test_guesses test_managers",
            "pos_app/till/tracking/pause.py": "test_worker test_watching",
            "pos_app/till/providers/payment_queue.py": "test_poll_schedule",
            "pos_app/till/providers/payment_owners.py": "test_queue_ends test_payment_queue",
            "pos_app/till/providers/payment_calls.py": "test_queue_ends test_payment_queue",
            "pos_app/till/providers/reference_ends.py": "test_queue_ends test_payment_queue",
            "pos_app/till/approval/staff.py": "test_managers test_presence_by_itself",
        }.items()
    }
)

ROOMS: Mapping[str, Room] = MappingProxyType(
    {
        "domain": Room(
            (
                "pos_app/domain/*.py",
                "pos_app/domain/people/*.py",
                "pos_app/domain/rules/*.py",
                "pos_app/domain/text/*.py",
            ),
            ("tests/domain", "tests/till"),
            95,
        ),
        "books": Room(
            (
                "pos_app/domain/books/*.py",
                "pos_app/domain/figures/*.py",
                "pos_app/domain/reconciliation/*.py",
                "pos_app/domain/tenders/*.py",
                "pos_app/journal/books/*.py",
            ),
            (
                "tests/domain",
                "tests/journal/books",
                "tests/journal/test_journal.py",
                "tests/journal/test_connection_owner.py",
                "tests/journal/search/test_finder.py",
                "tests/half_year",
                "tests/export/test_service.py",
                "tests/export/test_files.py",
                "tests/app/test_reconciliation.py",
                "tests/till/test_day_close.py",
                "tests/till/test_one_movement.py",
                "tests/till/test_shifts.py",
                "tests/till/test_splits.py",
                "tests/till/test_three_closes.py",
                "tests/cli/test_selection.py",
                "tests/cli/test_reconcile.py",
                "tests/cli/test_shift.py",
                "tests/printing/test_close_slip.py",
                "tests/ui/figures",
                "tests/ui/reconciliation",
                "tests/ui/till_page",
            ),
            90,
        ),
        "till": Room(("pos_app/till/**/*.py",), ("tests/till", "tests/domain"), 95),
        "journal": Room(
            (
                "pos_app/journal/*.py",
                "pos_app/journal/checks/*.py",
                "pos_app/journal/copies/*.py",
                "pos_app/journal/search/*.py",
            ),
            ("tests/journal", "tests/half_year", "tests/faults/test_folders.py"),
            95,
        ),
        "gateways": Room(("pos_app/gateways/**/*.py",), ("tests/gateways", "tests/till"), 90),
        "people": Room(
            ("pos_app/installation/pin_file.py",), ("tests/installation", "tests/till"), 90
        ),
        "keys": Room(
            (
                "pos_app/installation/*key*.py",
                "pos_app/installation/credential*.py",
                "pos_app/system/private_files.py",
                "pos_app/system/atomic.py",
            ),
            ("tests/installation", "tests/system", "tests/faults/test_small_files.py"),
            90,
        ),
        "logs": Room(
            ("pos_app/diagnostics/logs.py", "pos_app/diagnostics/incidents.py"),
            ("tests/diagnostics", "tests/e2e/test_incidents.py"),
            90,
        ),
        "listening": Room(
            (
                "pos_app/app/webhook_server.py",
                "pos_app/app/webhook_connection.py",
                "pos_app/app/offline_approval.py",
            ),
            ("tests/app", "tests/cli/test_calls.py", "tests/cli/test_webhook_server.py"),
            90,
        ),
    }
)
