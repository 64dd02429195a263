"""What a walk over HTML keeps in mind: open lists and tables; and how it tells notes, data tables and list markers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from briefreader.text.document import BlockKind, CellPlace

_NOTE = re.compile(r"(?:^|[\s_-])(?:foot|end)notes?(?:$|[\s_-])", re.IGNORECASE)
NOTE_ID = re.compile(r"_?(?:fn|ftn|footnote|endnote|edn)[-_:]?\w{1,20}", re.IGNORECASE)
NOTE_LABEL = "data-note-label"  # what `notes.tie` sets: the label of the footnote that an element is
_NOTE_MARK = re.compile(r"[\[(]?(\d{1,3}|[*†‡§]{1,3}|[a-z])[\])]?")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class OpenList:
    """A list that is open: `number` is that of its last item."""

    list_id: int
    ordered: bool
    number: int
    style: str = ""
    fresh: bool = False  # an item has begun and has no block yet


@dataclass(slots=True)
class OpenTable:
    """A table that is open. `until[c]` is the first row in which column `c` is free of spans from above."""

    table: int
    row: int = -1
    column: int = 0
    columns: int = 0
    rows: int = 0
    until: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class State:
    quote: int = 0
    pre: int = 0
    note: int = 0
    note_label: str = ""
    kind: BlockKind = "paragraph"
    heading: int = 0
    indent: int = 0
    cell: CellPlace | None = None
    lists: list[OpenList] = field(default_factory=list)
    tables: list[OpenTable] = field(default_factory=list)


def number(value: str | None, default: int) -> int:
    """A whole number of an attribute, between 0 and a million; `default` when it is none."""
    value = (value or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 6 else default


def marker(top: OpenList) -> str:
    """What the page prints before an item, when that is not a bullet or a plain number."""
    if top.style in ("a", "A") and 1 <= top.number <= 26:
        letter = _LETTERS[top.number - 1]
    elif top.style in ("i", "I") and 1 <= top.number <= 39:
        tens, ones = divmod(top.number, 10)
        letter = "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
    else:
        return ""
    return (letter.upper() if top.style.isupper() else letter) + "."


def is_note(element: HtmlElement) -> bool:
    role = element.get("role") or ""
    return role in ("doc-footnote", "doc-endnote", "doc-endnotes") or bool(
        _NOTE.search(element.get("class") or "") and element.tag not in ("section-heading", "body", "main", "article")
    )


def is_note_mark(element: HtmlElement, target: str, words: str) -> bool:
    if not target.startswith("#") or not _NOTE_MARK.fullmatch(words):
        return False
    parent = element.getparent()
    return (
        "footnote" in (element.get("class") or "")
        or element.get("role") == "doc-noteref"
        or (parent is not None and parent.tag == "sup")
        or element.find("sup") is not None
        or bool(NOTE_ID.fullmatch(target[1:]))
    )


def is_data(table: HtmlElement) -> bool:
    """Whether a table tabulates. Pages of old are laid out with tables: those hold headings, or other tables."""
    if table.get("role") == "presentation":
        return False
    cells = 0
    for element in table.iterdescendants():
        if element.tag in ("h1", "h2", "h3", "table"):
            return False
        cells += element.tag in ("td", "th")
    return cells > 1
