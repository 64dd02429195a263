"""The pipeline, and what loading it costs."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from briefreader import analysis, readers
from briefreader.analysis.model import Loaded
from briefreader.analysis.scene import lines_as_blocks
from briefreader.text.document import Document, Metadata, numbered

TEXT = '"The gauge at Port Hale is late by an hour," said Dr Mira Tolland of the Institute of Tides in May 2026.'
SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "briefs"


def brief(language: str = "en") -> Document:
    return Document(TEXT, numbered(lines_as_blocks(TEXT)), metadata=Metadata(language=language))


def test_findings_carry_mentions_quotes_key_sentences_and_their_analyzer() -> None:
    found = analysis.analyse(brief(), Loaded(None))
    assert [mention.name for mention in found.mentions if mention.type == "person"] == ["Mira Tolland"]
    assert [quote.speaker for quote in found.quotes] == ["Mira Tolland"]
    assert (found.analyzer, found.version, found.notice) == (analysis.ANALYZER, analysis.VERSION, "")


def test_without_a_model_a_sentence_says_so() -> None:
    assert analysis.analyse(brief(), None).notice.startswith("Names were found by rules alone")
    assert analysis.analyse(brief(), Loaded(None, "Why.")).notice == "Why."


def test_another_language_gets_rules_and_a_sentence() -> None:
    found = analysis.analyse(brief("de"), Loaded(None))
    assert "German" in found.notice
    assert found.quotes
    assert "not in English" in analysis.analyse(brief("zz"), Loaded(None)).notice


def test_an_empty_text_has_no_findings() -> None:
    found = analysis.analyse(Document(""), Loaded(None))
    assert (found.mentions, found.quotes, found.key_sentences) == ((), (), ())


def test_importing_the_package_loads_no_model() -> None:
    code = "import sys, briefreader.analysis; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_brief_the_product_was_imagined_from() -> None:
    path = SHARED / "russia-iran-partnership.txt"
    if not path.exists():
        pytest.skip("the shared briefs are not beside this checkout")
    found = analysis.analyse(readers.read(path), analysis.load_model())
    quotes = [quote for quote in found.quotes if quote.kind != "indirect"]
    assert [(quote.kind, (quote.speaker or "").split(" ")[-1]) for quote in quotes] == [
        ("term", ""), ("fragment", "Samaan"), ("speech", "Smagin"), *[("speech", "Alterman")] * 5, ("speech", "Smagin"),
    ]  # fmt: skip


def test_nothing_is_looked_for_in_sheets() -> None:
    found = analysis.analyse(replace(brief(), unit="sheet"), Loaded(None))
    assert (found.mentions, found.quotes, found.key_sentences) == ((), (), ())
    assert "Sheets" in found.notice
