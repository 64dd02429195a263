"""From the words that name a speaker to a name: mentions by their canonical name, pronouns by whom they mean."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from briefreader.analysis.scene import Scene, tokens
from briefreader.analysis.subjects import Subject
from briefreader.analysis.transcript import Turn
from briefreader.analysis.verbs import speech
from briefreader.text.findings import Mention

_NEAR = 1500  # code points back in which a pronoun's person is sought
_APPOSITION = 90


class Named(NamedTuple):
    """A display name, and whether it had to be inferred from elsewhere in the text."""

    name: str
    inferred: bool


class Speakers:
    """The persons of one document: what they are, and what is known of them."""

    def __init__(self, scene: Scene, turns: Sequence[Turn] = ()) -> None:
        self._scene = scene
        self._turns = turns
        self._roles: dict[str, list[tuple[int, Mention]]] = {}
        genders: dict[str, Counter[str]] = {}
        words = speech()
        text = scene.text
        for person in scene.persons:
            left = tokens(text, max(0, person.start - 40), person.start)
            title = left[-2] if len(left) > 1 and left[-1].text == "." else left[-1] if left else None
            if title is not None and (title.low in words.he or title.low in words.she):
                genders.setdefault(person.name, Counter())["he" if title.low in words.he else "she"] += 1
            if title is not None and title.low in words.roles:
                self._note(title.low, person)
            self._note_apposition(person)
        self._gender = {name: counts.most_common(1)[0][0] for name, counts in genders.items()}

    def _note(self, role: str, person: Mention) -> None:
        self._roles.setdefault(role, []).append((person.start, person))

    def _note_apposition(self, person: Mention) -> None:
        """Jane Doe, the deputy minister: she is the minister from here on."""
        words = speech()
        text = self._scene.text
        if text[person.end : person.end + 2] not in (", ", " ("):
            return
        for word in tokens(text, person.end + 2, min(len(text), person.end + _APPOSITION))[:12]:
            if word.text in ",.;:)" or word.low in words.verbs - words.roles:
                break
            if word.low in words.roles and word.text[0].islower():
                self._note(word.low, person)
                break

    def name(self, subject: Subject) -> Named | None:
        """The display name of `subject`; None when it is a pronoun that means nobody named."""
        text = " ".join(self._scene.text[subject.start : subject.end].split())
        if subject.mention is not None:
            of_people = subject.mention.type == "group"  # "Republicans" speak, not their name "Republican"
            return Named(text if of_people else subject.mention.name, inferred=False)
        if subject.kind == "pronoun":
            person = self._meant(text.lower(), subject.start)
            return Named(person, inferred=True) if person else None
        if subject.kind == "role":
            holder = self._holder(text, subject.start)
            if holder:
                return Named(holder, inferred=True)
            first, _, rest = text.partition(" ")
            return Named(_written_small(rest if first == "the" and rest else text), inferred=False)
        for mention in self._scene.mentions_in(subject.start, subject.end):
            if mention.type == "person":
                return Named(mention.name, inferred=False)
        return Named(_written_small(text), inferred=False)

    def _holder(self, text: str, offset: int) -> str | None:
        """Whom "the minister" means: the last person before it who was called one."""
        words = text.lower().split()
        if len(words) != 2 or words[0] != "the":
            return None
        known = self._roles.get(words[1], [])
        index = bisect_left(known, offset, key=lambda entry: entry[0])
        return known[index - 1][1].name if index else None

    def _meant(self, pronoun: str, offset: int) -> str | None:
        if pronoun in ("i", "we"):
            turn = bisect_right(self._turns, offset, key=lambda turn: turn.span.start) - 1
            if turn >= 0 and self._turns[turn].span.end > offset and self._turns[turn].subject.kind != "pronoun":
                named = self.name(self._turns[turn].subject)
                return named.name if named else None
            return self._scene.document.metadata.author or ("the author" if pronoun == "i" else "the authors")
        if pronoun in ("it", "its", "they", "their"):
            return self._body(offset)
        pronoun = {"his": "he", "her": "she"}.get(pronoun, pronoun)
        if pronoun not in ("he", "she"):
            return None
        candidates = [
            person
            for person in self._scene.persons_before(offset)
            if offset - person.end < _NEAR and self._gender.get(person.name, pronoun) == pronoun
        ]
        if not candidates:
            return None
        sentence = self._scene.sentence_index(candidates[0].start)
        same = [person for person in candidates if self._scene.sentence_index(person.start) == sentence]
        return same[-1].name  # the first named in that sentence is most likely its subject

    def _body(self, offset: int) -> str | None:
        for mention in reversed(self._scene.mentions_in(max(0, offset - 400), offset)):
            if mention.type == "organisation" and not self._scene.is_quoted(mention.start):
                return mention.name
        return None


def _written_small(text: str) -> str:
    """A label in capitals as it would stand in a sentence: THE CHAIR as The Chair, an acronym as it is."""
    if text.isupper() and (" " in text or len(text) > 6):
        return " ".join(word.capitalize() for word in text.split(" "))
    return text
