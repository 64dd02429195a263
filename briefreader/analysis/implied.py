"""Speakers that the text implies: of the quotation, sentence or paragraph before."""

from __future__ import annotations

from briefreader.analysis import subjects
from briefreader.analysis.marks import Marked
from briefreader.analysis.place import SEGMENT, Attributed, Place
from briefreader.analysis.reports import is_verb, reports
from briefreader.analysis.scene import Scene, tokens
from briefreader.analysis.verbs import speech

_CAUSES = (" because", " since", " so that", " for", " that", ",", " as", ":")


def implied(place: Place, last: tuple[Marked, Attributed] | None) -> Attributed | None:
    return (
        _from_paragraph(place, last)
        or _from_sentence_before(place)
        or _from_introduction(place)
        or _from_paragraph_before(place, last)
        or _from_clause(place)
    )


def _from_paragraph(place: Place, last: tuple[Marked, Attributed] | None) -> Attributed | None:
    if last is None or last[0].end <= place.block_start:
        return None
    same_sentence = place.scene.sentence_index(last[0].end - 1) == place.scene.sentence_index(place.mark.start)
    if place.words >= 4 or same_sentence or _is_short_sentence(place):
        return Attributed(last[1].subject, "paragraph")
    return None


def _is_short_sentence(place: Place) -> bool:
    """ "Neither do I." is a sentence of two words or three, and no term."""
    return place.words >= 2 and place.inner[0].isupper() and place.inner[-1] in ".!?" and not place.is_within_sentence


def _from_paragraph_before(place: Place, last: tuple[Marked, Attributed] | None) -> Attributed | None:
    """A paragraph that is nothing but a quotation goes on with the speaker of the paragraph before it."""
    if last is None or place.words < 6 or not place.begins_block:
        return None
    scene = place.scene
    if scene.text[place.mark.end : min(place.right, place.mark.end + 40)].strip(" ."):
        return None
    index = scene.block_index(place.mark.start)
    if scene.block_index(max(last[0].start, last[0].end - 1)) == index - 1:
        return Attributed(last[1].subject, "paragraph-before")
    return None


def _from_clause(place: Place) -> Attributed | None:
    """Doe favours visits, because "those who expect a visitor tidy up"."""
    text = place.scene.text
    if place.words < 4 or not text[place.left : place.mark.start].rstrip().lower().endswith(_CAUSES):
        return None
    subject = subjects.opening(place.scene, place.left, place.mark.start)
    if subject is None or subject.kind not in ("mention", "pronoun"):
        return None
    return Attributed(subject, "clause")


def _from_sentence_before(place: Place) -> Attributed | None:
    """The talks had failed, Doe said. "We shall try again." """
    scene = place.scene
    if place.words < 4 or place.begins_block:
        return None
    index = scene.sentence_index(place.mark.start)
    if index < 1 or scene.text[scene.sentences[index].start : place.mark.start].strip():
        return None
    sentence = scene.sentences[index - 1]
    if sentence.start < place.block_start:
        return None
    words = speech()
    for _, subject, verb in reports(place.scene, max(sentence.start, sentence.end - SEGMENT), sentence.end):
        if verb.low in words.strong and subject.end - subject.start < 60:
            return Attributed(subject, "sentence-before")
    return None


def _from_introduction(place: Place) -> Attributed | None:
    """A paragraph that ends with a colon introduces the quotation that the next one is."""
    scene = place.scene
    index = scene.block_index(place.mark.start)
    if not place.begins_block or not index or place.words < 5:
        return None
    block = scene.blocks[index - 1]
    if not scene.text[max(block.start, block.end - 4) : block.end].rstrip().endswith(":"):
        return None
    return introduced(scene, block.start, block.end)


def introduced(scene: Scene, start: int, end: int) -> Attributed | None:
    """The speaker that the last sentence of `start`-`end`, which ends with a colon, announces."""
    sentence = scene.sentence(end - 1)
    low = max(start, sentence.start, end - SEGMENT)
    clause = tokens(scene.text, low, end)
    for position, verb in enumerate(clause):
        if position and is_verb(clause, position):
            subject = subjects.before(scene, low, verb.start)
            if subject is not None:
                return Attributed(subject, "colon")
    for mention in scene.mentions_in(low, end):
        if mention.type in ("person", "organisation"):
            return Attributed(subjects.of_mention(mention), "colon")
    return None


def announced(scene: Scene, start: int, end: int) -> Attributed | None:
    """The person whom the last sentence of `start`-`end` says to have spoken."""
    sentence = scene.sentence(end - 1)
    low = max(start, sentence.start, end - SEGMENT)
    clause = tokens(scene.text, low, end)
    for position, verb in enumerate(clause):
        if position and verb.low in speech().strong and is_verb(clause, position):
            subject = subjects.before(scene, low, verb.start)
            if subject is not None and subject.kind in ("mention", "pronoun"):
                return Attributed(subject, "sentence-before")
    return None
