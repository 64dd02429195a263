"""What each mention is called: one name for every way a brief writes it, and what goes with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from briefreader.analysis import consistency, dates, sums
from briefreader.analysis.canvas import Canvas
from briefreader.analysis.roles import with_roles
from briefreader.analysis.words import Words
from briefreader.text.findings import EntityType, Mention


@dataclass(frozen=True, slots=True)
class LongForm:
    """What a short form, or one in other letters, stands for."""

    name: str
    type: EntityType


def named(
    text: str, canvas: Canvas, words: Words, people: consistency.People, forms: Mapping[str, LongForm]
) -> tuple[Mention, ...]:
    """The candidates on `canvas` as mentions with their names; `forms` are what short forms stand for."""
    mentions = _one_spelling(_in_full([*_mentions(text, canvas, words, people, forms)], words))
    roles = with_roles(mentions, words)
    return tuple(
        replace(one, role=roles[one.name]) if one.type == "person" and one.name in roles else one for one in mentions
    )


def _mentions(
    text: str, canvas: Canvas, words: Words, people: consistency.People, forms: Mapping[str, LongForm]
) -> Iterator[Mention]:
    for candidate in canvas:
        if candidate.type == "other":
            continue
        surface = " ".join(words.plain[candidate.start : candidate.end].split())
        kind: EntityType = candidate.type
        name, country, value = candidate.name, candidate.country, ""
        entry = words.gazetteer.get(surface)
        if surface in forms and forms[surface].type == kind:
            name = forms[surface].name
        elif kind == "person":
            name = _person_name(surface, candidate.start, people)
        elif kind == "date":
            name, value = dates.canonical(surface), dates.value(surface)
        elif kind == "money":
            value = sums.value(surface)
        elif not name and entry is not None and entry.type == kind:
            name, country = entry.name, entry.country
        span = text[candidate.start : candidate.end]
        yield Mention(
            candidate.start, candidate.end, span, kind, name or surface, candidate.source, country, value=value
        )


def _person_name(surface: str, offset: int, people: consistency.People) -> str:
    if surface in people.same:
        return people.same[surface]
    return people.full(surface, offset) or surface


def _in_full(mentions: list[Mention], words: Words) -> list[Mention]:
    """The mentions, with a head noun that stands alone ("the Forum") named for the one body it can mean."""
    bodies_by_head: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.type == "organisation" and " " in mention.name:
            bodies_by_head.setdefault(mention.name.rsplit(" ", 1)[1], set()).add(mention.name)
    return [
        replace(mention, name=next(iter(bodies_by_head[mention.text])))
        if mention.type == "organisation"
        and mention.text in words.lexicon.organisation_heads
        and len(bodies_by_head.get(mention.text, ())) == 1
        else mention
        for mention in mentions
    ]


_DIVISIONS = (
    " Oblast",
    " Region",
    " Province",
    " Governorate",
    " District",
    " Prefecture",
    " Krai",
    " Raion",
    " County",
)


def _one_spelling(mentions: list[Mention]) -> tuple[Mention, ...]:
    """The mentions, with names that differ in capitals alone made one, and "Kursk Oblast" made "Kursk" where the brief
    has that too."""
    ways: dict[tuple[EntityType, str], Counter[str]] = {}
    for mention in mentions:
        ways.setdefault((mention.type, mention.name.casefold()), Counter())[mention.name] += 1
    # small letters first: "DeWine" is how a name is written that also stands as "DEWINE"
    best = {key: max(names, key=lambda name: (sum(map(str.islower, name)), names[name])) for key, names in ways.items()}
    named: list[Mention] = []
    for mention in mentions:
        name = best[mention.type, mention.name.casefold()]
        if mention.type == "place" and name.endswith(_DIVISIONS):
            short = name.rsplit(" ", 1)[0]
            name = best.get(("place", short.casefold()), name)
        named.append(mention if name == mention.name else replace(mention, name=name))
    return tuple(named)
