"""Check of the office: whether the till belongs to one, and how far that has what the till has."""

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from pos_app.app.doctor.check import apart, noted
from pos_app.installation.office_membership import membership_in
from pos_app.installation.profile import Profile
from pos_app.ports.doctor.findings import Diagnosis, Sign, Soundness, Subject
from pos_app.ports.office.status import OfficeState, OfficeStatus

Asks = Callable[[], OfficeStatus | None]  # of the open till

_FINE = (OfficeState.UP_TO_DATE, OfficeState.SHIPPING, OfficeState.CONNECTING)


async def office(place: Profile, asks: Asks) -> Sequence[Diagnosis]:
    """Raises ProfileDamaged. Beside an open window a command knows no more than the address."""
    member = await apart(lambda: membership_in(place.office))
    if member is None:
        return [noted(Subject.OFFICE, Sign.OFFICE_NONE)]
    status = asks()
    host = urlsplit(member.address).hostname or ""
    if status is None:
        return [Diagnosis(Subject.OFFICE, Soundness.WELL, Sign.OFFICE, (host, "", 0))]
    health = Soundness.WELL if status.state in _FINE else Soundness.WARNING
    figures = (host, status.state.value, status.behind)
    return [Diagnosis(Subject.OFFICE, health, Sign.OFFICE, figures)]


def address(place: Profile) -> str:
    """Returns the office's address; "" without one. Raises ProfileDamaged."""
    member = membership_in(place.office)
    return member.address if member else ""
