from __future__ import annotations

from types import SimpleNamespace

import pytest

from briefreader.records import FoundQuote
from briefreader.text.findings import ENTITY_TYPES, Quote, QuoteKind
from briefreader.ui import wording


@pytest.mark.parametrize(
    ("date", "said"),
    [("2026-03-12", "12 Mar 2026"), ("2026-03", "Mar 2026"), ("2026", "2026"), ("2026-13", "2026-13"), ("", ""),
     ("last week", "last week"), ("2026-11-23T10:00:00Z", "23 Nov 2026")],
)  # fmt: skip
def test_dates_are_said_with_the_precision_they_have(date: str, said: str) -> None:
    assert wording.day(date) == said


def test_counts_agree_with_their_noun() -> None:
    assert wording.count(1, "brief") == "1 brief"
    assert wording.count(1204, "word") == "1,204 words"
    assert wording.count(0, "entry", "entries") == "0 entries"


def test_languages_are_named_in_english() -> None:
    assert wording.language("en") == "English"
    assert wording.language("ru") == "Russian"
    assert wording.language("") == ""
    assert wording.language("xx") == "xx"


def test_every_type_has_a_name() -> None:
    assert set(wording.TYPES) == set(ENTITY_TYPES)


def test_places_name_page_and_paragraph() -> None:
    assert wording.place(3, "4") == "p. 4, para 3"
    assert wording.place(None, None) == ""


@pytest.mark.parametrize(("kind", "shown"), [("speech", "“We will.”"), ("indirect", "We will.")])
def test_only_what_was_said_so_stands_between_marks(kind: QuoteKind, shown: str) -> None:
    found = FoundQuote("q", "b", Quote(0, 8, "We will.", kind, "Ada", "inferred"), 1, None)
    assert wording.said(found) == shown
    assert wording.speaker(found) == "Ada ?"
    assert wording.said(found, 5).strip("“”") == "We w…"


@pytest.mark.parametrize(
    ("format_", "name"), [("pdf", "PDF"), ("docx", "Word"), ("eml", "Mail"), ("subtitles", "Subtitles"), ("", "ODD")]
)
def test_a_format_has_the_name_people_know_it_by(format_: str, name: str) -> None:
    brief = SimpleNamespace(path="/briefs/a.odd", format=format_)
    assert wording.file_format(brief) == name  # type: ignore[arg-type]
