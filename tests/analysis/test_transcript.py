"""Turns of a transcript. All people are fictional."""

from __future__ import annotations

from briefreader.analysis.entities import find_mentions
from briefreader.analysis.quotes import find_quotes
from briefreader.analysis.scene import lines_as_blocks
from briefreader.text.document import Block, Document, numbered
from briefreader.text.findings import Quote

HEARING = """Present: Dr Mira Tolland, Institute of Tides
THE CHAIR: Good morning. Dr Tolland, how late is the gauge?
DR TOLLAND: By an hour. The board called it "a matter of taste".
(Laughter.)
THE CHAIR: And who reads it?
DR TOLLAND: I do. I told the board so.
The reading is sent every evening to the two ministries, and nobody there has ever answered me.
The sitting closed.
A last line that is long enough to be taken for speech but stands behind the note that closed it all."""


def rows(text: str) -> list[Quote]:
    document = Document(text, numbered(lines_as_blocks(text)))
    return list(find_quotes(document, find_mentions(document, None)))


def test_each_turn_is_the_speech_of_its_label() -> None:
    turns = [quote for quote in rows(HEARING) if quote.rule == "turn"]
    assert [quote.speaker for quote in turns] == ["The Chair", "Mira Tolland", "The Chair", "Mira Tolland"]
    assert turns[2].text == "And who reads it?"
    assert {quote.attribution for quote in turns} == {"explicit"}


def test_a_turn_goes_on_in_the_next_paragraph_until_a_note_ends_it() -> None:
    (on,) = [quote for quote in rows(HEARING) if quote.rule == "paragraph"]
    assert (on.speaker, on.attribution) == ("Mira Tolland", "inferred")
    assert on.text.startswith("The reading is sent")


def test_a_quotation_within_a_turn_has_its_own_speaker() -> None:
    (inner,) = [quote for quote in rows(HEARING) if quote.text == "a matter of taste"]
    assert inner.speaker == "The board"


def test_questions_and_answers() -> None:
    text = "Q: Is it late?\nA: By an hour.\nQ: Who says so?\nA: The gauge."
    assert [(quote.speaker, quote.text) for quote in rows(text)] == [
        ("Q", "Is it late?"), ("A", "By an hour."), ("Q", "Who says so?"), ("A", "The gauge."),
    ]  # fmt: skip


def test_a_lettered_list_and_a_memo_head_are_no_transcripts() -> None:
    assert rows("A. Read the gauge.\nB. Mend it.\nA. Read it again.\nA. And again.") == []
    assert rows("TO: The board\nFROM: The clerk\nSUBJECT: The gauge\nDATE: 4 May\nSUBJECT: The gate") == []


def test_an_empty_block_behind_the_last_turn_is_passed_over() -> None:
    text = HEARING[: HEARING.index("\nThe sitting closed.")]
    document = Document(text, numbered(lines_as_blocks(text)))
    empty = Block("item", len(text) + 1, len(text) + 1)
    ended = Document(f"{text}\n", (*document.blocks, empty))
    assert find_quotes(ended, find_mentions(ended, None)) == find_quotes(document, find_mentions(document, None))
