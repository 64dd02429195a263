"""Headings that an author only made bold: found where a text has fewer headings that are styled as such."""

from __future__ import annotations

from dataclasses import replace

from briefreader.text.document import Block, Document, numbered

_LONGEST = 120  # characters
_ENDS = (".", ";", ",")
_QUOTES = '"“”„‟«»‘’'
_MOST_IN_A_ROW = 2
_TITLE_LINES = 2


def with_bold_headings(document: Document) -> Document:
    """`document` with its short bold paragraphs made headings, when it has fewer headings of its own.

    Such a paragraph leads to something that is not one; three in a row are a list or a letterhead. Headings made here
    stand a level below the title.
    """
    bold = _bold(document)
    if len(bold) <= sum(block.kind == "heading" for block in document.blocks):
        return document
    blocks = list(document.blocks)
    index = 0
    while index < len(blocks):
        end = index
        while end < len(blocks) and blocks[end].start in bold:
            end += 1
        if (
            index < end < len(blocks)
            and end - index <= _MOST_IN_A_ROW
            and blocks[end].kind not in ("footnote", "aside")
        ):
            for place in range(index, end):
                blocks[place] = replace(blocks[place], kind="heading", level=2, place=None, quote=0)
        index = max(end, index + 1)
    return replace(document, blocks=numbered(blocks))


def opening(document: Document) -> str:
    """The bold lines, two at most, that a text begins with: its title when nothing else is; "" without any."""
    bold = _bold(document)
    lines: list[str] = []
    for block in document.blocks[:_TITLE_LINES]:
        if block.start not in bold:
            break
        lines.append(document.text[block.start : block.end])
    return " ".join(lines)


def _bold(document: Document) -> set[int]:
    """Where the short paragraphs begin that are bold from end to end."""
    strong = {mark.start: mark.end for mark in document.inlines if mark.kind == "strong"}
    found: set[int] = set()
    for block in document.blocks:
        if _may_lead(block) and strong.get(block.start, -1) >= block.end:
            text = document.text[block.start : block.end]
            quoted = text[0] in _QUOTES and text[-1] in _QUOTES
            if not (quoted or text.endswith(_ENDS) or "\n" in text) and any(letter.isalpha() for letter in text):
                found.add(block.start)
    return found


def _may_lead(block: Block) -> bool:
    in_text = block.kind == "paragraph" or (block.kind == "item" and bool(block.label))
    return in_text and block.end - block.start <= _LONGEST
