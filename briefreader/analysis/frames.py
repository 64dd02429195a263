"""What stands around a name and tells its type: "the port of X", "X, where" a place; "X, who" a person.

Each sign is a vote with a weight; `consistency.agree` adds them to the model's votes for the same words throughout the
brief, so that a name is what most of its mentions say. The expressions read a bounded stretch on either side.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from briefreader.analysis.canvas import Candidate, Canvas, SpanType
from briefreader.analysis.words import Words, is_name_like

_BEFORE = 60
_AFTER = 40
_SOURCES = ("model", "consistency")

_Sign = tuple[re.Pattern[str], SpanType, float]

_SIGNS_BEFORE: tuple[_Sign, ...] = (
    (
        re.compile(
            r"\b(?:[Pp]orts?|[Cc]it(?:y|ies)|[Tt]owns?|[Vv]illages?|districts?|regions?|provinces?|[Rr]iver|[Ll]ake|[Ii]slands?"
            r"|municipality|county|capital|suburbs?|outskirts|mouth|banks?|coast|shores?|streets|people|residents"
            r"|inhabitants|mayor|centre of|border|north|south|east|west|northern|southern|miles|km|kilometres|upstream"
            r"|downstream|airport|harbour) (?:of|from) (?:the )?$"
        ),
        "place",
        3.2,
    ),
    (
        re.compile(r"\b(?:[Nn]ear|[Oo]utside|[Aa]round|[Bb]ased in|[Bb]orn in|located in|north of|south of) $"),
        "place",
        1.5,
    ),
    (re.compile(r"\b(?:in|In) $"), "place", 1.1),
    (re.compile(r"\b(?:at|At) $"), "place", 1.1),
    (re.compile(r"\b(?:[Bb]etween|from|From) (?=\S)[^.;:\n]{2,30} (?:and|to) $"), "place", 1.1),
    (re.compile(r"\b[Bb]etween $"), "place", 0.5),
    (
        re.compile(
            r"\b(?:compan(?:y|ies)|firms?|bank|agency|operator|consultancy|contractor|supplier|insurer|utility|developer"
            r"|newspaper|magazine|charity|association|club|publisher|manufacturer|retailer|carrier)(?: called)? $"
        ),
        "organisation",
        1.5,
    ),
    (
        re.compile(r"\b(?:contract|shares|stake|employees|shareholders|subsidiary) (?:to|of|in|with) $"),
        "organisation",
        1.0,
    ),
    (re.compile(r"[\"”'’,] (?:said|says|added|asked|replied|wrote) $"), "person", 1.0),
)
_SIGNS_AFTER: tuple[_Sign, ...] = (
    (re.compile(r",? where\b"), "place", 2.0),
    (re.compile(r"-based\b"), "place", 1.5),
    (
        re.compile(r"'s (?:harbour|harbor|port|streets|residents|mayor|airport|suburbs|population|outskirts)\b"),
        "place",
        1.5,
    ),
    (re.compile(r", (?:who|whom|whose)\b"), "person", 1.2),
    (re.compile(r"(?:, | \((?:aged )?)\d\d[,)]"), "person", 2.0),
    (re.compile(r"'s (?:wife|husband|father|mother|son|daughter|brother|sister|death|widow|parents)\b"), "person", 1.5),
    (
        re.compile(
            r"'s (?:board|shareholders|employees|staff|customers|chief executive|profits?|revenue|subsidiary)\b"
        ),
        "organisation",
        1.5,
    ),
    (re.compile(r" (?:shares|stock|employees|shareholders|spokesman|spokeswoman|executives)\b"), "organisation", 1.0),
)


def evidence(canvas: Canvas, words: Words) -> dict[str, Counter[SpanType]]:
    """For the words of each name that may be read otherwise, what its surroundings say it is."""
    votes: dict[str, Counter[SpanType]] = defaultdict(Counter)
    for candidate in canvas:
        if candidate.source in _SOURCES and candidate.type in ("person", "organisation", "place"):
            text = words.plain[candidate.start : candidate.end]
            if _is_told_by_itself(text, words):
                continue
            for kind, weight in _signs(words.plain, candidate.start, candidate.end):
                votes[text][kind] += weight  # type: ignore[assignment]
    return votes


def _is_told_by_itself(text: str, words: Words) -> bool:
    """True for a name whose own words say what it is: a given name, a head noun, capitals alone."""
    parts = text.split(" ")
    given = len(parts) > 1 and words.is_given(parts[0])
    return given or text.isupper() or any(part in words.heads for part in parts)


def _signs(plain: str, start: int, end: int) -> Iterator[tuple[SpanType, float]]:
    before = plain[max(0, start - _BEFORE) : start]
    for pattern, kind, weight in _SIGNS_BEFORE:
        if pattern.search(before):
            yield kind, weight
    for pattern, kind, weight in _SIGNS_AFTER:
        if pattern.match(plain, end, end + _AFTER):
            yield kind, weight


# Small words before a name that nothing else marks.
_LOCATIVE = frozenset(["near", "outside"])
_LOOSELY_LOCATIVE = _LOCATIVE | {"in", "at"}


def places_by_frame(words: Words, *, with_model: bool) -> Iterator[Candidate]:
    """ "near Zorla", "the port of Zorla", without a model also "in Zorla": a capitalised word or two that nothing else
    explains."""
    locative = _LOCATIVE if with_model else _LOOSELY_LOCATIVE
    tokens = words.tokens
    for index, token in enumerate(tokens[1:], start=1):
        if not (token.cap and token.joined and not token.initial and is_name_like(token.text)):
            continue
        if tokens[index - 1].cap:
            continue
        behind = words.name_end(index, 2)
        if behind == index or (behind < len(tokens) and tokens[behind].cap and tokens[behind].joined):
            continue
        start, end = token.start, tokens[behind - 1].end
        before = words.plain[max(0, start - _BEFORE) : start]
        near = tokens[index - 1].text in locative
        if not near and not _SIGNS_BEFORE[0][0].search(before):
            continue
        if any(words.is_mostly_small(t.text, alone=True) or not is_name_like(t.text) for t in tokens[index:behind]):
            continue
        if words.could_be_person(index, behind) and words.gazetteer.get(words.plain[start:end]) is None:
            yield Candidate(start, end, "place", "rule", 0.8)
