"""Persons told by the words around them: a title, a role, a closing dash, an office; or by the form of the name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefreader.analysis.canvas import Candidate
from briefreader.analysis.tokens import Token
from briefreader.analysis.words import NAME_WORDS, Words, is_name_like

_ARTICLES = frozenset(["a", "an", "the", "former"])


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
        if single and words.small[name[0].text.lower()]:
            continue
        if single and (len(name[0].text.rstrip(".")) < 2 or not is_name_like(name[0].text)) and not title.endswith("."):
            continue
        if lower_function and not any(words.is_given(token.text) for token in name) and len(name) < 2:
            continue
        yield _person(words, start, end, 2.0)
        index = end


def _known_alone(words: Words, token: Token) -> bool:
    return words.is_given(token.text) or words.mid_sentence[token.text] > words.after_weak_title[token.text]


_DASH = re.compile(r"(?:[\"“”'»«]|[.,!?…]) {0,2}(?:[-–—―]{1,2}) {0,2}(?=\S)")


def dashed(words: Words, starts: dict[int, int]) -> Iterator[Candidate]:
    """The name after a quotation's closing dash, to the end of the line or a comma. `starts`: token index by offset."""
    for match in _DASH.finditer(words.plain):
        if not any(mark in '"“”«»' for mark in words.plain[max(0, match.start() - 3) : match.end()]):
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
        while first > 0 and tokens[first].joined and behind - first < NAME_WORDS and (
            tokens[first - 1].cap
            or (tokens[first - 1].text in words.lexicon.particles and first > 1 and tokens[first - 1].joined)
        ):  # fmt: skip
            first -= 1
        while first < behind and (not tokens[first].cap or words.is_plain_word(tokens[first])):
            first += 1
        while first < behind and (more := words.title_end(first)) > first:
            first = more
        if 2 <= behind - first <= NAME_WORDS and words.could_be_person(first, behind):
            yield _person(words, first, behind, 2.0)


def bracketed(words: Words) -> Iterator[Candidate]:
    """ "Jane Doe (chair)", "Jane Doe (deputy director, Ruritania)": two or more capitalised words, and a role within
    the first words of the brackets."""
    tokens = words.tokens
    for index in range(2, len(tokens)):
        if words.plain[tokens[index - 1].end : tokens[index].start] != " (" or not tokens[index - 1].cap:
            continue
        inside = [
            token for token in tokens[index : index + 4] if ")" not in words.plain[tokens[index].start : token.start]
        ]
        if not any(token.text.lower() in words.lexicon.roles for token in inside):
            continue
        first = index - 1
        while first > 0 and tokens[first].joined and index - first < NAME_WORDS and tokens[first - 1].cap:
            first -= 1
        while first < index and (more := words.title_end(first)) > first:
            first = more
        named = index - first >= 2 and all(_is_name_part(token) for token in tokens[first:index])
        if named and words.could_be_person(first, index):
            yield _person(words, first, index, 2.0)


def _is_name_part(token: Token) -> bool:
    return is_name_like(token.text) or token.text.endswith(".")


_LISTED = re.compile(
    r"^[ \t>*•-]{0,6}(?:Attend(?:ees|ed by|ing)|Participants?|Present|In attendance|Apologies|Members?|Speakers?"
    r"|Panell?ists?|Authors?|Contributors?|Editors?|Reviewers?|Contacts?|Prepared by|Written by|Drafted by|Approved by"
    r"|Reviewed by|Submitted by|Signed|Names?|Rapporteurs?|Moderators?|Chair|Facilitators?)"
    r"(?: \([^)\n]{1,40}\))?:[ \t]+",
    re.MULTILINE,
)
_BETWEEN = frozenset([", ", "; ", " and ", ", and ", " & "])


def listed(words: Words, starts: dict[int, int]) -> Iterator[Candidate]:
    """The names behind "Participants:", parted by commas, semicolons or "and", as long as each can be a person's.
    `starts`: token index by offset."""
    tokens = words.tokens
    for match in _LISTED.finditer(words.plain):
        index = starts.get(match.end())
        while index is not None and tokens[index].cap:
            while (more := words.title_end(index)) > index and more < len(tokens) and tokens[more].joined:
                index = more
            behind = words.name_end(index)
            if behind - index < 2 or not all(_is_name_part(t) or not t.cap for t in tokens[index:behind]):
                break
            if not words.could_be_person(index, behind):
                break
            yield _person(words, index, behind, 2.0)
            index = _next_listed(words, behind)


def _next_listed(words: Words, behind: int) -> int | None:
    """The first word of the next name of a list, None at its end."""
    tokens = words.tokens
    for index in (behind, behind + 1):
        if index < len(tokens) and words.plain[tokens[behind - 1].end : tokens[index].start] in _BETWEEN:
            return index if tokens[index].cap else None
    return None


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
        if (before.joined and _previous_is_cap(words, before)) or word in words.lexicon.common | words.lexicon.stop:
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
        if (behind := words.title_end(index)) > index:
            index = behind
            continue
        end = words.name_end(index)
        if end > index and words.could_be_person(index, end):
            yield from _by_form(words, index, end)
        index = max(end, index + 1)


def _by_form(words: Words, first: int, behind: int) -> Iterator[Candidate]:
    tokens = words.tokens
    name = tokens[first:behind]
    if sum(token.cap for token in name) > 3 and not any(token.text.endswith(".") or not token.cap for token in name):
        return  # four capitalised words are rather a work or a body named for someone
    if not all(is_name_like(token.text) or "." in token.text or not token.cap for token in name):
        return
    if any(words.is_mostly_small(token.text, alone=True) for token in name[1:]):
        return  # "Doe Campaign", "A. Statutory"
    given = words.is_given(name[0].text)
    # "A. Statutory" at the start of a line is an item of a list
    initialed = len(name) > (2 if name[0].initial else 1) and len(name[0].text) == 2 and name[0].text.endswith(".")
    if len(name) > 1 and (given or initialed):
        yield _person(words, first, behind, 1.5)
        return
    after = tokens[behind].text if behind < len(tokens) and tokens[behind].joined else ""
    before = tokens[first - 1].text if first and tokens[first].joined else ""
    if len(name) in (2, 3) and (after in words.lexicon.verbs or before in words.lexicon.verbs):
        yield _person(words, first, behind, 1.0)
