"""Whoever trains types the number of their own phone first: there it pays, and nowhere else."""

import asyncio
from collections.abc import Iterator, Mapping

import httpx
import pytest
from support import World

from pos_app.app import root
from pos_app.app.sandbox_process import Sandbox
from pos_app.domain.method import Method
from pos_app.gateways.catalogue import METHODS
from pos_app.installation.profile import Profile
from pos_app.ports.gateway import Account
from pos_app.till.charge_request import parse_charge_request

OWN = "923456789"
PUSHED = [method for method in METHODS.values() if method.needs_phone]


@pytest.fixture(scope="module")
def training(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    place = Profile(tmp_path_factory.mktemp("shop")).training
    place.prepare()
    sandbox = asyncio.run(root._training_world(place))
    yield sandbox
    sandbox.stop()


def _is_decided(accounts: Mapping[str, Account], number: str) -> bool:
    """Whether vPOS has an outcome at once, which it has of nobody whom it asks."""
    account = accounts["vpos"]
    headers = {"Authorization": f"Bearer {account.secret}"}
    with httpx.Client(
        base_url=account.base_url, headers=headers, verify=False, trust_env=False
    ) as client:
        asked = {"type": "payment", "pos_id": 100, "mobile": number, "amount": "10.00"}
        location = client.post("/api/v1/transactions", json=asked).headers["location"]
        return client.get(location).status_code == 303


def test_in_training_a_number_of_ones_own_is_asked(training: Sandbox) -> None:
    assert not _is_decided(training.accounts, OWN)


def test_elsewhere_the_documents_word_stands(world: World) -> None:
    assert _is_decided(world.accounts, OWN)


@pytest.mark.parametrize("method", PUSHED, ids=lambda method: method.id)
def test_each_way_to_pay_by_phone_names_a_number_that_refuses_and_can_be_typed(
    method: Method,
) -> None:
    order = parse_charge_request(method, "100", method.refusing_phone)
    assert order.phone
    assert order.phone.national == method.refusing_phone
