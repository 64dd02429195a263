"""How places are cited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefreader.export import citation, clip
from briefreader.export.citation import direction, file_name, locator, short_date
from briefreader.text.document import Block, CellPlace, Document, Page


def test_title_date_paragraph(desk) -> None:
    brief, document = desk.briefs[0], desk.documents["crane"]
    start = document.text.index("The road")
    assert citation(brief, document, start, start + 8) == "A crane for Vellin, 12 Mar 2026, para 3"


def test_page_comes_before_paragraph_and_both_may_be_ranges(empty_desk) -> None:
    text = "One two.\nThree four.\nFive."
    brief = empty_desk.brief("b", text, title="Pages", pages=3)
    document = empty_desk.documents["b"]
    assert citation(brief, document, 0, 3) == "Pages, p. 1, para 1"
    assert citation(brief, document, 4, 15) == "Pages, pp. 1–2, paras 1–2"
    assert citation(brief, document, 0, 9) == "Pages, p. 1, para 1"


def test_without_a_title_the_file_is_named(desk) -> None:
    assert citation(desk.briefs[1], desk.documents["grain"], 0, 5) == "grain.md, Apr 2026, para 1"
    windows = replace(desk.briefs[1], path="C:\\Desk\\note.txt")
    assert citation(windows, None, 0, 5) == "note.txt, Apr 2026"


def test_a_paragraph_with_a_number_of_its_own_is_given_with_both(desk) -> None:
    document = Document("Text.", (Block("paragraph", 0, 5, paragraph=7, label="2.1."),))
    assert citation(desk.briefs[0], document, 0, 5).endswith(", para 7 (no. 2.1)")
    lettered = Document("Text.", (Block("item", 0, 5, paragraph=7, label="(b)"),))
    assert citation(desk.briefs[0], lettered, 0, 5).endswith(", para 7 (no. (b))")
    same = Document("Text.", (Block("paragraph", 0, 5, paragraph=7, label="7."),))
    assert citation(desk.briefs[0], same, 0, 5).endswith(", para 7")


def test_slides_sheets_and_times_are_cited_as_people_find_them() -> None:
    slides = Document("Text.", (Block("item", 0, 5, paragraph=7),), unit="slide", paging=(Page("4", 0, 5),))
    assert locator(slides, 0, 5) == ("slide 4", "para 7")
    cells = (
        Block("cell", 0, 3, cell=CellPlace(0, 6, 1)),
        Block("cell", 4, 7, cell=CellPlace(0, 8, 27)),
        Block("paragraph", 8, 12, paragraph=2),
    )
    sheet = Document("one\ntwo\nnote", cells, unit="sheet", paging=(Page("Costs", 0, 12),))
    assert locator(sheet, 0, 3) == ("Costs!B7", "")
    assert locator(sheet, 0, 7) == ("Costs!B7:AB9", "")
    assert locator(sheet, 8, 12) == ("sheet Costs", "para 2")
    odd = replace(sheet, paging=(Page("Q1 – Anna's", 0, 12),))
    assert locator(odd, 4, 7) == ("'Q1 – Anna''s'!AB9", "")
    spoken = Document("Text.", (Block("paragraph", 0, 5, paragraph=7, label="00:12:05"),))
    assert locator(spoken, 0, 5) == ("", "at 00:12:05")


def test_what_is_in_another_file_is_named_with_it(desk) -> None:
    inside = replace(desk.briefs[1], path="/desk/mails.zip!/2026/note.eml!/annex.pdf")
    assert file_name(inside) == "annex.pdf in mails.zip"


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2026-03-12", "12 Mar 2026"), ("2026-03", "Mar 2026"), ("2026", "2026"), ("", ""), ("2026-13-01", "2026-13-01"),
     ("spring  2026", "spring 2026")],
)  # fmt: skip
def test_dates_have_the_precision_they_have(date: str, expected: str) -> None:
    assert short_date(date) == expected


def test_clip_has_the_words_and_where_they_stand(desk) -> None:
    brief, document = desk.briefs[0], desk.documents["crane"]
    start = document.text.index("Vellin needs")
    made = clip(brief, document, start, start + 27)
    assert made.plain == "“Vellin needs a second crane” (A crane for Vellin, 12 Mar 2026, para 1)"
    assert made.html == (
        '<blockquote lang="en" dir="ltr"><p>Vellin needs a second crane</p></blockquote>'
        "<p>A crane for Vellin, 12 Mar 2026, para 1</p>"
    )


def test_clip_names_the_speaker_and_escapes(empty_desk) -> None:
    brief = empty_desk.brief("b", "“<b>No</b>.”", title="A & B")
    made = clip(brief, empty_desk.documents["b"], 0, 12, speaker="Oda <Brekke>")
    assert made.plain == "“<b>No</b>.” (Oda <Brekke>, A & B, para 1)"
    assert "&lt;b&gt;No&lt;/b&gt;" in made.html
    assert "Oda &lt;Brekke&gt;, A &amp; B, para 1" in made.html


def test_direction_is_that_of_the_first_letter() -> None:
    assert direction("12 — مرحبا world") == "rtl"
    assert direction("שלום") == "rtl"
    assert direction("(a) مرحبا") == "ltr"
    assert direction("12.") == "ltr"
