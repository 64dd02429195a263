"""Real PDFs, when they are at hand beside the checkout: spans of their text against what PDFium says stands there."""

import random
from pathlib import Path

import pytest

from briefreader import readers
from briefreader.errors import ReadError
from briefreader.readers.pdf.geometry import PageSource
from briefreader.text.document import Document

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
PDFS = sorted((SHARED / "briefs").glob("*.pdf")) if SHARED.is_dir() else []
HOSTILE = sorted(path for path in (SHARED / "hostile").glob("*") if path.suffix in (".pdf", ".fuzz")) if PDFS else []

pytestmark = pytest.mark.skipif(not PDFS, reason="the shared documents are not at hand")


def characters_of(document: Document, source: PageSource, start: int, end: int) -> str:
    """What PDFium has at the places of the code points `start` to `end`."""
    found = []
    for run in document.runs:
        first, last = max(start, run.start), min(end, run.end)
        if first < last:
            text = source.characters(run.page)
            found.append(text[run.char + first - run.start : run.char + last - run.start])
    return "".join(found)


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


@pytest.mark.parametrize("path", PDFS, ids=[path.stem for path in PDFS])
def test_spans_are_what_stands_on_the_page(path: Path) -> None:
    document = readers.read(path)
    chance = random.Random(path.stem)
    blocks = [block for block in document.blocks if block.end - block.start > 20]
    with PageSource(path) as source:
        for block in chance.sample(blocks, min(12, len(blocks))):
            start = chance.randrange(block.start, block.end - 10)
            end = min(block.end, start + chance.randrange(10, 200))
            assert letters(characters_of(document, source, start, end)) == letters(document.text[start:end])
            for run in document.runs:
                first, last = max(start, run.start), min(end, run.end)
                if first >= last:
                    continue
                boxes = source.rectangles(run.page, run.char + first - run.start, run.char + last - run.start)
                read = "".join(source.text_within(run.page, box) for box in boxes)
                assert letters(document.text[first:last]) == letters(read)


@pytest.mark.parametrize("path", HOSTILE, ids=[path.name for path in HOSTILE])
def test_hostile_files_are_read_or_refused_in_a_sentence(path: Path) -> None:
    try:
        document = readers.read_bytes(path.read_bytes(), path.with_suffix(".pdf").name)
    except ReadError as error:
        assert error.message.endswith(".")  # noqa: PT017 - reading is as good an outcome
    else:
        assert document.text or document.paging


def test_what_a_reader_of_these_would_expect() -> None:
    report = readers.read(SHARED / "briefs" / "un-s-2025-153.pdf")
    assert report.metadata.extra["reference"] == "S/2025/153"
    assert [page.label for page in report.paging] == [str(number) for number in range(1, 33)]
    order = readers.read(SHARED / "briefs" / "eo-2025-02407.pdf")
    assert order.metadata.date == "2025-02-01"
    scan = readers.read(SHARED / "briefs" / "memo-from-the-acting-deputy-secretary-et-alia-open-data-policy.pdf")
    assert (scan.text, {page.state for page in scan.paging}) == ("", {"scan"})
