"""The word lists that tell one kind of name from another, read once from `resources/entities/lexicon.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from briefreader.config import resources

# Letters by case, bounded to the scripts that have case, for use inside regular expression classes.
_CASED = [chr(code) for code in (*range(0x41, 0x530), *range(0x1E00, 0x2000)) if chr(code).isalpha()]
UPPER = "".join(letter for letter in _CASED if letter.isupper() or letter.istitle())
LOWER = "".join(letter for letter in _CASED if letter.islower())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of words; multi-word entries are joined by one space. `title_words` maps a title's first word to the
    titles that begin with it, longest first, each as a tuple of words."""

    titles: frozenset[str]
    title_words: dict[str, tuple[tuple[str, ...], ...]]
    weak_titles: frozenset[str]
    abbreviations: frozenset[str]
    functions: frozenset[str]
    roles: frozenset[str]
    stop: frozenset[str]
    common: frozenset[str]
    organisation_heads: frozenset[str]
    weak_organisation_heads: frozenset[str]
    not_organisations: frozenset[str]
    place_heads: frozenset[str]
    capital_place_heads: frozenset[str]
    weapon_heads: frozenset[str]
    law_heads: frozenset[str]
    event_heads: frozenset[str]
    particles: frozenset[str]
    not_surnames: frozenset[str]
    verbs: frozenset[str]
    office_words: frozenset[str]
    soft_names: frozenset[str]
    given_names: frozenset[str]
    company_words: frozenset[str]
    thing_words: frozenset[str]
    demands: frozenset[str]
    counted: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The word lists."""
    folder = resources() / "entities"
    with (folder / "lexicon.toml").open("rb") as file:
        raw = tomllib.load(file)
    lists = {key: frozenset(re.split(r"[|\n]", value.strip())) for key, value in raw.items()}
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for title in lists["titles"]:
        words = tuple(title.split())
        by_first.setdefault(words[0], []).append(words)
    names = frozenset(
        name
        for line in (folder / "given_names.txt").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
        for name in line.split()
    )
    return Lexicon(
        title_words={first: tuple(sorted(ways, key=len, reverse=True)) for first, ways in by_first.items()},
        abbreviations=frozenset(
            word.rstrip(".")
            for entry in lists["titles"] | lists["not_surnames"]
            for word in entry.split()
            if word.endswith(".")
        ),
        given_names=names,
        **lists,
    )
