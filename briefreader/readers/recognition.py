"""Reading scanned pages with Tesseract, where it is installed; nothing else recognises, and nothing is downloaded.

Tesseract is a program of its own (Apache-2.0, in every Linux distribution; installers for Windows and macOS): it is
given a picture on its standard input and answers words with their confidence (its "tsv" output).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath
from typing import NamedTuple

from briefreader.errors import ReadError
from briefreader.readers import plain
from briefreader.readers.pdf.geometry import PageSource, Picture
from briefreader.text.document import RECOGNISED_CHARS, Block, Document, Page, ReadWord, Run, numbered
from briefreader.text.language import recognise as recognise_language

RECOGNISED = "Read from pictures of pages by Tesseract: words may be wrong. Check the page before you quote."
DOTS_PER_INCH = 300
SECONDS = 120  # for one page
_POINTS = 72
_LANGUAGES = 4  # of those installed, tried together
_FIELDS = 12
_LEAST = 50.0  # mean confidence of a paragraph that is kept
_ALONE = {"OMP_THREAD_LIMIT": "1"}  # one core is enough for what is done in the background
_AHEAD = 40  # characters of the text in which the next word is looked for: marks of lists are not in it
_WORD = "5"  # the level of a line of the table that holds a word


class PlacedWord(NamedTuple):
    """A word and its box, in points from the top left corner of its page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """What was read on page `page` (from 0): its text, paragraphs parted by a blank line, the mean confidence of its
    words, 0 to 100, and where each of them stands, in the order of the text."""

    page: int
    text: str
    confidence: float
    words: tuple[PlacedWord, ...] = ()


def is_available() -> bool:
    """Whether Tesseract is installed."""
    return shutil.which("tesseract") is not None


def read_scans(document: Document, data: bytes, name: str) -> Iterator[RecognisedPage]:
    """Each scanned page of a PDF as soon as it is read. Raises ReadError when Tesseract cannot be used."""
    program = shutil.which("tesseract")
    if program is None:
        raise ReadError(name, "Tesseract is not installed.", "Install it: apt install tesseract-ocr")
    try:
        with PageSource(data) as source:
            for number, page in enumerate(document.paging):
                if page.state == "scan" and number < source.page_count:
                    picture = source.render(number, DOTS_PER_INCH / _POINTS)
                    yield _page(number, _ask(program, picture, name))
    except ValueError as error:
        raise ReadError(name, "Its pages cannot be drawn.") from error


def with_recognised(document: Document, pages: Iterable[RecognisedPage], name: str) -> Document:
    """`document` with what was read on its scanned pages in its place; such a page is "recognised" even where nothing
    could be read on it."""
    found = {page.page: page for page in pages}
    read = {number: plain.read_text(page.text, name) for number, page in found.items() if page.text}
    merger = _Merger(document)
    for number, page in enumerate(document.paging):
        merger.take_over(number)
        if number in read:
            merger.put_in(read[number], page.label, number, found[number].words)
        if number in found:
            merger.mark(number, found[number].confidence)
        else:
            merger.pass_over(number)
    merged = merger.finish()
    about = next(iter(read.values())).metadata if not document.text and read else merged.metadata
    stem = PurePath(name).stem
    title = about.title if merged.metadata.title in ("", stem) else merged.metadata.title
    extra = {key: value for key, value in merged.metadata.extra.items() if key != "notice"} | {"notice": RECOGNISED}
    known = replace(merged.metadata, title=title, date=merged.metadata.date or about.date, extra=extra)
    return replace(merged, metadata=known)


