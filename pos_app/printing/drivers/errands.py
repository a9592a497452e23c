"""What a child process does once: finds printers, or writes a document as a PDF."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pos_app.domain.errors import FileNotWritten
from pos_app.domain.paper.document_json import document_of
from pos_app.domain.paper.printer import PaperSize
from pos_app.printing.drivers.discovery import found_printers
from pos_app.printing.drivers.printer_json import found_told
from pos_app.printing.layout.pdf import pdf
from pos_app.printing.offscreen import begin_painting
from pos_app.system.atomic import draft_of_ours, write_whole

_AS_USUAL = 0o666  # a file's mode, minus the umask


def find_printers(_: Mapping[str, Any], __: Callable[[], None]) -> Sequence[Mapping[str, Any]]:
    """Finds the printers that a shop may want to set up."""
    return [found_told(found) for found in found_printers()]


def save_document(question: Mapping[str, Any], _: Callable[[], None]) -> None:
    """Saves a PDF, atomically. Raises FileNotWritten."""
    begin_painting()
    document, path = document_of(question["document"]), Path(question["path"])
    # A page as wide as a sheet where the document is, else as wide as a roll.
    content = pdf(document, PaperSize.A4 if document.wide else PaperSize.ROLL_80)
    try:
        write_whole(path, content, draft=draft_of_ours(path), mode=_AS_USUAL)
    except OSError as error:
        raise FileNotWritten(f"{path}: {error.strerror}") from error
