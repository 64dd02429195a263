"""Highlights: where the words of a query stand in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.errors import SearchError
from briefreader.search.matching import highlights, merged
from briefreader.search.query import parse
from briefreader.search.results import IndexRow
from briefreader.search.scan import scan
from briefreader.text.normalize import canonical

TEXT = (
    "The US told us that counter-terrorism matters.\n"
    "Counterterrorism policy, and policy on counter terrorism, cost 1,200 crowns.\n"
    "Sanctions on the Oil Price cap; the price of oil. Cap"
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("US", ["US"]),
        ("us", ["US", "us"]),
        ("U.S.", ["US"]),
        ("counterterrorism", ["counter-terrorism", "Counterterrorism"]),
        ("counter-terrorism", ["counter-terrorism", "Counterterrorism", "counter terrorism"]),
        ('"counterterrorism policy"', ["Counterterrorism policy"]),
        ('"policy on counter terrorism"', ["policy on counter terrorism"]),
        ("terrorism", ["terrorism", "terrorism"]),
        ("1200", ["1,200"]),
        ("sanction", ["Sanctions"]),
        ('"oil price"', ["Oil Price"]),
        ('"price cap"', ["Price cap"]),
        ('"oil cap"', ["oil. Cap"]),
        ('"matters counterterrorism"', []),
        ("pric*", ["Price", "price"]),
        ('"the oil pri*"', ["the Oil Price"]),
        ("oil -cap", ["Oil", "oil"]),
        ("title:oil", []),
        ("oil title:cap", ["Oil", "oil"]),
        ("oil OR cap", ["Oil", "cap", "oil", "Cap"]),
        ('"oil price cap" OR price', ["Oil Price cap", "price"]),
        ("policies", ["policy", "policy"]),
    ],
)
def test_what_is_marked(query: str, expected: list[str]) -> None:
    assert [TEXT[start:end] for start, end in highlights(TEXT, parse(query))] == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('cap NEAR/1 "oil price"', ["cap", "oil price"]),
        ('"oil price" NEAR/1 cap', ["cap", "oil price"]),
        ('"oil price" NEAR/2 fell', ["oil price", "fell"]),
        ('"oil price" NEAR/1 fell', []),
        ('"oil price" NEAR/5 price', []),  # not with a part of itself
        ("counter-terrorism NEAR/1 price", ["price", "counter-terrorism"]),
    ],
)
def test_words_apart_are_counted_between_the_nearest_ends(query: str, expected: list[str]) -> None:
    text = "The cap oil price that fell.\nA price counter-terrorism."
    assert [text[start:end] for start, end in highlights(text, parse(query))] == expected
    assert scan(parse(query), [IndexRow("b", "", text)]).total == bool(expected)


def test_a_run_of_characters_is_one_mark() -> None:
    text = "和平协定和平 平和"
    assert [text[a:b] for a, b in highlights(text, parse("和平协"))] == ["和平协"]
    assert [text[a:b] for a, b in highlights(text, parse("和平"))] == ["和平", "和平"]
    assert len(highlights(text, parse("平"))) == 3


def test_block_starts_part_phrases() -> None:
    text = "price cap"
    assert highlights(text, parse('"price cap"'), [0]) == [(0, 9)]
    assert highlights(text, parse('"price cap"'), [0, 6]) == []


def test_merged_joins_overlaps_only() -> None:
    assert merged([(0, 3), (2, 5), (5, 6), (8, 9)]) == [(0, 5), (5, 6), (8, 9)]


@given(
    st.text(alphabet=st.sampled_from("ab -'’.\nU.S1俄罗é\u0301"), max_size=60),
    st.text(alphabet=st.sampled_from('ab -"*US1俄罗é'), min_size=1, max_size=12),
)
def test_marks_are_sorted_and_inside(raw: str, typed: str) -> None:
    text = canonical(raw)
    try:
        query = parse(typed)
    except SearchError:
        return
    last = 0
    for start, end in highlights(text, query):
        assert last <= start < end <= len(text)
        last = end
