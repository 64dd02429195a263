"""Sketches of texts: how much two of them share is seen without comparing them.

A sketch is the 128 smallest hashes of the five-word shingles of a text; of two sketches the smallest hashes of both
together estimate the Jaccard likeness of the texts (bottom-k sketches: Broder 1997; Cohen and Kaplan 2007). With 128
the standard error is at most 0.045.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import combinations

SIZE = 128
_SHINGLE = 5  # words
_WORDS = re.compile(r"\w+")
_MIX = 0x9E3779B1  # odd: a permutation of the 32-bit numbers; CRCs of like texts are alike
_COMMON = 60  # texts; a shingle that so many share is of a form, not of a draft
Sketch = tuple[int, ...]


def sketch(text: str) -> Sketch:
    """The sketch of a text, in rising order; empty for one of fewer than five words."""
    words = [word.encode() for word in _WORDS.findall(text.casefold())]
    shingles = zip(*(words[at:] for at in range(_SHINGLE)), strict=False)
    hashes = {zlib.crc32(b" ".join(shingle)) * _MIX & 0xFFFFFFFF for shingle in shingles}
    return tuple(nsmallest(SIZE, hashes))


def pack(made: Sketch) -> bytes:
    return struct.pack(f"<{len(made)}I", *made)


def unpack(packed: bytes) -> Sketch:
    return struct.unpack(f"<{len(packed) // 4}I", packed)


def likeness(one: Sketch, other: Sketch) -> float:
    """About which part of the shingles of both texts they share: 0 to 1."""
    both = set(one) | set(other)
    smallest = nsmallest(SIZE, both)
    return len(set(one).intersection(other).intersection(smallest)) / len(smallest) if smallest else 0.0


def families(sketches: Mapping[str, Sketch], least: float) -> list[list[str]]:
    """The texts that are drafts of one another, each pair's next of kin at least `least` alike; those of a kind alone
    are left out."""
    parent = {name: name for name in sketches}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in _kin(sketches):
        if root(one) != root(other) and likeness(sketches[one], sketches[other]) >= least:
            parent[root(other)] = root(one)
    found: dict[str, list[str]] = {}
    for name in sketches:
        found.setdefault(root(name), []).append(name)
    return [group for group in found.values() if len(group) > 1]


def _kin(sketches: Mapping[str, Sketch]) -> Iterator[tuple[str, str]]:
    """The pairs that share an eighth of a sketch, the closest first."""
    holders: dict[int, list[str]] = {}
    for name, made in sketches.items():
        for value in made:
            holders.setdefault(value, []).append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        if 1 < len(names) <= _COMMON:
            shared.update(combinations(names, 2))
    for pair, times in shared.most_common():
        if times * 8 >= min(SIZE, *(len(sketches[name]) for name in pair)):
            yield pair


def nearest(wanted: Sketch, sketches: Iterable[tuple[str, Sketch]], least: float) -> Sequence[tuple[str, float]]:
    """The texts at least `least` like the wanted one, the most alike first."""
    known = frozenset(wanted)
    near = [(name, likeness(wanted, made)) for name, made in sketches if not known.isdisjoint(made)]
    return sorted(((name, like) for name, like in near if like >= least), key=lambda pair: (-pair[1], pair[0]))
