"""Reported speech without marks: what somebody is said to have said, in the brief's own words.

Three shapes, one for a sentence: a subject, its verb and what follows ("Doe said that ..."); the same at the sentence's
end ("..., Doe said."); and "according to Doe". A sentence with quotation marks is left to those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefreader.analysis import subjects
from briefreader.analysis.place import Attributed
from briefreader.analysis.reports import is_verb
from briefreader.analysis.scene import Scene, Token, tokens
from briefreader.analysis.subjects import Subject
from briefreader.analysis.verbs import speech
from briefreader.text.document import Span

_LONGEST = 700  # code points of a sentence
_FEWEST = 4  # words of what is reported
_REACH = 14  # words between the verb and "that"
_ACCORDING = re.compile(r"according to ", re.IGNORECASE)
_OWN = frozenset({"i", "we"})  # the brief's own voice is not reported
_CLOSING = ".!?;:,\"'”’)] \n"

Reported = tuple[Span, Attributed]


def reported(scene: Scene, skip: Sequence[Span] = ()) -> Iterator[Reported]:
    """The span and the speaker of each piece of reported speech, in text order; none within `skip` (sorted)."""
    passed = 0
    for sentence in scene.sentences:
        while passed < len(skip) and skip[passed].end <= sentence.start:
            passed += 1
        if passed < len(skip) and skip[passed].start < sentence.end:
            continue
        if not 24 <= sentence.end - sentence.start <= _LONGEST or scene.mark_over(*sentence) is not None:
            continue
        block = scene.block(sentence.start)
        if block.kind not in ("paragraph", "item", "footnote"):
            continue
        found = _in_sentence(scene, sentence)
        if found is not None:
            yield found


def _in_sentence(scene: Scene, sentence: Span) -> Reported | None:
    words = tokens(scene.text, sentence.start, sentence.end)
    for find in (_trailing, _leading, _according):
        found = find(scene, sentence, words)
        if found is None:
            continue
        span = _trimmed(scene.text, found[0])
        if scene.text.count(" ", span.start, span.end) + 1 >= _FEWEST:
            return span, Attributed(found[1], "reported")
    return None


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while end > start and text[end - 1] in _CLOSING:
        end -= 1
    while start < end and (text[start].isspace() or text[start] in ",:"):
        start += 1
    return Span(start, end)


def _leading(scene: Scene, sentence: Span, words: list[Token]) -> tuple[Span, Subject] | None:
    """Doe said in March that the talks had failed; Doe said the talks had failed."""
    lists = speech()
    for index, verb in enumerate(words):
        if not index or not is_verb(words, index):
            continue
        participle = verb.low.endswith("ing")
        if participle and words[index - 1].text != ",":
            continue
        begin = _content(words, index)
        if begin is None:
            continue
        strong = verb.low in lists.strong
        if participle:
            subject = subjects.opening(scene, sentence.start, verb.start)
        else:
            subject = subjects.before(scene, sentence.start, verb.start, strong=strong)
        if (
            subject is not None
            and subject.kind == "pronoun"
            and scene.text[subject.start : subject.end].lower() in _OWN
        ):
            continue
        if subject is None or (verb.start - subject.end > 120 and not participle):
            continue
        if subject.kind == "mention" and subject.mention is not None and subject.mention.type == "place" and not strong:
            continue
        end = sentence.end
        if words[0].low in lists.subordinate:
            end = next((word.start for word in words[begin:] if word.text == ","), end)
        return Span(words[begin].start, end), subject
    return None


def _content(words: list[Token], index: int) -> int | None:
    """The index of the first word that is reported by the verb at `index`; None if it reports nothing."""
    lists = speech()
    verb = words[index]
    for position in range(index + 1, min(len(words) - 3, index + 1 + _REACH)):
        word = words[position]
        if word.low == "that":
            return position + 1 if verb.low in lists.reporting else None
        if not word.is_word or word.low in lists.clause:
            break
    if verb.low not in lists.saying:
        return None
    position = index + 1
    if verb.low in lists.telling:
        while position < len(words) and words[position].is_word and position - index < 5:
            if words[position].low in lists.listeners or (
                words[position].is_name_like and not words[min(position + 1, len(words) - 1)].is_name_like
            ):
                position += 1
                break
            position += 1
    if position + 3 >= len(words) or not words[position].is_word:
        return None
    first = words[position]
    if first.low in lists.prepositions or first.low in lists.clause - {"if", "when", "while"} or first.low == "so":
        return None
    if first.low.endswith(("ing", "ly")) and first.text[0].islower():
        return None
    return position


def _trailing(scene: Scene, sentence: Span, words: list[Token]) -> tuple[Span, Subject] | None:
    """The talks had failed, Doe said on Monday."""
    lists = speech()
    for index in range(len(words) - 1, max(1, len(words) - 26), -1):
        if words[index].text != ",":
            continue
        tail = words[index + 1 :]
        if not tail or tail[0].low in lists.joins or tail[0].low.endswith("ing"):
            continue
        for position, verb in enumerate(tail[:12]):
            if verb.low not in lists.saying or verb.low.endswith("ing"):
                continue
            if position == 0:
                if verb.low in lists.telling:
                    break
                subject = subjects.after(scene, verb.end, sentence.end)
            elif is_verb(tail, position):
                subject = subjects.before(scene, tail[0].start, verb.start, strong=True)
            else:
                continue
            rest = tail[position + 1 :]
            if subject is not None and (position == 0 or not rest or not _goes_on(rest)):
                return Span(sentence.start, words[index].start), subject
            break
    return None


def _goes_on(rest: list[Token]) -> bool:
    """Whether what stands behind the verb is what was said, and no time or place of saying it."""
    first = rest[0]
    if first.text == ",":
        return len(rest) > 3
    return first.is_word and first.low not in speech().prepositions and not first.is_name_like and len(rest) > 4


def _according(scene: Scene, sentence: Span, words: list[Token]) -> tuple[Span, Subject] | None:
    match = _ACCORDING.search(scene.text, sentence.start, sentence.end)
    if match is None:
        return None
    subject = subjects.after(scene, match.end(), sentence.end)
    if subject is None:
        return None
    if match.start() - sentence.start > 3:
        return Span(sentence.start, match.start()), subject
    commas = [index for index, word in enumerate(words) if word.text == "," and word.start >= subject.end]
    if len(commas) > 1 and _is_apposition(words[commas[0] + 1 : commas[1]]):
        del commas[0]
    return (Span(words[commas[0]].end, sentence.end), subject) if commas else None


def _is_apposition(words: list[Token]) -> bool:
    """Who runs the laboratory; an engineer with the water board."""
    lists = speech()
    if not words or words[0].low in ("who", "which", "whose", "where"):
        return bool(words)
    return len(words) < 14 and (words[0].low in lists.determiners or any(word.low in lists.roles for word in words[:4]))
