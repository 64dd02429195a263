from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefreader.text.document import Document, Run
from briefreader.text.pages import PageMap, Stretch


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Runs in the order of the text, on pages in any order, that share no character."""
    used: dict[int, int] = {}
    runs, at = [], 0
    for _ in range(draw(st.integers(0, 12))):
        at += draw(st.integers(0, 3))
        length, page = draw(st.integers(1, 9)), draw(st.integers(0, 3))
        char = used.get(page, 0) + draw(st.integers(0, 4))
        used[page] = char + length
        runs.append(Run(at, at + length, page, char))
        at += length
    return Document("x" * (at + 3), runs=tuple(runs))


def places(document: Document) -> dict[int, tuple[int, int]]:
    """Each code point's page and character, the slow way."""
    return {
        run.start + step: (run.page, run.char + step) for run in document.runs for step in range(run.end - run.start)
    }


@given(documents(), st.data())
def test_stretches_are_the_characters_of_a_span(document: Document, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    known = places(document)
    found = PageMap(document).stretches(start, end)
    listed = [(one.page, char) for one in found for char in range(one.first, one.end)]
    assert listed == [known[offset] for offset in range(start, end) if offset in known]
    assert [one.start for one in found] == sorted(one.start for one in found)


@given(documents())
def test_a_character_leads_back_to_its_code_point(document: Document) -> None:
    pages = PageMap(document)
    for offset, (page, char) in places(document).items():
        assert pages.offset(page, char) == offset
        assert pages.page_of(offset) == page
        span = pages.page_span(page)
        assert span is not None
        assert span[0] <= offset < span[1]


@given(documents(), st.integers(0, 5), st.integers(0, 200))
def test_any_character_has_a_place_near_by_or_none(document: Document, page: int, char: int) -> None:
    offset = PageMap(document).offset(page, char)
    if offset is None:
        assert all(run.page != page for run in document.runs)
    else:
        assert any(run.page == page and run.start <= offset < run.end for run in document.runs)


def test_what_stands_on_no_page_is_left_out_and_neighbours_are_one() -> None:
    document = Document("one two\nthree", runs=(Run(0, 4, 0, 10), Run(4, 7, 0, 14), Run(8, 13, 1, 0)))
    assert PageMap(document).stretches(0, 13) == [Stretch(0, 10, 17, 0), Stretch(1, 0, 5, 8)]
    assert PageMap(document).stretches(7, 8) == []
    assert PageMap(Document("text")).page_of(2) == 0
