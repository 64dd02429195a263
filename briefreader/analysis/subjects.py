"""The noun phrase that is the subject of a reporting verb, before it or after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefreader.analysis.scene import Scene, Token, tokens
from briefreader.analysis.verbs import Speech, speech
from briefreader.text.findings import Mention

SubjectKind = Literal["mention", "pronoun", "role", "name"]

_WINDOW = 320  # code points in which a subject is sought on either side of its verb
_AGENTS = ("ers", "ors", "ists", "ants", "ians", "men", "ist", "ian", "ologist", "keeper", "maker", "holder")
_COMMAS = frozenset(",—–")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is named as speaking, at code points `start` to `end`. `mention` is there when `kind` is "mention"."""

    start: int
    end: int
    kind: SubjectKind
    mention: Mention | None = None


def of_mention(mention: Mention) -> Subject:
    return Subject(mention.start, mention.end, "mention", mention)


def is_adverb(token: Token, words: Speech) -> bool:
    return token.low in words.adverbs or (token.low.endswith("ly") and len(token.low) > 4 and token.text[0].islower())


def before(scene: Scene, low: int, verb: int, *, strong: bool = True) -> Subject | None:
    """The subject of the verb at `verb`, sought in the text from `low` on."""
    words = speech()
    low = max(low, verb - _WINDOW)
    left = tokens(scene.text, low, verb)
    return _before(scene, left, len(left) - 1, words, strong=strong)


def _before(scene: Scene, left: list[Token], index: int, words: Speech, *, strong: bool) -> Subject | None:
    index = _skip_adverbs(left, index, words)
    if index < 0:
        return None
    token = left[index]
    if token.text == ")":
        opening = next((i for i in range(index - 1, max(-1, index - 25), -1) if left[i].text == "("), -1)
        return _before(scene, left, opening - 1, words, strong=strong) if opening > 0 else None
    if token.text in _COMMAS:
        return _before_apposition(scene, left, index, words, strong=strong)
    if not token.is_word:
        return None
    if token.low == "who" or (token.low in ("which", "that") and index and left[index - 1].text == ","):
        end = index - 1 - (left[index - 1].text == "," if index else 0)
        return _phrase_ending(scene, left, end, words, strong=strong) if end >= 0 else None
    if token.low in words.pronouns:
        return Subject(token.start, token.end, "pronoun")
    if token.low in ("and", "or", "but", "then"):
        return _clause_subject(scene, left, index, words)
    return _phrase_ending(scene, left, index, words, strong=strong)


def _skip_adverbs(left: list[Token], index: int, words: Speech) -> int:
    while index >= 0:
        token = left[index]
        if index >= 2 and token.low == "to" and left[index - 1].low == "on" and left[index - 2].low in ("went", "goes"):
            index -= 3
        elif is_adverb(token, words):
            index -= 1
        else:
            break
    return index


def _before_apposition(scene: Scene, left: list[Token], index: int, words: Speech, *, strong: bool) -> Subject | None:
    """NAME, the head of the agency, VERB - or: the head of the agency, NAME, VERB."""
    low, comma = left[0].start, left[index].start
    named = scene.mentions_in(low, comma)
    for mention in named:
        if mention.type == "person" and scene.text[mention.end : mention.end + 2].strip()[:1] in (",", "(", "—", "–"):
            return of_mention(mention)
    inner = next((i for i in range(index - 1, -1, -1) if left[i].text in _COMMAS), -1)
    if inner >= 0 and 1 < index - inner - 1 <= 5 and all(word.is_name_like for word in left[inner + 1 : index]):
        return Subject(left[inner + 1].start, left[index - 1].end, "name")
    for position in range(index - 1, -1, -1):
        if left[position].text in _COMMAS and position:
            found = _phrase_ending(scene, left, position - 1, words, strong=False)
            if found is not None:
                return found
    found = _phrase_ending(scene, left, index - 1, words, strong=False) if index else None
    return found or _clause_subject(scene, left, index, words)


def _clause_subject(scene: Scene, left: list[Token], index: int, words: Speech) -> Subject | None:
    """The subject of a verb further back: the first name or pronoun of the sentence, unless that opens with a
    preposition or a conjunction."""
    first = left[0]
    if first.low in words.pronouns:
        return Subject(first.start, first.end, "pronoun")
    if first.low in words.prepositions or first.low in words.clause:
        return None
    named = scene.mentions_in(first.start, left[index].start)
    if named and named[0].type in ("person", "organisation"):
        return of_mention(named[0])
    return None


