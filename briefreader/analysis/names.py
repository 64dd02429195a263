"""Names told by the words around them: persons by title, role or closing dash, bodies by their head noun, places and
weapons by the noun that follows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefreader.analysis.canvas import Candidate
from briefreader.analysis.gazetteer import Gazetteer
from briefreader.analysis.lexicon import Lexicon
from briefreader.analysis.patterns import is_name_like
from briefreader.analysis.tokens import Token

_NAME_WORDS = 4
_LINKS = frozenset("of for on and the de to in".split())
_ARTICLES = frozenset("a an the former".split())


@dataclass(frozen=True)
class Words:
    """A brief's words and what all rules ask of them."""

    plain: str
    tokens: Sequence[Token]
    lexicon: Lexicon
    gazetteer: Gazetteer

    @cached_property
    def small(self) -> Counter[str]:
        """How often each word stands in small letters: such a word is no name for opening a sentence."""
        return Counter(token.text for token in self.tokens if not token.cap)

    @cached_property
    def mid_sentence(self) -> Counter[str]:
        """How often each capitalised word stands where nothing but being a name gives it the capital."""
        return Counter(token.text for token in self.tokens if token.cap and not token.initial)

    def is_plain_word(self, token: Token) -> bool:
        """True when the capital says nothing: a function word, or a sentence's first word also written small."""
        word = token.text.lower()
        if word in self.lexicon.stop and not (token.text.isupper() and len(token.text) > 1):
            return True
        return token.initial and bool(self.small[word]) and self.small[word] >= self.mid_sentence[token.text]

    def name_end(self, index: int, limit: int = _NAME_WORDS) -> int:
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
                    token.text.lower() in self.lexicon.stop
                    and not (len(token.text) > 2 and token.text in self.lexicon.given_names)
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
        return words[0].text.lower() not in lexicon.stop or words[0].text in lexicon.given_names

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


def _person(words: Words, first: int, behind: int, weight: float) -> Candidate:
    while behind > first + 1 and words.tokens[behind - 1].text.lower() in words.lexicon.common:
        behind -= 1
    return Candidate(words.tokens[first].start, words.tokens[behind - 1].end, "person", "rule", weight)


def titled(words: Words) -> Iterator[Candidate]:
    """ "President Jane Doe", "Dr. Doe", "spokesman John Roe": the name without the title."""
    tokens = words.tokens
    index = 0
    while index < len(tokens):
        behind = words.title_end(index)
        lower_function = behind == index and tokens[index].text in words.lexicon.functions
        if behind == index and not lower_function:
            index += 1
            continue
        start = behind if behind > index else index + 1
        title = " ".join(token.text for token in tokens[index:start])
        # titles pile up: "Deputy Prime Minister General Roe"
        while start < len(tokens) and tokens[start].joined and (more := words.title_end(start)) > start:
            start = more
        index = start
        if start >= len(tokens) or not tokens[start].joined or not tokens[start].cap:
            continue
        end = words.name_end(start)
        if end == start or not words.could_be_person(start, end):
            continue
        name = tokens[start:end]
        single = len(name) == 1
        if single and (lower_function or title in words.lexicon.weak_titles) and not _known_alone(words, name[0]):
            continue
        if single and (len(name[0].text.rstrip(".")) < 2 or not is_name_like(name[0].text)) and not title.endswith("."):
            continue
        if lower_function and not any(token.text in words.lexicon.given_names for token in name) and len(name) < 2:
            continue
        yield _person(words, start, end, 2.0)
        index = end


def _known_alone(words: Words, token: Token) -> bool:
    return token.text in words.lexicon.given_names or words.gazetteer.get(token.text) is None


_DASH = re.compile(r"(?:[\"“”'»«]|[.,!?…]) {0,2}(?:[-–—―]{1,2}) {0,2}(?=\S)")


def dashed(words: Words, starts: dict[int, int]) -> Iterator[Candidate]:
    """The name after a quotation's closing dash, to the end of the line or a comma. `starts`: token index by offset."""
    for match in _DASH.finditer(words.plain):
        line_start = words.plain.rfind("\n", 0, match.start()) + 1
        if not any(mark in '"“”«»' for mark in words.plain[max(line_start, match.start() - 3) : match.end()]):
            continue
        index = starts.get(match.end())
        if index is None or not words.tokens[index].cap:
            continue
        while (more := words.title_end(index)) > index and more < len(words.tokens) and words.tokens[more].joined:
            index = more
        end = words.name_end(index)
        if end == index:
            continue
        after = words.plain[words.tokens[end - 1].end : words.tokens[end - 1].end + 2].lstrip(" ")
        if after[:1] not in ("", "\n", ",", "(", ".", ";") or not words.could_be_person(index, end):
            continue
        yield _person(words, index, end, 3.0)


