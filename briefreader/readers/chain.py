"""Several documents made one: the parts of a mail, the chapters of a book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefreader.readers.builder import MAX_BLOCKS, TooManyBlocks
from briefreader.text.document import Block, Document, Inline, Metadata, numbered


def chained(documents: Sequence[Document]) -> Document:
    """The text of `documents` one after the other, with the metadata of the first; lists and tables stay apart,
    paragraphs are numbered through. Pages, runs and outlines are not taken over. Raises TooManyBlocks."""
    texts: list[str] = []
    blocks: list[Block] = []
    inlines: list[Inline] = []
    tables: dict[int, tuple[int, int]] = {}
    start = ids = 0
    for document in documents:
        if not document.blocks:
            continue
        if len(blocks) + len(document.blocks) > MAX_BLOCKS:
            raise TooManyBlocks
        if texts:
            start += 1
        blocks.extend(_moved(block, start, ids) for block in document.blocks)
        inlines.extend(replace(mark, start=mark.start + start, end=mark.end + start) for mark in document.inlines)
        tables.update((table + ids, size) for table, size in document.tables.items())
        texts.append(document.text)
        start += len(document.text)
        ids = max((ids, *tables, *_lists(blocks[-len(document.blocks) :])))
    metadata = documents[0].metadata if documents else Metadata()
    return Document("\n".join(texts), numbered(blocks), tuple(inlines), tables, metadata)


def with_levels(document: Document, below: int) -> Document:
    """`document` with every heading `below` levels lower."""
    blocks = (
        replace(block, level=min(6, block.level + below)) if block.kind == "heading" else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def _moved(block: Block, start: int, ids: int) -> Block:
    place = replace(block.place, list_id=block.place.list_id + ids) if block.place else None
    cell = replace(block.cell, table=block.cell.table + ids) if block.cell else None
    return replace(block, start=block.start + start, end=block.end + start, place=place, cell=cell)


def _lists(blocks: Iterable[Block]) -> list[int]:
    return [block.place.list_id for block in blocks if block.place]
