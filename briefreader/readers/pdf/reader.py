"""Reads a PDF: pages to lines, heads and feet and notes taken out, lines to paragraphs, paragraphs to the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from briefreader.errors import ReadError
from briefreader.readers.pdf import chars, engine
from briefreader.readers.pdf.assembly import Assembly, Spelling, Strip, strip_of
from briefreader.readers.pdf.furniture import take_out
from briefreader.readers.pdf.headings import folded, settle_headings
from briefreader.readers.pdf.labels import page_labels
from briefreader.readers.pdf.lines import Line, grid_line, line_of, lines_of
from briefreader.readers.pdf.lists import settle_lists
from briefreader.readers.pdf.notes import Note, take_notes
from briefreader.readers.pdf.order import in_reading_order
from briefreader.readers.pdf.paragraphs import Para, add_line, body_size, limits_of, measured
from briefreader.readers.pdf.rules import Grid, may_hold_table, take_grids
from briefreader.readers.pdf.saying import described
from briefreader.readers.pdf.tables import Table, with_tables
from briefreader.text.document import Block, Chapter, Document, Page, PageState, numbered

_FEW_WORDS = 8  # on a page that is one picture: a stamp, not its text
SCAN = (
    "It is a scan: pictures of pages without text. They are recognised if Tesseract is installed "
    "(apt install tesseract-ocr)."
)
SOME_SCANS = "Some of its pages are pictures without text."


class _Pages(NamedTuple):
    lines: list[list[Line]]
    sizes: list[tuple[float, float]]
    states: list[PageState]


def read(data: bytes, name: str) -> Document:
    """The brief in the PDF `data`. Raises ReadError and TooManyBlocks.

    A PDF without any text gives a document with empty text and a notice, its pages counted as scans.
    """
    with engine.opened(data, name) as pdf:
        count = len(pdf)
        if count > engine.MAX_PAGES:
            raise ReadError(
                name, f"It has {count:,} pages.", f"BriefReader reads up to {engine.MAX_PAGES:,}: split it."
            )
        pages = _loaded(pdf, count)
        properties = engine.properties(pdf)
        declared = engine.declared_labels(pdf, count)
        bookmarks = engine.bookmarks(pdf)
    furniture = take_out(pages.lines, pages.sizes)
    edges = [[*head, *foot] for head, foot in zip(furniture.heads, furniture.feet, strict=True)]
    labels = page_labels(declared, edges)
    flow, notes, paras = _paragraphs(pages, bookmarks)
    document = _document(paras, notes, Spelling(flow), labels, pages.states, bookmarks)
    document = described(document, paras, furniture, properties, name)
    scans = pages.states.count("scan")
    if scans:
        notice = SCAN if scans == count or not document.text else SOME_SCANS
        extra = {**document.metadata.extra, "notice": notice}
        document = replace(document, metadata=replace(document.metadata, extra=extra))
    elif not document.text:
        raise ReadError(name, "There is no text in it, nor a picture of one.")
    return document


def _loaded(pdf: Any, count: int) -> _Pages:
    """The lines of every page."""
    pages = _Pages([], [], [])
    reader = chars.Reader()
    words: list[chars.Word]
    grids: list[Grid]
    for index in range(count):
        sheet, scanned, words, grids = chars.Sheet(index, 612.0, 792.0), False, [], []
        with engine.loaded(pdf, index) as (page, text):
            if page is not None:
                sheet = reader.sheet(page, text, index)
                words = sheet.words
                scanned = len(words) < _FEW_WORDS and engine.is_picture(page, bool(words))
                if sheet.frame and not sheet.turned and may_hold_table(words):
                    words, grids = take_grids(page, sheet.frame, words)
        pages.lines.append(_lines(words, grids, index))
        pages.sizes.append((sheet.width, sheet.height))
        pages.states.append("scan" if scanned else "text")
    return pages


def _lines(words: list[chars.Word], grids: list[Grid], page: int) -> list[Line]:
    """The lines of a page in the order of the file; each drawn table is one among them."""
    lines = lines_of(words, page)
    for grid in grids:
        first = min(word.char for cell in grid.cells for word in cell.words)
        before = sum(line.words[0].char < first for line in lines)
        lines.insert(before, grid_line(grid, page, 0))
    for order, line in enumerate(lines):
        line.order = order
    return lines


def _paragraphs(pages: _Pages, bookmarks: Sequence[engine.Bookmark]) -> tuple[list[Line], list[Note], list[Para]]:
    """All lines of the text, the footnotes, and the paragraphs with what they are."""
    ordered = [in_reading_order(lines, size[0]) for lines, size in zip(pages.lines, pages.sizes, strict=True)]
    body = body_size(ordered)
    notes: list[Note] = []
    flow: list[Line] = []
    texts: list[list[Line]] = []
    running: Note | None = None
    for lines in ordered:
        kept, found = take_notes(lines, body, running)
        if kept:
            kept[0].leads = True
        if found and not found[0].label and notes:
            notes[-1].lines.extend(found.pop(0).lines)
            running = notes[-1]
        notes.extend(found)
        running = found[-1] if found else (running if not kept else None)
        texts.append(kept)
        flow.extend(kept)
    measures = measured(texts, body)
    limits = limits_of(flow, measures)
    paras: list[Para] = []
    for lines in texts:
        for part in with_tables(lines):
            if isinstance(part, Table):
                paras.append(Para(part.lines, cells=part.cells))
            else:
                add_line(paras, part, measures, limits)
    settle_headings(paras, measures, bookmarks)
    settle_lists(paras, measures)
    return [*flow, *(line for note in notes for line in note.lines)], notes, paras


def _document(
    paras: Sequence[Para], notes: Sequence[Note], spelling: Spelling, labels: list[str], states: list[PageState],
    bookmarks: Sequence[engine.Bookmark],
) -> Document:  # fmt: skip
    """The document of `paras`, each page's footnotes behind the paragraphs that begin on it."""
    assembly = Assembly()
    known = frozenset(note.label for note in notes)
    waiting = list(reversed(notes))
    starts: dict[int, int] = {}
    headings: list[tuple[int, str, int]] = []
    for para in paras:
        while waiting and waiting[-1].page < para.first.page:
            _add_note(assembly, waiting.pop(), spelling, labels)
        at = len(assembly.runs)
        if para.cells is not None:
            _add_table(assembly, para, spelling, known, labels)
        else:
            assembly.add(_block(para, labels), _strip(para, spelling, known))
        for run in assembly.runs[at:]:
            starts.setdefault(run.page, run.start)
        if para.kind == "heading" and assembly.blocks:
            headings.append((para.first.page, folded(para.text), assembly.blocks[-1].start))
    while waiting:
        _add_note(assembly, waiting.pop(), spelling, labels)
    for run in assembly.runs:
        starts.setdefault(run.page, run.start)
    text = assembly.text
    inlines = tuple(sorted(assembly.inlines, key=lambda mark: (mark.start, -mark.end)))
    paging = _paging(labels, states, starts, len(text))
    return Document(
        text, numbered(assembly.blocks), inlines, assembly.tables, pages=len(labels), paging=paging,
        runs=tuple(assembly.runs), outline=_outline(bookmarks, headings, paging),
    )  # fmt: skip


