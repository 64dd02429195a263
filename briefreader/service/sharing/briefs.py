"""Which of the library's briefs a brief of a colleague's reading is: the same file, the same text, or another version.

A name alone proves nothing: of a brief told by its title or file name, some of the quotations must stand in the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePath

from briefreader.errors import BriefReaderError
from briefreader.records import Brief
from briefreader.store import Store
from briefreader.text.folded import fold
from briefreader.text.reading import Reading, SharedBrief

_ENOUGH = 0.3  # of the quotations
_ASKED = 12  # quotations that are looked for
_TELLING = 24  # code points: so long, a quotation hardly stands in another brief by chance
_CANDIDATES = 6


class BriefFinder:
    """Finds the briefs of one reading."""

    def __init__(self, store: Store, reading: Reading) -> None:
        self._store = store
        self._by_file: dict[str, str] = {}
        self._by_text: dict[str, str] = {}
        for brief, file, text in store.readings.digests():
            self._by_file.setdefault(file, brief)
            self._by_text.setdefault(text, brief)
        self._with_text: dict[str, Brief] = {}
        self._named: dict[str, list[str]] = defaultdict(list)
        for one in store.briefs.all():
            if store.briefs.text_hash(one.id):
                self._with_text[one.id] = one
                for name in {_plain(one.title), _plain(PurePath(one.path).name), _plain(PurePath(one.path).stem)}:
                    if name:
                        self._named[name].append(one.id)
        self._quotes: dict[str, list[str]] = defaultdict(list)
        for passage in reading.passages:
            self._quotes[passage.brief].append(passage.anchor.exact)

    def find(self, brief: SharedBrief) -> str | None:
        """The library's brief, None when it is not here."""
        same = (brief.sha256 and self._by_file.get(brief.sha256)) or (
            brief.text_hash and self._by_text.get(brief.text_hash)
        )
        if same:
            return same
        if brief.id in self._with_text:
            return brief.id
        quotes = sorted(set(self._quotes[brief.id]), key=len, reverse=True)[:_ASKED]
        names = (_plain(brief.title), _plain(brief.file), _plain(PurePath(brief.file).stem))
        candidates = dict.fromkeys(one for name in names if name for one in self._named.get(name, ()))
        return self._best(list(candidates)[:_CANDIDATES], quotes) or self._by_words(quotes)

    def _best(self, candidates: Iterable[str], quotes: list[str]) -> str | None:
        """The candidate in which most of the quotations stand."""
        best, most = None, 0.0
        for candidate in candidates:
            share = self._share(candidate, quotes)
            if share > most:
                best, most = candidate, share
        return best if most >= _ENOUGH else None

    def _share(self, brief: str, quotes: list[str]) -> float:
        if not quotes:
            return 1.0
        try:
            text = fold(self._store.briefs.document(brief).text).text
        except BriefReaderError:  # its text is damaged: it is not the place for passages
            return 0.0
        return sum(fold(quote).text.strip() in text for quote in quotes) / len(quotes)

    def _by_words(self, quotes: list[str]) -> str | None:
        telling = [quote for quote in quotes if len(quote) >= _TELLING]
        if len(telling) < 2 and not (telling and len(telling[0]) > 3 * _TELLING):
            return None
        found = self._store.readings.where_stands(telling[:2])
        return found[0] if len(found) == 1 else self._best(found[:_CANDIDATES], quotes)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())
