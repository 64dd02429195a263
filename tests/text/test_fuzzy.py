"""Approximate finding against a plain dynamic programme."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.text import fuzzy


def distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


def fewest_within(pattern: str, text: str) -> int:
    """The fewest edits that turn `pattern` into any piece of `text`."""
    row = [0] * (len(text) + 1)
    for i, a in enumerate(pattern, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(text, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return min(row)


small = st.text(alphabet="abc ", max_size=30)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abc ", min_size=1, max_size=20), small)
def test_likeness_counts_the_fewest_edits(expected: str, actual: str) -> None:
    assert fuzzy.likeness(expected, actual) == pytest.approx(1 - fewest_within(expected, actual) / len(expected))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abc ", min_size=2, max_size=16), st.text(alphabet="abc ", max_size=120), st.integers(0, 5))
def test_find_gives_the_best_place_and_true_counts(pattern: str, text: str, limit: int) -> None:
    matches = fuzzy.find(pattern, text, limit)
    if limit >= len(pattern):
        assert matches == ()
        return
    for match in matches:
        assert 0 <= match.start <= match.end <= len(text)
        assert match.errors == distance(pattern, text[match.start : match.end]) <= limit
    fewest = fewest_within(pattern, text)
    assert (matches[0].errors == fewest) if fewest <= limit else not matches


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(15, 150), st.floats(0, 0.2))
def test_the_filter_loses_no_place(seed: int, size: int, share: float) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choice("abcdefghij klmnop") for _ in range(6_000))
    start = chance.randrange(len(text) - size)
    pattern = list(text[start : start + size])
    limit = int(0.2 * size)
    for _ in range(min(limit, int(share * size))):
        pattern[chance.randrange(size)] = chance.choice("XYZ")
    best = fuzzy.find("".join(pattern), text, limit)[0]
    assert best.errors <= limit
    assert abs(best.start - start) <= limit


def test_of_equal_places_the_nearest_comes_first() -> None:
    text = "the old pilot sings ... " * 5
    matches = fuzzy.find("the odd pilot sings", text, 3, near=50)
    assert matches[0].start == 48
    assert {match.errors for match in matches} == {1}


def test_a_match_does_not_end_within_a_word_without_need() -> None:
    text = "we saw the second cranes here"
    match = fuzzy.find("the second craneX", text, 3)[0]
    assert text[match.start : match.end] == "the second cranes"


def test_nothing_expected_is_like_anything() -> None:
    assert fuzzy.likeness("", "abc") == 1.0
    assert fuzzy.likeness("abc", "") == 0.0
    assert fuzzy.find("", "abc", 1) == ()


@pytest.mark.parametrize("text", ["ab" * 500_000, "x" * 1_000_000, "the pilot sings. " * 60_000])
def test_text_that_is_alike_everywhere_comes_to_an_end(text: str) -> None:
    pattern = "the pilot sinks. the cook weeps. the mate swims. the boy laughs."
    assert len(fuzzy.find(pattern, text, 12)) <= 8
