"""The reader of books: their pages in order as one text, with the contents as outline and the printed pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from briefreader.errors import ReadError
from briefreader.readers.about import About, complete
from briefreader.readers.archive import Archive
from briefreader.readers.builder import Builder
from briefreader.readers.chain import chained
from briefreader.readers.content import without_hidden
from briefreader.readers.encoding import BinaryData, decode
from briefreader.readers.epub.contents import Contents, Entry, from_ncx, from_page
from briefreader.readers.epub.package import Package, package_of
from briefreader.readers.html import declared_charset, parse
from briefreader.readers.notes import empty, tie, types
from briefreader.readers.paging import PageStart, paged
from briefreader.readers.trees import parse as parse_xml
from briefreader.readers.walker import build
from briefreader.text.document import Block, Chapter, Document

_MAX_PAGE = 32 * 1024 * 1024  # bytes of one page of a book
_MAX_TEXT = 100 * 1024 * 1024  # bytes of all of them
_TITLE_PAGES = frozenset(("titlepage", "halftitlepage", "cover", "doc-cover"))
_LONGEST_HEADING = 300  # characters
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class _Page:
    """A page of the book as a document, where the ids in it stand, and where it begins in the whole."""

    path: str
    document: Document
    places: dict[str, int]
    start: int = 0
    breaks: list[tuple[str, str]] = field(default_factory=list)  # label and id of each printed page


def read(data: bytes, name: str) -> Document:
    """The book in `data`. Raises ReadError and TooManyBlocks."""
    archive = Archive(data, name)
    package = package_of(archive, name)
    trees = _trees(archive, package)
    contents = _contents(archive, package, name)
    if len(trees) > 1:
        for path in package.contents:
            trees.pop(path, None)
    breaks = {path: _page_breaks(root) for path, root in trees.items()}
    tie(trees)
    pages = []
    for path, root in trees.items():
        builder, places = Builder(), dict[str, int]()
        build(root, builder, places)
        pages.append(_Page(path, builder.finish(), places, breaks=breaks[path]))
        root.clear()
    pages = _without_title_pages(pages, package)
    _place(pages)
    whole = chained(_levelled(pages, contents))
    whole = _paged(whole, pages, contents)
    whole = replace(whole, outline=_outline(whole, pages, contents))
    about = About(
        package.title, ", ".join(package.creators), package.date, package.language, dict(sorted(package.extra.items()))
    )
    return complete(whole, about, "epub", name)


def _trees(archive: Archive, package: Package) -> dict[str, HtmlElement]:
    """The pages that can be read, by their path; those beside the order of reading, which hold notes, come last."""
    trees: dict[str, HtmlElement] = {}
    left = _MAX_TEXT
    for path in (*package.pages, *package.beside):
        try:
            data = archive.read(path)
            text = decode(data, declared_charset(data)).text
        except (ReadError, BinaryData):
            continue  # one damaged page does not make the others unreadable
        left -= len(data)
        if len(data) > _MAX_PAGE or left < 0:
            continue
        body = parse(text).find("body")
        if body is not None:
            without_hidden(body)
            trees[path] = body
    return trees


def _contents(archive: Archive, package: Package, name: str) -> Contents:
    contents = Contents()
    try:
        if package.nav in archive:
            data = archive.read(package.nav)
            contents = from_page(parse(decode(data, declared_charset(data)).text), package.nav)
        if package.ncx in archive and not (contents.entries and contents.pages):
            older = from_ncx(parse_xml(archive.read(package.ncx).lstrip(), name, package.ncx), package.ncx)
            contents = Contents(contents.entries or older.entries, contents.pages or older.pages)
    except (ReadError, BinaryData):
        return contents  # a book without contents
    return contents


def _page_breaks(root: HtmlElement) -> list[tuple[str, str]]:
    """The label and the id of the marks of printed pages in a page, which are taken out of its text."""
    breaks = []
    for count, element in enumerate(list(root.iter())):
        if isinstance(element.tag, str) and types(element) & {"pagebreak", "doc-pagebreak"}:
            words = " ".join("".join(element.itertext()).split())
            label = element.get("title") or element.get("aria-label") or words
            key = element.get("id") or f"page-break-{count}"
            element.set("id", key)
            if len(words) <= 20:
                empty(element)
            if label:
                breaks.append((label.strip(" ."), key))
    return breaks


def _without_title_pages(pages: list[_Page], package: Package) -> list[_Page]:
    """`pages` without those that say only what the package says: the title, who wrote it, who published it."""
    said = {
        word.lower()
        for text in (package.title, package.date, *package.creators, *package.extra.values())
        for word in _WORD.findall(text)
    }
    first = [page for page in pages[:3] if all(word.lower() in said for word in _WORD.findall(page.document.text))]
    left = [page for page in pages if page not in first]
    return left if any(page.document.text for page in left) else pages


def _place(pages: list[_Page]) -> None:
    start = 0
    for page in pages:
        page.start = start
        if page.document.blocks:
            start += len(page.document.text) + 1


def _levelled(pages: list[_Page], contents: Contents) -> list[Document]:
    """The documents of `pages`, the levels of their headings as the contents have them: pages often begin anew."""
    listed: dict[str, list[Entry]] = {}
    for entry in contents.entries:
        listed.setdefault(entry.path, []).append(entry)
    named = [_headings(page, listed.get(page.path, [])) for page in pages]
    shifts = [_shift(page.document, entries) for page, entries in zip(pages, named, strict=True)]
    shift = next((shift for shift in shifts if shift is not None), 0)
    documents = []
    for page, entries, own in zip(pages, named, shifts, strict=True):
        shift = shift if own is None else own
        blocks = (_levelled_block(block, entries.get(block.start), shift) for block in page.document.blocks)
        documents.append(replace(page.document, blocks=tuple(blocks)))
    return documents


def _shift(document: Document, entries: dict[int, Entry]) -> int | None:
    """By how much the levels of a page's headings differ from the contents; None when these do not say."""
    first = next((block for block in document.blocks if block.start in entries), None)
    if first is None:
        return None
    level = entries[first.start].level
    if first.kind == "heading":
        return level - first.level
    return level + 1 - min((block.level for block in document.blocks if block.kind == "heading"), default=level + 1)


