"""Sheets of cells as a document: each a heading and a table whose cells keep the places that they have in the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from briefreader.readers.builder import Builder
from briefreader.readers.paging import PageStart, paged
from briefreader.readers.properties import Properties, described
from briefreader.text.document import Block, CellPlace, Document

MAX_CELLS = 200_000  # in one file
MAX_AREA = 1_000_000  # rows times columns of one sheet, empty cells among them
MAX_GAP = 2_000  # empty rows on end, behind which nothing is looked for


class Value(NamedTuple):
    """What a cell shows, at its zero-based row and column. `is_number` tells numbers and dates from words."""

    row: int
    column: int
    text: str
    is_number: bool = False


@dataclass(slots=True)
class Sheet:
    """A sheet: its name, the cells with something in them in the order of rows, and how many rows and columns those
    at a place reach over."""

    name: str
    values: Sequence[Value]
    spans: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


class Room:
    """How many cells may still be read."""

    def __init__(self) -> None:
        self._cells = MAX_CELLS
        self._rows = self._columns = 0
        self.is_full = False

    def begin_sheet(self) -> None:
        self._rows = self._columns = 0

    def takes(self, row: int, column: int) -> bool:
        """Whether one more cell, at `row` and `column`, is within what a brief can hold."""
        rows, columns = max(self._rows, row + 1), max(self._columns, column + 1)
        if not self._cells or rows * columns > MAX_AREA or row - self._rows > MAX_GAP:
            self.is_full = True
            return False
        self._cells -= 1
        self._rows, self._columns = rows, columns
        return True

    @property
    def notice(self) -> str:
        return f"Only the first {MAX_CELLS:,} cells, as far as they stand together, were read." if self.is_full else ""


def document_of(sheets: Sequence[Sheet], properties: Properties, form: str, name: str, notice: str) -> Document:
    """The document that `sheets` make. Sheets without a name have no heading. Raises TooManyBlocks."""
    builder = Builder()
    starts: list[PageStart] = []
    for number, sheet in enumerate(sheets, start=1):
        starts.append(PageStart(sheet.name, builder.position))
        if sheet.name:
            builder.begin(Block("heading", 0, 0, level=1))
            builder.text(sheet.name)
            builder.end()
        _add(builder, sheet, number)
    document = builder.finish()
    if document.text:
        document = paged(document, starts, "sheet")
    extra = {"notice": notice} if notice else {}
    bare = replace(document, blocks=())  # names of sheets are no titles, dates in cells not the brief's
    return replace(document, metadata=described(bare, properties, form, name, extra=extra).metadata)


def _add(builder: Builder, sheet: Sheet, table: int) -> None:
    header = _header(sheet.values)
    rows = columns = 0
    for value in sheet.values:
        down, across = sheet.spans.get((value.row, value.column), (1, 1))
        place = CellPlace(table, value.row, value.column, down, across, value.row == header)
        before = builder.count
        builder.begin(Block("cell", 0, 0, cell=place))
        builder.raw(value.text)
        builder.end()
        if builder.count > before:
            rows, columns = max(rows, value.row + down), max(columns, value.column + across)
    if rows:
        builder.tables[table] = (rows, columns)


def _header(values: Sequence[Value]) -> int:
    """The row that names the columns: the first with something in it, when that is several words; else -1."""
    first = [value for value in values[:1000] if value.row == values[0].row]
    return first[0].row if len(first) > 1 and not any(value.is_number for value in first) else -1
