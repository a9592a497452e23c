"""A program that the till starts gets the system's libraries, and the till keeps its own."""

import os
import sys

import pytest
from PySide6.QtCore import QUrl

from pos_app.ui.qt.outside import open_outside


@pytest.mark.parametrize("before", [None, "/opt/lib"])
def test_a_viewer_does_not_get_a_builds_libraries(
    monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    seen: list[str | None] = []

    def open_url(_: QUrl) -> bool:
        seen.append(os.environ.get("LD_LIBRARY_PATH"))
        return True

    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", open_url)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/build/_internal")
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    assert open_outside(QUrl("file:///guide.pdf"))
    assert seen == ["/build/_internal"]  # a checkout's is somebody's own

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert open_outside(QUrl("file:///guide.pdf"))
    assert seen[1:] == [before]
    assert os.environ["LD_LIBRARY_PATH"] == "/build/_internal"
