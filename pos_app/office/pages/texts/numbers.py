"""Texts of the figures of a period."""

from pos_app.words.translate import QT_TRANSLATE_NOOP

NUMBERS = {
    "period": QT_TRANSLATE_NOOP("office", "Period"),
    "last_days": QT_TRANSLATE_NOOP("office", "{0} days"),
    "last_days_one": QT_TRANSLATE_NOOP("office", "{0} day"),
    "this_month": QT_TRANSLATE_NOOP("office", "This month"),
    "last_month": QT_TRANSLATE_NOOP("office", "Last month"),
    "received_in": QT_TRANSLATE_NOOP("office", "Received in {0}"),
    "per_day": QT_TRANSLATE_NOOP("office", "{0} a day"),
    "against_before": QT_TRANSLATE_NOOP("office", "{0} against the period before"),
    "no_before": QT_TRANSLATE_NOOP("office", "nothing in the period before"),
    "by_day_in": QT_TRANSLATE_NOOP("office", "By day, in {0}"),
    "by_hour_of_day": QT_TRANSLATE_NOOP("office", "By hour, in {0}"),
    "by_shop": QT_TRANSLATE_NOOP("office", "By shop and till"),
    "by_method_in": QT_TRANSLATE_NOOP("office", "By payment method"),
    "within_currency": QT_TRANSLATE_NOOP("office", "shares are within a currency"),
    "success": QT_TRANSLATE_NOOP("office", "Success rate"),
    "success_note": QT_TRANSLATE_NOOP(
        "office", "of the charges with an outcome; cash and others by hand are left out"
    ),
    "nothing": QT_TRANSLATE_NOOP("office", "No money in this period"),
    "share": QT_TRANSLATE_NOOP("office", "Share"),
    "day_money": QT_TRANSLATE_NOOP("office", "{0}: {1}"),
    "as_table": QT_TRANSLATE_NOOP("office", "These numbers as a table"),
    "paid_head": QT_TRANSLATE_NOOP("office", "Paid"),
    "unpaid_head": QT_TRANSLATE_NOOP("office", "Not paid"),
    "unknown_head": QT_TRANSLATE_NOOP("office", "Unknown"),
}
