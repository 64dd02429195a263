"""A query as a tree, the same for the index, the plain scan and the highlights.

The leaves that look for words are `Words` (one word, or several that follow each other) and `Near`; those that ask what
is known of a brief are `Where` (its date, its tags, the names in it) and `Within` (one quote, one note). Each `Slot` is
one word of the query and may be met in several ways (`alternatives`), each a chain of `Step`s.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefreader.search.words import MOST_PARTS, marked


@dataclass(frozen=True, slots=True)
class Step:
    """One token to be met: any of `terms`; with a `prefix`, any whose surface begins with it; with `like`, any whose
    surface is at most `edits` edits from it.

    `advance` is how many positions on the next step must stand; 0: as far as the token met is wide. `completing`: the
    prefix is a word still being typed, for which its commonest completions will do.
    """

    terms: tuple[str, ...] = ()
    prefix: str = ""
    advance: int = 0
    like: str = ""
    edits: int = 0
    completing: bool = False


Chain = tuple[Step, ...]
ALSO = "also called so"


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of the query, `start` to `end` in its text. `stop`: it says nothing of the subject. `read` says how it
    was read, when not simply in any form."""

    alternatives: tuple[Chain, ...]
    surface: str
    start: int
    end: int
    stop: bool = False
    read: str = ""

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
class Near:
    """`left` with `right` at most `within` words from it, on either side, in the same paragraph."""

    left: Words
    right: Words
    within: int

    def steps(self) -> Iterator[Step]:
        yield from self.left.steps()
        yield from self.right.steps()


@dataclass(frozen=True, slots=True)
class Where:
    """Briefs of which something is known: `field` is one of `fields.WHERE`, `value` as typed, at `start` to `end`."""

    field: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Within:
    """Briefs with one quote (of a speaker whose name holds the words of `speaker`) or one note that fits `part`."""

    what: Literal["said", "note"]
    part: Node
    speaker: str = ""


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


Leaf = Words | Near
Node = Words | Near | And | Or | Not | Title | Where | Within


@dataclass(frozen=True, slots=True)
class Query:
    """What the user typed, as canonical text; the tree it was read as; a sentence when not read as written, or "", and
    the span of the text it speaks of."""

    text: str
    tree: Node
    notice: str = ""
    problem: tuple[int, int] | None = None


def exact(*terms: str) -> Step:
    """A step that meets any of `terms`, written solid or with hyphens."""
    return Step(tuple(marked(term, width) for term in terms for width in range(1, MOST_PARTS + 1)))


def leaves(node: Node, *, negated: bool = False) -> Iterator[tuple[Leaf, bool]]:
    """The leaves a brief's text is to be searched for, each with whether it is looked for in titles only.

    Without `negated`, what stands below a Not is left out; so is what is asked of quotes and notes.
    """
    yield from _leaves(node, negated, title=False)


def _leaves(node: Node, negated: bool, title: bool) -> Iterator[tuple[Leaf, bool]]:
    match node:
        case Words() | Near():
            yield node, title
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part, negated, title)
        case Not(part):
            if negated:
                yield from _leaves(part, negated, title)
        case Title(part):
            yield from _leaves(part, negated, True)
        case Where() | Within():
            return


def children(node: Node) -> Iterator[Node]:
    """`node` and all below it; not what stands inside a `Within`."""
    yield node
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from children(part)
        case Not(part) | Title(part):
            yield from children(part)


def asked(node: Node) -> Iterator[Where | Within]:
    """What a query asks of briefs beside their words; without what it leaves out."""
    match node:
        case Where() | Within():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from asked(part)


def relaxed(node: Node) -> Node | None:
    """What every brief must fit that has one text to fit `node`: without what is left out. None: any may."""
    match node:
        case Not() | Where() | Within():
            return None
        case And(parts):
            kept = tuple(part for part in map(relaxed, parts) if part is not None)
            return And(kept) if kept else None
        case Or(parts):
            every = tuple(map(relaxed, parts))
            return None if None in every else Or(tuple(part for part in every if part is not None))
        case Title(part):
            return relaxed(part)
        case Words() | Near():
            return node
