"""Tables without drawn lines: rows of words parted by wide gaps that stand in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefreader.readers.lines import ENUMERATOR
from briefreader.readers.pdf.lines import Line, cells_of, line_of
from briefreader.readers.pdf.paragraphs import is_entry, opening_of
from briefreader.text.document import CellPlace

_GAP = 1.25  # of the size: a wider gap parts cells
_ALIGNED = 4.0  # points
_LEAST_ROWS = 3
_BETWEEN = 4  # lines of one cell that may stand between rows
_STEP = 3.2  # sizes: lines further apart are not of one table
_MOST_LINES = 400  # of a table on a page
_MOST_CELL = 260  # characters on average: more is prose in columns
_FILLED = 0.45  # of the places of a table


@dataclass(slots=True)
class Table:
    """The cells of a table with the lines that stand in them (none: an empty cell)."""

    cells: list[tuple[CellPlace, list[Line]]]
    lines: list[Line]  # as they stand on the page


@dataclass(slots=True)
class _Row:
    line: Line
    cells: list[Line]
    places: list[int] = field(default_factory=list)


def with_tables(lines: Sequence[Line]) -> list[Line | Table]:
    """The lines of a page in reading order, those that make a table put together."""
    rows = [_row(line) for line in lines]
    result: list[Line | Table] = []
    at = 0
    while at < len(rows):
        if grid := lines[at].grid:
            places = [(CellPlace(0, c.row, c.column, c.row_span, c.column_span), part) for c, part in grid]
            result.append(Table(places, [lines[at]]))
            at += 1
            continue
        end = _reach(rows, at) if len(rows[at].cells) > 1 else at
        table = _table(rows[at:end]) if end - at >= 2 else None
        if table:
            result.append(table)
            at = end
        else:
            result.append(lines[at])
            at += 1
    return result


def _row(line: Line) -> _Row:
    if line.style.turns or len(line.words) < 2 or line.grid is not None:
        return _Row(line, [line])
    cells = cells_of(line, _GAP)
    opening = opening_of(line) if len(cells) > 1 else None
    if opening and len(cells[0]) == opening.words:
        cells = [cells[0] + cells[1], *cells[2:]]
    if len(cells) == 1 or (len(cells) == 2 and is_entry(line) and len(line.text) > 30):
        return _Row(line, [line])
    return _Row(line, [line_of(cell, line.page, line.order) for cell in cells])


def _reach(rows: list[_Row], start: int) -> int:
    """Behind the last row of the table that may begin at `start`."""
    end, between = start + 1, 0
    lefts = [cell.left for cell in rows[start].cells]
    for at in range(start + 1, min(len(rows), start + _MOST_LINES)):
        row, last = rows[at], rows[at - 1].line
        step = row.line.base - last.base
        if row.line.grid is not None or not 0 < step < _STEP * max(row.line.size, last.size) or row.line.leads:
            break
        if len(row.cells) > 1:
            end, between = at + 1, 0
            lefts.extend(cell.left for cell in row.cells)
            continue
        between += 1
        aligned = any(abs(row.line.left - left) < _ALIGNED for left in lefts)
        if end == at and aligned and row.line.left > min(lefts) + _ALIGNED and step < 1.4 * row.line.size:
            end, between = at + 1, 0  # the rest of the last row's last cell
            continue
        prose = len(row.line.text) > 70 or ENUMERATOR.match(row.line.text) is not None
        if between > _BETWEEN or not aligned or prose:
            break
    return end


def _table(rows: list[_Row]) -> Table | None:
    """The table of `rows`; None when their cells stand in no columns."""
    full = [row for row in rows if len(row.cells) > 1]
    counts = Counter(len(row.cells) for row in full)
    if len(full) < _LEAST_ROWS and not (len(full) == 2 and min(counts) > 2):
        return None
    columns = _columns(full, counts)
    if len(columns) < 2:
        return None
    grid: list[list[list[Line]]] = []
    strays = 0
    for row in rows:
        row.places = [_place(cell, columns) for cell in row.cells]
        strays += len(set(row.places)) < len(row.places)
        begins = 0 in row.places or not grid
        lower = row.cells[0].text[:1].islower() and row.places[0] == 0
        if begins and not (lower and len(row.cells) == 1) and not _is_rest(row, grid):
            grid.append([[] for _ in columns])
        for cell, place in zip(row.cells, row.places, strict=True):
            grid[-1][place].append(cell)
    filled = sum(bool(cell) for cells in grid for cell in cells)
    letters = sum(len(cell.text) for row in rows for cell in row.cells)
    if strays > 0.34 * len(rows) or len(grid) < 2 or filled < _FILLED * len(grid) * len(columns):
        return None
    if letters > _MOST_CELL * filled or _is_contents(full):
        return None
    cells = [(CellPlace(0, row, column), cell) for row, line in enumerate(grid) for column, cell in enumerate(line)]
    return Table(cells, [row.line for row in rows])


def _is_contents(full: list[_Row]) -> bool:
    """Whether rows are entries of a table of contents: page numbers that grow stand at their ends."""
    ends = [row.cells[-1].text.strip() for row in full]
    numbers = [int(end) for end in ends if end.isdecimal() and len(end) < 5]
    return len(numbers) >= 0.7 * len(ends) and numbers == sorted(numbers) and max(len(r.cells) for r in full) < 4


def _is_rest(row: _Row, grid: list[list[list[Line]]]) -> bool:
    """Whether a line of one cell, in the first column, goes on from the row above."""
    if len(row.cells) > 1 or not grid:
        return False
    above = grid[-1][0]
    return (
        bool(above)
        and row.line.base - above[-1].base < 1.3 * row.line.size
        and not any(cell and cell[-1].base > above[-1].base + 1 for cell in grid[-1][1:])
    )


def _columns(full: list[_Row], counts: Counter[int]) -> list[tuple[float, float]]:
    """The columns as left and right edges, told from the rows that have most cells."""
    most = max(counts, key=lambda count: (counts[count] * count, count))
    spans = sorted((cell.left, cell.right) for row in full if len(row.cells) >= most for cell in row.cells)
    columns: list[list[float]] = []
    for left, right in spans:
        if columns and left < columns[-1][1] - 1:
            columns[-1][1] = max(columns[-1][1], right)
        else:
            columns.append([left, right])
    return [(left, right) for left, right in columns] if len(columns) <= most + 1 else []


def _place(cell: Line, columns: list[tuple[float, float]]) -> int:
    """The column that a cell shares most with, or stands nearest to."""
    return max(range(len(columns)), key=lambda at: min(cell.right, columns[at][1]) - max(cell.left, columns[at][0]))
