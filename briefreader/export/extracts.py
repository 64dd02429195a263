"""What a summary lists of the names, dates, sums and quotes that its passages hold. Pure functions of records."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefreader.export.citation import direction, short_date, title_of
from briefreader.export.lines import LineMaker
from briefreader.export.tree import Around, Listing, Speaker, Spoken
from briefreader.records import Brief, FoundMention, FoundQuote, Passage
from briefreader.text.document import Document
from briefreader.text.findings import Mention
from briefreader.text.sentences import sentences_in
from briefreader.text.years import with_year

_SPOKEN = ("speech", "block", "fragment")
_FEWEST = 4  # words of a fragment that is worth listing
_NAMED = 2  # mentions of a name that the user has not confirmed
_LONGEST = 400  # code points of a sentence in a table
_BRIEFLY = 160  # of a passage in a table
_LOST = {
    "orphan": "No longer found", "ambiguous": "Place uncertain", "approximate": "Stands there in other words",
}  # fmt: skip
_PEOPLE = ("person", "organisation")
_PLACES = ("country", "place")


class ChangedParagraph(NamedTuple):
    """A paragraph of a brief that is not as it was: what happened to it, its words, the day its text was read in (ISO
    8601), and where it is now (`start` to `end`, both 0 when it is gone)."""

    brief: str
    day: str
    what: str
    words: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Ground:
    """What is known of the briefs a summary cites, and what counts its sources. `spans` are its passages by brief."""

    maker: LineMaker
    briefs: Mapping[str, Brief]
    documents: Mapping[str, Document]
    quotes: Sequence[FoundQuote]
    mentions: Sequence[FoundMention]
    spans: Mapping[str, Sequence[tuple[int, int]]]

    def holds(self, brief: str, start: int, end: int) -> bool:
        """Whether a span shares text with a passage."""
        return any(first < end and start < last for first, last in self.spans.get(brief, ()))

    def cited(self, brief: str, start: int, end: int) -> str:
        """A span in words; its brief is a source from now on."""
        return self.maker.cite(brief, start, end).text

    def inside(self, *types: str) -> list[FoundMention]:
        """The mentions of these types within the passages."""
        return [
            one
            for one in self.mentions
            if one.mention.type in types and self.holds(one.brief, one.mention.start, one.mention.end)
        ]


def spans_of(passages: Iterable[Passage]) -> dict[str, list[tuple[int, int]]]:
    """The places of passages by brief, of those that have one."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for passage in passages:
        if passage.start is not None and passage.end is not None and passage.status in ("exact", "moved"):
            spans[passage.brief].append((passage.start, passage.end))
    return spans


def quotes(ground: Ground, speaker: str = "") -> tuple[Spoken, ...]:
    """The quotations within the passages, or all those of one `speaker`, in the order of the briefs."""
    roles = {one.mention.name: one.mention.role for one in ground.mentions if one.mention.role}
    order = {brief: number for number, brief in enumerate(ground.briefs)}
    wanted = set(speaker.casefold().split())
    made: list[Spoken] = []
    for found in sorted(ground.quotes, key=lambda one: (order.get(one.brief, len(order)), one.quote.start)):
        quote = found.quote
        if quote.kind not in _SPOKEN or (quote.kind == "fragment" and len(quote.text.split()) < _FEWEST):
            continue
        if wanted and not wanted <= set((quote.speaker or "").casefold().split()):
            continue
        if not wanted and not ground.holds(found.brief, quote.start, quote.end):
            continue
        brief = ground.briefs.get(found.brief)
        name = quote.speaker or ""
        made.append(
            Spoken(
                key=f"q{len(made) + 1}",
                paragraphs=tuple(" ".join(line.split()) for line in quote.text.split("\n") if line.strip()),
                speaker=Speaker(name, quote.attribution if name else "none"),
                role=roles.get(name, ""),
                citation=ground.maker.cite(found.brief, quote.start, quote.end),
                language=brief.language if brief else "",
                direction=direction(quote.text),
                start=quote.start,
                end=quote.end,
            )
        )
    return tuple(made)


def people(ground: Ground) -> Listing:
    """People and organisations named in the passages: those the user confirmed, or that are named twice and more."""
    rows = [
        (
            name,
            _first(mention.role for mention in mentions),
            _first(mention.country for mention in mentions),
            ", ".join(_aliases(name, mentions)),
            where,
        )
        for name, mentions, where, total in _entities(ground, _PEOPLE)
        if total >= _NAMED or any(mention.source == "user" for mention in mentions)
    ]
    return Listing("People and organisations", ("Name", "Role", "Country", "Also written", "First named"), tuple(rows))


def places(ground: Ground) -> Listing:
    """Countries and places named in the passages, with how often the cited briefs name them."""
    rows = [
        (
            name,
            _first(mention.country for mention in mentions),
            f"{total:,}",
            f"{len({one.brief for one in ground.mentions if one.mention.name == name}):,}",
        )
        for name, mentions, _, total in _entities(ground, _PLACES)
    ]
    return Listing("Places", ("Name", "Code", "Mentions", "Briefs"), tuple(rows))


