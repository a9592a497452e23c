"""Sentences for the command line, in the shop's language: the same words as the window's."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QTranslator

from pos_app import settings
from pos_app.domain.errors import BadInput, NotSetUp, PosError
from pos_app.domain.method import Method
from pos_app.domain.phone import group_digits
from pos_app.domain.sale import Sale
from pos_app.profile import Profile
from pos_app.resources import resources_folder
from pos_app.till.keeping import goes_on_by_itself
from pos_app.words import next_words, problem_words, verdict_words


class Speech:
    """Speaks for as long as it is held on to."""

    def __init__(self, profile: Profile) -> None:
        self._application = QCoreApplication.instance() or QCoreApplication(["pos-app"])
        self._translator = QTranslator()
        folder = resources_folder() / "translations"
        if self._translator.load(f"pos_app_{_language(profile)}", str(folder)):
            QCoreApplication.installTranslator(self._translator)

    def problem(self, problem: PosError) -> str:
        """What happened, and what to do."""
        what, do = problem_words(problem)
        if isinstance(problem, NotSetUp):
            variable = f"POS_APP_{problem.provider}_{problem.missing}".upper()
            what = f"{what} ({problem.provider}: {problem.missing} / {variable})"
        return ". ".join(part.rstrip(".") for part in (what, do) if part) + "."

    def sale(self, sale: Sale, method: Method) -> str:
        """The verdict, as the window gives it."""
        state, hand_over = verdict_words(sale)
        who = sale.phone.grouped if sale.phone else _reference(sale)
        first = f"{sale.number:04d} · {sale.amount} · {method.name} · {who}".rstrip(" ·")
        goes_on = goes_on_by_itself(sale, method, datetime.now(UTC))
        what_next = next_words(sale, method.kind, goes_on=goes_on)
        return f"{first}\n{state} · {hand_over}. {what_next}"


def _reference(sale: Sale) -> str:
    grouped = " ".join(group_digits(sale.reference or "", (3, 3, 3)))
    return " · ".join(part for part in (sale.entity, grouped.strip()) if part)


def _language(profile: Profile) -> str:
    try:
        return settings.load(profile.settings).language
    except BadInput:
        return settings.Settings().language
