"""What the user has put right, and the pure function that applies it: findings and corrections give findings shown.

    shown = apply(found, text, placed)

Corrections are applied in the order they were made, so a later one sees what an earlier one has done. A wider one never
takes back what a narrower one says of a place: a mention confirmed here stays though the name is wrong elsewhere, and
what is no name here does not come back with a word list. Then the brief is made consistent again: a person's full name
takes its bare surnames along, and the speakers of quotes follow the names they were taken from.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from briefreader.text.anchor import Anchor
from briefreader.text.document import Span
from briefreader.text.findings import EntityType, Findings, Mention, Quote

CorrectionKind = Literal[
    "confirm", "wrong", "retype", "resize", "merge", "split", "rename", "speaker", "not a quote", "add"
]
CORRECTION_KINDS: tuple[CorrectionKind, ...] = (
    "confirm", "wrong", "retype", "resize", "merge", "split", "rename", "speaker", "not a quote", "add",
)  # fmt: skip
Scope = Literal["place", "brief", "library"]
SCOPES: tuple[Scope, ...] = ("place", "brief", "library")
USER = "user"  # the source of a mention, and the rule of a quote, that the user has judged
_SHORTEST = 3  # letters of a surname that is looked for alone


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing put right. The target is a mention of an entity (`type`, `name`; `text`: only where it is written so,
    "" for all its mentions) or a quote (`type` "", `name` its speaker, `text` its words). `scope` "place" has an
    `anchor` (for "resize" that of the new span), "place" and "brief" a `brief`.

    `to_name` and `to_type` are what it becomes: the new name, the speaker ("" for nobody), the type. "add" lays `text`
    and the `aliases` wherever they stand; `role` is what the person is."""

    id: str
    kind: CorrectionKind
    scope: Scope
    type: EntityType | Literal[""]
    name: str
    text: str
    brief: str | None = None
    to_name: str = ""
    to_type: EntityType | Literal[""] = ""
    role: str = ""
    aliases: tuple[str, ...] = ()
    anchor: Anchor | None = None
    author: str = ""
    created: str = ""

    @property
    def is_of_quote(self) -> bool:
        return self.kind in ("speaker", "not a quote") or (self.kind in ("confirm", "wrong") and not self.type)

    @property
    def terms(self) -> tuple[str, ...]:
        """The words and names by which the briefs it concerns are known."""
        return tuple(dict.fromkeys(term for term in (self.text, self.name, *self.aliases) if term))


Placed = tuple[Correction, Span | None]
"""A correction and where its anchor stands in the text: None for one without place, or whose place is not found."""


def apply(found: Findings, text: str, placed: Sequence[Placed]) -> tuple[Findings, frozenset[str]]:
    """The findings to be shown, and the ids of the corrections that changed something. `placed` in the order the
    corrections were made; offsets are code points into `text`. The time is linear in the text and the findings for each
    correction, and that of all words added together is linear."""
    if not placed:
        return found, frozenset()
    sheet = _Sheet(found.mentions, text)
    sheet.find_words([correction for correction, _ in placed if correction.kind == "add"])
    quotes = list(found.quotes)
    done: set[str] = set()
    for correction, span in placed:
        if correction.scope == "place" and span is None:
            continue
        if correction.is_of_quote:
            after = _quotes(quotes, correction, span)
            changed, quotes = after != quotes, after
        else:
            changed = sheet.apply(correction, span)
        if changed:
            done.add(correction.id)
    sheet.spread([correction for correction, _ in placed if correction.id in done])
    quotes = [sheet.with_speaker(quote) for quote in quotes]
    return replace(found, mentions=sheet.mentions(), quotes=tuple(quotes)), frozenset(done)