def apposed(words: Words) -> Iterator[Candidate]:
    """ "Jane Doe, a senior fellow at ...": two or three capitalised words, a comma, and a role within few words."""
    tokens = words.tokens
    for index, token in enumerate(tokens):
        if token.text not in _ARTICLES and token.text not in words.lexicon.roles and token.text not in (
            "senior", "deputy", "chief", "head", "professor", "executive", "research", "associate", "assistant", "who"
        ):  # fmt: skip
            continue
        if index < 2 or words.plain[tokens[index - 1].end : token.start] != ", " or not tokens[index - 1].cap:
            continue
        if not _role_follows(words, index):
            continue
        behind = index
        first = behind - 1
        while first > 0 and tokens[first].joined and behind - first < _NAME_WORDS and (
            tokens[first - 1].cap
            or (tokens[first - 1].text in words.lexicon.particles and first > 1 and tokens[first - 1].joined)
        ):  # fmt: skip
            first -= 1
        while first < behind and (not tokens[first].cap or words.is_plain_word(tokens[first])):
            first += 1
        while first < behind and (more := words.title_end(first)) > first:
            first = more
        if 2 <= behind - first <= _NAME_WORDS and words.could_be_person(first, behind):
            yield _person(words, first, behind, 2.0)


def _role_follows(words: Words, index: int) -> bool:
    for position in range(index, min(index + 6, len(words.tokens))):
        token = words.tokens[position]
        if position > index and words.plain[words.tokens[position - 1].end : token.start] not in (" ", "-"):
            return False
        if token.text in words.lexicon.roles:
            return True
        if token.text in ("at", "of", "in", "that", "which", "who", "for") and position > index:
            return False
    return False


def office_holders(words: Words) -> Iterator[Candidate]:
    """ "the Doe administration": the name of who leads it."""
    for before, token in zip(words.tokens, words.tokens[1:], strict=False):
        if token.text not in words.lexicon.office_words or not token.joined or not is_name_like(before.text):
            continue
        if before.text.endswith(("an", "ese", "ish", "ic")) or words.gazetteer.get(before.text) or before.initial:
            continue
        word = before.text.lower()
        if before.joined and _previous_is_cap(words, before) or word in words.lexicon.common | words.lexicon.stop:
            continue
        if token.text in ("administration", "presidency"):
            yield Candidate(before.start, before.end, "person", "rule", 1.3)


def _previous_is_cap(words: Words, token: Token) -> bool:
    before = words.plain[max(0, token.start - 30) : token.start].rstrip().rsplit(" ", 1)[-1]
    return before[:1].isupper() and before not in ("The", "A")


def spoken_by_form(words: Words) -> Iterator[Candidate]:
    """Persons by weaker signs, for use without a model: a known given name and a surname; a name beside a verb of
    saying."""
    tokens = words.tokens
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if not token.cap or words.is_plain_word(token) or (index and tokens[index].joined and tokens[index - 1].cap
                                                           and tokens[index - 1].text.lower() not in words.lexicon.stop
                                                           and not words.title_end(index - 1) > index - 1):  # fmt: skip
            index += 1
            continue
        end = words.name_end(index)
        name = tokens[index:end]
        if (
            end > index
            and words.could_be_person(index, end)
            and all(is_name_like(t.text) or "." in t.text or not t.cap for t in name)
        ):
            given = name[0].text in words.lexicon.given_names
            initialed = len(name) >= 2 and name[0].text.endswith(".") and is_name_like(name[-1].text)
            after = tokens[end] if end < len(tokens) and tokens[end].joined else None
            before = tokens[index - 1] if index and token.joined else None
            speaks = (after is not None and after.text in words.lexicon.verbs) or (
                before is not None and before.text in words.lexicon.verbs
            )
            if len(name) >= 2 and (given or initialed):
                yield _person(words, index, end, 1.5)
            elif len(name) in (2, 3) and speaks:
                yield _person(words, index, end, 1.0)
        index = max(end, index + 1)


