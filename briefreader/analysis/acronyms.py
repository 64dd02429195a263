"""Short forms a brief defines: "International Seabed Authority (ISA)", or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefreader.analysis.lexicon import UPPER
from briefreader.analysis.words import Words
from briefreader.text.findings import EntityType

_SHORT = re.compile(rf"\((?:the |hereafter |or )?[\"“']?(?P<short>[{UPPER}][\w&./-]{{1,11}})[\"”']?(?:[;,)])")
_LONG = re.compile(rf"(?<!\w)(?P<short>[{UPPER}][{UPPER}&-]{{1,9}}) \((?:the )?(?P<long>[{UPPER}][^()\n]{{5,90}})\)")
_LONGEST = 12  # words of a long form
_SKIPPED = frozenset(["of", "for", "and", "on", "the", "in", "de", "to", "&", "a", "an", "with", "by"])


@dataclass(frozen=True, slots=True)
class Definition:
    """Where a long and a short form are defined together, as spans, and the type the long form's words suggest."""

    long_start: int
    long_end: int
    short_start: int
    short_end: int
    type: EntityType | None


def definitions(words: Words) -> Iterator[Definition]:
    """The definitions in the text. Words are matched from the right by their initials, in the manner of Schwartz and
    Hearst (2003), but on initials alone, which suits names of bodies."""
    ends = {token.end: index for index, token in enumerate(words.tokens)}
    for match in _SHORT.finditer(words.plain):
        short = match["short"].rstrip(".")
        letters = [letter.upper() for letter in short if letter.isupper()]
        if len(letters) < 2 or short.rstrip("s") in words.lexicon.not_organisations:
            continue
        before = match.start()
        while before and words.plain[before - 1] in " \"”'":
            before -= 1
        last = ends.get(before)
        if last is None and words.plain[max(0, before - 2) : before] == "'s":
            continue
        if last is None:
            continue
        first = _long_start(words, last, letters)
        if first is None:
            continue
        end = match.end("short")
        plural = short.endswith("s") and short[:-1].isupper()
        yield Definition(
            words.tokens[first].start,
            words.tokens[last].end,
            match.start("short"),
            end - plural,
            _type(words, first, last),
        )
    starts = {token.start: index for index, token in enumerate(words.tokens)}
    for match in _LONG.finditer(words.plain):
        first_index, last_index = starts.get(match.start("long")), ends.get(match.end("long"))
        if first_index is None or last_index is None or match["short"] in words.lexicon.not_organisations:
            continue
        letters = [letter for letter in match["short"] if letter.isupper()]
        if _long_start(words, last_index, letters) == first_index:
            yield Definition(*match.span("long"), *match.span("short"), _type(words, first_index, last_index))


def _long_start(words: Words, last: int, letters: list[str]) -> int | None:
    """The index of the nearest word from which the initials spell the short form, or None."""
    tokens = words.tokens
    line = words.plain.rfind("\n", max(0, tokens[last].end - 1000), tokens[last].end) + 1
    wanted = len(letters) - 1
    capitals = smalls = 0
    for index in range(last, max(-1, last - _LONGEST), -1):
        token = tokens[index]
        if token.start < line or (
            index < last and words.plain[token.end : tokens[index + 1].start].strip(" ,'-&") not in ("", "s")
        ):
            return None
        if token.text in _SKIPPED and letters[wanted] != token.text[0].upper():
            continue
        for part in reversed([p for p in re.split(r"[-'&.]", token.text) if p]):
            if wanted >= 0 and part[0].upper() == letters[wanted]:
                wanted -= 1
        if token.cap:
            capitals += 1
        elif token.text not in _SKIPPED:
            smalls += 1
        if wanted < 0:
            return index if token.cap and token.text[0].upper() == letters[0] and capitals > smalls else None
    return None


def _type(words: Words, first: int, last: int) -> EntityType | None:
    lexicon = words.lexicon
    texts = [token.text for token in words.tokens[first : last + 1]]
    if texts[-1] in lexicon.law_heads or texts[0] in ("Treaty", "Convention", "Protocol", "Agreement", "Charter"):
        return "law"
    if any(text in lexicon.organisation_heads for text in texts):
        return "organisation"
    return None
