"""How far two readers agree, tag by tag: percent, and Cohen's kappa, which takes off what chance alone would give
(Cohen, A coefficient of agreement for nominal scales, 1960).

The unit is the numbered paragraph. Only briefs in which both have marked something are counted: in others one of them
may simply not have read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefreader.records import Passage
from briefreader.text.document import Document

Units = set[tuple[str, int]]  # (brief, paragraph)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of one tag, in how many paragraphs `both` readers put it, only the one here (`mine`), only the other (`theirs`),
    or `neither`."""

    tag: str
    both: int
    mine: int
    theirs: int
    neither: int

    @property
    def percent(self) -> float:
        """Of the paragraphs in which they did the same."""
        return 100 * (self.both + self.neither) / self._all

    @property
    def kappa(self) -> float | None:
        """-1 to 1; None when both put it everywhere or nowhere, and chance alone would agree."""
        mine, theirs = (self.both + self.mine) / self._all, (self.both + self.theirs) / self._all
        chance = mine * theirs + (1 - mine) * (1 - theirs)
        return None if chance >= 1 else (self.percent / 100 - chance) / (1 - chance)

    @property
    def _all(self) -> int:
        return self.both + self.mine + self.theirs + self.neither


def agreement(mine: Iterable[Passage], theirs: Iterable[Passage], documents: Mapping[str, Document]) -> list[Agreement]:
    """Each tag that one of the two has put, by its path. `documents` are the briefs' texts by id."""
    here, there = _marked(mine, documents), _marked(theirs, documents)
    shared = {brief for brief, _ in set().union(*here.values())} & {brief for brief, _ in set().union(*there.values())}
    number = sum(len({block.paragraph for block in documents[brief].blocks} - {None}) for brief in shared)
    found = []
    for tag in sorted({*here, *there}, key=str.casefold):
        one = {unit for unit in here.get(tag, ()) if unit[0] in shared}
        other = {unit for unit in there.get(tag, ()) if unit[0] in shared}
        if one or other:
            both = len(one & other)
            found.append(Agreement(tag, both, len(one) - both, len(other) - both, number - len(one | other)))
    return found


def _marked(passages: Iterable[Passage], documents: Mapping[str, Document]) -> dict[str, Units]:
    """The paragraphs that bear each tag; a passage without a certain place counts nowhere."""
    found: dict[str, Units] = defaultdict(set)
    for one in passages:
        document = documents.get(one.brief)
        if document is None or one.start is None or one.end is None or one.status not in ("exact", "moved"):
            continue
        blocks = document.blocks[document.block_index(one.start) : document.block_index(one.end - 1) + 1]
        units = {(one.brief, block.paragraph) for block in blocks if block.paragraph is not None}
        for tag in one.tags:
            found[tag] |= units
    return found
