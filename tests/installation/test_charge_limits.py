"""What a charge may be: the documents' limits, and those of a shop's contracts."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos_app.app.shop_front import shop_front
from pos_app.domain.errors import BadInput, InputProblem
from pos_app.domain.events import State
from pos_app.domain.method import Method
from pos_app.domain.money import Money
from pos_app.domain.rules.money_back import refund_amount, refundable
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.installation import settings
from pos_app.installation.charge_limits import within_limits
from pos_app.till.charge_request import parse_charge_request
from pos_app.words.problems import complaint_words

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
PHONES = {"clicpay.mpesa": "841234567", "clicpay.emola": "861234567", "vpos": "923000000"}


def limited(tmp_path: Path, text: str) -> dict[str, Method]:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return dict(within_limits(METHODS, settings.load(path)))


CLICPAY = "[providers.clicpay.limits]\n"


def test_the_documents_limits_hold_where_the_settings_name_none(tmp_path: Path) -> None:
    assert limited(tmp_path, "") == dict(METHODS)
    assert limited(tmp_path, '[providers.clicpay]\nbase_url = "https://a.b"') == dict(METHODS)


@pytest.mark.parametrize(
    ("text", "name", "least", "most"),
    [
        (f"{CLICPAY}mpesa = {{least = 5, most = 150000}}", "clicpay.mpesa", 5_00, 150_000_00),
        (f"{CLICPAY}emola = {{most = 9999}}", "clicpay.emola", 1_00, 9_999_00),
        (f'{CLICPAY}emola = {{least = "2.50"}}', "clicpay.emola", 2_50, 50_000_00),
        (f"{CLICPAY}mpesa = {{most = 1000.10}}", "clicpay.mpesa", 1_00, 1_000_10),
        ("[providers.clicpay.limits.mpesa]\nmost = 2", "clicpay.mpesa", 1_00, 2_00),
        (f"{CLICPAY}mpesa = {{least = 7, most = 7}}", "clicpay.mpesa", 7_00, 7_00),
        (f"{CLICPAY}mpesa = {{least = 0.01}}", "clicpay.mpesa", 1, 50_000_00),
        ("[providers.vpos.limits]\nleast = 100", "vpos", 100_00, METHODS["vpos"].most),
    ],
)
def test_a_shops_own_limits_stand_in_the_place_of_the_documents(
    tmp_path: Path, text: str, name: str, least: int, most: int
) -> None:
    methods = limited(tmp_path, text)
    method = methods.pop(name)
    assert (method.least, method.most) == (least, most)
    assert methods == {other: METHODS[other] for other in METHODS if other != name}
    known = settings.load(tmp_path / "settings.toml")
    assert method in shop_front(known, training=False).methods
    assert METHODS[name] in shop_front(known, training=True).methods  # the sandbox has its own
    assert not any(name.startswith("limits") for name in known.providers[method.provider].options)
    for outside in (least - 1, most + 1):
        with pytest.raises(BadInput):
            parse_charge_request(method, Money(outside, method.currency).plain, PHONES[name])


NO_LIMITS = [
    (f'{CLICPAY}mpesa = {{most = "a lot"}}', "clicpay.limits.mpesa.most"),
    (f"{CLICPAY}mpesa = {{most = 0}}", "clicpay.limits.mpesa.most"),
    (f"{CLICPAY}mpesa = {{least = 0}}", "clicpay.limits.mpesa.least"),
    (f"{CLICPAY}mpesa = {{least = -5}}", "clicpay.limits.mpesa.least"),
    (f"{CLICPAY}mpesa = {{least = 1.005}}", "clicpay.limits.mpesa.least"),
    (f"{CLICPAY}mpesa = {{most = nan}}", "clicpay.limits.mpesa.most"),
    (f"{CLICPAY}mpesa = {{most = true}}", "clicpay.limits.mpesa.most"),
    (f"{CLICPAY}mpesa = {{most = [1]}}", "clicpay.limits.mpesa.most"),
    (f"{CLICPAY}mpesa = {{most = 99999999999999999999}}", "clicpay.limits.mpesa.most"),
    (f"{CLICPAY}mpesa = {{least = 60000}}", "clicpay.limits.mpesa.least"),
    (f"{CLICPAY}mpesa = {{least = 3, most = 2}}", "clicpay.limits.mpesa.least"),
    (f"{CLICPAY}mpesa = {{highest = 5}}", "clicpay.limits.mpesa.highest"),
    (f"{CLICPAY}mpesa = 5", "clicpay.limits.mpesa"),
    (f"{CLICPAY}pigeon = {{most = 5}}", "clicpay.limits.pigeon.most"),
    (f"{CLICPAY}most = 5", "clicpay.limits.most"),
    (
        "[providers.vpos.limits]\nleast = 5\n[providers.vpos.limits.mpesa]\nmost = 5",
        "vpos.limits.mpesa.most",
    ),
    ("[providers.clicpay]\nlimits = 5", "clicpay.limits"),
]


@pytest.mark.parametrize(("text", "setting"), NO_LIMITS)
def test_a_limit_that_is_none_is_said_by_its_name(tmp_path: Path, text: str, setting: str) -> None:
    with pytest.raises(BadInput) as raised:
        limited(tmp_path, text)
    assert raised.value.complaint is InputProblem.SETTING_INVALID
    assert raised.value.value == f"providers.{setting}"


@pytest.mark.parametrize(
    "text", [text for text, setting in NO_LIMITS if setting != "clicpay.limits"]
)
def test_the_window_is_there_to_show_the_complaint_of_a_limit(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput):
        limited(tmp_path, text)
    known = settings.load(tmp_path / "settings.toml")
    assert set(shop_front(known, training=False).methods) >= set(METHODS.values())


@pytest.mark.parametrize("amount", ["1,50", "100.01", "49999,99"])
def test_emola_is_never_asked_for_centavos(amount: str) -> None:
    with pytest.raises(BadInput) as raised:
        parse_charge_request(METHODS["clicpay.emola"], amount, PHONES["clicpay.emola"])
    assert raised.value.complaint is InputProblem.AMOUNT_NOT_WHOLE
    assert "e-Mola" in complaint_words(raised.value.complaint, raised.value.value)
    parse_charge_request(METHODS["clicpay.mpesa"], amount, PHONES["clicpay.mpesa"])
    assert parse_charge_request(METHODS["clicpay.emola"], "100,00", PHONES["clicpay.emola"])


def test_of_an_emola_sale_whole_meticais_go_back() -> None:
    method = METHODS["clicpay.emola"]
    paid_by_emola = Sale(
        id="a", till="t", number=1, method=method.id, amount=Money(150_50, method.currency),
        phone=None, description="", key="k", business_day=AT.date(), created_at=AT,
        updated_at=AT, state=State.PAID,
    )  # fmt: skip
    assert refundable(paid_by_emola, method) == Money(150_00, method.currency)
    with pytest.raises(BadInput):
        refund_amount(paid_by_emola, method, Money(10_50, method.currency))
    assert refund_amount(paid_by_emola, method, None) == Money(150_00, method.currency)