def bodies(words: Words) -> Iterator[Candidate]:
    """Organisations by head noun: "Ministry of Foreign Affairs", "Northfield Institute", "Council on Trade Policy"."""
    tokens = words.tokens
    lexicon = words.lexicon
    index = 0
    while index < len(tokens):
        if not tokens[index].cap or tokens[index].text not in lexicon.organisation_heads:
            index += 1
            continue
        first = index
        while first > 0 and tokens[first].joined and index - first < 6 and (
            tokens[first - 1].cap or (tokens[first - 1].text in ("and", "of", "for", "&") and first > 1
                                      and tokens[first - 1].joined and tokens[first - 2].cap and first < index)
        ):  # fmt: skip
            first -= 1
        while first < index and (not tokens[first].cap or words.is_plain_word(tokens[first])):
            first += 1
        behind = index + 1
        while (
            behind < len(tokens)
            and tokens[behind].joined
            and tokens[behind].cap
            and tokens[behind].text in lexicon.organisation_heads
        ):
            behind += 1
        extended = _extension(words, behind)
        prefix = index - first
        weak = tokens[index].text in lexicon.weak_organisation_heads
        enough = extended > behind or prefix >= (2 if weak else 1)
        only_common = all(
            t.text.lower() in lexicon.common or not t.cap
            for t in tokens[first:extended]
            if t.text not in lexicon.organisation_heads
        )
        if enough and not (only_common and extended == behind):
            yield Candidate(tokens[first].start, tokens[extended - 1].end, "organisation", "rule", 1.2)
        index = max(extended, index + 1)


def _extension(words: Words, behind: int) -> int:
    """The index behind "of Foreign Affairs and Trade" after a head noun, or `behind` if nothing of the kind follows."""
    tokens = words.tokens
    end = behind
    position = behind
    while position < len(tokens) and position - behind < 9 and tokens[position].joined:
        token = tokens[position]
        if token.cap:
            if position == end:
                if tokens[end - 1].cap and end == behind:
                    break  # a new name begins: "Ministry Spokesman"
            position += 1
            end = position
        elif token.text in _LINKS and position - end < 2:
            if token.text in ("in", "to") and position == end:
                break
            if token.text in ("and",) and end == behind:
                break
            position += 1
        else:
            break
    return end


def places_by_noun(words: Words) -> Iterator[Candidate]:
    """ "Kursk region", "the Ferrow valley": the name without the noun; "Hudson River": with it."""
    tokens = words.tokens
    lexicon = words.lexicon
    for index, token in enumerate(tokens[1:], start=1):
        if not token.joined or not tokens[index - 1].cap:
            continue
        small = token.text in lexicon.place_heads
        if not small and token.text not in lexicon.capital_place_heads:
            continue
        first = index - 1
        while first > 0 and tokens[first].joined and tokens[first - 1].cap and index - first < 3:
            first -= 1
        while first < index and words.is_plain_word(tokens[first]):
            first += 1
        name = tokens[first:index]
        if not name or any(
            t.text.lower() in lexicon.common and not t.text.startswith(("North", "South", "East", "West")) for t in name
        ):
            continue
        if not is_name_like(name[-1].text):
            continue
        entry = words.gazetteer.get(name[-1].text)
        if entry is not None and entry.type in ("group", "country", "organisation", "weapon") and small:
            continue
        if name[0].initial and len(name) == 1 and small and not words.mid_sentence[name[0].text]:
            continue
        end = tokens[index - 1].end if small else token.end
        yield Candidate(name[0].start, end, "place", "rule", 1.2)


def weapons_by_noun(words: Words) -> Iterator[Candidate]:
    """ "Shahed drones", "Vardan-3 missiles": the name without the noun."""
    tokens = words.tokens
    lexicon = words.lexicon
    for index, token in enumerate(tokens[1:], start=1):
        if token.text not in lexicon.weapon_heads or not token.joined:
            continue
        last = index - 1
        # "Shahed attack drones", "Iskander ballistic missiles": up to two adjectives between
        while last > 0 and index - last < 3 and not tokens[last].cap and tokens[last].joined:
            last -= 1
        name = tokens[last]
        if not name.cap or words.is_plain_word(name) or name.text.lower() in lexicon.common or name.text.isupper():
            continue
        if name.text.lower().endswith(
            ("-made", "-built", "-designed", "-supplied", "-range", "-launched", "-style", "-led", "-backed")
        ):
            continue
        if not is_name_like(name.text) and not any(map(str.isdigit, name.text)):
            continue
        entry = words.gazetteer.get(name.text)
        if entry is not None and entry.type != "weapon":
            continue
        if name.initial and not any(map(str.isdigit, name.text)) and not words.mid_sentence[name.text]:
            continue
        first = last
        if (
            first > 0
            and tokens[first].joined
            and tokens[first - 1].cap
            and words.gazetteer.get(tokens[first - 1].text) is None
        ):
            if tokens[first - 1].initial or last != index - 1:
                continue
            first -= 1
        yield Candidate(tokens[first].start, name.end, "weapon", "rule", 1.2)
