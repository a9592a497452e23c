"""Roles of people: cashier or manager, with names and the version mark of the PIN file."""

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.text.typed_text import clean

LONGEST_NAME = 40


class Role(StrEnum):
    CASHIER = "cashier"
    MANAGER = "manager"  # may do all that a cashier may, and what `ManagerOnly` names


@dataclass(frozen=True)
class Person:
    """A person with a PIN. The journal has the name."""

    name: str
    role: Role

    @property
    def initials(self) -> str:
        """The initials of the first name and the last: `AM` for Ana Maria Miguel."""
        names = self.name.split()
        first, last = names[:1], names[1:][-1:]
        return "".join(name[0] for name in first + last).upper()

    @property
    def short_name(self) -> str:
        """The first name and the last one's initial: `Ana M.` for Ana Maria Miguel."""
        names = self.name.split()
        return " ".join([*names[:1], *(f"{last[0]}." for last in names[1:][-1:])])


@dataclass(frozen=True)
class Mark:
    """The version and digest of a PIN file, as the journal notes them."""

    version: int = 0  # counts the changes; 0 for a file from before they were counted
    digest: str = ""  # SHA-256 of its content; empty for version 0


def new_name(text: str) -> str:
    """Returns the cleaned name for the till. Raises BadInput."""
    name = " ".join(clean(text).split())
    if not name or not name.isprintable() or len(name) > LONGEST_NAME:
        raise BadInput(Field.NAME, InputProblem.NAME_NOT_ONE)
    return name
