"""How far two readers agree."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.records import Passage
from briefreader.service.sharing.agreement import Agreement, agreement
from briefreader.text.document import Block, Document, numbered

LINES = [f"Paragraph {number} of the brief." for number in range(10)]
TEXT = "\n".join(LINES)


def document() -> Document:
    blocks, start = [], 0
    for line in LINES:
        blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 1
    return Document(TEXT, numbered(blocks))


def passage(first: int, last: int, *tags: str, brief: str = "b") -> Passage:
    """From the beginning of one paragraph to the end of another, counted from 0."""
    start, end = TEXT.index(LINES[first]), TEXT.index(LINES[last]) + len(LINES[last])
    return Passage("p", brief, start, end, "", tags, "", "exact", None, None, (), "", "", "")


def test_tags_are_counted_by_paragraph() -> None:
    mine = [passage(0, 3, "port"), passage(8, 8, "fees")]
    theirs = [passage(2, 4, "port"), passage(2, 2, "port")]
    fees, port = agreement(mine, theirs, {"b": document()})
    assert port == Agreement("port", both=2, mine=2, theirs=1, neither=5)
    assert (fees.tag, fees.both, fees.mine, fees.theirs, fees.neither) == ("fees", 0, 1, 0, 9)
    assert port.percent == 70
    # by hand: 0.7 seen, 0.4 * 0.3 + 0.6 * 0.7 = 0.54 by chance
    assert port.kappa == pytest.approx((0.7 - 0.54) / (1 - 0.54))
    assert fees.kappa == pytest.approx(0)


def test_a_brief_that_only_one_has_marked_is_not_counted() -> None:
    documents = {"b": document(), "c": document()}
    (port,) = agreement([passage(0, 0, "port"), passage(0, 9, "port", brief="c")], [passage(0, 0, "port")], documents)
    assert (port.both, port.mine, port.neither) == (1, 0, 9)
    assert agreement([passage(0, 0, "port")], [passage(0, 0, "port", brief="c")], documents) == []


def test_what_has_no_certain_place_counts_nowhere() -> None:
    lost = replace(passage(0, 0, "port"), status="orphan", start=None, end=None)
    assert agreement([lost], [passage(0, 0, "port")], {"b": document()}) == []
    assert Agreement("port", 10, 0, 0, 0).kappa is None


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(1, 9))
def test_kappa_is_the_same_from_either_side_and_never_over_one(both: int, mine: int, theirs: int, neither: int) -> None:
    one, other = Agreement("t", both, mine, theirs, neither), Agreement("t", both, theirs, mine, neither)
    assert one.kappa == other.kappa or one.kappa == pytest.approx(other.kappa)
    assert one.kappa is None or -1 <= one.kappa <= 1 + 1e-9
