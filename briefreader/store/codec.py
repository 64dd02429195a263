"""A document's structure as bytes: compressed JSON without the text, which is stored beside it in the clear.

It is cut into pieces, so that a window can take up even a book of a hundred thousand blocks bit by bit.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Generator
from typing import Any, TypeVar

from briefreader.text.document import (
    Block,
    CellPlace,
    Chapter,
    Document,
    Inline,
    ListPlace,
    Metadata,
    Page,
    ReadWord,
    Run,
)

_MAGIC = b"BR2"
_LENGTH = struct.Struct("<I")
_PIECE = 500  # rows; about 2 ms to take up
T = TypeVar("T")


def pack(document: Document) -> bytes:
    """The structure of `document`; `unpack` with the same text gives an equal document."""
    about = document.metadata
    head = {
        "metadata": [about.title, about.author, about.date, about.language, about.format, dict(about.extra)],
        "pages": document.pages,
        "unit": document.unit,
        "outline": document.outline,
    }
    tables = [[table, *size] for table, size in document.tables.items()]
    inlines = [[mark.start, mark.end, mark.kind, mark.value] for mark in document.inlines]
    pieces = [_MAGIC, _piece(head)]
    blocks = [_block_row(block) for block in document.blocks]
    for rows in (blocks, inlines, tables, document.paging, document.runs, document.read_words):
        cuts = [rows[at : at + _PIECE] for at in range(0, len(rows), _PIECE)]
        pieces += [_piece(len(cuts)), *map(_piece, cuts)]
    return b"".join(pieces)


def unpack(text: str, packed: bytes) -> Document:
    """The document whose structure `pack` made. Raises ValueError, LookupError, TypeError, struct.error or zlib.error
    when the bytes are not from it."""
    steps = unpacking(text, packed)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            document: Document = end.value
            return document


def unpacking(text: str, packed: bytes) -> Generator[None, None, Document]:
    """`unpack` a piece at a time: each step takes a few milliseconds."""
    if not packed.startswith(_MAGIC):
        return _first_kind(text, packed)
    pieces = _pieces(packed)
    head = next(pieces)
    blocks = yield from _rows(pieces, _block)
    inlines = yield from _rows(pieces, lambda row: Inline(*row))
    tables = yield from _rows(pieces, lambda row: (row[0], (row[1], row[2])))
    paging = yield from _rows(pieces, lambda row: Page(*row))
    runs = yield from _rows(pieces, lambda row: Run(*row))
    words = yield from _rows(pieces, lambda row: ReadWord(*row))
    title, author, date, language, form, extra = head["metadata"]
    return Document(
        text,
        tuple(blocks),
        tuple(inlines),
        dict(tables),
        Metadata(title, author, date, language, form, extra),
        head["pages"],
        head["unit"],
        tuple(paging),
        tuple(runs),
        tuple(Chapter(*row) for row in head["outline"]),
        tuple(words),
    )


def _first_kind(text: str, packed: bytes) -> Document:
    """What was packed whole, before pages and pieces."""
    value = json.loads(zlib.decompress(packed))
    title, author, date, language, form, extra = value["metadata"]
    return Document(
        text,
        tuple(_block(row) for row in value["blocks"]),
        tuple(Inline(*row) for row in value["inlines"]),
        {table: (rows, columns) for table, rows, columns in value["tables"]},
        Metadata(title, author, date, language, form, extra),
        value["pages"],
    )


def _piece(value: object) -> bytes:
    data = zlib.compress(
        json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), 6
    )
    return _LENGTH.pack(len(data)) + data


_NONE = _piece(0)[_LENGTH.size :]


def _pieces(packed: bytes) -> Generator[Any, None, None]:
    at = len(_MAGIC)
    while at < len(packed):
        (length,) = _LENGTH.unpack_from(packed, at)
        at += _LENGTH.size
        if packed.startswith(_NONE, at):  # most documents have no notes, tables or pages
            yield 0
        else:
            yield json.loads(zlib.decompress(packed[at : at + length]).decode("utf-8", "surrogatepass"))
        at += length


def _rows(pieces: Generator[Any, None, None], make: Callable[[list[Any]], T]) -> Generator[None, None, list[T]]:
    found: list[T] = []
    for _ in range(next(pieces, 0)):  # what an earlier version did not keep is not there
        found.extend(map(make, next(pieces)))
        yield
    return found


def _block_row(block: Block) -> list[Any]:
    place, cell = block.place, block.cell
    return [
        block.kind,
        block.start,
        block.end,
        block.level,
        block.paragraph,
        block.page,
        block.label,
        block.quote,
        [place.list_id, place.ordered, place.number, place.opens] if place else None,
        [cell.table, cell.row, cell.column, cell.row_span, cell.column_span, cell.header] if cell else None,
    ]


def _block(row: list[Any]) -> Block:
    kind, start, end, level, paragraph, page, label, quote, place, cell = row
    listed, celled = ListPlace(*place) if place else None, CellPlace(*cell) if cell else None
    return Block(kind, start, end, level, paragraph, page, label, quote, listed, celled)
