"""Where sentences end, and where they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.text.document import Block, Document
from briefreader.text.sentences import sentences, sentences_in


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Brekke met Dr. Ann Tuve.|They spoke for an hour.",
        "It reached the U.S. Senate.|It was made in the U.S.|The rest was not.",
        "See No. 5 and para. 3.|He said no.|They left.",
        "J. R. Lind chose Plan B.|The next was worse.",
        "The fee rose 3.5 per cent... and then fell.|Wait … what?|Yes…|No.",
        "1. The harbour is full.",
        "12.3. The board decided.|It was late.",
        "The claim is old.[3]|The next is new.¹|The third is neither.",
        "Skagen Ltd. Shipping paid.|Skagen Ltd.|The firm closed.",
        "She paid at 5 p.m. on Friday.|At 6 p.m.|They closed.",
        "On Jan. 5, 2026 it froze.|They met in Jan.|The rest came later.",
        "“I agree.”|She left.|“Why?” he asked.|“Go!”|Then silence.",
        "The vote\nwas held.|It\npassed.",
        "She lives in St. Albans.|He (it is said) does not.",
        "(He had left.)|She stayed.",
        "“A.”|“B.”|“C.”",
        "协议已签署。|双方同意！|“好。”|他说。|下一步？",
        "هل وقعوا؟|نعم.|انتهى الاجتماع۔|ثم ذهبوا.",
        "वे आए।|वे गए।",
        "no full stop at all",
        "Is it?!|It is.",
    ],
)
def test_sentences_end_where_a_reader_says(text: str) -> None:
    parts = text.split("|")
    joined = "".join(part if part[-1] in "。！？" or part.endswith("。”") else part + " " for part in parts)
    assert split(joined) == parts


def test_no_sentence_crosses_a_block() -> None:
    text = "A heading\nFirst one. Second\none.\n\nLast"
    blocks = (
        Block("heading", 0, 9, level=1),
        Block("paragraph", 10, 32, paragraph=1),
        Block("paragraph", 33, 33),
        Block("item", 34, 38, paragraph=2),
    )
    found = [text[start:end] for start, end in sentences(Document(text, blocks))]
    assert found == ["A heading", "First one.", "Second\none.", "Last"]


def test_a_part_of_a_text_is_read_alone() -> None:
    text = "One. Two. Three."
    assert sentences_in(text, 5, 9) == ((5, 9),)
    assert sentences_in(text, 4, 7) == ((5, 7),)
    assert sentences_in(text, 4, 5) == ()


@given(st.text(alphabet="aB. !?”“(\n1。U[]'", max_size=80))
def test_sentences_cover_all_but_white_space_in_order(text: str) -> None:
    spans = sentences_in(text)
    last = 0
    for start, end in spans:
        assert last <= start < end
        assert text[last:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        last = end
    assert text[last:].strip() == ""


@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, "." * 1_000_000, "a." * 300_000, "A. " * 200_000, '."' * 300_000, ".[1]" * 150_000,
     "Mr. " * 150_000, "." + " \n" * 500_000, "“" * 1_000_000, "e.g." * 200_000],
)  # fmt: skip
def test_hostile_text_comes_to_an_end(text: str) -> None:
    spans = sentences_in(text)
    assert spans[0].start == 0
    assert spans[-1].end == len(text.rstrip())
