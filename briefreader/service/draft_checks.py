"""What speaks against sending a draft as it is: statements without a source, inferred speakers, words not verbatim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefreader.export import Report, is_verbatim
from briefreader.export.tree import count
from briefreader.service.draft_report import wrong_cuts
from briefreader.service.gathering import Gathered
from briefreader.text.draft import BlockName, Statement

_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{1,600})[”\"»“]")
_FEWEST = 3  # words between quotation marks that are taken for somebody's


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding. `block` and `number` (from 0) say which statement it is about, where it is about one."""

    kind: Literal["alarm", "note", "good"]
    sentence: str
    block: BlockName | None = None
    number: int = 0


def checks(gathered: Gathered, report: Report) -> tuple[Remark, ...]:
    """The remarks on a draft and its report, alarms first."""
    return (*_statements(gathered), *_sources(gathered), *_speakers(report), *_verbatim(gathered))


def _statements(gathered: Gathered) -> Iterator[Remark]:
    draft, shown = gathered.draft, gathered.draft.shown
    if "key_points" in shown:
        yield from _unsourced("key_points", "Point", draft.points, gathered)
        if len([one for one in draft.points if one.words]) > 7:
            yield Remark("note", "There are more than seven key points", "key_points", 7)
    if "questions" in shown:
        yield from _unsourced("questions", "Answer", draft.questions, gathered)


def _unsourced(block: BlockName, word: str, statements: tuple[Statement, ...], gathered: Gathered) -> Iterator[Remark]:
    number = 0
    for place, statement in enumerate(statements):
        if not statement.text.strip() and not statement.question:
            continue
        number += 1
        if not any(mark in gathered.places for mark in statement.marks):
            yield Remark("alarm", f"{word} {number} has no source", block, place)


def _sources(gathered: Gathered) -> Iterator[Remark]:
    draft = gathered.draft
    names: tuple[tuple[BlockName, str, tuple[Statement, ...]], ...] = (
        ("bottom_line", "The bottom line", draft.bottom_line),
        ("key_points", "A key point", draft.points),
        ("questions", "An answer", draft.questions),
        ("open_points", "An open point", draft.open_points),
    )
    for block, word, statements in names:
        for place, statement in enumerate(statements):
            lost = [mark for mark in statement.marks if mark not in gathered.places]
            if lost:
                yield Remark(
                    "alarm", f"{word} cites words that are no longer found: “{_short(lost[0].exact)}”", block, place
                )
            for words in _QUOTED.findall(statement.text):
                if len(words.split()) >= _FEWEST and not _stands(words, statement, gathered):
                    yield Remark(
                        "alarm", f"{word} quotes words its source does not hold: “{_short(words)}”", block, place
                    )
    doubtful = sum(passage.status not in ("exact", "moved") for passage in gathered.passages)
    if doubtful:
        yield Remark("note", f"{count(doubtful, 'passage')} without a certain place, listed apart", "evidence")


def _stands(words: str, statement: Statement, gathered: Gathered) -> bool:
    briefs = {mark.brief for mark in statement.marks}
    return any(is_verbatim(words, gathered.documents[brief].text) for brief in briefs if brief in gathered.documents)


def _speakers(report: Report) -> Iterator[Remark]:
    inferred = {one.name for line in report.lines for one in line.speakers if one.attribution == "inferred"}
    inferred |= {one.speaker.name for one in report.quotes if one.speaker.attribution == "inferred"}
    if inferred:
        yield Remark("note", f"{count(len(inferred), 'speaker')} {'is' if len(inferred) == 1 else 'are'} inferred")


def _verbatim(gathered: Gathered) -> Iterator[Remark]:
    wrong = wrong_cuts(gathered)
    if wrong:
        yield Remark("alarm", f"{count(len(wrong), 'shortened passage')} not verbatim", "evidence")
    elif gathered.passages:
        yield Remark("good", "All quotes verbatim")


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 60 else f"{flat[:57].rstrip()}…"
