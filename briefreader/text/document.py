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

BlockKind = Literal["heading", "paragraph", "item", "cell", "code", "footnote", "caption", "rule"]
InlineKind = Literal["strong", "emphasis", "underline", "strike", "code", "superscript", "subscript", "link", "image"]


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
    number ("12.", "3.4") when it prints one.
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
    """Formatting of a span; `value` is a link's target or an image's alternative text."""

    start: int
    end: int
    kind: InlineKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the brief says of itself. `date` is ISO 8601 with the precision known: 2026, 2026-03 or 2026-03-12.

    `language` is an ISO 639-1 code, "" when too little text to tell. `format` is the reader's name ("text",
    "markdown", "html"). `extra` holds further front matter and headers, as strings.
    """

    title: str = ""
    author: str = ""
    date: str = ""
    language: str = ""
    format: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """A brief's canonical text and structure. `tables` maps a table's id to (rows, columns); `pages` is None when
    the format has no pages."""

    text: str
    blocks: tuple[Block, ...] = ()
    inlines: tuple[Inline, ...] = ()
    tables: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    metadata: Metadata = field(default_factory=Metadata)
    pages: int | None = None

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
        index = self.block_index(offset)
        for block in self.blocks[index:]:
            if block.paragraph is not None:
                return block.paragraph
        return next((b.paragraph for b in reversed(self.blocks[:index]) if b.paragraph is not None), None)

    def page_at(self, offset: int) -> str | None:
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
    table one; empty blocks, headings, captions and rules none."""
    result: list[Block] = []
    count = 0
    table: int | None = None
    for block in blocks:
        if block.kind in ("heading", "rule", "caption") or (block.end <= block.start and block.cell is None):
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
