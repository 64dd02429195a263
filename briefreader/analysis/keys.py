"""Key sentences: sentences of the brief itself that say most of what it says. Nothing is rewritten.

A brief with a summary of its own is taken at its word: the sentences are chosen from that section. Otherwise every
sentence is weighed by its likeness to the whole (the centroid of Radev, Jing, Styś and Tam, "Centroid-based
summarization of multiple documents", 2004), by its place in paragraph and section and by the words it shares with its
heading; then sentences are taken one by one, each as good and as unlike those taken as can be (maximal marginal
relevance: Carbonell and Goldstein, 1998). Time and memory are bounded by `_MOST` sentences and `_SHORTLIST` vectors.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import Stemmer

from briefreader.config import resources
from briefreader.text.document import Document, Span
from briefreader.text.findings import KeySentence
from briefreader.text.sentences import sentences_in

_MOST = 6000  # sentences weighed; of a longer brief those that open their paragraphs come first
_SHORTLIST = 200
_LONGEST = 1200  # code points of a sentence
_FEWEST_WORDS, _MOST_WORDS = 8, 70
_RELEVANCE = 0.7  # against variety
_WORD = re.compile(r"[^\W_]{2,40}")
_ENDS = (".", "!", "?", "”", '"', "’", ")", "]", "。", "؟", "»")


@dataclass(frozen=True, slots=True)
class _Lists:
    """The words of `resources/keys.toml`."""

    stop: frozenset[str]
    summary: re.Pattern[str]
    telling: re.Pattern[str]


@cache
def _lists() -> _Lists:
    with (resources() / "keys.toml").open("rb") as file:
        raw = {key: re.split(r"[|\n]", value.strip()) for key, value in tomllib.load(file).items()}
    summaries = "|".join(map(re.escape, raw["summaries"]))
    return _Lists(
        stop=frozenset(word for line in raw["stop"] for word in line.split()),
        summary=re.compile(
            rf"\W{{0,4}}[\divx.]{{0,6}}\W{{0,3}}(?:{summaries}|what \w{{2,20}} found)\b.{{0,30}}$", re.IGNORECASE
        ),
        telling=re.compile(rf"\b(?:{'|'.join(map(re.escape, raw['telling']))})\b", re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    terms: Counter[str]
    favour: float


def key_sentences(document: Document, count: int = 7) -> tuple[KeySentence, ...]:
    """At most `count` sentences the brief turns on, in text order; their `score` (0 to 1) orders them by weight."""
    candidates = _candidates(document)
    if not candidates or count < 1:
        return ()
    weights = _likeness(candidates)
    scores = [weight * candidate.favour**0.5 for weight, candidate in zip(weights, candidates, strict=True)]
    top = max(scores)
    if top <= 0:
        return ()
    short = sorted(range(len(candidates)), key=lambda index: -scores[index])[:_SHORTLIST]
    chosen = _varied([candidates[index] for index in short], [scores[index] / top for index in short], count)
    found = [(candidates[short[index]].span, scores[short[index]] / top) for index in chosen]
    text = document.text
    return tuple(KeySentence(*span, text[span.start : span.end], round(score, 4)) for span, score in sorted(found))


def _candidates(document: Document) -> list[_Candidate]:
    stem = Stemmer.Stemmer("english" if document.metadata.language in ("en", "") else "porter").stemWord
    places = _places(document)
    own = [place for place in places if place.in_summary]
    if len(own) >= 3:
        places = own
    if len(places) > _MOST:
        places = sorted(places, key=lambda place: not place.opens)[:_MOST]
    found: list[_Candidate] = []
    headings: dict[str, frozenset[str]] = {}
    for place in places:
        terms = _terms(document.text[place.span.start : place.span.end], stem)
        if place.heading not in headings:
            headings[place.heading] = frozenset(_terms(place.heading, stem))
        if terms:
            found.append(_Candidate(place.span, terms, _favour(document.text, place, terms, headings[place.heading])))
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    span: Span
    opens: bool
    first_in_section: bool
    heading: str
    in_summary: bool


def _places(document: Document) -> list[_Place]:
    text = document.text
    found: list[_Place] = []
    heading, level, summary, fresh = "", 0, 0, True
    for block in document.blocks:
        if block.kind == "heading":
            heading, level, fresh = text[block.start : min(block.end, block.start + 200)], block.level, True
            if summary and level <= summary:
                summary = 0
            if _lists().summary.match(heading):
                summary = level
            continue
        if block.kind not in ("paragraph", "item") or block.quote:
            continue
        opens = True
        for span in sentences_in(text, block.start, block.end):
            words = text.count(" ", span.start, span.end) + 1
            if (
                span.end - span.start <= _LONGEST
                and _FEWEST_WORDS <= words <= _MOST_WORDS
                and text[span.end - 1] in _ENDS
            ):
                found.append(_Place(span, opens, fresh, heading, bool(summary)))
            opens = False
        fresh = False
    return found


def _terms(text: str, stem: Stemmer.Stemmer) -> Counter[str]:
    stop = _lists().stop
    return Counter(stem(word) for word in _WORD.findall(text.lower()) if word not in stop)


def _favour(text: str, place: _Place, terms: Counter[str], heading: frozenset[str]) -> float:
    favour = 2.0 if place.opens else 1.0
    if place.first_in_section:
        favour *= 1.3
    if heading:
        favour *= 1 + len(heading & terms.keys()) / max(3, len(heading))
    if _lists().telling.search(text, place.span.start, place.span.end):
        favour *= 1.2
    if text[place.span.start] in '"“„«‘':
        favour *= 0.5
    return favour


def _likeness(candidates: Sequence[_Candidate]) -> list[float]:
    """The cosine of each candidate with the centroid of all."""
    frequency = Counter(term for candidate in candidates for term in candidate.terms)
    total = len(candidates)
    vectors = [_vector(candidate.terms, frequency, total) for candidate in candidates]
    centroid: Counter[str] = Counter()
    for vector in vectors:
        for term, weight in vector.items():
            centroid[term] += weight / total  # type: ignore[assignment]
    return [sum(weight * centroid[term] for term, weight in vector.items()) for vector in vectors]


def _vector(terms: Counter[str], frequency: Counter[str], total: int) -> dict[str, float]:
    raw = {term: (1 + math.log(times)) * math.log(1 + total / frequency[term]) for term, times in terms.items()}
    length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {term: weight / length for term, weight in raw.items()}


def _varied(candidates: Sequence[_Candidate], scores: Sequence[float], count: int) -> list[int]:
    frequency = Counter(term for candidate in candidates for term in candidate.terms)
    column = {term: number for number, term in enumerate(frequency)}
    matrix = np.zeros((len(candidates), len(column)), np.float32)
    for row, candidate in enumerate(candidates):
        for term, weight in _vector(candidate.terms, frequency, len(candidates)).items():
            matrix[row, column[term]] = weight
    score = np.array(scores, np.float32)
    nearest = np.zeros(len(candidates), np.float32)
    left = np.ones(len(candidates), bool)
    chosen: list[int] = []
    while left.any() and len(chosen) < count:
        gain = np.where(left, _RELEVANCE * score - (1 - _RELEVANCE) * nearest, -np.inf)
        best = int(gain.argmax())
        if nearest[best] > 0.9:  # the same sentence again
            left[best] = False
            continue
        chosen.append(best)
        left[best] = False
        nearest = np.maximum(nearest, matrix @ matrix[best])
    return chosen
