"""What the text says a person is: the title before the name, or what stands behind it between commas or in brackets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from briefreader.analysis.words import Words
from briefreader.text.findings import Mention

_LONGEST = 90  # code points of what stands behind a name
_BEFORE = 5  # words before a name
_ARTICLE = re.compile(r"(?:an?|the|who is (?:an? |the )?|then|now) ", re.IGNORECASE)
_END = re.compile(
    r"[,;:.()\n]|\s[-–—]|\b(?:who|which|that|said|says|told|added|wrote|has|had|is|was|were|will|and then)\b"
)
_ADDRESS = frozenset(["Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Sir", "Dame", "Lord", "Lady", "Dr", "Dr."])


def with_roles(mentions: Sequence[Mention], words: Words) -> dict[str, str]:
    """For each person, by name, the first role the text gives; what it never tells is left out."""
    found: dict[str, str] = {}
    starts = [token.start for token in words.tokens]
    for mention in mentions:
        if mention.type == "person" and mention.name not in found:
            role = _behind(mention, words) or _before(mention, words, starts)
            if role:
                found[mention.name] = role
    return found


def _behind(mention: Mention, words: Words) -> str:
    """ "Jane Doe, a senior fellow at the institute, ...", "Jane Doe (chair)"."""
    plain = words.plain
    mark = plain[mention.end : mention.end + 2]
    if mark not in (", ", " ("):
        return ""
    start = mention.end + 2
    lead = _ARTICLE.match(plain, start)
    start = lead.end() if lead else start
    end = _END.search(plain, start, start + _LONGEST)
    if end is None or (mark == " (" and end.group() not in (")", ",", ";")):
        return ""
    phrase = " ".join(plain[start : end.start()].split())
    first = [word.strip("'") for word in phrase.split()[:6]]
    stop = next((n for n, word in enumerate(first) if word in ("of", "at", "for", "in", "to", "from")), len(first))
    is_role = any(word.lower() in words.lexicon.roles for word in first[:stop])
    return phrase if is_role and len(phrase) > 2 else ""


def _before(mention: Mention, words: Words, starts: Sequence[int]) -> str:
    """ "Foreign Minister Doe", "the economist Jane Doe"; not how one addresses people."""
    tokens = words.tokens
    index = bisect_left(starts, mention.start)
    if index >= len(tokens) or tokens[index].start != mention.start or not tokens[index].joined:
        return ""
    first = index
    for at in range(index - 1, max(-1, index - 1 - _BEFORE), -1):
        if words.title_end(at) >= first:
            first = at
        if at > 0 and not tokens[at].joined:
            break
    said = [token.text for token in tokens[first:index]]
    if said and not set(said) <= _ADDRESS:
        return " ".join(word for word in said if word not in _ADDRESS)
    before = tokens[index - 1] if index else None
    if before is None or not tokens[index].joined or before.cap or before.text not in words.lexicon.roles:
        return ""
    first = index - 1
    while first > 0 and tokens[first].joined and index - first < _BEFORE:
        word = tokens[first - 1]
        if word.cap or word.text in words.lexicon.stop or word.text in words.lexicon.verbs:
            break
        first -= 1
    return words.text(first, index)
