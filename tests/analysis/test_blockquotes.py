"""Block quotations and who is credited with them. All people are fictional."""

from __future__ import annotations

from briefreader.analysis.entities import find_mentions
from briefreader.analysis.quotes import find_quotes
from briefreader.text.document import Block, Document, numbered
from briefreader.text.findings import Quote


def rows(*paragraphs: tuple[str, int]) -> list[Quote]:
    """The quotes of paragraphs given with their depth of quotation."""
    blocks: list[Block] = []
    text = ""
    for paragraph, depth in paragraphs:
        start = len(text)
        text += paragraph + "\n"
        blocks.append(Block("paragraph", start, len(text) - 1, quote=depth))
    document = Document(text, numbered(blocks))
    return [quote for quote in find_quotes(document, find_mentions(document, None)) if quote.kind == "block"]


WORDS = "The gauge is late. It was late last year."


def test_a_line_with_a_dash_names_the_speaker() -> None:
    (quote,) = rows((WORDS + "\n— Mira Tolland, Institute of Tides", 1))
    assert (quote.text, quote.speaker, quote.attribution) == (WORDS, "Mira Tolland", "explicit")


def test_a_paragraph_with_a_dash_names_the_speaker_inside_or_behind() -> None:
    for depth in (0, 1):
        quote = rows((WORDS, 1), ("— Mira Tolland, Institute of Tides", depth))[0]
        assert quote.speaker == "Mira Tolland"
        assert quote.text.startswith("The gauge is late.")


def test_a_last_line_with_a_name_and_nothing_else_names_the_speaker() -> None:
    (quote,) = rows((WORDS, 1), ("Dr Mira Tolland, Institute of Tides", 1))
    assert (quote.text, quote.speaker) == (WORDS, "Mira Tolland")


def test_a_letter_can_be_credited() -> None:
    (quote,) = rows((WORDS, 1), ("— Letter of the Society of Gauges, 4 May", 1))
    assert quote.speaker == "Letter of the Society of Gauges"


def test_the_sentence_before_names_the_speaker() -> None:
    (quote,) = rows(("Dr Mira Tolland said in May:", 0), (WORDS, 1))
    assert (quote.speaker, quote.attribution) == ("Mira Tolland", "explicit")
    (quote,) = rows(("Dr Mira Tolland told the board how it was.", 0), (WORDS, 1))
    assert (quote.speaker, quote.attribution) == ("Mira Tolland", "inferred")


def test_marks_around_the_whole_are_left_out() -> None:
    (quote,) = rows((f"“{WORDS}”", 1))
    assert (quote.text, quote.speaker, quote.attribution) == (WORDS, None, "none")


def test_paragraphs_that_follow_are_one_quotation_and_those_apart_two() -> None:
    assert [quote.text for quote in rows((WORDS, 1), ("More.", 1), ("Between.", 0), ("Other.", 1))] == [
        f"{WORDS}\nMore.", "Other.",
    ]  # fmt: skip
