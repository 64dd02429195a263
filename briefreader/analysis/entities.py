"""Mentions of entities in a brief: the model's spans, mended by rules, known names and the brief's own consistency.

The order, and so the precedence: what the model found, trimmed; short forms and persons told by strict signs; laws,
weapons, events, sums and dates by their form; known names; then one reading for every name throughout the brief.
Without a model weaker signs for persons and bodies take its place. The time is linear in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from briefreader.analysis import acronyms, bodies, consistency, dates, frames, mending, nouns, patterns, persons
from briefreader.analysis.canvas import Candidate, Canvas, SpanType
from briefreader.analysis.gazetteer import gazetteer, spellings
from briefreader.analysis.lexicon import lexicon
from briefreader.analysis.model import Model
from briefreader.analysis.naming import LongForm, named
from briefreader.analysis.tokens import plain_text, tokenise
from briefreader.analysis.words import Words
from briefreader.text.document import Document
from briefreader.text.findings import Mention


def find_mentions(document: Document, model: Model | None) -> tuple[Mention, ...]:
    """All mentions in `document`, sorted, none overlapping; offsets are code points into its text."""
    plain, shouted = plain_text(document.text, spellings())
    words = Words(plain, tokenise(plain), lexicon(), gazetteer(), shouted)
    canvas = Canvas(len(plain))
    if model is not None:
        _lay(canvas, mending.model_candidates(words, model))
    forms = _lay_definitions(canvas, words)
    _lay_persons(canvas, words, with_model=model is not None)
    _lay_patterns(canvas, words)
    for candidate in (*bodies.bodies(words), *nouns.places_by_noun(words)):
        _lay_if_longer(canvas, candidate)
    _lay_gazetteer(canvas, words)
    _retype_by_noun(canvas, words)
    for candidate in frames.places_by_frame(words, with_model=model is not None):
        if canvas.is_free(candidate.start, candidate.end):
            canvas.put(candidate)
    forms |= _other_scripts(canvas, words)
    people = consistency.people(canvas, words)
    consistency.agree(canvas, words, people)
    consistency.repeats(canvas, words, people, {form: long.type for form, long in forms.items()})
    people = consistency.people(canvas, words)
    return named(document.text, canvas, words, people, forms)


def _lay(canvas: Canvas, candidates: Iterable[Candidate]) -> None:
    for candidate in candidates:
        canvas.put(candidate)


def _lay_definitions(canvas: Canvas, words: Words) -> dict[str, LongForm]:
    forms: dict[str, LongForm] = {}
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
        forms.setdefault(short, LongForm(known.name if known else long_name, kind))  # type: ignore[arg-type]
    return forms


def _lay_persons(canvas: Canvas, words: Words, *, with_model: bool) -> None:
    starts = {token.start: index for index, token in enumerate(words.tokens)}
    strict = [
        *persons.titled(words),
        *persons.dashed(words, starts),
        *persons.apposed(words),
        *persons.bracketed(words),
        *persons.listed(words, starts),
        *persons.office_holders(words),
    ]
    weak = [candidate for candidate in persons.spoken_by_form(words) if not with_model or candidate.weight > 1]
    for candidate in strict + weak:
        over = canvas.over(candidate.start, candidate.end)
        if any(other.type == "person" and other.covers(candidate.start, candidate.end) for other in over):
            continue
        if any((other.source == "rule" or candidate.weight < 2) and other.length > candidate.length for other in over):
            continue
        canvas.put(candidate)


def _lay_patterns(canvas: Canvas, words: Words) -> None:
    plain = words.plain
    by_form: list[tuple[int, int]] = []
    for start, end in dates.find(plain):
        start, end = mending.trim(plain, start, end, "date")
        by_form.append((start, end))
    spanned = Counter(other for start, end in by_form for other in canvas.over(start, end) if other.type == "date")
    for start, end in by_form:
        over = canvas.over(start, end)
        # the model's "end of March 2024" says more than the form; of its "2019 to 2021" the two years are what counts
        if all(
            other.type == "date" and (spanned[other] > 1 or not dates.says_more(plain[other.start : other.end]))
            for other in over
            if not (other.start == start and other.end == end)
        ):
            canvas.put(Candidate(start, end, "date", "rule"))
    for start, end, kind in patterns.money(plain):
        if all(other.source != "rule" or other.type == "date" for other in canvas.over(start, end)):
            canvas.put(Candidate(start, end, kind, "rule"))
    for start, end, kind in (*patterns.weapons(plain), *patterns.laws(plain), *patterns.events(plain)):
        start, end = mending.trim(plain, start, end, kind)
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
    hits = words.gazetteer.find(words.plain)
    supported = {hit.entry.country for hit in hits if not hit.entry.soft}
    for hit in hits:
        over = canvas.over(hit.start, hit.end)
        if any(
            other.covers(hit.start, hit.end) and other.length > hit.end - hit.start and other.type != "group"
            for other in over
        ):
            continue
        if any(other.source == "rule" for other in over):
            continue
        entry = hit.entry
        # "Jordan" is the country where Amman or Jordanians are in the brief too
        if (
            entry.soft
            and entry.country in supported
            and entry.country != "US"
            and entry.type in ("country", "place", "group")
        ):
            entry = replace(entry, soft=False)
        if entry.soft and any(other.type not in ("other", "place", entry.type) for other in over):
            continue
        if hit.entry.soft and _stands_in_name(words, hit.start, hit.end):
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
    for candidate in nouns.weapons_by_noun(words):
        over = canvas.over(candidate.start, candidate.end)
        if all(
            (other.source == "model" and other.type in ("other", "group", "weapon")) or other.type == "weapon"
            for other in over
        ) and not any(other.covers(candidate.start, candidate.end) and other.type == "weapon" for other in over):
            canvas.put(candidate)
    for candidate in nouns.places_by_noun(words):
        over = canvas.over(candidate.start, candidate.end)
        if (
            over
            and all(
                other.source == "model" and other.type in ("other", "organisation", "person", "place") for other in over
            )
            and all(candidate.covers(other.start, other.end) for other in over)
        ):
            canvas.put(candidate)


# A name repeated in letters of another script: "Oleh Petrenko (Олег Петренко)".
_OTHER_SCRIPT = re.compile(r" \((?P<form>[^\W\da-zA-Z\u00c0-\u024f_](?:[^\W\da-zA-Z\u00c0-\u024f_]|[ '.-]){1,60})[),;]")


_SCRIPT_FIRST = re.compile(
    r"(?P<form>[^\W\da-zA-Z\u00c0-\u024f_](?:[^\W\da-zA-Z\u00c0-\u024f_]|[ '.-]){1,60}) \((?=[^\W\d_])"
)


def _other_scripts(canvas: Canvas, words: Words) -> dict[str, LongForm]:
    places = [(m.span("form"), m.start() - 1) for m in _OTHER_SCRIPT.finditer(words.plain)]
    places += [(m.span("form"), m.end()) for m in _SCRIPT_FIRST.finditer(words.plain)]
    forms: dict[str, LongForm] = {}
    for (start, end), beside in places:
        known = canvas.over(beside, beside + 1) if beside >= 0 else []
        if known and known[0].type not in ("date", "money", "other") and words.plain[known[0].start].isascii():
            long = known[0]
            canvas.put(Candidate(start, end, long.type, "rule", 2.0, country=long.country))
            name = long.name or words.plain[long.start : long.end]
            forms.setdefault(words.plain[start:end], LongForm(name, long.type))  # type: ignore[arg-type]
    return forms
