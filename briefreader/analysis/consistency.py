"""One name, one reading, throughout a brief: surnames lead to full names, short forms to long, repeats are found."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ahocorasick_rs import AhoCorasick, MatchKind

from briefreader.analysis.canvas import Candidate, Canvas, SpanType
from briefreader.analysis.frames import evidence
from briefreader.analysis.words import Words

# Types that are names; dates and sums repeat without meaning the same.
NAMES: frozenset[SpanType] = frozenset(
    ("person", "organisation", "country", "place", "group", "law", "weapon", "event", "other")
)


@dataclass
class People:
    """The persons a brief names in full. `by_surname` gives (offset of each naming, full name), in text order;
    `titled` holds surnames told by a title or a closing dash alone; `same` leads from each way to write a full name
    to the one that stands for the person."""

    by_surname: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    by_given: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    titled: set[str] = field(default_factory=set)
    same: dict[str, str] = field(default_factory=dict)

    def is_surname(self, text: str) -> bool:
        return text in self.by_surname or text in self.titled

    def full(self, short: str, offset: int) -> str | None:
        """The full name meant by a surname at `offset`: the nearest before it, else the first after."""
        places = self.by_surname.get(short)
        if places:
            before = bisect_right(places, (offset, "\uffff"))
            return self.same[places[max(0, before - 1)][1]]
        names = {self.same[name] for name in self.by_given.get(short, ())}
        return names.pop() if len(names) == 1 else None


def people(canvas: Canvas, words: Words) -> People:
    """The full names on the canvas, by surname, with particles ("von der Leyen", "Leyen") and by given name."""
    found = People()
    votes = _votes(canvas, words)
    counts: Counter[str] = Counter()
    for candidate in canvas:
        if candidate.type != "person":
            continue
        name = " ".join(words.plain[candidate.start : candidate.end].split())
        parts = [part for part in name.split() if part not in words.lexicon.not_surnames]
        if len(parts) == 1:
            if len(name) > len(parts[0]):  # "Doe Jr."
                continue
            if candidate.source == "rule" and candidate.weight >= 2 and len(name) > 2:
                found.titled.add(name)
            continue
        if not parts or _winner(votes[name]) != "person" or len(parts[-1]) < 2:
            continue
        if parts[-1].lower() not in words.lexicon.common:
            counts[name] += 1
            _enter(found, words, candidate.start, name, parts)
    found.same = _same_persons(counts, words)
    for surname, places in found.by_surname.items():
        plain = [place for place in places if place[1].split()[-1] not in words.lexicon.not_surnames]
        found.by_surname[surname] = plain or places  # the bare surname is the father's, not the junior's
    return found


def _enter(found: People, words: Words, offset: int, name: str, parts: list[str]) -> None:
    entry = words.gazetteer.get(parts[-1])
    if entry is None or entry.soft or entry.type in ("weapon", "law", "event"):
        found.by_surname[parts[-1]].append((offset, name))
        if parts[-1][0].islower():  # "al-Harrasi" opens a sentence as "Al-Harrasi"
            found.by_surname[parts[-1][0].upper() + parts[-1][1:]].append((offset, name))
    first_particle = next((i for i, part in enumerate(parts) if i and part in words.lexicon.particles), 0)
    tail = parts[first_particle:] if first_particle else parts[1:]
    if len(tail) > 1 and not tail[0].endswith("."):
        found.by_surname[" ".join(tail)].append((offset, name))
        if tail[0][0].islower():
            found.by_surname[" ".join(tail)[0].upper() + " ".join(tail)[1:]].append((offset, name))
    whole = name.split()
    if whole[-1] in words.lexicon.not_surnames:
        found.by_surname[" ".join(whole[-2:])].append((offset, name))
    given = parts[0]
    if len(given) >= 4 and not given.endswith(".") and words.gazetteer.get(given) is None:
        found.by_given[given].add(name)


def _same_persons(counts: Counter[str], words: Words) -> dict[str, str]:
    """For each full name the one that stands for it: of names with one surname and compatible given names the most
    frequent, of these the longest."""
    families: dict[str, list[str]] = defaultdict(list)
    for name in sorted(counts, key=lambda name: (-counts[name], -len(name), name)):
        families[_surname(name, words).casefold()].append(name)
    same: dict[str, str] = {}
    for names in families.values():
        heads: list[str] = []
        known = names[:200]  # comparing all with all would be quadratic in a text that is nothing but names
        for name in sorted(known, key=lambda name: any(other.endswith(f" {name}") for other in known)):
            head = next((head for head in heads if _are_compatible(head, name, words)), None)
            if head is None:
                heads.append(name)
            same[name] = head or name
        same |= {name: name for name in names[200:]}
    return same


def _surname(name: str, words: Words) -> str:
    parts = [part for part in name.split() if part not in words.lexicon.not_surnames]
    return parts[-1] if parts else name


def _are_compatible(one: str, other: str, words: Words) -> bool:
    """True when two full names with the same surname may be one person's: no given name contradicts."""
    if one.endswith(f" {other}") or other.endswith(f" {one}"):
        return True  # "Ó Conghaile" beside "Pádraic Ó Conghaile"
    ones, others = one.split(), other.split()
    if {part.rstrip(".") for part in ones[-1:]} & words.lexicon.not_surnames != (
        {part.rstrip(".") for part in others[-1:]} & words.lexicon.not_surnames
    ):
        return False
    first, second = ones[0].rstrip(".").casefold(), others[0].rstrip(".").casefold()
    if not (first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])):
        return False
    middles = (
        [part.rstrip(".").casefold() for part in ones[1:-1]],
        [part.rstrip(".").casefold() for part in others[1:-1]],
    )
    return not middles[0] or not middles[1] or middles[0][0][0] == middles[1][0][0]


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
    for text, signs in evidence(canvas, words).items():
        votes[text].update(signs)
    for candidate in canvas:
        if candidate.type not in NAMES or not (candidate.soft or candidate.source in ("model", "consistency")):
            continue
        text = words.plain[candidate.start : candidate.end]
        count = votes[text]
        if persons.is_surname(text) or (candidate.type == "organisation" and _ends_in(text, persons.titled)):
            wanted: SpanType | None = "person"
            proven = True
        else:
            wanted = "person" if text in persons.by_given and count["person"] else _winner(count)
            proven = wanted is not None and count[wanted] >= count[candidate.type]
        if wanted and wanted != candidate.type and proven:
            canvas.put(replace(candidate, type=wanted, source="consistency", name="", country="", soft=False))


def _ends_in(text: str, surnames: set[str]) -> bool:
    return " " in text and text.rsplit(" ", 1)[1] in surnames


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
