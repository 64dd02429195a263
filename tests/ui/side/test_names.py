from __future__ import annotations

from typing import get_args

from briefreader.records import FoundMention
from briefreader.text.findings import EntityType, Mention
from briefreader.ui.side.names import as_rows, grouped


def mention(start: int, text: str, type_: EntityType, name: str = "") -> FoundMention:
    return FoundMention(f"m{start}", "b", Mention(start, start + len(text), text, type_, name or text, "rule"))


MENTIONS = [
    mention(0, "Norway", "country"),
    mention(10, "Okonjo", "person", "Mara Okonjo"),
    mention(20, "Norway", "country"),
    mention(30, "Sudmark", "country"),
    mention(40, "Varga", "person"),
]


def test_entities_are_by_type_the_most_named_first() -> None:
    entities = grouped(MENTIONS)
    assert [(e.name, len(e.mentions)) for e in entities] == [
        ("Mara Okonjo", 1), ("Varga", 1), ("Norway", 2), ("Sudmark", 1)
    ]  # fmt: skip


def test_the_filter_knows_a_name_by_what_it_is_called_in_the_text() -> None:
    rows = as_rows(grouped(MENTIONS), "okonjo")
    assert [row.text for row in rows] == ["People", "Mara Okonjo, Person, 1 mention"]
    assert as_rows(grouped(MENTIONS), "nobody") == []


def test_every_type_has_its_place() -> None:
    many = [mention(n, f"name{n}", type_) for n, type_ in enumerate(get_args(EntityType))]
    assert sum(row.heading for row in as_rows(grouped(many))) == len(many)
