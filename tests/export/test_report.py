"""What stands where in the summary."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from briefreader.errors import ExportError
from briefreader.export.report import Report, Section, build, moment_of_report
from briefreader.export.speakers import speakers_of
from briefreader.text.findings import Quote


def outline(sections: tuple[Section, ...]) -> list[object]:
    return [
        (section.title, [" ".join(line.paragraphs) for line in section.lines], outline(section.sections))
        for section in sections
    ]


def test_passages_stand_under_their_tags_in_the_order_of_the_briefs(desk) -> None:
    quoted = "“We have promised it three times,” said Oda Brekke."
    needs = "Vellin needs a second crane before the winter."
    assert outline(desk.report().sections) == [
        ("port", [needs, quoted], [("money", ["Nobody pays for waiting."], [])]),
        ("Promises", [quoted], []),
    ]


def test_a_section_knows_its_tag(desk) -> None:
    port = desk.report().sections[0]
    assert (port.path, port.definition, port.colour) == ("port", "What the harbour asks for.", "blue")
    assert (port.sections[0].path, port.sections[0].colour) == ("port/money", "red")


def test_the_same_passage_has_one_number_and_two_keys(desk) -> None:
    port, promises = desk.report().sections
    assert port.lines[1].number == promises.lines[0].number
    assert port.lines[1].key != promises.lines[0].key
    keys = [line.key for line in desk.report().lines]
    assert len(keys) == len(set(keys)) == 5


def test_lines_are_cited_by_number_place_and_words(desk) -> None:
    report = desk.report()
    line = report.sections[0].lines[0]
    assert line.citation.source == 1
    assert line.citation.place == "para 1"
    assert line.citation.text == "A crane for Vellin, 12 Mar 2026, para 1"
    assert line.note == "Ask Oda.\n# when"


def test_sources_are_numbered_as_they_are_first_cited(desk) -> None:
    first, second = desk.report().sources
    assert (first.number, first.title, first.author, first.date) == (
        1,
        "A crane for Vellin",
        "Harbour desk",
        "12 Mar 2026",
    )
    assert [place for place, _ in first.places] == ["para 1", "para 2", "para 3"]
    assert (second.number, second.title, second.file, second.date) == (2, "grain.md", "grain.md", "Apr 2026")
    assert "no longer at its place" in second.remark
    assert first.remark == ""


def test_the_places_of_a_source_stand_in_the_order_of_its_text(desk) -> None:
    desk.passage("crane", "The road took the money.", "a first tag")
    assert desk.report().sections[0].lines[0].citation.place == "para 3"
    assert [place for place, _ in desk.report().sources[0].places] == ["para 1", "para 2", "para 3"]


def test_doubtful_passages_are_no_evidence_but_listed_with_what_was_saved(desk) -> None:
    desk.passage("grain", "The grain waits.", "port", status="approximate", saved="The grain rots.")
    report = desk.report()
    evidence = [" ".join(line.paragraphs) for section in report.sections for line in section.lines]
    assert not {"The bridge took the money.", "The grain waits.", "The grain rots."} & set(evidence)
    orphan, near = report.attention
    assert (orphan.status, orphan.paragraphs, orphan.now) == ("orphan", ("The bridge took the money.",), ())
    assert orphan.citation.place == "para 3"
    assert (near.status, near.paragraphs, near.now) == ("approximate", ("The grain rots.",), ("The grain waits.",))
    assert report.sections[0].attention == 2
    assert report.remarks[0].startswith("2 passages need attention")


def test_an_orphan_shows_its_best_guess(desk) -> None:
    start = desk.documents["crane"].text.index("The road")
    desk.passages[-1] = replace(desk.passages[-1], guess=(start, start + 24))
    assert desk.report().attention[0].now == ("The road took the money.",)


def test_the_text_of_the_source_is_printed_and_not_a_retyped_copy(desk) -> None:
    desk.passages[1] = replace(
        desk.passages[1], status="moved", exact="Vellin needs  a second crane before the winter."
    )
    assert desk.report().sections[0].lines[0].paragraphs == ("Vellin needs a second crane before the winter.",)


def test_speakers_are_named_and_inferred_ones_say_so(desk) -> None:
    report = desk.report()
    assert [speaker.label for speaker in report.sections[0].lines[1].speakers] == ["Oda Brekke (inferred)"]
    assert report.sections[0].lines[0].speakers == ()
    assert "In 1 passage a speaker is inferred; each is marked." in report.remarks


def test_missing_briefs_are_named(desk) -> None:
    assert any("grain.md" in remark for remark in desk.report().remarks)
    failed = replace(desk.briefs[0], state="failed", reason="The file is locked.")
    report = build([failed, desk.briefs[1]], desk.passages, desk.tags, desk.documents)
    assert report.sources[0].remark == "The file could not be read again. The file is locked."


def test_a_brief_the_library_no_longer_holds_is_said_to_be_unknown(desk) -> None:
    report = build(desk.briefs[:1], desk.passages, desk.tags, {"crane": desk.documents["crane"]})
    line = report.sections[0].sections[0].lines[0]
    assert line.citation.text == "Unknown brief"
    assert line.paragraphs == ("Nobody pays for waiting.",)
    assert report.sources[1].remark == "The library no longer holds this brief."


def test_only_wanted_tags_and_those_below_them(desk) -> None:
    report = desk.report(wanted=["PORT / money"])
    assert outline(report.sections) == [("port", [], [("money", ["Nobody pays for waiting."], [])])]
    assert [passage.exact for passage in report.passages] == ["Nobody pays for waiting."]
    assert [source.title for source in report.sources] == ["grain.md"]
    assert len(desk.report(wanted=["port"]).passages) == 4
    assert desk.report(wanted=["po"]).passages == ()


def test_untagged_passages_come_last(desk) -> None:
    desk.passage("grain", "The grain waits.")
    last = desk.report().sections[-1]
    assert (last.title, last.path, len(last.lines)) == ("Without a tag", "", 1)


def test_a_tag_without_a_name_is_none_and_a_bottomless_one_ends(desk) -> None:
    desk.passage("grain", "The grain waits.", " / ")
    desk.passage("grain", "The grain", "/".join(["deep"] * 5_000))
    report = desk.report()
    assert [" ".join(line.paragraphs) for line in report.sections[-1].lines] == ["The grain waits."]
    assert {line.number for line in report.lines} == set(range(1, 7))


def test_grouped_by_brief(desk) -> None:
    report = desk.report(group="brief")
    assert report.heading == "Evidence by brief"
    assert [(section.title, len(section.lines), section.attention) for section in report.sections] == [
        ("A crane for Vellin", 2, 1),
        ("grain.md", 1, 0),
    ]


def test_tags_are_counted_without_regard_to_where_they_stand(desk) -> None:
    assert [(tag.path, tag.passages) for tag in desk.report().tags] == [("port", 3), ("port/money", 1), ("Promises", 1)]


def test_date_and_provenance(desk) -> None:
    report = desk.report()
    assert report.date == "22 November 2026"
    assert "20 November 2026, 09:03 UTC" in report.provenance


def test_no_passage_is_said(desk) -> None:
    desk.passages.clear()
    report = desk.report()
    assert (report.sections, report.sources, report.remarks) == ((), (), ("No passage is tagged yet.",))


def test_the_order_of_the_input_does_not_matter(desk) -> None:
    first = desk.report()
    desk.passages.reverse()
    desk.tags.reverse()
    assert isinstance(first, Report)
    assert desk.report() == first


def test_source_date_epoch_is_the_time() -> None:
    assert moment_of_report({"SOURCE_DATE_EPOCH": "1700000000"}) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert moment_of_report({}).tzinfo is not None
    for wrong in ("yesterday", "1.5", "9" * 30):
        with pytest.raises(ExportError, match="SOURCE_DATE_EPOCH"):
            moment_of_report({"SOURCE_DATE_EPOCH": wrong})


def test_source_date_epoch_is_read_from_the_environment(desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert desk.report(moment=None).date == "1 January 1970"


@pytest.mark.parametrize(
    ("quotes", "labels"),
    [
        ([(10, 30, "speech", "Oda", "explicit")], ["Oda"]),
        ([(0, 200, "speech", "Oda", "explicit")], ["Oda"]),
        ([(10, 30, "speech", None, "none")], ["speaker not named"]),
        ([(10, 30, "speech", None, "none"), (40, 50, "block", "Finn", "inferred")], ["Finn (inferred)"]),
        ([(10, 30, "term", "Oda", "explicit"), (10, 30, "title", "Oda", "explicit")], []),
        ([(0, 39, "speech", "Oda", "explicit")], []),
        ([(0, 40, "speech", "Oda", "explicit")], ["Oda"]),
        ([(60, 90, "speech", "Finn", "inferred"), (30, 50, "speech", "Finn", "explicit")], ["Finn"]),
        ([(60, 90, "speech", "Finn", "explicit"), (30, 50, "speech", "Oda", "explicit")], ["Oda", "Finn"]),
        ([(200, 250, "speech", "Oda", "explicit")], []),
    ],
)
def test_who_speaks_in_a_passage(quotes: list[tuple], labels: list[str]) -> None:
    made = [Quote(start, end, "", kind, speaker, sure) for start, end, kind, speaker, sure in quotes]
    assert [speaker.label for speaker in speakers_of(20, 100, made)] == labels
