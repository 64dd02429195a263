"""What of the findings is most in doubt, and why: the list a careful reader goes through."""

from __future__ import annotations

import math
from collections import defaultdict

from briefreader.records import Doubt, Entity, FoundMention, FoundQuote
from briefreader.store import Store
from briefreader.text.corrections import USER
from briefreader.text.doubt import name_sureness, quote_sureness
from briefreader.text.findings import Mention, Quote

_ROW = ("model", "consistency")
_FOUND_BY = {
    "model": "the language model alone says so",
    "consistency": "taken over from other mentions",
    "rule": "told by the words around it",
    "gazetteer": "a known name that has other meanings",
}
_ELSEWHERE = 0.25  # added to the doubt of words that are something else in another place


def review(store: Store, brief: str | None = None, limit: int = 200) -> list[Doubt]:
    """The names and speakers of `brief`, or of all briefs, the most doubtful first: a name once for each brief. What
    the user has judged is not asked again."""
    mentions = [one for one in store.findings.mentions(brief) if one.mention.type not in ("date", "money")]
    types: dict[str, set[str]] = defaultdict(set)
    groups: dict[tuple[str, str, str], list[FoundMention]] = defaultdict(list)
    for one in mentions:
        types[one.mention.text].add(one.mention.type)
        groups[one.brief, one.mention.type, one.mention.name].append(one)
    doubts = [_name(found, types) for found in groups.values() if all(one.mention.source != USER for one in found)]
    doubts += [_quote(one) for one in store.findings.quotes(brief) if _is_asked(one.quote)]
    return sorted(doubts, key=lambda doubt: -doubt.doubt)[:limit]


def _name(found: list[FoundMention], types: dict[str, set[str]]) -> Doubt:
    first = min(found, key=lambda one: name_sureness(one.mention))
    mention = first.mention
    sure = max(name_sureness(one.mention) for one in found)
    others = sorted({kind for one in found for kind in types[one.mention.text]} - {mention.type})
    doubt = 1 - sure + (_ELSEWHERE if others else 0)
    why = f"also found as {' and '.join(others)}" if others else _why(mention, len(found))
    entity = Entity(mention.name, mention.type, tuple(found))
    return Doubt(_weighed(doubt, len(found)), why, entity=entity)


def _why(mention: Mention, times: int) -> str:
    alone = ", a single word named once" if times == 1 and " " not in mention.text else ""
    return _FOUND_BY.get(mention.source, "") + (alone if mention.source in _ROW else "")


def _is_asked(quote: Quote) -> bool:
    return quote.rule != USER and quote.kind not in ("term", "title", "indirect")


def _quote(found: FoundQuote) -> Doubt:
    quote = found.quote
    if quote.speaker is None:
        why = "no speaker was found"
    elif quote.attribution == "inferred":
        why = f"the speaker is inferred ({quote.rule or 'from the text around'})"
    else:
        why = f"the speaker by the rule “{quote.rule}”"
    return Doubt(_weighed(1 - quote_sureness(quote), 1), why, quote=found)


def _weighed(doubt: float, times: int) -> float:
    """A name mentioned often matters a little more than its doubt alone says."""
    return min(1.0, doubt) * (1 + math.log2(times) / 10)
