"""Which marks pair, and what stands between them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.analysis.marks import marked
from briefreader.analysis.scene import lines_as_blocks
from briefreader.text.document import Block


def quoted(text: str) -> list[str]:
    return [text[mark.inner_start : mark.inner_end] for mark in marked(text, lines_as_blocks(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We stay," said Ada Brook.', ["We stay,"]),
        ("“We stay,” said Ada Brook.", ["We stay,"]),
        ("«We stay», said Ada Brook.", ["We stay"]),
        ("« We stay », said Ada Brook.", ["We stay"]),
        ("»We stay«, said Ada Brook.", ["We stay"]),
        ("„We stay“, said Ada Brook.", ["We stay"]),
        ("„We stay”, said Ada Brook.", ["We stay"]),
        ("”We stay”, said Ada Brook.", ["We stay"]),
        ("``We stay,'' said Ada Brook.", ["We stay,"]),
        ('“We stay," said Ada Brook.', ["We stay,"]),
        ("‘We stay,’ said Ada Brook.", ["We stay,"]),
        ("'We won't go,' said Ada Brook.", ["We won't go,"]),
        ("It was a ‘quiet word’ in the ministers’ ears.", ["quiet word"]),
        ("'It's the ministers' choice,' he added.", ["It's the ministers' choice,"]),
        ("The ministers' view and the officials' view differ; it's so.", []),
        ("In the ’90s they’d rock ’n’ roll, and ’tis over.", []),
        ('The 12" pipe and the 5\' 10" man said nothing.', []),
        ('He paid for a 12" pipe "and a tap" in May.', ["and a tap"]),
        ("“She told me ‘never again’ and left,” Brook said.", ["She told me ‘never again’ and left,"]),
        ("“The word “tide” is wrong,” Brook said.", ["The word “tide” is wrong,"]),
        ('"One," said Brook. "Two."', ["One,", "Two."]),
        ('("in brackets")', ["in brackets"]),
        ("““", []),
        ('"""""""', []),
        ("“…”", []),
    ],
)
def test_marks_of_all_kinds(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    assert quoted("“This never closes\nand here is another paragraph.") == ["This never closes"]


def test_a_quotation_left_open_ends_before_the_dash_that_names_its_speaker() -> None:
    assert quoted("“This never closes – Ada Brook\nNext.") == ["This never closes"]


@pytest.mark.parametrize("opener", ["“", '"'])
def test_a_quotation_that_every_paragraph_opens_anew_is_one(opener: str) -> None:
    closer = "”" if opener == "“" else '"'
    text = f"{opener}The first part goes on.\n{opener}The second ends,{closer} said Ada Brook. {opener}No more.{closer}"
    assert quoted(text) == [f"The first part goes on.\n{opener}The second ends,", "No more."]


def test_a_mark_left_open_for_pages_is_a_stray_one() -> None:
    assert quoted("“" + "word " * 2000) == []


def test_code_is_not_read() -> None:
    text = 'print("no speech here")'
    assert marked(text, (Block("code", 0, len(text)),)) == ()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab S.,\n\"'“”„«»‘’‚`5—", max_size=80))
def test_any_text_gives_ordered_quotations_inside_it(text: str) -> None:
    last = 0
    for mark in marked(text, lines_as_blocks(text)):
        assert last <= mark.start < mark.inner_start < mark.inner_end <= mark.end <= len(text)
        assert text[mark.inner_start : mark.inner_end] == text[mark.inner_start : mark.inner_end].strip()
        last = mark.end


@pytest.mark.parametrize("unit", ['"', "“", "'a ", "‘a s’ ", '"a', "«»", "„a“ ", "“‘"])
def test_a_bomb_of_marks_is_read_in_one_pass(unit: str) -> None:
    text = unit * 30_000
    assert all(mark.end <= len(text) for mark in marked(text, lines_as_blocks(text)))
