"""Phone numbers: parses typed ones by the maintained number plan (the phonenumbers library)."""

import re

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.method import Method
from pos_app.domain.phone import CALLING_CODES, Phone
from pos_app.domain.text.typed_text import clean


def read_phone(text: str, method: Method) -> Phone:
    """Parses the customer's number: `923 123 456`, `+258 84 123 4567`, pasted with dots or
    brackets.

    A provider's documented test numbers pass although no subscriber has them. Raises BadInput with
    the complaint for the phone field.
    """
    import phonenumbers  # noqa: PLC0415 - its tables are heavy and the first paint needs none

    text = clean(text)
    if not text.strip():
        raise _complain(InputProblem.PHONE_EMPTY)
    if not re.fullmatch(r"\s*\+?[0-9\s()./-]+", text):
        raise _complain(InputProblem.PHONE_NOT_A_NUMBER)
    digits = re.sub(r"[^0-9]", "", text)
    code = CALLING_CODES[method.country]
    for candidate in (digits, digits.removeprefix("00").removeprefix(code)):
        if candidate in method.test_phones:
            return Phone(method.country, candidate)
    typed = f"+{digits[2:]}" if digits.startswith("00") else text
    try:
        number = phonenumbers.parse(typed, method.country)
    except phonenumbers.NumberParseException as error:
        raise _complain(_UNPARSED.get(error.error_type, InputProblem.PHONE_NOT_A_NUMBER)) from error
    if str(number.country_code) != code:
        raise _complain(InputProblem.PHONE_OTHER_COUNTRY)
    possible = phonenumbers.is_possible_number_with_reason(number)
    if possible == phonenumbers.ValidationResult.TOO_SHORT:
        raise _complain(InputProblem.PHONE_TOO_SHORT)
    if possible == phonenumbers.ValidationResult.TOO_LONG:
        raise _complain(InputProblem.PHONE_TOO_LONG)
    mobile = (
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    )
    if phonenumbers.number_type(number) not in mobile:
        raise _complain(InputProblem.PHONE_NOT_MOBILE)
    return Phone(method.country, phonenumbers.national_significant_number(number))


def suggested_method(text: str, methods: tuple[Method, ...]) -> Method | None:
    """Returns the method whose network the number plan names, as soon as the digits tell it."""
    digits = re.sub(r"[^0-9]", "", clean(text)).removeprefix("00")
    for method in methods:
        national = digits.removeprefix(CALLING_CODES[method.country]) if len(digits) > 9 else digits  # noqa: PLR2004 - no national number of ours is longer
        if Phone(method.country, national).network in method.networks:
            return method
    return None


def _complain(complaint: InputProblem) -> BadInput:
    return BadInput(Field.PHONE, complaint)


# All others mean "no number". TOO_SHORT_AFTER_IDD cannot occur: "+" has replaced 00 by then.
_UNPARSED = {
    0: InputProblem.PHONE_OTHER_COUNTRY,  # NumberParseException.INVALID_COUNTRY_CODE
    3: InputProblem.PHONE_TOO_SHORT,  # TOO_SHORT_NSN
    4: InputProblem.PHONE_TOO_LONG,  # TOO_LONG
}
