"""The passages shown for a hit."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.search.query import parse
from briefreader.search.snippets import make
from briefreader.text.document import Block, CellPlace, Document, numbered

GRAPHEMES = ["e\u0301", "👩‍👩‍👧", "🇳🇴", "👍🏽", "각".encode().decode(), "\u1112\u1161\u11ab", "क्षि", "x", " ", "y"]


def document(*blocks: str, heading: int = -1) -> Document:
    """Paragraphs, the one numbered `heading` a heading."""
    made: list[Block] = []
    at = 0
    for number, text in enumerate(blocks):
        made.append(Block("heading" if number == heading else "paragraph", at, at + len(text), page=str(number + 1)))
        at += len(text) + 1
    return Document("\n".join(blocks), numbered(made))


FILLER = "The committee met in the morning and heard the usual reports from the harbour office. "
LONG = FILLER * 5 + "Then Kestrel spoke of the grain levy. " + FILLER * 5 + "The levy rose. " + FILLER * 3


def test_offsets_paragraph_and_page_are_of_the_canonical_text() -> None:
    doc = document("A heading on grain", "Nothing here.", "They sold grain in Varnholm.", heading=0)
    snippets, matches = make(doc, parse("grain"))
    assert matches == 2
    best = snippets[0]
    assert (best.text, best.paragraph, best.page) == ("They sold grain in Varnholm.", 2, "3")
    assert doc.text[best.start : best.end] == best.text
    assert [doc.text[a:b] for a, b in best.highlights] == ["grain"]
    assert [s.text for s in snippets[1:]] == ["A heading on grain"]


def test_the_passage_with_most_of_the_words_comes_first() -> None:
    snippets, matches = make(document("A levy.", "A levy. A levy.", LONG), parse("levy kestrel"), limit=2)
    assert matches == 6
    assert "Kestrel spoke of the grain levy" in snippets[0].text
    assert len(snippets) == 2
    assert snippets[1].text == "A levy. A levy."


def test_a_snippet_is_of_the_width_and_begins_with_a_sentence() -> None:
    snippets, _ = make(document(LONG), parse("kestrel"))
    assert len(snippets) == 1
    assert 120 < len(snippets[0].text) <= 250
    assert snippets[0].text.startswith("The committee met")
    assert snippets[0].text.endswith("office.")


def test_only_whole_phrases_are_marked() -> None:
    doc = document("The price of grain. The grain price rose; a grain-price index.")
    snippets, matches = make(doc, parse('"grain price"'))
    assert [doc.text[a:b] for a, b in snippets[0].highlights] == ["grain price", "grain-price"]
    assert matches == 2


def test_distant_matches_give_several_snippets_that_do_not_overlap() -> None:
    snippets, _ = make(document(LONG), parse("levy"), limit=5)
    spans = sorted((s.start, s.end) for s in snippets)
    assert len(spans) == 2
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("query", ["-kestrel", "title:anything"])
def test_without_a_match_in_the_text_the_beginning_is_shown(query: str) -> None:
    snippets, matches = make(document("Heading", "First words of it.", heading=0), parse(query))
    assert [s.text for s in snippets] == ["First words of it."]
    assert snippets[0].highlights == ()
    assert matches == 0


@pytest.mark.parametrize(
    "doc", [Document(""), document(""), document("Heading only", heading=0), Document("grain bare")]
)
def test_there_is_always_one(doc: Document) -> None:
    snippets, _ = make(doc, parse("grain"))
    assert len(snippets) == 1
    assert snippets[0].text == doc.text[snippets[0].start : snippets[0].end]


def test_a_cell_is_shown_with_its_row() -> None:
    cells = ["Port", "Tonnes", "Varnholm", "1,200"]
    blocks: list[Block] = []
    at = 0
    for number, text in enumerate(cells):
        blocks.append(Block("cell", at, at + len(text), cell=CellPlace(1, number // 2, number % 2)))
        at += len(text) + 1
    snippets, _ = make(Document("\n".join(cells), numbered(blocks)), parse("1200"))
    assert snippets[0].text == "Varnholm\n1,200"
    assert snippets[0].paragraph == 1


def test_an_endless_word_and_endless_marks_are_cut() -> None:
    for text in ("x" * 50_000 + " grain", "grain " + "e" + "\u0301" * 50_000, "grain" * 20_000, "grain\u200d" * 5_000):
        snippets, _ = make(document(text), parse("grain*"))
        assert 0 < len(snippets[0].text) < 1_000


@given(st.lists(st.sampled_from(GRAPHEMES), min_size=1, max_size=60), st.lists(st.sampled_from(GRAPHEMES), max_size=60))
def test_no_grapheme_is_cut(before: list[str], after: list[str]) -> None:
    parts = [*before, " ", "grain", " ", *after]
    doc = document("".join(parts))
    edges = {0}
    for part in parts:
        edges.add(max(edges) + len(part))
    snippets, _ = make(doc, parse("grain"), width=40)
    assert len(snippets) == 1
    # Two flags or two clusters side by side may join into one more; an edge of a part is never inside a part.
    assert snippets[0].start in edges
    assert snippets[0].end in edges
    assert "grain" in snippets[0].text


@given(
    st.lists(st.text(alphabet=st.sampled_from("grain levy. -'!\u0301é和"), max_size=120), min_size=1, max_size=6),
    st.sampled_from(["grain", "levy grain", '"grain levy"', "gr*", "和", "-grain", "grain OR levy"]),
    st.integers(20, 300),
)
def test_snippets_hold_their_marks(texts: list[str], typed: str, width: int) -> None:
    doc = document(*texts)
    snippets, matches = make(doc, parse(typed), width=width)
    assert 1 <= len(snippets) <= 3
    for snippet in snippets:
        assert snippet.text == doc.text[snippet.start : snippet.end]
        assert "\n" not in snippet.text
        assert bool(snippet.highlights) == bool(matches)
        last = snippet.start
        for start, end in snippet.highlights:
            assert last <= start < end <= snippet.end
            last = end
