"""The codebook goes to other programs and comes back; what it brings can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefreader.errors import ReadError, UsageError
from briefreader.service.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        opened.define_tag("Trade/Ports", "Where ships lie.\nAnd wait.")
        opened.define_tag("=SUM(1)", "A name a spreadsheet would compute.")
        opened.recolour_tag("Trade/Ports", "teal")
        yield opened


@pytest.mark.parametrize("suffix", [".csv", ".qdc"])
def test_a_codebook_comes_back_as_it_went(library: Library, tmp_path: Path, suffix: str) -> None:
    path, number = library.codebook.write(tmp_path / f"tags{suffix}")
    assert number == 2
    with Library.open(tmp_path / "other") as other:
        report = other.codebook.read(path)
        assert report.new == len(other.tags())
        kept = {tag.path: (tag.definition, tag.colour) for tag in other.tags()}
        assert kept["Trade/Ports"] == ("Where ships lie.\nAnd wait.", "teal")
        assert kept["=SUM(1)"][0] == "A name a spreadsheet would compute."
        assert other.codebook.read(path).changes.tags == frozenset()
        other.undo()
        assert other.tags() == []


def test_what_is_there_already_is_described_and_not_changed(library: Library, tmp_path: Path) -> None:
    library.define_tag("Arms", "")
    file = tmp_path / "codes.csv"
    file.write_text("Code;Memo;Color\narms;What shoots.;#f4bdb5\ntrade/ports;Another meaning.;red\n;;\n")
    report = library.codebook.read(file)
    assert (report.new, report.described, report.unchanged) == (0, 1, 1)
    meanings = {tag.path: tag.definition for tag in library.tags()}
    assert meanings["Arms"] == "What shoots."
    assert meanings["Trade/Ports"].startswith("Where ships lie.")


def test_colours_of_other_programs_become_the_nearest_marker(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "codes.csv"
    file.write_text("tag,colour\na,#1f77b4\nb,#00ff00\nc,plaid\n")
    library.codebook.read(file)
    colours = {tag.path: tag.colour for tag in library.tags()}
    assert (colours["a"], colours["b"]) == ("blue", "green")


def test_a_file_that_is_no_codebook_is_refused(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "codes.csv"
    for content in (b"", b"one,two\n1,2\n", b"\x00\x01\x02" * 50, b"<html><body/></html>", b"<CodeBook"):
        file.write_bytes(content)
        with pytest.raises(ReadError):
            library.codebook.read(file)
    with pytest.raises(ReadError):
        library.codebook.read(tmp_path / "none.csv")
    with pytest.raises(UsageError):
        library.codebook.write(tmp_path / "codes.docx")
    assert len(library.tags()) == 2
