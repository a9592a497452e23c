"""Statements as services and spreadsheets write them: the same money, in whatever habit."""

import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.errors import BadInput, InputProblem
from pos_app.domain.money import Currency, Money
from pos_app.domain.reconciliation.statement import StatementLine
from pos_app.gateways.statements import table
from pos_app.gateways.statements.amounts import minor_units
from pos_app.gateways.statements.moments import moment_of
from pos_app.gateways.statements.reading import read_statement
from pos_app.ports.statement_lists import WhyUnread
from pos_app.ports.statements import LineFact, ReadStatement, StatementLayout

AOA, MZN, TTD = Currency.AOA, Currency.MZN, Currency.TTD
Rows = Sequence[Sequence[Any]]


def read(
    data: bytes | str, currency: Currency = AOA, layout: StatementLayout | None = None
) -> ReadStatement:
    raw = data if isinstance(data, bytes) else data.encode()
    return read_statement("extracto.csv", raw, currency, layout or StatementLayout())


def workbook(rows: Rows, **options: Any) -> bytes:
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, **options}) as book:
        day, moment = (
            book.add_format({"num_format": form}) for form in ("dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss")
        )
        sheet = book.add_worksheet()
        for row, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if isinstance(cell, datetime):
                    sheet.write_datetime(row, place, cell, moment)
                elif isinstance(cell, date):
                    sheet.write_datetime(row, place, cell, day)
                else:
                    sheet.write(row, place, cell)
    return held.getvalue()


def line(
    minor: int, day: int, clock: tuple[int, int, int] | None, reference: str = "", fee: int = 0
) -> StatementLine:
    return StatementLine(
        amount=Money(minor, AOA),
        day=date(2026, 11, day),
        at=datetime.combine(date(2026, 11, day), time(*clock), UTC) if clock else None,
        reference=reference,
        fee=Money(fee, AOA) if fee else None,
    )


# What each of the files below says: one payment in the morning, one larger, one given back.
SAID = [
    line(1_500_00, 3, (8, 5, 9), reference="904800000"),
    line(12_345_67, 24, (17, 30, 0), reference="004800001"),
    line(-200_50, 24, (18, 0, 0), reference="904800002"),
]

PORTUGUESE = """\
Extracto de movimentos;;;
Período: 01/11/2026 a 30/11/2026;;;
Data/Hora;Descrição;Referência;Montante
03/11/2026 09:05:09;;904800000;1.500,00 Kz
24/11/2026 18:30;;004800001;12.345,67 Kz
24/11/2026 19:00:00;;904800002;-200,50 Kz
;;Total;13.645,17 Kz
"""
ENGLISH = """\
"Date","Time","Reference","Amount"
"2026-11-03","09:05:09","904800000","1,500.00"
"2026-11-24","18:30","004800001","12,345.67"
"2026-11-24","7:00 pm","904800002","(200.50)"
"""
SIDES = """\
Data\tHora\tRef.\tDébito\tCrédito\tSaldo
3-11-26\t09h05m09s\t904800000\t\t1 500,00\t1 500,00
24-11-26\t18h30\t004800001\t0,00\t12 345,67\t13 845,67
24 Nov 2026\t19:00\t904800002\t200,50\t0,00\t13 645,17
"""


def in_luanda(day: int, *clock: int) -> datetime:
    """The time on the wall there, as a spreadsheet keeps it: without a zone."""
    hour, minute, second = (*clock, 0, 0)[:3]
    return datetime(2026, 11, day, hour, minute, second)  # noqa: DTZ001


TYPED: Rows = [
    ["Relatório", "", "", ""],
    ["Estado", "Data", "Referência", "Valor"],
    ["Pago", in_luanda(3, 9, 5, 9), "904800000", 1500],
    ["Pago", in_luanda(24, 18, 30), "004800001", 12345.67],
    ["Pago", in_luanda(24, 19), "904800002", -200.1 - 0.4],
]


