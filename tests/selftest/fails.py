"""Tests that fail before a window, and without one; run by test_pictures.py."""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget


def test_without_one() -> None:
    raise AssertionError("it fails")


def test_with_a_window(qapp: QApplication) -> None:
    window, unseen = QWidget(), QWidget()
    window.setPalette(QPalette(QColor("#3366cc")))
    window.resize(300, 200)
    window.show()
    qapp.processEvents()
    assert unseen.isVisible(), "it fails"
