"""OpenAPI schemas of ClicPay's requests and answers."""

from collections.abc import Mapping

from pos_app.sandbox.clicpay import history
from pos_app.sandbox.clicpay.fields import CARD_FIELDS, MOBILE_FIELDS
from pos_app.sandbox.clicpay.paging import page_of
from pos_app.sandbox.clicpay.transactions import HISTORY_ROW, STATUS
from pos_app.sandbox.clicpay.wallets import BY_SLUG, BY_WALLET, FILTERS, WALLET, Method
from pos_app.sandbox.server.endpoint_schema import (
    INTEGER,
    NOTHING,
    NUMBER,
    TEXT,
    Described,
    Schema,
    Told,
    any_of,
    exactly,
    list_of,
    object_of,
    one_of,
    text,
)
from pos_app.sandbox.server.request_fields import schema_of

_SAID: Schema = exactly(message=TEXT)
_WRONG: Schema = exactly(errors={"type": "object", "additionalProperties": list_of(TEXT)})
_CODED = {"provider_response_code": TEXT, "provider_status_text": TEXT}
_BEGUN: Schema = exactly(
    message=TEXT, clicpay_reference=TEXT, status=STATUS, transaction_id=INTEGER
)
_STATE = {"clicpay_reference": TEXT, "status": STATUS, "amount": NUMBER, "message": TEXT}
_KEY = {"Idempotency-Key": text("[ -~]{1,60}", example="6f1c")}
_ANY_WALLET = {"wallet_id": one_of(*BY_WALLET)}
_DENIED = {403: Told("Acesso negado à carteira", _SAID)}
_REFUSED = {400: Told("Campos inválidos", _WRONG)}

FAILURES: Mapping[int, Told] = {
    401: Told("Unauthenticated", _SAID),
    404: Told("Não encontrado", _SAID),
    405: Told("Método não permitido", _SAID),
    429: Told("Demasiados pedidos", _SAID),
    500: Told("Erro do servidor", _SAID),
}


def moving(method: Method) -> Described:
    return Described(
        f"Transação {method.name}",
        {200: Told("Transação iniciada com sucesso", _BEGUN), **_REFUSED, **_DENIED},
        body=schema_of(MOBILE_FIELDS),
        parts={"wallet_id": one_of(method.wallet)},
        headers=_KEY,
    )


CARD = Described(
    "Pagamento com cartão (NetShop)",
    {
        201: Told(
            "Sessão criada",
            exactly(
                message=TEXT,
                clicpay_reference=TEXT,
                status=STATUS,
                provider_reference=TEXT,
                provider_response_code=TEXT,
                provider_status_text=TEXT,
                initiated_at=TEXT,
                completed_at=NOTHING,
                transaction_id=INTEGER,
                checkout_url=TEXT,
                session_id=TEXT,
                success_indicator=TEXT,
            ),
        ),
        400: Told(
            "Erro ao criar a sessão",
            exactly(
                message=TEXT,
                clicpay_reference=TEXT,
                status=STATUS,
                transaction_id=INTEGER,
                provider_response_code=TEXT,
            ),
        ),
        422: Told("Campos inválidos", _WRONG),
        **_DENIED,
    },
    body=schema_of(CARD_FIELDS),
    parts={"wallet_id": one_of(BY_SLUG["netshop"].wallet)},
    headers=_KEY,
)
SPLIT = Described(
    "Encontrar uma transação a dividir",
    {200: Told("Transação encontrada", _BEGUN), **_REFUSED, **_DENIED},
    body=object_of({"clicpay_reference": TEXT}),
    body_required=False,
    query={"clicpay_reference": TEXT},
    parts=_ANY_WALLET,
)
HISTORY = Described(
    "Histórico de uma carteira",
    {
        200: Told(
            "Uma página, a mais recente primeiro",
            any_of(page_of(HISTORY_ROW), *history.ANSWERS),
        ),
        **_DENIED,
    },
    query=history.QUERY,
    parts=_ANY_WALLET,
)
STATE = Described(
    "Estado de uma transação",
    {200: Told("OK", any_of(exactly(**_STATE), exactly(**_STATE, **_CODED)))},
    parts={"clicpay_reference": text(example="CP100000001", least=1)},
)
WALLETS = Described("Carteiras", {200: Told("Uma página", page_of(WALLET))}, query=FILTERS)
USER = Described(
    "Utilizador autenticado", {200: Told("OK", exactly(id=INTEGER, name=TEXT, email=TEXT))}
)
TOKEN = Described("Token de acesso", {200: Told("OK", exactly(access_token=TEXT, token_type=TEXT))})
_SESSION = {"session": text("[0-9a-f]{1,32}")}
_NO_SESSION = {404: Told("Não encontrada", _SAID)}
PAGE = Described(
    "A página que o cliente vê",
    {200: Told("A página", TEXT, "text/html"), **_NO_SESSION},
    parts=_SESSION,
)
PRESSED = Described(
    "O cliente paga ou recusa",
    {303: Told("De volta à página", headers={"location": TEXT}), **_NO_SESSION},
    parts=_SESSION,
)
