"""An RTF text as it is parsed: stories of paragraphs, cells and rows, before blocks are made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from briefreader.readers.marks import Look


class Shape(NamedTuple):
    """What is set on a paragraph: its style, its outline level from 0 (9 is body text, None not set), whether it
    stands in a table, and its list."""

    style: int = 0
    outline: int | None = None
    in_table: bool = False
    list_id: int = 0
    level: int = 0


PLAIN = Shape()


class Run(NamedTuple):
    """Text that looks alike; `\\n` is a line break. `comments` are the numbers of comments on it, `note` is the label
    of the note that it calls."""

    text: str
    look: Look = ()
    link: str = ""
    comments: tuple[int, ...] = ()
    note: str = ""


@dataclass(slots=True)
class Paragraph:
    runs: list[Run] = field(default_factory=list)
    shape: Shape = PLAIN
    label: str = ""  # what the program printed before it
    ends_cell: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class CellShape(NamedTuple):
    """A cell's right edge in twips, and whether it goes on with the cell above or to its left."""

    right: int
    goes_down: bool = False
    goes_across: bool = False


@dataclass(slots=True)
class RowEnd:
    """The end of a table's row, which says how its cells stand."""

    cells: list[CellShape]
    left: int = 0
    header: bool = False


Entry = Paragraph | RowEnd


@dataclass(slots=True)
class Story:
    """A text of its own: the body, a note, a header. `open` is the paragraph that is being filled."""

    entries: list[Entry] = field(default_factory=list)
    open: Paragraph = field(default_factory=Paragraph)
    boxes: list[Paragraph] = field(default_factory=list)  # texts that the open paragraph has anchored

    def end_paragraph(self, shape: Shape, ends_cell: bool = False) -> None:
        self.open.shape = shape
        self.open.ends_cell = ends_cell
        last: list[Entry] = [self.open] if self.open.runs or ends_cell else []
        self.entries.extend([*self.boxes, *last] if ends_cell else [*last, *self.boxes])
        self.open = Paragraph()
        self.boxes = []


class Note(NamedTuple):
    kind: Literal["footnote", "aside"]
    label: str
    story: Story


class Style(NamedTuple):
    """A paragraph style: its name, its outline level from 0, the style it is based on."""

    name: str = ""
    outline: int | None = None
    based_on: int | None = None


@dataclass(slots=True)
class Parsed:
    """All that an RTF file holds. `comments` are labels by the numbers that runs name."""

    body: Story = field(default_factory=Story)
    notes: list[Note] = field(default_factory=list)
    asides: list[Note] = field(default_factory=list)
    comments: dict[int, str] = field(default_factory=dict)
    heads: list[Story] = field(default_factory=list)
    feet: list[Story] = field(default_factory=list)
    styles: dict[int, Style] = field(default_factory=dict)
    info: dict[str, str] = field(default_factory=dict)
