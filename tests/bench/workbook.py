"""An Excel workbook against bare XlsxWriter in constant-memory mode writing the same cells.

    python -m tests.bench.workbook [ROWS] [ROUNDS]

Both sides write the same 15 columns: texts, numbers, days and quarters, some cells empty. The bare
side calls ``write_string``, ``write_number`` and ``write_datetime`` without a format; this side
also looks for what a spreadsheet cannot hold, gives each cell its format, and measures the columns.
The sides take turns. Prints the processor seconds of both, the least of all rounds, and their
ratio; the aim is 1.50 or less.
"""

import io
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

import xlsxwriter

from tracker.domain.period import Period
from tracker.exchange.table import (
    Cell,
    Content,
    DayCell,
    PeriodCell,
    RowKind,
    Table,
    TableColumn,
    TableRow,
)
from tracker.exchange.workbook import write_workbook
from tracker.language import Language

STATUS_DATE: Final = date(2026, 11, 23)
ROMAN: Final = ("I", "II", "III", "IV")
COLUMNS: Final = (
    TableColumn("№ п/п", Content.ROW_NUMBER, 6),
    TableColumn("Мероприятие", width=40, wraps=True),
    TableColumn("Форма завершения", width=22, wraps=True),
    TableColumn("Срок исполнения", Content.PERIOD, 15),
    TableColumn("Дата завершения", Content.PERIOD, 15),
    TableColumn("Ответственные исполнители", width=18, wraps=True),
    TableColumn("Соисполнители", width=18, wraps=True),
    TableColumn("Источник финансирования", width=20),
    TableColumn("Предполагаемые расходы (KZT)", Content.NUMBER, 14),
    TableColumn("Предполагаемые расходы (USD)", Content.NUMBER, 14),
    TableColumn("% выполнения", Content.NUMBER, 6),
    TableColumn("Ход исполнения", width=30, wraps=True),
    TableColumn("Статус", width=13),
    TableColumn("Примечание", width=30, wraps=True),
    TableColumn("Источник", width=30, wraps=True),
)


def cells(number: int) -> tuple[Cell, ...]:
    quarter = Period.quarter(2025 + number % 6, number % 4 + 1)
    day = date(2024, 1, 1) + timedelta(days=number % 1000)
    return (
        number + 1,
        f"Мероприятие номер {number} «Орталық Азия»",
        "Акт ввода в эксплуатацию",
        PeriodCell(f"{ROMAN[number % 4]} квартал {quarter.first.year} г.", quarter),
        DayCell(f"{day:%d.%m.%Y}", day) if number % 3 else None,
        "Министерство торговли и интеграции",
        f"Oʻzbekiston sanoat vazirligi {number % 50}",
        "Республиканский бюджет",
        Decimal(1_000_000 + number),
        Decimal(number) / 4,
        number % 101,
        None if number % 4 else f"+{number} недель, по отчёту",
        ("Планируется", "В работе", "Исполнено")[number % 3],
        "=1+1" if number % 100 == 0 else "Без замечаний",
        f"Newsroom, 14.07.2024, стр. {number}",
    )


def bare(rows: list[tuple[Cell, ...]]) -> None:
    with xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, column in enumerate(COLUMNS):
            sheet.write_string(0, place, column.heading)
        for at, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                match cell:
                    case str():
                        sheet.write_string(at, place, cell)
                    case PeriodCell():
                        sheet.write_string(at, place, cell.text)
                    case DayCell():
                        sheet.write_datetime(at, place, cell.day)
                    case int() | Decimal():
                        sheet.write_number(at, place, cell)


def own(rows: list[tuple[Cell, ...]]) -> None:
    table = Table(
        "Дорожная карта",
        "по состоянию на 23.11.2026",
        Language.RU,
        COLUMNS,
        (TableRow(RowKind.ROW, row) for row in rows),
    )
    assert write_workbook([table], io.BytesIO(), created=STATUS_DATE).rows == len(rows)


def seconds(work: Callable[[list[tuple[Cell, ...]]], None], rows: list[tuple[Cell, ...]]) -> float:
    begun = time.process_time()
    work(rows)
    return time.process_time() - begun


def main(count: int, rounds: int) -> None:
    rows = [cells(number) for number in range(count)]
    plain, ours = [], []
    for _ in range(rounds):
        plain.append(seconds(bare, rows))
        ours.append(seconds(own, rows))
    print(f"{count} rows of {len(COLUMNS)} columns, the least of {rounds} rounds")
    print(f"bare XlsxWriter, constant memory {min(plain):8.2f} s")
    print(f"workbook                         {min(ours):8.2f} s")
    print(f"ratio                            {min(ours) / min(plain):8.2f}   (aim: 1.50 or less)")


if __name__ == "__main__":
    main(*(int(given) for given in [*sys.argv[1:], *("100000", "3")[len(sys.argv) - 1 :]]))
