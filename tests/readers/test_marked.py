import textwrap

import pytest

from briefreader.readers.marked import read_text
from briefreader.readers.tidy import tidy, too_intricate
from briefreader.text.document import Block, Document


def read(text: str) -> Document:
    return read_text(textwrap.dedent(text), "brief.md")


def rows(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def items(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.kind == "item"]


def test_front_matter_is_metadata_and_not_text() -> None:
    document = read(
        """\
        ---
        title: "The quay: a survey"
        author: [Ada Bright, Bo Carling]
        date: 12 March 2026
        keywords:
          - quays
          - cranes
        ---
        # The quay

        Words.
        """
    )
    assert document.metadata.title == "The quay: a survey"
    assert document.metadata.author == "Ada Bright, Bo Carling"
    assert document.metadata.date == "2026-03-12"
    assert document.metadata.extra == {"keywords": "quays, cranes"}
    assert rows(document) == [("heading", "The quay"), ("paragraph", "Words.")]


def test_header_lines_without_front_matter_stay_lines() -> None:
    document = read("Title: The quay\nAuthor: Ada Bright\nDate: 3 May 2026\n\nWords.")
    assert document.text.startswith("Title: The quay\nAuthor: Ada Bright\nDate: 3 May 2026\n")
    assert (document.metadata.title, document.metadata.date) == ("The quay", "2026-05-03")


def test_nested_lists_however_they_are_indented() -> None:
    for step in ("  ", "   ", "    ", "\t"):
        document = read_text(f"Intro:\n- one\n{step}- two\n{step}{step}- three\n- four\n", "a.md")
        assert [b.level for b in items(document)] == [1, 2, 3, 1]
        assert rows(document)[0] == ("paragraph", "Intro:")


def test_numbers_of_a_list_are_kept_when_it_goes_on_under_another_heading() -> None:
    document = read("1. one\n2. two\n\n## Part\n\n3. three\n")
    assert [(b.place.number, b.place.ordered) for b in items(document) if b.place] == [(1, True), (2, True), (3, True)]


def test_bullets_then_numbers_are_two_lists() -> None:
    document = read("- a\n  - b\n1. c\n2. d\n")
    assert [b.place.ordered for b in items(document) if b.place] == [False, False, True, True]


def test_a_year_at_the_beginning_of_a_line_is_no_list() -> None:
    assert rows(read("It was the spring of\n1986. The pier stood."))[0][0] == "paragraph"


def test_a_second_paragraph_of_an_item_belongs_to_it() -> None:
    first, second = items(read("- one\n\n  more of one\n"))
    assert first.place is not None
    assert second.place is not None
    assert (first.place.opens, second.place.opens) == (True, False)
    assert first.place.list_id == second.place.list_id


def test_block_quotations_nest() -> None:
    document = read("> outer\n>\n> > inner\n\nplain")
    assert [b.quote for b in document.blocks] == [1, 2, 0]


def test_marks_and_links() -> None:
    document = read("A **bold *and slanted*** word, `code`, ~~gone~~, [a link](https://example.org/x).")
    marks = {(m.kind, document.text[m.start : m.end], m.value) for m in document.inlines}
    assert marks == {
        ("strong", "bold and slanted", ""),
        ("emphasis", "and slanted", ""),
        ("code", "code", ""),
        ("strike", "gone", ""),
        ("link", "a link", "https://example.org/x"),
    }


def test_a_link_that_would_run_something_is_only_words() -> None:
    document = read(
        "[click](javascript:alert(1)) [more](data:text/html,x) [page](other.md) [mail](mailto:a@example.org)"
    )
    assert [m.value for m in document.inlines if m.kind == "link"] == ["other.md", "mailto:a@example.org"]


def test_tables() -> None:
    document = read("| Port | Berths |\n|---|---|\n| Sorrel | 3 |\n| Vestey | |\n")
    assert rows(document) == [("cell", t) for t in ("Port", "Berths", "Sorrel", "3", "Vestey")]
    assert list(document.tables.values()) == [(3, 2)]
    assert {b.paragraph for b in document.blocks} == {1}


def test_footnotes_have_their_number_as_label_and_no_way_back() -> None:
    document = read("Words[^a] and more[^b].\n\n[^a]: First note.\n[^b]: Second.\n")
    assert document.text.startswith("Words[1] and more[2].")
    notes = [(b.label, document.text[b.start : b.end]) for b in document.blocks if b.kind == "footnote"]
    assert notes == [("1", "First note."), ("2", "Second.")]


def test_code_keeps_its_lines() -> None:
    assert ("code", "x = [1]\n\n- y") in rows(read("```py\nx = [1]\n\n- y\n```\n\nWords."))


def test_breaks_within_a_paragraph() -> None:
    assert read("one  \ntwo\nthree").text == "one\ntwo three"


def test_a_word_divided_at_a_line_end_is_one() -> None:
    assert (
        read("a self-\nsufficient port, first-\nand second-class").text
        == "a self-sufficient port, first- and second-class"
    )


def test_html_within_markdown_is_read_and_its_scripts_are_not() -> None:
    document = read("Words <q>said</q> <b>so</b>.\n\n<script>alert(1)</script>\n\n<div>More</div>\n")
    assert document.text == "Words “said” so.\nMore"


def test_intricate_markdown_is_read_as_plain_text_and_says_so() -> None:
    for text in ("[" * 50_000, "<a " * 20_000, "\n".join(" " * 2 * n + "- x" for n in range(500))):
        assert too_intricate(text)
        document = read_text(text, "bomb.md")
        assert document.metadata.format == "markdown"
        assert "plain text" in document.metadata.extra["notice"]
    assert not too_intricate("[a](b) " * 5000)


def test_tidy_leaves_fences_alone() -> None:
    text = "```\nwords\n- a\n 1) b\n```\n"
    assert tidy(text) == text


def test_fields_that_only_repeat_the_title_are_not_text() -> None:
    fields = "Title: Ferries\nAuthor: Ilse Brandvold\nDate: 3 May 2026\nClassification: none\n\n"
    document = read_text(f"{fields}# Ferries\n\nThey sail.\n", "a.md")
    assert document.text == "Ferries\nThey sail."
    about = document.metadata
    assert (about.title, about.author, about.date) == ("Ferries", "Ilse Brandvold", "2026-05-03")
    assert about.extra["classification"] == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Title: Ferries\n\n# Other ships\n\nThey sail.\n",
        "Title: Ferries\nThey sail.\n\n# Ferries\n",
        "Title: Ferries\nHarbour: Lindesund\n\n# Ferries\n",
        "Author: Ilse Brandvold\n\n# Ferries\n",
    ],
)
def test_fields_that_say_more_stay_in_the_text(text: str) -> None:
    assert read_text(text, "a.md").text.startswith(text[:8])
