"""Scanned pages in the library: read when Tesseract is there, and not again and again."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from types import ModuleType

import pytest

from briefreader.jobs import run
from briefreader.service.library import Library
from briefreader.service.recognising import recognise

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
WORDS = ("Nobody", "has", "asked", "the", "fishermen", "of", "Lindesund.")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of that name; the file beside it counts how often it was given a page."""
    folder = tmp_path / "bin"
    folder.mkdir()
    rows = "".join(f"5\\t1\\t1\\t1\\t1\\t1\\t0\\t0\\t9\\t9\\t95\\t{word}\\n" for word in WORDS)
    program = folder / "tesseract"
    head = HEAD.replace("\t", "\\t")
    program.write_text(
        f"#!/bin/sh\ncat > /dev/null\n[ $1 = --list-langs ] || printf '{head}\\n{rows}'\n", encoding="utf-8"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return program


@pytest.fixture
def library(tmp_path: Path, pdf_maker: ModuleType) -> Library:
    """With one brief, a scan of one page."""
    (tmp_path / "scan.pdf").write_bytes(pdf_maker.pdf(pdf_maker.Page().show_picture()))
    opened = Library.open(tmp_path / "data")
    run(opened.ingest([tmp_path / "scan.pdf"], analyse=False))
    return opened


def test_a_scan_is_read_once(library: Library, tesseract: Path) -> None:
    with library:
        brief = library.briefs()[0].id
        assert run(recognise(library._store)) == 1
        document = library.document(brief)
        assert "fishermen" in document.text
        assert document.paging[0].state == "recognised"
        assert library._store.briefs.scanned() == []
        assert run(recognise(library._store)) == 0


def test_where_there_is_no_tesseract_a_scan_waits(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with library:
        assert run(recognise(library._store)) == 0
        assert len(library._store.briefs.scanned()) == 1


def test_one_that_fails_is_not_tried_again(library: Library, tesseract: Path) -> None:
    tesseract.write_text("#!/bin/sh\nexit 3\n")
    with library:
        assert run(recognise(library._store)) == 0
        assert library._store.briefs.scanned() == []
