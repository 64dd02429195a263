"""Real documents, when they are at hand beside the checkout: none of them is part of the project."""

import re
from collections import Counter
from pathlib import Path

import pytest

from briefreader import readers
from briefreader.errors import ReadError

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not at hand")


def paragraphs(name: str) -> int:
    return sum(block.paragraph is not None for block in readers.read(SHARED / "briefs" / name).blocks)


def test_three_conventions_of_paragraphs() -> None:
    assert paragraphs("russia-iran-partnership.txt") == 16  # each line
    assert paragraphs("ungdc-gbr-58-2003.txt") == 15  # lines that stop short
    assert 50 <= paragraphs("ig-oig-usccr-13-1-report.txt") <= 62  # blank lines, pages, footnotes


@pytest.mark.parametrize(
    ("name", "title", "date"),
    [
        ("ig-oig-usccr-13-1-report.txt", "Fiscal Year 2012 Management and Performance Challenges", "2012-11-07"),
        ("omb-m-15-14-fitara-index.md", "Management and Oversight of Federal Information Technology", "2015-06-10"),
        ("crec-crec-2005-07-20-pt1-pgs8584.htm", "NOMINATION OF JOHN ROBERTS", "2005-07-20"),
        ("omb-policy-requirements-index.html", "Policy Requirements", ""),
    ],
)
def test_title_and_date(name: str, title: str, date: str) -> None:
    metadata = readers.read(SHARED / "briefs" / name).metadata
    assert (metadata.title, metadata.date, metadata.language) == (title, date, "en")


def test_every_readable_brief_is_read() -> None:
    for path in sorted((SHARED / "briefs").iterdir()):
        if path.suffix in (".txt", ".md", ".htm", ".html"):
            assert readers.read(path).words > 300, path.name


def test_mails_are_read_with_who_wrote_them() -> None:
    for path in sorted((SHARED / "briefs").iterdir()):
        if path.suffix in (".eml", ".msg"):
            metadata = readers.read(path).metadata
            assert metadata.title, path.name
            assert metadata.author, path.name


def test_a_book_and_the_page_of_the_same_report_agree() -> None:
    book, page = (readers.read(SHARED / "briefs" / f"mueller-report-summaries.{form}") for form in ("epub", "html"))
    words = [Counter(re.findall(r"\w+", document.text.lower())) for document in (book, page)]
    assert 2 * (words[0] & words[1]).total() / (words[0] + words[1]).total() >= 0.99
    headings = [
        [re.findall(r"\w+", d.text[b.start : b.end]) for b in d.blocks if b.kind == "heading"] for d in (book, page)
    ]
    assert headings[0] == headings[1]
    assert [b.label for b in page.blocks if b.kind == "footnote"] == ["1", "2", "3", "4", "5", "6"]


def test_hostile_files_are_read_or_refused_in_a_sentence() -> None:
    for path in sorted((SHARED / "hostile").iterdir()):
        if path.suffix.lower() not in (".txt", ".md", ".htm", ".html", ".eml", ".msg", ".epub", ".zip"):
            continue
        try:
            assert readers.read(path).text
        except ReadError as error:
            assert error.message.endswith("."), path.name  # noqa: PT017 - reading is as good an outcome
