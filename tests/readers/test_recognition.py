"""Scanned pages: what Tesseract answers, and how it comes among the pages that have text."""

from __future__ import annotations

import io
import os
import stat
import sys
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.errors import ReadError
from briefreader.readers import recognition
from briefreader.readers.recognition import PlacedWord, RecognisedPage, read_scans, with_recognised
from briefreader.text.document import (
    RECOGNISED_CHARS,
    Block,
    CellPlace,
    Document,
    Inline,
    Page,
    PageState,
    Run,
    numbered,
)

_HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def table(*words: tuple[int, int, float, str]) -> str:
    """Tesseract's answer: (paragraph, line, confidence, word)."""
    rows = [f"5\t1\t1\t{par}\t{line}\t1\t0\t0\t9\t9\t{trust}\t{word}" for par, line, trust, word in words]
    return "\n".join([_HEAD, "1\t1\t0\t0\t0\t0\t0\t0\t99\t99\t-1\t", *rows])


ANSWER = table((1, 1, 96, "The"), (1, 1, 94, "ferry"), (1, 2, 95, "leaves."), (2, 1, 12, "%#"), (3, 1, 95, "Nobody"))


def test_words_become_lines_and_paragraphs_and_stains_are_left_out() -> None:
    page = recognition._page(3, ANSWER)
    assert (page.page, page.text, page.confidence) == (3, "The ferry\nleaves.\n\nNobody", 95.0)
    assert [word.text for word in page.words] == ["The", "ferry", "leaves.", "Nobody"]
    assert page.words[0][1:] == (0.0, 0.0, 2.16, 2.16)
    assert recognition._page(0, _HEAD) == RecognisedPage(0, "", 0.0)


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of that name which answers ANSWER and keeps the picture it was given."""
    if sys.platform == "win32":
        pytest.skip("a script is no program there")
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    (tmp_path / "answer.tsv").write_text(ANSWER)
    program.write_text(
        f'#!/bin/sh\nif [ "$1" = --list-langs ]; then printf "List\\ndeu\\neng\\nosd\\n"; exit; fi\n'
        f'echo "$@" > {tmp_path}/asked\ncat > {tmp_path}/picture.pgm\ncat {tmp_path}/answer.tsv\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def scan() -> tuple[Document, bytes]:
    pdf = pdfium.PdfDocument.new()
    pdf.new_page(144, 72)
    stream = io.BytesIO()
    pdf.save(stream)
    pdf.close()
    return Document("", pages=1, paging=(Page("1", 0, 0, "scan"),)), stream.getvalue()


def test_each_scanned_page_is_given_as_a_grey_picture(tesseract: Path) -> None:
    document, data = scan()
    assert recognition.is_available()
    (page,) = read_scans(document, data, "scan.pdf")
    assert page.text.startswith("The ferry")
    assert (tesseract / "asked").read_text().split() == ["stdin", "stdout", "--dpi", "300", "-l", "eng+deu", "tsv"]
    picture = (tesseract / "picture.pgm").read_bytes()
    assert picture.startswith(b"P5 600 300 255\n")
    assert picture.endswith(b"\xff" * 600 * 300)
    read = with_recognised(document, [page], "scan.pdf")
    assert read.text.split() == ["The", "ferry", "leaves.", "Nobody"]
    assert read.paging == (Page("1", 0, len(read.text), "recognised", 95.0),)
    assert "Tesseract" in read.metadata.extra["notice"]


def test_where_it_fails_there_is_a_sentence(tesseract: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document, data = scan()
    (tesseract / "bin" / "tesseract").write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(ReadError, match="could not read"):
        list(read_scans(document, data, "scan.pdf"))
    monkeypatch.setenv("PATH", str(tesseract))
    assert not recognition.is_available()
    with pytest.raises(ReadError, match="not installed"):
        list(read_scans(document, data, "scan.pdf"))
    monkeypatch.setattr(recognition.shutil, "which", lambda _name: "tesseract")
    with pytest.raises(ReadError, match="cannot be drawn"):
        list(read_scans(document, b"no pdf", "scan.pdf"))


@st.composite
def mixed(draw: st.DrawFn) -> Document:
    """Pages of text, some of them scans, with a mark, a table and runs."""
    texts: list[str] = []
    blocks: list[Block] = []
    paging: list[Page] = []
    inlines: list[Inline] = []
    runs: list[Run] = []
    size = 0
    for number in range(draw(st.integers(1, 5))):
        state: PageState = draw(st.sampled_from(["text", "scan"]))
        start = size + 1 if texts else 0
        begin = start
        for _ in range(draw(st.integers(0, 3)) if state == "text" else 0):
            word = draw(st.sampled_from(["Alpha beta.", "Gamma", "Delta epsilon zeta"]))
            start = size + 1 if texts else 0
            cell = CellPlace(0, len(blocks), 0) if draw(st.booleans()) else None
            blocks.append(Block("cell" if cell else "paragraph", start, start + len(word), page=str(number), cell=cell))
            inlines.append(Inline(start, start + 3, "strong"))
            runs.append(Run(start, start + len(word), number, start * 2))
            texts.append(word)
            size = start + len(word)
        paging.append(Page(str(number), min(begin, size), size, state))
    tables = {0: (9, 1)} if any(block.cell for block in blocks) else {}
    return Document(
        "\n".join(texts), numbered(blocks), tuple(inlines), tables, pages=len(paging), paging=tuple(paging),
        runs=tuple(runs),
    )  # fmt: skip


@settings(deadline=None)
@given(mixed())
def test_what_is_recognised_comes_in_its_place_and_the_rest_stays_whole(document: Document) -> None:
    scans = [number for number, page in enumerate(document.paging) if page.state == "scan"]
    placed = [PlacedWord(word, 10.0, 20.0, 30.0, 40.0) for word in ("Read", "on", "stain", "page")]
    found = [RecognisedPage(number, f"Read on page {number}.", 90.0, tuple(placed)) for number in scans]
    read = with_recognised(document, found, "mixed.pdf")

    def marked(one: Document, spans: tuple[Inline, ...] | tuple[Run, ...]) -> list[str]:
        return [one.text[span.start : span.end] for span in spans]

    assert marked(read, read.inlines) == marked(document, document.inlines)
    own = tuple(run for run in read.runs if run.char < RECOGNISED_CHARS)
    assert marked(read, own) == marked(document, document.runs)
    assert marked(read, tuple(run for run in read.runs if run not in own)) == ["Read on", "page"] * len(scans)
    assert [(word.page, word.end - word.char) for word in read.read_words] == [
        (number, size) for number in scans for size in (4, 2, 4)
    ]
    words = [read.text[block.start : block.end] for block in read.blocks]
    assert "\n".join(words) == read.text
    assert [word for word in words if not word.startswith("Read on")] == [
        document.text[block.start : block.end] for block in document.blocks
    ]
    order = [int(block.page or 0) for block in read.blocks]
    assert order == sorted(order)
    for number, page in enumerate(read.paging):
        if number in scans:
            assert page.state == "recognised"
            assert f"Read on page {number}." in read.text[page.start : page.end]
            assert read.page_at(read.text.index(f"Read on page {number}.")) == page.label
