"""Names of what the doctor looks at, and words for how it is with each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.ports.doctor.findings import Diagnosis, Soundness, Subject
from pos_app.words.translate import QT_TRANSLATE_NOOP, joined, say

if TYPE_CHECKING:
    from collections.abc import Mapping

_SUBJECTS: Mapping[Subject, str] = {
    Subject.RELEASE: QT_TRANSLATE_NOOP("words", "Program"),
    Subject.SYSTEM: QT_TRANSLATE_NOOP("words", "Computer"),
    Subject.SCREEN: QT_TRANSLATE_NOOP("words", "Screen"),
    Subject.MEMORY: QT_TRANSLATE_NOOP("words", "Memory"),
    Subject.SETTINGS: QT_TRANSLATE_NOOP("words", "Settings file"),
    Subject.PROFILE: QT_TRANSLATE_NOOP("words", "Till's folder"),
    Subject.ROOM: QT_TRANSLATE_NOOP("words", "Free space"),
    Subject.DISK: QT_TRANSLATE_NOOP("words", "Speed of the disk"),
    Subject.RUNNING: QT_TRANSLATE_NOOP("words", "Open till"),
    Subject.KEYRING: QT_TRANSLATE_NOOP("words", "Place for keys"),
    Subject.JOURNAL: QT_TRANSLATE_NOOP("words", "Sales journal"),
    Subject.SALES: QT_TRANSLATE_NOOP("words", "Sales without a result"),
    Subject.COPIES: QT_TRANSLATE_NOOP("words", "Backups"),
    Subject.CLOCK: QT_TRANSLATE_NOOP("words", "Clock"),
    Subject.ZONE: QT_TRANSLATE_NOOP("words", "Time zone"),
    Subject.CERTIFICATE: QT_TRANSLATE_NOOP("words", "Certificate"),
    Subject.ACCOUNT: QT_TRANSLATE_NOOP("words", "Payment service"),
    Subject.PRINTER: QT_TRANSLATE_NOOP("words", "Printer"),
    Subject.OFFICE: QT_TRANSLATE_NOOP("words", "Office"),
    Subject.SOUND: QT_TRANSLATE_NOOP("words", "Sound"),
}
_HEALTHS: Mapping[Soundness, str] = {
    Soundness.WELL: QT_TRANSLATE_NOOP("words", "Well"),
    Soundness.NOTED: QT_TRANSLATE_NOOP("words", "For information"),
    Soundness.WARNING: QT_TRANSLATE_NOOP("words", "See to it"),
    Soundness.BROKEN: QT_TRANSLATE_NOOP("words", "Does not work"),
}


def subject_words(finding: Diagnosis) -> str:
    """Returns what was looked at, and which of several."""
    return joined(say(_SUBJECTS[finding.subject]), finding.about)


def subject_on_screen(finding: Diagnosis) -> str:
    """Says the shop's own name of a printer as well, which is for no report."""
    return joined(say(_SUBJECTS[finding.subject]), finding.named or finding.about)


def health_words(health: Soundness) -> str:
    return say(_HEALTHS[health])