class _Merger:
    """Puts documents between the pages of another, block after block; offsets follow their blocks."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._texts: list[str] = []
        self._blocks: list[Block] = []
        self._size = -1  # of the text so far; the first block has no line end before it
        self._shifts: list[int] = []  # of each block taken over
        self._tables = dict(document.tables)
        self._put: dict[int, tuple[int, int]] = {}  # where the text put in on a page begins and ends
        self._trust: dict[int, float] = {}
        self._empty: dict[int, int] = {}
        self._fresh = (self._size, self._size)
        self._runs: list[Run] = []
        self._words: list[ReadWord] = []

    def take_over(self, number: int) -> None:
        """The blocks that begin on a page, or before the first."""
        blocks = self._document.blocks
        self._fresh = (-1, -1)
        while len(self._shifts) < len(blocks):
            block = blocks[len(self._shifts)]
            if self._document.page_index(block.start) > number:
                return
            start = self._add(self._document.text[block.start : block.end])
            self._shifts.append(start - block.start)
            self._blocks.append(replace(block, start=start, end=start + block.end - block.start))

    def put_in(self, read: Document, label: str, number: int, words: Iterable[PlacedWord]) -> None:
        """The blocks read on page `number`."""
        tables, lists = max(self._tables, default=0) + 1, len(self._blocks) + 1
        first = -1
        shifts: list[int] = []
        for block in read.blocks:
            start = self._add(read.text[block.start : block.end])
            first = start if first < 0 else first
            place = replace(block.place, list_id=block.place.list_id + lists) if block.place else None
            cell = replace(block.cell, table=block.cell.table + tables) if block.cell else None
            end = start + block.end - block.start
            self._blocks.append(replace(block, start=start, end=end, page=label, place=place, cell=cell))
            shifts.append(start - block.start)
        self._place(read, shifts, number, words)
        self._tables.update({table + tables: size for table, size in read.tables.items()})
        self._fresh = (max(0, first), max(0, self._size))

    def _place(self, read: Document, shifts: list[int], page: int, words: Iterable[PlacedWord]) -> None:
        """Tie the words of the text to where they stand; one that the text has otherwise stands nowhere."""
        at, char = 0, RECOGNISED_CHARS
        for word in words:
            start = read.text.find(word.text, at, at + _AHEAD + len(word.text))
            end = char + len(word.text)
            if start >= 0:
                at = start + len(word.text)
                shift = shifts[read.block_index(start)]
                self._tie(Run(start + shift, at + shift, page, char))
                self._words.append(ReadWord(page, char, end, *word[1:]))
            char = end + 1

    def _tie(self, run: Run) -> None:
        """Words with one space between them in text and page are one run, so that a passage is marked without gaps."""
        last = self._runs[-1] if self._runs else None
        if (
            last is not None
            and (last.page, last.end + 1) == (run.page, run.start)
            and run.char - last.char == run.start - last.start
        ):
            self._runs[-1] = last._replace(end=run.end)
        else:
            self._runs.append(run)

    def pass_over(self, number: int) -> None:
        """Note where a page lies on which nothing begins."""
        self._empty[number] = max(0, self._size)

    def mark(self, number: int, confidence: float) -> None:
        self._trust[number] = confidence
        self._put[number] = self._fresh if self._fresh[0] >= 0 else (max(0, self._size), max(0, self._size))

    def finish(self) -> Document:
        old = self._document
        inlines = tuple(
            replace(mark, start=self._moved(mark.start), end=self._moved(mark.end - 1) + 1) for mark in old.inlines
        )
        runs = tuple(run._replace(start=self._moved(run.start), end=self._moved(run.end - 1) + 1) for run in old.runs)
        outline = tuple(chapter._replace(start=self._moved(chapter.start)) for chapter in old.outline)
        text = "\n".join(self._texts)
        about = replace(old.metadata, language=old.metadata.language or recognise_language(text))
        return replace(
            old,
            text=text,
            blocks=numbered(self._blocks),
            inlines=inlines,
            tables=self._tables,
            metadata=about,
            paging=tuple(self._pages()),
            runs=tuple(sorted((*runs, *self._runs))),
            outline=outline,
            read_words=tuple(self._words),
        )

    def _pages(self) -> Iterator[Page]:
        for number, page in enumerate(self._document.paging):
            start, end = self._moved(page.start), self._moved(page.end)
            if number in self._put:
                first, last = self._put[number]
                start = start if page.end > page.start else first
                yield page._replace(
                    start=start, end=max(start, last), state="recognised", confidence=self._trust[number]
                )
            elif page.end <= page.start:
                yield page._replace(start=self._empty[number], end=self._empty[number])
            else:
                yield page._replace(start=start, end=max(start, end))

    def _moved(self, offset: int) -> int:
        if not self._shifts:
            return offset
        index = self._document.block_index(min(offset, max(0, len(self._document.text) - 1)))
        return offset + self._shifts[index]

    def _add(self, text: str) -> int:
        start = self._size + 1
        self._texts.append(text)
        self._size = start + len(text)
        return start


def _page(number: int, table: str) -> RecognisedPage:
    """The words of Tesseract's table, line by line, paragraph by paragraph."""
    paragraphs: dict[tuple[str, str], dict[str, list[PlacedWord]]] = {}
    trust: dict[tuple[str, str], list[float]] = {}
    for row in table.splitlines()[1:]:
        fields = row.split("\t", _FIELDS - 1)
        if len(fields) < _FIELDS or fields[0] != _WORD or not fields[11].strip():
            continue
        key = (fields[2], fields[3])
        paragraphs.setdefault(key, {}).setdefault(fields[4], []).append(_placed(fields))
        trust.setdefault(key, []).append(max(0.0, float(fields[10])))
    kept = [key for key in paragraphs if sum(trust[key]) >= _LEAST * len(trust[key])]  # the rest are stains and seals
    trusted = [value for key in kept for value in trust[key]]
    lines = [[[word.text for word in line] for line in paragraphs[key].values()] for key in kept]
    text = "\n\n".join("\n".join(map(" ".join, paragraph)) for paragraph in lines)
    words = tuple(word for key in kept for line in paragraphs[key].values() for word in line)
    return RecognisedPage(number, text, round(sum(trusted) / len(trusted), 1) if trusted else 0.0, words)


