"""Who said what stands between the marks: the rules, in the order of their certainty.

A dash or brackets behind the quotation; a reporting verb and its subject behind it, or before it; "according to"; a
colon; then, with less certainty, the speaker of the quotation before it in the paragraph, the subject of the sentence
before it, and the paragraph that introduces it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefreader.analysis import subjects
from briefreader.analysis.marks import Marked
from briefreader.analysis.scene import Scene, Token, tokens
from briefreader.analysis.subjects import Subject
from briefreader.analysis.verbs import speech

_SEGMENT = 400  # code points looked at on either side of a quotation
_DASH = re.compile(r"[\s.,]{0,4}\n?[\s>]{0,6}(?:[–—―]|-{1,3})\s{0,3}(?=[^\W\d_])")
_PAREN = re.compile(r"\s{0,2}[.,]?\s{0,2}\((?=[^\W\d_a-z])([^()\n]{2,80})\)")
_WORDS = re.compile(r"\w+")
_PAUSES = frozenset(",?!—–…-")
_BEING = frozenset({"is", "are", "am", "was", "were", "be", "been", "being"})
_IMPLIED = frozenset({"paragraph", "paragraph-before", "sentence-before", "behind"})


@dataclass(frozen=True, slots=True)
class Attributed:
    """The speaker of a quotation and the rule that found them. `explicit`: named together with the quotation."""

    subject: Subject
    rule: str

    @property
    def explicit(self) -> bool:
        return self.rule not in _IMPLIED


def attribute(scene: Scene) -> list[Attributed | None]:
    """For each quotation of `scene.marks` its speaker, None if the text gives none."""
    found: list[Attributed | None] = []
    last: tuple[Marked, Attributed] | None = None
    for number, mark in enumerate(scene.marks):
        place = _Place(scene, number)
        subject = _stated(place) or _implied(place, last)
        found.append(subject)
        if subject is not None:
            last = (mark, subject)
    _fill_back(scene, found)
    return found


class _Place:
    """A quotation and the text around it: `left` to the sentence's start or the quotation before, `right` to the
    paragraph's end or the quotation behind."""

    def __init__(self, scene: Scene, number: int) -> None:
        marks = scene.marks
        mark = marks[number]
        self.scene = scene
        self.mark = mark
        block = scene.block(mark.start)
        last_block = scene.block(max(mark.start, mark.end - 1))
        self.block_start, self.block_end = block.start, last_block.end
        before = marks[number - 1] if number else None
        behind = marks[number + 1] if number + 1 < len(marks) else None
        sentence = scene.sentence(mark.start)
        left = max(block.start, min(sentence.start, mark.start))
        if before is not None and before.end > left:
            left = before.end
        self.left = max(left, mark.start - _SEGMENT)
        right = last_block.end
        if behind is not None and behind.start < right:
            right = behind.start
        self.right = min(right, mark.end + _SEGMENT)
        self.inner = scene.text[mark.inner_start : mark.inner_end]
        self.words = count_words(self.inner)
        self.begins_block = (
            not scene.text[block.start : mark.start].strip(" \t\n>*•") if mark.start - block.start < 40 else False
        )

    @property
    def clause_end(self) -> int:
        """Where the sentence that goes on behind the quotation ends."""
        text = self.scene.text
        start = self.mark.end
        while start < self.right and text[start] in " \t\n,":
            start += 1
        sentence = self.scene.sentence(start)
        return min(self.right, sentence.end) if sentence.end > start else self.right

    @property
    def pauses(self) -> bool:
        """Whether the quotation ends as one does that its reporting verb follows."""
        return self.inner[-1:] in _PAUSES or self.scene.text[self.mark.end : self.mark.end + 2].lstrip()[:1] == ","


def count_words(text: str) -> int:
    """Words of `text`, counted as far as it matters."""
    return len(_WORDS.findall(text[:400]))


def _stated(place: _Place) -> Attributed | None:
    for rule, find in _RULES:
        subject = find(place)
        if subject is not None:
            return Attributed(subject, rule)
    return None


