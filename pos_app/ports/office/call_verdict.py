"""What a till made of something that a provider had told the office."""

from enum import StrEnum


class CallVerdict(StrEnum):
    """The till's own judgement: it believes the office in nothing."""

    TAKEN = "taken"  # durable here: it is a sale's, or a manager took it
    # Durable here as unmatched: it names this till and no sale of it, or the office calls it the
    # shop's. Told again, it is taken if its sale is there by then.
    UNMATCHED = "unmatched"
    NOT_OURS = "not_ours"  # another till's, or nobody's that is known here; nothing is kept of it
    UNPROVEN = "unproven"  # not signed under the account's key: nothing at all
    # Nobody here can tell: the account's key is missing, or another than the office reads with, or
    # this version does not know its form.
    UNREAD = "unread"

    @property
    def is_settled(self) -> bool:
        """Whether the till has no more to do with it. Otherwise it stays in the inbox, and the
        office's word on how far the inbox is complete counts for nothing meanwhile."""
        return self is not CallVerdict.UNREAD
