"""The grid of an OpenDocument table. Cells and rows may stand for several alike: those without text are many."""

from __future__ import annotations

from collections.abc import Iterator

from briefreader.readers.grids import Cell
from briefreader.readers.odt.names import number, q
from briefreader.readers.trees import Element, elements

_WRAPPERS = frozenset(q(f"table:{name}") for name in ("table-row-group", "table-rows"))
_HEADS, _ROW, _CELL, _COVERED = (
    q("table:table-header-rows"), q("table:table-row"), q("table:table-cell"), q("table:covered-table-cell"),
)  # fmt: skip
_WIDEST = 200
_MOST_ALIKE = 1000
_DEEPEST = 20


def grid(table: Element) -> list[list[Cell[Element]]]:
    """The cells of `table` row by row; those covered by another are left out."""
    rows: list[list[Cell[Element]]] = []
    for row, header in _rows(table, header=False):
        cells: list[Cell[Element]] = []
        column = 0
        for tag, element in elements(row):
            if tag not in (_CELL, _COVERED) or column >= _WIDEST:
                continue
            if tag == _CELL and len(element):
                columns = max(1, number(element, "table:number-columns-spanned", 1, _WIDEST))
                span = max(1, number(element, "table:number-rows-spanned", 1, _MOST_ALIKE))
                cells.append(Cell(element, column, columns, span, header))
            column += max(1, number(element, "table:number-columns-repeated", 1, _WIDEST))
        rows.append(cells)
        if not cells:
            rows.extend([] for _ in range(number(row, "table:number-rows-repeated", 1, _MOST_ALIKE) - 1))
    return rows


def _rows(parent: Element, header: bool, depth: int = 0) -> Iterator[tuple[Element, bool]]:
    for tag, child in elements(parent):
        if tag == _ROW:
            yield child, header
        elif depth < _DEEPEST and (tag in _WRAPPERS or tag == _HEADS):
            yield from _rows(child, header or tag == _HEADS, depth + 1)
