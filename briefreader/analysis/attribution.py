"""Who said what stands between the marks: the rules, in the order of their certainty.

A dash or brackets behind the quotation; a reporting verb and its subject behind it, or before it; "according to"; a
colon; then, with less certainty, the speaker of the quotation before it in the paragraph, the subject of the sentence
before it, and the paragraph that introduces it.
"""

from __future__ import annotations

import re

from briefreader.analysis import subjects
from briefreader.analysis.credits import by_brackets, by_dash
from briefreader.analysis.implied import implied
from briefreader.analysis.marks import Marked
from briefreader.analysis.place import Attributed, Place, count_words
from briefreader.analysis.reports import is_verb, reports
from briefreader.analysis.scene import Scene, Token, tokens
from briefreader.analysis.subjects import Subject
from briefreader.analysis.verbs import speech

_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Ii]n the words of|[Ii]n the view of|[Aa]s told by|[Ii]n the opinion of)\s"
)


def attribute(scene: Scene) -> list[Attributed | None]:
    """For each quotation of `scene.marks` its speaker, None if the text gives none."""
    found: list[Attributed | None] = []
    last: tuple[Marked, Attributed] | None = None
    for number, mark in enumerate(scene.marks):
        place = Place(scene, number)
        subject = _stated(place) or implied(place, last)
        found.append(subject)
        if subject is not None:
            last = (mark, subject)
    _fill_back(scene, found)
    return found


def _stated(place: Place) -> Attributed | None:
    for rule, find in _RULES:
        subject = find(place)
        if subject is not None:
            return Attributed(subject, rule)
    return None


def _fill_back(scene: Scene, found: list[Attributed | None]) -> None:
    """ "One sentence." "Another," said Doe: the first is Doe's too."""
    for number in range(len(found) - 2, -1, -1):
        mark, behind = scene.marks[number], scene.marks[number + 1]
        later = found[number + 1]
        if (
            found[number] is None
            and later is not None
            and later.rule in ("verb-subject", "subject-verb", "dash")
            and behind.start - mark.end < 8
            and not scene.text[mark.end : behind.start].strip(" .,")
            and scene.block_index(mark.start) == scene.block_index(behind.start)
            and count_words(scene.text[mark.inner_start : mark.inner_end]) >= 4
        ):
            found[number] = Attributed(later.subject, "behind")


def _by_verb_behind(place: Place) -> Subject | None:
    """ "...," said Jane Doe, the minister."""
    if not place.pauses:
        return None
    words = speech()
    right = _opening(place)
    index = 0
    while index < len(right) and (subjects.is_adverb(right[index], words)) and index < 3:
        index += 1
    if index >= len(right) or right[index].low not in words.verbs - words.telling:
        return None
    verb = right[index]
    if verb.low.endswith("ing") and verb.low not in words.strong:
        return None
    return subjects.after(place.scene, verb.end, place.clause_end)


def _opening(place: Place) -> list[Token]:
    right = tokens(place.scene.text, place.mark.end, place.clause_end)
    while right and right[0].text in ",—–-":
        right = right[1:]
    return right


def _by_subject_behind(place: Place) -> Subject | None:
    """ "...," Jane Doe, the minister, said."""
    if not place.pauses:
        return None
    words = speech()
    right = _opening(place)
    if not right or right[0].low in words.joins or right[0].low.endswith("ing"):
        return None
    if _is_subordinate(place):
        return None
    if place.scene.text[place.mark.end : right[0].start].strip() in ("—", "–", "-"):
        return None
    start = right[0].end if right[0].low == "as" else right[0].start
    for index, verb in enumerate(right[:40]):
        if index == 0 or not is_verb(right, index):
            continue
        strong = verb.low in words.strong
        subject = subjects.before(place.scene, start, verb.start, strong=strong)
        if subject is None:
            continue
        if strong or subject.start - start <= 40:
            return subject
    return None


def _is_subordinate(place: Place) -> bool:
    """Although Doe admitted that it had "failed," Roe said ...: the quotation belongs to the clause it ends."""
    left = tokens(place.scene.text, place.left, min(place.mark.start, place.left + 40))
    words = speech()
    return bool(left) and (left[0].low in words.subordinate or (len(left) > 1 and left[1].low in words.subordinate))


def _by_verb_before(place: Place) -> Subject | None:
    """Jane Doe, the minister, said: "..."; Doe called it "a disgrace"."""
    words = speech()
    text = place.scene.text
    tail = text[place.left : place.mark.start].rstrip()
    best: tuple[float, Subject] | None = None
    led_in = _lead_in(place)
    for weight, subject, verb in reports(place.scene, place.left, place.mark.start):
        gap = place.mark.start - verb.end
        between = text[verb.end : place.mark.start].strip()
        if verb.low in words.naming and not between and verb.low.endswith("ed") and subject.kind in ("role", "name"):
            continue  # a class called "..."
        if gap <= 2 or (tail.endswith((",", ":")) and gap < 60):
            weight += 0.3
        if verb.end < led_in:
            weight -= 0.6
        if best is None or weight > best[0] + 0.01:
            best = (weight, subject)
    return best[1] if best else None


