"""A query as a tree, the same for the index, the plain scan and the highlights.

The leaves are `Words`: one word, or several that follow each other (a phrase, a compound, a run of characters). Each
`Slot` is one word of the query and may be met in several ways (`alternatives`), each a chain of `Step`s.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefreader.search.words import MOST_PARTS, marked


@dataclass(frozen=True, slots=True)
class Step:
    """One token to be met: any of `terms`, or, with a `prefix`, any whose surface begins with it.

    `advance` is how many positions on the next step must stand; 0: as far as the token met is wide.
    """

    terms: tuple[str, ...] = ()
    prefix: str = ""
    advance: int = 0


Chain = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of the query, `start` to `end` in its text. `stop`: it says nothing of the subject."""

    alternatives: tuple[Chain, ...]
    surface: str
    start: int
    end: int
    stop: bool = False

    @property
    def simple(self) -> bool:
        """Whether each way to meet it is a single token."""
        return all(len(chain) == 1 for chain in self.alternatives)


@dataclass(frozen=True, slots=True)
class Words:
    """One word, or words that follow each other directly. `quoted`: the user put them between quotation marks."""

    slots: tuple[Slot, ...]
    quoted: bool = False

    @property
    def simple(self) -> bool:
        return len(self.slots) == 1 and self.slots[0].simple

    @property
    def stop(self) -> bool:
        return not self.quoted and all(slot.stop for slot in self.slots)

    def steps(self) -> Iterator[Step]:
        for slot in self.slots:
            for chain in slot.alternatives:
                yield from chain


@dataclass(frozen=True, slots=True)
class And:
    """Briefs that fit every part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Briefs that fit at least one part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Briefs that do not fit `part`."""

    part: Node


@dataclass(frozen=True, slots=True)
class Title:
    """`part`, looked for in titles only."""

    part: Node


Node = Words | And | Or | Not | Title


@dataclass(frozen=True, slots=True)
class Query:
    """What the user typed, as canonical text; the tree it was read as; a sentence when not read as written, or ""."""

    text: str
    tree: Node
    notice: str = ""


def exact(*terms: str) -> Step:
    """A step that meets any of `terms`, written solid or with hyphens."""
    return Step(tuple(marked(term, width) for term in terms for width in range(1, MOST_PARTS + 1)))


def leaves(node: Node, *, negated: bool = False) -> Iterator[tuple[Words, bool]]:
    """The leaves a brief's text is to be searched for, each with whether it is looked for in titles only.

    Without `negated`, what stands below a Not is left out.
    """
    yield from _leaves(node, negated, title=False)


def _leaves(node: Node, negated: bool, title: bool) -> Iterator[tuple[Words, bool]]:
    match node:
        case Words():
            yield node, title
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part, negated, title)
        case Not(part):
            if negated:
                yield from _leaves(part, negated, title)
        case Title(part):
            yield from _leaves(part, negated, True)
