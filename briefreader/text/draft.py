"""A draft of the annotated summary: what its user has typed and chosen, and nothing that can be worked out from that.

A statement's text holds one `MARK` for each of its source marks, at the place where it stands. What a mark names is
kept as the words it was put on, so that it is found again in another version of its brief, or known to be lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

MARK = "\ufffc"  # the character that stands for an object in text
MarkKind = Literal["passage", "quote", "key"]
Style = Literal["short", "footnote", "author-date", "numeric"]
BlockName = Literal[
    "bottom_line", "key_points", "questions", "evidence", "quotes", "people", "places", "timeline", "figures",
    "changes", "open_points", "sources", "tags", "provenance", "annex", "pages",
]  # fmt: skip
BLOCKS: tuple[BlockName, ...] = get_args(BlockName)
STYLES: tuple[Style, ...] = get_args(Style)
_OFF: frozenset[BlockName] = frozenset(
    {"questions", "people", "places", "timeline", "figures", "changes", "open_points", "annex", "pages"}
)


@dataclass(frozen=True, slots=True)
class SourceMark:
    """What a statement rests on: code points `start` to `end` of a brief, which read `exact` when the mark was put;
    `passage` is the id of the passage, of a mark of that kind. A passage is followed wherever it goes."""

    kind: MarkKind
    brief: str
    start: int
    end: int
    exact: str
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or more of the user's own. `marks` stand where `text` holds a `MARK`; `question` is what it answers,
    in a pack of questions. Raises ValueError when the two do not agree in number."""

    text: str = ""
    marks: tuple[SourceMark, ...] = ()
    question: str = ""

    def __post_init__(self) -> None:
        if self.text.count(MARK) != len(self.marks):
            raise ValueError("a statement has a place for each of its marks")

    @property
    def words(self) -> str:
        """The text without its marks."""
        return " ".join(self.text.replace(MARK, "").split())

    def cited(self, *marks: SourceMark) -> Statement:
        """This statement with more marks at its end, one that it bears already not again."""
        new = [mark for mark in dict.fromkeys(marks) if mark not in self.marks]
        return replace(self, text=self.text.rstrip() + MARK * len(new), marks=(*self.marks, *new))

    def without(self, brief: str) -> Statement:
        """This statement without its marks of one brief."""
        pieces = self.text.split(MARK)
        text, kept = pieces[0], []
        for mark, piece in zip(self.marks, pieces[1:], strict=True):
            if mark.brief != brief:
                kept.append(mark)
                text += MARK
            text += piece
        return replace(self, text=text, marks=tuple(kept))


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the summary, shown or not; its place in the draft is its place on the page."""

    name: BlockName
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Selection:
    """Which passages are the evidence. Of one field's values any may fit, of the fields given all must; none given
    means all. `query` is looked for as in the search box; `since` and `until` (ISO 8601 days) bound the briefs' dates,
    `marked_since` the day a passage was made; `speaker` speaks in it, and the block of quotes is theirs. `passages` are
    chosen one by one, beside the rest or alone; `left_out` are never taken."""

    briefs: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    query: str = ""
    since: str = ""
    until: str = ""
    marked_since: str = ""
    speaker: str = ""
    passages: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nothing narrows it but single passages."""
        return not (
            self.briefs or self.tags or self.query or self.since or self.until or self.marked_since or self.speaker
        )


def usual_blocks() -> tuple[Block, ...]:
    """All blocks in their usual order, those shown that a summary usually has."""
    return tuple(Block(name, name not in _OFF) for name in BLOCKS)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft. `form` is the template it was begun from; `date` an ISO 8601 day, "" for the day it is written out;
    `marking` is what stood on it last, to be confirmed before each export; `office` the path of the office's own Word
    document; with `links` citations open their passage where the program is installed; `cuts` are passages shortened:
    (passage, text with "[…]" for what is left out). `created` and `changed` are ISO 8601 times in UTC."""

    id: str = ""
    title: str = ""
    form: str = ""
    audience: str = ""
    author: str = ""
    date: str = ""
    status: str = ""
    deadline: str = ""
    marking: str = ""
    style: Style = "short"
    office: str = ""
    links: bool = False
    selection: Selection = field(default_factory=Selection)
    blocks: tuple[Block, ...] = field(default_factory=usual_blocks)
    bottom_line: tuple[Statement, ...] = ()
    points: tuple[Statement, ...] = ()
    questions: tuple[Statement, ...] = ()
    open_points: tuple[Statement, ...] = ()
    cuts: tuple[tuple[str, str], ...] = ()
    created: str = ""
    changed: str = ""

    @property
    def statements(self) -> tuple[Statement, ...]:
        return (*self.bottom_line, *self.points, *self.questions, *self.open_points)

    @property
    def marks(self) -> tuple[SourceMark, ...]:
        """All source marks, each once, in the order they were met."""
        return tuple(dict.fromkeys(mark for statement in self.statements for mark in statement.marks))

    @property
    def shown(self) -> tuple[BlockName, ...]:
        """The blocks that are shown, in order."""
        return tuple(block.name for block in self.blocks if block.shown)

    def switched(self, name: BlockName, shown: bool) -> Draft:
        blocks = (replace(block, shown=shown) if block.name == name else block for block in self.blocks)
        return replace(self, blocks=tuple(blocks))

    def ordered(self, names: Iterable[BlockName]) -> Draft:
        """This draft with its blocks in another order; those not named keep theirs, behind."""
        there = {block.name: block for block in self.blocks}
        first = [there.pop(name) for name in dict.fromkeys(names) if name in there]
        return replace(self, blocks=(*first, *there.values()))

    def without(self, brief: str, passages: Collection[str] = ()) -> Draft:
        """This draft without any word of one brief, whose `passages` these are."""

        def kept(statements: Iterable[Statement]) -> tuple[Statement, ...]:
            return tuple(statement.without(brief) for statement in statements)

        return replace(
            self,
            bottom_line=kept(self.bottom_line),
            points=kept(self.points),
            questions=kept(self.questions),
            open_points=kept(self.open_points),
            selection=replace(self.selection, briefs=tuple(one for one in self.selection.briefs if one != brief)),
            cuts=tuple(cut for cut in self.cuts if cut[0] not in passages),
        )


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """A draft as it was; `number` counts its versions from 1, `label` says why it was kept."""

    number: int
    label: str
    created: str
    draft: Draft
