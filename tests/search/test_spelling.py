"""Edits between words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.search.spelling import distance

WORDS = st.text(alphabet="abc", max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("levy", "levy", 0),
     ("levy", "lev", 1), ("levy", "leyv", 1), ("levy", "bevy", 1), ("kestrel", "kestler", 2), ("a", "bc", 2)],
)  # fmt: skip
def test_distance(one: str, other: str, edits: int) -> None:
    assert distance(one, other, 5) == edits


@given(WORDS, WORDS, st.integers(0, 8))
def test_distance_is_symmetric_and_stops_above_the_most(one: str, other: str, most: int) -> None:
    full = distance(one, other, 99)
    assert full == distance(other, one, 99)
    assert (full == 0) == (one == other)
    assert distance(one, other, most) == min(full, most + 1)
