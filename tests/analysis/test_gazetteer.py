from __future__ import annotations

import re

import pytest

from briefreader.analysis.gazetteer import gazetteer


def found(text: str) -> list[tuple[str, str, str]]:
    return [(text[hit.start : hit.end], hit.entry.type, hit.entry.name) for hit in gazetteer().find(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Iranians in Iran", [("Iranians", "group", "Iranian"), ("Iran", "country", "Iran")]),
        ("North Korean ships", [("North Korean", "group", "North Korean")]),
        ("a UN Security Council vote", [("UN Security Council", "organisation", "UN Security Council")]),
        ("the US-led order", [("US", "country", "United States")]),
        ("pro-Russia voices", [("Russia", "country", "Russia")]),
        ("the U.S. and the U.K.", [("U.S.", "country", "United States"), ("U.K.", "country", "United Kingdom")]),
        ("Omanis", [("Omanis", "group", "Omani")]),
        ("UNITED, USAGE, Iranology, user@Iran", []),
        ("Guinea-Bissau", [("Guinea-Bissau", "country", "Guinea-Bissau")]),
    ],
)
def test_names_are_found_as_whole_words_longest_first(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert found(text) == wanted


def test_every_country_has_a_code_of_its_own_and_groups_and_capitals_refer_to_it() -> None:
    entries = gazetteer().entries
    codes: dict[str, str] = {}
    for entry in entries.values():
        if entry.type == "country":
            assert re.fullmatch("[A-Z]{2}", entry.country)
            assert codes.setdefault(entry.country, entry.name) == entry.name
    assert len(codes) > 195
    assert {entry.country for entry in entries.values()} - {""} == set(codes)


def test_words_with_other_meanings_are_soft() -> None:
    entries = gazetteer().entries
    assert entries["Jordan"].soft
    assert not entries["Iran"].soft
