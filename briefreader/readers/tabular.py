"""The reader of comma-separated values, whatever they are separated by. Cells are text: a formula in one is not run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from briefreader.errors import ReadError
from briefreader.readers.encoding import BinaryData, decode
from briefreader.readers.properties import Properties
from briefreader.readers.workbook import Room, Sheet, Value, document_of
from briefreader.text.document import Document
from briefreader.text.normalize import canonical

_SEPARATORS = "\t;,|"
_SAMPLE_CHARACTERS = 64 * 1024
_SAMPLE_ROWS = 50
_WIDEST = 1000
_NUMBER = re.compile(r"[-+(]?[\d.,\s%€$£]{1,40}\)?")
_DECLARED = re.compile(r"sep=(.)\n")


def read(data: bytes, name: str) -> Document:
    """The table in `data`, as one sheet without a name. Raises ReadError, TooManyBlocks."""
    try:
        text = canonical(decode(data).text)
    except BinaryData:
        raise ReadError(name, "Its content is not text.", "Export the table anew as CSV.") from None
    separator = ""
    if declared := _DECLARED.match(text):
        separator, text = declared.group(1), text[declared.end() :]
    room = Room()
    values = list(_values(text, separator or separator_of(text), room))
    return document_of([Sheet("", values)], Properties(), "csv", name, room.notice)


def _values(text: str, separator: str, room: Room) -> Iterator[Value]:
    for row, cells in enumerate(rows(text, separator)):
        for column, cell in enumerate(cells[:_WIDEST]):
            if cell := cell.strip():
                if not room.takes(row, column):
                    return
                yield Value(row, column, cell, bool(_NUMBER.fullmatch(cell)))


def rows(text: str, separator: str) -> Iterator[list[str]]:
    """The rows of `text` (RFC 4180). A quotation mark within a bare cell is a character of it; a quoted cell without
    an end ends with the text."""
    place, size = 0, len(text)
    row: list[str] = []
    next_of = re.compile(f"[{re.escape(separator)}\n]")
    while place < size:
        if text[place] == '"':
            cell, place = _quoted(text, place + 1)
            end = next_of.search(text, place)
            stop = end.start() if end else size
            cell += text[place:stop].strip()
        else:
            end = next_of.search(text, place)
            stop = end.start() if end else size
            cell = text[place:stop]
        row.append(cell)
        place = stop + 1
        if stop >= size or text[stop] == "\n":
            yield row
            row = []
    if row:
        yield row


def _quoted(text: str, place: int) -> tuple[str, int]:
    """The quoted cell that begins at `place`, and where it ends, behind its mark."""
    parts: list[str] = []
    while True:
        end = text.find('"', place)
        if end < 0:
            parts.append(text[place:])
            return "".join(parts), len(text)
        parts.append(text[place:end])
        if text[end + 1 : end + 2] != '"':
            return "".join(parts), end + 1
        parts.append('"')
        place = end + 2


def separator_of(text: str) -> str:
    """What separates the cells: the sign that gives most of the first rows the same number of several cells."""
    sample = text[:_SAMPLE_CHARACTERS]
    best, most = ",", 0.0
    for separator in _SEPARATORS:
        widths: Counter[int] = Counter()
        for row in rows(sample, separator):
            widths[len(row)] += 1
            if sum(widths.values()) >= _SAMPLE_ROWS:
                break
        width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        score = count / max(1, sum(widths.values())) if width > 1 else 0.0
        if score > most:
            best, most = separator, score
    return best
