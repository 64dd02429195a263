"""Builds a Document block by block: white space collapsed, marks and tables placed, empty blocks left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from briefreader.text.document import Block, Document, Inline, InlineKind, Metadata, numbered
from briefreader.text.normalize import canonical

MAX_BLOCKS = 500_000  # about 150 MB of blocks; no brief comes near

_MAX_MARKS = 40

_SPACE = re.compile("[ \t\n\f]+")


class TooManyBlocks(Exception):
    """The text falls into more blocks than a brief can have."""


@dataclass(slots=True)
class _Mark:
    kind: InlineKind
    value: str
    start: int | None = None


class Builder:
    """Collects the blocks of one text.

    `begin` opens a block (closing the one before), `text`, `raw` and `line_break` fill it, `end` closes it; a block
    without text leaves no trace. Marks opened by `open_mark` last over block ends until `close_mark`.
    """

    def __init__(self) -> None:
        self.tables: dict[int, tuple[int, int]] = {}
        self.size = 0
        self._texts: list[str] = []
        self._blocks: list[Block] = []
        self._inlines: list[Inline] = []
        self._marks: list[_Mark] = []
        self._excess_marks = 0
        self._block: Block | None = None
        self._parts: list[str] = []
        self._length = 0
        self._space = False
        self._new_inlines: list[Inline] = []

    @property
    def is_open(self) -> bool:
        return self._block is not None

    @property
    def count(self) -> int:
        """How many blocks are finished."""
        return len(self._blocks)

    @property
    def position(self) -> int:
        """The code point of the text at which what is added next will stand, a joining space apart."""
        return (self.size + 1 if self._blocks else 0) + self._length

    def begin(self, block: Block) -> None:
        """Open `block`; its `start` and `end` are set here."""
        self.end()
        self._block = block

    def text(self, text: str) -> None:
        """Add running text: each run of white space (no-break spaces apart) is one space."""
        text = _SPACE.sub(" ", canonical(text))
        body = text.strip(" ")
        if not body:
            self._space = self._space or bool(text)
            return
        if (self._space or text[0] == " ") and self._length and self._parts[-1][-1] != "\n":
            self._add(" ")
        for mark in self._marks:
            if mark.start is None:
                mark.start = self._length
        self._add(body)
        self._space = text[-1] == " "

    def raw(self, text: str) -> None:
        """Add text as it stands, line ends and all."""
        text = canonical(text)
        if not text:
            return
        for mark in self._marks:
            if mark.start is None:
                mark.start = self._length
        self._add(text)
        self._space = False

    def close_joined(self, text: str) -> None:
        """Add a closing mark at the last word, before any white space."""
        space, self._space = self._space, False
        self.text(text)
        self._space = space

    def line_break(self) -> None:
        """End the line within the block; a second one in a row ends the block and opens another like it."""
        self._space = False
        if self._block is None or not self._length:
            return
        if self._parts[-1][-1] != "\n":
            self._add("\n")
            return
        self.begin(self._follower(self._block))

    def open_mark(self, kind: InlineKind, value: str = "") -> None:
        """Format what follows, until `close_mark`. Marks nested deeper than anyone can read are left out."""
        if len(self._marks) < _MAX_MARKS:
            self._marks.append(_Mark(kind, value))
        else:
            self._excess_marks += 1

    def close_mark(self) -> None:
        if self._excess_marks:
            self._excess_marks -= 1
        else:
            self._finish_mark(self._marks.pop())

    def end(self) -> None:
        """Close the open block, if any."""
        block = self._block
        if block is None:
            self._space = False
            return
        for mark in self._marks:
            self._finish_mark(mark)
            mark.start = None
        text = "".join(self._parts)
        trimmed = text.strip("\n").rstrip() if block.kind == "code" else text.strip()
        if trimmed or block.kind == "rule":
            self._store(block, trimmed, len(text) - len(text.lstrip("\n" if block.kind == "code" else None)))
        self._block = None
        self._parts = []
        self._length = 0
        self._space = False
        self._new_inlines = []

    def finish(self, metadata: Metadata | None = None) -> Document:
        """The document of all blocks so far, with citation numbers."""
        self.end()
        inlines = tuple(sorted(self._inlines, key=lambda mark: (mark.start, -mark.end)))
        return Document(
            "\n".join(self._texts), numbered(self._blocks), inlines, dict(self.tables), metadata or Metadata()
        )

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _finish_mark(self, mark: _Mark) -> None:
        if mark.start is not None and mark.start < self._length:
            self._new_inlines.append(Inline(mark.start, self._length, mark.kind, mark.value))

    def _store(self, block: Block, text: str, cut: int) -> None:
        if len(self._blocks) >= MAX_BLOCKS:
            raise TooManyBlocks
        start = self.size + 1 if self._blocks else 0
        for mark in self._new_inlines:
            first, last = max(0, mark.start - cut), min(len(text), mark.end - cut)
            if first < last:
                self._inlines.append(replace(mark, start=start + first, end=start + last))
        self._blocks.append(replace(block, start=start, end=start + len(text)))
        self._texts.append(text)
        self.size = start + len(text)

    @staticmethod
    def _follower(block: Block) -> Block:
        place = replace(block.place, opens=False) if block.place else None
        return replace(block, place=place, label="")
