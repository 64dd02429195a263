"""The paragraphs that the page forms lay out."""

from __future__ import annotations

from dataclasses import replace

from briefreader.export import Point
from briefreader.export.flow import NAMES, Grid, Paragraph, blocks, body


def texts(items, kind: str) -> list[str]:
    return [item.text for item in items if isinstance(item, Paragraph) and item.kind == kind]


def test_blocks_have_headings_and_empty_ones_have_nothing(desk) -> None:
    made = blocks(desk.report(), footnotes=True)
    assert set(NAMES) == set(made)
    assert {
        name: [item.text for item in items if getattr(item, "level", 0) == 1] for name, items in made.items() if items
    } == {
        "evidence": ["Evidence by tag"],
        "attention": ["Needs attention"],
        "sources": ["Sources"],
        "tags": ["Tags used"],
        "provenance": ["About this summary"],
    }
    assert made["bottom_line"] == ()


def test_points_bear_the_marks_of_their_sources_and_those_without_are_flagged(desk) -> None:
    points = (Point("The crane is late.", (1, 3, 1)), Point("Nobody pays."), Point("Lost.", (4, 99)))
    report = replace(desk.report(), points=points, bottom_line=(Point("Buy it."),))
    made = blocks(report, footnotes=True)
    assert texts(made["bottom_line"], "text") == ["Buy it."]
    first, second, third = (item for item in made["key_points"] if item.kind == "point")
    assert [piece.note for piece in first.pieces if piece.note] == [
        "A crane for Vellin, 12 Mar 2026, para 1",
        "grain.md, Apr 2026, para 2",
    ]
    assert second.pieces[-1].look == third.pieces[-1].look == "alarm"
    assert second.text == "Nobody pays. No source"


def test_with_footnotes_the_passage_bears_the_mark_else_the_citation_stands_below(desk) -> None:
    noted = [item for item in body(desk.report(), footnotes=True) if isinstance(item, Paragraph)]
    quote = next(item for item in noted if item.kind == "quote")
    assert quote.pieces[-1].note == "A crane for Vellin, 12 Mar 2026, para 1"
    assert texts(noted, "cited")[0] == "Oda Brekke (inferred) · Also tagged Promises"
    plain = body(desk.report(), footnotes=False)
    assert texts(plain, "quote")[0] == "Vellin needs a second crane before the winter."
    assert texts(plain, "cited")[0] == "A crane for Vellin, 12 Mar 2026, para 1 [1]"


def test_every_link_leads_somewhere(desk) -> None:
    for footnotes in (True, False):
        items = [item for item in body(desk.report(), footnotes=footnotes) if isinstance(item, Paragraph)]
        keys = [item.key for item in items if item.key]
        assert len(keys) == len(set(keys))
        targets = {piece.target for item in items for piece in item.pieces if piece.target}
        assert targets
        assert targets <= set(keys)


def test_unplaced_passages_are_listed_and_never_evidence(desk) -> None:
    made = blocks(desk.report(), footnotes=True)
    assert texts(made["attention"], "quote") == ["The bridge took the money."]
    assert texts(made["attention"], "cited")[0].startswith("No longer found in the brief. Saved from A crane")
    assert "The bridge took the money." not in texts(made["evidence"], "quote")


def test_sources_tell_marking_and_hash(desk) -> None:
    document = desk.documents["crane"]
    desk.documents["crane"] = replace(document, metadata=replace(document.metadata, extra={"marking": "QUIET"}))
    first, second = texts(
        blocks(desk.report(digests={"crane": "0123456789abcdef"}), footnotes=True)["sources"], "source"
    )
    assert first == (
        "A crane for Vellin, Harbour desk, 12 Mar 2026, crane.md, sha256 0123456789ab. "
        "Cited: para 1, para 2, para 3. Marking: QUIET."
    )
    assert ". No marking found." in second


def test_tags_are_a_table(desk) -> None:
    grid = next(item for item in body(desk.report(), footnotes=True) if isinstance(item, Grid))
    assert grid.rows[0] == ("port", "What the harbour asks for.", "3")
