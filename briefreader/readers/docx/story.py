"""A story, that is the body, a note, a comment or a header: its paragraphs, lists and tables as blocks."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefreader.readers.docx.names import ALTERNATE, branch, is_on, number, value, w
from briefreader.readers.docx.numbering import Number, Numbering
from briefreader.readers.docx.runs import Runs
from briefreader.readers.docx.styles import TITLE, ParagraphStyle
from briefreader.readers.docx.tables import grid
from briefreader.readers.grids import Frame, Rows, parted
from briefreader.readers.trees import Element, elements
from briefreader.text.document import Block, BlockKind, CellPlace, ListPlace

_PARAGRAPH, _TABLE, _PROPERTIES, _TEXT = w("p"), w("tbl"), w("pPr"), w("t")
_WRAPPERS = frozenset(w(name) for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"))
_LONGEST_HEADING = 300  # characters; longer is prose that was made to look like one
_DEEPEST = 25  # tables, boxes and wrappers within each other


@dataclass(slots=True)
class Story:
    """Adds stories to the builder of `runs`. `title` is the paragraph that is the document's title: it alone is a
    heading of level 1."""

    runs: Runs
    numbering: Numbering
    title: Element | None = None
    _lists: dict[str, int] = field(default_factory=dict)
    _list_ids: int = 0
    _last_level: int = -1
    _carried: list[Element] = field(default_factory=list)
    _depth: int = 0
    _is_flat: bool = False

    def add(self, parent: Element, frame: Frame | None = None) -> None:
        """Add what stands in `parent`. Raises TooManyBlocks."""
        frame = frame or Frame()
        self._content(parent, frame)
        self._flush(frame)

    def _content(self, parent: Element, frame: Frame) -> None:
        if self._depth >= _DEEPEST:
            self._flat(parent, frame)
            return
        self._depth += 1
        for tag, child in elements(parent):
            if tag == _PARAGRAPH:
                self._paragraph(child, frame)
            elif tag == _TABLE:
                self._flush(frame)
                self._table(child, frame)
            elif tag in _WRAPPERS:
                self._content(child, frame)
            elif tag == ALTERNATE and (chosen := branch(child)) is not None:
                self._content(chosen, frame)
        self._depth -= 1

    def _flat(self, parent: Element, frame: Frame) -> None:
        """Add the paragraphs of `parent` that stand in no other paragraph, whatever is around them."""
        if self._is_flat:
            return
        self._is_flat = True
        for paragraph in parent.iter(_PARAGRAPH):
            if next(paragraph.iterancestors(_PARAGRAPH, w("txbxContent")), None) is None:
                self._paragraph(paragraph, frame)
        self._is_flat = False

    # -- paragraphs

    def _paragraph(self, paragraph: Element, frame: Frame) -> None:
        """Add `paragraph`; one whose end is deleted waits and becomes the beginning of the next."""
        properties = paragraph.find(_PROPERTIES)
        mark = properties.find(w("rPr")) if properties is not None else None
        if mark is not None and (mark.find(w("del")) is not None or mark.find(w("moveFrom")) is not None):
            self._carried.append(paragraph)
            return
        self._emit([*self._carried, paragraph], properties, frame)

    def _flush(self, frame: Frame) -> None:
        if self._carried:
            self._emit(list(self._carried), self._carried[-1].find(_PROPERTIES), frame)

    def _emit(self, paragraphs: list[Element], properties: Element | None, frame: Frame) -> None:
        """Add `paragraphs` as one block that has the properties of the last."""
        self._carried.clear()
        style_id = value(properties, "pStyle")
        style = self.runs.styles.paragraph(style_id)
        if not style.hidden:
            turn = properties.find(w("pageBreakBefore")) if properties is not None else None
            self.runs.pages.paragraph(own_page=turn is not None and is_on(turn))
            found = self._number(properties, style_id, style) if not self.runs.fields.hide else None
            block = self._block(paragraphs, properties, style, found, frame)
            builder = self.runs.builder
            before = builder.count
            builder.begin(block)
            for paragraph in paragraphs:
                self.runs.add(paragraph, one_line=block.kind == "heading")
            self.runs.end()
            builder.end()
            if builder.count > before:
                frame.label = ""
            self._boxes(frame)
        if properties is not None and properties.find(w("sectPr")) is not None:
            self.runs.pages.end_section()

    def _number(self, properties: Element | None, style_id: str, style: ParagraphStyle) -> Number | None:
        own = properties.find(w("numPr")) if properties is not None else None
        num_id = value(own, "numId") or style.num_id
        if not num_id or num_id == "0":
            return None
        level = number(value(own, "ilvl"))
        if level is None:
            level = self.numbering.level_of(num_id, style_id) if style.level is None else style.level
        return self.numbering.next(num_id, level)

    def _block(
        self,
        paragraphs: list[Element],
        properties: Element | None,
        style: ParagraphStyle,
        found: Number | None,
        frame: Frame,
    ) -> Block:
        label = frame.label or (found.label if found else "")
        if frame.kind != "paragraph":
            return Block(frame.kind, 0, 0, label=label, cell=frame.cell)
        if frame.cell is not None:
            return Block("cell", 0, 0, label=label, cell=frame.cell)
        if level := self._heading(paragraphs, properties, style):
            self._last_level = -1
            return Block("heading", 0, 0, level=level, label=label)
        if found is not None:
            return Block("item", 0, 0, level=found.level + 1, label=label, place=self._place(found))
        if _length(paragraphs):
            self._last_level = -1
        return Block(style.kind, 0, 0, quote=style.quote)

    def _heading(self, paragraphs: list[Element], properties: Element | None, style: ParagraphStyle) -> int:
        """The heading level of a paragraph, 0 when it is none."""
        heading = style.heading
        if heading == TITLE:
            return int(self.title is not None and self.title in paragraphs)
        outline = number(value(properties, "outlineLvl"))
        if outline is not None:
            heading = outline + 1 if 0 <= outline < 9 else None
        if heading is None or _length(paragraphs) > _LONGEST_HEADING:
            return 0
        return min(6, heading + (self.title is not None))

    def _place(self, found: Number) -> ListPlace:
        """The place of an item: a deeper list is a new one each time, a list that goes on keeps its id."""
        key = f"{found.key}.{found.level}"
        if key not in self._lists or (found.level > self._last_level and (found.level > 0 or not found.ordered)):
            self._list_ids += 1
            self._lists[key] = self._list_ids
        self._last_level = found.level
        return ListPlace(self._lists[key], found.ordered, max(1, found.value))

    def _boxes(self, frame: Frame) -> None:
        """Add the text boxes and diagrams that the paragraph before has anchored."""
        anchored, self.runs.anchored = self.runs.anchored, []
        for box in anchored:
            if not isinstance(box, list):
                self._content(box, frame)
                self._flush(frame)
                continue
            for line in box:
                kind: BlockKind = "cell" if frame.cell and frame.kind == "paragraph" else frame.kind
                self.runs.builder.begin(Block(kind, 0, 0, cell=frame.cell))
                self.runs.pages.text()
                self.runs.builder.text(line)

    # -- tables

    def _table(self, table: Element, frame: Frame) -> None:
        """Add `table`; one within another, and one that is only a frame around text, is what it holds, in order. A
        heading across all columns stands between two tables."""
        self.runs.builder.end()
        self._last_level = -1
        rows = grid(table)
        if not frame.is_body or self._holds_title(table):
            self._rows(Rows(rows, is_table=False), frame)
            return
        for part in parted(rows, self._leads):
            self._rows(part, frame)

    def _rows(self, part: Rows[Element], frame: Frame) -> None:
        builder, pages = self.runs.builder, self.runs.pages
        table = len(builder.tables) + 1
        before = builder.count
        if part.is_table:
            builder.tables[table] = (len(part.rows), part.width)
        for row, cells in enumerate(part.rows):
            pages.begin_row()
            for cell in cells:
                pages.begin_cell()
                inner = frame
                if part.is_table:
                    span = min(cell.rows, len(part.rows) - row)
                    inner = Frame(CellPlace(table, row, cell.column, span, cell.columns, cell.header))
                self._content(cell.element, inner)
                self._flush(inner)
            pages.end_row()
        if part.is_table and builder.count == before:
            del builder.tables[table]

    def _holds_title(self, table: Element) -> bool:
        return self.title is not None and any(parent is table for parent in self.title.iterancestors(_TABLE))

    def _leads(self, cell: Element) -> bool:
        """Whether a cell holds a heading and nothing else."""
        paragraphs = [paragraph for paragraph in cell.iter(_PARAGRAPH) if _length([paragraph])]
        return len(paragraphs) == 1 and bool(self._level(paragraphs[0]))

    def _level(self, paragraph: Element) -> int:
        properties = paragraph.find(_PROPERTIES)
        return self._heading([paragraph], properties, self.runs.styles.paragraph(value(properties, "pStyle")))


def title_of(body: Element, runs: Runs) -> Element | None:
    """The first paragraph with words that is styled as the title, None without one."""
    for mark in body.iter(w("pStyle")):
        if runs.styles.paragraph(mark.get(w("val")) or "").heading == TITLE:
            paragraph = next(mark.iterancestors(_PARAGRAPH), None)
            if paragraph is not None and any((text.text or "").strip() for text in paragraph.iter(_TEXT)):
                return paragraph
    return None


def _length(paragraphs: list[Element]) -> int:
    return sum(len(text.text or "") for paragraph in paragraphs for text in paragraph.iter(_TEXT))
