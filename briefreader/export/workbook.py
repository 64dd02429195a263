"""Tables as one XLSX workbook: a sheet each, headings that stay, filters, and text that is never a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter  # type: ignore[import-untyped]

from briefreader.export.legal import plain
from briefreader.export.tables import Cell, Column, Table

_LONGEST = 32_767  # characters in a cell
_CUT = " […]"


def render(tables: Sequence[Table], *, title: str, program: str, day: str) -> bytes:
    """`tables` as a workbook; equal tables give equal bytes. A text longer than a cell holds ends in "[…]"."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    made = datetime.fromisoformat(day) if day else datetime(1980, 1, 1)
    book.set_properties({"title": plain(title), "author": program, "created": made})
    heading = book.add_format({"bold": True, "bottom": 1, "valign": "top", "bg_color": "#ECEAE3"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    top = book.add_format({"valign": "top"})
    for table in tables:
        sheet = book.add_worksheet(table.name)
        for number, column in enumerate(table.columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(0, number, column.title, heading)
        for row, cells in enumerate(table.rows, 1):
            for number, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
                _write(sheet, row, number, cell, wrapped if _is_prose(column) else top)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    book.close()
    return out.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, form: object) -> None:
    if isinstance(cell, int):
        sheet.write_number(row, column, cell, form)
    elif cell:
        text = plain(cell)
        if len(text) > _LONGEST:
            text = text[: _LONGEST - len(_CUT)] + _CUT
        sheet.write_string(row, column, text, form)


def _is_prose(column: Column) -> bool:
    return column.width >= 40
