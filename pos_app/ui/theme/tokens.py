"""Design tokens: every size, spacing and colour of the window."""

from typing import NamedTuple

FAMILY = "Inter"


class Size:
    """Type scale, in logical pixels."""

    SMALL = 13
    LABEL = 14
    BODY = 16
    LEAD = 19
    KEY = 24
    BUTTON = 22
    FIELD = 24
    VERDICT = 42
    AMOUNT = 50


class ScreenShare:
    """Sizes on the customer display, as shares of the shorter side of its window."""

    AMOUNT = 0.2
    NUMBER = 0.135
    HEADLINE = 0.095
    FACT = 0.088
    INSTRUCTION = 0.058
    LABEL = 0.042
    ICON = 0.15
    QR = 0.64
    EDGE = 0.05
    GAP = 0.022
    BAND = 0.03


class Space:
    """Spacing scale, in logical pixels."""

    TIGHT = 4
    SMALL = 8
    NORMAL = 12
    WIDE = 16
    EDGE = 20


SMALLEST = (960, 500)  # least window: half of a Full HD screen, at twice the scale
RADIUS = 10
RADIUS_SMALL = 8
CAP = 66  # width of the Enter key beside a button's text, with the gap between them
TARGET = 44  # the least size that a finger hits
NAMES_WIDE = 200  # width of a column of names


class Colours(NamedTuple):
    """Colours of one theme. Those of states are the only ones besides the accent."""

    ground: str
    surface: str
    sunken: str
    line: str
    edge: str  # border of an enabled control
    text: str
    muted: str
    accent: str
    on_accent: str
    tint: str  # the accent, thin over the surface
    paid: str
    paid_ground: str
    wait: str
    wait_ground: str
    fail: str
    fail_ground: str
    doubt: str
    doubt_ground: str
    off: str  # no connection: grey-violet, since nobody has anything to settle yet
    off_ground: str
    taken: str  # received by the cashier's word: plain ink, since no provider has confirmed it
    taken_ground: str


LIGHT = Colours(
    ground="#F4F5F7",
    surface="#FFFFFF",
    sunken="#ECEEF2",
    line="#D8DCE3",
    edge="#B4BCC8",
    text="#14181F",
    muted="#566072",
    accent="#1F4FD8",
    on_accent="#FFFFFF",
    tint="#EDF1FC",
    paid="#0B7A43",
    paid_ground="#E3F5EA",
    wait="#8A5A00",
    wait_ground="#FFF3D6",
    fail="#B3261E",
    fail_ground="#FCE8E6",
    doubt="#6B2FB3",
    doubt_ground="#F1E8FC",
    off="#534A78",
    off_ground="#E9E7F1",
    taken="#23405E",
    taken_ground="#E2EAF2",
)
DARK = Colours(
    ground="#0F1216",
    surface="#181C22",
    sunken="#12161B",
    line="#2C333D",
    edge="#48515E",
    text="#EEF1F5",
    muted="#A3ADBB",
    accent="#7FA2FF",
    on_accent="#0B1020",
    tint="#1F2735",
    paid="#5FD89A",
    paid_ground="#10301F",
    wait="#F2C14E",
    wait_ground="#33270A",
    fail="#FF8A80",
    fail_ground="#3A1613",
    doubt="#C9A3FF",
    doubt_ground="#2A1A40",
    off="#C3BCE0",
    off_ground="#262336",
    taken="#B4CDE6",
    taken_ground="#1B2938",
)
TRAINING = ("#F2A900", "#22262C")  # the stripes of the training mode


def colours_of(theme: str) -> Colours:
    return DARK if theme == "dark" else LIGHT
