"""Staff by the journal's notes: who has a PIN, and whether the PIN file is the one last noted.

The PIN file can be lost, or put back from an older copy of the disk. The journal cannot, without
the till noticing: so the journal decides whether a shop has managers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pos_app.domain.audit_notes import (
    Note,
    PersonLeft,
    PinGiven,
    Recovered,
    RecoveryCodeMade,
    Restored,
)
from pos_app.domain.errors import PeopleChanged, PeopleLost, PeopleOlder
from pos_app.domain.people.roles import Mark, Person, Role

NOTES_OF_STAFF: tuple[type[Note], ...] = (
    PinGiven,
    PersonLeft,
    Recovered,
    RecoveryCodeMade,
    Restored,
)


class Fit(StrEnum):
    """How the PIN file fits the journal's last note of it."""

    FITS = "fits"
    LOST = "lost"  # there is none, or none that can be read
    OLDER = "older"  # it was put back to its state before the journal's last note
    CHANGED = "changed"  # another program than this till wrote in it


# Errors for a PIN file that does not fit.
UNFIT: Mapping[Fit, type[PeopleLost]] = {
    Fit.LOST: PeopleLost,
    Fit.OLDER: PeopleOlder,
    Fit.CHANGED: PeopleChanged,
}


@dataclass(frozen=True)
class Staff:
    """The staff, as the journal's notes give it."""

    people: Mapping[str, Role] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()  # names of people whose PIN was removed
    mark: Mark = field(default_factory=Mark)  # of the file, by the last note of a change
    sealed_code: str = ""  # the digest of the recovery code; empty where there is none
    is_of_a_copy: bool = False  # the journal was restored after the last change: it may lack some

    @property
    def has_people(self) -> bool:
        """Whether anybody has a PIN. Then the shop has managers: the first PIN is a manager's, and
        the last manager stays."""
        return bool(self.people)

    @property
    def has_cashiers(self) -> bool:
        return Role.CASHIER in self.people.values()

    def fit(self, file: Mark | None, people: Iterable[Person]) -> Fit:
        """Returns how a file of this mark, with these people in it, fits; `None` is no file.

        One that is newer than the notes fits: the journal is then a restored one.
        """
        if not self.has_people:
            return Fit.FITS
        if file is None:
            return Fit.LOST
        if file.version < self.mark.version:
            return Fit.OLDER
        if file.version > self.mark.version:
            return Fit.FITS
        if file != self.mark:
            return Fit.CHANGED
        return Fit.FITS if file.digest or self._names(people) else Fit.OLDER

    def _names(self, people: Iterable[Person]) -> bool:
        """Returns whether a file without a mark, from before there were any, has the people whom
        the journal knows, in their roles, and nobody who has left."""
        if self.is_of_a_copy:
            return True
        roles = {person.name: person.role for person in people}
        known = all(roles.get(name) is role for name, role in self.people.items())
        return known and not self.gone & roles.keys()


def staff_of(notes: Iterable[Note]) -> Staff:
    """Folds these notes, oldest first; notes of other kinds change nothing."""
    staff = Staff()
    for note in notes:
        staff = _after(staff, note)
    return staff


def _after(staff: Staff, note: Note) -> Staff:
    match note:
        case PinGiven():
            people = {**staff.people, note.name: note.role}
            return _changed(staff, people, staff.gone - {note.name}, note)
        case PersonLeft():
            people = {name: role for name, role in staff.people.items() if name != note.name}
            return _changed(staff, people, staff.gone | {note.name}, note)
        case Recovered():
            others = {} if note.alone else staff.people
            gone = staff.gone | (staff.people.keys() if note.alone else frozenset())
            people = {**others, note.name: Role.MANAGER}
            recovered = _changed(staff, people, gone - {note.name}, note)
            return replace(recovered, sealed_code=note.sealed_code)
        case RecoveryCodeMade():
            return replace(staff, sealed_code=note.sealed_code)
        case Restored():
            return replace(staff, is_of_a_copy=True)
        case _:
            return staff


def _changed(
    staff: Staff,
    people: Mapping[str, Role],
    gone: frozenset[str],
    note: PinGiven | PersonLeft | Recovered,
) -> Staff:
    mark = Mark(note.version, note.digest)
    return replace(staff, people=people, gone=gone, mark=mark, is_of_a_copy=False)
