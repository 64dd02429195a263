"""Tables of RTF: rows say where their cells end, in twips; columns are what those edges have in common."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from briefreader.readers.grids import Cell
from briefreader.readers.rtf.model import Entry, Paragraph, RowEnd

_NEAR = 60  # twips, a millimetre: edges nearer than that are one

Content = list[Paragraph]
Row = tuple[RowEnd, list[Content]]


def pieces(entries: Sequence[Entry]) -> Iterator[Paragraph | list[Row]]:
    """`entries` with the paragraphs of each table gathered in its rows; a cell that no row ends is paragraphs."""
    rows: list[Row] = []
    cells: list[Content] = []
    cell: Content = []
    for entry in entries:
        if isinstance(entry, RowEnd):
            if cell:
                cells.append(cell)
            if cells:
                rows.append((entry, cells))
            cells, cell = [], []
        elif entry.shape.in_table or entry.ends_cell:
            cell.append(entry)
            if entry.ends_cell:
                cells.append(cell)
                cell = []
        else:
            if rows:
                yield rows
            for one in (*cells, cell):
                yield from one
            rows, cells, cell = [], [], []
            yield entry
    if rows:
        yield rows
    for one in (*cells, cell):
        yield from one


def grid(rows: Sequence[Row]) -> list[list[Cell[Content]]]:
    """The cells of `rows`; those merged into another are left out."""
    edges = _edges(rows)
    result: list[list[Cell[Content]]] = []
    above: dict[int, Cell[Content]] = {}
    for end, contents in rows:
        cells: list[Cell[Content]] = []
        now: dict[int, Cell[Content]] = {}
        left, last = _index(edges, end.left), None
        for place, content in enumerate(contents):
            shape = end.cells[place] if place < len(end.cells) else None
            right = max(left + 1, _index(edges, shape.right)) if shape else left + 1
            start = above.get(left)
            if shape and shape.goes_across and last is not None:
                last.columns = right - last.column
            elif shape and shape.goes_down and start is not None:
                start.rows += 1
                now[left] = start
            else:
                last = Cell(content, left, right - left, 1, end.header)
                cells.append(last)
                now[left] = last
            left = right
        result.append(cells)
        above = now
    return result


def _edges(rows: Sequence[Row]) -> list[int]:
    edges: list[int] = []
    for edge in sorted({edge for end, _ in rows for edge in (end.left, *(cell.right for cell in end.cells))}):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)
    return edges


def _index(edges: list[int], edge: int) -> int:
    """The place among `edges` of the one nearest below or at `edge`."""
    place = bisect_left(edges, edge + 1) - 1
    return max(0, place)
