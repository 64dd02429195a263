from __future__ import annotations

from collections.abc import Callable

import pytest

from briefreader.records import FoundMention, FoundQuote, Passage
from briefreader.text.document import Document
from briefreader.ui.reader.describe import tip
from briefreader.ui.reader.marks import KINDS, Marks

_TEXT = [
    ("“We shall dredge the harbour twice a year,” – Orla Venn", {}),
    ("Orla Venn called it “a start”, and Tam Quill spoke of “the blue plan” that nobody had read to the end.", {}),
    ("Printed as a quotation.", {"quote": 1}),
]


@pytest.fixture
def document(compose: Callable[..., Document]) -> Document:
    return compose(_TEXT)


@pytest.fixture
def marks(document: Document, quote: Callable[..., FoundQuote]) -> Marks:
    made = Marks(document)
    made.set_quotes(
        [
            quote(document, "We shall dredge the harbour twice a year"),
            quote(document, "a start", kind="fragment", attribution="inferred"),
            quote(document, "the blue plan", None, kind="term"),
        ]
    )
    return made


def test_paragraphs_that_are_quotations_have_a_bar_and_others_none(document: Document, marks: Marks) -> None:
    assert [bar.start for bar in marks.bars.spans] == [document.blocks[0].start, document.blocks[2].start]


def test_a_quote_is_shown_with_its_marks(document: Document, marks: Marks) -> None:
    shown = [document.text[span.start : span.end] for span in marks.quotes.spans]
    assert shown == ["“We shall dredge the harbour twice a year,”", "“a start”", "“the blue plan”"]


def test_speakers_stand_beside_the_text_once_a_paragraph(document: Document, quote: Callable[..., FoundQuote]) -> None:
    made = Marks(document)
    made.set_quotes([quote(document, "We shall"), quote(document, "dredge"), quote(document, "a start", "Tam Quill")])
    assert [(name.name, name.sure) for name in made.speakers] == [("Orla Venn", True), ("Tam Quill", True)]


def test_inferred_speakers_are_not_sure_and_terms_have_none(marks: Marks) -> None:
    assert [(name.name, name.sure) for name in marks.speakers] == [("Orla Venn", True), ("Orla Venn", False)]


def test_the_shortest_thing_at_a_place_comes_first(
    document: Document, marks: Marks, mention: Callable[..., FoundMention], passage: Callable[..., Passage]
) -> None:
    harbour = mention(document, "harbour", "place")
    marked = passage(document, 4, 40, "ports")
    marks.set_mentions([harbour])
    marks.set_passages([marked], {"ports": "blue"})
    found = marks.at(document.text.index("harbour") + 2)
    assert found[0] is harbour
    assert found[1] is marked
    assert isinstance(found[2], FoundQuote)


def test_what_is_not_shown_is_not_found(document: Document, marks: Marks, mention: Callable[..., FoundMention]) -> None:
    marks.set_mentions([mention(document, "harbour", "place")])
    marks.visible = KINDS - {"place", "quotes"}
    assert marks.at(document.text.index("harbour")) == ()


def test_orphans_are_not_drawn(document: Document, marks: Marks, passage: Callable[..., Passage]) -> None:
    lost = Passage("p", "b", None, None, "gone", (), "", "orphan", None, None, (), "", "", "")
    marks.set_passages([lost, passage(document, 0, 5)], {})
    assert [span.item.id for span in marks.passages.spans] == ["0-5"]


def test_tips_name_and_escape(
    document: Document, marks: Marks, mention: Callable[..., FoundMention], passage: Callable[..., Passage]
) -> None:
    found = mention(document, "harbour", "place")
    assert "harbour" in tip([found], "")
    assert "place" in tip([found], "")
    noted = passage(document, 0, 5, "a<b", note="see <i>this</i>", status="ambiguous")
    said = tip([noted], "https://x.test/?a=1&b=2")
    assert "a&lt;b" in said
    assert "&lt;i&gt;" in said
    assert "several likely places" in said
    assert "a=1&amp;b=2" in said
    assert "inferred" in tip(marks.at(document.text.index("a start")), "")
    assert "term" in tip(marks.at(document.text.index("blue plan")), "")
    assert tip([], "") == ""
