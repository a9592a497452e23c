"""The recovery code's slip as data. It belongs on paper: the till keeps only its digest."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from pos_app.domain.people.recovery_code import in_groups

translate = QCoreApplication.translate

_GROUPS_A_LINE = 3


@dataclass(frozen=True, kw_only=True)
class CodeSlip:
    """One piece of paper, for the manager to take home."""

    shop: str
    till: str
    title: str
    made: str  # shop's local time
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    training: str = ""  # training has no code

    @property
    def name(self) -> str:
        return self.title


def code_slip(code: str, shop: str, till: str, at: datetime) -> CodeSlip:
    """Returns the slip; `at` is the shop's local time."""
    groups = in_groups(code).split()
    starts = range(0, len(groups), _GROUPS_A_LINE)
    return CodeSlip(
        shop=shop,
        till=till,
        title=translate("Slip", "Recovery code"),
        made=f"{at:%d/%m/%Y %H:%M}",
        lines=tuple(" ".join(groups[start : start + _GROUPS_A_LINE]) for start in starts),
        notes=(
            translate(
                "Slip",
                "Anybody who has this code can become a manager of this till if its PINs are "
                "lost or forgotten. Keep it away from the till; a newer code replaces it.",
            ),
        ),
    )
