"""Texts of the days, of a till's day and its closes."""

from pos_app.office.reading.views import DayStanding
from pos_app.words.translate import QT_TRANSLATE_NOOP

DAYS = {
    "days_of_tills": QT_TRANSLATE_NOOP("office", "Days of all tills"),
    "one_day": QT_TRANSLATE_NOOP("office", "{0} on {1}"),
    "closes": QT_TRANSLATE_NOOP("office", "Day closes"),
    "close_no": QT_TRANSLATE_NOOP("office", "Day close {0}"),
    "no_close": QT_TRANSLATE_NOOP("office", "No close yet"),
    "no_days": QT_TRANSLATE_NOOP("office", "No money on these days"),
    "unclosed_sum": QT_TRANSLATE_NOOP("office", "{0} on no close"),
    "check_code": QT_TRANSLATE_NOOP("office", "Journal check code"),
    "closed_by": QT_TRANSLATE_NOOP("office", "Closed by {0}, {1}"),
    "old_close": QT_TRANSLATE_NOOP(
        "office", "An earlier version of the till made this close: it has no sums of its own."
    ),
    "exceptions": QT_TRANSLATE_NOOP("office", "Needs attention"),
    "standing": QT_TRANSLATE_NOOP("office", "Close"),
    "earlier": QT_TRANSLATE_NOOP("office", "Earlier days"),
    "later": QT_TRANSLATE_NOOP("office", "Later days"),
    "payments_head_days": QT_TRANSLATE_NOOP("office", "Payments"),
    "movements_file": QT_TRANSLATE_NOOP("office", "Movements"),
}
STANDINGS = {
    DayStanding.OPEN: QT_TRANSLATE_NOOP("office", "open"),
    DayStanding.CLOSED: QT_TRANSLATE_NOOP("office", "closed"),
    DayStanding.CHANGED: QT_TRANSLATE_NOOP("office", "changed after the close"),
    DayStanding.FORGOTTEN: QT_TRANSLATE_NOOP("office", "not closed"),
}
