"""Whether the tokens found in a text make the words and phrases of a query: for the scan, highlights and snippets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefreader.search.seeking import Occurrence, Seeker
from briefreader.search.tree import And, Leaf, Near, Node, Not, Or, Query, Step, Title, Where, Within, Words, leaves

Met = Mapping[Step, Sequence[Occurrence]]
_NONE: tuple[Occurrence, ...] = ()


def matches(leaf: Leaf, met: Met) -> list[tuple[int, int]]:
    """Every place where a leaf stands, as (start, end); a phrase or compound is one place, of words near each other
    the left one counts."""
    if isinstance(leaf, Near):
        return [left for left, _ in _pairs(leaf, met)]
    if leaf.simple:
        return [(o.start, o.end) for chain in leaf.slots[0].alternatives for o in met.get(chain[0], _NONE)]
    return [place.span for place in _ends(leaf, met).values()]


def marks(leaf: Leaf, met: Met) -> list[tuple[int, int]]:
    """What is to be marked of a leaf: its matches, of words near each other both sides."""
    if isinstance(leaf, Near):
        return [span for left, right in _pairs(leaf, met) for span in (left, *right)]
    return matches(leaf, met)


def _pairs(near: Near, met: Met) -> Iterator[tuple[tuple[int, int], list[tuple[int, int]]]]:
    """Each place of the left words with the places of the right ones around it, none of which it shares a word with."""
    right = _ends(near.right, met)
    ends = sorted(right)
    starts = sorted((place.first, end) for end, place in right.items())
    for end, place in _ends(near.left, met).items():
        before = ends[bisect_left(ends, place.first - near.within + 1) : bisect_right(ends, place.first)]
        after = starts[bisect_left(starts, (end,)) : bisect_left(starts, (end + near.within,))]
        around = [right[at].span for at in (*before, *(at for _, at in after))]
        if around:
            yield place.span, around


class _Place(NamedTuple):
    """The position words begin at, and their span of the text."""

    first: int
    span: tuple[int, int]


def _ends(words: Words, met: Met) -> dict[int, _Place]:
    """Every place of `words` by the position that follows it; of several that end there the shortest."""
    reached: dict[int, _Place] | None = None
    for slot in words.slots:
        after: dict[int, _Place] = {}
        for chain in slot.alternatives:
            state = reached
            for step in chain:
                state = _advance(step, state, met)
            for position, place in (state or {}).items():
                if position not in after or after[position].first < place.first:
                    after[position] = place
        if not after:
            return {}
        reached = after
    return reached or {}


def _advance(step: Step, state: dict[int, _Place] | None, met: Met) -> dict[int, _Place]:
    """From each position reached (None: from anywhere), one step on: by position, the match so far."""
    result: dict[int, _Place] = {}
    for position, width, start, end in met.get(step, _NONE):
        if state is None:
            place = _Place(position, (start, end))
        elif position in state:
            place = _Place(state[position].first, (state[position].span[0], end))
        else:
            continue
        after = position + (step.advance or width)
        if after not in result or result[after].first < place.first:
            result[after] = place
    return result


def fits(node: Node, met: Met) -> bool:
    """Whether one text fits by itself, as a quote or a note does."""
    match node:
        case Words() | Near():
            return bool(matches(node, met))
        case And(parts):
            return all(fits(part, met) for part in parts)
        case Or(parts):
            return any(fits(part, met) for part in parts)
        case Not(part):
            return not fits(part, met)
        case Title(part) | Within(_, part):
            return fits(part, met)
        case Where():
            return False


def places(text: str, query: Query, starts: Sequence[int] = ()) -> Iterator[tuple[int, int, int]]:
    """Every place of the text the query asks for, as (start, end, number of the leaf), in no order."""
    wanted, seeker = _wanted(query.tree)
    met = seeker.find(text, starts) if wanted else {}
    for number, leaf in enumerate(wanted):
        for start, end in marks(leaf, met):
            yield start, end, number


@lru_cache(maxsize=8)
def _wanted(tree: Node) -> tuple[tuple[Leaf, ...], Seeker]:
    """What is to be marked for a query; kept, so that the briefs of one answer share the chunks already judged."""
    wanted = tuple(dict.fromkeys(leaf for leaf, titled in leaves(tree) if not titled))
    return wanted, Seeker(wanted)


def highlights(text: str, query: Query, starts: Sequence[int] = ()) -> list[tuple[int, int]]:
    """The places of a canonical text to mark for `query`, sorted, not overlapping; of a phrase, whole phrases only."""
    return merged(sorted((start, end) for start, end, _ in places(text, query, starts)))


def merged(spans_in_order: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans with overlapping ones made one."""
    result: list[tuple[int, int]] = []
    for start, end in spans_in_order:
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
