"""Meaning of each column of a statement, by its heading, in Portuguese or English."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import islice

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.gateways.statements.table import Table, as_text
from pos_app.ports.statements import LineFact

_HEADED_BY = 40  # rows among which the headings stand: a title and a period may come before
_BY_PLACE = re.compile(r"#([1-9][0-9]?)")
FEWEST = 2  # columns that make a row one of headings

# The plain words of a heading. Of two columns that both fit, the earlier word here is taken.
_HEADINGS: Mapping[LineFact, Sequence[str]] = {
    LineFact.DATE: (
        "data hora", "data e hora", "datetime", "date time", "data da transaccao",
        "data da transacao", "data transacao", "data da operacao", "transaction date", "data",
        "date", "data movimento", "data do movimento", "created at", "completed at",
        "initiated at", "timestamp", "status datetime", "data valor",
    ),
    LineFact.TIME: ("hora", "time", "horas", "hora da transaccao", "hora da operacao"),
    LineFact.AMOUNT: (
        "montante", "valor bruto", "gross", "gross amount", "amount", "valor", "quantia", "total",
        "importancia", "montante bruto", "transaction amount", "valor da transaccao",
        "valor da transacao",
    ),
    LineFact.NET: ("valor liquido", "liquido", "net", "net amount", "montante liquido"),
    LineFact.PAID_IN: (
        "credito", "creditos", "credit", "entrada", "entradas", "paid in", "recebido", "money in",
    ),
    LineFact.PAID_OUT: (
        "debito", "debitos", "debit", "saida", "saidas", "withdrawn", "paid out", "money out",
    ),
    LineFact.DIRECTION: (
        "tipo", "type", "sentido", "direction", "d c", "dc", "natureza", "operacao",
    ),
    LineFact.REFERENCE: (
        "referencia", "reference", "reference id", "reference number", "n de referencia",
        "numero de referencia", "ref", "clicpay reference", "referencia multicaixa",
    ),
    LineFact.PAYMENT: (
        "id", "id da transaccao", "id da transacao", "transaction id", "id transaccao",
        "id transacao", "transaccao", "transacao", "transaction", "receipt no", "recibo",
        "numero da transaccao", "n da transaccao", "payment id", "id do pagamento", "trxn id",
        "n operacao", "numero da operacao", "n da operacao",
    ),
    LineFact.FEE: (
        "comissao", "taxa", "fee", "fees", "commission", "comissoes", "custo", "charges", "tarifa",
    ),
    LineFact.CURRENCY: ("moeda", "currency", "divisa"),
    LineFact.STATE: ("estado", "status", "state", "situacao", "transaction status"),
    LineFact.TEXT: (
        "descricao", "description", "detalhes", "details", "descritivo", "reference description",
        "observacoes", "notes", "designacao",
    ),
}  # fmt: skip


_CURRENCIES = frozenset({"kz", "aoa", "mzn", "mt", "mtn", "ttd"})  # "Valor (Kz)"
# What makes another sum of an amount: a fee, a tax, what an account holds.
_OTHER_SUMS = frozenset({"comissao", "taxa", "fee", "saldo", "balance", "iva", "imposto", "tax"})


def plain(heading: str) -> str:
    """Returns a heading in small letters, without accents, signs and a currency at its end."""
    letters = unicodedata.normalize("NFKD", re.sub("[ºª.]", "", heading.casefold()))
    words = re.findall(r"[a-z0-9]+", re.sub("[\u0300-\u036f]", "", letters))
    return " ".join(words[:-1] if len(words) > 1 and words[-1] in _CURRENCIES else words)


def find_columns(table: Table, named: Mapping[LineFact, str]) -> tuple[int, Mapping[LineFact, int]]:
    """Returns the number of rows up to and with the headings, and the place of each column.
    `named` counts first. Raises BadInput for a column that is named and not there, and without a
    day or an amount."""
    if named and all(map(_BY_PLACE.fullmatch, named.values())):
        return 0, _checked({column: _place(name, ()) for column, name in named.items()})
    rows = [[as_text(cell) for cell in row] for row in islice(table, _HEADED_BY)]
    found = [_known(row, named) for row in rows]
    best = max(range(len(found)), key=lambda row: (len(found[row]), -row), default=0)
    if not found or len(found[best]) < FEWEST:
        raise BadInput(Field.STATEMENT, InputProblem.STATEMENT_NOT_A_TABLE)
    missing = [heading for column, heading in named.items() if column not in found[best]]
    if missing:
        raise BadInput(Field.STATEMENT, InputProblem.STATEMENT_LACKS_COLUMN, missing[0])
    return best + 1, _checked(found[best])


def _known(row: Sequence[str], named: Mapping[LineFact, str]) -> dict[LineFact, int]:
    """Returns the columns that a row of headings has."""
    headings = [plain(cell) for cell in row]
    known = {
        column: place
        for column, heading in named.items()
        if heading and (place := _place(heading, headings)) < len(row)
    }
    for fits in (str.__eq__, _begins_with):  # the very words first
        for column, words in _HEADINGS.items():
            places = [
                place
                for word in words
                for place, heading in enumerate(headings)
                if fits(heading, word) and place not in known.values()
            ]
            if places and column not in known and column not in named:
                known[column] = places[0]
    return known


def _begins_with(heading: str, word: str) -> bool:
    """Returns whether a heading says more than the plain word, and nothing else: `valor pago`, and
    not `valor da taxa`."""
    return heading.startswith(f"{word} ") and not _OTHER_SUMS & set(heading.split())


def _place(heading: str, headings: Sequence[str]) -> int:
    if by_place := _BY_PLACE.fullmatch(heading):
        return int(by_place[1]) - 1
    wanted = plain(heading)
    return headings.index(wanted) if wanted in headings else len(headings)


def _checked(columns: Mapping[LineFact, int]) -> Mapping[LineFact, int]:
    if LineFact.DATE not in columns:
        raise BadInput(Field.STATEMENT, InputProblem.STATEMENT_LACKS_COLUMN, LineFact.DATE)
    amounts = {
        LineFact.AMOUNT,
        LineFact.NET,
        LineFact.PAID_IN,
        LineFact.PAID_OUT,
    }
    if not amounts & set(columns):
        raise BadInput(Field.STATEMENT, InputProblem.STATEMENT_LACKS_COLUMN, LineFact.AMOUNT)
    return columns
