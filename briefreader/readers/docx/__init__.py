"""The Word reader: an own walk over WordprocessingML. On 50 pages it takes a tenth of the time of the libraries, which
show neither outline levels, nor numbers as printed, nor tracked changes as accepted."""

from __future__ import annotations

from briefreader.errors import ReadError
from briefreader.readers.builder import Builder
from briefreader.readers.docx.margins import COUNTS, margins
from briefreader.readers.docx.names import w
from briefreader.readers.docx.notes import Comments, Notes
from briefreader.readers.docx.numbering import Numbering
from briefreader.readers.docx.pages import WordPages, section
from briefreader.readers.docx.runs import Part, Runs
from briefreader.readers.docx.story import Story, title_of
from briefreader.readers.docx.styles import Styles
from briefreader.readers.emphatic import with_bold_headings
from briefreader.readers.grids import Frame
from briefreader.readers.opc import Package, Relation, first
from briefreader.readers.paging import paged
from briefreader.readers.properties import core, described
from briefreader.readers.running import running
from briefreader.readers.trees import Element
from briefreader.readers.typednumbers import with_typed_numbers
from briefreader.text.document import Document


def read(data: bytes, name: str) -> Document:
    """The brief in the Word file `data`. Footnotes, endnotes and comments follow the text. It has pages when Word
    noted where they broke. Raises ReadError, TooManyBlocks."""
    return _Reader(Package(data, name)).read()


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = package.main("word/document.xml")
        body = package.read(self._main).find(w("body"))
        if body is None:
            raise ReadError(
                package.name, "It is damaged: there is no text where Word keeps it.", "Save it anew in Word."
            )
        self._body: Element = body
        self._relations = package.relations(self._main)
        self._settings = self._part("settings")
        self._styles = Styles(self._part("styles"))
        self._builder = Builder()
        said = [self._settings] if self._settings is not None else []
        said.extend(list(body.iter(w("sectPr")))[-1:])
        self._footnotes = Notes("footnote", self._part("footnotes"), said)
        self._endnotes = Notes("endnote", self._part("endnotes"), said)
        self._comments = Comments(self._part("comments"))

    def read(self) -> Document:
        numbering = Numbering(self._part("numbering"), self._styles)
        pages = WordPages(self._builder, [section(properties) for properties in self._body.iter(w("sectPr"))])
        runs = Runs(self._builder, self._refer(self._relations), self._styles, pages)
        title = title_of(self._body, runs)
        Story(runs, numbering, title).add(self._body)
        self._builder.end()
        self._add_notes(numbering)
        document = self._builder.finish()
        if pages.rendered:
            document = paged(document, pages.starts)
        document = self._described(document, _title(document) if title is not None else "")
        return with_typed_numbers(with_bold_headings(document))

    def _part(self, kind: str) -> Element | None:
        return self._package.find(first(self._relations, kind))

    def _refer(self, relations: dict[str, Relation]) -> Part:
        return Part(self._package, relations, self._footnotes, self._endnotes, self._comments)

    def _add_notes(self, numbering: Numbering) -> None:
        """Add the notes that the text calls, then the comments."""
        quiet = WordPages(Builder())  # notes stand at the foot of pages that have begun already
        for kind, notes in (("footnotes", self._footnotes), ("endnotes", self._endnotes)):
            part = self._refer(self._package.relations(first(self._relations, kind)))
            for note in notes.called:
                story = Story(Runs(self._builder, part, self._styles, quiet), numbering)
                story.add(note.element, Frame(kind="footnote", label=note.label))
        part = self._refer(self._package.relations(first(self._relations, "comments")))
        for note in self._comments.all:
            story = Story(Runs(self._builder, part, self._styles, quiet), numbering)
            story.add(note.element, Frame(kind="aside", label=note.label))

    def _described(self, document: Document, heading: str) -> Document:
        above, below = margins(self._body, self._settings, self._relations, self._lines)
        root = self._package.find(first(self._package.relations(""), "core-properties"))
        return described(document, core(root), "docx", self._package.name, heading, running(above, below))

    def _lines(self, target: str) -> list[str]:
        """The lines of a header or footer."""
        root = self._package.find(target)
        if root is None:
            return []
        builder = Builder()
        part = Part(self._package, {}, Notes("footnote", None, []), Notes("endnote", None, []), Comments(None), COUNTS)
        Story(Runs(builder, part, self._styles, WordPages(builder)), Numbering(None, self._styles)).add(root)
        return builder.finish().text.split("\n")


def _title(document: Document) -> str:
    heading = next((block for block in document.blocks if block.kind == "heading" and block.level == 1), None)
    return document.text[heading.start : heading.end] if heading else ""