@pytest.mark.parametrize(
    "data",
    [
        PORTUGUESE.encode(),
        PORTUGUESE.encode("cp1252"),
        PORTUGUESE.encode("utf-8-sig").replace(b"\n", b"\r\n"),
        PORTUGUESE.encode("utf-16"),
        PORTUGUESE.encode("utf-16-le"),
        PORTUGUESE.replace(".345", "\u00a0345").encode(),
        ENGLISH.encode(),
        SIDES.encode(),
        workbook(TYPED),
    ],
    ids=["pt", "cp1252", "bom", "utf16", "utf16le", "blanks", "en", "sides", "xlsx"],
)
def test_the_same_money_is_read_in_every_habit_of_writing(data: bytes) -> None:
    assert read(data).lines == SAID


def test_a_row_that_is_no_movement_is_told_of_and_never_silently_left_out() -> None:
    text = """\
id,clicpay_reference,type,amount,status,created_at,currency,fee
1,CP1,C2B,1000,successful,2026-11-24T10:00:00+02:00,MZN,12.50
2,CP2,C2B,1000,failed,2026-11-24T10:00:00+02:00,MZN,
3,CP3,B2C,250.75,SUCCESSFUL,2026-11-24T08:10:00Z,MZN,
4,CP4,C2B,1000,quitado,2026-11-24T10:00:00Z,MZN,
5,CP5,C2B,1000,successful,2026-11-24T10:00:00Z,USD,
6,CP6,C2B,many,successful,2026-11-24T10:00:00Z,MZN,
7,CP7,C2B,1000,successful,soon,MZN,
"""
    known = read(text, MZN)
    at = datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert [(one.amount.minor, one.reference, one.payment, one.fee) for one in known.lines] == [
        (1000_00, "CP1", "1", Money(12_50, MZN)), (-250_75, "CP3", "3", None),
    ]  # fmt: skip
    assert known.lines[0].at == at
    assert [(one.row, one.why) for one in known.unread] == [
        (3, WhyUnread.NOT_DONE), (5, WhyUnread.UNKNOWN_STATE), (6, WhyUnread.OTHER_CURRENCY),
        (7, WhyUnread.NO_AMOUNT), (8, WhyUnread.NO_DATE),
    ]  # fmt: skip
    assert known.unread[0].text.startswith("2 | CP2 | C2B")
    words = StatementLayout(known.layout.columns, done="Quitado")
    assert [one.reference for one in read(text, MZN, words).lines] == ["CP1", "CP3", "CP4"]
    assert StatementLayout.from_words(words.as_words()) == words


@pytest.mark.parametrize(
    "text",
    [
        "Data da Operação;Valor (Kz);Taxa (Kz);Referência Multicaixa\n24/11/2026;10,00;1,00;R",
        "Data do pagamento;Comissão;Montante pago;Referência da entidade\n24/11/2026;1,00;10,00;R",
        "DATA MOVIMENTO;Saldo;VALOR;FEE;REF.\n24/11/2026;77,00;10,00;1,00;R",
        "Valor da taxa;Data-Hora;Valor recebido AOA;N.º de referência\n1,00;24/11/2026;10,00;R",
    ],
)
def test_a_heading_is_known_by_how_it_begins(text: str) -> None:
    """And no fee or balance is taken for the amount."""
    (told,) = read(text).lines
    assert (told.amount.minor, told.reference) == (10_00, "R")


def test_what_comes_after_the_fee_is_told_with_it() -> None:
    (told,) = read("Data;Valor Líquido;Comissão\n24/11/2026;950,00;-50,00\n").lines
    assert told == line(1_000_00, 24, None, fee=50_00)


def test_a_column_is_taken_by_the_heading_or_the_place_that_a_manager_named() -> None:
    text = "Dia;Quanto;Nosso n.º\n24/11/2026;10,00;R1\n"
    with pytest.raises(BadInput) as refused:
        read(text)
    assert refused.value.complaint is InputProblem.STATEMENT_NOT_A_TABLE
    named = {
        LineFact.DATE: "Dia",
        LineFact.AMOUNT: "QUANTO",
        LineFact.REFERENCE: "nosso nº",
    }
    by_name = read(text, layout=StatementLayout(named))
    assert by_name.lines == [line(10_00, 24, None, reference="R1")]
    assert by_name.layout.columns[LineFact.AMOUNT] == "Quanto"
    places = {
        LineFact.DATE: "#1",
        LineFact.AMOUNT: "#2",
        LineFact.REFERENCE: "#3",
    }
    bare = text.partition("\n")[2]
    by_place = read(bare, layout=StatementLayout(places))
    assert (by_place.lines, by_place.layout.columns) == (by_name.lines, places)
    with pytest.raises(BadInput) as missing:
        read(text, layout=StatementLayout({**named, LineFact.FEE: "Taxa"}))
    assert (missing.value.complaint, missing.value.value) == (
        InputProblem.STATEMENT_LACKS_COLUMN, "Taxa",
    )  # fmt: skip


