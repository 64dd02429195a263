"""A reading goes out and comes back as it was; whatever else a file holds ends in one sentence."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.errors import ReadError
from briefreader.export.reading import render
from briefreader.readers.foreign.reading import read
from briefreader.text.anchor import Anchor
from briefreader.text.corrections import Correction
from briefreader.text.normalize import canonical
from briefreader.text.reading import Reader, Reading, SharedBrief, SharedPassage, SharedTag, TagUse, Was

_WORD = st.text("abcdéß漢😀 ", min_size=1, max_size=12).map(lambda text: "x" + " ".join(text.split()))
_TEXT = st.text(max_size=60).map(canonical)
_ID = st.uuids().map(str)
_TIME = st.sampled_from(("2026-11-24T08:00:00.000Z", "2026-11-24T08:00:00.123456Z", "2026-01-01T00:00:00Z"))
_HASH = st.sampled_from(("a" * 64, "0123456789abcdef" * 4))
_STRENGTH = st.sampled_from(("", "fact", "claim", "opinion"))


def _anchor(start: int, exact: str, around: str) -> Anchor:
    return Anchor(start, start + len(exact), exact, around[:32], around[-32:], "b" * 64, "iv", 3, ("One", "Two"), 0.25)


_ANCHOR = st.builds(_anchor, st.integers(0, 10**6), _WORD, _TEXT)


_NAMED = (lambda tag: tag.id, lambda tag: tag.path)  # a path names one tag


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    tags = draw(st.lists(st.builds(SharedTag, _ID, _WORD, _WORD, _TEXT, _WORD, _TIME, _TIME), unique_by=_NAMED))
    ids = [tag.id for tag in tags]
    some = st.lists(st.sampled_from(ids), unique=True).map(tuple) if ids else st.just(())
    briefs = draw(
        st.lists(
            st.builds(SharedBrief, _ID, _WORD, _WORD, _HASH, _HASH, _WORD, _WORD, some),
            min_size=1, max_size=3, unique_by=lambda brief: brief.id,
        )
    )  # fmt: skip
    brief = st.sampled_from([one.id for one in briefs])
    uses = some.flatmap(lambda ids: st.tuples(*(st.builds(TagUse, st.just(one), _WORD, _TIME) for one in ids)))
    was = st.none() | st.builds(Was, some, _TEXT, _STRENGTH, _WORD)
    passage = st.builds(
        SharedPassage, _ID, brief, _ANCHOR, uses, _TEXT, _STRENGTH, _WORD, _TIME, _TIME,
        st.dictionaries(_ID, _HASH, max_size=2), was,
    )  # fmt: skip
    correction = st.builds(
        Correction, _ID, st.just("rename"), st.just("place"), st.just("person"), _WORD, _TEXT, brief, _WORD,
        anchor=_ANCHOR, aliases=st.lists(_WORD, max_size=2).map(tuple), author=_WORD, created=_TIME,
    )  # fmt: skip
    return Reading(
        Reader(draw(_ID), draw(_WORD)),
        tuple(briefs),
        tuple(tags),
        tuple(draw(st.lists(passage, max_size=4, unique_by=lambda one: one.id))),
        tuple(draw(st.lists(correction, max_size=2, unique_by=lambda one: one.id))),
        draw(st.booleans()),
        draw(_TIME),
        "BriefReader 1",
    )


@settings(max_examples=60, deadline=None)
@given(readings())
def test_a_reading_comes_back_as_it_went(reading: Reading) -> None:
    def ordered(one: Reading) -> Reading:
        return replace(one, tags=tuple(sorted(one.tags, key=lambda tag: tag.id)))

    assert ordered(read(render(reading), "ann.reading.json")) == ordered(reading)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=15,
)


@st.composite
def _spoiled(draw: st.DrawFn) -> bytes:
    """A reading with one of its values replaced by something else."""
    value: Any = json.loads(render(draw(readings())))
    place = value
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = draw(st.sampled_from(keys))
        inner = place[key]
        if not isinstance(inner, (dict, list)) or not inner or draw(st.booleans()):
            place[key] = draw(_JSON)
            return json.dumps(value).encode()
        place = inner


@settings(max_examples=150, deadline=None)
@given(_spoiled())
def test_a_spoiled_reading_is_read_as_far_as_it_goes_or_refused(data: bytes) -> None:
    with suppress(ReadError):
        found = read(data, "spoiled.json")
        assert all(one.anchor.exact and one.id for one in found.passages)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no whole JSON"),
        (b"[" * 200_000, "no whole JSON"),
        (b'{"a":' * 100_000, "no whole JSON"),
        (b'{"format": "briefreader-reading", "version": NaN}', "no whole JSON"),
        (b'{"format": "briefreader-reading", "version": ' + b"9" * 5000 + b"}", "no whole JSON"),
        (b'{"format": "briefreader-reading", "version": 1, "reader": {"id": "a", "na', "no whole JSON"),
        (b"{}", "no reading"),
        (b"[1, 2]", "no reading"),
        (b'"briefreader-reading"', "no reading"),
        (b'{"format": "briefreader-reading", "version": "1"}', "no reading"),
        (b'{"format": "briefreader-reading", "version": 2}', "newer BriefReader"),
        (b'{"format": "briefreader-reading", "version": 1}', "whose reading"),
        (b'{"format": "briefreader-reading", "version": 1, "reader": {"id": "../../x"}}', "whose reading"),
        (b"\x00\x01\x02\xff" * 500, "no whole JSON"),
    ],
)
def test_what_is_no_reading_ends_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(ReadError, match=sentence):
        read(data, "file.json")


def test_names_cannot_turn_the_direction_of_writing_or_carry_controls() -> None:
    value = {"format": "briefreader-reading", "version": 1, "reader": {"id": "r1", "name": "A\u202enn\x07\n B"}}
    assert read(json.dumps(value).encode(), "x").reader.name == "A nn B"
