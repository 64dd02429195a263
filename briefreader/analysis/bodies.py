"""Organisations told by their head noun: "Ministry of Foreign Affairs", "Northfield Institute"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefreader.analysis.canvas import Candidate
from briefreader.analysis.words import Words

_LINKS = frozenset(["of", "for", "on", "and", "the", "de", "to", "in"])


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
        while first > 0 and _joins(words, first) and index - first < 6 and _belongs_before(words, first - 1, index):
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


def _joins(words: Words, position: int) -> bool:
    """True when nothing but a space, or the possessive of a plural ("Pilots' Guild"), parts the word from the one
    before."""
    token = words.tokens[position]
    return token.joined or words.plain[words.tokens[position - 1].end : token.start] == "' "


_PARTICIPLE = re.compile(r"-[a-z]+(?:ed|ing|led|based|made|built|backed)$")


def _belongs_before(words: Words, position: int, head: int) -> bool:
    """True when the word at `position` can be part of the name of a body whose head noun comes later."""
    tokens = words.tokens
    token = tokens[position]
    if token.cap:
        return token.text.lower() not in words.lexicon.stop and not _PARTICIPLE.search(token.text)
    if position == 0 or not token.joined or not tokens[position - 1].cap:
        return False
    before = tokens[position - 1]
    if token.text == "and":
        # "Food and Drug Administration", but two bodies in "United Nations and Baltic Council"
        alone = not before.joined or (not tokens[position - 2].cap and tokens[position - 2].text not in _LINKS)
        return alone and words.gazetteer.get(before.text) is None
    return token.text in ("of", "for", "&") and before.text not in words.lexicon.organisation_heads


def _extension(words: Words, behind: int) -> int:
    """The index behind "of Foreign Affairs and Trade" after a head noun, or `behind` if nothing of the kind follows."""
    tokens = words.tokens
    end = position = behind
    while position < len(tokens) and position - behind < 12:
        token = tokens[position]
        if not token.joined and not (end > behind and _continues_list(words, position)):
            break
        if token.cap:
            if position == end == behind or token.text.lower() in words.lexicon.stop:
                break  # a new name begins: "Ministry Spokesman"
            linked = {
                tokens[position - 1].text,
                tokens[position - 2].text if tokens[position - 1].text == "the" else "",
            }
            if "and" in linked and _begins_another(words, position):
                break
            position += 1
            end = position
        elif token.text in _LINKS and position - end < 2:
            if (token.text in ("in", "to") and position == end) or (token.text == "and" and end == behind):
                break
            position += 1
        else:
            break
    return end


def _continues_list(words: Words, position: int) -> bool:
    """True when a comma before `position` parts the members of one name: "Committee on Health, Labor, and Pensions"."""
    tokens = words.tokens
    for index in range(position, min(position + 6, len(tokens))):
        gap = words.plain[tokens[index - 1].end : tokens[index].start]
        if gap not in (", ", " "):
            return False
        if tokens[index].text == "and":
            after = tokens[index + 1] if index + 1 < len(tokens) else None
            return (
                gap == ", "
                and after is not None
                and after.cap
                and after.joined
                and not _begins_another(words, index + 1)
            )
        if not tokens[index].cap or words.gazetteer.get(tokens[index].text) is not None:
            return False
    return False


def _begins_another(words: Words, position: int) -> bool:
    """True when behind an "and" another body begins: "Ministry of Trade and Central Bank"."""
    entry = words.gazetteer.get(words.tokens[position].text)
    if entry is not None and entry.type in ("organisation", "group", "country"):
        return True
    first = words.tokens[position]
    if first.text in words.lexicon.title_words:
        return True
    following = words.tokens[position + 1 : position + 4]
    if first.text in words.lexicon.organisation_heads and following and following[0].text in ("of", "for", "on"):
        return True
    for token in following:
        if not token.cap or not token.joined:
            return False
        if token.text in words.lexicon.organisation_heads and token.text not in ("Service", "Services"):
            return True
    return False
