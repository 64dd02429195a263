from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefreader.ui.reader.positions import PositionMap

_RUNS = st.lists(
    st.tuples(st.text("a é\U0001f6a2\U0001d538中", max_size=12), st.integers(1, 4)), min_size=1, max_size=8
)


def _map(runs: list[tuple[str, int]]) -> tuple[PositionMap, str, list[int]]:
    """Runs joined by one code point each, in Qt by as many positions as said."""
    made, offset, position, positions = PositionMap(), 0, 0, []
    for text, gap in runs:
        made.add(offset, position, text)
        for char in text:
            positions.append(position)
            position += len(char.encode("utf-16-le")) // 2
        positions.append(position)
        position += gap
        offset += len(text) + 1
    return made, "\n".join(text for text, _ in runs), positions


@given(_RUNS)
def test_every_offset_has_its_position_and_comes_back(runs: list[tuple[str, int]]) -> None:
    made, text, positions = _map(runs)
    for offset in range(len(text) + 1):
        assert made.position(offset) == positions[offset]
        assert made.offset(positions[offset]) == offset
    assert made.end == len(text)


@given(_RUNS)
def test_offsets_never_fall_as_positions_rise(runs: list[tuple[str, int]]) -> None:
    made, text, positions = _map(runs)
    offsets = [made.offset(position) for position in range(positions[-1] + 5)]
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)


def test_a_position_within_a_surrogate_pair_is_that_of_its_character() -> None:
    made = PositionMap()
    made.add(0, 0, "a\U0001f6a2b")
    assert [made.offset(position) for position in range(5)] == [0, 1, 1, 2, 3]


def test_runs_that_meet_begin_in_the_second_and_end_in_the_first() -> None:
    made = PositionMap()
    made.add(0, 0, "abc")
    made.add(3, 10, "def")
    assert (made.position(3), made.end_position(3)) == (10, 3)
    assert made.offset(10) == made.offset(3) == made.offset(7) == 3


def test_an_empty_map_answers() -> None:
    assert (PositionMap().position(5), PositionMap().offset(5), PositionMap().end) == (0, 0, -1)
