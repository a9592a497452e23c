"""Texts of the list of sales, of one sale's life, and of a call that no till has."""

from pos_app.words.translate import QT_TRANSLATE_NOOP

SALES = {
    "all_sales": QT_TRANSLATE_NOOP("office", "Sales of all tills"),
    "filters": QT_TRANSLATE_NOOP("office", "Filters"),
    "from": QT_TRANSLATE_NOOP("office", "From"),
    "until": QT_TRANSLATE_NOOP("office", "Until"),
    "any_shop": QT_TRANSLATE_NOOP("office", "All shops and tills"),
    "any_method": QT_TRANSLATE_NOOP("office", "All payment methods"),
    "any_state": QT_TRANSLATE_NOOP("office", "All states"),
    "with_alert": QT_TRANSLATE_NOOP("office", "With an alert"),
    "show": QT_TRANSLATE_NOOP("office", "Show"),
    "clear": QT_TRANSLATE_NOOP("office", "Clear the filters"),
    "found": QT_TRANSLATE_NOOP("office", "Found"),
    "found_tills": QT_TRANSLATE_NOOP("office", "{0}, since {1}"),
    "paid_in": QT_TRANSLATE_NOOP("office", "Paid in {0}"),
    "totals_follow": QT_TRANSLATE_NOOP("office", "sum of the sales found"),
    "nothing_found": QT_TRANSLATE_NOOP("office", "No sale matches"),
    "nothing_found_do": QT_TRANSLATE_NOOP(
        "office", "Search by phone, reference, amount or sale number, or choose more days."
    ),
    "older": QT_TRANSLATE_NOOP("office", "Older sales"),
    "newest": QT_TRANSLATE_NOOP("office", "Newest sales"),
    "no": QT_TRANSLATE_NOOP("office", "Sale"),
    "time": QT_TRANSLATE_NOOP("office", "Time"),
    "customer": QT_TRANSLATE_NOOP("office", "Customer"),
    "matches": QT_TRANSLATE_NOOP("office", "{0} with {1}"),
    "matches_none": QT_TRANSLATE_NOOP("office", "No sale with {0}"),
    "open_in_sales": QT_TRANSLATE_NOOP("office", "Open in the sales of all tills"),
    "sale_no": QT_TRANSLATE_NOOP("office", "Sale {0}"),
    "timeline": QT_TRANSLATE_NOOP("office", "Life of the sale"),
    "facts": QT_TRANSLATE_NOOP("office", "Details"),
    "belongs": QT_TRANSLATE_NOOP("office", "Belongs to"),
    "operations": QT_TRANSLATE_NOOP("office", "Refunds and parts"),
    "what": QT_TRANSLATE_NOOP("office", "What happened"),
    "unknown_step": QT_TRANSLATE_NOOP("office", "A step of a newer till: {0}"),
    "lost_by_till": QT_TRANSLATE_NOOP("office", "The till lost this sale; the office has kept it."),
    "phone": QT_TRANSLATE_NOOP("office", "Phone"),
    "reference": QT_TRANSLATE_NOOP("office", "Reference"),
    "entity": QT_TRANSLATE_NOOP("office", "Entity"),
    "description": QT_TRANSLATE_NOOP("office", "Description"),
    "cashier": QT_TRANSLATE_NOOP("office", "Cashier"),
    "invoice": QT_TRANSLATE_NOOP("office", "Invoice"),
    "approved_by": QT_TRANSLATE_NOOP("office", "Approved by"),
    "business_day": QT_TRANSLATE_NOOP("office", "Business day"),
    "call_title": QT_TRANSLATE_NOOP("office", "Payment that no till has"),
    "call_intro": QT_TRANSLATE_NOOP(
        "office",
        "{0} reported this payment, and it belongs to no sale of any till. If a till comes back "
        "that knows it, that till still gets it.",
    ),
    "call_reason": QT_TRANSLATE_NOOP("office", "What you did about it"),
    "call_reason_help": QT_TRANSLATE_NOOP(
        "office", "For example: refunded to the customer in the payment service's own pages."
    ),
    "call_take": QT_TRANSLATE_NOOP("office", "Take it over"),
    "call_taken": QT_TRANSLATE_NOOP("office", "Taken over. It is in the office's own journal."),
    "call_gone": QT_TRANSLATE_NOOP("office", "This payment has found its till."),
    "call_no_reason": QT_TRANSLATE_NOOP("office", "Write what you did about it."),
    "received_at": QT_TRANSLATE_NOOP("office", "Reported"),
}
