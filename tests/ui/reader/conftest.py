from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from briefreader.records import FoundMention, FoundQuote, Passage
from briefreader.text.document import Block, CellPlace, Document, Inline, ListPlace, Metadata, numbered
from briefreader.text.findings import EntityType, Mention, Quote

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

Parts = list[tuple[str, dict[str, object]]]


def _compose(parts: Parts, inlines: tuple[Inline, ...] = (), title: str = "") -> Document:
    blocks, texts, offset = [], [], 0
    tables: dict[int, tuple[int, int]] = {}
    for text, attributes in parts:
        given = {"kind": "paragraph", **attributes}
        blocks.append(Block(start=offset, end=offset + len(text), **given))  # type: ignore[arg-type]
        texts.append(text)
        offset += len(text) + 1
        cell = given.get("cell")
        if isinstance(cell, CellPlace):
            rows, columns = tables.get(cell.table, (0, 0))
            tables[cell.table] = (max(rows, cell.row + 1), max(columns, cell.column + 1))
    return Document("\n".join(texts), numbered(blocks), inlines, tables, Metadata(title=title))


@pytest.fixture(scope="session")
def compose() -> Callable[..., Document]:
    """A document of (text, attributes of the block) pairs."""
    return _compose


@pytest.fixture(scope="session")
def mixed() -> Document:
    """One of everything: heading, list, table, quotation, code, footnote, astral letters, two directions."""
    cell = [CellPlace(1, row, column, header=row == 0) for row in range(3) for column in range(2)]
    parts: Parts = [
        ("The ferry question 🚢 settled", {"kind": "heading", "level": 1}),
        ("Orla Venn said 👩🏽‍💻 that “no ferry 𝔸 will sail before May”, and\nleft the room.", {}),
        ("A point", {"kind": "item", "level": 1, "place": ListPlace(1, True, 1)}),
        ("A point below it", {"kind": "item", "level": 2, "place": ListPlace(2, False, 1)}),
        ("Route", {"kind": "cell", "cell": cell[0]}),
        ("Cost 💶", {"kind": "cell", "cell": cell[1]}),
        ("Nordby to Sund", {"kind": "cell", "cell": cell[2]}),
        ("400", {"kind": "cell", "cell": cell[3]}),
        ("Sund to Ellhaven", {"kind": "cell", "cell": cell[4]}),
        ("قالت الوزيرة ليلى إن السفينة 'Aurora' لن تبحر 🚢 قبل مايو", {}),
        ("渡し船は五月まで出航しないと大臣は述べた。", {}),
        ("A quoted paragraph that stands by itself.", {"quote": 1}),
        ("if tide:\n    wait()", {"kind": "code"}),
        ("", {"kind": "rule"}),
        ("See the tide tables.", {"kind": "footnote", "label": "1"}),
    ]
    return _compose(
        parts, (Inline(0, 3, "emphasis"), Inline(35, 60, "strong"), Inline(50, 55, "link", "https://x.test"))
    )


@pytest.fixture(scope="session")
def long() -> Document:
    """Two hundred numbered paragraphs under a heading."""
    parts: Parts = [("The long account", {"kind": "heading", "level": 1})]
    words = "The council of Ellhaven met again and talked of ferries, tides, tolls and the price of rope. "
    parts += [(f"Paragraph {number}. " + words * (1 + number % 4), {}) for number in range(1, 201)]
    return _compose(parts)


@pytest.fixture(scope="session")
def mention() -> Callable[..., FoundMention]:
    def make(document: Document, text: str, type_: EntityType = "person") -> FoundMention:
        start = document.text.index(text)
        return FoundMention(text, "b", Mention(start, start + len(text), text, type_, text, "rule"))

    return make


@pytest.fixture(scope="session")
def quote() -> Callable[..., FoundQuote]:
    def make(document: Document, text: str, speaker: str | None = "Orla Venn", **more: object) -> FoundQuote:
        start = document.text.index(text)
        given: dict[str, object] = {"kind": "speech", "attribution": "explicit" if speaker else "none", **more}
        return FoundQuote(text, "b", Quote(start, start + len(text), text, speaker=speaker, **given), 1, None)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def passage() -> Callable[..., Passage]:
    def make(
        document: Document, start: int, end: int, *tags: str, note: str = "", status: str = "exact", name: str = ""
    ) -> Passage:
        exact = document.text[start:end]
        return Passage(
            name or f"{start}-{end}", "b", start, end, exact, tags, note, status, 1, None, (), "", "", ""  # type: ignore[arg-type]
        )  # fmt: skip

    return make
