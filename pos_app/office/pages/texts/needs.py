"""Texts of what needs somebody: what it is, and what to do."""

from pos_app.office.reading.views import NeedKind
from pos_app.words.translate import QT_TRANSLATE_NOOP

NEEDS = {
    "unknown_for": QT_TRANSLATE_NOOP("office", "Outcome unknown for {0}"),
    "unknown_short": QT_TRANSLATE_NOOP("office", "Unknown for {0}"),
    "silent_for_long": QT_TRANSLATE_NOOP("office", "Till without contact for {0}"),
    "undelivered_for": QT_TRANSLATE_NOOP("office", "Payment without a till for {0}"),
    "unclosed": QT_TRANSLATE_NOOP("office", "{0} not closed"),
    "fork": QT_TRANSLATE_NOOP("office", "Two journals of the same till"),
    "clone": QT_TRANSLATE_NOOP("office", "Two computers run as this till"),
    "stuck": QT_TRANSLATE_NOOP("office", "This office must be updated"),
    "clock_ahead": QT_TRANSLATE_NOOP("office", "The till's clock is {0} ahead"),
    "clock_behind": QT_TRANSLATE_NOOP("office", "The till's clock is {0} behind"),
    "office_alone": QT_TRANSLATE_NOOP("office", "{0} known to the office alone"),
    "last_sale": QT_TRANSLATE_NOOP("office", "last sale {0}"),
    "record": QT_TRANSLATE_NOOP("office", "record {0}"),
    "fork_restored": QT_TRANSLATE_NOOP("office", "The till was restored, and lost what came after"),
    "fork_since": QT_TRANSLATE_NOOP("office", "The journals part after record {0}, noticed {1}."),
    "fork_alone": QT_TRANSLATE_NOOP(
        "office", "These sales are known to the office alone. Each is counted once."
    ),
    "fork_reason": QT_TRANSLATE_NOOP("office", "What was it?"),
    "fork_reason_help": QT_TRANSLATE_NOOP(
        "office", "Your name and this text are kept. It then needs nobody any more."
    ),
    "fork_seen": QT_TRANSLATE_NOOP("office", "I have looked into it"),
    "take": QT_TRANSLATE_NOOP("office", "Take over"),
}

# What a manager can do about each, said to somebody who is not at the shop.
ADVICE = {
    NeedKind.FORK: QT_TRANSLATE_NOOP(
        "office", "Find out who restored or copied this till. Both journals are kept."
    ),
    NeedKind.CLONE: QT_TRANSLATE_NOOP(
        "office", "Stop one of the two computers and enrol it as another till."
    ),
    NeedKind.UNKNOWN: QT_TRANSLATE_NOOP(
        "office", "Check it with the payment service, then resolve it at the till."
    ),
    NeedKind.UNDELIVERED: QT_TRANSLATE_NOOP(
        "office", "No till has it. Find the customer, or take it over with a reason."
    ),
    NeedKind.FLAGGED: QT_TRANSLATE_NOOP(
        "office", "Compare it with the payment service, then clear the alert at the till."
    ),
    NeedKind.SILENT: QT_TRANSLATE_NOOP(
        "office", "Call the shop: the till has no network, or it is off. It keeps selling."
    ),
    NeedKind.STUCK: QT_TRANSLATE_NOOP(
        "office", "Everything is stored. Its sales appear once the office is updated."
    ),
    NeedKind.CLOCK: QT_TRANSLATE_NOOP("office", "Correct the date and time of that computer."),
    NeedKind.UNCLOSED: QT_TRANSLATE_NOOP("office", "Close that day at the till."),
    NeedKind.OFFICE_ALONE: QT_TRANSLATE_NOOP(
        "office", "The till was restored without them. Compare them with the payment services."
    ),
}
