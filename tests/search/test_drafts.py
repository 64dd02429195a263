"""Drafts of one brief on the shelf: what is said of each, and which comes first."""

import numpy as np

from briefreader.search.drafts import Drafts


def test_each_draft_is_told_by_its_place_the_newest_the_last() -> None:
    drafts = Drafts([["new", "old"], ["alone", "gone"]], {"old": 0, "other": 1, "new": 2, "alone": 3})
    assert [drafts.said(number) for number in range(4)] == ["draft 1 of 2", "", "draft 2 of 2", ""]


def test_drafts_share_their_places_the_newest_first_and_all_else_stays() -> None:
    drafts = Drafts([["c", "b", "e"]], {"a": 0, "b": 1, "c": 2, "d": 3, "e": 4})
    assert drafts.order.tolist() == [0, 2, 1, 3, 4]
    assert drafts.among(np.array([True, True, False, False, True])).tolist() == [0, 1, 4]
    assert drafts.among(np.array([False, True, True, True, False])).tolist() == [2, 1, 3]


def test_without_drafts_nothing_is_otherwise() -> None:
    assert Drafts((), {}).among(np.empty(0, np.bool_)).tolist() == []
    assert Drafts((), {"a": 0, "b": 1}).order.tolist() == [0, 1]
