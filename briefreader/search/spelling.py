"""A better spelling for a query that found nothing."""

from __future__ import annotations

from briefreader.search.ranking import Ranking
from briefreader.search.tree import Query, Slot, Words, leaves

_SHORTEST = 4
_TWO_EDITS_FROM = 6


def suggest(query: Query, ranking: Ranking) -> str | None:
    """The text of `query` with each word no brief holds replaced by the nearest word one does; None without any."""
    missing: list[Slot] = []
    for words, _ in leaves(query.tree):
        for slot in words.slots:
            if len(slot.surface) >= _SHORTEST and not ranking.holds(Words((slot,))):
                missing.append(slot)
    if not missing:
        return None
    nearest = _nearest({slot.surface for slot in missing}, ranking)
    better = query.text
    for slot in sorted(set(missing), key=lambda slot: slot.start, reverse=True):
        if slot.surface not in nearest:
            return None
        better = better[: slot.start] + nearest[slot.surface] + better[slot.end :]
    return better


def _nearest(wanted: set[str], ranking: Ranking) -> dict[str, str]:
    """For each wanted word, the word of the index the fewest edits away; among equals the commonest."""
    best: dict[str, tuple[int, int, str]] = {}
    letters = {word: set(word) for word in wanted}
    counts: dict[str, int] = {}
    for found, briefs in ranking.words():
        if "~" not in found and not found.isdecimal():
            counts[found] = counts.get(found, 0) + briefs
    for found, briefs in counts.items():
        for word in wanted:
            most = 2 if len(word) >= _TWO_EDITS_FROM else 1
            if abs(len(found) - len(word)) > most or len(letters[word] - set(found)) > most:
                continue
            edits = distance(word, found, most)
            # A slip in the first letter is rare; one more edit stands for it.
            rank = (edits + (found[0] != word[0]), -briefs, found)
            if edits <= most and (word not in best or rank < best[word]):
                best[word] = rank
    return {word: rank[2] for word, rank in best.items()}


def distance(one: str, other: str, most: int) -> int:
    """Edits between two words, a swap of neighbours counting as one (optimal string alignment); `most` + 1 when
    there are more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
