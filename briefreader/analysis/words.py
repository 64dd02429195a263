"""A brief's words, and what all rules for names ask of them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from briefreader.analysis.gazetteer import Gazetteer
from briefreader.analysis.lexicon import LOWER, UPPER, Lexicon
from briefreader.analysis.tokens import Token

NAME_WORDS = 4


def is_name_like(word: str) -> bool:
    """A capital followed by at least one small letter."""
    return len(word) > 1 and word[0] in UPPER and any(letter in LOWER for letter in word[1:])


def _without_accents(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


@dataclass(frozen=True)
class Words:
    """A brief's words and what all rules ask of them. `shouted` are the numbers of the lines set in capitals."""

    plain: str
    tokens: Sequence[Token]
    lexicon: Lexicon
    gazetteer: Gazetteer
    shouted: frozenset[int] = frozenset()

    @cached_property
    def small(self) -> Counter[str]:
        """How often each word stands in small letters: such a word is no name for opening a sentence."""
        return Counter(token.text for token in self.tokens if not token.cap)

    @cached_property
    def mid_sentence(self) -> Counter[str]:
        """How often each capitalised word stands where nothing but being a name gives it the capital."""
        return Counter(token.text for token in self.tokens if token.cap and not token.initial)

    @cached_property
    def after_weak_title(self) -> Counter[str]:
        """How often each word follows a title that is also an everyday word."""
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        return Counter(token.text for title, token in pairs if title.text in self.lexicon.weak_titles and token.joined)

    @cached_property
    def _initials(self) -> frozenset[int]:
        return frozenset(token.start for token in self.tokens if token.initial)

    def opens_sentence(self, offset: int) -> bool:
        """True when the word at `offset` may owe its capital to its place."""
        return offset in self._initials

    @cached_property
    def heads(self) -> frozenset[str]:
        """Nouns that end the name of something other than a person."""
        words = self.lexicon
        return words.organisation_heads | words.capital_place_heads | words.law_heads | words.event_heads

    def is_given(self, word: str) -> bool:
        """True for a known given name, with or without its accents."""
        names = self.lexicon.given_names
        return word in names or (not word.isascii() and _without_accents(word) in names)

    def is_mostly_small(self, word: str, *, alone: bool) -> bool:
        """True when the brief writes the capitalised `word` in small letters about as often as it would a common noun;
        a word `alone` must be written so at least as often as with its capital."""
        small = self.small[word.lower()]
        return bool(small) and not word.isupper() and small * (1 if alone else 3) >= self.mid_sentence[word]

    def is_plain_word(self, token: Token) -> bool:
        """True when the capital says nothing: a function word, or a sentence's first word also written small."""
        word = token.text.lower()
        if word in self.lexicon.stop and not (token.text.isupper() and len(token.text) > 1):
            return True
        return token.initial and bool(self.small[word]) and self.small[word] >= self.mid_sentence[token.text]

    def name_end(self, index: int, limit: int = NAME_WORDS) -> int:
        """The index behind the person's name that begins at token `index`: capitalised words of one run with
        particles between ("Ursula von der Leyen"), at most `limit` capitalised ones; `index` itself if none."""
        end = index
        capitals = 0
        position = index
        while position < len(self.tokens) and capitals < limit:
            token = self.tokens[position]
            if position > index and not token.joined:
                break
            if token.cap:
                if position > index and (
                    token.text.lower() in self.lexicon.stop and not (len(token.text) > 2 and self.is_given(token.text))
                ):
                    break
                capitals += 1
                position += 1
                end = position
            elif capitals and token.text in self.lexicon.particles and position - end < 2:
                position += 1
            else:
                break
        return end

    def text(self, first: int, behind: int) -> str:
        return self.plain[self.tokens[first].start : self.tokens[behind - 1].end]

    def could_be_person(self, first: int, behind: int) -> bool:
        """False for what another reading explains better: a known name, a body's head noun, a demonym, a stop word."""
        words = self.tokens[first:behind]
        if not words:
            return False
        lexicon = self.lexicon
        known = self.gazetteer.get(self.text(first, behind))
        if known is not None and not known.soft:
            return False
        last = words[-1].text
        if last in lexicon.organisation_heads or last in lexicon.law_heads or last in lexicon.capital_place_heads:
            return False
        for token in words:
            entry = self.gazetteer.get(token.text)
            if entry is not None and not entry.soft and entry.type in ("country", "group", "organisation"):
                return False
            if token.text.lower() in lexicon.common or any(map(str.isdigit, token.text)):
                return False
        return words[0].text.lower() not in lexicon.stop or self.is_given(words[0].text)

    def title_end(self, index: int) -> int:
        """The index behind the longest title that begins at token `index`, or `index`."""
        for title in self.lexicon.title_words.get(self.tokens[index].text, ()):
            behind = index + len(title)
            if all(
                token.text == word and (offset == 0 or token.joined)
                for offset, (token, word) in enumerate(zip(self.tokens[index:behind], title, strict=False))
            ) and behind <= len(self.tokens):
                return behind
        return index
