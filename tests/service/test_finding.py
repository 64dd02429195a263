"""Find in one brief."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.errors import SearchError
from briefreader.service.finding import find_all

TEXT = "The \u201cFerry\u201d sails.\nThe ferry\u2013boat  does not; ferries do. Ferry's end."


def found(wanted: str, **choice: bool) -> list[str]:
    return [TEXT[start:end] for start, end in find_all(TEXT, wanted, **choice)]


def test_words_are_found_whatever_their_case_unless_it_counts() -> None:
    assert found("ferry") == ["Ferry", "ferry", "Ferry"]
    assert found("ferry", case=True) == ["ferry"]
    assert found("ferr", whole_word=True) == []
    assert found("ferry", whole_word=True) == ["Ferry", "ferry", "Ferry"]


def test_marks_and_spaces_that_look_alike_are_alike() -> None:
    assert found('"ferry"') == ["\u201cFerry\u201d"]
    assert found("ferry-boat does") == ["ferry\u2013boat  does"]
    assert found("sails. the") == ["sails.\nThe"]
    assert found("ferry's") == ["Ferry's"]


def test_a_regular_expression() -> None:
    assert found(r"ferr(y|ies)\b", regular=True) == ["Ferry", "ferry", "ferries", "Ferry"]
    assert found(r"^the", regular=True) == ["The", "The"]
    assert found(r"x*", regular=True) == []
    assert found("a|b", whole_word=True, regular=True) == []


@pytest.mark.parametrize("wrong", ["(", "[a", "*", r"\8", "(?P<a"])
def test_what_is_wrong_with_an_expression_is_said(wrong: str) -> None:
    with pytest.raises(SearchError, match="no regular expression"):
        find_all(TEXT, wrong, regular=True)


def test_an_expression_that_takes_for_ever_is_given_up() -> None:
    with pytest.raises(SearchError, match="too long"):
        find_all("a" * 5000 + "!", r"(a|aa)+$|(a+)+b(?<=c)", regular=True)


@given(st.text(max_size=40), st.text(min_size=1, max_size=3))
def test_plain_words_mean_themselves(text: str, wanted: str) -> None:
    spans = find_all(text, wanted, case=True)
    assert all(start < end for start, end in spans)
    if not re.search(r"[\s\"'-]", wanted):
        assert bool(spans) == (wanted in text)
    assert find_all(text, "  ") == []
