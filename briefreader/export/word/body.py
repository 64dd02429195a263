"""Paragraphs and tables of a report as elements of a Word document."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml.etree import _Element

from briefreader.export.flow import Grid, Item, Paragraph, Piece
from briefreader.export.word.footnotes import Footnotes
from briefreader.export.word.markup import anchor, bookmark, element, link, run
from briefreader.export.word.styles import Styles

_TWENTIETHS = 9_000  # the width of a table, in twentieths of a point
_SHARES = {3: (0.3, 0.56, 0.14)}


class Body:
    """Writes items in the styles of a document. `first` is the first number a bookmark may have."""

    def __init__(self, document: WordDocument, styles: Styles, footnotes: Footnotes, first: int) -> None:
        self._part = document.part
        self._styles = styles
        self._footnotes = footnotes
        self._bookmarks = itertools.count(first)

    def elements(self, items: Iterable[Item]) -> list[_Element]:
        made: list[_Element] = []
        found = list(items)
        for item, following in itertools.zip_longest(found, found[1:]):
            if isinstance(item, Grid):
                made += self._table(item)
            else:
                made.append(self._paragraph(item, isinstance(following, Paragraph) and following.follows))
        return made

    def _paragraph(self, item: Paragraph, followed: bool) -> _Element:
        rtl = item.direction == "rtl"
        properties = [element("pStyle", val=self._styles.of(item))]
        if followed:
            properties.append(element("keepNext"))
        if rtl:
            properties.append(element("bidi"))
        number = self._numbering(item)
        words = [] if number is None else [number]
        for before, piece in zip((None, *item.pieces), item.pieces, strict=False):
            if before is not None and before.note and piece.note:
                words.append(run(", ", style=self._styles.reference))
            if piece.text:
                words.append(self._piece(piece, item, rtl))
        if item.key:
            start, end = bookmark(next(self._bookmarks), anchor(item.key))
            words = [start, *words, end]
        return element("p", (element("pPr", tuple(properties)), *words))

    def _numbering(self, item: Paragraph) -> _Element | None:
        """A number as text, where no style of the document counts."""
        if item.kind == "source":
            return element("r", (*run(f"[{item.number}]"), element("tab")))
        if item.kind == "point" and not self._styles.numbers_points:
            return element("r", (*run(f"{item.number}."), element("tab")))
        if item.kind == "remark" and not self._styles.bullets:
            return element("r", (*run("•"), element("tab")))
        return None

    def _piece(self, piece: Piece, item: Paragraph, rtl: bool) -> _Element:
        if piece.note:
            return self._footnotes.mark(piece.note)
        foreign = item.language if item.kind == "quote" else ""
        made = run(piece.text, piece.look, language=foreign, rtl=rtl)
        if piece.target:
            return link(piece.target, made)
        return self._outward(piece.address, made) if piece.address else made

    def _outward(self, address: str, content: _Element) -> _Element:
        """A link out of the document."""
        made = element("hyperlink", (content,), history="1")
        made.set(qn("r:id"), self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return made

    def _table(self, grid: Grid) -> list[_Element]:
        count = len(grid.columns)
        shares = _SHARES.get(count, (1 / count,) * count)
        widths = [str(round(_TWENTIETHS * share)) for share in shares]
        style = self._styles.table()
        head = (element("tblStyle", val=style),) if style else ()
        table = element(
            "tbl",
            (
                element("tblPr", (*head, element("tblW", w=str(_TWENTIETHS), type="dxa"))),
                element("tblGrid", tuple(element("gridCol", w=width) for width in widths)),
                self._row(grid.columns, widths, heading=True),
                *(self._row(row, widths) for row in grid.rows),
            ),
        )
        return [table, element("p")]

    def _row(self, cells: Iterable[str], widths: Iterable[str], *, heading: bool = False) -> _Element:
        properties = [element("cantSplit"), *([element("tblHeader")] if heading else [])]
        made = tuple(self._cells(cells, widths, heading))
        return element("tr", (element("trPr", tuple(properties)), *made))

    def _cells(self, cells: Iterable[str], widths: Iterable[str], heading: bool) -> Iterator[_Element]:
        for text, width in zip(cells, widths, strict=True):
            words = (run(text, "strong" if heading else ""),) if text else ()
            head = element("tcPr", (element("tcW", w=width, type="dxa"),))
            yield element("tc", (head, element("p", words)))
