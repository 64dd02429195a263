from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.text.draft import BLOCKS, MARK, Draft, Selection, SourceMark, Statement, usual_blocks

marks = st.builds(
    SourceMark,
    st.just("key"),
    st.sampled_from(["b1", "b2"]),
    st.integers(0, 9),
    st.integers(9, 20),
    st.text(max_size=5),
)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    pieces = draw(st.lists(st.text(st.characters(exclude_characters=MARK), max_size=8), min_size=1, max_size=5))
    return Statement(MARK.join(pieces), tuple(draw(marks) for _ in pieces[1:]))


@given(statements())
def test_taking_out_a_brief_takes_out_its_marks_alone(statement: Statement) -> None:
    bare = statement.without("b1")
    assert bare.marks == tuple(mark for mark in statement.marks if mark.brief != "b1")
    assert bare.text.replace(MARK, "") == statement.text.replace(MARK, "")
    assert bare.without("b1") == bare


@given(statements(), marks)
def test_citing_twice_is_citing_once(statement: Statement, mark: SourceMark) -> None:
    once = statement.cited(mark, mark)
    assert mark in once.marks
    assert once.cited(mark).marks == once.marks
    assert once.words == statement.words


def test_places_and_marks_must_agree() -> None:
    with pytest.raises(ValueError):
        Statement(f"A{MARK}B", ())


@given(st.lists(st.sampled_from(BLOCKS)))
def test_blocks_are_ordered_and_none_is_lost(names: list) -> None:
    ordered = Draft().ordered(names)
    assert {block.name for block in ordered.blocks} == set(BLOCKS)
    first = list(dict.fromkeys(names))
    assert [block.name for block in ordered.blocks][: len(first)] == first


def test_switching_a_block_keeps_its_place() -> None:
    draft = Draft().switched("timeline", True)
    assert [block.name for block in draft.blocks] == [block.name for block in usual_blocks()]
    assert "timeline" in draft.shown
    assert "timeline" not in draft.switched("timeline", False).shown


def test_a_selection_of_single_passages_narrows_nothing_else() -> None:
    assert Selection(passages=("p1",), left_out=("p2",)).is_open
    assert not Selection(speaker="Oda Brekke").is_open