def _phrase_ending(scene: Scene, left: list[Token], index: int, words: Speech, *, strong: bool) -> Subject | None:
    """The noun phrase whose last word is `left[index]`."""
    token = left[index]
    if not token.is_word:
        return None
    mention = scene.mention_ending(token.end)
    if mention is None and token.text[-2:] in ("'s", "’s"):
        return None
    if mention is not None and mention.type == "person":
        return of_mention(mention)
    if mention is not None:
        owner = _owner(scene, left, mention, words, strong=strong)
        if owner is not None:
            return owner
    first = _phrase_start(scene, left, index, words)
    phrase = left[first : index + 1]
    head = _head(phrase, words)
    if head is None:
        return of_mention(mention) if mention is not None else None
    if mention is not None and mention.start <= head.start:
        return of_mention(mention)
    span = Subject(phrase[0].start, token.end, "role")
    if head.low in words.roles or (head.low.endswith(_AGENTS) and head.low not in words.speechless and not mention):
        return span
    if mention is not None:
        return of_mention(mention)
    if head.low in words.speechless or head.low in words.pronouns or head.low in words.listeners:
        return None
    if strong and phrase[0].low in words.determiners and len(phrase) > 1:
        return span
    if (
        head.is_name_like
        and not _is_function(phrase[0], words)
        and all(word.is_name_like or word.low in ("of", "the", "and") for word in phrase)
    ):
        return Subject(phrase[0].start, token.end, "name")
    return None


def _is_function(word: Token, words: Speech) -> bool:
    """Indeed, During, After: a capital that the sentence gave."""
    small = words.prepositions | words.clause | words.joins | words.subordinate | words.adverbs
    return word.low in small or is_adverb(Token(word.start, word.end, word.low, word.low), words)


def _owner(scene: Scene, left: list[Token], mention: Mention, words: Speech, *, strong: bool) -> Subject | None:
    """Of "the club in Malmö" the club: what a place or body after a preposition only qualifies."""
    index = len(left) - 1
    while index >= 0 and left[index].start >= mention.start:
        index -= 1
    if index > 0 and left[index].low == "the":
        index -= 1
    if index < 1 or left[index].low not in words.binding or not left[index - 1].is_word:
        return None
    found = _phrase_ending(scene, left, index - 1, words, strong=strong)
    if found is None or found.kind == "mention":
        return found
    return Subject(found.start, mention.end, "role")


def _phrase_start(scene: Scene, left: list[Token], index: int, words: Speech) -> int:
    first = index
    for position in range(index, max(-1, index - 9), -1):
        word = left[position]
        if not word.is_word or word.low in words.clause or (word.low in words.verbs and word.low not in words.roles):
            break
        if word.low in words.prepositions:
            bound = word.low in words.binding and position and left[position - 1].low in words.roles
            if not bound and not (word.low == "of" and position and left[position - 1].is_name_like):
                break
            continue
        if word.low in words.adverbs or word.low in words.pronouns - {"they"}:
            break
        first = position
        if word.low in words.determiners and not (position and left[position - 1].low in words.binding):
            break
    return first


def _head(phrase: list[Token], words: Speech) -> Token | None:
    """The last word before the first preposition that follows a word: "spokesman" of "a spokesman for the bank"."""
    head: Token | None = None
    for word in phrase:
        if word.low in words.prepositions and head is not None:
            break
        head = word
    return head


def after(scene: Scene, verb_end: int, high: int) -> Subject | None:
    """The subject that stands behind its verb: said Jane Doe, said the minister, told reporters does not."""
    words = speech()
    right = tokens(scene.text, verb_end, min(high, verb_end + _WINDOW))
    index = 0
    while index < len(right) and (is_adverb(right[index], words) or right[index].low in ("to", *words.listeners)):
        index += 1
    while index < len(right) and (right[index].text == "/" or right[index].text.isdigit()):
        index += 1  # said 9/11 widow Jane Doe
    if index >= len(right) or not right[index].is_word:
        return None
    first = right[index]
    if first.low in words.pronouns:
        return Subject(first.start, first.end, "pronoun")
    end = index
    while end < len(right) and _continues(right, end, index, words):
        end += 1
    if end == index:
        return None
    phrase = right[index:end]
    named = scene.mentions_in(phrase[0].start, phrase[-1].end)
    for mention in named:
        if mention.type == "person" and scene.text[mention.end : mention.end + 2] not in ("'s", "’s"):
            return of_mention(mention)
    apposed = _name_in_apposition(scene, right, end, first, words)
    if apposed is not None:
        return apposed
    return _named_or_role(phrase, named, words)


