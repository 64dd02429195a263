"""A table as CSV that spreadsheets open as it is meant: nothing in it becomes a formula."""

from __future__ import annotations

import csv
import io

from briefreader.export.tables import Cell, Table

_OPENING = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render(table: Table) -> bytes:
    """`table` as CSV after RFC 4180, in UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([column.title for column in table.columns])
    writer.writerows([[_cell(cell) for cell in row] for row in table.rows])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> str | int:
    """An apostrophe before what a spreadsheet would compute, which is how they mark text; numbers stay numbers."""
    if value is None or isinstance(value, int):
        return "" if value is None else value
    text = value.replace("\0", "")
    return f"'{text}" if text.lstrip(" ").startswith(_OPENING) else text
