"""Paragraphs and tables: what a report is made of once it is words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "text", "remark", "point", "quote", "cited", "note", "definition", "source", "about"]
Look = Literal["", "strong", "emphasis", "soft", "alarm"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one look. `target` is the key of the paragraph they lead to; a piece with a `note` is the mark of a
    source: `note` its citation in words, the text what stands for it where there are no footnotes ("[1]"). `address`
    opens a passage in the program."""

    text: str
    look: Look = ""
    target: str = ""
    note: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `key` names it for links, `level` is a heading's from 1, `number` that of a point or a source;
    `follows` tells that it belongs to the paragraph before and stays with it on the page."""

    kind: Kind
    pieces: tuple[Piece, ...]
    key: str = ""
    level: int = 0
    number: int = 0
    language: str = ""
    direction: str = "ltr"
    follows: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its headings, and rows of as many cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Item = Paragraph | Grid
