"""Mentions of entities in a brief: the model's spans, mended by rules, known names and the brief's own consistency.

The order, and so the precedence: what the model found, trimmed; short forms and persons told by strict signs; laws,
weapons, events, sums and dates by their form; known names; then one reading for every name throughout the brief.
Without a model weaker signs for persons and bodies take its place. The time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefreader.analysis import acronyms, consistency, dates, names, patterns
from briefreader.analysis.canvas import Candidate, Canvas, SpanType
from briefreader.analysis.gazetteer import Gazetteer, gazetteer, spellings
from briefreader.analysis.lexicon import lexicon
from briefreader.analysis.model import Model
from briefreader.analysis.names import Words
from briefreader.analysis.tokens import plain_text, tokenise
from briefreader.text.document import Document
from briefreader.text.findings import EntityType, Mention

_LABELS: dict[str, SpanType] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "EVENT": "event",
    "LAW": "law",
    "DATE": "date",
    "MONEY": "money",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
}
_EDGE = " \t\n\"“”'‘([{,;:–—-•*…)]}/\\|<>"
_ARTICLE = re.compile(r"(?:the|a|an|The|A|An|THE)\s+(?=\S)")
_POSSESSIVE = re.compile(r"'s?$|'S$")


def find_mentions(document: Document, model: Model | None) -> tuple[Mention, ...]:
    """All mentions in `document`, sorted, none overlapping; offsets are code points into its text."""
    plain = plain_text(document.text, spellings())
    words = Words(plain, tokenise(plain), lexicon(), gazetteer())
    canvas = Canvas(len(plain))
    if model is not None:
        _lay(canvas, _model_candidates(words, model))
    short_forms = _lay_definitions(canvas, words)
    _lay_persons(canvas, words, with_model=model is not None)
    _lay_patterns(canvas, words)
    if model is None:
        for candidate in (*names.bodies(words), *names.places_by_noun(words)):
            _lay_if_longer(canvas, candidate)
    _lay_gazetteer(canvas, words)
    _retype_by_noun(canvas, words)
    persons = consistency.people(canvas, words)
    consistency.agree(canvas, words, persons)
    consistency.repeats(canvas, words, persons, {short: form.type for short, form in short_forms.items()})
    persons = consistency.people(canvas, words)
    return tuple(_mentions(document.text, canvas, words, persons, short_forms))


@dataclass(frozen=True, slots=True)
class _LongForm:
    name: str
    type: EntityType


def _lay(canvas: Canvas, candidates: Iterable[Candidate]) -> None:
    for candidate in candidates:
        canvas.put(candidate)


def _trim(plain: str, start: int, end: int, kind: SpanType) -> tuple[int, int]:
    """The span without marks at its edges and, for a name, without article and possessive."""
    while True:
        before = (start, end)
        while start < end and plain[start] in _EDGE:
            start += 1
        while end > start and plain[end - 1] in _EDGE:
            end -= 1
        if kind not in ("money",):
            if match := _ARTICLE.match(plain, start, end):
                start = match.end()
            if kind != "date" and end - start > 2 and (match := _POSSESSIVE.search(plain[max(start, end - 3) : end])):
                end -= len(match.group())
        if (start, end) == before:
            return before


def _one_line(plain: str, start: int, end: int) -> tuple[int, int]:
    """The longer side of a line break inside a span."""
    cut = plain.find("\n", start, end)
    if cut < 0:
        return start, end
    return (start, cut) if cut - start >= end - cut - 1 else _one_line(plain, cut + 1, end)


def _model_candidates(words: Words, model: Model) -> Iterable[Candidate]:
    plain = words.plain
    offsets: list[int] = []
    texts: list[str] = []
    offset = 0
    for line in plain.split("\n"):
        if any(map(str.isupper, line)) or any(map(str.isdigit, line)):
            offsets.append(offset)
            texts.append(line)
        offset += len(line) + 1
    for line_offset, spans in zip(offsets, model.spans(texts), strict=True):
        for start, end, label in spans:
            kind = _LABELS.get(label)
            if kind is not None:
                candidate = _model_candidate(words, line_offset + start, line_offset + end, kind)
                if candidate is not None:
                    yield candidate


def _model_candidate(words: Words, start: int, end: int, kind: SpanType) -> Candidate | None:
    plain = words.plain
    start, end = _trim(plain, *_one_line(plain, start, end), kind)
    if end <= start:
        return None
    text = plain[start:end]
    if kind == "date":
        return Candidate(start, end, kind, "model") if dates.is_point(text) else None
    if kind == "money":
        return Candidate(start, end, kind, "model") if any(map(str.isdigit, text)) or " " in text else None
    if not any(map(str.isupper, text)):
        return None
    if (
        kind in ("person", "organisation", "place")
        and text.lower() in words.lexicon.common | words.lexicon.stop
        and text != "US"
    ):
        return None
    if kind == "person":
        start = _behind_title(words, start, end)
    return Candidate(start, end, kind, "model")


def _behind_title(words: Words, start: int, end: int) -> int:
    text = words.plain[start:end].split(" ")
    taken = 0
    while taken < len(text) - 1:
        for title in words.lexicon.title_words.get(text[taken], ()):
            if tuple(text[taken : taken + len(title)]) == title and taken + len(title) < len(text):
                taken += len(title)
                break
        else:
            break
    return start + sum(len(word) + 1 for word in text[:taken])


def _lay_definitions(canvas: Canvas, words: Words) -> dict[str, _LongForm]:
    forms: dict[str, _LongForm] = {}
    for definition in acronyms.definitions(words):
        over = canvas.over(definition.long_start, definition.long_end) + canvas.over(
            definition.short_start, definition.short_end
        )
        kind: SpanType | None = definition.type
        if kind is None:
            kinds = [
                candidate.type
                for candidate in over
                if candidate.type in consistency.NAMES and candidate.type != "person"
            ]
            kind = kinds[0] if kinds else "organisation"
        if kind in ("other", "date", "money"):
            continue
        long_name = words.plain[definition.long_start : definition.long_end]
        short = words.plain[definition.short_start : definition.short_end]
        known = words.gazetteer.get(long_name)
        if known is not None:
            kind = known.type
        canvas.put(Candidate(definition.long_start, definition.long_end, kind, "rule", 2.0))
        canvas.put(Candidate(definition.short_start, definition.short_end, kind, "rule", 2.0))
        forms.setdefault(short, _LongForm(known.name if known else long_name, kind))  # type: ignore[arg-type]
    return forms


def _lay_persons(canvas: Canvas, words: Words, *, with_model: bool) -> None:
    starts = {token.start: index for index, token in enumerate(words.tokens)}
    strict = [*names.titled(words), *names.dashed(words, starts), *names.apposed(words), *names.office_holders(words)]
    weak = [] if with_model else [*names.spoken_by_form(words)]
    for candidate in strict + weak:
        over = canvas.over(candidate.start, candidate.end)
        if any(other.type == "person" and other.covers(candidate.start, candidate.end) for other in over):
            continue
        if any(other.source == "rule" and other.length > candidate.length for other in over):
            continue
        canvas.put(candidate)


def _lay_patterns(canvas: Canvas, words: Words) -> None:
    plain = words.plain
    for start, end in dates.find(plain):
        start, end = _trim(plain, start, end, "date")
        if canvas.is_free(start, end):
            canvas.put(Candidate(start, end, "date", "rule"))
    for start, end, kind in patterns.money(plain):
        if all(other.length < end - start for other in canvas.over(start, end)):
            canvas.put(Candidate(start, end, kind, "rule"))
    for start, end, kind in (*patterns.weapons(plain), *patterns.laws(plain), *patterns.events(plain)):
        start, end = _trim(plain, start, end, kind)
        over = canvas.over(start, end)
        if any(other.covers(start, end) and other.length > end - start and other.type == kind for other in over):
            continue
        if any(other.source == "rule" and other.type != "date" and other.length >= end - start for other in over):
            continue
        if kind == "event" and any(other.type == "organisation" for other in over):
            continue
        if kind == "law" and plain.startswith("Art", start) and over:
            continue
        canvas.put(Candidate(start, end, kind, "rule", 1.5))


def _lay_if_longer(canvas: Canvas, candidate: Candidate) -> None:
    if all(
        other.length < candidate.length and other.source != "rule"
        for other in canvas.over(candidate.start, candidate.end)
    ):
        canvas.put(candidate)


def _lay_gazetteer(canvas: Canvas, words: Words) -> None:
    for hit in words.gazetteer.find(words.plain):
        over = canvas.over(hit.start, hit.end)
        if any(
            other.covers(hit.start, hit.end) and other.length > hit.end - hit.start and other.type != "group"
            for other in over
        ):
            continue
        if any(other.source == "rule" for other in over):
            continue
        entry = hit.entry
        if entry.soft and any(other.type not in ("other", "place", entry.type) for other in over):
            continue
        if entry.soft and _stands_in_name(words, hit.start, hit.end):
            continue
        canvas.put(Candidate(hit.start, hit.end, entry.type, "gazetteer", 1.8, entry.name, entry.country, entry.soft))


def _stands_in_name(words: Words, start: int, end: int) -> bool:
    """True when a capitalised word touches the span, so that it is likely part of a longer name."""
    after = words.plain[end : end + 2]
    before = words.plain[max(0, start - 24) : start]
    word = before.rstrip(" ").rsplit(" ", 1)[-1]
    touched = (
        before.endswith(" ") and word[:1].isupper() and word.lower() not in words.lexicon.stop and word[-1:].isalpha()
    )
    return (len(after) == 2 and after[0] == " " and after[1].isupper()) or touched


def _retype_by_noun(canvas: Canvas, words: Words) -> None:
    """What follows a name can tell its type: "Kursk region" is a place, "Shahed drones" a weapon."""
    for candidate in names.weapons_by_noun(words):
        over = canvas.over(candidate.start, candidate.end)
        if all(
            other.source == "model" and other.type in ("other", "group", "weapon") or other.type == "weapon"
            for other in over
        ):
            if not any(other.covers(candidate.start, candidate.end) and other.type == "weapon" for other in over):
                canvas.put(candidate)
    for candidate in names.places_by_noun(words):
        over = canvas.over(candidate.start, candidate.end)
        if over and all(
            other.source == "model" and other.type in ("other", "organisation", "person", "place") for other in over
        ):
            if all(candidate.covers(other.start, other.end) for other in over):
                canvas.put(candidate)


def _mentions(
    text: str,
    canvas: Canvas,
    words: Words,
    persons: consistency.People,
    short_forms: dict[str, _LongForm],
) -> Iterable[Mention]:
    for candidate in canvas:
        if candidate.type == "other":
            continue
        surface = words.plain[candidate.start : candidate.end]
        kind: EntityType = candidate.type
        name, country = candidate.name, candidate.country
        if not name:
            entry = words.gazetteer.get(surface)
            if entry is not None and entry.type == kind:
                name, country = entry.name, entry.country
        if kind == "person":
            name = _person_name(surface, candidate.start, persons)
        elif surface in short_forms and short_forms[surface].type == kind:
            name = short_forms[surface].name
        elif kind == "date":
            name = dates.canonical(surface)
        yield Mention(
            candidate.start,
            candidate.end,
            text[candidate.start : candidate.end],
            kind,
            name or " ".join(surface.split()),
            candidate.source,
            country,
        )


def _person_name(surface: str, offset: int, persons: consistency.People) -> str:
    name = " ".join(surface.split())
    if " " not in name or name in persons.by_surname:
        return persons.full(name, offset) or name
    return name
