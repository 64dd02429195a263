"""Passages over one another lie in lanes of their own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefreader.records import Passage
from briefreader.ui.reader.overlaps import lanes, ordered
from briefreader.ui.reader.spans import Placed, SpanIndex


def passage(number: int, start: int, end: int) -> Placed[Passage]:
    made = Passage(str(number), "b", start, end, "x", (), "", "exact", None, None, (), "", "", "")
    return Placed(start, end, made)


def test_passages_side_by_side_have_no_lane() -> None:
    assert lanes([passage(1, 0, 5), passage(2, 5, 9)]) == []


def test_those_that_overlap_lie_side_by_side_in_one_order() -> None:
    spans = [passage(1, 0, 20), passage(2, 5, 9), passage(3, 8, 30), passage(4, 40, 50)]
    found = lanes(spans)
    assert [(lane.span.item.id, lane.number) for lane in found] == [("1", 0), ("2", 1), ("3", 2)]
    assert [one.id for one in ordered([spans[2].item, spans[0].item], found)] == ["1", "3"]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=25))
def test_no_two_of_one_lane_share_a_letter_and_every_overlap_has_lanes(pairs: list[tuple[int, int]]) -> None:
    spans = SpanIndex((s, s + n, passage(k, s, s + n).item) for k, (s, n) in enumerate(pairs)).spans
    found = lanes(spans)
    for one in found:
        for other in found:
            if one is not other and one.number == other.number:
                assert one.span.end <= other.span.start or other.span.end <= one.span.start
    expected = {
        one.item.id for one in spans for other in spans
        if one is not other and one.start < other.end and other.start < one.end
    }  # fmt: skip
    assert {lane.span.item.id for lane in found} == expected