def timeline(ground: Ground) -> Listing:
    """The dates within the passages, in their order, each with its sentence."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for one in ground.inside("date"):
        brief = ground.briefs.get(one.brief)
        value, assumed = with_year(one.mention.value, brief.date if brief else "")
        if value:
            shown = short_date(value) + (" (year inferred)" if assumed else "")
            found.append((value, (shown, _sentence(ground, one), _cited(ground, one))))
    found.sort(key=lambda row: row[0])
    return Listing("Timeline", ("Date", "What is said", "Source"), tuple(dict.fromkeys(row for _, row in found)))


def figures(ground: Ground) -> Listing:
    """The sums within the passages, each with its sentence."""
    rows = []
    for one in ground.inside("money"):
        brief = ground.briefs.get(one.brief)
        as_of = short_date(brief.date) if brief else ""
        rows.append((" ".join(one.mention.text.split()), _sentence(ground, one), as_of, _cited(ground, one)))
    return Listing("Figures", ("Figure", "What is said", "As of", "Source"), tuple(dict.fromkeys(rows)))


def changes(
    ground: Ground, passages: Iterable[Passage], since: str, paragraphs: Iterable[ChangedParagraph] = ()
) -> Listing:
    """What is new among briefs and passages since a day (ISO 8601), which passages have lost their words, and which
    `paragraphs` of the briefs are not as they were."""
    rows: list[tuple[str, str, str, str]] = []
    for brief in ground.briefs.values():
        if since and brief.added[: len(since)] >= since:
            rows.append((brief.added[:10], "New brief", title_of(brief), title_of(brief)))
    for one in paragraphs:
        titled = title_of(ground.briefs[one.brief]) if one.brief in ground.briefs else ""
        where = ground.cited(one.brief, one.start, one.end) if one.end else titled
        rows.append((one.day, one.what, _short(one.words), where))
    for passage in passages:
        kind = _LOST.get(passage.status, "")
        if not kind and (not since or passage.created[: len(since)] >= since):
            kind = "Marked"
        elif not kind and passage.changed[: len(since)] >= since:
            kind = "Note, tag or place changed"
        if kind:
            start, end = passage.start or 0, passage.end or 0
            brief_of = ground.briefs.get(passage.brief)
            where = ground.cited(passage.brief, start, end) if end else title_of(brief_of) if brief_of else ""
            rows.append((passage.changed[:10], kind, _short(passage.exact), where))
    rows.sort(key=lambda row: row[0])
    shown = tuple((short_date(day), *rest) for day, *rest in rows)
    return Listing("Changes", ("Day", "What", "Words", "Source"), shown)


def annex(ground: Ground, passages: Iterable[Passage]) -> Iterator[Around]:
    """Each passage within the blocks of text it touches."""
    for passage in passages:
        document = ground.documents.get(passage.brief)
        if document is None or passage.start is None or passage.end is None or passage.status not in ("exact", "moved"):
            continue
        first, last = document.block_at(passage.start), document.block_at(max(passage.start, passage.end - 1))
        low = first.start if first else passage.start
        high = last.end if last else passage.end
        brief = ground.briefs.get(passage.brief)
        yield Around(
            _flat(document.text[low : passage.start]),
            _flat(document.text[passage.start : passage.end]),
            _flat(document.text[passage.end : high]),
            ground.maker.cite(passage.brief, passage.start, passage.end, passage.id),
            brief.language if brief else "",
            direction(document.text[low:high]),
        )


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _BRIEFLY else f"{words[:_BRIEFLY].rsplit(' ', 1)[0]} […]"


def _entities(ground: Ground, types: Sequence[str]) -> Iterator[tuple[str, list[Mention], str, int]]:
    """(name, its mentions, where it is first named in a passage, how often the cited briefs name it), the most named
    first."""
    inside: dict[tuple[str, str], FoundMention] = {}
    for one in ground.inside(*types):
        inside.setdefault((one.mention.type, one.mention.name), one)
    all_of: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for one in ground.mentions:
        all_of[one.mention.type, one.mention.name].append(one.mention)
    for key in sorted(inside, key=lambda key: (types.index(key[0]), -len(all_of[key]), key[1].casefold())):
        yield key[1], all_of[key], _cited(ground, inside[key]), len(all_of[key])


def _aliases(name: str, mentions: Iterable[Mention]) -> list[str]:
    counted = Counter(" ".join(mention.text.split()) for mention in mentions)
    return sorted((text for text in counted if text.casefold() != name.casefold()), key=lambda text: -counted[text])[:4]


def _sentence(ground: Ground, one: FoundMention) -> str:
    """The sentence around a mention, as the brief has it."""
    document = ground.documents.get(one.brief)
    if document is None:
        return ""
    block = document.block_at(one.mention.start)
    low, high = (block.start, block.end) if block else (one.mention.start, one.mention.end)
    sentences = sentences_in(document.text, low, high)
    at = bisect_right(sentences, one.mention.start, key=lambda span: span.start) - 1
    if at < 0:
        return _flat(document.text[low:high]).strip()
    text = _flat(document.text[sentences[at].start : sentences[at].end]).strip()
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} […]"


def _cited(ground: Ground, one: FoundMention) -> str:
    return ground.cited(one.brief, one.mention.start, one.mention.end)


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _flat(text: str) -> str:
    """Text on one line; blanks at its ends stay, one of each."""
    words = " ".join(text.split())
    return f"{' ' * text[:1].isspace()}{words}{' ' * text[-1:].isspace()}" if words else ""
