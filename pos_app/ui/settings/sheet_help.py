"""What the help column says beside each sheet: what it is for, and what is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pos_app.words.field_help import FieldHelp
from pos_app.words.translate import QT_TRANSLATE_NOOP, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class _Sheet(NamedTuple):
    title: str
    what: str
    notes: tuple[str, ...] = ()


_STAYS = QT_TRANSLATE_NOOP(
    "words", "What you type stays here until you save it, whatever else you open."
)
_SHEETS: Mapping[str, _Sheet] = {
    "country": _Sheet(
        QT_TRANSLATE_NOOP("words", "Before you begin"),
        QT_TRANSLATE_NOOP(
            "words",
            "Have the keys of your payment services at hand. You can sell as soon as one works.",
        ),
        (QT_TRANSLATE_NOOP("words", "Training needs no keys."),),
    ),
    "shop": _Sheet(
        QT_TRANSLATE_NOOP("words", "Your shop"),
        QT_TRANSLATE_NOOP(
            "words", "Customers read this on every slip. The name is enough to begin with."
        ),
        (QT_TRANSLATE_NOOP("words", "Sales in the journal never change."),),
    ),
    "counter": _Sheet(
        QT_TRANSLATE_NOOP("words", "This till"),
        QT_TRANSLATE_NOOP(
            "words", "How this till looks, sounds and locks. None of it changes a sale."
        ),
        (_STAYS,),
    ),
    "tenders": _Sheet(
        QT_TRANSLATE_NOOP("words", "Recorded by the cashier"),
        QT_TRANSLATE_NOOP(
            "words",
            "No payment service confirms these amounts: such a sale is never green, and the close "
            "counts it apart.",
        ),
        (
            QT_TRANSLATE_NOOP("words", "Refunds need a manager's PIN, as all others do."),
            QT_TRANSLATE_NOOP("words", "What is turned off can still be refunded."),
        ),
    ),
    "people": _Sheet(
        QT_TRANSLATE_NOOP("words", "Who works here"),
        QT_TRANSLATE_NOOP(
            "words", "Start with a manager: refunds and settings need a manager's PIN."
        ),
        (
            QT_TRANSLATE_NOOP("words", "Nobody can read the PINs that the till saves."),
            QT_TRANSLATE_NOOP("words", "Print the recovery code and keep it away from the till."),
        ),
    ),
    "providers": _Sheet(
        QT_TRANSLATE_NOOP("words", "Who collects for you"),
        QT_TRANSLATE_NOOP(
            "words", "One account that works is enough to sell. The others can wait."
        ),
        (
            QT_TRANSLATE_NOOP("words", "The test charges nothing."),
            QT_TRANSLATE_NOOP("words", "“Works” appears only after an answer to the test."),
            QT_TRANSLATE_NOOP(
                "words", "No key yet? Ask for it and continue: this page is also in the settings."
            ),
        ),
    ),
    "printer": _Sheet(
        QT_TRANSLATE_NOOP("words", "Receipts on paper"),
        QT_TRANSLATE_NOOP(
            "words", "A till can sell without a printer: it saves receipts and slips as PDF."
        ),
        (
            QT_TRANSLATE_NOOP(
                "words", "What may have come out is never printed again without a person's word."
            ),
        ),
    ),
    "office": _Sheet(
        QT_TRANSLATE_NOOP("words", "All tills together"),
        QT_TRANSLATE_NOOP(
            "words",
            "The office's manager gives you a code of ten letters, good once and for ten minutes. "
            "You can also paste the text of the QR code.",
        ),
        (
            QT_TRANSLATE_NOOP("words", "The till also sells while the office does not answer."),
            QT_TRANSLATE_NOOP("words", "Leaving the office deletes nothing here."),
        ),
    ),
    "audit": _Sheet(
        QT_TRANSLATE_NOOP("words", "Who did what"),
        QT_TRANSLATE_NOOP("words", "Only a manager can see this list."),
    ),
    "doctor": _Sheet(
        QT_TRANSLATE_NOOP("words", "What is well, and what is not"),
        QT_TRANSLATE_NOOP(
            "words", "What needs you stands first, with what to do. You can sell meanwhile."
        ),
    ),
    "about": _Sheet(
        QT_TRANSLATE_NOOP("words", "Which version this is"),
        QT_TRANSLATE_NOOP(
            "words",
            "Technical support asks for it first. Below is what the program is made of: select a "
            "part to read its licence.",
        ),
    ),
    "move": _Sheet(
        QT_TRANSLATE_NOOP("words", "This till's computer"),
        QT_TRANSLATE_NOOP("words", "A till is on one computer only, so that it never sells twice."),
        (
            QT_TRANSLATE_NOOP(
                "words", "The other computer also follows the sales that still wait here."
            ),
        ),
    ),
    "done": _Sheet(
        QT_TRANSLATE_NOOP("words", "Before the first customer"),
        QT_TRANSLATE_NOOP("words", "You can fill in the rest later in the settings."),
    ),
}


def sheet_help(name: str) -> tuple[FieldHelp, Sequence[str]]:
    """Returns the help of a sheet, and its notes."""
    sheet = _SHEETS[name]
    return FieldHelp(say(sheet.title), (say(sheet.what),)), [say(note) for note in sheet.notes]
