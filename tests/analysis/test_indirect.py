"""Reported speech without marks. All people are fictional."""

from __future__ import annotations

import pytest

from briefreader.analysis.entities import find_mentions
from briefreader.analysis.quotes import find_quotes
from briefreader.analysis.scene import lines_as_blocks
from briefreader.text.document import Document, numbered
from briefreader.text.findings import Quote


def rows(text: str) -> list[Quote]:
    document = Document(text, numbered(lines_as_blocks(text)))
    return list(find_quotes(document, find_mentions(document, None)))


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Dr Mira Tolland said that the gauge was late.", "Mira Tolland", "the gauge was late"),
        ("Dr Mira Tolland said in a letter that the gauge was late.", "Mira Tolland", "the gauge was late"),
        ("Dr Mira Tolland said the gauge was late by an hour.", "Mira Tolland", "the gauge was late by an hour"),
        ("The ministry warned that the gauge was late.", "The ministry", "the gauge was late"),
        (
            "The gauge was late by an hour, Dr Mira Tolland said on Monday.",
            "Mira Tolland",
            "The gauge was late by an hour",
        ),
        ("The gauge was late by an hour, said Dr Mira Tolland.", "Mira Tolland", "The gauge was late by an hour"),
        ("According to Dr Mira Tolland, the gauge was late.", "Mira Tolland", "the gauge was late"),
        (
            "According to Dr Mira Tolland, who reads it, the gauge was late by an hour.",
            "Mira Tolland",
            "the gauge was late by an hour",
        ),
        (
            "The gauge was late by an hour, according to Dr Mira Tolland.",
            "Mira Tolland",
            "The gauge was late by an hour",
        ),
    ],
)
def test_what_somebody_is_said_to_have_said(text: str, speaker: str, content: str) -> None:
    (quote,) = rows(text)
    assert (quote.kind, quote.speaker, quote.text) == ("indirect", speaker, content)


@pytest.mark.parametrize(
    "text",
    [
        "We say that the gauge is late by an hour.",
        "Dr Mira Tolland said nothing.",
        "Dr Mira Tolland spoke in the comments that followed.",
        "The gauge of which she wrote is late by an hour.",
        "The state of the gauge is bad and the notes are worse.",
    ],
)
def test_what_is_not_reported_speech(text: str) -> None:
    assert rows(text) == []


def test_a_sentence_with_marks_is_left_to_them() -> None:
    assert [quote.kind for quote in rows('Dr Mira Tolland said that the gauge was "late by an hour".')] == ["fragment"]
