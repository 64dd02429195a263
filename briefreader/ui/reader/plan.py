"""In what portions a document is put into Qt's: paragraphs no longer than Qt lays out in a few milliseconds, and
tables a few rows at a time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefreader.text.document import Block, Document

LONGEST = 4000  # code points of one Qt paragraph: about 3 ms to lay out
_CELLS = 96  # cells of one Qt table
_LOOKED_AT = 2000  # cells by which a table's columns are known
_COLUMNS = 24  # a wider table is shown as paragraphs: its columns would be a letter wide
_SPACE = re.compile(r"\s(?=\S)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Code points `start` to `end` of the block with number `index`; long blocks come in several pieces."""

    index: int
    block: Block
    start: int
    end: int
    first: bool = True
    last: bool = True


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a table: `cells` are (row within these, column, row span, column span, pieces)."""

    rows: int
    columns: int
    cells: tuple[tuple[int, int, int, int, tuple[Piece, ...]], ...]
    first: bool
    last: bool


def portions(document: Document) -> Iterator[Piece | Rows]:
    """The document in order of its text. Tables are looked at a few rows at a time, so that long ones do not stall."""
    blocks = document.blocks
    index, table = 0, -1
    seen: list[int] = []  # the columns of the present table that have cells
    while index < len(blocks):
        cell = blocks[index].cell
        if cell is None:
            yield from pieces(document.text, index, blocks[index])
            index += 1
            continue
        if cell.table != table:
            table, seen = cell.table, _columns(blocks, index)
        end = _some_rows(blocks, index, max(1, _CELLS // max(1, len(seen))))
        seen = sorted({*seen, *(cell.column for block in blocks[index:end] if (cell := block.cell))})
        if len(seen) > _COLUMNS:
            for number in range(index, end):
                yield from pieces(document.text, number, blocks[number])
        else:
            yield _rows(document, index, end, seen)
        index = end


def _in_table(blocks: Sequence[Block], index: int, table: int) -> bool:
    return 0 <= index < len(blocks) and (cell := blocks[index].cell) is not None and cell.table == table


def _columns(blocks: Sequence[Block], first: int) -> list[int]:
    """The columns in which the table that begins at block `first` has cells, by its first thousands: the empty ones
    of a sheet, which may be very many, are not built."""
    found: set[int] = set()
    for index in range(first, min(first + _LOOKED_AT, len(blocks))):
        cell, start = blocks[index].cell, blocks[first].cell
        if cell is None or start is None or cell.table != start.table:
            break
        found.update(range(cell.column, cell.column + min(cell.column_span, _COLUMNS)))
    return sorted(found)


def _some_rows(blocks: Sequence[Block], first: int, rows: int) -> int:
    """The end of the next `rows` rows of the table that begins or goes on at block `first`."""
    start = blocks[first].cell
    assert start is not None
    end, row = first, start.row
    while _in_table(blocks, end, start.table):
        cell = blocks[end].cell
        assert cell is not None
        if cell.row > row:
            rows, row = rows - 1, cell.row
            if not rows:
                break
        end += 1
    return end


def pieces(text: str, index: int, block: Block) -> Iterator[Piece]:
    """The block in pieces of at most `LONGEST` code points, cut behind white space where there is any."""
    start = block.start
    while block.end - start > LONGEST:
        cut = start + LONGEST
        cut = max((space.end() for space in _SPACE.finditer(text, cut - 400, cut)), default=cut)
        yield Piece(index, block, start, cut, first=start == block.start, last=False)
        start = cut
    yield Piece(index, block, start, block.end, first=start == block.start, last=True)


def _rows(document: Document, first: int, end: int, seen: Sequence[int]) -> Rows:
    blocks = document.blocks
    cells = [cell for block in blocks[first:end] if (cell := block.cell)]
    numbers = sorted({cell.row for cell in cells})
    return Rows(
        len(numbers),
        len(seen),
        tuple(_cells(document, range(first, end), {row: place for place, row in enumerate(numbers)}, seen)),
        first=not _in_table(blocks, first - 1, cells[0].table),
        last=not _in_table(blocks, end, cells[0].table),
    )


def _cells(
    document: Document, members: Sequence[int], place: dict[int, int], seen: Sequence[int]
) -> Iterator[tuple[int, int, int, int, tuple[Piece, ...]]]:
    """The cells in order; a cell that would lie on another's ground is added to the one before it."""
    taken: set[tuple[int, int]] = set()
    found: list[tuple[int, int, int, int, list[Piece]]] = []
    last: tuple[int, int] | None = None
    for index in members:
        block = document.blocks[index]
        cell = block.cell
        assert cell is not None
        parts = list(pieces(document.text, index, block))
        row, column = place.get(cell.row, max(place.values())), bisect_left(seen, cell.column)
        if found and (last == (cell.row, cell.column) or (row, column) in taken):
            found[-1][4].extend(parts)
            continue
        last = (cell.row, cell.column)
        wide = bisect_left(seen, cell.column + cell.column_span) - column
        down = _free(taken, row, column, min(cell.row_span, len(place) - row), 1)
        across = _free(taken, row, column, down, wide, across=True)
        taken.update((row + i, column + j) for i in range(down) for j in range(across))
        found.append((row, column, down, across, parts))
    for row, column, down, across, parts in found:
        yield row, column, down, across, tuple(parts)


def _free(taken: set[tuple[int, int]], row: int, column: int, down: int, wide: int, *, across: bool = False) -> int:
    """How many rows (or, `across`, columns) from a cell on are not taken, up to what is asked for; at least one."""
    limit = wide if across else down
    for size in range(1, max(1, limit)):
        line = [(row + i, column + size) for i in range(down)] if across else [(row + size, column)]
        if any(cell in taken for cell in line):
            return size
    return max(1, limit)
