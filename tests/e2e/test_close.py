"""A manager closes the day at the real window."""

import asyncio
import re

import pytest
from printing.reading import text_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from support import ANA
from window import Cashier, play

from pos_app.app.backup_service import LocalBackups
from pos_app.domain.audit_notes import DayClosed
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile
from pos_app.journal.chain_heads import KeptHead
from pos_app.journal.checks.verify import verify
from pos_app.journal.copies.backup import checked
from pos_app.journal.copies.latest_copy import named_copies
from pos_app.journal.database_file import read_journal
from pos_app.journal.store import Reader

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


async def _never(_: LocalBackups) -> None:
    await asyncio.Event().wait()


def test_a_day_is_closed_by_key_presses_with_what_is_not_settled_first(
    shop: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The day's own copy might come before the close.
    monkeypatch.setattr(LocalBackups, "keep", _never)
    People(shop.people).give_pin(ANA, "4321")

    async def evening(cashier: Cashier) -> None:
        await cashier.charge("proxypay", "500")
        await cashier.sees(lambda: "À espera" in cashier.reads("verdict_state"))
        cashier.click("tab_journal")
        await cashier.sees(lambda: cashier.may_do("journal_close"))
        assert cashier.reads("copy_line") == "Ainda sem cópia de segurança"
        cashier.click("journal_close")
        await cashier.sees(lambda: cashier.may_type_in("close_pin"))
        assert any(text.startswith("Por resolver") for text in cashier.texts("close_dialog"))
        cashier.type("4321")
        cashier.press(Qt.Key.Key_Return)
        await cashier.sees(lambda: cashier.shows("closed_dialog"))
        said = cashier.texts("closed_dialog")
        assert "Ana" in said[0]
        assert said[1].startswith("Por resolver")
        cashier.click("closed_copy")
        head = KeptHead.read(QGuiApplication.clipboard().text())
        assert head.seq
        with_head = cashier.reads("closed_head")
        assert re.sub(r"\s", "", with_head) == str(head)
        paper = shop.root / "close.pdf"
        cashier.click("closed_print")
        await cashier.sees(lambda: cashier.may_do("print_pdf"))
        cashier.click("print_pdf")
        chooser = cashier.window.findChild(QFileDialog, "print_file")
        assert chooser is not None
        chooser.fileSelected.emit(str(paper))
        chooser.reject()
        await cashier.sees(lambda: paper.name in cashier.reads("print_message"))
        cashier.click("print_close")
        assert head.hash in re.sub(r"\s", "", text_of(paper.read_bytes()))
        (copy,) = named_copies(shop.backups)
        assert str(copy.path) in cashier.reads("closed_kept")
        assert checked(copy.path).head.number == head.seq
        cashier.press(Qt.Key.Key_Escape)
        await cashier.sees(lambda: "Última cópia" in cashier.reads("copy_line"))
        db = read_journal(shop.journal)
        assert verify(db, [head]).sound
        assert [noted.note for noted in Reader(db).notes(DayClosed)]
        db.close()

    play(shop, evening)


def test_a_close_without_its_stick_is_a_close_and_says_so(shop: Profile) -> None:
    People(shop.people).give_pin(ANA, "4321")
    stick = shop.root / "stick"
    shop.settings.write_text(f'{shop.settings.read_text()}\n[backup]\nfolder = "{stick}"\n')

    async def evening(cashier: Cashier) -> None:
        await cashier.charge("vpos")
        await cashier.sees_verdict("Pago")
        cashier.click("tab_journal")
        await cashier.sees(lambda: cashier.may_do("journal_close"))
        cashier.click("journal_close")
        await cashier.sees(lambda: cashier.may_type_in("close_pin"))
        cashier.type("4321")
        cashier.press(Qt.Key.Key_Return)
        await cashier.sees(lambda: cashier.shows("closed_dialog"))
        assert str(stick) in cashier.reads("closed_kept")
        cashier.click("closed_close")
        await cashier.sees(lambda: str(stick) in cashier.reads("copy_line"))

    play(shop, evening)
