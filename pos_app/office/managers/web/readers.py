"""A manager as the pages know one: by words, and by what each form has to send."""

from pos_app.office.managers.manager import Manager, Reach
from pos_app.office.pages.parts import Reader
from pos_app.office.pages.said import text

_ROLES = {Reach.ORG: "role_org", Reach.AREA: "role_area", Reach.SHOP: "role_shop"}


def reader_of(manager: Manager) -> Reader:
    return Reader(
        name=manager.name,
        role=text(_ROLES[manager.reach]),
        csrf=manager.form_token,
        firm=manager.firm,
        sees_phones=manager.sees_phones,
        sign_out="/sign-out",
        account="/account",
    )
