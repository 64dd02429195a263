"""What stands between the marks: speech, a fragment of it, a term, a title."""

from __future__ import annotations

import re

from briefreader.analysis.marks import Marked
from briefreader.analysis.place import Attributed, count_words
from briefreader.analysis.scene import Scene, tokens
from briefreader.analysis.verbs import speech
from briefreader.text.findings import QuoteKind

FRAGMENT = 6  # words: less is a fragment
_WHOLE = frozenset({"dash", "brackets", "verb-subject", "subject-verb"})
_FINISHED = re.compile(r"[.?!…—,][\"'”’»)]?$")


def kind_of(scene: Scene, mark: Marked, found: Attributed | None) -> QuoteKind:
    """The kind of a quotation, given who is believed to have said it."""
    inner = scene.text[mark.inner_start : mark.inner_end]
    words = count_words(inner)
    whole = found is not None and found.rule in _WHOLE
    if (not whole or _is_governed(scene, mark)) and is_title(scene, mark, inner):
        return "title"
    if found is not None:
        sentence = words >= 3 and inner[0].isupper() and inner[-1] in ".!?…"
        return "speech" if whole or sentence or words >= FRAGMENT else "fragment"
    if words >= FRAGMENT + 4 or (words >= FRAGMENT and _FINISHED.search(inner[-3:])):
        return "speech"
    return "term"


_GOVERNED = re.compile(r"(?:\b(?:[Oo]n|[Ii]n|of|from|for|with|the)|['’]s) $")


def _is_governed(scene: Scene, mark: Marked) -> bool:
    """On the radio's "Morning Forum," Doe said: a preposition or an owner stands before the mark, so it is a name."""
    return _GOVERNED.search(scene.text[max(0, mark.start - 12) : mark.start]) is not None


def is_title(scene: Scene, mark: Marked, inner: str) -> bool:
    """Whether every word that matters has a capital, as in the title of a work, and no sentence ends in it."""
    words = [
        word
        for word in tokens(scene.text, mark.inner_start, min(mark.inner_end, mark.inner_start + 200))
        if word.is_word
    ]
    if not words or len(words) > 20 or inner[-1:] in "!?.":
        return False
    major = [word for word in words if word.low not in speech().minor and not word.text[0].isdigit()]
    cased = [word for word in major if word.is_name_like]
    announced = _announced(scene, mark) & speech().titles
    if announced and words[0].is_name_like:
        return len(cased) == len(major) or len(words) >= 3
    return len(cased) == len(major) and len(major) >= 2


def _announced(scene: Scene, mark: Marked) -> frozenset[str]:
    """The two words before the quotation."""
    left = tokens(scene.text, max(0, mark.start - 40), mark.start)
    return frozenset(word.low for word in left[-2:])
