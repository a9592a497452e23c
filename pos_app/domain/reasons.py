"""Reasons why a sale is not paid, or not yet: codes that screens turn into sentences."""

from enum import StrEnum


class Reason(StrEnum):
    """A reason, in the terms of someone who has to act on it."""

    # The customer
    CUSTOMER_REFUSED = "customer_refused"
    CUSTOMER_SILENT = "customer_silent"
    NO_MONEY = "no_money"
    NO_ACCOUNT = "no_account"
    PHONE_BUSY = "phone_busy"
    LIMIT_REACHED = "limit_reached"
    ISSUER_REFUSED = "issuer_refused"
    # The provider
    PROCESSOR_ERROR = "processor_error"
    NETWORK_BUSY = "network_busy"
    NETWORK_UNSURE = "network_unsure"  # it says that it does not know, or its code is unlisted
    NO_MONEY_OR_ERROR = "no_money_or_error"  # it does not say which, so the outcome is open
    PROCESSOR_REFUSED = "processor_refused"
    GATEWAY_ERROR = "gateway_error"
    GATEWAY_TIMED_OUT = "gateway_timed_out"
    DUPLICATE = "duplicate"
    PROVIDER_DOWN = "provider_down"
    TOO_MANY_REQUESTS = "too_many_requests"
    REFERENCE_IN_USE = "reference_in_use"
    UNREADABLE_ANSWER = "unreadable_answer"
    NO_PAGE_TO_PAY_ON = "no_page_to_pay_on"
    UNKNOWN_TO_PROVIDER = "unknown_to_provider"
    # The shop's account
    WRONG_KEY = "wrong_key"
    NOT_AUTHORIZED = "not_authorized"
    NOT_SET_UP = "not_set_up"
    POS_CLOSED = "pos_closed"
    POS_WITHOUT_FUNDS = "pos_without_funds"
    SUPERVISOR_CARD = "supervisor_card"
    MERCHANT_EMAIL = "merchant_email"
    PARENT_INVALID = "parent_invalid"
    PARENT_TOO_OLD = "parent_too_old"
    PARENT_USED = "parent_used"
    OVER_AUTHORIZED = "over_authorized"
    # The voucher
    VOUCHER_UNKNOWN = "voucher_unknown"
    VOUCHER_TOO_SMALL = "voucher_too_small"
    # The request
    BAD_PHONE = "bad_phone"
    BAD_AMOUNT = "bad_amount"
    BAD_REQUEST = "bad_request"
    # The way there and back
    NO_CONNECTION = "no_connection"
    CERTIFICATE_DATES = "certificate_dates"  # of the provider: expired, or not valid yet
    CERTIFICATE_HOST = "certificate_host"  # another host's
    CERTIFICATE_UNKNOWN = "certificate_unknown"  # signed by no authority that this computer trusts
    NO_SECURE_CONNECTION = "no_secure_connection"  # no TLS, or none that is safe
    PROXY_UNUSABLE = "proxy_unusable"
    NO_ANSWER = "no_answer"
    STOPPED_MIDWAY = "stopped_midway"
    NO_FINAL_WORD = "no_final_word"
    JOURNAL_RESTORED = "journal_restored"
    PAYMENTS_BY_CALL = "payments_by_call"
    QUEUE_UNSEEN = "queue_unseen"
    QUEUE_FULL = "queue_full"
    ACKS_REFUSED = "acks_refused"
    REFERENCE_EXPIRED = "reference_expired"
    NOT_TAKEN_BACK = "not_taken_back"
    CANCELLED_HERE = "cancelled_here"
    RELEASED_HERE = "released_here"
    # The end of the till's own search
    NO_TRACE = "no_trace"
    REPEAT_UNSAFE = "repeat_unsafe"
    SETTLED_BY_HAND = "settled_by_hand"
    OTHER = "other"