def _continues(right: list[Token], end: int, index: int, words: Speech) -> bool:
    word = right[end]
    if word.text == "." and end + 1 < len(right):  # an initial or a title cut short
        return (
            end > index
            and len(right[end - 1].text) <= 4
            and right[end - 1].is_name_like
            and right[end + 1].is_name_like
        )
    if not word.is_word or word.low in words.clause or end - index > 11:
        return False
    if word.low in words.prepositions:
        bound = word.low in words.binding and end > index and right[end - 1].low in words.roles
        return bound or (word.low == "of" and end > index and right[end - 1].is_name_like)
    return True


def _name_in_apposition(scene: Scene, right: list[Token], end: int, first: Token, words: Speech) -> Subject | None:
    """The agency's counsel, Jane Doe"""
    if end + 1 >= len(right) or right[end].text != ",":
        return None
    if first.low not in words.determiners and not first.low.endswith("s"):
        return None
    behind = right[end + 1].start
    for mention in scene.mentions_in(behind, right[-1].end)[:1]:
        gap = tokens(scene.text, behind, mention.start)
        if mention.type == "person" and all(word.is_name_like or word.text == "." for word in gap):
            return of_mention(mention)
    name = right[end + 1 : end + 6]
    length = next((i for i, word in enumerate(name) if not (word.is_word and word.is_name_like)), len(name))
    if length > 1 and (length == len(name) or name[length].text in ",."):
        return Subject(name[0].start, name[length - 1].end, "name")
    return None


def _named_or_role(phrase: list[Token], named: list[Mention], words: Speech) -> Subject | None:
    head = _head(phrase, words)
    start, end = phrase[0].start, phrase[-1].end
    if head is not None and head.low in words.roles and not any(m.start <= head.start < m.end for m in named):
        return Subject(start, end, "role")
    for mention in named:
        if (
            mention.type in ("organisation", "country", "group", "place")
            and head is not None
            and mention.end >= head.end
        ):
            return of_mention(mention)
    if head is None or head.low in words.speechless:
        return None
    if head.low in words.roles or phrase[0].low in words.determiners:
        return Subject(start, end, "role")
    if phrase[0].is_name_like and not _is_function(phrase[0], words):
        last = next((i for i, word in enumerate(phrase) if not word.is_name_like and word.text != "."), len(phrase))
        return Subject(start, phrase[last - 1].end, "name")
    return None


def opening(scene: Scene, low: int, high: int) -> Subject | None:
    """The subject with which the clause at `low` opens, behind an introductory phrase set off by a comma."""
    words = speech()
    clause = tokens(scene.text, low, min(high, low + _WINDOW))
    index = 0
    while index < len(clause) and not clause[index].is_word:
        index += 1
    if index < len(clause) and (clause[index].low in words.prepositions or clause[index].low in words.clause):
        index = next((i + 1 for i in range(index, len(clause)) if clause[i].text == ","), len(clause))
    while index < len(clause) and is_adverb(clause[index], words):
        index += 1
    if index >= len(clause) or not clause[index].is_word:
        return None
    if clause[index].low in words.pronouns:
        return Subject(clause[index].start, clause[index].end, "pronoun")
    end = index
    while end < len(clause) and _continues(clause, end, index, words) and not _is_finite(clause, end, index, words):
        end += 1
    if end == index:
        return None
    phrase = clause[index:end]
    named = scene.mentions_in(phrase[0].start, phrase[-1].end)
    for mention in named:
        if mention.type == "person" and scene.text[mention.end : mention.end + 2] not in ("'s", "’s"):
            return of_mention(mention)
    return _named_or_role(phrase, named, words)


def _is_finite(clause: list[Token], position: int, first: int, words: Speech) -> bool:
    """Whether the word is likely the verb that ends the noun phrase begun at `first`."""
    word = clause[position]
    if position == first or word.is_name_like:
        return False
    if is_adverb(word, words) or (word.low in words.verbs and word.low not in words.roles):
        return True
    behind_head = clause[position - 1].low in words.roles and word.low not in words.prepositions
    return word.low.endswith("ed") or (behind_head and word.low not in words.roles)
