"""How the words of a query are met: each chunk of it becomes slots, by the rules the texts were cut up with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, product

from briefreader.search.tree import ALSO, Chain, Slot, Step, exact
from briefreader.search.words import CHUNK, Token, analyse, telling

SHORTEST_PREFIX = 2
TWO_EDITS_FROM = 6
_MOST_WAYS = 8


def slots_in(text: str, offset: int) -> list[Slot]:
    """The words of a piece of the query that begins at `offset`."""
    return [slot for match in CHUNK.finditer(text) for slot in slots_of(match[0], offset + match.start())]


def slots_of(chunk: str, offset: int) -> list[Slot]:
    """The words of one chunk of the query that begins at `offset`."""
    found = analyse(chunk).tokens
    joined = [token for token in found if token.width > 1 and "~" in token.term]
    if joined:
        whole = joined[0]
        parts = tuple(_step(token) for token in found if token is not whole)
        term = whole.term.rpartition("~")[0]
        surface = whole.surface.rpartition("~")[0]
        return [Slot(((exact(term),), parts), surface, offset, offset + whole.end)]
    pairs = [token for token in found if token.width == 2]
    slots: list[Slot] = []
    index = 0
    singles = [token for token in found if token.width == 1]
    while index < len(singles):
        run = [singles[index]]
        while any(pair.position == run[-1].position for pair in pairs) and index + len(run) < len(singles):
            run.append(singles[index + len(run)])
        slots.append(_run(run, pairs, offset) if len(run) > 1 else _single(singles[index], offset))
        index += len(run)
    return slots


def completed(slot: Slot, *, keep: bool) -> Slot | None:
    """`slot` with the words that begin like it, beside (`keep`: it is still being typed) or instead of itself; None
    when it is too short."""
    if len(slot.surface) < SHORTEST_PREFIX and slot.surface.isascii():
        return None
    if any(len(chain) > 1 and chain[-1].advance for chain in slot.alternatives):
        return slot  # a run without spaces is found inside longer runs as it is
    advance = 1 if slot.alternatives[0][-1].advance else 0
    begin = (Step(prefix=slot.surface, advance=advance, completing=keep),)
    ways = (*slot.alternatives, begin) if keep else (begin,)
    return Slot(ways, slot.surface, slot.start, slot.end, slot.stop and keep, "being typed" if keep else "begins so")


def misspelt(slot: Slot, edits: int | None = None) -> Slot:
    """`slot` with the words a slip or two from it: one edit up to five letters, two from six."""
    allowed = 2 if len(slot.surface) >= TWO_EDITS_FROM else 1
    allowed = allowed if edits is None else min(edits, 2)
    step = Step(like=slot.surface, edits=allowed)
    return Slot((*slot.alternatives, (step,)), slot.surface, slot.start, slot.end, read="spelt nearly so")


def alias(names: Sequence[str], start: int, end: int) -> Slot | None:
    """One slot that is met by any of `names`, each one word or several; None when there is no word in them."""
    ways: dict[Chain, None] = {}
    for name in names:
        slots = slots_in(name, 0)
        for combined in islice(product(*(slot.alternatives for slot in slots)), _MOST_WAYS if slots else 0):
            ways[tuple(step for chain in combined for step in chain)] = None
    return Slot(tuple(ways), names[0], start, end, read=ALSO) if ways else None


def _single(token: Token, offset: int) -> Slot:
    return Slot(((_step(token),),), token.surface, offset + token.start, offset + token.end, not telling(token))


def _run(run: list[Token], pairs: list[Token], offset: int) -> Slot:
    """A run of a script without spaces: its pairs of neighbours, one after the other."""
    first, last = run[0].position, run[-1].position
    chain = [Step((pair.term,), advance=1) for pair in pairs if first <= pair.position < last]
    chain[-1] = Step(chain[-1].terms, advance=2)
    return Slot((tuple(chain),), "".join(token.surface for token in run), offset + run[0].start, offset + run[-1].end)


def _step(token: Token) -> Step:
    """A word in small letters also meets the same letters in capitals (`us`: us, US); not the other way round."""
    return exact(token.term) if telling(token) else exact(token.term, token.surface.upper())
