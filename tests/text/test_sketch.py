"""Sketches: what two texts share, estimated."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.text.sketch import SIZE, families, likeness, nearest, pack, sketch, unpack

WORDS = [f"word{number}" for number in range(400)]


def text(seed: int, length: int = 900) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def shingles(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[at:] for at in range(5)), strict=False))


def test_the_same_text_is_the_same_whatever_its_case_and_marks() -> None:
    one = sketch("The harbour board met in March, and raised its dues again.")
    assert likeness(one, sketch("the HARBOUR board met -- in March and raised its dues again")) == 1.0
    assert sketch("only four words here") == ()
    assert likeness((), ()) == 0.0


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.floats(0.0, 1.0))
def test_the_estimate_is_near_the_truth(seed: int, kept: float) -> None:
    one = text(seed)
    other = one[: int(kept * len(one))] + text(seed + 1, 900 - int(kept * 900))
    mine, theirs = shingles(one), shingles(other)
    truth = len(mine & theirs) / len(mine | theirs)
    assert abs(likeness(sketch(" ".join(one)), sketch(" ".join(other))) - truth) < 0.2


@given(st.lists(st.integers(0, 2**32 - 1), max_size=SIZE))
def test_a_sketch_survives_being_packed(values: list[int]) -> None:
    assert unpack(pack(tuple(values))) == tuple(values)


def test_drafts_are_a_family_and_strangers_are_not() -> None:
    first = text(1)
    second = [*first[:600], *text(2, 300)]
    third = [*second[:700], *text(3, 200)]
    sketches = {name: sketch(" ".join(words)) for name, words in
                {"a": first, "b": second, "c": third, "x": text(8), "y": text(9)}.items()}  # fmt: skip
    assert [sorted(group) for group in families(sketches, 0.3)] == [["a", "b", "c"]]
    others = [(name, made) for name, made in sketches.items() if name != "a"]
    assert sorted(name for name, _ in nearest(sketches["a"], others, 0.3)) == ["b", "c"]


def test_a_form_that_many_share_makes_no_family() -> None:
    form = text(5, 120)
    sketches = {str(number): sketch(" ".join([*form, *text(100 + number, 1500)])) for number in range(80)}
    assert families(sketches, 0.3) == []
