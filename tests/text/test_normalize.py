import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.text.normalize import canonical, text_hash


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1c", "\x1d", "\x1e"]
)
def test_every_line_end_is_one_character(end: str) -> None:
    assert canonical(f"a{end}b") == "a\nb"


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\x7f", "\u00ad", "\ufeff", "\ud800", "\ufdd0", "\ufffe", "\ufff9"]
)
def test_what_cannot_be_shown_or_stored_is_left_out(character: str) -> None:
    assert canonical(f"a{character}b") == "ab"


@pytest.mark.parametrize(
    "character", ["\t", "\u00a0", "\u200d", "\u200f", "\u202e", "\u2066", "é", "e\u0301", "\U0001f9ea"]
)
def test_what_belongs_to_the_writing_stays(character: str) -> None:
    assert canonical(f"a{character}b") == f"a{character}b"


@given(st.text(alphabet=st.characters(), max_size=200))
def test_once_is_enough_and_the_result_can_be_stored(text: str) -> None:
    clean = canonical(text)
    assert canonical(clean) == clean
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert clean.split("\n") == clean.splitlines() or clean.endswith("\n") or not clean


def test_the_hash_is_of_the_text() -> None:
    assert text_hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert text_hash("é") != text_hash("e\u0301")
