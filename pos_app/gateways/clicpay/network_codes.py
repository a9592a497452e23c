"""Network error codes (M-Pesa, e-Mola, cards) that surface in ClicPay's answers: a table each.

Source: the field notes ("Codes that surface from below", "codes seen further"). The words beside a
code are the network's own.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pos_app.domain.reasons import Reason
from pos_app.gateways.decline_codes import (
    UNLISTED,
    CodeRow,
    Codes,
    Says,
    busy,
    no,
    not_known,
    too_late,
)

_SURFACE = "field notes, codes that surface from below"
_FURTHER = "field notes, further codes seen"
_SAYS_SO = "field notes: by its own words not a no"

_MPESA: Codes = {
    # Done, and called failed: no final no.
    "INS-0": not_known(Reason.UNREADABLE_ANSWER, _SURFACE),
    # "Internal error": it has hidden "no money", and is "ask again" to one client.
    "INS-1": not_known(Reason.NO_MONEY_OR_ERROR, _SAYS_SO),
    "INS-2": no(Reason.NOT_AUTHORIZED, _FURTHER),  # key
    "INS-4": no(Reason.NOT_AUTHORIZED, _FURTHER),  # user not active: the shop's, under 401
    "INS-5": no(Reason.CUSTOMER_REFUSED, _SURFACE),
    "INS-6": no(Reason.PROCESSOR_REFUSED, _SURFACE),
    "INS-9": too_late(Reason.CUSTOMER_SILENT, _SURFACE),
    # We never send twice: the first charge may be this very one.
    "INS-10": not_known(Reason.DUPLICATE, _SURFACE),
    "INS-13": no(Reason.BAD_REQUEST, _FURTHER),  # short code
    "INS-14": no(Reason.BAD_REQUEST, _FURTHER),  # reference
    "INS-15": no(Reason.BAD_AMOUNT, _FURTHER),
    "INS-16": busy(Reason.NETWORK_BUSY, _SURFACE),
    "INS-17": no(Reason.BAD_REQUEST, _FURTHER),  # length of the reference
    "INS-18": no(Reason.BAD_REQUEST, _FURTHER),  # id of the transaction
    "INS-19": no(Reason.BAD_REQUEST, _FURTHER),  # third party's reference
    "INS-20": no(Reason.BAD_REQUEST, _FURTHER),  # parameters missing
    "INS-21": no(Reason.BAD_REQUEST, _FURTHER),  # parameters invalid
    "INS-23": not_known(Reason.NETWORK_UNSURE, _SAYS_SO),  # "Unknown Status. Contact … Support"
    "INS-24": no(Reason.NOT_AUTHORIZED, _FURTHER),  # initiator
    "INS-25": no(Reason.NOT_AUTHORIZED, _FURTHER),  # credential
    "INS-26": no(Reason.NOT_AUTHORIZED, _FURTHER),
    "INS-995": no(Reason.NO_ACCOUNT, _FURTHER),  # the customer's profile has problems
    "INS-996": no(Reason.NO_ACCOUNT, _FURTHER),  # the customer's account is not active
    "INS-2001": no(Reason.NOT_AUTHORIZED, _FURTHER),  # initiator
    "INS-2002": no(Reason.BAD_REQUEST, _FURTHER),  # receiver
    "INS-2005": no(Reason.LIMIT_REACHED, _FURTHER),  # "rule limited"
    "INS-2006": no(Reason.NO_MONEY, _SURFACE),
    "INS-2051": no(Reason.BAD_PHONE, _SURFACE),
}
_EMOLA: Codes = {
    "00": not_known(Reason.UNREADABLE_ANSWER, _SURFACE),  # done, and called failed
    "01": no(Reason.NO_MONEY, _FURTHER),
    "02": no(Reason.NOT_AUTHORIZED, _FURTHER),  # login or IP
    "03": no(Reason.PROCESSOR_REFUSED, _SURFACE),
    "05": not_known(Reason.NETWORK_UNSURE, _FURTHER),  # seen, and not explained
    "06": no(Reason.BAD_AMOUNT, _FURTHER),
    "07": no(Reason.BAD_PHONE, _FURTHER),
    "08": not_known(Reason.NETWORK_UNSURE, _FURTHER),
    "09": not_known(Reason.NETWORK_UNSURE, _FURTHER),
    "10": not_known(Reason.NETWORK_UNSURE, _FURTHER),
    "11": too_late(Reason.CUSTOMER_SILENT, _SURFACE),  # no PIN typed
    "12": no(Reason.NO_ACCOUNT, _SURFACE),
    "14": not_known(Reason.DUPLICATE, _SURFACE),
    "20": busy(Reason.PHONE_BUSY, _SURFACE),
    "22": not_known(Reason.UNREADABLE_ANSWER, _SURFACE),  # push sent (pending)
    "23": not_known(Reason.NETWORK_UNSURE, _FURTHER),
    "28": not_known(Reason.DUPLICATE, _SURFACE),  # already processed
    "98": no(Reason.NOT_AUTHORIZED, _FURTHER),  # login or IP
    # "Error", like M-Pesa's INS-1: something broke, and the code does not say when.
    "99": not_known(Reason.NETWORK_UNSURE, _SURFACE),
    "2007": not_known(Reason.NETWORK_UNSURE, _SAYS_SO),  # "timeout when calling detail API"
    "9001": not_known(Reason.NETWORK_UNSURE, _SAYS_SO),  # "exception"
}
# No network but the document's own card page: "Transações NetShop", 400.
_CARD: Codes = {"400": no(Reason.GATEWAY_ERROR, "Transações NetShop, Example response (400)")}


@dataclass(frozen=True)
class Network:
    """A network's forms of its codes: alone in a field, and among the words of a message."""

    codes: Codes
    alone: re.Pattern[str]
    in_words: re.Pattern[str]

    def row_in(self, field: str, words: Iterable[str]) -> CodeRow | None:
        """Returns the row of the code in its field, else in the words; None if there is no code at
        all.

        Among several, one that settles nothing comes first. A code in another network's form is in
        no list of this one, and words without a code may say themselves that the outcome is
        unknown.
        """
        said = list(words)
        alone = self.alone.fullmatch(field)
        among = [match for text in said for match in self.in_words.finditer(text)]
        rows = [self._row_of(match) for match in ([alone] if alone else []) + among]
        if rows:
            return next((row for row in rows if row.says is Says.NOT_KNOWN), rows[0])
        strange = any(form.search(text) for form in _STRANGE for text in said)
        return UNLISTED if field or strange else None

    def _row_of(self, code: re.Match[str]) -> CodeRow:
        figures = int(code.group("figures"))
        name = f"INS-{figures}" if self.in_words is _INS else f"{figures:02}"
        return self.codes.get(name, UNLISTED)


