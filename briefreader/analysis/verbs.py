"""The words that tell who speaks, read once from `resources/quotes/speech.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from briefreader.config import resources

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Speech:
    """Sets of words in small letters. `verbs` holds every form of every reporting verb, `strong` those that report
    speech wherever they stand, `naming` those that give a name to a thing ("described as")."""

    verbs: frozenset[str]
    strong: frozenset[str]
    naming: frozenset[str]
    nouns: frozenset[str]
    adverbs: frozenset[str]
    pronouns: frozenset[str]
    listeners: frozenset[str]
    roles: frozenset[str]
    speechless: frozenset[str]
    papers: frozenset[str]
    titles: frozenset[str]
    terms: frozenset[str]
    labels: frozenset[str]
    reporting: frozenset[str]
    saying: frozenset[str]
    telling: frozenset[str]
    unspoken: frozenset[str]
    sayings: frozenset[str]
    subordinate: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    binding: frozenset[str]
    clause: frozenset[str]
    before_noun: frozenset[str]
    joins: frozenset[str]
    minor: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]


def forms(verb: str) -> set[str]:
    """The regular forms of an English verb: base, third person, past, and the form in -ing."""
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    plural = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    found = {verb, plural, verb + "ed", verb + "ing"}
    if len(verb) > 2 and verb[-1] not in _VOWELS + "wxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS:
        found |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return found


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


@cache
def speech() -> Speech:
    """The word lists."""
    with (resources() / "quotes" / "speech.toml").open("rb") as file:
        raw = tomllib.load(file)

    def conjugated(*keys: str) -> frozenset[str]:
        return frozenset(form for key in keys for verb in raw[key].split() for form in forms(verb))

    same = (
        "nouns", "adverbs", "pronouns", "listeners", "roles", "speechless", "papers", "titles", "terms", "labels",
        "saying", "telling", "unspoken", "sayings", "subordinate", "determiners", "prepositions", "binding", "clause",
        "before_noun", "joins", "minor", "he", "she",
    )  # fmt: skip
    return Speech(
        verbs=conjugated("strong", "weak") | _all(raw["irregular"]),
        strong=conjugated("strong") | _all(raw["irregular_strong"]),
        reporting=conjugated("strong", "reporting") | _all(raw["irregular"]),
        naming=conjugated("naming"),
        **{key: _all(raw[key]) for key in same},
    )
