import pytest

from briefreader.readers.frontmatter import split


def test_kinds_of_values() -> None:
    fields, text = split(
        "---\n"
        "title: 'It''s here'\n"
        'subtitle: "a \\"word\\": here"  # remark\n'
        "empty:\n"
        "none: null\n"
        "list: [a, 'b', c]\n"
        "authors:\n"
        "  - name: Ada Bright\n"
        "    office: Quays\n"
        "  - Bo Carling\n"
        "summary: >\n"
        "  Two lines\n"
        "  of text.\n"
        "# remark\n"
        "---\n"
        "Words"
    )
    assert text == "Words"
    assert fields["subtitle"] == 'a "word": here'
    assert fields["list"] == "a, b, c"
    assert fields["authors"].startswith("Ada Bright")
    assert fields["authors"].endswith("Bo Carling")
    assert fields["summary"] == "Two lines of text."
    assert not fields.get("none")
    assert "empty" not in fields


def test_toml() -> None:
    assert split('+++\ntitle = "Quays"\ndate = 2026-03-12\ntags = ["a", "b"]\n+++\nWords') == (
        {"title": "Quays", "date": "2026-03-12", "tags": "a, b"},
        "Words",
    )


def test_broken_values_lose_their_marks_and_nothing_else() -> None:
    assert split('---\ntitle: "unclosed\nauthor: [a, b\n---\nWords') == (
        {"title": "unclosed", "author": "a, b"},
        "Words",
    )


@pytest.mark.parametrize(
    "text", ["Words", "---\nno end: 1\n", "---\n\nA rule first.\n\n---\nMore", "----\na: b\n---\n", ""]
)
def test_text_without_front_matter_is_left_as_it_is(text: str) -> None:
    assert split(text) == ({}, text)
