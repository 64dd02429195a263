"""One slide: its title, its texts in the order in which they were put on it, its tables; and its notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from briefreader.readers.builder import Builder
from briefreader.readers.descriptions import described
from briefreader.readers.docx.drawings import diagram
from briefreader.readers.docx.fields import link
from briefreader.readers.marks import Look, Mark, Marks
from briefreader.readers.opc import ID, Package, Relation
from briefreader.readers.pptx.bullets import Bullets
from briefreader.readers.pptx.names import a, is_on, number, p
from briefreader.readers.trees import Element, elements
from briefreader.text.document import Block, CellPlace, ListPlace

_TITLES = ("title", "ctrTitle")
_FURNITURE = ("dt", "ftr", "sldNum", "hdr", "sldImg")
_PLAIN = ("subTitle",)  # placeholders whose text has no bullets by nature
_DEEPEST = 25
_WIDEST = 200


@dataclass(slots=True)
class Sheet:
    """A slide, or a page of notes: its shapes, the relations of its part, and what its layout and master say.
    `titles` is the heading level of its title."""

    root: Element
    relations: dict[str, Relation]
    layout: Element | None = None
    master: Element | None = None
    titles: int = 2
    feet: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Slides:
    """Adds slides to `builder`."""

    builder: Builder
    package: Package
    _marks: Marks = field(init=False)
    _lists: int = 0

    def __post_init__(self) -> None:
        self._marks = Marks(self.builder)

    def add(self, sheet: Sheet) -> None:
        """Add the texts of a slide, its title first. Raises TooManyBlocks."""
        found = list(shapes(sheet.root))
        titles = [shape for shape in found if role(shape) in _TITLES]
        for shape in titles:
            self._shape(shape, sheet)
        for shape in found:
            kind = role(shape)
            if kind == "ftr":
                sheet.feet.append(" ".join(text.text or "" for text in shape.iter(a("t"))))
            elif kind not in _FURNITURE and kind not in _TITLES:
                self._shape(shape, sheet)
        self.builder.end()

    def add_notes(self, sheet: Sheet, label: str) -> None:
        """Add what the speaker notes, as an aside called `label`."""
        for shape in shapes(sheet.root):
            if role(shape) == "body":
                for paragraph in shape.iter(a("p")):
                    before = self.builder.count
                    self._paragraph(paragraph, Block("aside", 0, 0, label=label), sheet.relations)
                    label = "" if self.builder.count > before else label
        self.builder.end()

    def _shape(self, shape: Element, sheet: Sheet) -> None:
        if shape.tag == p("graphicFrame"):
            self._frame(shape, sheet)
        elif shape.tag == p("pic"):
            self._picture(shape)
        elif (body := shape.find(p("txBody"))) is not None:
            kind = role(shape)
            if kind in _TITLES:
                lines = [
                    paragraph for paragraph in body.iter(a("p")) if any(text.text for text in paragraph.iter(a("t")))
                ]
                self._heading(lines, sheet)
                return
            self._lists += 1
            bullets = Bullets(_styles(shape, kind, body, sheet))
            for paragraph in body.iterchildren(a("p")):
                self._text(paragraph, bullets, sheet.relations)

    def _heading(self, lines: list[Element], sheet: Sheet) -> None:
        """A title is one heading, in however many lines it is set."""
        self.builder.begin(Block("heading", 0, 0, level=sheet.titles))
        for line in lines:
            self._runs(line, sheet.relations, one_line=True)
            self.builder.text(" ")
        self.builder.end()

    def _text(self, paragraph: Element, bullets: Bullets, relations: dict[str, Relation]) -> None:
        if not any((text.text or "").strip() for text in paragraph.iter(a("t"))):
            return
        properties = paragraph.find(a("pPr"))
        level = number(properties, "lvl", 0, 8)
        bullet = bullets.next(properties, level)
        if bullet is None:
            self._paragraph(paragraph, Block("paragraph", 0, 0), relations)
            return
        if level == 0 and bullet.value == 1:
            self._lists += 1
        place = ListPlace(self._lists * 10 + level, bool(bullet.label), max(1, bullet.value))
        self._paragraph(paragraph, Block("item", 0, 0, level=level + 1, label=bullet.label, place=place), relations)

    def _paragraph(self, paragraph: Element, block: Block, relations: dict[str, Relation]) -> None:
        self.builder.begin(block)
        self._runs(paragraph, relations)
        self.builder.end()

    def _runs(self, paragraph: Element, relations: dict[str, Relation], one_line: bool = False) -> None:
        for tag, child in elements(paragraph):
            if tag == a("br"):
                self.builder.text(" ") if one_line else self.builder.line_break()
            elif tag in (a("r"), a("fld")) and not (child.get("type") or "").startswith("slidenum"):
                text = child.findtext(a("t")) or ""
                if text.strip():
                    self._marks.want(_look(child.find(a("rPr")), relations, plain=one_line))
                self.builder.text(text)
        self._marks.want(())

    # -- tables, diagrams, pictures

    def _frame(self, frame: Element, sheet: Sheet) -> None:
        table = next(frame.iter(a("tbl")), None)
        if table is not None:
            self._table(table, sheet.relations)
            return
        for line in diagram(frame, self.package, sheet.relations):
            self.builder.begin(Block("paragraph", 0, 0))
            self.builder.text(line)

    def _table(self, table: Element, relations: dict[str, Relation]) -> None:
        properties = table.find(a("tblPr"))
        headed = properties is not None and is_on(properties, "firstRow")
        rows = list(table.iterchildren(a("tr")))
        table_id = len(self.builder.tables) + 1
        before = self.builder.count
        width = 0
        for row, element in enumerate(rows):
            for column, cell in enumerate(element.iterchildren(a("tc"))):
                if column >= _WIDEST or is_on(cell, "hMerge") or is_on(cell, "vMerge"):
                    continue
                columns = max(1, number(cell, "gridSpan", 1, _WIDEST))
                span = min(max(1, number(cell, "rowSpan", 1)), len(rows) - row)
                width = max(width, column + columns)
                place = CellPlace(table_id, row, column, span, columns, headed and row == 0)
                for paragraph in cell.iter(a("p")):
                    self._paragraph(paragraph, Block("cell", 0, 0, cell=place), relations)
        if self.builder.count > before:
            self.builder.tables[table_id] = (len(rows), width)

    def _picture(self, picture: Element) -> None:
        properties = next(picture.iter(p("cNvPr")), None)
        words = described((properties.get("descr") or "") if properties is not None else "")
        if words:
            self.builder.begin(Block("paragraph", 0, 0))
            self._marks.want((("image", words),))
            self.builder.text(words)
            self._marks.want(())
            self.builder.end()


def shapes(root: Element) -> Iterator[Element]:
    """The shapes of a slide that can hold text, those in groups among them."""
    tree = root.find(f"{p('cSld')}/{p('spTree')}")
    waiting = [(tree, 0)] if tree is not None else []
    while waiting:
        parent, depth = waiting.pop()
        if parent.tag in (p("sp"), p("graphicFrame"), p("pic"), p("cxnSp")):
            yield parent
        elif depth < _DEEPEST:
            waiting.extend((child, depth + 1) for child in reversed(parent) if isinstance(child.tag, str))


def role(shape: Element) -> str:
    """What a shape is on its slide: "title", "body", "ftr"; "" when it is none of the layout's."""
    place = _placeholder(shape)
    return (place.get("type") or "body") if place is not None else ""


