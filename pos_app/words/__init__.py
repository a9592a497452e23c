"""Short sentences for people, made from the codes of the domain: for the window and the terminal.

The sources are English; Qt's translator says them in the language of the shop. What a provider or
a customer is called never stands here: it comes from the rows that describe the methods.
"""

from pos_app.words.accounts import health_words, setting_words
from pos_app.words.audit import close_words, note_words
from pos_app.words.clock import clock_words
from pos_app.words.close import lacks_code_words, restored_words, unsettled_words
from pos_app.words.durations import ago_words, span_words
from pos_app.words.flags import flag_advice, flag_words, warnings_of
from pos_app.words.problems import complaint_words, first_words, problem_words, trouble_words
from pos_app.words.reasons import reason_words
from pos_app.words.states import (
    is_given_back,
    purpose_words,
    sale_words,
    state_words,
    total_amount,
    total_words,
)
from pos_app.words.timeline import event_words
from pos_app.words.verdict import next_words, verdict_words

__all__ = [
    "ago_words",
    "clock_words",
    "close_words",
    "complaint_words",
    "event_words",
    "first_words",
    "flag_advice",
    "flag_words",
    "health_words",
    "is_given_back",
    "lacks_code_words",
    "next_words",
    "note_words",
    "problem_words",
    "purpose_words",
    "reason_words",
    "restored_words",
    "sale_words",
    "setting_words",
    "span_words",
    "state_words",
    "total_amount",
    "total_words",
    "trouble_words",
    "unsettled_words",
    "verdict_words",
    "warnings_of",
]
