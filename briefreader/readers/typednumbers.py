"""Numbers that authors typed before paragraphs: they stay in the text, and the paragraph is known by them."""

from __future__ import annotations

from dataclasses import replace

from briefreader.readers.lines import ENUMERATOR
from briefreader.text.document import Block, Document

_KINDS = ("paragraph", "heading", "item")
_LONGEST = 24  # characters of a number with the space behind it


def with_typed_numbers(document: Document) -> Document:
    """`document` with the number that a paragraph's text begins with, "36.1" or "(a)", as its label."""
    return replace(document, blocks=tuple(_labelled(block, document.text) for block in document.blocks))


def _labelled(block: Block, text: str) -> Block:
    if block.label or block.kind not in _KINDS or (block.kind == "item" and block.place and not block.place.opens):
        return block
    match = ENUMERATOR.match(text[block.start : min(block.end, block.start + _LONGEST)])
    return replace(block, label=match.group("label")) if match else block