def _placeholder(shape: Element) -> Element | None:
    properties = next(shape.iter(p("nvPr")), None)
    return properties.find(p("ph")) if properties is not None else None


def _styles(shape: Element, kind: str, body: Element, sheet: Sheet) -> list[Element]:
    """The level properties that hold for a shape's text, the nearest first."""
    found = [body.find(a("lstStyle"))]
    place = _placeholder(shape)
    if place is not None and sheet.layout is not None:
        for other in shapes(sheet.layout):
            theirs = _placeholder(other)
            if theirs is not None and theirs.get("idx") == place.get("idx"):
                found.append(other.find(f"{p('txBody')}/{a('lstStyle')}"))
    if place is not None and kind not in _PLAIN and sheet.master is not None:
        found.append(sheet.master.find(f"{p('txStyles')}/{p('bodyStyle')}"))
    return [style for style in found if style is not None]


def _look(properties: Element | None, relations: dict[str, Relation], plain: bool) -> Look:
    if properties is None:
        return ()
    marks: list[Mark] = []
    click = properties.find(a("hlinkClick"))
    relation = relations.get(click.get(ID) or "") if click is not None else None
    if relation and relation.outside and (mark := link(relation.target)):
        marks.append(mark)
    if is_on(properties, "b") and not plain:
        marks.append(("strong", ""))
    if is_on(properties, "i"):
        marks.append(("emphasis", ""))
    if properties.get("u", "none") != "none" and not marks[:1]:
        marks.append(("underline", ""))
    if properties.get("strike", "noStrike") != "noStrike":
        marks.append(("strike", ""))
    height = properties.get("baseline") or "0"
    if height not in ("0", "0%"):
        marks.append(("subscript" if height.startswith("-") else "superscript", ""))
    return tuple(marks)
