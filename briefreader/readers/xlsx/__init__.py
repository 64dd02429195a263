"""The Excel reader: what the cells of each sheet show, at their places. Formulas show what they last came to; none is
computed. An own walk, for the library for the format opens the container itself, without bounds."""

from __future__ import annotations

import io
from collections.abc import Iterator

from lxml import etree

from briefreader.readers.opc import ID, Package, first
from briefreader.readers.properties import core
from briefreader.readers.trees import Element
from briefreader.readers.workbook import Room, Sheet, Value, document_of
from briefreader.readers.xlsx.names import number, place, s
from briefreader.readers.xlsx.values import Format, formats, shown
from briefreader.text.document import Document

_MOST_SHEETS = 500
_MOST_MERGED = 20_000
_ROW, _CELL, _VALUE, _INLINE, _TEXT, _MERGE, _PHONETIC = (
    s("row"), s("c"), s("v"), s("is"), s("t"), s("mergeCell"), s("rPh"),
)  # fmt: skip


def read(data: bytes, name: str) -> Document:
    """The brief in the Excel file `data`: each sheet, hidden ones as well, a heading and a table.

    Raises ReadError, TooManyBlocks.
    """
    package = Package(data, name)
    main = package.main("xl/workbook.xml")
    workbook = package.read(main)
    relations = package.relations(main)
    reader = _Cells(package, first(relations, "sharedStrings"), package.find(first(relations, "styles")), workbook)
    sheets: list[Sheet] = []
    for entry in list(workbook.iter(s("sheet")))[:_MOST_SHEETS]:
        relation = relations.get(entry.get(ID) or "")
        if relation and relation.kind == "worksheet" and relation.target in package:
            sheets.append(reader.sheet(" ".join((entry.get("name") or "").split()), relation.target))
    properties = core(package.find(first(package.relations(""), "core-properties")))
    return document_of(sheets, properties, "xlsx", name, reader.room.notice)


class _Cells:
    def __init__(self, package: Package, strings: str, styles: Element | None, workbook: Element) -> None:
        self.room = Room()
        self._package = package
        self._formats = formats(styles)
        properties = workbook.find(s("workbookPr"))
        self._from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self._strings: list[str] = []
        if strings in package:
            self._strings = [_string(element) for element in _elements(package.content(strings), (s("si"),))]

    def sheet(self, name: str, part: str) -> Sheet:
        values: list[Value] = []
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        self.room.begin_sheet()
        row = -1
        for element in _elements(self._package.content(part), (_ROW, _MERGE)):
            if element.tag == _ROW:
                row = max(0, number(element, "r") - 1) if element.get("r") else row + 1
                if not self._row(element, row, values):
                    break
            elif len(spans) < _MOST_MERGED:
                _merge(element.get("ref") or "", spans)
        return Sheet(name, values, spans)

    def _row(self, element: Element, row: int, values: list[Value]) -> bool:
        """Add the cells of a row; False when there is no more room."""
        column = -1
        for cell in element.iterchildren(_CELL):
            found = place(cell.get("r") or "")
            column = found[1] if found else column + 1
            text, is_number = self._text(cell)
            if text.strip():
                if not self.room.takes(row, column):
                    return False
                values.append(Value(row, column, text, is_number))
        return True

    def _text(self, cell: Element) -> tuple[str, bool]:
        """What a cell shows, and whether that is a number."""
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            inline = cell.find(_INLINE)
            return (_string(inline) if inline is not None else ""), False
        value = (cell.findtext(_VALUE) or "").strip()
        if kind == "s":
            index = int(value) if value.isascii() and value.isdigit() and len(value) < 9 else -1
            return (self._strings[index] if 0 <= index < len(self._strings) else ""), False
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value), False
        if kind in ("str", "e", "d"):
            return value, kind == "d"
        index = number(cell, "s")
        form = self._formats[index] if index < len(self._formats) else Format()
        return (shown(value, form, self._from_1904) if value else ""), bool(value)


def _elements(data: bytes, tags: tuple[str, ...]) -> Iterator[Element]:
    """The elements of `tags` in `data`, one after the other; what has been read is let go. Damage ends them."""
    parsing = etree.iterparse(
        io.BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, recover=True, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for _, element in parsing:
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError:
        return


def _string(element: Element) -> str:
    """The text of a string, without the reading aids that some scripts have."""
    return "".join(
        text.text or "" for text in element.iter(_TEXT) if (above := text.getparent()) is None or above.tag != _PHONETIC
    )


def _merge(reference: str, spans: dict[tuple[int, int], tuple[int, int]]) -> None:
    start, _, end = reference.partition(":")
    corner, opposite = place(start), place(end)
    if corner and opposite and opposite[0] >= corner[0] and opposite[1] >= corner[1]:
        spans[corner] = (min(opposite[0] - corner[0] + 1, 1000), min(opposite[1] - corner[1] + 1, 200))
