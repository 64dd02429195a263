"""The text of a brief for Word, its passages as comments."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from briefreader import readers
from briefreader.export.word.commented import commented
from briefreader.text.document import Document

PAGE = """<html><body><h1>Night ferries</h1>
<p>The <b>night</b> ferry is <i>late</i> again.<sup>2</sup></p>
<ul><li>One boat waits.</li><li>Two sail.</li></ul>
<table><tr><th>Boat</th><th>Fee</th></tr><tr><td>Alke</td><td>12 crowns</td></tr></table>
<blockquote>Nobody told the pilots.</blockquote>
<p>\u0642\u0627\u0644\u062a \u0627\u0644\u0645\u062f\u064a\u0646\u0629.</p></body></html>"""


def opened(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def marked(document: docx.document.Document) -> dict[str, str]:
    """What each comment is put on, by its id: the letters between its start and its end."""
    found: dict[str, str] = {}
    open_now: set[str] = set()
    for one in document.element.body.iter():
        number = one.get(qn("w:id"))
        if one.tag == qn("w:commentRangeStart"):
            open_now.add(number)
            found[number] = ""
        elif one.tag == qn("w:commentRangeEnd"):
            open_now.remove(number)
        elif one.tag == qn("w:t"):
            for number in open_now:
                found[number] += one.text or ""
    assert not open_now
    return found


@pytest.fixture
def ferries(desk) -> Document:
    desk.passages.clear()
    desk.brief("ferries", "x", title="Night ferries", date="2026-03-12")
    desk.documents["ferries"] = readers.read_bytes(PAGE.encode(), "ferries.html")
    return desk.documents["ferries"]


def test_comments_stand_on_the_words_with_tags_and_note(desk, ferries: Document) -> None:
    desk.passage("ferries", "ferry is late", "sea/boats", "delay", note="Ask the pilots.\nTwice.")
    desk.passage("ferries", "late again", "weather")
    data, placed = commented(desk.briefs[-1], ferries, desk.passages)
    assert placed == 2
    document = opened(data)
    said = {str(one.comment_id): one for one in document.comments}
    by_words = {words: said[number] for number, words in marked(document).items()}
    assert set(by_words) == {"ferry is late", "late again"}
    one = by_words["ferry is late"]
    assert one.text == "sea / boats; delay\nAsk the pilots.\nTwice."
    assert (one.author, one.initials) == ("reader", "R")
    assert one.timestamp.isoformat() == desk.passages[0].changed


def test_the_text_is_the_briefs_with_its_structure(desk, ferries: Document) -> None:
    document = opened(commented(desk.briefs[-1], ferries, [])[0])
    paragraphs = {one.text.split("\t")[-1]: one for one in document.paragraphs}
    assert paragraphs["Night ferries"].style.name == "Heading 1"
    assert "\u2022\tOne boat waits." in [one.text for one in document.paragraphs]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Boat", "Fee"], ["Alke", "12 crowns"],
    ]  # fmt: skip
    late = paragraphs["The night ferry is late again.2"]
    looks = {run.text: (run.bold, run.italic, run.font.superscript) for run in late.runs}
    assert looks["night"] == (True, None, None)
    assert looks["late"] == (None, True, None)
    assert looks["2"] == (None, None, True)
    assert (
        "Night ferries, 12 Mar 2026 · text with 0 passages as comments"
        in document.sections[0].header.paragraphs[0].text
    )


def test_a_passage_may_begin_in_one_block_and_end_in_another(desk, ferries: Document) -> None:
    start, end = ferries.text.index("Two sail"), ferries.text.index("12 crowns") + 2
    desk.passage("ferries", "Two sail.", "sea")
    desk.passages[0] = replace(desk.passages[0], start=start - 1, end=end)
    document = opened(commented(desk.briefs[-1], ferries, desk.passages)[0])
    (words,) = marked(document).values()
    assert words.replace("\u2022", "") == "Two sail.BoatFeeAlke12"


def test_what_has_no_certain_place_is_listed(desk, ferries: Document) -> None:
    desk.passage("ferries", "One boat waits.", "sea", saved="One boat has waited.", status="orphan")
    data, placed = commented(desk.briefs[-1], ferries, desk.passages)
    texts = [one.text for one in opened(data).paragraphs]
    assert placed == 0
    assert texts[-3:] == ["Passages without a certain place", "One boat has waited.", "sea"]


def test_the_same_passages_give_the_same_bytes(desk, ferries: Document) -> None:
    desk.passage("ferries", "pilots", "sea")
    assert commented(desk.briefs[-1], ferries, desk.passages) == commented(desk.briefs[-1], ferries, desk.passages)


SOURCE = readers.read_bytes(PAGE.encode(), "ferries.html")


@given(st.lists(st.tuples(st.integers(0, len(SOURCE.text) - 1), st.integers(1, 80)), max_size=6))
def test_any_span_is_marked_letter_by_letter(new_desk, spans: list[tuple[int, int]]) -> None:
    desk = new_desk()
    brief = desk.brief("ferries", "x", title="Night ferries")
    desk.documents["ferries"] = SOURCE
    expected = []
    for start, length in spans:
        end = min(len(SOURCE.text), start + length)
        if SOURCE.text[start:end].strip("\n"):
            passage = replace(desk.passage("ferries", "pilots", "sea"), start=start, end=end)
            desk.passages[-1] = passage
            expected.append(SOURCE.text[start:end].replace("\n", ""))

    data, _ = commented(brief, SOURCE, desk.passages[: len(expected)])
    found = [words.replace("\u2022", "") for words in marked(opened(data)).values()]
    assert sorted(found) == sorted(expected)
