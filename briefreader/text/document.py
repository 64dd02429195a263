"""One brief as the program sees it: canonical text, the blocks that cover it, and what the file says of itself.

Every leaf block (heading, paragraph, list item, table cell, ...) contributes its text; blocks are joined by one
`\\n`. A `\\n` inside a block is a line break within it. Containers (list, table, block quotation) carry no
characters of their own: they are attributes of leaf blocks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "paragraph", "item", "cell", "code", "footnote", "caption", "rule", "aside"]
InlineKind = Literal[
    "strong", "emphasis", "underline", "strike", "code", "superscript", "subscript", "link", "image", "note"
]
PageUnit = Literal["page", "slide", "sheet"]
PageState = Literal["text", "scan", "recognised"]


class Span(NamedTuple):
    """Code points `start` to `end` (exclusive) of a canonical text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A block's place in a list: which list, ordered or not, the item's number, and whether it opens the item."""

    list_id: int
    ordered: bool
    number: int
    opens: bool = True


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A block's place in a table: table id, zero-based row and column, spans, and whether it is a heading cell."""

    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A leaf block. `level` is the heading level (1 to 6) or the list depth; `quote` the depth of block quotation.

    `paragraph` is the number used in citations, counted from 1; headings, rules and captions have none, the cells
    of one table share one. `page` is the printed page label where the format has pages. `label` is the brief's own
    number ("12.", "3.4") when it prints one. An "aside" stands beside the text: a reviewer's comment, a speaker's
    notes; its `label` says whose or what it is.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    paragraph: int | None = None
    page: str | None = None
    label: str = ""
    quote: int = 0
    place: ListPlace | None = None
    cell: CellPlace | None = None


@dataclass(frozen=True, slots=True)
class Inline:
    """Formatting of a span; `value` is a link's target, an image's alternative text, or, of a note's mark, the label
    of the footnote or aside it calls."""

    start: int
    end: int
    kind: InlineKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the brief says of itself. `date` is ISO 8601 with the precision known: 2026, 2026-03 or 2026-03-12.

    `language` is an ISO 639-1 code, "" when too little text to tell. `format` is the reader's name ("text", "pdf").
    `extra` holds further front matter and headers, as strings. Keys with a meaning of their own: "marking" (a
    security or handling marking, as written), "reference" (the brief's own number, "S/2025/153"), "running head" and
    "running foot" (what was taken out of the text), "notice" (a sentence about how the file was read).
    """

    title: str = ""
    author: str = ""
    date: str = ""
    language: str = ""
    format: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


class Page(NamedTuple):
    """One page, slide or sheet: its printed label, and the code points `start` to `end` of the text that begin on it
    (empty when nothing does). A "scan" is a picture without text; a "recognised" page was one, read by character
    recognition with a mean `confidence` of 0 to 100."""

    label: str
    start: int
    end: int
    state: PageState = "text"
    confidence: float | None = None


class Run(NamedTuple):
    """Code points `start` to `end` of the text are, one to one, the characters from `char` on of page `page` (counted
    from 0) as the format's library counts them. A hyphen taken out or a line end joined begins another run."""

    start: int
    end: int
    page: int
    char: int


RECOGNISED_CHARS = 1 << 20
"""The characters of recognised words are counted from here on, apart from those a page has of its own."""


class ReadWord(NamedTuple):
    """A word that recognition has read: characters `char` to `end` of page `page` (from 0), and its box in points from
    the top left corner of the page as shown."""

    page: int
    char: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


class Chapter(NamedTuple):
    """An entry of the outline that a file brings with it: its level from 1, title, page (from 0), and the code point
    it leads to."""

    level: int
    title: str
    page: int
    start: int


@dataclass(frozen=True)
class Document:
    """A brief's canonical text and structure. `tables` maps a table's id to (rows, columns).

    `pages` counts what `unit` names, None when the format has no pages; then `paging` is empty, else it holds one
    entry for each in order. `runs`, in order of `start`, tie the text to the characters of a page view; characters
    in no run (the joins between blocks, list numbers printed anew) stand on no page. `read_words`, in order, say where
    recognised words stand on pages that are pictures.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    inlines: tuple[Inline, ...] = ()
    tables: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    metadata: Metadata = field(default_factory=Metadata)
    pages: int | None = None
    unit: PageUnit = "page"
    paging: tuple[Page, ...] = ()
    runs: tuple[Run, ...] = ()
    outline: tuple[Chapter, ...] = ()
    read_words: tuple[ReadWord, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block_index(self, offset: int) -> int:
        """The index of the block that holds `offset`; a block's final `\\n` belongs to it. -1 without blocks."""
        return max(0, bisect_right(self._starts, offset) - 1) if self.blocks else -1

    def block_at(self, offset: int) -> Block | None:
        return self.blocks[self.block_index(offset)] if self.blocks else None

    def paragraph_at(self, offset: int) -> int | None:
        """The citation number at `offset`; in a heading, that of the paragraph it leads to; else the last before."""
        if not self.blocks:
            return None
        return self._paragraphs[self.block_index(offset)]

    @cached_property
    def _paragraphs(self) -> list[int | None]:
        """For each block its citation number or the next one there is, at the end the last."""
        numbers = [block.paragraph for block in self.blocks]
        following = next((number for number in reversed(numbers) if number is not None), None)
        for index in range(len(numbers) - 1, -1, -1):
            if numbers[index] is None:
                numbers[index] = following
            else:
                following = numbers[index]
        return numbers

    @cached_property
    def _run_starts(self) -> list[int]:
        return [run.start for run in self.runs]

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.start for page in self.paging]

    def page_index(self, offset: int) -> int:
        """The index in `paging` of the page that `offset` stands on; -1 without pages.

        Runs say it exactly: a footnote stands after a paragraph that may go on over the page.
        """
        number = bisect_right(self._run_starts, offset) - 1
        if number >= 0 and offset < self.runs[number].end and self.runs[number].page < len(self.paging):
            return self.runs[number].page
        return max(0, bisect_right(self._page_starts, offset) - 1) if self.paging else -1

    def page_at(self, offset: int) -> str | None:
        """The printed label of the page, slide or sheet at `offset`."""
        if self.paging:
            return self.paging[self.page_index(offset)].label
        block = self.block_at(offset)
        return block.page if block else None

    def heading_path(self, offset: int) -> tuple[str, ...]:
        """The headings above `offset`, outermost first."""
        path: list[tuple[int, str]] = []
        for block in self.blocks[: self.block_index(offset) + 1]:
            if block.kind == "heading":
                path = [step for step in path if step[0] < block.level]
                path.append((block.level, self.text[block.start : block.end]))
        return tuple(text for _, text in path)

    @property
    def words(self) -> int:
        return len(self.text.split())


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """`blocks` with citation numbers given in order: each paragraph, item, code block and footnote its own, each
    table one; empty blocks, headings, captions, rules and asides none."""
    result: list[Block] = []
    count = 0
    table: int | None = None
    for block in blocks:
        if block.kind in ("heading", "rule", "caption", "aside") or (block.end <= block.start and block.cell is None):
            result.append(replace(block, paragraph=None))
            continue
        if block.cell is None:
            count += 1
            table = None
        elif block.cell.table != table:
            count += 1
            table = block.cell.table
        result.append(replace(block, paragraph=count))
    return tuple(result)