def _by_dash(place: _Place) -> Subject | None:
    """ "...," - Jane Doe, Institute of Tides; also in a line or paragraph of its own."""
    scene, mark = place.scene, place.mark
    match = _DASH.match(scene.text, mark.end, min(place.right, mark.end + 40))
    if match is not None and match.end() < place.right:
        if "\n" in match.group() and not place.begins_block:
            return None
        return _credited(scene, match.end(), place.right, alone=place.begins_block)
    index = scene.block_index(max(mark.start, mark.end - 1)) + 1
    if not place.begins_block or scene.text[mark.end : place.block_end].strip(" .") or index >= len(scene.blocks):
        return None
    block = scene.blocks[index]
    return credited_line(scene, block.start, block.end) if block.kind != "item" else None


def credited_line(scene: Scene, start: int, end: int) -> Subject | None:
    """The name in a line that is nothing but a dash and a credit; None if it is anything else."""
    match = _DASH.match(scene.text, start, min(end, start + 40))
    if match is None or end - start > 160:
        return None
    return _credited(scene, match.end(), end, alone=True)


def _credited(scene: Scene, start: int, end: int, *, alone: bool) -> Subject | None:
    """The name at `start` that a dash gives as the source: the line says nothing else but who that is."""
    line_end = scene.text.find("\n", start, end)
    line = tokens(scene.text, start, min(line_end if line_end > 0 else end, start + 200))
    if not line:
        return None
    for mention in scene.mentions_in(start, line[-1].end)[:2]:
        gap = scene.text[start : mention.start].strip()
        titled = not gap or all(
            word.is_name_like or not word.is_word for word in tokens(scene.text, start, mention.start)
        )
        follows = scene.text[mention.end : mention.end + 2].strip()[:1]
        if titled and (
            follows in ("", ",", "(", ";", ".", "/", "|") or (alone and mention.type == "person" and len(line) < 14)
        ):
            return subjects.of_mention(mention)
    name: list[Token] = []
    for word in line:
        if not word.is_name_like and not (
            name and (word.low in ("of", "de", "van", "von", "al", "the", "bin") or word.text == ".")
        ):
            break
        name.append(word)
    while name and not name[-1].is_name_like:
        name.pop()
    rest = line[len(name)] if len(line) > len(name) else None
    if name and len(name) <= 6 and (rest is None or rest.text in ",(;./|"):
        return Subject(name[0].start, name[-1].end, "name")
    return None


def _by_brackets(place: _Place) -> Subject | None:
    match = _PAREN.match(place.scene.text, place.mark.end, place.right)
    if match is None or place.words < 4:
        return None
    for mention in place.scene.mentions_in(match.start(1), match.end(1)):
        if mention.type == "person" and mention.start - match.start(1) < 24:
            return subjects.of_mention(mention)
    return None


def _by_verb_behind(place: _Place) -> Subject | None:
    """ "...," said Jane Doe, the minister."""
    if not place.pauses:
        return None
    words = speech()
    right = _opening(place)
    index = 0
    while index < len(right) and (subjects.is_adverb(right[index], words)) and index < 3:
        index += 1
    if index >= len(right) or right[index].low not in words.verbs:
        return None
    verb = right[index]
    if verb.low.endswith("ing") and verb.low not in words.strong:
        return None
    return subjects.after(place.scene, verb.end, place.clause_end)


def _opening(place: _Place) -> list[Token]:
    right = tokens(place.scene.text, place.mark.end, place.clause_end)
    while right and right[0].text in ",—–-":
        right = right[1:]
    return right


def _by_subject_behind(place: _Place) -> Subject | None:
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


def _is_subordinate(place: _Place) -> bool:
    """Although Doe admitted that it had "failed," Roe said ...: the quotation belongs to the clause it ends."""
    left = tokens(place.scene.text, place.left, min(place.mark.start, place.left + 40))
    words = speech()
    return bool(left) and (left[0].low in words.subordinate or (len(left) > 1 and left[1].low in words.subordinate))


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


def _reports(place: _Place, low: int, high: int) -> Iterator[tuple[float, Subject, Token]]:
    """The reporting verbs of the clause with their subjects, each with its weight."""
    words = speech()
    scene = place.scene
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


