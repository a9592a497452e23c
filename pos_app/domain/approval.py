"""A manager's yes. Money that goes back or out, and outcomes settled by hand, need one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Approval:
    """Somebody with a PIN allowed this. Only whoever checks PINs makes one."""

    by: str  # the manager's name, as the journal keeps it
