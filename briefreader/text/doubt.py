"""How sure a finding is: how often findings of its kind were right where people have marked the truth.

The shares are those of `benchmarks/understanding.py` (names: half of wikigold and the development part of GUM;
speakers: the development part of PolNeAR), rounded; kinds that no such text tells of are judged by their likeness to
others.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from briefreader.text.corrections import USER
from briefreader.text.findings import Mention, Quote

_SURE = 0.95
_UNSURE = 0.7
# By source and type: of names of one word, of more words.
_NAMES: Mapping[tuple[str, str], tuple[float, float]] = MappingProxyType(
    {
        ("model", "person"): (0.74, 0.88),
        ("model", "organisation"): (0.47, 0.66),
        ("model", "place"): (0.47, 0.51),
        ("model", "group"): (0.6, 0.5),
        ("model", "law"): (0.4, 0.5),
        ("model", "event"): (0.4, 0.5),
        ("model", "weapon"): (0.4, 0.4),
        ("consistency", "person"): (0.8, 0.6),
        ("consistency", "organisation"): (0.67, 0.5),
        ("consistency", "place"): (0.46, 0.41),
        ("gazetteer", "country"): (0.86, 0.88),
        ("gazetteer", "organisation"): (0.96, 0.94),
        ("gazetteer", "place"): (0.85, 0.98),
        ("gazetteer", "group"): (0.9, 0.95),
        ("rule", "person"): (0.75, 0.85),
        ("rule", "organisation"): (0.58, 0.66),
        ("rule", "place"): (0.62, 0.69),
        ("rule", "law"): (0.7, 0.8),
        ("rule", "weapon"): (0.8, 0.8),
        ("rule", "event"): (0.7, 0.75),
    }
)
_RULES: Mapping[str, float] = MappingProxyType(
    {
        "subject-verb": 0.99, "dash": 0.99, "brackets": 0.97, "according": 0.97, "turn": 0.97, "tail": 0.95,
        "credit": 0.95, "paragraph": 0.93, "verb-subject": 0.91, "before": 0.91, "introduction": 0.91, "behind": 0.9,
        "as": 0.9, "colon": 0.8, "words": 0.67, "reported": 0.8, "clause": 0.75, "by": 0.9, "sentence-before": 0.7,
        "paragraph-before": 0.5,
    }
)  # fmt: skip
_INFERRED = 0.85  # of what a rule is worth when the speaker himself was inferred
DOUBTFUL = 0.6  # what is less sure is shown so


def name_sureness(mention: Mention) -> float:
    """From 0 to 1; 1 for what the user has judged."""
    if mention.source == USER:
        return 1.0
    if mention.type in ("date", "money"):
        return _SURE
    one, more = _NAMES.get((mention.source, mention.type), (_UNSURE, _UNSURE))
    return more if " " in mention.text else one


def quote_sureness(quote: Quote) -> float:
    """How sure its speaker is, from 0 to 1; of a quotation without one, how often there is none indeed."""
    if quote.rule == USER:
        return 1.0
    if quote.speaker is None:
        return 0.5 if quote.kind in ("speech", "fragment", "block") else 0.85
    sure = _RULES.get(quote.rule, _UNSURE)
    return sure * _INFERRED if quote.attribution == "inferred" and quote.rule != "paragraph" else sure


def words_for(sureness: float) -> str:
    """ "sure", "likely", "doubtful"."""
    return "sure" if sureness >= 0.9 else "likely" if sureness >= DOUBTFUL else "doubtful"
