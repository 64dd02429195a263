"""Real files of word processors, when they are at hand beside the checkout: none of them is part of the project."""

import re
from collections import Counter
from pathlib import Path

import pytest

from briefreader import readers
from briefreader.errors import ReadError
from briefreader.text.document import Document

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not at hand")


def brief(name: str) -> Document:
    return readers.read(SHARED / "briefs" / name)


def headings(document: Document) -> list[str]:
    found = (document.text[block.start : block.end] for block in document.blocks if block.kind == "heading")
    return [" ".join(re.findall(r"\w+", heading.lower())) for heading in found]


def agreement(one: list[str], other: list[str]) -> float:
    left, right = Counter(one), Counter(other)
    return 2 * (left & right).total() / (left + right).total()


def test_the_same_text_from_two_formats_agrees() -> None:
    word, open_document = (brief(f"uk-gds-cdo-applicant-pack-sm.{form}") for form in ("docx", "odt"))
    words = [re.findall(r"\w+", document.text) for document in (word, open_document)]
    assert agreement(*words) >= 0.97
    assert agreement(headings(word), headings(open_document)) >= 0.85


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("uk-gds-cdo-applicant-pack-sm.docx", 13), ("uk-gds-cdo-applicant-pack-sm.odt", 12),
        ("uk-gds-ad-personas-march-2015.odt", 8), ("un-docx-a-80-6-sect.35.docx", 16),
        ("csp-a-fedramp-authorization-boundary-guidance-draft-for-public-comment-v3.0.docx", 18),
    ],
)  # fmt: skip
def test_pages_are_as_many_as_the_program_counted(name: str, pages: int) -> None:
    assert brief(name).pages == pages


def test_what_stands_above_the_pages_is_kept_beside_the_text() -> None:
    document = brief("un-docx-a-80-6-sect.36.docx")
    assert document.metadata.extra["reference"] == "A/80/6 (Sect. 36)"
    assert document.metadata.extra["marking"] == "Distr.: General"
    assert document.metadata.date == "2025-05-16"
    assert [block.label for block in document.blocks if block.kind == "paragraph" and block.label][:3] == [
        "36.1", "36.2", "36.3",
    ]  # fmt: skip


def test_footnotes_and_the_marks_that_call_them() -> None:
    document = brief("techfar-handbook-2014-08-07.docx")
    labels = [block.label for block in document.blocks if block.kind == "footnote" and block.label]
    assert labels == [str(number) for number in range(1, 31)]
    assert [mark.value for mark in document.inlines if mark.kind == "note"] == labels


def test_hostile_files_are_read_or_refused_in_a_sentence() -> None:
    for path in sorted((SHARED / "hostile").iterdir()):
        if path.suffix.lower() not in (".docx", ".odt", ".rtf"):
            continue
        try:
            text = readers.read(path).text
            assert "DELETED" not in text
            assert "root:" not in text
        except ReadError as error:
            assert error.message.endswith("."), path.name  # noqa: PT017 - reading is as good an outcome
