"""A story of an OpenDocument text, that is the body, a note or a header: headings, paragraphs, lists and tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefreader.readers.breaks import Section
from briefreader.readers.grids import Frame, Rows, parted
from briefreader.readers.numerals import Numeral
from briefreader.readers.odt.names import number, q
from briefreader.readers.odt.numbering import Count, Numbering, step
from briefreader.readers.odt.runs import Runs
from briefreader.readers.odt.styles import ParagraphStyle
from briefreader.readers.odt.tables import grid
from briefreader.readers.trees import Element, elements
from briefreader.text.document import Block, CellPlace, ListPlace

_P, _H, _LIST, _ITEM, _TABLE = q("text:p"), q("text:h"), q("text:list"), q("text:list-item"), q("table:table")
_SOFT = q("text:soft-page-break")
# What holds paragraphs; tracked changes, which hold what was deleted, are not among it.
_WRAPPERS = frozenset(
    (
        *(
            q(f"text:{name}")
            for name in (
                "section", "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
                "alphabetical-index", "bibliography", "index-body", "index-title", "numbered-paragraph",
            )
        ),
        q("draw:text-box"),
    )
)  # fmt: skip
_FRAMES = frozenset((q("draw:frame"), q("draw:custom-shape"), q("draw:g")))
_DEEPEST_HEADING = 6
_LONGEST_HEADING = 300  # characters; longer is prose that was made to look like one
_DEEPEST = 25
_DEEPEST_LIST = 10


@dataclass(slots=True)
class _OpenList:
    count: Count
    depth: int
    list_id: int = 0
    label: str = ""
    number: int = 1
    fresh: bool = False  # an item has begun and has no block yet
    numbered: bool = True


@dataclass(slots=True)
class Story:
    """Adds stories to the builder of `runs`. `title` is the paragraph that is the document's title; `masters` how each
    kind of page numbers itself."""

    runs: Runs
    numbering: Numbering
    masters: dict[str, Numeral] = field(default_factory=dict)
    title: Element | None = None
    _lists: list[_OpenList] = field(default_factory=list)
    _counts: dict[str, Count] = field(default_factory=dict)  # counted lists by their ids
    _last: dict[str, Count] = field(default_factory=dict)  # the last list of each style
    _outline: dict[int, int] = field(default_factory=dict)
    _list_ids: int = 0
    _depth: int = 0

    def add(self, parent: Element, frame: Frame | None = None) -> None:
        """Add what stands in `parent`. Raises TooManyBlocks."""
        frame = frame or Frame()
        if self._depth >= _DEEPEST:
            return
        self._depth += 1
        for tag, child in elements(parent):
            if tag in (_P, _H):
                self._paragraph(child, frame)
            elif tag == _LIST:
                self._list(child, frame)
            elif tag == _TABLE:
                self._table(child, frame)
            elif tag == _SOFT:
                self.runs.pages.soft_break()
            elif tag in _WRAPPERS:
                if child.get(q("text:display")) != "none" and child.get(q("text:is-hidden")) != "true":
                    self.add(child, frame)
            elif tag in _FRAMES:
                self.add(child, frame)
        self._depth -= 1

    # -- paragraphs

    def _paragraph(self, paragraph: Element, frame: Frame) -> None:
        style = self.runs.styles.paragraph(paragraph.get(q("text:style-name")) or "")
        if style.hidden:
            return
        if frame.is_body:
            self._turn(style)
        block = self._block(paragraph, style, frame)
        builder = self.runs.builder
        before = builder.count
        builder.begin(block)
        heading = block.kind == "heading"
        self.runs.add(paragraph, () if heading else style.look, one_line=heading)
        builder.end()
        if builder.count > before:
            frame.label = ""
            if self._lists:
                self._lists[-1].fresh = False
        if style.breaks_after:
            self.runs.pages.set_break()
        anchored, self.runs.anchored = self.runs.anchored, []
        for box in anchored:
            self.add(box, frame)

    def _turn(self, style: ParagraphStyle) -> None:
        """Begin a page where the style of a paragraph says so."""
        pages = self.runs.pages
        if style.master:
            pages.begin_section(Section(style.number or None, self.masters.get(style.master, "decimal")))
            pages.paragraph()
        else:
            pages.paragraph(own_page=style.breaks)

    def _block(self, paragraph: Element, style: ParagraphStyle, frame: Frame) -> Block:
        top = self._lists[-1] if self._lists else None
        label = frame.label or (top.label if top and top.fresh else "")
        if frame.kind != "paragraph":
            return Block(frame.kind, 0, 0, label=label, cell=frame.cell)
        if frame.cell is not None:
            return Block("cell", 0, 0, label=label, cell=frame.cell)
        if level := self._heading(paragraph, style):
            return Block("heading", 0, 0, level=level, label=label or self._outline_label(paragraph, style))
        if top is not None and top.numbered:
            place = ListPlace(top.list_id, self._is_ordered(top), max(1, top.number), top.fresh)
            return Block("item", 0, 0, level=top.depth, label=label, place=place)
        return Block(style.kind, 0, 0, quote=style.quote)

    def _heading(self, paragraph: Element, style: ParagraphStyle) -> int:
        """The heading level of a paragraph, 0 when it is none."""
        if style.is_title:
            return int(paragraph is self.title)
        level = _outline_level(paragraph, style)
        if not level or len("".join(map(str, paragraph.itertext()))) > _LONGEST_HEADING:
            return 0
        return min(_DEEPEST_HEADING, level + (self.title is not None))

    def _outline_label(self, paragraph: Element, style: ParagraphStyle) -> str:
        """The number of a heading by the outline of the document."""
        level = _outline_level(paragraph, style)
        if paragraph.tag != _H or paragraph.get(q("text:is-list-header")) == "true" or self._lists:
            return ""
        if self.numbering.level(style.list_style, level).style != "bullet":
            count = self._last.setdefault(style.list_style, Count(style.list_style))
            return self.numbering.next(count, level)
        if level not in self.numbering.outline:
            return ""
        return step(self.numbering.outline, self._outline, level)

    # -- lists

    def _is_ordered(self, top: _OpenList) -> bool:
        return self.numbering.level(top.count.style, top.depth).style != "bullet"

    def _list(self, element: Element, frame: Frame) -> None:
        if len(self._lists) >= _DEEPEST_LIST:
            return
        style = element.get(q("text:style-name")) or ""
        if self._lists:
            outer = self._lists[-1]
            count = Count(style, outer.count.numbers) if style else outer.count
        else:
            count = self._count(element, style or self._style_within(element))
        self._list_ids += 1
        opened = _OpenList(count, len(self._lists) + 1, self._list_ids)
        self._lists.append(opened)
        for tag, item in elements(element):
            if tag == _SOFT:
                self.runs.pages.soft_break()
                continue
            opened.numbered = tag == _ITEM
            opened.label = ""
            # An item that only holds a deeper list has no number of its own.
            if tag == _ITEM and next((child for child in item if child.tag in (_P, _H)), None) is not None:
                start = number(item, "text:start-value", -1)
                opened.label = self.numbering.next(count, opened.depth, start if start >= 0 else None)
                opened.number = count.numbers.get(opened.depth, 1)
                opened.fresh = True
            self.add(item, frame)
        self._lists.pop()

    def _count(self, element: Element, style: str) -> Count:
        """The count that a list on the first level goes on with, or a new one."""
        count: Count | None = None
        if before := element.get(q("text:continue-list")):
            count = self._counts.get(before)
        elif element.get(q("text:continue-numbering")) == "true":
            count = self._last.get(style)
        count = count or Count(style)
        self._last[style] = count
        if name := element.get(q("xml:id")):
            self._counts[name] = count
        return count

    def _style_within(self, element: Element) -> str:
        """The list style of the first paragraph in a list that names none."""
        first = next(element.iter(_P, _H), None)
        return self.runs.styles.paragraph(first.get(q("text:style-name")) or "").list_style if first is not None else ""

    # -- tables

    def _table(self, table: Element, frame: Frame) -> None:
        """Add `table`; one within another, and one that is only a frame around text, is what it holds, in order. A
        heading across all columns stands between two tables."""
        self.runs.builder.end()
        if frame.is_body and self.runs.styles.breaks_before_table(table.get(q("table:style-name")) or ""):
            self.runs.pages.paragraph(own_page=True)
        rows = grid(table)
        lists, self._lists = self._lists, []
        if not frame.is_body or (self.title is not None and table in self.title.iterancestors(_TABLE)):
            self._rows(Rows(rows, is_table=False), frame)
        else:
            for part in parted(rows, self._leads):
                self._rows(part, frame)
        self._lists = lists

    def _rows(self, part: Rows[Element], frame: Frame) -> None:
        builder, pages = self.runs.builder, self.runs.pages
        table = len(builder.tables) + 1
        before = builder.count
        if part.is_table:
            builder.tables[table] = (len(part.rows), part.width)
        for row, cells in enumerate(part.rows):
            if cells and (above := cells[0].element.getparent()) is not None:
                previous = above.getprevious()
                if previous is not None and previous.tag == _SOFT:
                    pages.soft_break()
            pages.begin_row()
            for cell in cells:
                pages.begin_cell()
                inner = frame
                if part.is_table:
                    span = min(cell.rows, len(part.rows) - row)
                    inner = Frame(CellPlace(table, row, cell.column, span, cell.columns, cell.header))
                self.add(cell.element, inner)
            pages.end_row()
        if part.is_table and builder.count == before:
            del builder.tables[table]

    def _leads(self, cell: Element) -> bool:
        """Whether a cell holds a heading and nothing else."""
        found = [one for one in cell.iter(_P, _H) if "".join(map(str, one.itertext())).strip()]
        if len(found) != 1:
            return False
        return bool(self._heading(found[0], self.runs.styles.paragraph(found[0].get(q("text:style-name")) or "")))


def title_of(body: Element, runs: Runs) -> Element | None:
    """The first paragraph with words that is styled as the title, None without one."""
    for paragraph in body.iter(_P, _H):
        style = runs.styles.paragraph(paragraph.get(q("text:style-name")) or "")
        if style.is_title and "".join(map(str, paragraph.itertext())).strip():
            return paragraph
    return None


def _outline_level(paragraph: Element, style: ParagraphStyle) -> int:
    """The level of a heading as it says itself; by its style when it says no more than that it is one."""
    if paragraph.tag != _H:
        return style.heading
    level = number(paragraph, "text:outline-level", style.heading or 1)
    return style.heading if level > _DEEPEST_HEADING and style.heading else level
