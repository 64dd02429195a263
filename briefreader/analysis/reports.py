"""The reporting verbs of a clause, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefreader.analysis import subjects
from briefreader.analysis.scene import Scene, Token, tokens
from briefreader.analysis.subjects import Subject
from briefreader.analysis.verbs import speech

_BEING = frozenset({"is", "are", "am", "was", "were", "be", "been", "being"})


def is_verb(clause: Sequence[Token], index: int) -> bool:
    """Whether the word is a form of a reporting verb, and, by what stands before it, no noun or passive."""
    words = speech()
    verb = clause[index]
    if verb.low not in words.verbs:
        return False
    if not index:
        return True
    if verb.is_name_like:
        return False
    before = clause[index - 1]
    if (
        before.low == "to"
        and index >= 3
        and clause[index - 2].low == "on"
        and clause[index - 3].low in ("went", "goes")
    ):
        return True
    if before.low in words.before_noun:
        return False
    if before.low in _BEING and verb.low != "quoted" and not verb.low.endswith("ing"):
        return False
    return not (before.text[-2:] in ("'s", "’s") and before.low[:-2] not in ("he", "she", "it"))


def reports(scene: Scene, low: int, high: int) -> Iterator[tuple[float, Subject, Token]]:
    """The reporting verbs of the clause with their subjects, each with its weight."""
    words = speech()
    clause = tokens(scene.text, low, high)
    for index, verb in enumerate(clause):
        if not is_verb(clause, index):
            continue
        strong = verb.low in words.strong
        if verb.low.endswith("ing"):
            subject = _of_participle(scene, clause, index)
        elif not index:
            subject = subjects.after(scene, verb.end, high) if scene.text[:high].endswith((": ", ":")) else None
        else:
            subject = subjects.before(scene, low, verb.start, strong=strong)
        if subject is None:
            continue
        weight = (2.0 if strong else 1.0) + (0.5 if 0 <= verb.start - subject.end <= 25 else 0.0)
        yield weight, subject, verb


def _of_participle(scene: Scene, clause: Sequence[Token], index: int) -> Subject | None:
    """Whose "saying" it is: the name's it follows, or after a comma the subject's of the clause."""
    low, verb = clause[0].start, clause[index]
    if index and clause[index - 1].is_word and clause[index - 1].low not in ("and", "or", "by", "for"):
        subject = subjects.before(scene, low, verb.start, strong=False)
        if subject is not None and subject.kind in ("mention", "pronoun"):
            return subject
    return subjects.opening(scene, low, verb.start)
