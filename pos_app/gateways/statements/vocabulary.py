"""The services' words in a statement's cells, in small letters and without accents."""

DONE = frozenset({
    "accepted", "aceite", "approved", "aprovada", "aprovado", "authorized", "autorizada",
    "autorizado", "com sucesso", "complete", "completed", "concluida", "concluido", "confirmada",
    "confirmado", "confirmed", "done", "efectuada", "efectuado", "efetuada", "efetuado",
    "executada", "executado", "liquidada", "liquidado", "ok", "paga", "pago", "paid", "processada",
    "processado", "processed", "realizada", "realizado", "settled", "succeeded", "success",
    "successful", "sucesso",
})  # fmt: skip
NOT_DONE = frozenset({
    "anulada", "anulado", "cancelada", "cancelado", "canceled", "cancelled", "declined",
    "em processamento", "erro", "error", "expirada", "expirado", "expired", "failed", "failure",
    "falhada", "falhado", "falhou", "nao paga", "nao pago", "negada", "negado", "pendente",
    "pending", "processing", "recusada", "recusado", "refused", "rejected", "rejeitada",
    "rejeitado", "sem sucesso", "timeout", "unpaid",
})  # fmt: skip
# Money that leaves the shop.
WENT_OUT = frozenset({
    "b2c", "d", "debit", "debito", "devolucao", "estorno", "out", "payout", "reembolso", "refund",
    "reversal", "saida", "withdrawal",
})  # fmt: skip
