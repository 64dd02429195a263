"""What is known of every brief beside its text, in memory: for filters, facets, orders, notes and tags.

Each brief has a number here, which it keeps. A filter is a flag for each number; it is made once for each state of the
library. Filled and kept up to date by the library (`take`, `jot`), which alone knows where the facts come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from briefreader.search import fields
from briefreader.search.arrays import NO_COUNTS, NONE, Mask, Numbers, Reals
from briefreader.search.columns import Column
from briefreader.search.drafts import Drafts
from briefreader.search.folding import fold
from briefreader.search.jottings import Jotting, Jottings
from briefreader.search.matching import fits
from briefreader.search.seeking import Seeker
from briefreader.search.tree import Leaf, Where, Within, leaves

_COLUMNS = ("person", "org", "country", "place", "other", "speaker", "author", "path", "kind", "tag", "date")
_NAMES = ("person", "org", "country", "place", "other")
_OF_TYPE = {"person": "person", "organisation": "org", "country": "country", "place": "place"}
_KEPT = 200

Spoken = Callable[[Sequence[str]], Iterable[tuple[str, str, str]]]
"""The quotes of some briefs: (brief, speaker or "", text)."""


class Card(NamedTuple):
    """One brief: what of it is shown in lists, filtered and sorted by. `date` is ISO 8601 or ""."""

    id: str
    path: str
    title: str
    kind: str
    date: str
    author: str
    read: bool
    added: str
    paged: bool
    analysed: bool


class Shelf:
    """All briefs that can be read."""

    def __init__(self, spoken: Spoken) -> None:
        self._spoken = spoken
        self.numbers: dict[str, int] = {}
        self.cards: list[Card] = []
        self.there: Mask = np.empty(0, np.bool_)
        self.columns = {name: Column() for name in _COLUMNS}
        self.jottings = Jottings()
        self.drafts = Drafts((), {})
        self._passages: dict[str, set[int]] = {"notes": set(), "tags": set(), "passages": set()}
        self._quoting: Mask = np.empty(0, np.bool_)
        self._masks: dict[object, Mask] = {}
        self._ranks: dict[str, Numbers] = {}

    def __len__(self) -> int:
        """The number of briefs that can be searched."""
        return int(self.there.sum())

    @property
    def size(self) -> int:
        """One more than the highest number."""
        return len(self.cards)

    # Filling it

    def take(
        self,
        cards: Sequence[Card],
        names: Iterable[tuple[str, str, str, str]],
        speakers: Iterable[tuple[str, str | None]],
        instead: Sequence[str] | None = None,
    ) -> None:
        """These briefs, (brief, type, name, country) and (brief, speaker), in place of all, or of the briefs
        `instead`."""
        self._masks.clear()
        same = instead is not None and all(card.id in self.numbers for card in cards)
        numbers = self.numbers if same else dict(self.numbers) if instead is not None else {}
        if instead is None:
            self.cards = []
        for card in cards:
            number = numbers.setdefault(card.id, len(self.cards))
            if number == len(self.cards):
                self.cards.append(card)
            else:
                self.cards[number] = card
        self.numbers = numbers
        there = np.zeros(self.size, np.bool_)
        there[: len(self.there)] = self.there[: self.size] if instead is not None else False
        changed = None if instead is None else [numbers[id_] for id_ in instead if id_ in numbers]
        there[changed if changed is not None else slice(None)] = False
        there[[numbers[card.id] for card in cards]] = True
        self.there = there
        self.group(())
        self._fill(cards, names, changed)
        spoken = [(numbers[brief], speaker) for brief, speaker in speakers if brief in numbers]
        self.columns["speaker"].put(((n, speaker) for n, speaker in spoken if speaker), changed)
        quoting = np.zeros(self.size, np.bool_)
        quoting[: len(self._quoting)] = self._quoting[: self.size]
        quoting[changed if changed is not None else slice(None)] = False
        quoting[[n for n, _ in spoken]] = True
        self._quoting = quoting

    def _fill(
        self, cards: Sequence[Card], names: Iterable[tuple[str, str, str, str]], changed: Sequence[int] | None
    ) -> None:
        pairs: dict[str, list[tuple[int, str]]] = {name: [] for name in (*_NAMES, "author", "path", "kind", "date")}
        codes: dict[str, str] = {}
        for brief, type_, name, code in names:
            if brief in self.numbers:
                pairs[_OF_TYPE.get(type_, "other")].append((self.numbers[brief], name))
                if type_ == "country" and code:
                    codes[name] = code
        for card in cards:
            number = self.numbers[card.id]
            for column, value in (
                ("author", card.author),
                ("path", folder(card.path)),
                ("kind", card.kind),
                ("date", card.date),
            ):
                if value:
                    pairs[column].append((number, value))
        for column, found in pairs.items():
            self.columns[column].put(found, changed)
        for name, code in codes.items():
            self.columns["country"].also(name, code)

    def jot(self, rows: Iterable[tuple[str, str, str, str | None]]) -> None:
        """The notes and tags of all passages: (brief, passage, note, tag)."""
        self._masks.clear()
        jottings: dict[Jotting, None] = {}
        tags: list[tuple[int, str]] = []
        found: dict[str, set[int]] = {"notes": set(), "tags": set(), "passages": set()}
        for brief, passage, note, tag in rows:
            if (number := self.numbers.get(brief)) is None:
                continue
            if passage:
                found["passages"].add(number)
            if note:
                jottings[Jotting(number, passage, "note", note)] = None
                found["notes"].add(number)
            if tag:
                jottings[Jotting(number, passage, "tag", tag)] = None
                found["tags"].add(number)
                steps = tag.split("/")
                tags += [(number, "/".join(steps[:depth])) for depth in range(1, len(steps) + 1)]
        self.jottings = Jottings(jottings)
        self.columns["tag"].put(tags)
        self._passages = found

    def group(self, drafts: Sequence[Sequence[str]]) -> None:
        """The groups of drafts among all briefs, each the newest first; to be told after each `take`."""
        self._ranks.clear()
        self.drafts = Drafts(drafts, self.numbers)

    def forget_answers(self) -> None:
        """What was kept of earlier filters no longer holds."""
        self._masks.clear()

    # Asking it (see evaluate.py)

    def where(self, node: Where) -> Mask:
        return self._once((node.field, node.value), lambda: self._where(node.field, node.value))

    def within(self, node: Within, among: Mask | None) -> Mask:
        return self._once(node, lambda: self._noted(node) if node.what == "note" else self._said(node, among))

    def noted(self, leaf: Leaf) -> tuple[Numbers, Reals]:
        return self.jottings.counts(leaf) if self.size else (NONE, NO_COUNTS)

    def _once(self, key: object, make: Callable[[], Mask]) -> Mask:
        if key not in self._masks:
            if len(self._masks) >= _KEPT:
                self._masks.clear()
            self._masks[key] = make()
        return self._masks[key]

    def _where(self, field: str, value: str) -> Mask:
        if field in ("is", "has"):
            return self._state(value.lower())
        if field == "path":
            wanted = value.strip("*").replace("\\", "/").casefold()
            return self._cards(lambda card: wanted in card.path.replace("\\", "/").casefold())
        if field == "entity":
            mask = np.zeros(self.size, np.bool_)
            for name in _NAMES:
                mask |= self._having(name, self.columns[name].named(value))
            return mask
        column = self.columns[field]
        if field == "date":
            low, high = fields.dates(value)
            return self._having(field, column.fitting(lambda date: fields.in_dates(date, low, high)))
        if field == "tag":
            return self._having(field, column.fitting(lambda path: has_steps(path, value)))
        if field == "kind":
            wanted = value.strip("*").lstrip(".").casefold()
            return self._cards(lambda card: wanted in (card.kind, card.path.rpartition(".")[2].casefold()))
        return self._having(field, column.named(value))

    def _state(self, value: str) -> Mask:
        match value:
            case "read" | "unread":
                return self._cards(lambda card: card.read == (value == "read"))
            case "analysed":
                return self._cards(lambda card: card.analysed)
            case "untagged":
                return ~self._marked("tags")
            case "tagged":
                return self._marked("tags")
            case "quotes":
                return self._quoting.copy()
            case "pages":
                return self._cards(lambda card: card.paged)
            case "date" | "author":
                return self.columns[value].any(self.size)
        return self._marked(value)

    def _marked(self, what: str) -> Mask:
        mask = np.zeros(self.size, np.bool_)
        mask[list(self._passages[what])] = True
        return mask

    def _cards(self, fits_: Callable[[Card], bool]) -> Mask:
        return np.fromiter(map(fits_, self.cards), np.bool_, self.size)

    def _having(self, column: str, values: Iterable[int]) -> Mask:
        return self.columns[column].having(values, self.size)

    def _noted(self, node: Within) -> Mask:
        mask = np.zeros(self.size, np.bool_)
        mask[[one.brief for one in self.jottings.fitting(node.part, "note")]] = True
        return mask

    def _said(self, node: Within, among: Mask | None) -> Mask:
        possible = self._quoting & self.there
        speakers: set[str] = set()
        if node.speaker:
            named = self.columns["speaker"].named(node.speaker)
            speakers = {self.columns["speaker"].values[number] for number in named}
            possible &= self._having("speaker", named)
        if among is not None:
            possible &= among
        seeker = Seeker(leaf for leaf, _ in leaves(node.part, negated=True))
        mask = np.zeros(self.size, np.bool_)
        candidates = [self.cards[number].id for number in np.flatnonzero(possible).tolist()]
        for brief, speaker, text in self._spoken(candidates):
            number = self.numbers[brief]
            if not mask[number] and (not node.speaker or speaker in speakers):
                mask[number] = fits(node.part, seeker.find(text))
        return mask

    # Orders

    def rank(self, order: str) -> Numbers:
        """For each brief its place in an order: "newest", "oldest" (those without a date last in both) or "title"."""
        if order not in self._ranks:
            cards = self.cards
            numbers = self.drafts.order.tolist()
            if order == "title":
                keys = [fold(card.title) for card in cards]
                chain = sorted(numbers, key=keys.__getitem__)
            else:
                dated = [n for n in numbers if cards[n].date]
                dated.sort(key=lambda n: cards[n].date, reverse=order == "newest")
                chain = dated + [n for n in numbers if not cards[n].date]
            ranks = np.empty(self.size, np.int64)
            ranks[chain] = np.arange(self.size)
            self._ranks[order] = ranks
        return self._ranks[order]


def folder(path: str) -> str:
    """The folder of a path, or the mail or archive a brief is in."""
    plain = path.replace("\\", "/")
    outer, inside, inner = plain.rpartition("!/")
    if inside:
        return f"{outer}/{inner.rpartition('/')[0]}".rstrip("/")
    return plain.rpartition("/")[0]


def has_steps(path: str, wanted: str) -> bool:
    """Whether the steps of `wanted` stand side by side in a tag's path, whatever the case; "arms*" begins a step."""
    steps = [fold(step) for step in path.split("/")]
    sought = [fold(step) for step in wanted.rstrip("*").strip("/").split("/")]
    starred = wanted.endswith("*")
    for at in range(len(steps) - len(sought) + 1):
        here = steps[at : at + len(sought)]
        last = here[-1].startswith(sought[-1]) if starred else here[-1] == sought[-1]
        if here[:-1] == sought[:-1] and last:
            return True
    return False
