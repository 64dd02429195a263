"""What the analysis says of a text: mentions of entities, quotes with their speakers, key sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntityType = Literal["person", "organisation", "country", "place", "group", "law", "weapon", "event", "date", "money"]
ENTITY_TYPES: tuple[EntityType, ...] = (
    "person", "organisation", "country", "place", "group", "law", "weapon", "event", "date", "money",
)  # fmt: skip
QuoteKind = Literal["speech", "fragment", "block", "term", "title", "indirect"]
Attribution = Literal["explicit", "inferred", "none"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an entity. `name` is the canonical name all mentions of that entity share within the brief
    ("Jean-Loup Samaan" for "Samaan", "United States" for "US"). `source` says which stage found it: "model",
    "rule", "gazetteer", "consistency" or "user". `country` is the ISO 3166 alpha-2 code of a country, or of the
    country that a group or a known place belongs to ("Moscow" is related to Russia, and stays a place). `role` is what
    the text says a person is ("Foreign Minister"). `value` is a date as ISO 8601 with the precision it has ("2026-03",
    "2025/2026") or a sum as its ISO 4217 code and amount ("EUR 4200000"); "" when it is neither."""

    start: int
    end: int
    text: str
    type: EntityType
    name: str
    source: str
    country: str = ""
    role: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, or reported. `start`, `end`, `text` are what stands between the marks.

    `speaker` is a display name, None exactly when `attribution` is "none"; `speaker_start`, `speaker_end` is where
    the text names them (None when it does not). `rule` names the rule that found the speaker. A quotation broken
    by its attribution is two quotes.
    """

    start: int
    end: int
    text: str
    kind: QuoteKind
    speaker: str | None
    attribution: Attribution
    rule: str = ""
    speaker_start: int | None = None
    speaker_end: int | None = None


@dataclass(frozen=True, slots=True)
class KeySentence:
    """A sentence the brief turns on; `score` orders them, highest first."""

    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one analyzer found in one text. Mentions are sorted and do not overlap; quotes are sorted by start;
    key sentences stand in text order. `notice` is a sentence for the user ("" when nothing is to be said), e.g. that
    rules alone were used because the brief is not in English."""

    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    key_sentences: tuple[KeySentence, ...] = ()
    analyzer: str = ""
    version: int = 0
    notice: str = ""
