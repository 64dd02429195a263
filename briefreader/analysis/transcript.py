"""Transcripts: who speaks stands before what is said ("THE CHAIR: Good morning.", "Q: Why?").

A brief is read so when several of its paragraphs open with the label of a speaker and at least one label comes back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from briefreader.analysis.scene import Scene, tokens
from briefreader.analysis.subjects import Subject, of_mention
from briefreader.analysis.verbs import speech
from briefreader.text.document import Span

_LABEL = re.compile(
    r"[>*_\s]{0,6}(?P<label>[^\W\d_][^:：\n()\[\]\"“]{0,60}?)\s?(?:[(\[][^)\]\n]{1,60}[)\]]\s?){0,3}[*_]{0,2}\s?[:：][*_]{0,2}\s{1,4}(?=\S)"
)
_LETTER = re.compile(r"[>*_\s]{0,6}(?P<label>[QA])[.:)]\s{1,4}(?=\S)")
_PARTICLES = frozenset({"of", "the", "for", "de", "del", "van", "von", "der", "den", "bin", "al", "el", "and", "y"})
_FEWEST_TURNS = 4
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says without a break, in one paragraph. `opens`: its label stands before it."""

    span: Span
    subject: Subject
    opens: bool


@dataclass(frozen=True, slots=True)
class _Labelled:
    index: int
    label: Span
    start: int


def turns(scene: Scene) -> tuple[Turn, ...]:
    """The turns of a transcript, in text order; none when the brief is no transcript."""
    labelled = {found.index: found for found in _labelled(scene)}
    counts = Counter(_key(scene, found) for found in labelled.values())
    if min(counts["q"], counts["a"]) < 2:  # "A." alone numbers a list
        labelled = {index: found for index, found in labelled.items() if _key(scene, found) not in ("q", "a")}
        del counts["q"], counts["a"]
    if len(labelled) < _FEWEST_TURNS or max(counts.values()) < 2 or len(counts) < 2:
        return ()
    result: list[Turn] = []
    subject: Subject | None = None
    for index, block in enumerate(scene.blocks):
        if block.end == block.start:
            continue
        found = labelled.get(index)
        if found is not None:
            subject = _subject(scene, found.label)
            result.append(Turn(Span(found.start, block.end), subject, opens=True))
        elif block.kind == "heading" or block.kind == "rule":
            subject = None
        elif subject is not None and block.kind in ("paragraph", "item"):
            if _is_spoken(scene, block.start, block.end):
                result.append(Turn(Span(block.start, block.end), subject, opens=False))
            elif scene.text[block.start] not in "([":
                subject = None
    return tuple(result)


def _labelled(scene: Scene) -> Iterator[_Labelled]:
    text = scene.text
    for index, block in enumerate(scene.blocks):
        if block.kind not in ("paragraph", "item") or block.end - block.start < 3:
            continue
        stop = min(block.end, block.start + 160)
        match = _LETTER.match(text, block.start, stop) or _LABEL.match(text, block.start, stop)
        if match is not None and _is_speaker(scene, Span(*match.span("label"))):
            yield _Labelled(index, Span(*match.span("label")), match.end())


def _key(scene: Scene, found: _Labelled) -> str:
    return scene.text[found.label.start : found.label.end].lower()


def _is_speaker(scene: Scene, label: Span) -> bool:
    lists = speech()
    words = [word for word in tokens(scene.text, label.start, label.end) if word.is_word]
    if not words or len(words) > _MOST_WORDS or any(word.low in lists.unspoken for word in words):
        return False
    if not all(word.is_name_like or word.low in _PARTICLES for word in words):
        return False
    if any(mention.type == "person" for mention in scene.mentions_in(label.start, label.end)):
        return True
    written = scene.text[label.start : label.end]
    return written.isupper() or words[-1].low in lists.labels or words[0].low in lists.he | lists.she


def _subject(scene: Scene, label: Span) -> Subject:
    for mention in scene.mentions_in(label.start, label.end):
        if mention.type == "person":
            return of_mention(mention)
    role = any(word.low in speech().roles for word in tokens(scene.text, label.start, label.end))
    return Subject(label.start, label.end, "role" if role else "name")


def _is_spoken(scene: Scene, start: int, end: int) -> bool:
    """A paragraph without a label goes on with the speaker's words, unless it is a stage direction or a short note."""
    return scene.text[start] not in "([" and scene.text.count(" ", start, end) >= 12
