"""Calls that were turned away, which their provider will repeat: until then not all was heard."""

from dataclasses import dataclass, field


@dataclass
class MissedCalls:
    """What this process turned away since it was last written down, by account. `anybodys`: of some
    it cannot be told whose; as of those that came when no process was there, before this one."""

    accounts: set[int] = field(default_factory=set)
    anybodys: bool = True

    def add(self, account: int | None) -> None:
        """Notes one of this account; None for one of nobody knows which."""
        if account is None:
            self.anybodys = True
        else:
            self.accounts.add(account)

    def taken(self) -> "MissedCalls":
        """Returns what there is, to be written down; from now on others are gathered."""
        taken = MissedCalls(self.accounts, self.anybodys)
        self.accounts, self.anybodys = set(), False
        return taken

    def put_back(self, taken: "MissedCalls") -> None:
        """It was not written down."""
        self.accounts |= taken.accounts
        self.anybodys |= taken.anybodys
