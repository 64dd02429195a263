"""Which entities of the library may be one: pairs with the reason a reader can check at a glance."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefreader.store.across import Name

_SMALL = frozenset(
    ["of", "the", "for", "and", "on", "in", "de", "du", "des", "la", "le", "der", "die", "das", "und", "to", "a", "an"]
)
_NEAR_LENGTH = 7  # letters from which one other letter may be a slip
_MOST = 300


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`one` may be another name of `into`, which is the fuller or more frequent."""

    one: Name
    into: Name
    reason: str


def suggestions(names: Sequence[Name]) -> list[Suggestion]:
    """The pairs, those of frequent names first, each entity merged at most once. Linear but for names that share a
    letter pattern."""
    found: list[Suggestion] = []
    taken: set[tuple[str, str]] = set()
    for one, other, reason in _pairs(names):
        small, big = sorted((one, other), key=lambda name: (len(name.name.split()), name.mentions))
        if "type" in reason or "spelling" in reason or "accents" in reason:
            small, big = sorted((one, other), key=lambda name: (name.mentions, len(name.name)))
        if (small.type, small.name) not in taken and small != big:
            taken.add((small.type, small.name))
            found.append(Suggestion(small, big, reason))
    return sorted(found, key=lambda made: -(made.one.mentions + made.into.mentions))[:_MOST]


def _pairs(names: Sequence[Name]) -> Iterator[tuple[Name, Name, str]]:
    yield from _by_key(
        names, lambda name: (name.type, _folded(name.name)), "the same but for accents, capitals or marks"
    )
    yield from _acronyms(names)
    yield from _aliases(names)
    yield from _surnames(names)
    yield from _by_key(
        [name for name in names if name.type in ("person", "organisation", "place", "group", "weapon", "event", "law")],
        lambda name: name.name,
        "the same name with another type",
    )
    yield from _slips(names)


def _by_key(names: Sequence[Name], key: object, reason: str) -> Iterator[tuple[Name, Name, str]]:
    groups: dict[object, list[Name]] = defaultdict(list)
    for name in names:
        groups[key(name)].append(name)  # type: ignore[operator]
    for same in groups.values():
        best = max(same, key=lambda name: name.mentions)
        for other in same:
            if other is not best:
                yield other, best, reason


def _folded(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(letter if letter.isalnum() else " " for letter in bare if not unicodedata.combining(letter))
    words = kept.split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _acronyms(names: Sequence[Name]) -> Iterator[tuple[Name, Name, str]]:
    short = {
        name.name: name for name in names if name.name.isupper() and 2 <= len(name.name) <= 8 and name.name.isalpha()
    }
    for name in names:
        words = name.name.split()
        if len(words) < 2 or name.type == "person":
            continue
        for initials in {_initials(words, small=True), _initials(words, small=False)}:
            acronym = short.get(initials)
            if acronym is not None and acronym.type == name.type:
                yield acronym, name, f"“{acronym.name}” are the initials of the longer name"


def _initials(words: Iterable[str], *, small: bool) -> str:
    return "".join(word[0].upper() for word in words if small or word.casefold() not in _SMALL)


def _aliases(names: Sequence[Name]) -> Iterator[tuple[Name, Name, str]]:
    """What is a name here is another way to say a name there."""
    by_name: dict[tuple[str, str], Name] = {(name.type, name.name): name for name in names}
    for name in names:
        for alias in name.aliases:
            other = by_name.get((name.type, alias))
            if other is not None and other is not name and " " in name.name:
                yield other, name, f"another brief calls {name.name} “{alias}”"


def _surnames(names: Sequence[Name]) -> Iterator[tuple[Name, Name, str]]:
    full: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.type == "person" and " " in name.name:
            full[name.name.rsplit(" ", 1)[1]].append(name)
    for name in names:
        fits = full.get(name.name, ())
        if name.type == "person" and len(fits) == 1:
            yield name, fits[0], "the only person of that surname"
    for same in full.values():
        for one in same:
            for other in same:
                initial = one.name.split()[0].rstrip(".")
                if len(initial) == 1 and other.name[0] == initial and len(other.name.split()[0].rstrip(".")) > 1:
                    yield one, other, "the same surname, and the initial fits"


def _slips(names: Sequence[Name]) -> Iterator[tuple[Name, Name, str]]:
    """Names one letter apart: those that agree when the same letter's place is left out."""
    holes: dict[tuple[str, int, str], Name] = {}
    for name in names:
        word = _folded(name.name)
        if not _NEAR_LENGTH <= len(word) <= 40:
            continue
        for at in range(len(word)):
            key = (name.type, at, word[:at] + word[at + 1 :])
            other = holes.setdefault(key, name)
            if other is not name and _folded(other.name) != word and not any(map(str.isdigit, word)):
                yield name, other, "the same spelling but for one letter"
                break
