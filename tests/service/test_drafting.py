"""Drafts of the summary over a library of two small briefs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from briefreader import analysis, jobs
from briefreader.errors import ExportError, UsageError
from briefreader.service.library import Library
from briefreader.text.draft import MARK, Draft, Selection, SourceMark, Statement

PORTS = """Port fees

The fees rise in March. "We have the tools, and we will use them," said Mara Okonjo, the harbour master.

Nobody asked the fishermen before 12 May 2026.
"""
TRAINS = "Night trains\n\nThe trains run at night. The ports pay EUR 4 million for them.\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "ports.md").write_text(f"# {PORTS}")
    (tmp_path / "trains.txt").write_text(TRAINS)
    with Library.open(tmp_path / "data") as opened:
        jobs.run(opened.ingest([tmp_path / "ports.md", tmp_path / "trains.txt"], analyse=False))
        for brief in opened.briefs():
            document = opened.document(brief.id)
            digest = opened._store.briefs.text_hash(brief.id)
            opened._store.findings.put(brief.id, digest, document, analysis.analyse(document, None))
        for brief, words, tag in (
            ("ports.md", "The fees rise in March.", "money/fees"),
            ("ports.md", "Nobody asked the fishermen before 12 May 2026.", "people"),
            ("trains.txt", "The ports pay EUR 4 million for them.", "money"),
        ):
            opened.tag_text(str(tmp_path / brief), words, tag)
        yield opened


def drafted(library: Library, *points: Statement, **more: object) -> Draft:
    draft = library.drafts.begin()
    changed = replace(draft, points=points, **more)  # type: ignore[arg-type]
    library.drafts.save(changed, "Key points")
    return library.drafts.get(draft.id)


def mark_of(library: Library, words: str) -> SourceMark:
    offered = library.drafts.compose(library.drafts.begin()).candidates
    return next(one.mark for one in (*offered.passages, *offered.quotes, *offered.keys) if words in one.mark.exact)


def exported(library: Library, draft: Draft, path: Path, form: str = "md", marking: str = "") -> str:
    return library.drafts.export(draft, form, path / f"out.{form}", marking=marking).read_text(encoding="utf-8")


def test_a_selection_takes_what_fits_all_its_fields_and_what_is_chosen_beside(library: Library) -> None:
    passages = {passage.exact: passage.id for passage in library.passages()}

    def taken(selection: Selection) -> set[str]:
        offered = library.drafts.compose(Draft(selection=selection)).candidates.passages
        return {one.mark.exact.split()[1] for one in offered}

    assert taken(Selection()) == {"fees", "asked", "ports"}
    assert taken(Selection(tags=("money",))) == {"fees", "ports"}
    trains = next(brief.id for brief in library.briefs() if brief.path.endswith("trains.txt"))
    assert taken(Selection(briefs=(trains,))) == {"ports"}
    assert taken(Selection(query="fishermen")) == {"fees", "asked"}
    fees = passages["The fees rise in March."]
    assert taken(Selection(briefs=(trains,), passages=(fees,))) == {"fees", "ports"}
    assert taken(Selection(passages=(fees,))) == {"fees"}
    assert taken(Selection(left_out=(fees,))) == {"asked", "ports"}
    assert taken(Selection(marked_since="2999-01-01")) == set()


def test_candidates_are_words_of_the_sources_and_tell_where_they_are_used(library: Library) -> None:
    mark = mark_of(library, "fees rise")
    draft = drafted(library, Statement("It is dear.").cited(mark))
    offered = library.drafts.compose(draft).candidates
    for one in (*offered.passages, *offered.quotes, *offered.keys):
        text = library.document(one.mark.brief).text
        assert text[one.mark.start : one.mark.end] == one.mark.exact != ""
    assert {one.used for one in offered.passages if one.mark.passage == mark.passage} == {("point 1",)}
    assert any("Okonjo" in one.speaker for one in offered.quotes)
    only = library.drafts.compose(draft, "FISHERMEN").candidates
    assert [one.mark.exact.split()[0] for one in only.passages] == ["Nobody"]
    assert only.quotes == ()


def test_a_point_without_a_source_is_flagged_until_it_has_one(library: Library, tmp_path: Path) -> None:
    draft = drafted(library, Statement("Fees rise."), Statement("Trains run."))
    alarms = [remark for remark in library.drafts.compose(draft).remarks if remark.kind == "alarm"]
    assert [(one.sentence, one.block, one.number) for one in alarms] == [
        ("Point 1 has no source", "key_points", 0),
        ("Point 2 has no source", "key_points", 1),
    ]
    assert exported(library, draft, tmp_path).count("**No source**") == 2
    cited = replace(draft, points=(Statement("Fees rise.").cited(mark_of(library, "fees rise")), draft.points[1]))
    remarks = library.drafts.compose(cited).remarks
    assert [one.sentence for one in remarks if one.kind == "alarm"] == ["Point 2 has no source"]
    assert any(one.sentence == "All quotes verbatim" for one in remarks)
    assert "1. Fees rise. \\[1\\]" in exported(library, cited, tmp_path)


def test_a_mark_stands_where_it_was_put_and_follows_its_passage(library: Library, tmp_path: Path) -> None:
    mark = mark_of(library, "fees rise")
    draft = drafted(library, Statement(f"Fees{MARK} rise.", (mark,)))
    assert "1. Fees \\[1\\] rise." in exported(library, draft, tmp_path)
    (tmp_path / "ports.md").write_text("# " + PORTS.replace("The fees", "First this. The fees"))
    jobs.run(library.ingest([tmp_path / "ports.md"], analyse=False))
    assert "1. Fees \\[1\\] rise." in exported(library, draft, tmp_path)
    (tmp_path / "ports.md").write_text("Something else entirely, about nothing of the kind.\n")
    jobs.run(library.ingest([tmp_path / "ports.md"], analyse=False))
    alarms = [remark.sentence for remark in library.drafts.compose(draft).remarks if remark.kind == "alarm"]
    assert "Point 1 has no source" in alarms
    text = exported(library, draft, tmp_path)
    assert "1. Fees rise. **No source**" in text
    assert "could not be placed" in library.drafts.report(draft).remarks[-1]
    assert "Needs attention" in text


def test_words_between_quotation_marks_are_held_against_the_source(library: Library) -> None:
    mark = mark_of(library, "We have the tools")
    right = drafted(library, Statement("She said “we have the tools”.").cited(mark))
    wrong = drafted(library, Statement("She said “we have all the tools”.").cited(mark))
    exact = drafted(library, Statement("She said “We have the tools”.").cited(mark))
    sentences = [[one.sentence for one in library.drafts.compose(d).remarks] for d in (right, wrong, exact)]
    assert [any("does not hold" in one for one in some) for some in sentences] == [True, True, False]


def test_a_shortened_passage_must_be_verbatim_but_for_its_ellipses(library: Library, tmp_path: Path) -> None:
    passage = next(one for one in library.passages() if one.exact.startswith("Nobody"))
    draft = drafted(library, cuts=((passage.id, "Nobody […] the fishermen before 12 May 2026."),))
    assert "Nobody \\[…\\] the fishermen" in exported(library, draft, tmp_path)
    bent = replace(draft, cuts=((passage.id, "Everybody asked the fishermen"),))
    assert any("not verbatim" in one.sentence for one in library.drafts.compose(bent).remarks)
    with pytest.raises(ExportError, match="word for word"):
        exported(library, bent, tmp_path)


def test_blocks_stand_in_their_order_and_only_those_that_are_shown(library: Library, tmp_path: Path) -> None:
    draft = drafted(library, Statement("Fees rise."), bottom_line=(Statement("Pay."),))
    draft = draft.switched("timeline", True).switched("figures", True).switched("evidence", False)
    draft = draft.ordered(["sources", "timeline", "figures", "key_points", "bottom_line"])
    heads = [line for line in exported(library, draft, tmp_path).splitlines() if line.startswith("## ")]
    assert heads[:5] == ["## Sources", "## Timeline", "## Figures", "## Key points", "## Bottom line"]
    assert "Evidence by tag" not in heads
    draft = replace(draft, points=(Statement("Fees rise.").cited(mark_of(library, "fees rise")),))
    library.drafts.save(draft.switched("evidence", True), "Blocks")
    text = exported(library, library.drafts.get(draft.id), tmp_path)
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert heads[:5] == ["## Sources", "## Timeline", "## Figures", "## Key points", "## Bottom line"]
    assert "12 May 2026" in text.split("## Timeline")[1].split("##")[0]
    assert "EUR 4 million" in text.split("## Figures")[1].split("##")[0]


def test_what_somebody_has_said_is_their_words_alone(library: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Whose words"):
        library.drafts.begin("said")
    draft = library.drafts.begin("said", Selection(speaker="Mara Okonjo"))
    text = exported(library, draft, tmp_path)
    assert text.startswith("# What Mara Okonjo has said")
    assert "We have the tools, and we will use them" in text
    assert "fishermen" not in text


@pytest.mark.parametrize(
    ("style", "expected"),
    [("short", "\\[1\\]"), ("numeric", "\\[1, para 1\\]"), ("author-date", "(Port fees n.d., para 1)")],
)
def test_the_style_of_the_citations_is_chosen(library: Library, tmp_path: Path, style: str, expected: str) -> None:
    draft = drafted(library, Statement("Fees rise.").cited(mark_of(library, "fees rise")), style=style)
    line = next(line for line in exported(library, draft, tmp_path).splitlines() if line.startswith("1. Fees"))
    assert line == f"1. Fees rise. {expected}"


def test_footnotes_stand_at_the_end_where_a_form_has_none(library: Library, tmp_path: Path) -> None:
    mark = mark_of(library, "fees rise")
    other = mark_of(library, "ports pay")
    draft = drafted(library, Statement("A.").cited(mark), Statement("B.").cited(other), style="footnote")
    text = exported(library, draft, tmp_path)
    notes = text.split("## Notes")[1].strip().splitlines()
    assert [note[:2] for note in notes[:2]] == ["1.", "2."]
    assert "Port fees, para 1" in notes[0]
    assert "Night trains, para 1" in notes[1]


def test_every_form_of_the_draft_is_the_same_twice(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    draft = drafted(library, Statement("Fees rise.").cited(mark_of(library, "fees rise")))
    long = library.drafts.begin("long")
    for one in (draft, replace(long, points=draft.points)):
        for form in ("docx", "odt", "pdf", "html", "jsonld", "xlsx"):
            first, second = (library.drafts._produced(one, form, "QUIET", None) for _ in range(2))
            assert first == second
            assert first


def test_the_preview_is_the_file_that_is_exported(library: Library, tmp_path: Path) -> None:
    draft = drafted(library, Statement("Fees rise."), marking="QUIET")
    preview = library.drafts.preview(draft)
    path = library.drafts.export(draft, "pdf", tmp_path / "out.pdf", marking="QUIET")
    assert Path(preview.path).read_bytes() == path.read_bytes()
    library.drafts.clear_preview()
    assert not Path(preview.path).exists()


def test_export_keeps_the_marking_and_a_version_and_writes_a_copy_for_programs(
    library: Library, tmp_path: Path
) -> None:
    draft = drafted(library, Statement("Fees rise."))
    library.drafts.export(draft, "md", tmp_path / "note.md", marking="QUIET", machine_copy=True)
    assert "http://www.w3.org/ns/anno.jsonld" in (tmp_path / "note.jsonld").read_text()
    assert library.drafts.get(draft.id).marking == "QUIET"
    assert [one.label for one in library.drafts.versions(draft.id)] == ["saved as note.md"]
    (tmp_path / "note.jsonld").write_text("mine")
    with pytest.raises(ExportError, match="no copy for programs"):
        library.drafts.export(draft, "md", tmp_path / "note.md", marking="", machine_copy=True)
    assert (tmp_path / "note.jsonld").read_text() == "mine"


def test_a_version_comes_back_and_what_was_there_is_kept(library: Library) -> None:
    draft = drafted(library, Statement("One."))
    library.drafts.keep(draft.id, "first")
    library.drafts.save(replace(draft, points=(Statement("Two."),)), "Key points")
    library.drafts.restore(draft.id, 1)
    assert library.drafts.get(draft.id).points == (Statement("One."),)
    assert [one.label for one in library.drafts.versions(draft.id)] == ["before going back", "first"]
    library.undo()
    assert library.drafts.get(draft.id).points == (Statement("Two."),)


def test_markings_are_listed_as_found(library: Library) -> None:
    markings = library.drafts.markings(library.drafts.begin())
    assert markings.highest == ""
    assert markings.none >= 1


def test_what_has_changed_since_a_day_tells_new_and_lost_passages(library: Library, tmp_path: Path) -> None:
    (tmp_path / "trains.txt").write_text("Night trains\n\nNothing of that kind is said here any more today.\n")
    jobs.run(library.ingest([tmp_path / "trains.txt"], analyse=False))
    text = exported(library, library.drafts.begin("changed", Selection(marked_since="2026-01-01")), tmp_path)
    table = text.split("## Changes")[1].split("##")[0]
    assert table.count("| Marked |") == 2
    assert table.count("| No longer found |") == 1
    assert table.count("| New brief |") == 2


def test_a_forgotten_brief_leaves_no_word_in_a_draft(library: Library) -> None:
    mark = mark_of(library, "fees rise")
    draft = drafted(library, Statement("Late.").cited(mark))
    library.drafts.preview(draft)
    library.forget(mark.brief, passages=True)
    assert library.drafts.get(draft.id).points == (Statement("Late."),)
    data = b"".join(path.read_bytes() for path in library.folder.rglob("*") if path.is_file())
    assert b"The fees rise in March" not in data
    assert not (library.folder / "preview" / "preview.pdf").exists()


@pytest.mark.parametrize("form", ["html", "md", "pdf", "docx", "odt"])
def test_citations_open_their_passage_only_when_that_is_wanted(library: Library, tmp_path: Path, form: str) -> None:
    mark = mark_of(library, "fees rise")
    draft = drafted(library, Statement("Fees rise.").cited(mark), style="footnote" if form == "docx" else "short")
    draft = draft.switched("annex", True)

    def addresses(one: Draft) -> bool:
        path = library.drafts.export(one, form, tmp_path / f"out.{form}", marking="")
        data = path.read_bytes()
        if form in ("docx", "odt"):
            with zipfile.ZipFile(path) as pack:
                data = b"".join(map(pack.read, pack.namelist()))
        return f"briefreader:passage/{mark.passage}".encode() in data

    assert not addresses(draft)
    if form != "pdf":  # whose pages are compressed
        assert addresses(replace(draft, links=True))


def test_the_pages_quoted_stand_behind_a_pdf_as_long_as_their_file_is_there(library: Library, tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 700, "The pilots want a lamp on the pier.")
    canvas.save()
    path = tmp_path / "lamp.pdf"
    path.write_bytes(out.getvalue())
    jobs.run(library.ingest([path], analyse=False))
    library.tag_text(str(path), "want a lamp", "light")
    draft = library.drafts.begin(selection=Selection(tags=("light", "people")))

    def last_page(one: Draft) -> str:
        written = library.drafts.export(one, "pdf", tmp_path / "out.pdf", marking="")
        with pdfium.PdfDocument(written) as document:
            return " ".join(document[len(document) - 1].get_textpage().get_text_range().split())

    assert "pages quoted" not in last_page(draft)
    draft = draft.switched("pages", True)
    shown = last_page(draft)
    assert "Annex: the pages quoted" in shown
    assert "The pilots want a lamp on the pier." in shown
    assert "Not here: [2], of which" in shown or "Not here: [1], of which" in shown
    assert "pages quoted" not in exported(library, draft, tmp_path)
    path.unlink()
    assert "Not here: [1], [2], of which there is no PDF" in last_page(draft)
