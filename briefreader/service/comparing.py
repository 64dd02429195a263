"""What is new and what is gone between two texts: paragraphs, the passages they touch, names, figures, quotations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from briefreader.records import Passage
from briefreader.text.changes import ParagraphChange, TextChanges, compare
from briefreader.text.document import Document, Span
from briefreader.text.findings import EntityType, Findings, Mention, Quote
from briefreader.text.folded import fold

Touch = Literal["changed", "gone", "around", "new"]
_FIGURE = re.compile(
    r"(?:[€$£¥]\s?)?\d+(?:[.,\u00a0\u202f ]?\d+)*(?:\s?%|\s(?:per cent|percent|thousand|million|billion|trillion)\b)?"
)
_MEASURED: frozenset[EntityType] = frozenset({"date", "money"})
_SPOKEN = frozenset({"speech", "block", "fragment", "indirect"})
_FEWEST = 3  # words of a fragment that is told of


class Edition(NamedTuple):
    """A text of a brief: the number of one of its versions, 0 for the one of now."""

    brief: str
    version: int = 0


class NameChange(NamedTuple):
    """A name that only one text has, and how often it stands there; `start` and `end` are its first place there."""

    name: str
    type: EntityType
    times: int
    start: int
    end: int


class Figure(NamedTuple):
    """A number, sum or date that only one text has, or one has more often: its words and first place there."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TouchedPassage:
    """A passage that the change has reached. "changed": a word in it is another, or its place is not certain; "gone":
    its words are no longer there; "around": its paragraph has changed, its own words have not; "new": it was marked in
    words only the new text has. `old` and `new` are where it stands in each text."""

    passage: Passage
    touch: Touch
    old: Span | None
    new: Span | None


@dataclass(frozen=True)
class Comparison:
    """Two texts and all that changed from `old` to `new`. Names and quotations are those that were found when each text
    was analysed; `analysed` is False when one of them was not, and none are compared."""

    old: Document
    new: Document
    changes: TextChanges
    passages: tuple[TouchedPassage, ...] = ()
    new_names: tuple[NameChange, ...] = ()
    gone_names: tuple[NameChange, ...] = ()
    new_figures: tuple[Figure, ...] = ()
    gone_figures: tuple[Figure, ...] = ()
    new_quotes: tuple[Quote, ...] = ()
    gone_quotes: tuple[Quote, ...] = ()
    analysed: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether no word is another."""
        return all(one.kind == "kept" for one in self.changes.paragraphs)


def compared(
    old: Document, new: Document, before: Findings | None, after: Findings | None, passages: Iterable[Passage]
) -> Comparison:
    """All that changed. `passages` are of the new text; one without a place there is gone."""
    changes = compare(old, new)
    back = changes.turned()
    found = before or Findings(), after or Findings()
    known = before is not None and after is not None
    texts = fold(old.text).text.casefold(), fold(new.text).text.casefold()
    figures = _figures(old.text, changes, found[0].mentions), _figures(new.text, back, found[1].mentions)
    return Comparison(
        old,
        new,
        changes,
        tuple(_touched(passages, back)),
        tuple(_names(found[1], found[0], texts[0])) if known else (),
        tuple(_names(found[0], found[1], texts[1])) if known else (),
        tuple(_more(figures[1], figures[0])),
        tuple(_more(figures[0], figures[1])),
        tuple(_quotes(found[1].quotes, texts[0])) if known else (),
        tuple(_quotes(found[0].quotes, texts[1])) if known else (),
        known,
    )


def _touched(passages: Iterable[Passage], back: TextChanges) -> Iterator[TouchedPassage]:
    for passage in passages:
        if passage.start is None or passage.end is None:
            yield TouchedPassage(passage, "gone", None, None)
            continue
        now = Span(passage.start, passage.end)
        then, touched = back.carried(*now)
        if passage.status not in ("exact", "moved"):
            yield TouchedPassage(passage, "changed", then, now)
        elif then is None:
            yield TouchedPassage(passage, "new", None, now)
        elif touched:
            yield TouchedPassage(passage, "changed", then, now)
        elif back.paragraph_changed(*now):
            yield TouchedPassage(passage, "around", then, now)


def _names(these: Findings, others: Findings, other_text: str) -> Iterator[NameChange]:
    """The names of one text that the other neither has nor holds the words of, the most named first."""
    there = {(one.type, one.name.casefold()) for one in others.mentions}
    groups: dict[tuple[EntityType, str], list[Mention]] = {}
    for one in these.mentions:
        if one.type not in _MEASURED and (one.type, one.name.casefold()) not in there:
            groups.setdefault((one.type, one.name), []).append(one)
    for (kind, name), mentions in sorted(groups.items(), key=lambda group: (-len(group[1]), group[1][0].start)):
        words = {fold(one.text).text.casefold() for one in mentions}
        if not any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", other_text) for word in words):
            yield NameChange(name, kind, len(mentions), mentions[0].start, mentions[0].end)


def _figures(text: str, changes: TextChanges, mentions: Sequence[Mention]) -> list[Figure]:
    """The figures in the paragraphs of the old side of `changes` that are not as they were, in order."""
    measured = [Span(one.start, one.end) for one in mentions if one.type in _MEASURED]
    found: list[Figure] = []
    for span in _changed(changes.paragraphs):
        inside = [one for one in measured if span.start <= one.start and one.end <= span.end]
        inside += [
            Span(*match.span())
            for match in _FIGURE.finditer(text, *span)
            if not any(one.start < match.end() and match.start() < one.end for one in inside)
        ]
        found += [Figure(" ".join(text[one.start : one.end].split()), *one) for one in sorted(inside)]
    return found


def _changed(paragraphs: Iterable[ParagraphChange]) -> Iterator[Span]:
    for one in paragraphs:
        if one.old is not None and one.kind in ("changed", "gone"):
            yield one.old


def _more(these: Sequence[Figure], others: Sequence[Figure]) -> Iterator[Figure]:
    """The figures that one side has and the other has not, each as often as it has it more often."""
    left = Counter(one.text.casefold() for one in others)
    for one in these:
        key = one.text.casefold()
        if left[key]:
            left[key] -= 1
        else:
            yield one


def _quotes(these: Iterable[Quote], other_text: str) -> Iterator[Quote]:
    """The quotations of one text whose words the other does not hold."""
    for one in these:
        if one.kind not in _SPOKEN or len(one.text.split()) < _FEWEST:
            continue
        words = " ".join(fold(one.text).text.casefold().split()).strip(" .,;:!?")
        if words not in other_text:
            yield one