def _strip(para: Para, spelling: Spelling, known: frozenset[str]) -> Strip:
    lines = para.lines
    opening = para.opening
    if para.kind == "item" and opening and opening.bullet and len(lines[0].words) > opening.words:
        lines = [line_of(lines[0].words[opening.words :], lines[0].page, lines[0].order), *lines[1:]]
    return strip_of(lines, para.seams, spelling, known)


def _block(para: Para, labels: list[str]) -> Block:
    return Block(
        para.kind, 0, 0, level=para.level, page=labels[para.first.page], label=para.label, quote=para.quote,
        place=para.place,
    )  # fmt: skip


def _add_table(assembly: Assembly, para: Para, spelling: Spelling, known: frozenset[str], labels: list[str]) -> None:
    table = len(assembly.tables) + 1
    cells = para.cells or []
    for place, lines in cells:
        strip = strip_of(lines, ["join"] * (len(lines) - 1), spelling, known) if lines else Strip()
        header = place.row == 0 and any(line.style.bold for line in lines)
        cell = replace(place, table=table, header=header)
        assembly.add(Block("cell", 0, 0, page=labels[para.first.page], cell=cell), strip)
    rows = max((place.row + place.row_span for place, _ in cells), default=0)
    columns = max((place.column + place.column_span for place, _ in cells), default=0)
    assembly.tables[table] = (rows, columns)


def _add_note(assembly: Assembly, note: Note, spelling: Spelling, labels: list[str]) -> None:
    strip = strip_of(note.lines, ["join"] * (len(note.lines) - 1), spelling, frozenset()) if note.lines else Strip()
    assembly.add(Block("footnote", 0, 0, page=labels[note.page], label=note.label), strip)


def _paging(labels: list[str], states: list[PageState], starts: dict[int, int], end: int) -> tuple[Page, ...]:
    """The pages and the part of the text that begins on each; a page without text stands where the next begins."""
    places = [starts.get(page, -1) for page in range(len(labels))]
    follower = end
    for page in range(len(places) - 1, -1, -1):
        places[page] = follower if places[page] < 0 else min(places[page], follower)
        follower = places[page]
    ends = [*places[1:], end]
    return tuple(Page(*parts) for parts in zip(labels, places, ends, states, strict=True))


def _outline(
    bookmarks: Sequence[engine.Bookmark], headings: Sequence[tuple[int, str, int]], paging: Sequence[Page]
) -> tuple[Chapter, ...]:
    """The outline, each entry leading to its heading when the page has it, else to the page's text."""
    places: dict[int, list[tuple[str, int]]] = {}
    for page, title, start in headings:
        places.setdefault(page, []).append((title, start))
    chapters: list[Chapter] = []
    for mark in bookmarks:
        if not 0 <= mark.page < len(paging):
            continue
        wanted = folded(mark.title)
        start = paging[mark.page].start
        for title, place in places.get(mark.page, ()):
            if wanted and (title.startswith(wanted) or wanted.startswith(title)):
                start = place
                break
        chapters.append(Chapter(mark.level, mark.title, mark.page, start))
    return tuple(chapters)
