"""Searches that are kept, the watch list, why a brief fits, and what else is asked of the library about its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefreader.errors import ReadError, SearchError, UsageError
from briefreader.jobs import Job
from briefreader.records import Changes, Choice, KeptSearch, Likeness, Order, QuoteCheck, Reason, WatchHit
from briefreader.service import lazily
from briefreader.service.answering import Answering
from briefreader.service.finding import find_all
from briefreader.service.indexing import Indexing
from briefreader.service.likenesses import DRAFTS, Likenesses
from briefreader.service.quote_check import QuoteChecker
from briefreader.service.shelving import Shelving
from briefreader.service.wording import Wording
from briefreader.store import Store
from briefreader.text.normalize import canonical

if TYPE_CHECKING:
    from briefreader.search import facets, matching, seeking, tree
else:
    facets = lazily.module("briefreader.search.facets")
    matching = lazily.module("briefreader.search.matching")
    seeking = lazily.module("briefreader.search.seeking")
    tree = lazily.module("briefreader.search.tree")

_LONGEST_NAME = 120
_LONGEST_LIST = 1_000_000  # bytes of a file of terms
_MOST_TERMS = 2_000
_MOST_HITS = 5_000


class Searches:
    """`library.searches`. What changes kept searches or the watch list is one step of undo, but for `seen`."""

    def __init__(self, store: Store, indexing: Indexing, answering: Answering, shelving: Shelving) -> None:
        self._store = store
        self._indexing = indexing
        self._answering = answering
        self._shelving = shelving
        wording = Wording(answering, shelving)
        self._quotes = QuoteChecker(answering, wording)
        self._likenesses = Likenesses(store, answering, wording)

    # Kept searches

    def keep(
        self, query: str, choices: Sequence[Choice] = (), order: Order = "best", name: str = ""
    ) -> tuple[KeptSearch, Changes]:
        """Keep a search under a name, its own words when that is empty. Raises SearchError when it asks for nothing."""
        if query.strip():
            self._answering.read(query)
        elif not choices:
            raise SearchError("There is nothing to search for.")
        return self._store.searches.keep(_name(name or query or _told(choices)), query.strip(), choices, order)

    def all(self) -> list[KeptSearch]:
        """The pinned ones first, then by name."""
        return self._store.searches.all()

    def find(self, reference: str) -> KeptSearch:
        """The kept search with this id or name. Raises NotFound."""
        named = [one for one in self.all() if one.name.casefold() == reference.strip().casefold()]
        return named[0] if named else self._store.searches.get(reference)

    def rename(self, search: str, name: str) -> Changes:
        """Raises NotFound; UsageError without a name."""
        return self._store.searches.rename(search, _name(name))

    def remove(self, search: str) -> Changes:
        """Raises NotFound."""
        return self._store.searches.remove(search)

    def pin(self, search: str, pinned: bool = True) -> Changes:
        """Raises NotFound."""
        return self._store.searches.pin(search, pinned)

    def seen(self, search: str) -> Changes:
        """What it finds now is not new any more. Raises NotFound."""
        return self._store.searches.seen(search)

    def news(self) -> dict[str, int]:
        """How many briefs have come into the library since each kept search was last looked at."""
        there = self._shelving.current()
        found = {}
        for kept in self.all():
            added = (there.cards[number].added for number in self._fitting(kept))
            found[kept.id] = sum(one > kept.seen for one in added)
        return found

    def new_briefs(self, search: str) -> list[str]:
        """The briefs that `news` counts for one search. Raises NotFound."""
        there, kept = self._shelving.current(), self._store.searches.get(search)
        return [there.cards[number].id for number in self._fitting(kept) if there.cards[number].added > kept.seen]

    def _fitting(self, kept: KeptSearch) -> list[int]:
        """The numbers of the briefs that fit; none where the query means nothing any more."""
        there = self._shelving.current()
        try:
            fits = (
                there.there if not kept.query else self._answering.fitting(self._answering.read(kept.query), there)[0]
            )
        except SearchError:
            return []
        chosen: list[int] = facets.narrowed(there, fits, kept.choices).nonzero()[0].tolist()
        return chosen

    # The watch list

    def watch(self, terms: Iterable[str] | Path) -> Changes:
        """Watch for these names or terms and no others; of a text file each line is one, `#` begins a remark. Raises
        ReadError, UsageError."""
        if isinstance(terms, Path):
            terms = _lines(terms)
        wanted = [term for term in (" ".join(canonical(term).split()) for term in terms) if term]
        if len(wanted) > _MOST_TERMS:
            raise UsageError(f"A watch list has at most {_MOST_TERMS:,} terms.")
        return self._store.searches.watch(wanted)

    def watched(self) -> list[str]:
        return self._store.searches.watched()

    def watch_hits(self, brief: str | None = None) -> list[WatchHit]:
        """Where the terms stand, in one brief or in all, by term and place; at most 5,000."""
        found: list[WatchHit] = []
        for term in self.watched():
            words = '"' + term.replace('"', " ") + '"'
            try:
                for one in self._answering.briefs(words) if brief is None else [brief]:
                    spans = self._answering.highlights(one, words)
                    found += [WatchHit(term, one, start, end) for start, end in spans]
            except SearchError:
                continue  # a term of signs alone
            if len(found) >= _MOST_HITS:
                break
        return found[:_MOST_HITS]

    # What is asked about words

    def why(self, brief: str, words: str, choices: Sequence[Choice] = ()) -> tuple[Reason, ...]:
        """Why a brief fits: each part of the query, how it was read, where it stands, its part of the score. Raises
        SearchError, NotFound."""
        asked = self._answering.read(words)
        there = self._shelving.current()
        leaves = [leaf for leaf, _ in tree.leaves(asked.tree)]
        scores = self._indexing.shares(leaves, there, brief)
        whole = sum(scores) or 1.0
        document = self._answering.document(brief)
        seeker = seeking.Seeker(leaves)
        met = seeker.find(document.text, [block.start for block in document.blocks])
        reasons = [
            Reason(*_read(asked.text, leaf), len(set(matching.marks(leaf, met))), round(score / whole, 3))
            for leaf, score in zip(leaves, scores, strict=True)
        ]
        chosen = [Reason(choice.value, f"ticked as {choice.field}", 0, 0.0) for choice in choices]
        return (*reasons, *chosen)

    def find_in(
        self, brief: str, wanted: str, *, whole_word: bool = False, case: bool = False, regular: bool = False
    ) -> list[tuple[int, int]]:
        """Where `wanted` stands in one brief, in order. Raises SearchError with what is wrong with a regular
        expression, or that it takes too long; NotFound."""
        text = self._answering.document(brief).text
        return find_all(text, wanted, whole_word=whole_word, case=case, regular=regular)

    def check_quote(self, text: str) -> QuoteCheck:
        """Whether a sentence stands in the library. Raises SearchError when it cannot be looked up."""
        return self._quotes.check(text)

    def related(self, brief: str, start: int, end: int, limit: int = 20) -> list[Likeness]:
        """The passages of other briefs that are like a span of one. Raises NotFound."""
        return self._likenesses.related(brief, start, end, limit)

    def duplicates(self, brief: str, least: float = DRAFTS) -> list[Likeness]:
        """The other briefs with much the same wording, the most alike first."""
        return self._likenesses.duplicates(brief, least)

    def drafts(self) -> list[list[str]]:
        """The briefs that are drafts of one another, each group's newest first."""
        return self._likenesses.drafts()

    def drafts_of(self, brief: str) -> list[str]:
        """The drafts of one brief with itself, the newest first; none when it is alone."""
        return self._likenesses.drafts_of(brief)

    def sketch(self) -> Job[int]:
        """Have drafts recognised among the briefs that are new or changed."""
        return self._likenesses.sketch()

    def examples(self) -> list[tuple[str, str]]:
        """Queries that find something in this library, each with what it means."""
        columns = self._shelving.current().columns
        found = []
        if speaker := columns["speaker"].commonest():
            found.append((f"speaker:{_one(speaker)}", f"briefs in which {speaker} is quoted"))
        for field, what in (("person", "is named"), ("org", "is named"), ("country", "is named")):
            if name := columns[field].commonest():
                found.append((f"{field}:{_one(name)}", f"briefs in which {name} {what}"))
        if tag := columns["tag"].commonest():
            found.append((f"tag:{_one(tag)}", f"briefs with a passage tagged {tag}"))
        if date := columns["date"].commonest():
            found.append((f"date:{date[:4]}..", f"briefs dated {date[:4]} or later"))
        return found


