"""The views for other programs."""

from contextlib import closing
from pathlib import Path

from pos_app.journal.database_file import open_journal


def test_a_view_reads_one_table_and_looks_the_rest_up(tmp_path: Path) -> None:
    """Else a spreadsheet's read of a large shop grows with the square of its sales."""
    with closing(open_journal(tmp_path / "journal.sqlite3")) as db:
        assert set(db.view_names()) >= {"movements", "sale_lines", "takings_by_day"}
        for view in db.view_names():
            plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {view}")]
            whole = [step for step in plan if step.startswith(("SCAN ledger", "SCAN sales"))]
            assert len(whole) == 1, plan
