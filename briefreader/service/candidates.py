"""What may be cited in a draft: its passages, the quotes and the key sentences of its briefs. Never other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefreader.export import is_certain
from briefreader.export.citation import locator, title_of
from briefreader.export.speakers import speakers_of
from briefreader.records import Strength
from briefreader.service.gathering import Gathered
from briefreader.store import Store
from briefreader.text.draft import Draft, SourceMark

MOST = 60  # of each kind; a filter finds the others
_SPOKEN = ("speech", "block", "fragment")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be cited, as their brief has them. `used` names the statements that cite them ("point 3")."""

    mark: SourceMark
    title: str
    place: str
    tags: tuple[str, ...] = ()
    strength: Strength = ""
    speaker: str = ""
    used: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of each kind, in the order of the briefs, at most `MOST`; `more` counts those left out."""

    passages: tuple[Candidate, ...] = ()
    quotes: tuple[Candidate, ...] = ()
    keys: tuple[Candidate, ...] = ()
    more: tuple[int, int, int] = (0, 0, 0)


def candidates(store: Store, gathered: Gathered, words: str = "") -> Candidates:
    """The candidates of a draft that hold all `words`, whatever their case."""
    wanted = words.casefold().split()
    uses = _uses(gathered.draft)
    found: list[tuple[Candidate, ...]] = []
    more: list[int] = []
    for kind in (_passages(gathered), _quotes(gathered), _keys(store, gathered)):
        fit = [
            one
            for one in kind
            if all(word in f"{one.mark.exact} {one.speaker} {' '.join(one.tags)}".casefold() for word in wanted)
        ]
        found.append(tuple(_used(one, uses) for one in fit[:MOST]))
        more.append(max(0, len(fit) - MOST))
    return Candidates(found[0], found[1], found[2], (more[0], more[1], more[2]))


def _passages(gathered: Gathered) -> Iterator[Candidate]:
    titles = {brief.id: title_of(brief) for brief in gathered.briefs}
    quotes: dict[str, list[object]] = {}
    for found in gathered.quotes:
        quotes.setdefault(found.brief, []).append(found.quote)
    for passage in gathered.passages:
        document = gathered.documents.get(passage.brief)
        if document is None or not is_certain(passage) or passage.start is None or passage.end is None:
            continue
        exact = document.text[passage.start : passage.end]
        mark = SourceMark("passage", passage.brief, passage.start, passage.end, exact, passage.id)
        said = speakers_of(passage.start, passage.end, quotes.get(passage.brief, []))  # type: ignore[arg-type]
        speaker = ", ".join(one.label for one in said if one.name)
        yield Candidate(
            mark, titles.get(passage.brief, ""), _place(gathered, mark), passage.tags, passage.strength, speaker
        )


def _quotes(gathered: Gathered) -> Iterator[Candidate]:
    titles = {brief.id: title_of(brief) for brief in gathered.briefs}
    for found in gathered.quotes:
        quote = found.quote
        document = gathered.documents.get(found.brief)
        if quote.kind not in _SPOKEN or document is None or found.brief not in titles:
            continue
        mark = SourceMark("quote", found.brief, quote.start, quote.end, document.text[quote.start : quote.end])
        inferred = " (inferred)" if quote.attribution == "inferred" else ""
        speaker = f"{quote.speaker}{inferred}" if quote.speaker else ""
        yield Candidate(mark, titles[found.brief], _place(gathered, mark), speaker=speaker)


def _keys(store: Store, gathered: Gathered) -> Iterator[Candidate]:
    for brief in gathered.briefs:
        document = gathered.documents.get(brief.id)
        for key in store.findings.key_sentences(brief.id) if document else ():
            assert document is not None
            mark = SourceMark("key", brief.id, key.start, key.end, document.text[key.start : key.end])
            yield Candidate(mark, title_of(brief), _place(gathered, mark))


def _place(gathered: Gathered, mark: SourceMark) -> str:
    where = locator(gathered.documents.get(mark.brief), mark.start, mark.end)
    return ", ".join(part for part in where if part)


def _uses(draft: Draft) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The statements that cite a mark, by what the mark names."""
    uses: dict[tuple[str, ...], tuple[str, ...]] = {}
    for label, marks in _labelled(draft):
        for mark in marks:
            there = uses.get(_key(mark), ())
            uses[_key(mark)] = there if label in there else (*there, label)
    return uses


def _labelled(draft: Draft) -> Iterable[tuple[str, tuple[SourceMark, ...]]]:
    for statement in draft.bottom_line:
        yield "bottom line", statement.marks
    for word, statements in (
        ("point", draft.points),
        ("answer", draft.questions),
        ("open point", draft.open_points),
    ):
        for number, statement in enumerate(statements, 1):
            yield f"{word} {number}", statement.marks


def _key(mark: SourceMark) -> tuple[str, ...]:
    return (mark.passage,) if mark.kind == "passage" else (mark.brief, mark.exact)


def _used(one: Candidate, uses: dict[tuple[str, ...], tuple[str, ...]]) -> Candidate:
    used = uses.get(_key(one.mark), ())
    return Candidate(one.mark, one.title, one.place, one.tags, one.strength, one.speaker, used) if used else one
