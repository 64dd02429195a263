from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefreader.analysis.tokens import plain_text, tokenise


@given(st.text())
def test_plain_text_keeps_every_offset(text: str) -> None:
    plain, shouted = plain_text(text)
    assert len(plain) == len(text)
    assert [number for number, line in enumerate(plain.split("\n")) if number in shouted] == sorted(shouted)


@given(st.text(alphabet="Aab. -'’\n&é1"))
def test_tokens_are_in_order_and_stand_in_the_text(text: str) -> None:
    plain, _ = plain_text(text)
    reached = 0
    for token in tokenise(plain):
        assert reached <= token.start < token.end
        assert plain[token.start : token.end] == token.text
        reached = token.end


def test_words_of_a_line_in_capitals_are_written_as_elsewhere() -> None:
    plain, shouted = plain_text("DEBT RELIEF FOR OSTMARK\nOstmark wants debt relief.", ["Iran"])
    assert plain.split("\n")[0] == "debt relief for Ostmark"
    assert shouted == {0}


def test_a_speakers_label_keeps_its_name() -> None:
    assert plain_text("MS. ALDAINE: We were never asked.")[0] == "Ms. Aldaine: We were never asked."


def test_possessives_and_abbreviations() -> None:
    plain, _ = plain_text("Iran’s envoy, Dr. O’Neill of AT&T, met J. Doe in the U.S. today.")
    assert [t.text for t in tokenise(plain) if t.cap] == ["Iran", "Dr.", "O'Neill", "AT&T", "J.", "Doe", "U.S."]
