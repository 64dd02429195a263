"""Edits between words."""

from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.jobs import run
from briefreader.search.index import SearchIndex
from briefreader.search.query import parse
from briefreader.search.results import IndexRow
from briefreader.search.scan import scan
from briefreader.search.spelling import distance, distances

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


@cache
def plainly(one: str, other: str) -> int:
    """The same by the definition: what it costs to make the last letters alike."""
    if not one or not other:
        return len(one) + len(other)
    ways = [plainly(one[:-1], other) + 1, plainly(one, other[:-1]) + 1]
    ways.append(plainly(one[:-1], other[:-1]) + (one[-1] != other[-1]))
    if len(one) > 1 and len(other) > 1 and (one[-1], one[-2]) == (other[-2], other[-1]):
        ways.append(plainly(one[:-2], other[:-2]) + 1)
    return min(ways)


@given(WORDS, st.lists(WORDS, min_size=1, max_size=5))
def test_distance_is_what_it_is_defined_as_for_one_and_for_many(one: str, others: list[str]) -> None:
    expected = [plainly(one, other) for other in others]
    assert [distance(one, other, 99) for other in others] == expected
    assert distances(one, others).tolist() == expected


def slipped(word: str, chance: Random) -> str:
    at = chance.randrange(len(word))
    swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    letter = chance.choice("aeikrt")
    return chance.choice((swapped, word[:at] + word[at + 1 :], word[:at] + letter + word[at:]))


def test_a_tilde_finds_every_word_a_slip_or_two_away_and_no_other(tmp_path: Path) -> None:
    """One edit up to five letters, two from six, a swap of neighbours counting as one; in the index and in the scan."""
    chance = Random(4)
    words = ["toll", "levy", "kraal", "ferry", "kestrel", "treaties", "lighthouse"]
    spelt = [word for word in words for _ in range(12)]
    for _ in range(3):
        spelt += [slipped(word, chance) for word in spelt]
    rows = [IndexRow(f"r{n}", "", word) for n, word in enumerate(dict.fromkeys(spelt)) if word]
    index = SearchIndex(tmp_path / "index")
    run(index.rebuild(rows))
    for word in words:
        allowed = 1 if len(word) < 6 else 2
        exact = {id_ for id_, _ in index.search(word, 9_999).ranked}  # other forms of it
        expected = {row.id for row in rows if plainly(word, row.text) <= allowed} | exact
        assert {id_ for id_, _ in index.search(f"{word}~", 9_999).ranked} == expected
        assert {id_ for id_, _ in scan(parse(f"{word}~"), rows, 9_999).ranked} == expected
        one = {row.id for row in rows if plainly(word, row.text) <= 1} | exact
        assert {id_ for id_, _ in index.search(f"{word}~1", 9_999).ranked} == one
    index.close()
