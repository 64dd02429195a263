from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.text.address import Address, is_address, read


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("briefreader:passage/0a1b-2c", Address(passage="0a1b-2c")),
        ("briefreader://passage/0a1b-2c/", Address(passage="0a1b-2c")),
        ("briefreader:brief/0a/5-17", Address(brief="0a", start=5, end=17)),
        ("briefreader:brief/0a", Address(brief="0a")),
        ("briefreader:passage/../x", None),
        ("briefreader:passage/", None),
        ("https://example.org", None),
    ],
)
def test_addresses_are_read(word: str, expected: Address | None) -> None:
    assert read(word) == expected


@given(st.text(max_size=60))
def test_no_word_stops_the_reading(word: str) -> None:
    found = read(f"briefreader:{word}")
    assert found is None or (found.passage or found.brief)
    assert is_address(f"briefreader:{word}")