def test_an_amount_that_may_be_a_thousand_times_as_much_is_never_guessed() -> None:
    text = "Data;Valor\n24/11/2026;1.500\n24/11/2026;2.000\n"
    with pytest.raises(BadInput) as refused:
        read(text)
    assert refused.value.complaint is InputProblem.STATEMENT_AMOUNTS_AMBIGUOUS
    for sign, minor in ((",", 1_500_00), (".", None)):
        known = read(text, layout=StatementLayout(decimal=sign))
        assert [one.amount.minor for one in known.lines[:1]] == ([minor] if minor else [1_50])
    # One amount that leaves no doubt tells for all.
    assert [one.amount.minor for one in read(f"{text}24/11/2026;3,50\n").lines] == [
        1_500_00, 2_000_00, 3_50,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "decimal", "minor"),
    [
        ("1.500,5", "", 1_500_50), ("1'500.50", "", 1_500_50), ("0,500", "", 50), ("7", "", 7_00),
        ("1.500.000", "", 1_500_000_00), ("1,500", "", None), ("1.50.000", "", None),
        ("1,2345", "", None), ("12,50 D", "", -12_50), ("12,50C", "", 12_50),
        ("12,50 Cr", "", 12_50), ("12.50DR", "", -12_50), ("Kz 12,50 DB", "", -12_50),
        ("12.50-", "", -12_50), ("\u221212,50", "", -12_50), ("MTn 12,50", "", 12_50),
        ("$1,200.00", "", 1_200_00), ("TT$5.00", "", 5_00), ("--5", "", None), ("", "", None),
        ("5 5a", "", None), (Decimal("0.30"), ",", 30), (Decimal("1.005"), "", None),
        (Decimal(10) ** 30, "", None), ("9" * 40, "", None), (date(2026, 1, 1), "", None),
    ],
)  # fmt: skip
def test_an_amount_is_exact_or_none(cell: Any, decimal: str, minor: int | None) -> None:
    assert minor_units(cell, decimal) == minor


LUANDA = read("Data;Valor\n24/11/2026 00:30;1,00\n").lines[0]


def test_a_day_is_the_services_own_and_an_instant_is_utc() -> None:
    assert (LUANDA.day, LUANDA.at) == (
        date(2026, 11, 24),
        datetime(2026, 11, 23, 23, 30, tzinfo=UTC),
    )
    late = read("created_at,amount\n2026-11-30T22:30:00Z,1.00\n", MZN).lines[0]
    assert late.day == date(2026, 12, 1)  # in Maputo


@pytest.mark.parametrize(
    ("cell", "clock", "told"),
    [
        ("24 de Novembro de 2026", "", (24, None)), ("2026.11.24", "8:00 AM", (24, (8, 0))),
        ("20261124", time(9, 30), (24, (9, 30))), ("24/11/26 12:00 am", "", (24, (0, 0))),
        (Decimal("46350.5"), "", (24, (12, 0))),
        (date(2026, 11, 24), Decimal("0.75"), (24, (18, 0))),
        ("24-Nov-2026 10:00:00.123 +0200", "", (24, (8, 0))), ("24/11/1926", "", None),
        ("31/02/2026", "", None), ("24/11/2026 25:00", "", (24, None)), ("24/11/2026 x", "", None),
        ("24/11/2026", "later", (24, None)), ("", "", None), (Decimal(7), "", None),
        (time(8), "", None), ("Nov 24, 2026 10:00 PM", "", (24, (22, 0))),
        ("Ter\u00e7a-feira, 24 Nov. 2026", "", (24, None)),
        ("Tue, 24 Nov 2026 10:00:00 GMT", "", (24, (10, 0))),
        ("2026-11-24T10:00:00.123456+01", "", (24, (9, 0))),
    ],
)  # fmt: skip
def test_a_moment_is_a_day_and_perhaps_a_time(cell: Any, clock: Any, told: Any) -> None:
    moment = moment_of(cell, clock, UTC, month_first=False)
    seen = moment and (moment.day.day, moment.at and (moment.at.hour, moment.at.minute))
    assert seen == told


