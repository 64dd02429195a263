"""Where the pages, slides or sheets of a brief begin in its text, and what is written there."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from briefreader.text.document import Document, Page
from briefreader.ui import wording


class PageMark(NamedTuple):
    """Page `label` begins at `offset`, `opens` telling whether a block does; `about` says how it was read, "" when
    there is nothing to say."""

    offset: int
    label: str
    opens: bool
    about: str = ""


class PageMarks:
    """The pages of `document` that have text, in order."""

    def __init__(self, document: Document) -> None:
        self._marks = [
            PageMark(
                page.start,
                "" if _is_title(document, page) else wording.page(page.label, document.unit),
                (block := document.block_at(page.start)) is not None and block.start == page.start,
                _about(page.state, page.confidence),
            )
            for page in document.paging
            if page.end > page.start and page.label
        ]
        self._starts = [mark.offset for mark in self._marks]
        self.are_wide = document.unit != "page"  # slides and sheets have names, too long for a margin

    def within(self, start: int, end: int) -> list[PageMark]:
        """Those that begin from code point `start` to `end`, both included."""
        return self._marks[bisect_left(self._starts, start) : bisect_left(self._starts, end + 1)]


def _is_title(document: Document, page: Page) -> bool:
    """Whether the name of a sheet or slide stands above it as a heading."""
    block = document.block_at(page.start)
    if document.unit == "page" or block is None or block.kind != "heading":
        return False
    return document.text[block.start : block.end].strip() == page.label.strip()


def _about(state: str, confidence: float | None) -> str:
    if state != "recognised":
        return ""
    return "recognised" if confidence is None else f"recognised, {confidence:.0f} %"
