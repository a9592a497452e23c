"""What a cashier fills in, checked before anything is written or sent."""

from dataclasses import dataclass

from pos_app.domain.method import Method
from pos_app.domain.money import Money, parse_amount
from pos_app.domain.phone import Phone
from pos_app.till.phones import read_phone


@dataclass(frozen=True)
class Order:
    """A charge that can be made: every field is within what the method's provider takes."""

    method: Method
    amount: Money
    phone: Phone | None = None
    description: str = ""


def read_order(method: Method, amount: str, phone: str = "", description: str = "") -> Order:
    """The order that these texts mean.

    Raises BadInput for the first field that cannot be used; nothing has happened then.
    """
    money = parse_amount(amount, method.currency)
    method.check_amount(money)
    payer = read_phone(phone, method) if method.needs_phone else None
    words = " ".join(description.split(" ")).strip()
    method.check_description(words)
    return Order(method, money, payer, words)
