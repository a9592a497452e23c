"""Sanitizer for foreign text: from providers, their webhooks, and old journals.

A provider may send text of any length, with letters that turn their neighbours around, or control
codes that move a terminal's cursor. The raw answer is kept with the sale as evidence, bounded;
everything else that is stored, shown, printed or written to a terminal passes through here, on the
way in and once more on the way out, because old journals hold text from before this gate existed.

Text for people (`readable`, `shown`) is mended. A name or a number (`name_of`, `digits_of`) is
taken as it stands or not at all: a mended name would be the name of something else.
"""

import re

LONGEST_WORDS = 200  # characters of a provider's sentence
LONGEST_NAME = 64  # characters of a provider's id of a charge, a payment or an event
LONGEST_SHOWN = 2000  # characters of any one text on a screen

CUT = "…"
LOST = "\N{REPLACEMENT CHARACTER}"

# Letters for Python, and nothing for the eye (Unicode's Default_Ignorable_Code_Point, the blank of
# Braille), or the place of an object that Qt would look for. All others like them are in category
# Cf, which no `isprintable` lets through.
_INVISIBLE = (  # patterns, which `re` makes ready when they are first needed
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc"
    "\U000e0100-\U000e01ef]"
)
# Accents one upon another reach into the lines above. No language here has more than two.
_MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILED = f"({_MARKS}{{2}}){_MARKS}+"
_ODD = f"{_INVISIBLE}|{_PILED}"
# All that is odd is in here, and most texts have none of it: Latin letters, signs and arrows are
# not. Short, since it is made ready before the first paint.
_UNUSUAL = "[^\x00-\u02ff\u2010-\u20cf\u2190-\u27ff]"
# Letters that are written from right to left take the figures beside them along.
_LEFTWARD = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
_SPACE = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"  # the blanks of amounts

_NAME = r"[A-Za-z0-9._:/#+=@*-](?:[A-Za-z0-9 ._:/#+=@*-]{0,62}[A-Za-z0-9._:/#+=@*-])?"
_IN_A_PATH = r"[A-Za-z0-9_-]{1,64}"
_OPAQUE = r"[!-~]{1,256}"
_NOT_IN_A_NAME = r"[^A-Za-z0-9 ._:/#+=@*-]"
_NOT_IN_A_FILE = r"[^A-Za-z0-9_-]+"


# --- for people -----------------------------------------------------------------------------------


def readable(text: str, most: int = LONGEST_WORDS) -> str:
    """Returns a provider's words on one line, of at most so many characters."""
    if len(text) <= most and text.isascii() and text.isprintable():
        return text.strip()
    beginning = text[: 4 * most]
    line = " ".join(shown(beginning, len(beginning)).split())
    return _cut(re.sub(_LEFTWARD, LOST, line), most, whole=beginning == text)


def shown(text: str, most: int = LONGEST_SHOWN) -> str:
    """Returns any text as it may stand on a screen: with its lines and with the letters of any
    language, but nothing that cannot be seen."""
    if len(text) <= most and text.isprintable() and not _is_odd(text):
        return text  # nearly always
    seen = "".join(map(_seen, text[:most]))
    return _cut(re.sub(_PILED, r"\1", seen), most, whole=len(text) <= most)


def _is_odd(text: str) -> bool:
    return bool(re.search(_UNUSUAL, text) and re.search(_ODD, text))


def _seen(letter: str) -> str:
    if is_visible(letter) or letter == "\n":
        return letter
    return " " if letter.isspace() or letter < " " or "\x7f" <= letter <= "\x9f" else ""


def is_visible(letter: str) -> bool:
    """Returns whether one character is visible, or is the blank that it looks like."""
    if letter.isascii():
        return letter.isprintable()
    return bool(re.match(_SPACE, letter)) or (
        letter.isprintable() and not re.match(_INVISIBLE, letter)
    )


def _cut(text: str, most: int, *, whole: bool) -> str:
    if whole and len(text) <= most:
        return text
    return text[: most - len(CUT)].rstrip() + CUT


# --- names and numbers ----------------------------------------------------------------------------


def is_path_name(text: str) -> bool:
    """Returns whether a name can stand in a path of a request, or of a file, as it is."""
    return bool(re.fullmatch(_IN_A_PATH, text))


def name_of(text: str) -> str:
    """Returns a name as it stands; of a text that is no name, a trace for people to compare: it
    never equals a name, and no two texts leave the same."""
    if not text or re.fullmatch(_NAME, text):
        return text
    import hashlib  # noqa: PLC0415 - seldom, and not before the first paint

    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{re.sub(_NOT_IN_A_NAME, LOST, text[:24])}{CUT}#{digest}"


def is_name(text: str) -> bool:
    """Returns whether it can be a name as it stands."""
    return bool(text) and name_of(text) == text


def secret_of(text: str) -> str:
    """Returns a secret as it stands, or empty: a mended one would open nothing."""
    return text if re.fullmatch(_OPAQUE, text) else ""


def digits_of(text: str, most: int) -> str:
    """Returns the digits of a number that people type, without blanks; empty for anything else, or
    a longer one."""
    if len(text) > 4 * most:
        return ""
    figures = text.replace(" ", "")
    usable = figures.isascii() and figures.isdigit() and len(figures) <= most
    return figures if usable else ""


def file_part(text: str) -> str:
    """Returns the text as it may stand in the name of a file that the till suggests."""
    return re.sub(_NOT_IN_A_FILE, "-", text[:LONGEST_NAME]).strip("-")


# --- for terminals and scripts --------------------------------------------------------------------


def escaped(text: str) -> str:
    """Returns the text's lines, in which JSON escapes stand for anything that would move a cursor,
    turn letters around or be invisible: a reader of JSON finds the same text."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(one if is_visible(one) or one == "\n" else _code(one) for one in text)


def _code(letter: str) -> str:
    units = letter.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
