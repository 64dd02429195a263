"""What the window asks about all briefs: chosen, sorted, a page at a time, and as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefreader import analysis, jobs
from briefreader.errors import UsageError
from briefreader.records import PassageQuery
from briefreader.service.across import Quotation, Wanted
from briefreader.service.asking import InContext, NamesWanted, TimesWanted, Topic
from briefreader.service.library import Library

FERRY = """Ferries of the strait

Date: 4 May 2026

The Harbour Fund met in Oslo on 3 May 2026. "We shall wait for the ferries until June," said Signe Thalbitzer of Norway.

Signe Thalbitzer went on to Oslo. The Harbour Fund paid on 9 May 2026.
"""
GRAIN = """Grain of the strait

Signe Thalbitzer of Norway wrote on 1 March 2026. "We shall wait for the ferries until July," said Signe Thalbitzer.
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    folder = tmp_path / "briefs"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "grain.txt").write_text(GRAIN, encoding="utf-8")
    monkeypatch.setattr(analysis, "load_model", lambda: None)
    with Library.open(tmp_path / "data") as opened:
        jobs.run(opened.ingest([folder]))
        yield opened


def test_names_are_chosen_sorted_and_given_a_page_at_a_time(library: Library) -> None:
    everything = library.asking.ask("names")
    assert everything.total == len(everything.rows) > 2
    named = [one.name for one in library.asking.ask("names", order="name").rows]
    assert named == sorted(named, key=str.casefold)
    assert [one.name for one in library.asking.ask("names", order="-name").rows] == named[::-1]
    page = library.asking.ask("names", order="name", limit=2, offset=1)
    assert ([one.name for one in page.rows], page.total, page.offset) == (named[1:3], everything.total, 1)
    people = library.asking.ask("names", NamesWanted(words="thal", type="person")).rows
    assert [one.name for one in people] == ["Signe Thalbitzer"]


def test_an_unknown_column_is_refused(library: Library) -> None:
    with pytest.raises(UsageError):
        library.asking.ask("names", order="colour")


def test_mentions_come_with_the_words_around_them(library: Library) -> None:
    answer = library.asking.ask("mentions", ("Signe Thalbitzer", "person"))
    assert answer.total == 4
    for row in answer.rows:
        assert isinstance(row, InContext)
        assert row.text[row.start : row.end] == row.found.mention.text
        assert row.found.brief in answer.briefs


def test_an_answer_follows_what_changes(library: Library) -> None:
    assert library.asking.ask("names", NamesWanted(words="fund")).total == 1
    mention = next(one for one in library.mentions(library.brief("ferry.txt").id) if "Fund" in one.mention.name)
    library.corrections.wrong(mention, "library")
    assert library.asking.ask("names", NamesWanted(words="fund")).total == 0
    library.undo()
    assert library.asking.ask("names", NamesWanted(words="fund")).total == 1


def test_a_quotation_of_two_briefs_is_one_row_and_two_lines_of_the_table(library: Library, tmp_path: Path) -> None:
    (row,) = library.asking.ask("quotes", Wanted(words="ferries")).rows
    assert isinstance(row, Quotation)
    assert len(row.places) == 2
    assert library.asking.ask("quotes", Wanted(words="july")).rows == (row,)
    assert library.asking.ask("quotes", Wanted(speaker="nobody of that name")).total == 0
    assert library.asking.write("quotes", Wanted(), "", tmp_path / "quotes.csv") == 2
    with (tmp_path / "quotes.csv").open(encoding="utf-8-sig", newline="") as file:
        first, second = list(csv.DictReader(file))
    assert first["Same words as row"] == ""
    assert second["Same words as row"] == "1"
    assert "→" in second["Differences"]


def test_dated_sentences_lie_within_what_is_asked(library: Library) -> None:
    every = library.asking.ask("timeline").rows
    assert [one.value for one in every] == sorted(one.value for one in every)
    assert [one.value for one in library.asking.ask("timeline", TimesWanted(since="2026-05-05")).rows] == ["2026-05-09"]
    assert library.asking.ask("timeline", TimesWanted(until="2026-03", words="grain")).total == 1


def test_passages_are_paged_by_the_store(library: Library) -> None:
    brief = library.brief("ferry.txt").id
    library.marking.tag_spans([(brief, 0, 7), (brief, 8, 10), (brief, 11, 14)], ["ships"])
    answer = library.asking.ask("passages", PassageQuery(tags=("ships",)), limit=2, offset=2)
    assert (answer.total, [one.exact for one in answer.rows]) == (3, ["the"])
    assert set(answer.briefs) == {brief}


@pytest.mark.parametrize("topic", ["names", "quotes", "timeline", "matrix", "passages"])
def test_every_view_becomes_a_table(library: Library, tmp_path: Path, topic: Topic) -> None:
    library.marking.tag_spans([(library.brief("ferry.txt").id, 0, 7)], ["ships"])
    count = library.asking.write(topic, None, "", tmp_path / f"{topic}.csv")
    with (tmp_path / f"{topic}.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert len(lines) == count + 1 > 1
    assert {len(line) for line in lines} == {len(lines[0])}


def test_who_appears_with_whom_and_what_may_be_one(library: Library) -> None:
    beside = library.asking.ask("beside", ("Signe Thalbitzer", "person")).rows
    assert "Harbour Fund" in {one.name for one in beside}
    assert library.asking.ask("suggestions").total >= 0
    assert library.asking.ask("review").rows


def test_where_a_name_stands_first_in_each_brief(library: Library) -> None:
    places = library.first_places("Signe Thalbitzer", "person", 5)
    assert {place[0] for place in places} == {library.brief("ferry.txt").id, library.brief("grain.txt").id}
    for brief, start, end, times in places:
        mentions = [one.mention for one in library.mentions(brief) if one.mention.name == "Signe Thalbitzer"]
        assert (start, end, times) == (mentions[0].start, mentions[0].end, len(mentions))
    assert len(library.first_places("Signe Thalbitzer", "person", 1)) == 1
    assert library.briefs_naming("Signe Thalbitzer", "person") == 2
    assert library.first_places("Nobody", "person", 5) == []
