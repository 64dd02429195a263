"""Folding and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.text import folded
from briefreader.text.folded import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("“so” ‘it’ «is»", '"so" \'it\' "is"'),
        ("a – b — c -- d", "a - b - c - d"),
        ("two  spaces\n\tand\u00a0one", "two spaces and one"),
        ("cafe\u0301 ﬁne", "café fine"),
        ("zero\u200bwidth so\u00adft", "zerowidth soft"),
        ("10⁵ ½ ①", "10⁵ ½ ①"),
        ("ＡＢＣ１２", "ABC12"),
        ("Кириллица 中文", "Кириллица 中文"),
        ("", ""),
    ],
)
def test_folds_typography_and_not_words(text: str, expected: str) -> None:
    assert fold(text).text == expected


def test_the_way_back_covers_the_whole_cluster() -> None:
    text = "so  it’s ﬁne – cafe\u0301!"
    view = fold(text)
    for part, source in {"it's": "it’s", "fine": "ﬁne", "i": "ﬁ", "café": "cafe\u0301", "- c": "– c"}.items():
        start = view.text.index(part, 5 if part == "i" else 0)
        span = view.original(start, start + len(part))
        assert text[span.start : span.end] == source


def test_a_cluster_that_keeps_its_length_is_not_taken_apart() -> None:
    view = fold("ﬁ\u0301")
    assert view.original(1, 2) == (0, 2)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ab  \n\u00a0’"–-é\u0301ﬁ①中\u200b', max_size=60), st.data())
def test_every_piece_maps_back_to_what_it_was_made_from(text: str, data: st.DataObject) -> None:
    view = fold(text)
    if not view.text:
        return
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    span = view.original(start, end)
    assert 0 <= span.start < span.end <= len(text)
    assert view.text[start:end].strip() in fold(text[span.start : span.end]).text
    assert 0 <= view.near(span.start) <= len(view.text)


def test_a_heap_of_accents_is_folded_in_pieces_that_map_back(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def measured(cluster: str) -> str:
        sizes.append(len(cluster))
        return cluster

    monkeypatch.setattr(folded, "_spelled", measured)
    text = "before a" + "\u0323\u0301" * 5_000 + " behind"
    found = fold(text)
    at = found.text.index("behind")
    assert found.original(at, at + 6) == (len(text) - 6, len(text))
    assert 0 < max(sizes) < 2_000  # the time it takes grows with the square