def test_months_come_first_only_where_a_day_proves_it() -> None:
    american = read("Date,Amount\n11/03/2026,1.00\n11/24/2026,2.00\n", TTD)
    assert [one.day.month for one in american.lines] == [11, 11]
    assert [one.day.month for one in read("Date,Amount\n11/03/2026,1.00\n", TTD).lines] == [3]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", InputProblem.STATEMENT_EMPTY),
        (b"\n\n", InputProblem.STATEMENT_EMPTY),
        (b"a letter to somebody\nwith two lines", InputProblem.STATEMENT_NOT_A_TABLE),
        (b"%PDF-1.7\x00\x01", InputProblem.STATEMENT_NOT_A_TABLE),
        (b"PK\x03\x04 and no more", InputProblem.STATEMENT_NOT_A_TABLE),
        (b"\xd0\xcf\x11\xe0 and no more", InputProblem.STATEMENT_NOT_A_TABLE),
        (workbook(TYPED)[:-700], InputProblem.STATEMENT_NOT_A_TABLE),
        (b"x" * 20_000_001, InputProblem.STATEMENT_TOO_LARGE),
        (b"Data;Valor\n" + b"24/11/2026;1,00\n" * 51_001, InputProblem.STATEMENT_TOO_LARGE),
        (b"Valor;Referencia\n1,00;R\n", InputProblem.STATEMENT_LACKS_COLUMN),
        (b"Data;Referencia\n24/11/2026;R\n", InputProblem.STATEMENT_LACKS_COLUMN),
    ],
)
def test_a_file_that_is_no_statement_is_refused_with_its_reason(
    data: bytes, problem: InputProblem
) -> None:
    with pytest.raises(BadInput) as refused:
        read(data)
    assert refused.value.complaint is problem


def test_a_spreadsheet_that_is_huge_once_it_is_unpacked_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(table, "_MOST_UNPACKED", 1000)
    with pytest.raises(BadInput) as refused:
        read(workbook(TYPED))
    assert refused.value.complaint is InputProblem.STATEMENT_TOO_LARGE


HABITS = st.tuples(
    st.sampled_from([(",", "."), (".", ","), ("\u00a0", ","), ("", "."), ("'", ".")]),
    st.sampled_from([";", ",", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.sampled_from(["%d/%m/%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M:%S"]),
)
MINORS = st.integers(1, 10**11).flatmap(lambda minor: st.sampled_from([minor, -minor]))
MOMENTS = st.integers(0, 30 * 86_400).map(
    lambda seconds: datetime(2026, 11, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
NAMES = st.text("abcXYZ0123456789", max_size=12)


@given(HABITS, st.lists(st.tuples(MINORS, MOMENTS, NAMES), min_size=1, max_size=5))
def test_what_is_written_in_any_habit_is_read_to_the_cent_and_the_second(
    habit: Any, said: list[tuple[int, datetime, str]]
) -> None:
    (group, decimal), separator, encoding, form = habit
    held = StringIO()
    writer = csv.writer(held, delimiter=separator)
    writer.writerow(["Data", "Referência", "Valor"])
    for minor, at, name in said:
        units, cents = divmod(abs(minor), 100)
        figure = f"{units:,}".replace(",", group) + f"{decimal}{cents:02}"
        local = (at + timedelta(hours=1)).strftime(form)
        writer.writerow([local, name, f"-{figure}" if minor < 0 else figure])
    known = read(held.getvalue().encode(encoding))
    assert not known.unread
    assert [(one.amount.minor, one.at, one.reference) for one in known.lines] == said


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for head in (b"", b"Data;Valor;Ref\n", b"PK\x03\x04", b"\xff\xfe"):
        try:
            read(head + data)
        except BadInput as refused:
            assert refused.complaint.value.startswith("statement_")  # noqa: PT017