def _placed(fields: list[str]) -> PlacedWord:
    left, top, width, height = (_POINTS * float(field) / DOTS_PER_INCH for field in fields[6:10])
    sides = (round(side, 2) for side in (left, top, left + width, top + height))
    return PlacedWord(fields[11].strip(), *sides)


def _ask(program: str, picture: Picture, name: str) -> str:
    """Tesseract's table of one picture. Raises ReadError."""
    rows = bytearray(picture.width * picture.height)
    data = picture.data
    for row in range(picture.height):  # of the four bytes of a pixel, the green one: a scan is grey
        line = data[row * picture.stride : row * picture.stride + 4 * picture.width]
        rows[row * picture.width : (row + 1) * picture.width] = line[1::4]
    image = b"P5 %d %d 255\n" % (picture.width, picture.height) + bytes(rows)
    command = [program, "stdin", "stdout", "--dpi", str(DOTS_PER_INCH), "-l", _languages(program), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603 - the program found on the user's path
            command, input=image, capture_output=True, timeout=SECONDS, check=True, env={**os.environ, **_ALONE}
        )
    except subprocess.TimeoutExpired as error:
        raise ReadError(name, "Recognising a page took too long.") from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise ReadError(name, "Tesseract could not read its pages.", "See whether it works by itself.") from error
    return done.stdout.decode("utf-8", "replace")


@cache
def _languages(program: str) -> str:
    """The languages installed, English first, as Tesseract takes them."""
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=10, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return "eng"
    there = [line.strip() for line in listed.stdout.decode("utf-8", "replace").splitlines()[1:]]
    usable = sorted((one for one in there if one and one != "osd"), key=lambda one: (one != "eng", one))
    return "+".join(usable[:_LANGUAGES]) or "eng"
