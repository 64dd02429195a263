"""Marking: many spans in one step, passages that grow and shrink, and briefs that are to be dealt with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefreader.errors import StoreError, UsageError
from briefreader.jobs import run
from briefreader.records import PassageQuery
from briefreader.service.library import Library

HARBOUR = "Harbour dues\n\nThe dues in Lindesund rose in May 2026.\n\nNobody has asked the fishermen.\n"
FERRY = "Ferry times\n\nThe ferry leaves at nine and returns when it can.\n"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    base = tmp_path_factory.mktemp("marking")
    (base / "briefs").mkdir()
    (base / "briefs" / "harbour.txt").write_text(HARBOUR)
    (base / "briefs" / "ferry.txt").write_text(FERRY)
    with Library.open(base / "data") as opened:
        run(opened.ingest([base / "briefs"], analyse=False))
        yield opened


@pytest.fixture
def library(filled: Library) -> Iterator[Library]:
    yield filled
    while filled.undo() is not None:
        pass
    assert filled.passages() == []


def _span(library: Library, name: str, words: str) -> tuple[str, int, int]:
    brief = library.brief(name).id
    start = library.document(brief).text.index(words)
    return brief, start, start + len(words)


def _words(library: Library) -> list[str]:
    return sorted(one.exact for one in library.passages())


def test_many_spans_are_tagged_in_one_step(library: Library) -> None:
    spans = [_span(library, "harbour.txt", "The dues"), _span(library, "ferry.txt", "at nine"),
             _span(library, "harbour.txt", "asked")]  # fmt: skip
    changes = library.marking.tag_spans(spans, ["money", "Times/now"], "look again")
    assert len(changes.passages) == 3
    assert library.undo_label() == "Tag 3 passages money, Times/now"
    assert {(one.exact, one.tags, one.note) for one in library.passages()} == {
        (words, ("money", "Times/now"), "look again") for words in ("The dues", "at nine", "asked")
    }
    library.undo()
    assert (library.passages(), library.tags()) == ([], [])


def test_what_is_a_passage_already_gets_what_it_lacks(library: Library) -> None:
    brief, start, end = _span(library, "ferry.txt", "at nine")
    library.tag(brief, start, end, ["times"], "by whose clock?")
    library.marking.tag_spans(
        [(brief, start, end), (brief, start - 1, end + 1), (brief, start, end)], ["times", "sea"], "early"
    )
    (passage,) = library.passages()
    assert (passage.tags, passage.note) == (("times", "sea"), "by whose clock?\nearly")
    library.marking.tag_spans([(brief, start, end)], ["sea"], "early")
    assert library.passages()[0].note == "by whose clock?\nearly"


def test_nothing_or_a_text_that_is_gone_is_refused_whole(library: Library) -> None:
    brief, start, end = _span(library, "ferry.txt", "at nine")
    with pytest.raises(UsageError):
        library.marking.tag_spans([(brief, 11, 12)], ["times"])
    with pytest.raises(UsageError):
        library.marking.tag_spans([(brief, start, end)], [])
    other = library.document(library.brief("harbour.txt").id)
    with pytest.raises(StoreError):
        library.marking.tag_spans(
            [_span(library, "harbour.txt", "dues"), (brief, start, end)], ["t"], shown={brief: other}
        )
    assert library.passages() == []


@pytest.mark.parametrize(
    ("before", "behind", "words"),
    [
        (0, 0, "leaves at nine"),
        (1, 0, "ferry leaves at nine"),
        (2, 2, "The ferry leaves at nine and returns"),
        (-1, -1, "at"),
        (0, -2, "leaves"),
        (9, 99, "Ferry times\nThe ferry leaves at nine and returns when it can."),
        (-2, 1, "nine and"),
    ],
)
def test_a_passage_grows_and_shrinks_by_words(library: Library, before: int, behind: int, words: str) -> None:
    library.tag(*_span(library, "ferry.txt", "leaves at nine"), ["times"])
    passage = library.passages()[0].id
    library.marking.stretch(passage, before, behind)
    assert library.passage(passage).exact == words
    if words != "leaves at nine":
        library.undo()
    assert library.passage(passage).exact == "leaves at nine"


@pytest.mark.parametrize(("before", "behind"), [(-3, 0), (0, -3), (-2, -2), (-9, 0)])
def test_something_is_left_of_a_passage(library: Library, before: int, behind: int) -> None:
    library.tag(*_span(library, "ferry.txt", "leaves at nine"), ["times"])
    with pytest.raises(UsageError):
        library.marking.stretch(library.passages()[0].id, before, behind)


@given(st.integers(-6, 12), st.integers(-6, 12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_stretched_passage_is_whole_words_of_its_text(library: Library, before: int, behind: int) -> None:
    brief, start, end = _span(library, "ferry.txt", "leaves at nine and")
    library.tag(brief, start, end, ["times"])
    passage, text = library.passages()[0].id, library.document(brief).text
    try:
        library.marking.stretch(passage, before, behind)
    except UsageError:
        assert before + behind <= -4 or min(before, behind) <= -4
    else:
        now = library.passage(passage)
        assert now.start is not None
        assert text[now.start : now.end] == now.exact
        assert len(now.exact.split()) == max(1, min(4 + before + behind, len(now.exact.split())))
        assert set(now.exact.split()) <= set(text.split())
    library.untag(passage)


def test_a_passage_is_moved_to_other_words(library: Library) -> None:
    library.tag(*_span(library, "ferry.txt", "at nine"), ["times"], "note")
    passage = library.passages()[0].id
    _, start, end = _span(library, "ferry.txt", "when it can")
    library.marking.reshape(passage, start, end)
    assert (library.passage(passage).exact, library.passage(passage).note) == ("when it can", "note")
    with pytest.raises(UsageError):
        library.marking.reshape(passage, start, start)


def test_strength_is_one_of_three(library: Library) -> None:
    library.tag(*_span(library, "ferry.txt", "at nine"), ["times"])
    passage = library.passages()[0].id
    library.marking.set_strength([passage], "opinion")
    assert library.marking.find(PassageQuery(strengths=("opinion",)))[1] == 1
    library.marking.set_strength([passage], "")
    assert library.passage(passage).strength == ""
    with pytest.raises(UsageError):
        library.marking.set_strength([passage], "rumour")  # type: ignore[arg-type]


def test_what_is_to_be_dealt_with_comes_by_its_day(library: Library) -> None:
    harbour, ferry = library.brief("harbour.txt").id, library.brief("ferry.txt").id
    library.marking.set_todo(harbour, "todo")
    library.marking.set_todo(ferry, "todo", "2026-05-01")
    assert [brief.id for brief in library.marking.to_do()] == [ferry, harbour]
    library.marking.set_todo(ferry, "done")
    assert [brief.id for brief in library.marking.to_do()] == [harbour]
