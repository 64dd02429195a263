"""Where pages, slides and sheets begin, noted while a text is built, and a document that knows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from briefreader.text.document import Document, Page, PageUnit


class PageStart(NamedTuple):
    """A page's printed label and the code point at which it begins."""

    label: str
    start: int


def paged(document: Document, starts: Sequence[PageStart], unit: PageUnit = "page") -> Document:
    """`document` with a page for each of `starts`, which are in order; the first takes all that stands before it.
    Its blocks know the page they begin on."""
    if not starts:
        return document
    size = len(document.text)
    begins = [0, *(min(start.start, size) for start in starts[1:])]
    paging = tuple(
        Page(start.label, begin, end)
        for start, begin, end in zip(starts, begins, [*begins[1:], size], strict=True)
    )  # fmt: skip
    document = replace(document, pages=len(paging), unit=unit, paging=paging)
    blocks = tuple(replace(block, page=paging[document.page_index(block.start)].label) for block in document.blocks)
    return replace(document, blocks=blocks)
