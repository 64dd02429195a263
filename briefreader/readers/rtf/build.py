"""Blocks from the stories of an RTF file."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefreader.readers.builder import Builder
from briefreader.readers.grids import Frame, Rows, parted
from briefreader.readers.marks import Mark, Marks
from briefreader.readers.rtf.model import Paragraph, Run, Shape, Story, Style
from briefreader.readers.rtf.tables import Content, Row, grid, pieces
from briefreader.readers.stylenames import heading_level, is_caption, is_quote, is_title
from briefreader.text.document import Block, BlockKind, CellPlace, ListPlace

_BODY = 9  # the outline level that says: no heading
_DEEPEST_HEADING = 6
_LONGEST_HEADING = 300  # characters; longer is prose that was made to look like one
_DEEPEST = 20  # styles based on each other


@dataclass(slots=True)
class Blocks:
    """Adds stories to `builder`. `comments` are the labels of comments by the numbers that runs name; `title` is the
    paragraph that is the document's title."""

    builder: Builder
    styles: dict[int, Style]
    comments: dict[int, str]
    title: Paragraph | None = None
    _marks: Marks = field(init=False)
    _counts: dict[tuple[int, int], int] = field(default_factory=dict)
    _lists: dict[tuple[int, int], int] = field(default_factory=dict)
    _ids: int = 0
    _last: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        self._marks = Marks(self.builder)

    def add(self, story: Story, frame: Frame | None = None) -> None:
        """Add `story`. Raises TooManyBlocks."""
        frame = frame or Frame()
        for piece in pieces(story.entries):
            if isinstance(piece, Paragraph):
                self._paragraph(piece, frame)
            else:
                self._table(piece, frame)
        self.builder.end()

    def _paragraph(self, paragraph: Paragraph, frame: Frame) -> None:
        block = self._block(paragraph, frame)
        before = self.builder.count
        self.builder.begin(block)
        for run in paragraph.runs:
            self._run(run, one_line=block.kind == "heading")
        self._marks.want(())
        self.builder.end()
        if self.builder.count > before:
            frame.label = ""

    def _run(self, run: Run, one_line: bool) -> None:
        comments: tuple[Mark, ...] = tuple(("note", self.comments[one]) for one in run.comments if one in self.comments)
        links: tuple[Mark, ...] = (("link", run.link),) if run.link else ()
        looks = () if run.note and run.text.startswith("[") else run.look
        notes: tuple[Mark, ...] = (("note", run.note),) if run.note else ()
        if run.text.strip():
            self._marks.want((*comments, *links, *looks, *notes))
        for place, line in enumerate(run.text.split("\n")):
            if place and one_line:
                self.builder.text(" ")
            elif place:
                self.builder.line_break()
            self.builder.text(line)

    def _block(self, paragraph: Paragraph, frame: Frame) -> Block:
        ordered = any(letter.isalnum() for letter in paragraph.label)
        label = frame.label or (paragraph.label if ordered else "")
        if frame.kind != "paragraph":
            return Block(frame.kind, 0, 0, label=label, cell=frame.cell)
        if frame.cell is not None:
            return Block("cell", 0, 0, label=label, cell=frame.cell)
        if level := self._heading(paragraph):
            self._last = None
            return Block("heading", 0, 0, level=level, label=label)
        if paragraph.label:
            place = self._place(paragraph.shape, label)
            return Block("item", 0, 0, level=paragraph.shape.level + 1, label=label, place=place)
        if paragraph.text.strip():
            self._last = None
        names = [style.name for style in self._chain(paragraph.shape)]
        kind: BlockKind = "caption" if any(map(is_caption, names)) else "paragraph"
        return Block(kind, 0, 0, quote=int(any(map(is_quote, names))))

    def _place(self, shape: Shape, label: str) -> ListPlace:
        """The place of an item: a deeper list is a new one each time, a list that goes on keeps its id."""
        key = (shape.list_id, shape.level)
        digits = label.strip(".)( ").rpartition(".")[2]
        count = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else 0
        deeper = self._last is not None and key[1] > self._last[1]
        if key not in self._lists or deeper or (self._last is None and (count == 1 or not label)):
            self._ids += 1
            self._lists[key] = self._ids
            self._counts[key] = 0
        self._counts[key] = count or self._counts[key] + 1
        self._last = key
        return ListPlace(self._lists[key], bool(label), self._counts[key])

    # -- styles

    def _chain(self, shape: Shape) -> list[Style]:
        chain: list[Style] = []
        number: int | None = shape.style
        while number is not None and number in self.styles and len(chain) < _DEEPEST:
            chain.append(self.styles[number])
            number = self.styles[number].based_on
        return chain

    def _heading(self, paragraph: Paragraph) -> int:
        """The heading level of a paragraph, 0 when it is none."""
        chain = self._chain(paragraph.shape)
        if any(is_title(style.name) for style in chain):
            return int(paragraph is self.title)
        outlines = [paragraph.shape.outline, *(style.outline for style in chain)]
        outline = next((one for one in outlines if one is not None), None)
        if outline is None:
            level = next((found for style in chain if (found := heading_level(style.name))), 0)
        else:
            level = outline + 1 if 0 <= outline < _BODY else 0
        if not level or len(paragraph.text) > _LONGEST_HEADING:
            return 0
        return min(_DEEPEST_HEADING, level + (self.title is not None))

    def find_title(self, story: Story) -> None:
        """Make the first paragraph of `story` with words that is styled as the title the title."""
        for entry in story.entries:
            if not isinstance(entry, Paragraph) or not entry.text.strip():
                continue
            if any(is_title(style.name) for style in self._chain(entry.shape)):
                self.title = entry
                return

    # -- tables

    def _table(self, rows: list[Row], frame: Frame) -> None:
        self._last = None
        cells = grid(rows)
        if not frame.is_body or any(one is self.title for row in cells for cell in row for one in cell.element):
            self._rows(Rows(cells, is_table=False), frame)
            return
        for part in parted(cells, self._leads):
            self._rows(part, frame)

    def _rows(self, part: Rows[Content], frame: Frame) -> None:
        table = len(self.builder.tables) + 1
        before = self.builder.count
        if part.is_table:
            self.builder.tables[table] = (len(part.rows), part.width)
        for row, cells in enumerate(part.rows):
            for cell in cells:
                inner = frame
                if part.is_table:
                    span = min(cell.rows, len(part.rows) - row)
                    inner = Frame(CellPlace(table, row, cell.column, span, cell.columns, cell.header))
                for paragraph in cell.element:
                    self._paragraph(paragraph, inner)
        if part.is_table and self.builder.count == before:
            del self.builder.tables[table]

    def _leads(self, cell: Content) -> bool:
        """Whether a cell holds a heading and nothing else."""
        filled = [paragraph for paragraph in cell if paragraph.text.strip()]
        return len(filled) == 1 and bool(self._heading(filled[0]))
