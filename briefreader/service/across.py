"""What all briefs say together: names, quotes and dates across the library.

Everything here is made from the findings as they are shown, in one pass; nothing is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from briefreader.errors import NotFound
from briefreader.records import Brief, FoundMention, FoundQuote
from briefreader.service.suggesting import Suggestion, suggestions
from briefreader.store import Store
from briefreader.store.across import Beside, Name, Said
from briefreader.text.corrections import USER
from briefreader.text.document import Span
from briefreader.text.sentences import sentences_in
from briefreader.text.years import with_year

__all__ = ["Across", "Beside", "Dated", "Difference", "Matrix", "Name", "Quotation", "Said", "Suggestion", "Wanted"]

_SHINGLE = 4  # words
_ALIKE = 0.6  # of the shorter quotation's shingles
_LONGEST = 600  # code points of a dated sentence
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which quotes are asked for; "" and () leave all. `words` must all occur, `speaker` is part of a name, `since` and
    `until` bound the date of the brief (ISO 8601, inclusive, "2026" and "2026-03" too)."""

    speaker: str = ""
    words: str = ""
    tag: str = ""
    since: str = ""
    until: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Where another rendering of a quotation departs: the words here, the words there."""

    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words said once, wherever they are quoted: `first` is the longest rendering, `others` the rest, each with how it
    differs from the first."""

    first: Said
    others: tuple[tuple[Said, tuple[Difference, ...]], ...] = ()

    @property
    def places(self) -> tuple[Said, ...]:
        return (self.first, *(said for said, _ in self.others))


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence that names a date. `value` is ISO 8601 as precise as the text is; `assumed`: the text leaves the year
    to the reader, and it is taken from the brief's own date."""

    value: str
    assumed: bool
    sentence: str
    mention: FoundMention
    title: str
    start: int
    paragraph: int | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """How often each brief (a column, newest first) names each entity (a row)."""

    names: tuple[Name, ...]
    briefs: tuple[Brief, ...]
    counts: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)


