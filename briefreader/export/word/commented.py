"""The text of a brief as a Word document in which the passages are comments, as Word knows them (ECMA-376, 17.13.4)."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import docx.oxml.ns
from docx.document import Document as WordDocument
from docx.shared import Pt
from lxml.etree import _Element

from briefreader.export.citation import direction, short_date, title_of
from briefreader.export.legal import plain
from briefreader.export.lines import is_certain
from briefreader.export.tree import count, shown
from briefreader.export.word import own
from briefreader.export.word.markup import element, field, run
from briefreader.export.word.saving import saved
from briefreader.export.word.styles import SOFT, Styles
from briefreader.records import Brief, Passage
from briefreader.text.document import Block, Document, Inline

_LOOKS = {"strong": ("b", "bCs"), "emphasis": ("i", "iCs"), "underline": ("u",), "strike": ("strike",)}
_RAISED = {"superscript": "superscript", "note": "superscript", "subscript": "subscript"}
_STYLES = {"item": "List Entry", "footnote": "Footnote Text", "caption": "Caption", "aside": "Report Remark"}
_TWENTIETHS = 9_000  # the width of a table, in twentieths of a point


def commented(brief: Brief, document: Document, passages: Sequence[Passage]) -> tuple[bytes, int]:
    """The bytes of the document, and how many of `passages` are comments in it; the others are listed at its
    end."""
    word = own.new()
    styles = Styles(word, own=True)
    placed = sorted((one for one in passages if is_certain(one)), key=lambda one: (one.start or 0, one.end or 0))
    _head(word, brief, len(placed))
    writer = _Text(word, styles, document, placed)
    body = word.element.body
    for made in writer.elements():
        body.insert(len(body) - 1, made)  # before the properties of the section, which close it
    lost = [one for one in passages if not is_certain(one)]
    if lost:
        word.add_heading("Passages without a certain place", level=1)
        for one in lost:
            word.add_paragraph(plain(" ".join(one.exact.split())), style="Quote")
            word.add_paragraph(plain(_words(one)), style="Body Text")
    _describe(word, brief)
    return saved(word), len(placed)


class _Text:
    """Writes the blocks of a document; a passage opens and closes between the letters it does in the text."""

    def __init__(self, word: WordDocument, styles: Styles, document: Document, passages: Sequence[Passage]) -> None:
        self._styles = styles
        self._document = document
        self._opening: dict[int, list[int]] = defaultdict(list)
        self._closing: dict[int, list[int]] = defaultdict(list)
        self._inlines: dict[int, list[Inline]] = defaultdict(list)
        for inline in document.inlines:
            for index in range(document.block_index(inline.start), document.block_index(inline.end - 1) + 1):
                self._inlines[index].append(inline)
        for one in passages:
            if one.start is None or one.end is None:
                continue
            comment = word.part._comments_part.comments.add_comment(
                plain(_words(one)), one.author, _initials(one.author)
            )
            comment._comment_elm.date = datetime.fromisoformat(one.changed)
            start, end = self._within(one.start, one.end)
            self._opening[start].append(comment.comment_id)
            self._closing[end].append(comment.comment_id)

    def elements(self) -> Iterator[_Element]:
        for table, found in itertools.groupby(enumerate(self._document.blocks), key=_table_of):
            if table is None:
                for index, block in found:
                    yield self._paragraph(index, block)
            else:
                yield self._table(table, list(found))
                yield element("p")

    def _within(self, start: int, end: int) -> tuple[int, int]:
        """A span without the joins between blocks at its ends, where nothing can be put."""
        text = self._document.text
        while start < end - 1 and text[start] == "\n":
            start += 1
        while end > start + 1 and text[end - 1] == "\n":
            end -= 1
        return start, end

    def _paragraph(self, index: int, block: Block) -> _Element:
        text = self._document.text
        rtl = direction(text[block.start : block.end]) == "rtl"
        name = f"Heading {min(max(block.level, 1), 6)}" if block.kind == "heading" else _STYLES.get(block.kind, "")
        properties = [element("pStyle", val=self._styles.id(name or ("Quote" if block.quote else "Body Text")))]
        if rtl:
            properties.append(element("bidi"))
        words = list(self._words(index, block, rtl))
        label = block.label or ("•" if block.kind == "item" and block.place and block.place.opens else "")
        if label and not text.startswith(label, block.start):
            words.insert(0, element("r", (*run(label), element("tab"))))
        return element("p", (element("pPr", tuple(properties)), *words))

    def _words(self, index: int, block: Block, rtl: bool) -> Iterator[_Element]:
        inlines = self._inlines[index]
        ends = {block.start, block.end}
        ends.update(at for at in (*self._opening, *self._closing) if block.start < at < block.end)
        ends.update(at for one in inlines for at in (one.start, one.end) if block.start < at < block.end)
        cuts = sorted(ends)
        for start, end in itertools.pairwise(cuts):
            yield from self._opened(start)
            yield from _runs(
                self._document.text[start:end], [one for one in inlines if one.start <= start and end <= one.end], rtl
            )
            yield from self._closed(end)
        if len(cuts) == 1:
            yield from self._opened(block.start)
            yield from self._closed(block.start)

    def _opened(self, at: int) -> Iterator[_Element]:
        for number in self._opening.pop(at, ()):
            yield element("commentRangeStart", id=str(number))

    def _closed(self, at: int) -> Iterator[_Element]:
        for number in self._closing.pop(at, ()):
            yield element("commentRangeEnd", id=str(number))
            yield element("r", (element("commentReference", id=str(number)),))

    def _table(self, table: int, found: Sequence[tuple[int, Block]]) -> _Element:
        rows, columns = self._document.tables.get(table, (0, 0))
        cells: dict[tuple[int, int], list[tuple[int, Block]]] = defaultdict(list)
        for index, block in found:
            if block.cell is not None:
                cells[block.cell.row, block.cell.column].append((index, block))
                rows, columns = max(rows, block.cell.row + 1), max(columns, block.cell.column + 1)
        width = str(_TWENTIETHS // max(columns, 1))
        style = self._styles.table()
        properties = (
            *((element("tblStyle", val=style),) if style else ()),
            element("tblW", w=str(_TWENTIETHS), type="dxa"),
        )
        made = element("tbl", (element("tblPr", tuple(properties)), element("tblGrid", tuple(
            element("gridCol", w=width) for _ in range(columns)))))  # fmt: skip
        for row in range(rows):
            made.append(element("tr", tuple(
                element("tc", (element("tcPr", (element("tcW", w=width, type="dxa"),)), *(
                    [self._paragraph(*one) for one in cells[row, column]] or [element("p")])))
                for column in range(columns))))  # fmt: skip
        return made


def _table_of(one: tuple[int, Block]) -> int | None:
    return one[1].cell.table if one[1].cell else None


def _runs(text: str, inlines: Iterable[Inline], rtl: bool) -> Iterator[_Element]:
    """The runs of one piece of text; a line break within it is one in Word."""
    kinds = {one.kind for one in inlines}
    for number, line in enumerate(text.split("\n")):
        if number:
            yield element("r", (element("br"),))
        if line:
            yield _formed(run(line, rtl=rtl), kinds)


def _formed(made: _Element, kinds: Iterable[str]) -> _Element:
    """A run with the looks of its inlines, in the order the schema asks for."""
    names = [name for kind in _LOOKS for name in _LOOKS[kind] if kind in kinds]
    raised = next((_RAISED[kind] for kind in kinds if kind in _RAISED), "")
    if not names and not raised:
        return made
    looks = [element(name, val="single") if name == "u" else element(name) for name in names]
    if raised:
        looks.append(element("vertAlign", val=raised))
    properties = made.find(docx.oxml.ns.qn("w:rPr"))
    if properties is None:
        properties = element("rPr")
        made.insert(0, properties)
    for number, look in enumerate(looks):
        properties.insert(number, look)
    return made


def _head(word: WordDocument, brief: Brief, placed: int) -> None:
    """What the copy is of, above each page; its number below."""
    section = word.sections[0]
    named = ", ".join(part for part in (title_of(brief), short_date(brief.date)) if part)
    line = section.header.paragraphs[0].add_run(f"{plain(named)} · text with {count(placed, 'passage')} as comments")
    line.font.size, line.font.color.rgb = Pt(9), SOFT
    foot = section.footer.paragraphs[0]
    for part in field("PAGE", "1"):
        foot._p.append(part)


def _describe(word: WordDocument, brief: Brief) -> None:
    about = word.core_properties
    about.title, about.author = plain(title_of(brief))[:255], plain(brief.author)[:255]
    about.comments, about.last_modified_by, about.revision = "", "", 1
    about.created = about.modified = datetime(1980, 1, 1, tzinfo=UTC)


def _words(passage: Passage) -> str:
    """What a comment says: the tags, how sure the statement is, the note."""
    tags = "; ".join(shown(path) for path in passage.tags)
    return "\n".join(part for part in (tags, passage.strength, passage.note.strip()) if part)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:3]).upper()
