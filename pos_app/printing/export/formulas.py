"""Texts that a spreadsheet would run: a customer can type `=HYPERLINK(…)` as a description."""

import re

# Also in the width of a Chinese character, which some spreadsheets read as the plain sign
# (owasp.org/www-community/attacks/CSV_Injection).
_BEGINS_A_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
# A spreadsheet of another region takes another sign for the separator: what comes after it is a
# cell of its own there.
_OTHER_CELL = re.compile(r"([;,|]|(?<=\S)[ ]*[\t\r\n])(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20])")


def is_formula(text: str) -> bool:
    """Returns whether a spreadsheet might run this text. Blanks before it protect nobody."""
    return text.startswith(_BEGINS_A_FORMULA) or text.lstrip().startswith(_BEGINS_A_FORMULA)


def harmless(text: str) -> str:
    """Returns the text with an apostrophe before each formula, which makes it plain text."""
    marked = _OTHER_CELL.sub(r"\1'", text)
    return f"'{marked}" if is_formula(text) else marked
