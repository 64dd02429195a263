"""Names, quotes and dates of several briefs together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefreader import analysis
from briefreader.errors import NotFound
from briefreader.jobs import run
from briefreader.service.across import Wanted, differences
from briefreader.service.library import Library

FERRY = """---
title: Ferries
date: 2026-05-20
---

The International Harbour Authority (IHA) met in Oslo on 3 May 2026. Norway paid.

"We shall wait for the ferries until the ice has gone," said Signe Thalbitzer of the harbour office.

On 7 June the International Harbour Authority will vote. Thalbitzer will not.
"""
GRAIN = """---
title: Grain
date: 2025-11-02
---

Signe Thalbitzer wrote to Norway. The IHA was founded in 1998.

"We shall wait for the ferries until the snow has gone," said Signe Thalbitzer. "Nobody asked the farmers at all,"
said Tormod Akselrud.
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setattr(analysis, "load_model", lambda: None)
    briefs = tmp_path / "briefs"
    briefs.mkdir()
    (briefs / "ferry.md").write_text(FERRY, encoding="utf-8")
    (briefs / "grain.md").write_text(GRAIN, encoding="utf-8")
    with Library.open(tmp_path / "data") as opened:
        run(opened.ingest([briefs]))
        yield opened


def test_names_are_counted_over_all_briefs(library: Library) -> None:
    names = {(name.type, name.name): name for name in library.across.names()}
    signe = names["person", "Signe Thalbitzer"]
    assert (signe.mentions, signe.briefs, signe.aliases) == (4, 2, ("Thalbitzer",))
    assert names["country", "Norway"].country == "NO"
    assert not {type_ for type_, _ in names} & {"date", "money"}
    assert [name.name for name in library.across.names("thalb", "person")] == ["Signe Thalbitzer"]
    assert library.across.names("thalb", "country") == []


def test_mentions_are_found_across_briefs_the_newest_first(library: Library) -> None:
    found = library.across.mentions("Signe Thalbitzer", "person")
    titles = [library.brief(one.brief).title for one in found]
    assert titles == ["Ferries", "Ferries", "Grain", "Grain"]


def test_an_acronym_is_suggested_for_its_long_form(library: Library) -> None:
    library.corrections.add("IHA", "organisation", brief=library.brief("grain.md").id)
    made = {(one.one.name, one.into.name): one.reason for one in library.across.suggestions()}
    assert made["IHA", "International Harbour Authority"] == "“IHA” are the initials of the longer name"
    suggestion = next(one for one in library.across.suggestions() if one.one.name == "IHA")
    entity = next(e for e in library.entities() if e.name == "IHA")
    library.corrections.merge(entity, suggestion.into.name, scope="library")
    assert "IHA" not in {name.name for name in library.across.names()}
    assert library.across.suggestions() == []


def test_the_same_quotation_stands_once_with_its_places_and_differences(library: Library) -> None:
    quotations = library.across.quotes()
    assert [len(one.places) for one in quotations] == [2, 1]
    ((other, differs),) = quotations[0].others
    assert {quotations[0].first.title, other.title} == {"Ferries", "Grain"}
    assert [(one.here, one.there) for one in differs] in ([("ice", "snow")], [("snow", "ice")])
    assert quotations[1].first.found.quote.speaker == "Tormod Akselrud"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(speaker="thalb"), 2),
        (Wanted(words="farmers asked"), 1),
        (Wanted(since="2026"), 1),
        (Wanted(until="2025-11"), 2),
        (Wanted(since="2027"), 0),
        (Wanted(tag="harbours"), 1),
        (Wanted(tag="harbour"), 0),
        (Wanted(kinds=("indirect",)), 0),
    ],
)
def test_quotes_are_chosen(library: Library, wanted: Wanted, expected: int) -> None:
    brief = library.brief("ferry.md").id
    quote = library.quotes(brief)[0].quote
    library.tag(brief, quote.start, quote.end, ["harbours/fees"])
    found = library.across.quotes(wanted)
    assert sum(len(one.places) for one in found) == expected


def test_the_timeline_takes_years_left_out_from_the_brief(library: Library) -> None:
    found = library.across.timeline()
    assert [(one.value, one.assumed, one.title) for one in found] == [
        ("1998", False, "Grain"),
        ("2026-05-03", False, "Ferries"),
        ("2026-06-07", True, "Ferries"),
    ]
    assert found[2].sentence == "On 7 June the International Harbour Authority will vote."
    assert [one.value for one in library.across.timeline(since="2026-05", until="2026-05")] == ["2026-05-03"]


def test_who_appears_with_whom(library: Library) -> None:
    name, beside = library.across.appears_with("thalbitzer")
    assert name.name == "Signe Thalbitzer"
    assert ("Norway", "country") in {(one.name, one.type) for one in beside}
    assert "Signe Thalbitzer" not in {one.name for one in beside}
    with pytest.raises(NotFound):
        library.across.appears_with("Nobody Atall")


def test_the_matrix_has_a_row_for_each_name_and_a_column_for_each_brief(library: Library) -> None:
    matrix = library.across.matrix(type_="person")
    assert [brief.title for brief in matrix.briefs] == ["Ferries", "Grain"]
    row = matrix.counts["person", "Signe Thalbitzer"]
    assert [row[brief.id] for brief in matrix.briefs] == [2, 2]


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("We wait, today.", "we wait today", []),
        ("We wait today", "We wait", [("today", "")]),
        ("We wait", "We shall wait", [("", "shall")]),
    ],
)
def test_differences_are_those_of_words(here: str, there: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.here, one.there) for one in differences(here, there)] == expected
