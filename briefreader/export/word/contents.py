"""The table of contents: a field that Word computes, filled with the headings until it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element

from briefreader.export.flow import Item, Paragraph
from briefreader.export.tree import Report
from briefreader.export.word.markup import element, field_part, instruction, link, run
from briefreader.export.word.styles import Styles

_DEEPEST = 2
_FROM = 4  # sections: a shorter report needs no table of contents


def field(report: Report, blocks: Mapping[str, Sequence[Item]], styles: Styles) -> list[_Element]:
    """The paragraphs of the field; none for a short report. Word puts in the page numbers when it opens the file."""
    if len(report.sections) < _FROM:
        return []
    headings = [
        item
        for items in blocks.values()
        for item in items
        if isinstance(item, Paragraph) and item.kind == "heading" and item.level <= _DEEPEST
    ]
    made: list[_Element] = []
    for index, heading in enumerate(headings):
        entry = run(heading.text)
        words = [link(heading.key, entry) if heading.key else entry]
        if index == 0:
            code = instruction(f'TOC \\o "1-{_DEEPEST}" \\h \\z \\u')
            words = [field_part("begin", dirty=True), code, field_part("separate"), *words]
        if index == len(headings) - 1:
            words.append(field_part("end"))
        style = element("pStyle", val=styles.id(f"toc {heading.level}"))
        made.append(element("p", (element("pPr", (style,)), *words)))
    return made


def next_bookmark(document: WordDocument) -> int:
    """A number above those of all bookmarks in the document."""
    marks = document.element.iter(qn("w:bookmarkStart"))
    numbers = [int(number) for mark in marks if (number := mark.get(qn("w:id"), "")).isdecimal()]
    return max(numbers, default=0) + 1