# However it is written: "INS-23", "INS 23", "ins_023".
_INS = re.compile(r"(?<![a-z0-9])INS[\W_]{0,2}(?P<figures>\d{1,9})", re.IGNORECASE)
# Figures are a code where a message begins with them, in brackets, or where it says so: others are
# seconds, amounts, dates and phones.
_FIGURES = re.compile(
    r"(?:^\W*|[(\[{]\s*|(?:c[oó]d(?:igo)?|code|erro|error|exception|exce(?:p[cç]|[cç])[aã]o|status|"
    r"e-?mola)\s*(?:is|é|n[º°.]*)?[\W_]{0,3})(?<!\d)(?P<figures>\d{1,5})\b"
    r"(?![.,:/-]\d|\s+(?:de|h|\d)|\s*(?:M[TZ]|met|s\b|seg|min))",
    re.IGNORECASE,
)
# A code of no network that we know: letters with digits.
_LETTERED = re.compile(r"\b(?!MT|MZN|CP|TX|REF)[A-Z]{1,5}[-_]?\d{2,5}\b")
# Words of a server that does not know the outcome, or knows that it is still open.
_UNSURE = re.compile(
    r"unknown|desconhecid|time[ds]?[\s_-]*out|tempo\b.*\b(?:esgot|exced|limite)|exception|"
    r"internal\b.*\berror|erro intern|pending|pendente|process(?:ing|amento)\b",
    re.IGNORECASE,
)
_STRANGE = (_INS, _FIGURES, _LETTERED, _UNSURE)
_NEVER = re.compile(r"(?!)")

NETWORKS: Mapping[str, Network] = {
    "mpesa": Network(_MPESA, re.compile(r"INS-(?P<figures>\d{1,9})", re.IGNORECASE), _INS),
    "emola": Network(_EMOLA, re.compile(r"(?P<figures>\d{1,5})"), _FIGURES),
    "mkesh": Network({}, _NEVER, _NEVER),  # no source shows any of its codes
    "card": Network(_CARD, re.compile(r"(?P<figures>\d{3})"), _NEVER),
}
