"""The summary from the store: in every form, in a template, and refused in sentences."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from briefreader.errors import ExportError, UsageError
from briefreader.export import forms
from briefreader.service.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "crane.txt").write_text("The crane\n\nVellin needs a second crane.\n\nIt is late.\n")
    (desk / "grain.txt").write_text("The grain\n\nNobody pays for waiting.\n")
    with Library.open(tmp_path / "data") as opened:
        list(opened.ingest([desk], analyse=False))
        opened.tag_text(str(desk / "crane.txt"), "Vellin needs a second crane.", "port", "Ask.")
        opened.tag_text(str(desk / "grain.txt"), "Nobody pays for waiting.", "money")
        yield opened


@pytest.mark.parametrize("form", forms.FORMS)
def test_every_form_is_written_twice_with_the_same_bytes(library: Library, tmp_path: Path, form: str) -> None:
    first = library.export(form, tmp_path / "first", library.report())
    second = library.export(form, tmp_path / "second", library.report())
    assert first.read_bytes() == second.read_bytes()


def test_only_what_was_asked_for_leaves(library: Library, tmp_path: Path) -> None:
    path = library.export("qdpx", tmp_path / "project.qdpx", library.report(tags=["port"]))
    data = path.read_bytes()
    assert data.count(b"Sources/") == 2
    table = library.export("csv", tmp_path / "passages.csv", library.report(tags=["port"])).read_text("utf-8-sig")
    assert "second crane" in table
    assert "waiting" not in table


def test_sources_bear_the_hash_of_their_file(library: Library) -> None:
    assert all(len(source.digest) == 64 for source in library.report().sources)


def test_it_is_set_in_the_template_of_the_office(library: Library, tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("Harbour office", "{{title}}", "{{marking}}", "{{body}}"):
        document.add_paragraph(text)
    document.save(str(tmp_path / "office.docx"))
    report = library.report().headed("The crane", "QUIET")
    path = library.export("docx", tmp_path / "note.docx", report, tmp_path / "office.docx")
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(path.read_bytes())).paragraphs]
    assert texts[:3] == ["Harbour office", "The crane", "QUIET"]
    assert "Vellin needs a second crane." in texts


def test_refusals_are_sentences_and_leave_nothing(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "note.docx"
    with pytest.raises(ExportError, match="could not be read"):
        library.export("docx", target, library.report(), tmp_path / "missing.docx")
    with pytest.raises(ExportError, match="not a Word document"):
        library.export("docx", target, library.report(), tmp_path / "desk" / "crane.txt")
    with pytest.raises(UsageError, match="takes no template"):
        library.export("csv", target, library.report(), tmp_path / "desk" / "crane.txt")
    with pytest.raises(ExportError, match="one of your briefs"):
        library.export("docx", tmp_path / "desk" / "crane.txt", library.report())
    assert not target.exists()


def test_a_report_from_before_its_brief_changed_is_not_written(library: Library, tmp_path: Path) -> None:
    report = library.report()
    path = tmp_path / "desk" / "crane.txt"
    path.write_text("The crane\n\nNow and then Vellin needs a second crane.\n\nIt is late.\n")
    list(library.ingest([path], analyse=False))
    with pytest.raises(ExportError, match="1 passage no longer read"):
        library.export("md", tmp_path / "note.md", report)
    library.export("md", tmp_path / "note.md", library.report())