def _by_verb_before(place: _Place) -> Subject | None:
    """Jane Doe, the minister, said: "..."; Doe called it "a disgrace"."""
    words = speech()
    text = place.scene.text
    tail = text[place.left : place.mark.start].rstrip()
    best: tuple[float, Subject] | None = None
    for weight, subject, verb in _reports(place, place.left, place.mark.start):
        gap = place.mark.start - verb.end
        between = text[verb.end : place.mark.start].strip()
        if verb.low in words.naming and not between and verb.low.endswith("ed") and subject.kind in ("role", "name"):
            continue  # a class called "..."
        if gap <= 2 or (tail.endswith((",", ":")) and gap < 60):
            weight += 0.3
        if best is None or weight > best[0] + 0.01:
            best = (weight, subject)
    return best[1] if best else None


def _by_introduction(place: _Place) -> Subject | None:
    """Doe said, "...": what stands behind the quotation is not asked."""
    tail = place.scene.text[max(place.left, place.mark.start - 4) : place.mark.start].rstrip()
    if not tail.endswith((",", ":")):
        return None
    found = None
    for _, subject, verb in _reports(place, place.left, place.mark.start):
        if place.mark.start - verb.end < 60 and verb.low in speech().strong:
            found = subject
    return found and _by_verb_before(place)


def _by_saying(place: _Place) -> Subject | None:
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


_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Ii]n the words of|[Ii]n the view of|[Aa]s told by|[Ii]n the opinion of)\s"
)


def _by_according(place: _Place) -> Subject | None:
    scene = place.scene
    for low, high in ((place.left, place.mark.start), (place.mark.end, place.clause_end)):
        places = [match.end() for match in _ACCORDING.finditer(scene.text, low, high)]
        if places:
            subject = subjects.after(scene, places[-1], high)
            if subject is not None:
                return subject
    return None


def _by_colon(place: _Place) -> Subject | None:
    if not place.scene.text[place.left : place.mark.start].rstrip().endswith(":"):
        return None
    for mention in place.scene.mentions_in(place.left, place.mark.start):
        if mention.type in ("person", "organisation"):
            return subjects.of_mention(mention)
    return None


def _by_passive(place: _Place) -> Subject | None:
    """It was described as "a mistake" by Jane Doe."""
    words = speech()
    right = tokens(place.scene.text, place.mark.end, min(place.clause_end, place.mark.end + 120))
    left = tokens(place.scene.text, place.left, place.mark.start)
    if len(right) < 2 or right[0].low != "by" or not any(word.low in words.naming for word in left):
        return None
    return subjects.after(place.scene, right[0].end, place.clause_end)


_RULES = (
    ("dash", _by_dash),
    ("brackets", _by_brackets),
    ("introduction", _by_introduction),
    ("verb-subject", _by_verb_behind),
    ("subject-verb", _by_subject_behind),
    ("by", _by_passive),
    ("before", _by_verb_before),
    ("according", _by_according),
    ("colon", _by_colon),
    ("words", _by_saying),
)


def _implied(place: _Place, last: tuple[Marked, Attributed] | None) -> Attributed | None:
    return (
        _from_paragraph(place, last)
        or _from_sentence_before(place)
        or _from_introduction(place)
        or _from_paragraph_before(place, last)
    )


def _from_paragraph(place: _Place, last: tuple[Marked, Attributed] | None) -> Attributed | None:
    if last is None or last[0].end <= place.block_start:
        return None
    same_sentence = place.scene.sentence_index(last[0].end - 1) == place.scene.sentence_index(place.mark.start)
    if place.words >= 4 or same_sentence:
        return Attributed(last[1].subject, "paragraph")
    return None


def _from_paragraph_before(place: _Place, last: tuple[Marked, Attributed] | None) -> Attributed | None:
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


def _from_sentence_before(place: _Place) -> Attributed | None:
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
    for _, subject, verb in _reports(place, max(sentence.start, sentence.end - _SEGMENT), sentence.end):
        if verb.low in words.strong and subject.end - subject.start < 60:
            return Attributed(subject, "sentence-before")
    return None


def _from_introduction(place: _Place) -> Attributed | None:
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
    low = max(start, sentence.start, end - _SEGMENT)
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
