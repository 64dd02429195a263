"""Places and weapons told by the noun behind the name: "Kursk region", "Shahed drones"."""

from __future__ import annotations

from collections.abc import Iterator

from briefreader.analysis.canvas import Candidate
from briefreader.analysis.words import Words, is_name_like


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