def _headings(page: _Page, entries: list[Entry]) -> dict[int, Entry]:
    """Those of `entries`, which lead to `page`, that a heading of it bears out, by where it begins."""
    found: dict[int, Entry] = {}
    for entry in entries:
        if block := _heading(page.document, page.places.get(entry.fragment, 0), entry):
            found.setdefault(block.start, entry)
    return found


def _heading(document: Document, offset: int, entry: Entry) -> Block | None:
    """The block at or right beside `offset` that says what an entry says."""
    words = _words(entry.title)
    index = document.block_index(offset)
    for place in (index, index - 1, index + 1):
        if 0 <= place < len(document.blocks):
            block = document.blocks[place]
            if block.kind in ("heading", "paragraph") and block.end - block.start <= _LONGEST_HEADING:
                said = _words(document.text[block.start : block.end])
                if words and (said == words or (block.kind == "heading" and said[-len(words) :] == words)):
                    return block
    return None


def _levelled_block(block: Block, entry: Entry | None, shift: int) -> Block:
    """A heading at its level, and a paragraph that the contents lead to by its very words as a heading."""
    if block.kind == "heading":
        return replace(block, level=max(1, min(6, block.level + shift)))
    return block if entry is None else replace(block, kind="heading", level=min(6, entry.level), paragraph=None)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _offset(pages: dict[str, _Page], entry: Entry, size: int) -> int | None:
    """Where in the whole an entry leads to; None when nowhere."""
    page = pages.get(entry.path)
    if page is None:
        return None
    place = page.places.get(entry.fragment, 0)
    if page.document.blocks and (block := _heading(page.document, place, entry)):
        place = block.start
    return min(size, page.start + place)


def _paged(whole: Document, pages: list[_Page], contents: Contents) -> Document:
    by_path = {page.path: page for page in pages}
    listed = contents.pages or [Entry(1, label, page.path, key) for page in pages for label, key in page.breaks]
    starts = [
        PageStart(entry.title, offset)
        for entry in listed
        if entry.title and (offset := _offset(by_path, entry, len(whole.text))) is not None
    ]
    return paged(whole, sorted(starts, key=lambda start: start.start))


def _outline(whole: Document, pages: list[_Page], contents: Contents) -> tuple[Chapter, ...]:
    by_path = {page.path: page for page in pages}
    return tuple(
        Chapter(entry.level, entry.title, max(0, whole.page_index(offset)), offset)
        for entry in contents.entries
        if (offset := _offset(by_path, entry, len(whole.text))) is not None
    )
