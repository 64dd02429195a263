from __future__ import annotations

from briefreader.ui.history import KEPT, History, Place

A, B, C = Place("a", 0), Place("b", 10), Place("c", 20)


def test_back_and_forward_retrace_the_way() -> None:
    history = History()
    history.leave(A)
    history.leave(B)
    assert history.back(C) == B
    assert history.back(B) == A
    assert history.back(A) is None
    assert history.forward(A) == B
    assert history.forward(B) == C


def test_going_somewhere_new_ends_the_way_forward() -> None:
    history = History()
    history.leave(A)
    history.back(B)
    history.leave(A)
    assert history.forward(C) is None


def test_a_place_left_twice_is_one_step_back_and_the_past_is_bounded() -> None:
    history = History()
    history.leave(A)
    history.leave(A)
    assert history.past == [A]
    for number in range(KEPT + 50):
        history.leave(Place("x", number))
    assert len(history.past) == KEPT


def test_a_forgotten_brief_is_not_returned_to() -> None:
    history = History()
    history.leave(A)
    history.leave(B)
    history.forget("b")
    assert history.back(C) == A
