"""The sample briefs against what a careful reader finds in them (tests/baselines/README.md)."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from briefreader import analysis, readers
from briefreader.text.findings import Findings, Mention, Quote

ROOT = Path(__file__).parents[2]
BRIEFS = {path.stem: path for path in sorted((ROOT / "briefs").iterdir())}
# Baselines of these are not complete, so nothing the program adds is wrong for that.
LONG = {"coastal-resilience-report", "fisheries-hearing-transcript"}
SHORT = sorted(BRIEFS.keys() - LONG)

Entry = dict[str, Any]


@pytest.fixture(scope="module")
def model() -> analysis.Model:
    loaded = analysis.load_model()
    if loaded.model is None:
        pytest.skip("the language model is not installed")
    return loaded


@cache
def baseline(stem: str) -> dict[str, list[Entry]]:
    return tomllib.loads((ROOT / "tests" / "baselines" / f"{stem}.toml").read_text("utf-8"))


@cache
def findings(stem: str, model: analysis.Model) -> Findings:
    return analysis.analyse(readers.read(BRIEFS[stem]), model)


def spoken(found: Findings) -> list[Quote]:
    """The quotations that have marks or are set apart; reported speech has no words to compare."""
    return [quote for quote in found.quotes if quote.kind != "indirect"]


def trimmed(text: str) -> str:
    """The words of a quotation without the comma or full stop that house styles put inside the marks."""
    return " ".join(text.split()).strip(".,;:!?")


def labelled(entry: Entry, mentions: tuple[Mention, ...]) -> int:
    return sum(
        (mention.text, mention.type) == (entry["text"], entry["type"])
        and mention.name == entry.get("name", mention.name)
        for mention in mentions
    )


def mention_found(entry: Entry, mentions: tuple[Mention, ...], complete: bool) -> bool:
    """Exact counts where the baseline is complete: one too many is a false mention as one too few is a missing one.
    A partly read brief may hold a surface form also inside a longer date or name that its baseline does not list."""
    count = labelled(entry, mentions)
    return bool(count == entry["count"] if complete else count >= entry["count"])


def same_words(entry: Entry, quote: Quote) -> bool:
    text = trimmed(quote.text)
    return text.startswith(entry["start"]) and text.endswith(entry["end"])


def quote_found(entry: Entry, quotes: list[Quote]) -> bool:
    return any(
        same_words(entry, quote)
        and (quote.kind, quote.speaker, quote.attribution)
        == (entry["kind"], entry.get("speaker"), entry["attribution"])
        for quote in quotes
    )


def described(entries: list[str]) -> str:
    return "\n  ".join(["", *entries])


@pytest.mark.parametrize("stem", BRIEFS)
def test_mentions_a_reader_expects(stem: str, model: analysis.Model) -> None:
    mentions = findings(stem, model).mentions
    lost: list[str] = []
    gained: list[str] = []
    for entry in baseline(stem)["mention"]:
        found = mention_found(entry, mentions, complete=stem not in LONG)
        if found == entry.get("missed", False):
            name = f" ({entry['name']})" if "name" in entry else ""
            line = f"{entry['type']} {entry['text']}{name}: {labelled(entry, mentions)} of {entry['count']}"
            (gained if found else lost).append(line)
    assert not lost, f"expected in {stem} and not found:{described(lost)}"
    assert not gained, f"found in {stem} and still marked as missed:{described(gained)}"


@pytest.mark.parametrize("stem", BRIEFS)
def test_quotes_a_reader_expects(stem: str, model: analysis.Model) -> None:
    quotes = spoken(findings(stem, model))
    lost: list[str] = []
    gained: list[str] = []
    for entry in baseline(stem)["quote"]:
        found = quote_found(entry, quotes)
        if found == entry.get("missed", False):
            got = [(quote.kind, quote.speaker, quote.attribution) for quote in quotes if same_words(entry, quote)]
            want = (entry["kind"], entry.get("speaker"), entry["attribution"])
            (gained if found else lost).append(f"{entry['start']} ... {entry['end']}: expected {want}, found {got}")
    assert not lost, f"expected in {stem} and not found:{described(lost)}"
    assert not gained, f"found in {stem} and still marked as missed:{described(gained)}"


@pytest.mark.parametrize("stem", SHORT)
def test_mentions_no_reader_expects_are_those_that_are_known(stem: str, model: analysis.Model) -> None:
    expected = {(entry["text"], entry["type"]) for entry in baseline(stem)["mention"]}
    known = {(entry["text"], entry["type"]) for entry in baseline(stem).get("wrong", [])}
    extras = {(mention.text, mention.type) for mention in findings(stem, model).mentions} - expected
    new = [f"{kind} {text}" for text, kind in sorted(extras - known)]
    gone = [f"{kind} {text}" for text, kind in sorted(known - extras)]
    assert not new, f"found in {stem}, and no reader would:{described(new)}"
    assert not gone, f"listed as wrong in {stem} and no longer found:{described(gone)}"


@pytest.mark.parametrize("stem", SHORT)
def test_quotes_no_reader_expects_are_those_that_are_known(stem: str, model: analysis.Model) -> None:
    entries = baseline(stem)["quote"]
    known = baseline(stem).get("wrong_quote", [])
    extras = [
        quote for quote in spoken(findings(stem, model)) if not any(same_words(entry, quote) for entry in entries)
    ]
    new = [quote.text for quote in extras if not any(same_words(entry, quote) for entry in known)]
    gone = [entry["start"] for entry in known if not any(same_words(entry, quote) for quote in extras)]
    assert not new, f"found in {stem}, and no reader would:{described(new)}"
    assert not gone, f"listed as wrong in {stem} and no longer found:{described(gone)}"


def test_every_brief_has_its_baseline() -> None:
    assert {path.stem for path in (ROOT / "tests" / "baselines").glob("*.toml")} == BRIEFS.keys()


@pytest.mark.parametrize("stem", BRIEFS)
def test_entries_stand_in_the_text_and_deviations_have_reasons(stem: str) -> None:
    text = readers.read(BRIEFS[stem]).text
    sections = baseline(stem)
    mentions, quotes = sections["mention"], sections["quote"]
    assert [entry["text"] for entry in mentions if text.count(entry["text"]) < entry["count"]] == []
    assert [entry["start"] for entry in quotes if entry["start"] not in text or entry["end"] not in text] == []
    assert [
        key for key, many in Counter((entry["text"], entry["type"]) for entry in mentions).items() if many > 1
    ] == []
    assert [entry["start"] for entry in quotes if ("speaker" in entry) == (entry["attribution"] == "none")] == []
    explained = [entry for entry in [*mentions, *quotes] if entry.get("missed")]
    explained += [*sections.get("wrong", []), *sections.get("wrong_quote", [])]
    assert [entry for entry in explained if not entry.get("reason", "").endswith(".")] == []
