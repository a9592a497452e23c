"""Texts that a spreadsheet would run: a customer can type `=HYPERLINK(…)` as a description."""

# Also in the width of a Chinese character, which some spreadsheets read as the plain sign
# (owasp.org/www-community/attacks/CSV_Injection).
_BEGINS_A_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def is_formula(text: str) -> bool:
    """Returns whether a spreadsheet might run this text. Blanks before it protect nobody."""
    return text.startswith(_BEGINS_A_FORMULA) or text.lstrip().startswith(_BEGINS_A_FORMULA)


def harmless(text: str) -> str:
    """Returns the text with an apostrophe before it, which makes it plain text, where it needs
    one."""
    return f"'{text}" if is_formula(text) else text