def _lead_in(place: Place) -> int:
    """Where a clause or phrase that only leads up to the main clause ends: Despite what he wrote, Doe said ..."""
    words = speech()
    left = tokens(place.scene.text, place.left, place.mark.start)
    if not left or left[0].low not in words.subordinate | words.prepositions:
        return 0
    return next((word.start for word in left if word.text == ","), 0)


def _by_introduction(place: Place) -> Subject | None:
    """Doe said, "...": what stands behind the quotation is not asked."""
    tail = place.scene.text[max(place.left, place.mark.start - 4) : place.mark.start].rstrip()
    if not tail.endswith((",", ":")):
        return None
    found = None
    for _, subject, verb in reports(place.scene, place.left, place.mark.start):
        if place.mark.start - verb.end < 60 and verb.low in speech().strong:
            found = subject
    return found and _by_verb_before(place)


def _by_saying(place: Place) -> Subject | None:
    """Her remark that "..."; Doe's claim: "..." """
    words = speech()
    scene = place.scene
    left = tokens(scene.text, place.left, place.mark.start)
    for index in range(len(left) - 1, 0, -1):
        owner = left[index - 1]
        if left[index].low not in words.sayings or place.mark.start - left[index].end > 60:
            continue
        if owner.low in ("his", "her", "their", "its"):
            return Subject(owner.start, owner.end, "pronoun")
        if owner.text[-2:] in ("'s", "’s"):
            mention = scene.mention_ending(owner.end - 2)
            if mention is not None:
                return subjects.of_mention(mention)
    return None


def _by_according(place: Place) -> Subject | None:
    scene = place.scene
    for low, high in ((place.left, place.mark.start), (place.mark.end, place.clause_end)):
        places = [match.end() for match in _ACCORDING.finditer(scene.text, low, high)]
        if places:
            subject = subjects.after(scene, places[-1], high)
            if subject is not None:
                return subject
    return None


def _by_colon(place: Place) -> Subject | None:
    if not place.scene.text[place.left : place.mark.start].rstrip().endswith(":"):
        return None
    for mention in place.scene.mentions_in(place.left, place.mark.start):
        if mention.type in ("person", "organisation"):
            return subjects.of_mention(mention)
    return None


def _by_passive(place: Place) -> Subject | None:
    """It was described as "a mistake" by Jane Doe."""
    words = speech()
    right = tokens(place.scene.text, place.mark.end, min(place.clause_end, place.mark.end + 120))
    left = tokens(place.scene.text, place.left, place.mark.start)
    if len(right) < 2 or right[0].low != "by" or not any(word.low in words.naming for word in left):
        return None
    return subjects.after(place.scene, right[0].end, place.clause_end)


def _by_tail(place: Place) -> Subject | None:
    """A host who "never sleeps" is a bore, Doe said: the sentence ends in the comma, the subject and its verb."""
    scene = place.scene
    right = tokens(scene.text, place.mark.end, place.clause_end)
    while right and not right[-1].is_word:
        right.pop()
    comma = next((index for index in range(len(right) - 1, -1, -1) if right[index].text == ","), None)
    if comma is None or not 2 <= len(right) - comma - 1 <= 6:
        return None
    if right[-1].low not in speech().strong or not is_verb(right, len(right) - 1):
        return None
    subject = subjects.before(scene, right[comma].end, right[-1].start)
    return subject if subject is not None and subject.kind != "role" else None


_AS = re.compile(r"\b(?:as|being)(?: an?| the| his| her| their| its)? $")


def _by_as(place: Place) -> Subject | None:
    """Doe dismissed the plan as a "waste of paper"."""
    if not _AS.search(place.scene.text[max(place.left, place.mark.start - 14) : place.mark.start]):
        return None
    subject = subjects.opening(place.scene, place.left, place.mark.start)
    return subject if subject is not None and subject.kind in ("mention", "pronoun") else None


_RULES = (
    ("dash", by_dash),
    ("brackets", by_brackets),
    ("introduction", _by_introduction),
    ("verb-subject", _by_verb_behind),
    ("subject-verb", _by_subject_behind),
    ("by", _by_passive),
    ("before", _by_verb_before),
    ("according", _by_according),
    ("colon", _by_colon),
    ("words", _by_saying),
    ("tail", _by_tail),
    ("as", _by_as),
)
