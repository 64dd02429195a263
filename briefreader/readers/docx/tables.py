"""The grid of a table: where each cell stands, and over how many rows and columns it reaches."""

from __future__ import annotations

from collections.abc import Iterator

from briefreader.readers.docx.names import is_on, number, value, w
from briefreader.readers.grids import Cell
from briefreader.readers.trees import Element, elements

_ROW, _CELL, _ROW_PROPERTIES, _CELL_PROPERTIES = w("tr"), w("tc"), w("trPr"), w("tcPr")
_WRAPPERS = frozenset((w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo")))
_WIDEST = 200  # columns
_DEEPEST = 30


def grid(table: Element) -> list[list[Cell[Element]]]:
    """The cells of `table` row by row; those merged into the one above or deleted are left out."""
    rows: list[list[Cell[Element]]] = []
    above: dict[int, Cell[Element]] = {}  # the cell that a merged one below would continue, by its column
    for row in _children(table, _ROW):
        properties = row.find(_ROW_PROPERTIES)
        if properties is not None and properties.find(w("del")) is not None:
            continue
        heads = properties.find(w("tblHeader")) if properties is not None else None
        header = heads is not None and is_on(heads)
        column = min(_WIDEST, max(0, number(value(properties, "gridBefore")) or 0))
        cells: list[Cell[Element]] = []
        now: dict[int, Cell[Element]] = {}
        last: Cell[Element] | None = None
        for element in _children(row, _CELL):
            own = element.find(_CELL_PROPERTIES)
            columns = min(_WIDEST, max(1, number(value(own, "gridSpan")) or 1))
            if own is not None and own.find(w("cellDel")) is not None:
                continue
            across = own.find(w("hMerge")) if own is not None else None
            if across is not None and across.get(w("val")) != "restart" and last is not None:
                last.columns += columns
                column += columns
                continue
            merge = own.find(w("vMerge")) if own is not None else None
            start = above.get(column)
            if merge is not None and merge.get(w("val")) != "restart" and start is not None:
                start.rows += 1
                now[column] = start
            else:
                last = Cell(element, column, columns, 1, header)
                cells.append(last)
                if merge is not None:
                    now[column] = last
            column += columns
            if column > _WIDEST:
                break
        rows.append(cells)
        above = now
    return rows


def _children(parent: Element, wanted: str, depth: int = 0) -> Iterator[Element]:
    for tag, child in elements(parent):
        if tag == wanted:
            yield child
        elif tag in _WRAPPERS and depth < _DEEPEST:
            yield from _children(child, wanted, depth + 1)
