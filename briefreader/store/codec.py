"""A document's structure as bytes: compressed JSON without the text, which is stored beside it in the clear."""

from __future__ import annotations

import json
import zlib
from typing import Any

from briefreader.text.document import Block, CellPlace, Chapter, Document, Inline, ListPlace, Metadata, Page, Run


def pack(document: Document) -> bytes:
    """The structure of `document`; `unpack` with the same text gives an equal document."""
    about = document.metadata
    value = {
        "blocks": [_block_row(block) for block in document.blocks],
        "inlines": [[inline.start, inline.end, inline.kind, inline.value] for inline in document.inlines],
        "tables": [[table, *size] for table, size in document.tables.items()],
        "metadata": [about.title, about.author, about.date, about.language, about.format, dict(about.extra)],
        "pages": document.pages,
        "unit": document.unit,
        "paging": document.paging,
        "runs": document.runs,
        "outline": document.outline,
    }
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack(text: str, packed: bytes) -> Document:
    """The document whose structure `pack` made. Raises ValueError or zlib.error when the bytes are not from it."""
    value = json.loads(zlib.decompress(packed))
    title, author, date, language, form, extra = value["metadata"]
    return Document(
        text,
        tuple(_block(row) for row in value["blocks"]),
        tuple(Inline(*row) for row in value["inlines"]),
        {table: (rows, columns) for table, rows, columns in value["tables"]},
        Metadata(title, author, date, language, form, extra),
        value["pages"],
        value.get("unit", "page"),  # from here on: not in what earlier releases packed
        tuple(Page(*row) for row in value.get("paging", ())),
        tuple(Run(*row) for row in value.get("runs", ())),
        tuple(Chapter(*row) for row in value.get("outline", ())),
    )


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
