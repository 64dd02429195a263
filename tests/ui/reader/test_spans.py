from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from briefreader.ui.reader.spans import Placed, SpanIndex, flattened

_SPANS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 80)), max_size=200)


@given(_SPANS, st.integers(0, 350), st.integers(1, 60))
def test_overlapping_gives_what_looking_at_each_gives(spans: list[tuple[int, int]], start: int, length: int) -> None:
    placed = [(begin, begin + size, number) for number, (begin, size) in enumerate(spans)]
    found = {span.item for span in SpanIndex(placed).overlapping(start, start + length)}
    assert found == {n for begin, end, n in placed if begin < end and begin < start + length and end > start}


def test_what_lies_at_a_place_comes_shortest_first() -> None:
    index = SpanIndex([(0, 50, "quote"), (10, 20, "name"), (30, 40, "other")])
    assert [span.item for span in index.at(12)] == ["name", "quote"]
    assert index.at(60) == []
    assert [span.item for span in index.at(49)] == ["quote"]


@given(_SPANS)
def test_flattened_stretches_do_not_overlap_and_keep_all(spans: list[tuple[int, int]]) -> None:
    placed = [Placed(begin, begin + size + 1, number) for number, (begin, size) in enumerate(spans[:12])]
    stretches = flattened(placed, 0, 400)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(stretches))
    for span in placed:
        assert sum(end - start for start, end, items in stretches if span.item in items) == span.end - span.start