class _Sheet:
    """The mentions of a text while they are being put right. `was` keeps for each the name the analysis gave it."""

    def __init__(self, mentions: Iterable[Mention], text: str) -> None:
        self._text = text
        self._mentions = {(m.start, m.end): m for m in mentions}
        self._starts = sorted(start for start, _ in self._mentions)
        self._ends = dict(self._mentions.keys())  # the end of each by its start: none overlap
        self._was = {span: mention.name for span, mention in self._mentions.items()}
        self._held: set[tuple[int, int]] = set()  # judged for this very place
        self._struck: list[Span] = []  # no names, for this very place
        self._words: dict[str, list[Span]] = {}
        self._renamed: dict[str, str] = {}

    def mentions(self) -> tuple[Mention, ...]:
        return tuple(self._mentions[span] for span in sorted(self._mentions))

    def find_words(self, corrections: Sequence[Correction]) -> None:
        """Where the words of each correction that adds some stand, all looked for at once."""
        owners: dict[str, list[str]] = defaultdict(list)
        for correction in corrections:
            for word in (correction.text, *correction.aliases):
                owners[word].append(correction.id)
        words = [word for word in owners if word.strip()]
        if not words:
            return
        found: dict[str, list[Span]] = defaultdict(list)
        automaton = AhoCorasick(words, matchkind=MatchKind.Standard)
        for number, start, end in automaton.find_matches_as_indexes(self._text, overlapping=True):
            if is_whole(self._text, start, end):
                for owner in owners[words[number]]:
                    found[owner].append(Span(start, end))
        for owner, spans in found.items():
            self._words[owner] = _longest(spans)

    def apply(self, correction: Correction, span: Span | None) -> bool:
        """Whether `correction` changed anything."""
        if correction.kind == "add":
            return self._add(correction)
        if correction.kind == "resize":
            return self._resize(correction, span)
        return sum(self._change(mention, correction) for mention in self._meant(correction, span)) > 0

    def _meant(self, correction: Correction, span: Span | None) -> list[Mention]:
        if span is not None:
            exact = self._mentions.get((span.start, span.end))
            return [exact] if exact is not None else self._over(span)
        return [
            mention
            for key, mention in self._mentions.items()
            if mention.type == correction.type
            and (mention.text == correction.text if correction.text else mention.name == correction.name)
            and (correction.kind != "split" or mention.name == correction.name)
            and not (key in self._held and correction.kind in ("wrong", "retype"))
        ]

    def _change(self, mention: Mention, correction: Correction) -> bool:
        key = (mention.start, mention.end)
        if correction.scope == "place":
            self._held.add(key)
        match correction.kind:
            case "wrong":
                self._drop(mention)
                if correction.scope == "place":
                    self._struck.append(Span(*key))
                return True
            case "retype" if correction.to_type:
                now = replace(mention, type=correction.to_type, source=USER, country="", value="")
            case "merge" | "split" | "rename":
                kind = correction.to_type or mention.type
                now = replace(mention, name=correction.to_name, type=kind, source=USER)
                if correction.scope != "place" and not correction.text:
                    self._renamed[mention.name] = correction.to_name
            case _:
                now = replace(mention, source=USER)
        self._mentions[key] = now
        return now != mention

    def _resize(self, correction: Correction, span: Span | None) -> bool:
        """The words of the new span in place of the mention they overlap; by scope, wherever they stand so."""
        spans = [span] if span is not None else list(_places(self._text, correction.to_name))
        changed = False
        for place in spans:
            over = [m for m in self._over(place) if m.type == correction.type and m.name == correction.name]
            if not over and span is not None:
                over = self._over(place)
            if not over or (len(over) == 1 and (over[0].start, over[0].end) == place):
                continue
            words = self._text[place.start : place.end]
            whole = " ".join(words.split())
            # what was named by its own words is now named by these
            name = whole if over[0].name == " ".join(over[0].text.split()) else over[0].name
            self._lay(replace(over[0], start=place.start, end=place.end, text=words, name=name, source=USER))
            self._was[place.start, place.end] = over[0].name
            if correction.scope == "place":
                self._held.add((place.start, place.end))
            changed = True
        return changed

    def _add(self, correction: Correction) -> bool:
        changed = False
        kind = correction.to_type or "organisation"
        for place in self._words.get(correction.id, ()):
            if any(span.start < place.end and place.start < span.end for span in self._struck):
                continue
            over = self._over(place)
            longer = any(m.end - m.start > place.end - place.start for m in over)
            if longer or any((m.start, m.end) in self._held for m in over):
                continue
            words = self._text[place.start : place.end]
            now = Mention(*place, words, kind, correction.to_name or correction.text, USER, role=correction.role)
            if over != [now]:
                self._was.setdefault((place.start, place.end), over[0].name if over else "")
                self._lay(now)
                changed = True
        return changed

    def _over(self, span: Span) -> list[Mention]:
        at = max(0, bisect_left(self._starts, span.start) - 1)
        found: list[Mention] = []
        while at < len(self._starts) and (start := self._starts[at]) < span.end:
            if self._ends[start] > span.start:
                found.append(self._mentions[start, self._ends[start]])
            at += 1
        return found

    def _drop(self, mention: Mention) -> None:
        del self._mentions[mention.start, mention.end]
        del self._ends[mention.start]
        self._starts.pop(bisect_left(self._starts, mention.start))

    def _lay(self, mention: Mention) -> None:
        for other in self._over(Span(mention.start, mention.end)):
            self._drop(other)
        self._mentions[mention.start, mention.end] = mention
        self._ends[mention.start] = mention.end
        insort(self._starts, mention.start)

    def spread(self, done: Sequence[Correction]) -> None:
        """A person the user has named in full takes along the mentions that are that surname alone; added ones also
        where the surname was no mention yet."""
        full = {c.to_name for c in done if c.kind in ("add", "rename", "merge", "resize") and c.scope != "place"}
        full |= {m.name for m in self._mentions.values() if m.source == USER and m.type == "person"}
        added = {c.to_name or c.text for c in done if c.kind == "add" and (c.to_type or "") == "person"}
        families: dict[str, set[str]] = defaultdict(set)
        for mention in self._mentions.values():
            if mention.type == "person" and " " in mention.name:
                families[mention.name.rsplit(" ", 1)[1]].add(mention.name)
        alone = {surname: next(iter(names)) for surname, names in families.items() if len(names) == 1}
        for key, mention in list(self._mentions.items()):
            name = alone.get(mention.name)
            if mention.type == "person" and name in full and mention.name == mention.text and key not in self._held:
                self._mentions[key] = replace(mention, name=name, source=USER)
        for surname, name in alone.items():
            if name in added and len(surname) >= _SHORTEST:
                self._find_surname(surname, name)

    def _find_surname(self, surname: str, name: str) -> None:
        if next(iter(_places(self._text, surname.lower())), None) is not None:
            return  # also an everyday word
        for place in _places(self._text, surname):
            before = self._text[max(0, place.start - 2) : place.start]
            after = self._text[place.end : place.end + 2]
            beside = (before[1:] == " " and before[:1].isalpha() and self._capital_before(place.start)) or (
                after[:1] == " " and after[1:2].isupper()
            )
            struck = any(span.start < place.end and place.start < span.end for span in self._struck)
            if not beside and not struck and not self._over(place):
                words = self._text[place.start : place.end]
                self._lay(Mention(*place, words, "person", name, USER))

    def _capital_before(self, start: int) -> bool:
        word = self._text[max(0, start - 30) : start].rstrip().rsplit(None, 1)[-1:]
        return bool(word) and word[0][:1].isupper() and not word[0].endswith(".")

    def with_speaker(self, quote: Quote) -> Quote:
        """`quote`, its speaker under the name that the mention it was taken from has now."""
        if quote.speaker is None or quote.rule == USER:
            return quote
        if quote.speaker_start is not None and quote.speaker_end is not None:
            for mention in self._over(Span(quote.speaker_start, quote.speaker_end)):
                was = self._was.get((mention.start, mention.end))
                if mention.source == USER and was == quote.speaker and mention.name != was:
                    return replace(quote, speaker=mention.name)
        name = self._renamed.get(quote.speaker)
        return replace(quote, speaker=name) if name else quote