class Across:
    """Questions about all briefs at once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def names(self, words: str = "", type_: str = "") -> list[Name]:
        """Every entity whose name or aliases have all `words`, the most named first."""
        wanted = words.casefold().split()
        found = [name for name in self._store.across.names() if not type_ or name.type == type_]
        roles = self._store.corrections.roles()
        if roles:
            found = [_with_role(name, roles.get(name.name, "")) for name in found]
        return [name for name in found if fits_words(name, wanted)]

    def suggestions(self) -> list[Suggestion]:
        """Pairs of entities that may be one, each with the reason."""
        return suggestions(self._store.across.names())

    def mentions(self, name: str, type_: str) -> list[FoundMention]:
        """Where an entity is named, the newest brief first, in text order."""
        return self._store.findings.named(name, type_)

    def appears_with(self, name: str, type_: str = "") -> tuple[Name, list[Beside]]:
        """An entity (of several of the name the most named) and who appears near it. Raises NotFound."""
        folded = name.casefold()
        known = [one for one in self._store.across.names() if not type_ or one.type == type_]
        fits = [one for one in known if one.name.casefold() == folded] or [
            one for one in known if folded in (alias.casefold() for alias in one.aliases)
        ]
        if not fits:
            raise NotFound(f"No brief names “{name}”.", "See: briefreader entities")
        return fits[0], self._store.across.appears_with(fits[0].name, fits[0].type)

    def matrix(self, rows: int = 50, words: str = "", type_: str = "") -> Matrix:
        """The most named entities by brief."""
        names = self.names(words, type_)[:rows]
        counts = self._store.across.matrix([(name.type, name.name) for name in names])
        there = {brief for row in counts.values() for brief in row}
        briefs = sorted(self._store.briefs.some(there), key=lambda brief: (brief.date, brief.title), reverse=True)
        return Matrix(tuple(names), tuple(briefs), counts)

    def quotes(self, wanted: Wanted | None = None) -> list[Quotation]:
        """Who said what, the newest brief first; what several briefs quote stands once."""
        said = self._store.across.quotes()
        if wanted is not None:
            said = [one for one in said if is_wanted(one, wanted)]
        return _joined(said)

    def timeline(self, since: str = "", until: str = "") -> list[Dated]:
        """The sentences that name a date, in the order of the dates."""
        dates: dict[str, list[FoundMention]] = defaultdict(list)
        for one in self._store.across.dates():
            dates[one.brief].append(one)
        briefs = {brief.id: brief for brief in self._store.briefs.some(dates)}
        found: list[Dated] = []
        for brief, text in self._store.across.texts([*dates]):
            if brief in briefs:
                found.extend(self._dated(briefs[brief], text, dates[brief]))
        kept = [one for one in found if is_between(one.value, since, until)]
        return sorted(kept, key=lambda one: (one.value, one.title, one.start))

    def _dated(self, brief: Brief, text: str, dates: Sequence[FoundMention]) -> list[Dated]:
        document = self._store.briefs.document(brief.id)
        found: list[Dated] = []
        starts = [block.start for block in document.blocks]
        sentences: dict[int, tuple[Span, ...]] = {}
        for one in dates:
            mention = one.mention
            value, assumed = with_year(mention.value, brief.date)
            if not value:
                continue
            block = document.blocks[max(0, bisect_right(starts, mention.start) - 1)] if starts else None
            low, high = (block.start, block.end) if block is not None else (0, len(text))
            if low not in sentences:
                sentences[low] = sentences_in(text, low, high)
            at = bisect_right(sentences[low], mention.start, key=lambda span: span.start) - 1
            around = sentences[low][at] if at >= 0 else Span(mention.start, mention.end)
            sentence = " ".join(text[around.start : min(around.end, around.start + _LONGEST)].split())
            where = (document.paragraph_at(mention.start), document.page_at(mention.start))
            found.append(Dated(value, assumed, sentence, one, brief.title, around.start, *where))
        return found


def _with_role(name: Name, role: str) -> Name:
    if not role or name.type != "person":
        return name
    return Name(name.name, name.type, name.mentions, name.briefs, name.aliases, role, name.country)


def fits_words(name: Name, wanted: Sequence[str]) -> bool:
    """Whether all `wanted` words (in small letters) are in the name, in one alias or in the role."""
    if not wanted:
        return True
    ways = (name.name.casefold(), *(alias.casefold() for alias in name.aliases), name.role.casefold())
    return any(all(word in way for word in wanted) for way in ways)


def is_wanted(said: Said, wanted: Wanted) -> bool:
    """Whether a quote is among those asked for."""
    quote = said.found.quote
    if wanted.kinds and quote.kind not in wanted.kinds:
        return False
    if wanted.speaker and wanted.speaker.casefold() not in (quote.speaker or "").casefold():
        return False
    text = quote.text.casefold()
    if not all(word in text for word in wanted.words.casefold().split()):
        return False
    tag = wanted.tag.casefold()
    if tag and not any((path.casefold() + "/").startswith(tag + "/") for path in said.tags):
        return False
    return is_between(said.date, wanted.since, wanted.until)


def is_between(date: str, since: str, until: str) -> bool:
    """Whether an ISO date lies within the bounds, each as precise as it is given; without a date, only without
    bounds."""
    if not since and not until:
        return True
    first, last = date.partition("/")[0], date.rpartition("/")[2]
    return bool(date) and (not since or last >= since[: len(last)]) and (not until or first[: len(until)] <= until)


def _joined(said: Sequence[Said]) -> list[Quotation]:
    """The quotations, those of the same words as one. Linear in their words: candidates share a run of words."""
    owners: dict[tuple[str, ...], list[int]] = defaultdict(list)
    runs: list[set[tuple[str, ...]]] = []
    for number, one in enumerate(said):
        words = [word.casefold() for word in _WORD.findall(one.found.quote.text)]
        size = min(_SHINGLE, len(words))
        made = {tuple(words[at : at + size]) for at in range(len(words) - size + 1)} if size > 2 else set()
        runs.append(made)
        for run in made:
            if len(owners[run]) < 50:  # a phrase everybody uses tells nothing
                owners[run].append(number)
    group = list(range(len(said)))
    for number, made in enumerate(runs):
        shared: dict[int, int] = defaultdict(int)
        for run in made:
            for other in owners[run]:
                if other < number and said[other].found.brief != said[number].found.brief:
                    shared[other] += 1
        for other, count in sorted(shared.items()):
            if count >= _ALIKE * min(len(made), len(runs[other])):
                group[number] = group[other]
                break
    members: dict[int, list[Said]] = defaultdict(list)
    for number, one in enumerate(said):
        members[group[number]].append(one)
    return [_quotation(members[number]) for number in sorted(members)]


def _quotation(said: list[Said]) -> Quotation:
    first = max(said, key=lambda one: (_certainty(one.found), len(one.found.quote.text)))
    rest = [one for one in said if one is not first]
    return Quotation(first, tuple((one, differences(first.found.quote.text, one.found.quote.text)) for one in rest))


def _certainty(found: FoundQuote) -> int:
    return 3 if found.quote.rule == USER else {"explicit": 2, "inferred": 1, "none": 0}[found.quote.attribution]


def differences(here: str, there: str) -> tuple[Difference, ...]:
    """The words in which two renderings of a quotation differ; marks at the ends of words count for nothing."""
    ours, theirs = here.split(), there.split()
    bare = [[word.strip(".,;:!?…\"'“”‘’«»()").casefold() for word in words] for words in (ours, theirs)]
    steps = SequenceMatcher(None, bare[0], bare[1], autojunk=False).get_opcodes()
    return tuple(
        Difference(" ".join(ours[a:b]), " ".join(theirs[c:d])) for kind, a, b, c, d in steps if kind != "equal"
    )
