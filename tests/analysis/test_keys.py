"""Key sentences."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.analysis.keys import key_sentences
from briefreader.text.document import Block, Document, numbered

TIDES = "The tide gauge at Port Hale has been late by an hour in every winter since 2019."
GAUGES = "A tide gauge that is late costs the harbour of Port Hale a ship every winter month."
ASIDE = "Somebody in the kitchen had left a yellow umbrella leaning against the old piano."


def document(*parts: tuple[str, str]) -> Document:
    """A document of blocks given as (kind, text)."""
    blocks: list[Block] = []
    text = ""
    for kind, part in parts:
        start = len(text)
        text += part + "\n"
        level = 2 if kind == "heading" else 0
        blocks.append(Block(kind, start, len(text) - 1, level=level))  # type: ignore[arg-type]
    return Document(text, numbered(blocks))


def test_what_the_brief_is_about_beats_an_aside() -> None:
    brief = document(("paragraph", f"{TIDES} {GAUGES} {ASIDE}"), ("paragraph", GAUGES.replace("ship", "barge")))
    found = key_sentences(brief, count=2)
    assert ASIDE not in [key.text for key in found]
    assert len(found) == 2


def test_sentences_come_in_text_order_with_exact_spans() -> None:
    brief = document(("paragraph", TIDES), ("paragraph", ASIDE), ("paragraph", GAUGES))
    found = key_sentences(brief)
    assert [key.start for key in found] == sorted(key.start for key in found)
    assert all(key.text == brief.text[key.start : key.end] for key in found)
    assert max(key.score for key in found) == 1.0


def test_the_same_sentence_is_not_taken_twice() -> None:
    brief = document(*[("paragraph", TIDES)] * 5, ("paragraph", ASIDE))
    assert sorted(key.text for key in key_sentences(brief)) == sorted([TIDES, ASIDE])


def test_a_summary_of_its_own_is_preferred() -> None:
    own = "The board should mend the gauge before the winter and tell the harbour when it has done so."
    more = "The cost of the work is small when it is set against the ships that were lost last winter."
    third = "No other port on this coast has waited so long for so small a piece of machinery as this."
    brief = document(
        ("heading", "Background"), ("paragraph", f"{TIDES} {GAUGES}"),
        ("heading", "Executive summary"), ("paragraph", f"{own} {more} {third}"),
        ("heading", "History"), ("paragraph", f"{GAUGES} {ASIDE}"),
    )  # fmt: skip
    assert [key.text for key in key_sentences(brief)] == [own, more, third]


def test_headings_cells_and_quoted_blocks_are_not_offered() -> None:
    assert key_sentences(document(("heading", TIDES), ("cell", GAUGES), ("code", ASIDE))) == ()


def test_nothing_to_offer() -> None:
    assert key_sentences(Document("")) == ()
    assert key_sentences(document(("paragraph", TIDES)), count=0) == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["tide", "gauge", "is", ".", "“", "é", "\n", "the", "?", "12"]), max_size=200))
def test_any_text_gives_at_most_seven_exact_sentences(words: list[str]) -> None:
    brief = document(("paragraph", " ".join(words)))
    found = key_sentences(brief)
    assert len(found) <= 7
    assert all(key.text == brief.text[key.start : key.end] and 0 < key.score <= 1 for key in found)
