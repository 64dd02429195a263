from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefreader import jobs
from briefreader.errors import ExportError, NotFound
from briefreader.service import reporting
from briefreader.service.library import Library

TEXT = 'Port fees\n\nThe fees rise in March. "We have the tools," said Mara Okonjo.\n'


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "ports.txt").write_text(TEXT)
    (tmp_path / "trains.txt").write_text("Night trains\n\nThe trains run at night.\n")
    with Library.open(tmp_path / "data") as opened:
        jobs.run(opened.ingest([tmp_path / "ports.txt", tmp_path / "trains.txt"], analyse=False))
        for brief, words, tag in (("ports.txt", "The fees rise", "money/fees"), ("trains.txt", "at night", "rail")):
            opened.tag_text(str(tmp_path / brief), words, tag)
        yield opened


def test_without_a_choice_every_passage_is_in_it(library: Library) -> None:
    assert {passage.exact for passage in library.report().passages} == {"The fees rise", "at night"}


def test_briefs_and_tags_are_chosen_by_name(library: Library, tmp_path: Path) -> None:
    assert [p.exact for p in library.report(briefs=[str(tmp_path / "trains.txt")]).passages] == ["at night"]
    assert [p.exact for p in library.report(tags=["MONEY/fees"]).passages] == ["The fees rise"]
    assert library.report(briefs=[str(tmp_path / "trains.txt")], tags=["money/fees"]).passages == ()
    with pytest.raises(NotFound):
        library.report(tags=["nothing"])
    with pytest.raises(NotFound):
        library.report(briefs=["nothing.txt"])


def test_a_brief_is_never_written_over(library: Library, tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        library.export("md", tmp_path / "ports.txt", library.report())
    assert (tmp_path / "ports.txt").read_text() == TEXT
    assert library.export("md", tmp_path / "summary.md", library.report()).read_text().startswith("# ")


def test_no_copy_of_a_brief_is_written_over(library: Library, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "copy.txt"
    copy.parent.mkdir()
    copy.write_text(TEXT)
    jobs.run(library.ingest([copy], analyse=False))
    assert len(library.briefs()) == 2
    for file in (tmp_path / "ports.txt", copy):
        with pytest.raises(ExportError):
            library.export("md", file, library.report())
        assert file.read_text() == TEXT


def test_a_summary_is_of_one_moment(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = reporting._documents

    def meanwhile(*given: Any) -> Any:
        (tmp_path / "ports.txt").write_text(TEXT.replace("The fees", "A new first sentence. The fees"))
        with Library.open(tmp_path / "data") as other:
            jobs.run(other.ingest([tmp_path / "ports.txt"], analyse=False))
        return documents(*given)

    monkeypatch.setattr(reporting, "_documents", meanwhile)
    for _ in range(2):
        words = {line.paragraphs for line in library.report().lines}
        assert words == {("The fees rise",), ("at night",)}


def test_a_citation_names_title_and_paragraph_in_both_forms(library: Library, tmp_path: Path) -> None:
    brief = library.brief(str(tmp_path / "ports.txt"))
    start = library.document(brief.id).text.index("The fees")
    plain, html = library.citation(brief.id, start, start + 13)
    for text in (plain, html):
        assert "The fees rise" in text
        assert "Port fees" in text
        assert "para 1" in text
