"""Pieces of a plain text: blocks to be, whose kind their neighbours settle; and the document made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from briefreader.readers.builder import Builder
from briefreader.readers.lines import FIELD, ends_sentence
from briefreader.readers.titles import HeadingStyle
from briefreader.text.document import Block, BlockKind, CellPlace, Document, ListPlace

_LEVELS: dict[HeadingStyle, int] = {
    "title": 1, "section": 2, "part": 2, "capitals": 2, "numbered": 2, "words": 3, "sentence": 3,
}  # fmt: skip
_TITLE_PLACE = 3  # a title stands among the first blocks
_SHORT_ITEM = 160  # characters; numbered texts that are longer are paragraphs
_COUNT = re.compile(r"(\d{1,3})[.)]")


@dataclass(slots=True)
class Piece:
    """A block to be: `text` in full, `label` the number it begins with, `style` what makes it a heading, `number` its
    place in a numbered list. `rows` are the cells of a table."""

    kind: BlockKind
    text: str
    indent: int = 0
    label: str = ""
    quote: int = 0
    style: HeadingStyle | None = None
    number: int = 0
    rows: list[list[str]] | None = None


def document_of(pieces: list[Piece]) -> Document:
    """The document that `pieces`, in order, make. Raises TooManyBlocks."""
    pieces = _whole_again(pieces)
    _settle_headings(pieces)
    _settle_lists(pieces)
    return _built(pieces)


def _whole_again(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with each paragraph that footnotes at a page's foot have cut in two made one."""
    result: list[Piece] = []
    last: Piece | None = None  # the last piece that is not a footnote
    for piece in pieces:
        if piece.kind == "footnote":
            result.append(piece)
            continue
        if (
            last is not None
            and result[-1].kind == "footnote"
            and last.kind in ("paragraph", "item")
            and piece.kind == "paragraph"
            and not ends_sentence(last.text)
            and (piece.text[0].islower() or piece.text[0] == "(")
        ):
            last.text += ("" if last.text.endswith("-") else " ") + piece.text
            continue
        if last is not None and FIELD.fullmatch(last.text):
            piece.style = None  # "To:" and, a line below, whom
        last = piece
        result.append(piece)
    return result


def _settle_headings(pieces: list[Piece]) -> None:
    """Make headings of the candidates that lead to something; three of a kind in a row are a list of names.

    The first line of a text is its title when it looks like one.
    """
    index = 0
    if len(pieces) > 1 and pieces[0].style and pieces[0].style != "numbered":
        pieces[0].kind = "heading"
        index = 1
    while index < len(pieces):
        style = pieces[index].style
        end = index + 1
        while style and end < len(pieces) and pieces[end].style == style:
            end += 1
        if style:
            run = pieces[index:end]
            before = pieces[index - 1] if index else None
            followers = [piece for piece in pieces[end : end + 2] if piece.kind != "rule"]
            if _leads_on(style, run, before, followers):
                for piece in run[-1:] if style == "sentence" else run:
                    piece.kind = "heading"
        index = end


def _leads_on(style: HeadingStyle, run: list[Piece], before: Piece | None, followers: list[Piece]) -> bool:
    """Whether candidates are headings. A line that merely is short must stand before something longer, and never
    within a sentence that a page's end has cut."""
    if not followers or (len(run) > 2 and style not in ("title", "section")):
        return False
    if style != "sentence":
        return True
    if before is not None and before.kind == "paragraph" and len(before.text) > 60 and not ends_sentence(before.text):
        return False
    follower = followers[0]
    if follower.label or follower.kind in ("cell", "item", "code"):
        return True
    return len(follower.text) > 1.5 * len(run[-1].text)


def _settle_lists(pieces: list[Piece]) -> None:
    """Make items of short texts numbered 1, 2, 3 in a row; a number that goes on elsewhere counts paragraphs."""
    index = 0
    while index < len(pieces):
        run: list[Piece] = []
        while index < len(pieces) and _counts(pieces[index]) == len(run) + 1:
            run.append(pieces[index])
            index += 1
        if len(run) > 1 and all(len(piece.text) <= _SHORT_ITEM for piece in run):
            goes_on = any(_counts(piece) == len(run) + 1 for piece in pieces[index : index + 200])
            if not goes_on:
                for number, piece in enumerate(run, start=1):
                    piece.kind, piece.number = "item", number
                    piece.text = piece.text[len(piece.label) :].lstrip()
                    piece.label = ""
        index += not run


def _counts(piece: Piece) -> int:
    """The number a paragraph begins with; 0 when it has none."""
    match = _COUNT.fullmatch(piece.label) if piece.kind == "paragraph" else None
    return int(match.group(1)) if match else 0


def _built(pieces: list[Piece]) -> Document:
    builder = Builder()
    lists = _Lists()
    levels = _heading_levels(pieces)
    for index, piece in enumerate(pieces):
        if piece.rows:
            lists.end()
            _add_table(builder, len(builder.tables) + 1, piece.rows)
            continue
        block = Block(piece.kind, 0, 0, label=piece.label, quote=piece.quote)
        if piece.kind == "heading":
            block = replace(block, level=levels[index], quote=0)
        if piece.kind == "item":
            place = lists.place(piece)
            block = replace(block, level=lists.depth, place=place)
        elif piece.kind != "footnote":
            lists.end()
        builder.begin(block)
        builder.raw(piece.text)
    return builder.finish()


class _Lists:
    """The lists that are open, told apart by how far their items are indented."""

    def __init__(self) -> None:
        self._next_id = 1
        self._open: list[tuple[int, int, int]] = []  # indent, list id, number of the last item

    @property
    def depth(self) -> int:
        return len(self._open)

    def place(self, piece: Piece) -> ListPlace:
        while self._open and piece.indent < self._open[-1][0] - 1:
            self._open.pop()
        if not self._open or piece.indent > self._open[-1][0] + 1 or piece.number == 1:
            if piece.number == 1 and self._open and piece.indent <= self._open[-1][0] + 1:
                self._open.pop()
            self._open.append((piece.indent, self._next_id, 0))
            self._next_id += 1
        indent, list_id, number = self._open[-1]
        number = piece.number or number + 1
        self._open[-1] = (indent, list_id, number)
        return ListPlace(list_id, piece.number > 0, number)

    def end(self) -> None:
        self._open.clear()


def _heading_levels(pieces: list[Piece]) -> dict[int, int]:
    """The level of each heading by its place among `pieces`: the first, unless numbered, is the title and has 1; the
    others go by their style, without gaps."""
    rough: dict[int, int] = {}
    for index, piece in enumerate(pieces):
        if piece.kind == "heading":
            style = piece.style or "words"
            depth = piece.label.strip(".").count(".") if style == "numbered" else 0
            is_title = not rough and index <= _TITLE_PLACE and style != "numbered"
            rough[index] = 1 if is_title else _LEVELS[style] + depth
    ranks = {level: min(6, rank) for rank, level in enumerate(sorted({1, *rough.values()}), start=1)}
    return {index: ranks[level] for index, level in rough.items()}


def _add_table(builder: Builder, table: int, rows: list[list[str]]) -> None:
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            builder.begin(Block("cell", 0, 0, cell=CellPlace(table, row, column, header=row == 0)))
            builder.text(cell)
    builder.end()
    builder.tables[table] = (len(rows), max(map(len, rows)))
