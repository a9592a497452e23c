"""Error codes and texts of the networks below ClicPay, as clients have seen them (field notes).

They say nothing about the money: the client has to interpret a code.
"""

from collections.abc import Mapping

_MPESA: Mapping[str, str] = {
    "2": "Rule limited",
    "INS-1": "Internal Error",
    "INS-4": "User is not active",
    "INS-5": "Transaction cancelled by customer",
    "INS-6": "Transaction Failed",
    "INS-9": "Request timeout",
    "INS-10": "Duplicate Transaction",
    "INS-13": "Invalid Shortcode Used",
    "INS-14": "Invalid Reference Used",
    "INS-15": "Invalid Amount Used",
    "INS-16": "Unable to handle the request due to a temporary overloading",
    "INS-17": "Invalid Transaction Reference. Length Should Be Between 1 and 20.",
    "INS-18": "Invalid TransactionID Used",
    "INS-19": "Invalid ThirdPartyReference Used",
    "INS-20": "Not All Parameters Provided. Please try again.",
    "INS-21": "Parameter validations failed. Please try again.",
    "INS-23": "Unknown Status. Contact M-Pesa Support",
    "INS-24": "Invalid InitiatorIdentifier Used",
    "INS-25": "Invalid SecurityCredential Used",
    "INS-26": "Not authorized",
    "INS-995": "Customer's profile has problems",
    "INS-996": "Customer Account Status Not Active",
    "INS-2001": "Initiator authentication error",
    "INS-2002": "Receiver invalid",
    "INS-2005": "Rule limited",
    "INS-2006": "Insufficient balance",
    "INS-2051": "MSISDN invalid",
}
_EMOLA: Mapping[str, str] = {
    "01": "Insufficient balance",
    "02": "Login failed",
    "03": "Transaction failed",
    "05": "Invalid request",
    "06": "Invalid amount",
    "07": "Invalid number",
    "08": "Invalid parameter",
    "09": "Invalid parameter",
    "10": "Invalid parameter",
    "11": "Customer did not enter PIN",
    "12": "Account does not exist",
    "14": "Duplicate transaction",
    "20": "Number is processing another transaction",
    "22": "Push sent, pending confirmation",
    "23": "Transaction failed",
    "28": "Transaction already processed",
    "98": "IP not allowed",
    "99": "Error",
    "2007": "timeout when calling detail API",
    "9001": "exception",
}
_WORDS: Mapping[str, Mapping[str, str]] = {"mpesa": _MPESA, "emola": _EMOLA}


def code_of(network: str, digits: str) -> str:
    """Write a code as its network does."""
    number = int(digits)
    if network == "mpesa":
        return f"INS-{number}"
    return f"{number:02d}"


def words_of(network: str, code: str) -> str | None:
    """Return the network's text for a code; None: the code was never seen."""
    return _WORDS.get(network, {}).get(code)
