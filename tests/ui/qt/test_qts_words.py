"""Qt's own dialogs: they speak the shop's language, as it is spoken, and begin in the documents."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from ui.counter import Counter, until

from pos_app.ui.printing.saving_folder import keep_saving_folder, saving_folder
from pos_app.ui.qt.application import install_language

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

TOLD = ("text", "toolTip", "accessibleName", "accessibleDescription", "placeholderText")
MARKS = re.compile(r"&|\t.*")
# The same in both languages: names, and what Qt leaves empty.
SAME = {"", "OK", "PDF (*.pdf)", "x.pdf"}
BRAZILIAN = re.compile(r"(?i)salvar|arquivo|excluir|exibi|descartar|padrões|recortar|renomear")
_FIRST, _LAST = QMessageBox.StandardButton.FirstButton, QMessageBox.StandardButton.LastButton
BUTTONS = [one for one in QMessageBox.StandardButton if _FIRST.value <= one.value <= _LAST.value]


def said() -> Iterator[str]:
    """All that Qt's own dialogs and menus say in the language that is worn."""
    chooser = QFileDialog(None, "x", "x.pdf", "PDF (*.pdf)")
    chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    for part in chooser.findChildren(QWidget):
        yield from (str(part.property(name) or "") for name in TOLD)
    yield from (action.text() for action in chooser.findChildren(QAction))
    box = QMessageBox()
    yield from (box.addButton(one).text() for one in BUTTONS)
    for edit in (QLineEdit("a"), QPlainTextEdit("a")):
        menu = edit.createStandardContextMenu()
        yield from (action.text() for action in menu.actions())
        menu.deleteLater()
    chooser.deleteLater()


def words() -> list[str]:
    return [MARKS.sub("", text) for text in said()]


def test_they_speak_the_shops_language_and_follow_it(
    application: QApplication, translations: Path
) -> None:
    spoken: dict[str, list[str]] = {}
    for language in ("en", "pt", "en"):
        install_language(application, language, translations)
        spoken.setdefault(language, words())
        assert spoken[language] == words()
    english, portuguese = spoken["en"], spoken["pt"]
    assert {"Save", "Cancel", "Copy", "Yes", "New Folder"} <= set(english)
    assert {"Guardar", "Cancelar", "Copiar", "Sim", "Nova pasta"} <= set(portuguese)
    pairs = zip(english, portuguese, strict=True)
    places = {str(Path.home()), Path.home().name, "/", *SAME}
    assert not [one for one, other in pairs if one == other and one not in places]
    assert not [text for text in portuguese if BRAZILIAN.search(text)]


def test_a_file_is_saved_in_the_documents_and_then_where_the_last_one_was(
    monkeypatch: pytest.MonkeyPatch, application: QApplication, tmp_path: Path
) -> None:
    documents, stick = tmp_path / "Documentos", tmp_path / "stick"
    for folder in (documents, stick):
        folder.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(documents))
    application.setProperty("saving_folder", None)
    assert saving_folder() == documents
    keep_saving_folder(stick)
    assert saving_folder() == stick
    stick.rmdir()  # pulled out
    assert saving_folder() == documents
    documents.rmdir()  # no such folder on this computer
    assert saving_folder() == Path.home()
    application.setProperty("saving_folder", None)


async def test_the_slip_is_saved_where_the_last_one_was(
    counter: Counter, application: QApplication, tmp_path: Path
) -> None:
    application.setProperty("saving_folder", None)
    counter.open()
    counter.reference()
    counter.paper.setup.known.clear()  # else the slip would be printed at once
    counter.click("slip")
    await until(lambda: counter.dialog("print"))
    counter.click("print_pdf")
    chooser = counter.find(QFileDialog, "print_file")
    assert chooser.directory().absolutePath() == str(saving_folder())
    chooser.fileSelected.emit(str(tmp_path / "slip.pdf"))
    chooser.reject()
    await until(lambda: counter.paper.spool.saved)
    await until(lambda: counter.window.findChild(QFileDialog) is None)
    counter.click("print_pdf")
    chooser = counter.find(QFileDialog, "print_file")
    assert chooser.directory().absolutePath() == str(tmp_path)
    assert chooser.labelText(QFileDialog.DialogLabel.Reject) == "Back"
    chooser.reject()
    application.setProperty("saving_folder", None)