def _quotes(quotes: list[Quote], correction: Correction, span: Span | None) -> list[Quote]:
    def is_meant(quote: Quote) -> bool:
        if span is not None:
            shared = min(span.end, quote.end) - max(span.start, quote.start)
            return 2 * shared > max(span.end, quote.end) - min(span.start, quote.start)
        if correction.kind == "speaker":
            return quote.speaker == (correction.name or None) and quote.rule != USER
        return quote.text == correction.text

    if correction.kind in ("not a quote", "wrong"):
        return [quote for quote in quotes if not is_meant(quote)]
    return [_judged(quote, correction) if is_meant(quote) else quote for quote in quotes]


def _judged(quote: Quote, correction: Correction) -> Quote:
    if correction.kind == "confirm":
        how = quote.attribution if quote.speaker is None else "explicit"
        return replace(quote, attribution=how, rule=USER)
    speaker = correction.to_name or None
    where = (quote.speaker_start, quote.speaker_end) if speaker == quote.speaker else (None, None)
    kind = "speech" if speaker and quote.kind in ("term", "title") else quote.kind
    return Quote(quote.start, quote.end, quote.text, kind, speaker, "explicit" if speaker else "none", USER, *where)


def _places(text: str, words: str) -> Iterable[Span]:
    at = text.find(words) if words.strip() else -1
    while at >= 0:
        if is_whole(text, at, at + len(words)):
            yield Span(at, at + len(words))
        at = text.find(words, at + len(words))


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches the span."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    inside_left, inside_right = text[start : start + 1].isalnum(), text[end - 1 : end].isalnum()
    return not ((inside_left and (before.isalnum() or before == "_")) or (inside_right and after.isalnum()))


def _longest(spans: Sequence[Span]) -> list[Span]:
    """Of spans that overlap the leftmost, of these the longest."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
