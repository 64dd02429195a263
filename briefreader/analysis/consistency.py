"""One name, one reading, throughout a brief: surnames lead to full names, short forms to long, repeats are found."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ahocorasick_rs import AhoCorasick, MatchKind

from briefreader.analysis.canvas import Candidate, Canvas, SpanType
from briefreader.analysis.words import Words

# Types that are names; dates and sums repeat without meaning the same.
NAMES: frozenset[SpanType] = frozenset(
    ("person", "organisation", "country", "place", "group", "law", "weapon", "event", "other")
)


@dataclass
class People:
    """The persons a brief names in full: `by_surname` gives (offset of each naming, full name), in text order;
    `titled` holds surnames told by a title or a closing dash alone."""

    by_surname: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    by_given: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    titled: set[str] = field(default_factory=set)

    def is_surname(self, text: str) -> bool:
        return text in self.by_surname or text in self.titled

    def full(self, short: str, offset: int) -> str | None:
        """The full name meant by a surname at `offset`: the nearest before it, else the first after."""
        places = self.by_surname.get(short)
        if places:
            before = bisect_right(places, (offset, "\uffff"))
            return places[max(0, before - 1)][1]
        names = self.by_given.get(short)
        return next(iter(names)) if names and len(names) == 1 else None


def surname_of(name: str, words: Words) -> str:
    parts = name.split()
    while len(parts) > 1 and parts[-1] in words.lexicon.not_surnames:
        parts.pop()
    return parts[-1]


def people(canvas: Canvas, words: Words) -> People:
    """The full names on the canvas, by surname, with particles ("von der Leyen", "Leyen") and by given name."""
    found = People()
    votes = _votes(canvas, words)
    for candidate in canvas:
        if candidate.type != "person":
            continue
        name = words.plain[candidate.start : candidate.end]
        parts = [part for part in name.split() if part not in words.lexicon.not_surnames]
        if len(parts) == 1 and candidate.source == "rule" and candidate.weight >= 2 and len(name) > 2:
            found.titled.add(name)
        if len(parts) < 2 or _winner(votes[name]) != "person":
            continue
        entry = words.gazetteer.get(parts[-1])
        if len(parts[-1]) < 2 or parts[-1].lower() in words.lexicon.common:
            continue
        blocked = entry is not None and not entry.soft and entry.type in ("country", "group", "organisation", "place")
        if not blocked:
            found.by_surname[parts[-1]].append((candidate.start, name))
        first_particle = next((i for i, part in enumerate(parts) if i and part in words.lexicon.particles), 0)
        if first_particle:
            found.by_surname[" ".join(parts[first_particle:])].append((candidate.start, name))
        elif len(parts) >= 3:
            found.by_surname[" ".join(parts[1:])].append((candidate.start, name))
        given = parts[0]
        if len(given) >= 4 and not given.endswith(".") and words.gazetteer.get(given) is None:
            found.by_given[given].add(name)
    return found


def _votes(canvas: Canvas, words: Words) -> dict[str, Counter[SpanType]]:
    votes: dict[str, Counter[SpanType]] = defaultdict(Counter)
    for candidate in canvas:
        if candidate.type in NAMES:
            votes[words.plain[candidate.start : candidate.end]][candidate.type] += candidate.weight  # type: ignore[assignment]
    return votes


def _winner(counts: Counter[SpanType]) -> SpanType | None:
    return counts.most_common(1)[0][0] if counts else None


def agree(canvas: Canvas, words: Words, persons: People) -> None:
    """Give every mention with the same words the same type: a known surname is that person, else the majority."""
    votes = _votes(canvas, words)
    for candidate in canvas:
        if candidate.type not in NAMES or candidate.source not in ("model", "consistency"):
            continue
        text = words.plain[candidate.start : candidate.end]
        count = votes[text]
        if persons.is_surname(text):
            wanted: SpanType | None = "person"
            proven = True
        else:
            wanted = "person" if text in persons.by_given and count["person"] else _winner(count)
            proven = wanted is not None and count[wanted] >= count[candidate.type]
        if wanted and wanted != candidate.type and proven:
            canvas.put(replace(candidate, type=wanted, source="consistency", name="", country=""))


def repeats(canvas: Canvas, words: Words, persons: People, short_forms: Mapping[str, SpanType]) -> None:
    """Mark the unmarked places where a name stands that is marked elsewhere."""
    known = {text: _winner(counts) for text, counts in _votes(canvas, words).items()}
    marked: Counter[str] = Counter(words.plain[c.start : c.end] for c in canvas if c.type in NAMES)
    known |= dict.fromkeys((*persons.by_surname, *persons.titled), "person")
    known |= short_forms
    sought = [text for text in known if text in short_forms or _is_worth_seeking(text, words)]
    if not sought:
        return
    automaton = AhoCorasick(sought, matchkind=MatchKind.LeftmostLongest)
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    total: Counter[str] = Counter()
    for number, start, end in automaton.find_matches_as_indexes(words.plain):
        if _is_word(words.plain, start, end):
            text = sought[number]
            total[text] += 1
            if canvas.is_free(start, end):
                places[text].append((start, end))
    for text, spans in places.items():
        kind = known[text]
        sure = " " in text or persons.is_surname(text) or text in short_forms
        if kind is None or (not sure and not _is_mostly_marked(text, marked[text], total[text], words)):
            continue
        for start, end in spans:
            if kind == "person" and _is_part_of_longer(words, start, end):
                continue
            canvas.put(Candidate(start, end, kind, "consistency"))


def _is_worth_seeking(text: str, words: Words) -> bool:
    return len(text) >= 3 and text[0].isupper() and text.lower() not in words.lexicon.common | words.lexicon.stop


def _is_mostly_marked(text: str, marked: int, total: int, words: Words) -> bool:
    return marked * 2 >= total and not words.small[text.lower()]


def _is_word(plain: str, start: int, end: int) -> bool:
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if (start and (before.isalnum() or before in "-_@/")) or after.isalnum() or after in ("_", "@"):
        return False
    return not (after == "-" and plain[end + 1 : end + 2].isalnum())


def _is_part_of_longer(words: Words, start: int, end: int) -> bool:
    """True when the next or the previous word makes it another name: "Doe Street", "Robert Doe"."""
    after = words.plain[end : end + 30]
    if after[:1] == " " and after[1:2].isupper():
        word = after[1:].split(" ")[0].strip(".,;:!?\"')\n")
        if word.lower() not in words.lexicon.stop and word not in words.lexicon.not_surnames and len(word) > 1:
            return True
    before = words.plain[max(0, start - 30) : start]
    if before[-1:] == " " and len(before) > 1:
        word = before.rstrip().rsplit(" ", 1)[-1].rsplit("\n", 1)[-1].strip("\"'(")
        if word[:1].isupper() and word.lower() not in words.lexicon.stop:
            return not (
                word in words.lexicon.title_words
                or word.rstrip(".,:") in words.lexicon.abbreviations
                or word[-1] in ".,:;!?"
            )
    return False
