"""Tables of word processors: where cells stand, and which tables tabulate."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from briefreader.text.document import BlockKind, CellPlace

Content = TypeVar("Content")


@dataclass(slots=True)
class Frame:
    """Where blocks stand: in a cell, or as notes of a kind; `label` is for the first block that comes."""

    cell: CellPlace | None = None
    kind: BlockKind = "paragraph"
    label: str = ""

    @property
    def is_body(self) -> bool:
        """Whether blocks stand in the text itself."""
        return self.cell is None and self.kind == "paragraph"


@dataclass(slots=True)
class Cell(Generic[Content]):
    """A cell of a table, with the rows and columns it reaches over."""

    element: Content
    column: int
    columns: int = 1
    rows: int = 1
    header: bool = False


class Rows(NamedTuple, Generic[Content]):
    """Rows that stand together: as a table, or as text that a table only frames."""

    rows: Sequence[list[Cell[Content]]]
    is_table: bool

    @property
    def width(self) -> int:
        return max((cell.column + cell.columns for cells in self.rows for cell in cells), default=0)


def parted(rows: Sequence[list[Cell[Content]]], leads: Callable[[Content], bool]) -> Iterator[Rows[Content]]:
    """`rows` of a table parted at each heading across all columns, which is a cell alone in its row that `leads`. A
    table of one cell is a frame around text."""
    if sum(map(len, rows)) < 2:
        yield Rows(rows, is_table=False)
        return
    start = 0
    for index, cells in enumerate(rows):
        if len(cells) == 1 and leads(cells[0].element):
            yield Rows(rows[start:index], is_table=True)
            yield Rows([cells], is_table=False)
            start = index + 1
    yield Rows(rows[start:], is_table=True)
