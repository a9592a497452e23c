"""Each provider's document is true: made-up requests of all kinds get only answers it tells of."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings

PROVIDERS = ("vpos", "proxypay", "clicpay", "wikipay", "wipay")
COLLECT = {"msisdn": "840000002", "amount": 25, "reference_description": "Compra"}
PAYMENT = {"type": "payment", "pos_id": 100, "mobile": "900002004", "amount": "10.00"}
REFERENCE = {"amount": "5.00", "expiry_date": "2999-12-31"}

EXAMPLES = {"positive": 14, "negative": 8}  # by the mode in which they are made up

Known = dict[str, Any]


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        yield session


def _some_of_everything(calm: Any, path: str) -> Known:
    """Empty the world, put something into it, and say under which names this path finds it."""
    control, clicpay = calm.client("control"), calm.client("clicpay")
    control.post("/reset")
    wallets = "/api/v2/wallets"
    reference = clicpay.post(f"{wallets}/144365/c2b/mpesa", json=COLLECT).json()
    card = clicpay.post(f"{wallets}/144368/card-payment", json=COLLECT).json()
    clicpay.post("/api/v2/webhooks", json={"url": "https://loja.example/aviso"})
    clicpay.post("/api/v2/webhooks/1/test")
    location = calm.client("vpos").post("/api/v1/transactions", json=PAYMENT).headers["location"]
    control.post("/approve", json={"id": location.rsplit("/", 1)[1]})
    calm.client("proxypay").put("/references/7", json={"amount": "1.00"})
    paid = control.post("/pay", json={"provider": "proxypay", "reference": 7}).json()
    for _ in range(2):
        calm.client("wikipay").post("/v1/reference/create", json={"reference": REFERENCE})
    control.post("/pay", json={"provider": "wikipay", "reference": 2_000_001})
    ids = {
        "/api/v1": location.rsplit("/", 1)[1],
        "/references": 7,
        "/payments": paid["id"],
        "/v1/reference": "002000002",
        "/v1/payment": "449500352608",
    }
    return {
        "reference_id": 7,
        "clicpay_reference": reference["clicpay_reference"],
        "session": card["session_id"],
        "endpoint_id": 1,
        "event": 1,
        "id": next((known for start, known in ids.items() if path.startswith(start)), None),
    }


def _operations(document: dict[str, Any]) -> Iterator[Any]:
    import schemathesis  # noqa: PLC0415 - takes time, and most processes that collect need none
    from schemathesis.core.result import Ok  # noqa: PLC0415

    for found in schemathesis.openapi.from_dict(document).get_all_operations():
        assert isinstance(found, Ok), found
        yield found.ok()


def _point(case: Any, known: Known) -> None:
    for part in (case.path_parameters, case.query, case.body):
        if isinstance(part, dict):
            part.update({name: known[name] for name in known if name in part})


def _try_out(operation: Any, mode: str, ask: Callable[[Any], Any], examples: int) -> set[int]:
    from schemathesis import GenerationMode  # noqa: PLC0415
    from schemathesis.checks import not_a_server_error  # noqa: PLC0415
    from schemathesis.specs.openapi.checks import (  # noqa: PLC0415
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    checks = [
        not_a_server_error,
        status_code_conformance,
        content_type_conformance,
        response_schema_conformance,
    ]
    seen: set[int] = set()

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=GenerationMode(mode)))
    def try_out(case: Any) -> None:
        response = ask(case)
        seen.add(response.status_code)
        case.validate_response(response, checks=checks)

    try_out()
    return seen


@pytest.mark.parametrize("name", PROVIDERS)
@pytest.mark.parametrize("mode", list(EXAMPLES))
def test_only_answers_of_the_document_are_given(
    calm: Any, session: requests.Session, name: str, mode: str
) -> None:
    document = calm.client("control").get(f"/openapi/{name}.json").json()
    authorization = calm.client(name).headers.get("authorization")
    headers = {} if authorization is None else {"authorization": authorization}
    (server,) = document["servers"]

    for operation in _operations(document):
        known = _some_of_everything(calm, operation.path)

        def ask(case: Any, known: Known = known) -> Any:
            if mode == "positive":  # else no guess would find what is there
                _point(case, known)
            return case.call(base_url=server["url"], headers=headers, session=session)

        seen = _try_out(operation, mode, ask, EXAMPLES[mode])
        assert mode == "negative" or min(seen) < 400


def test_a_document_that_is_not_true_is_noticed(calm: Any, session: requests.Session) -> None:
    from schemathesis.core.failures import FailureGroup  # noqa: PLC0415

    document = calm.client("control").get("/openapi/wipay.json").json()
    (operation,) = (each["post"] for each in document["paths"].values())
    del operation["responses"]["200"]["content"]["application/json"]["schema"]["anyOf"][1]
    (found,) = _operations(document)
    (server,) = document["servers"]

    with pytest.raises(FailureGroup):
        _try_out(
            found,
            "positive",
            lambda case: case.call(base_url=server["url"], session=session),
            10,
        )


def test_every_endpoint_is_described(calm: Any) -> None:
    control = calm.client("control")
    documents = {name: control.get(f"/openapi/{name}.json").json() for name in PROVIDERS}

    counts = {name: len(document["paths"]) for name, document in documents.items()}

    assert counts == {"vpos": 4, "proxypay": 8, "clicpay": 27, "wikipay": 6, "wipay": 1}
    assert control.get("/openapi/other.json").status_code == 404


def test_the_documents_are_printed_without_serving(run: Callable[..., Any], calm: Any) -> None:
    everything = run("--openapi")
    output, errors = everything.communicate()
    printed = json.loads(output)

    assert (everything.returncode, errors) == (0, "")
    assert list(printed) == list(PROVIDERS)
    served = calm.client("control").get("/openapi/clicpay.json").json()
    assert printed["clicpay"] == {name: served[name] for name in served if name != "servers"}
    only, _ = run("--openapi", "vpos").communicate()
    assert json.loads(only) == printed["vpos"]


def test_a_tool_that_knows_only_the_document_gets_in(calm: Any) -> None:
    document = calm.client("control").get("/openapi/proxypay.json").json()

    (scheme,) = document["components"]["securitySchemes"].values()
    (server,) = document["servers"]

    assert (scheme["in"], scheme["name"]) == ("header", "Authorization")
    with httpx.Client(base_url=server["url"], verify=False, trust_env=False) as anyone:
        assert anyone.get("/payments").status_code == 401