def _read(asked: str, leaf: tree.Leaf) -> tuple[str, str]:
    """A leaf as it was typed, and how it is read."""
    if isinstance(leaf, tree.Near):
        words = asked[leaf.left.slots[0].start : leaf.right.slots[-1].end]
        return words, f"at most {leaf.within} words apart, in one paragraph"
    slots = leaf.slots
    words = asked[slots[0].start : slots[-1].end]
    told = next((slot.read for slot in slots if slot.read), "")
    prefix = any(step.prefix for slot in slots for chain in slot.alternatives for step in chain)
    return words, told or (
        "words that begin so" if prefix else "one after the other" if len(slots) > 1 else "in any form"
    )


def _name(name: str) -> str:
    name = " ".join(canonical(name).split())
    if not name:
        raise UsageError("A kept search needs a name.")
    return name[:_LONGEST_NAME]


def _told(choices: Sequence[Choice]) -> str:
    return ", ".join(choice.value for choice in choices)


def _one(words: str) -> str:
    return f'"{words}"' if " " in words else words


def _lines(path: Path) -> list[str]:
    try:
        if path.stat().st_size > _LONGEST_LIST:
            raise ReadError(str(path), "A list of terms may be one megabyte long.", "Give a text file, a term a line.")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ReadError(str(path), f"It cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ReadError(str(path), "It is not text in UTF-8.", "Save it as a text file, a term a line.") from error
    return [line.split("#", 1)[0] for line in text.splitlines()]
