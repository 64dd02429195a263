"""In what portions a document is put into Qt's: paragraphs no longer than Qt lays out in a few milliseconds, and
tables a few rows at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefreader.text.document import Block, Document

LONGEST = 4000  # code points of one Qt paragraph: about 3 ms to lay out
_CELLS = 96  # cells of one Qt table
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
    """The document in order of its text."""
    blocks = document.blocks
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if block.cell is None:
            yield from pieces(document.text, index, block)
            index += 1
            continue
        table = block.cell.table
        end = index
        while end < len(blocks) and (cell := blocks[end].cell) is not None and cell.table == table:
            end += 1
        columns = max(
            1, *(cell.column + max(1, cell.column_span) for block in blocks[index:end] if (cell := block.cell))
        )
        if columns > _COLUMNS:
            for number in range(index, end):
                yield from pieces(document.text, number, blocks[number])
        else:
            yield from _table(document, index, end, columns)
        index = end


def pieces(text: str, index: int, block: Block) -> Iterator[Piece]:
    """The block in pieces of at most `LONGEST` code points, cut behind white space where there is any."""
    start = block.start
    while block.end - start > LONGEST:
        cut = start + LONGEST
        cut = max((space.end() for space in _SPACE.finditer(text, cut - 400, cut)), default=cut)
        yield Piece(index, block, start, cut, first=start == block.start, last=False)
        start = cut
    yield Piece(index, block, start, block.end, first=start == block.start, last=True)


def _table(document: Document, first: int, end: int, columns: int) -> Iterator[Rows]:
    groups: list[list[int]] = []  # blocks of one row
    rows: list[int] = []
    for index in range(first, end):
        cell = document.blocks[index].cell
        assert cell is not None
        if not rows or cell.row > rows[-1]:
            groups.append([])
            rows.append(cell.row)
        groups[-1].append(index)
    step = max(1, _CELLS // columns)
    for at in range(0, len(groups), step):
        numbers = rows[at : at + step]
        members = [index for group in groups[at : at + step] for index in group]
        yield Rows(
            len(numbers),
            columns,
            tuple(_cells(document, members, {row: place for place, row in enumerate(numbers)}, columns)),
            first=at == 0,
            last=at + step >= len(groups),
        )


def _cells(
    document: Document, members: Sequence[int], place: dict[int, int], columns: int
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
        row = place.get(cell.row, max(place.values()))
        if found and (last == (cell.row, cell.column) or (row, cell.column) in taken):
            found[-1][4].extend(parts)
            continue
        last = (cell.row, cell.column)
        down = _free(taken, row, cell.column, min(cell.row_span, len(place) - row), 1)
        across = _free(taken, row, cell.column, down, min(cell.column_span, columns - cell.column), across=True)
        taken.update((row + i, cell.column + j) for i in range(down) for j in range(across))
        found.append((row, cell.column, down, across, parts))
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
