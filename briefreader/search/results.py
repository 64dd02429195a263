"""What goes into the search and what comes out of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from briefreader.errors import SearchError
from briefreader.search.arrays import Numbers, Reals
from briefreader.text.normalize import TEXT_VERSION

INDEX_VERSION = 3
"""Raise it whenever the tokens, the fields or any class the index pickles change: old indexes are then rebuilt."""


State = Literal["ready", "missing", "outdated", "damaged"]
_REASONS = {
    "missing": "There is no search index yet.",
    "outdated": "The search index was made by another version of BriefReader.",
    "damaged": "The search index is damaged.",
}


class NeedsRebuild(SearchError):
    """The index is missing, outdated or damaged (`state`): build it anew, and scan the texts meanwhile."""

    def __init__(self, state: State, cause: Exception | None = None) -> None:
        super().__init__(_REASONS.get(state, ""), "It is being rebuilt; nothing is lost.")
        self.args = (state,)
        self.state = state
        self.cause = repr(cause) if cause else ""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One brief as the index takes it: its canonical text, where its blocks begin, and the text's fingerprint."""

    id: str
    title: str
    text: str
    starts: tuple[int, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """`total` briefs fit; `ranked` holds the first of them as (id, score), best first. `suggestion` is the query
    with misspelt words mended, when nothing was found and that would help."""

    total: int
    ranked: tuple[tuple[str, float], ...]
    suggestion: str | None = None


class Fitted(NamedTuple):
    """All briefs that fit, by number, and the score of each."""

    numbers: Numbers
    scores: Reals

    def best(self, ids: Sequence[str], limit: int, suggestion: str | None = None) -> Found:
        """The first `limit`, best first; of equals those with the lower number first."""
        first = top(self.scores, limit)
        ranked = tuple((ids[self.numbers[at]], float(self.scores[at])) for at in first.tolist())
        return Found(len(self.numbers), ranked, suggestion)


def top(scores: Reals, limit: int) -> Numbers:
    """Where the `limit` highest scores stand, in order; of equals the first."""
    if len(scores) <= limit:
        return np.argsort(-scores, kind="stable")
    least = np.partition(scores, -limit)[-limit] if limit else np.inf
    above = np.flatnonzero(scores >= least)
    return above[np.argsort(-scores[above], kind="stable")][:limit]


def fingerprint(text_hash: str, title: str) -> str:
    """What the index holds of a brief, in one word: changes with the text, the title and both versions."""
    name = hashlib.sha256(title.encode("utf-8")).hexdigest()[:8]
    return f"{text_hash}:{name}:{TEXT_VERSION}:{INDEX_VERSION}"
