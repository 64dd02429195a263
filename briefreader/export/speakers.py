"""Who speaks in a passage: the speakers of the quotes it holds, or of the quote that holds it."""

from __future__ import annotations

from collections.abc import Iterable

from briefreader.export.tree import Speaker
from briefreader.text.findings import Quote

_SPOKEN = ("speech", "fragment", "block")  # terms and titles are nobody's words


def speakers_of(start: int, end: int, quotes: Iterable[Quote]) -> tuple[Speaker, ...]:
    """The speakers between code points `start` and `end`, in the order of the text, each once.

    A quote counts when at least half of it, or of the passage, lies in the other. Where every quote is without a
    speaker, the one answer is that none is named.
    """
    found: dict[str, Speaker] = {}
    for quote in sorted(quotes, key=lambda quote: quote.start):
        shared = min(end, quote.end) - max(start, quote.start)
        if quote.kind not in _SPOKEN or shared <= 0 or 2 * shared < min(end - start, quote.end - quote.start):
            continue
        speaker = Speaker(quote.speaker or "", quote.attribution if quote.speaker else "none")
        if speaker.name not in found or speaker.attribution == "explicit":
            found[speaker.name] = speaker
    named = tuple(speaker for name, speaker in found.items() if name)
    return named or tuple(found.values())
