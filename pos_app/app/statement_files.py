"""Reads statements from files; what reads spreadsheets is loaded with the first of them."""

from collections.abc import Sequence

from pos_app.domain.money import Currency
from pos_app.ports.statements import ReadStatement, StatementLayout


class StatementFiles:
    """Reader of statement files, for `Reconciliation`."""

    def peek(self, data: bytes) -> Sequence[Sequence[str]]:
        from pos_app.gateways.statements.reading import peek  # noqa: PLC0415 - seldom

        return peek(data)

    def read(
        self, name: str, data: bytes, currency: Currency, layout: StatementLayout
    ) -> ReadStatement:
        from pos_app.gateways.statements.reading import read_statement  # noqa: PLC0415 - seldom

        return read_statement(name, data, currency, layout)
