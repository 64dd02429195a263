"""What the model says, mended: spans without what is no part of the name, labels the words themselves disprove."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from briefreader.analysis import dates
from briefreader.analysis.canvas import Candidate, SpanType
from briefreader.analysis.gazetteer import Gazetteer
from briefreader.analysis.model import Model
from briefreader.analysis.words import Words, is_name_like

_LABELS: dict[str, SpanType] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "EVENT": "event",
    "LAW": "law",
    "DATE": "date",
    "MONEY": "money",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
}
_EDGE = " \t\n\"“”'‘([{,;:–—-•*…)]}/\\|<>#"
_LEAD = re.compile(
    r"(?:[Tt]he|[Aa]n?|THE|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Ii]ts|[Tt]heir|[Oo]ur|[Hh]is|[Hh]er|[Mm]y)\s+(?=\S)"
)
_DATE_LEAD = re.compile(
    r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur|[Hh]is|[Hh]er|[Aa]t|least|[Bb]etween|[Ff]rom|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Ii]n"
    r"|[Oo]n|[Aa]bout|[Aa]round|[Aa]pproximately|[Ss]ome)\s+(?=\S)"
)
_PREFIX = re.compile(r"(?:[Pp]ro|[Aa]nti|ex|non|post|pre|mid|then)-(?=[^\W\d_a-z])")
_POSSESSIVE = re.compile(r"'s?$|'S$")
_NUMBERED_PART = re.compile(
    r"(?:Volumes?|Vol\.|Titles?|Sections?|Sec\.|Chapters?|Parts?|Tables?|Figures?|Annex(?:es)?|Appendix|Box|Phase|Tab|No\.)\s[\dIVXLA-C.-]+\b"
)
_STATE_OF = re.compile(
    r"(?:[Uu]nited )?(?:State|Republic|Kingdom|Islamic Republic|Federal Republic) of (?:the )?(?=[^\W\da-z])"
)
_CURRENCY = re.compile(
    r"[$£€¥₽₹₴₺₪]\s?\d|\b(?:dollars?|euros?|pounds?|ro?ubles?|yuan|yen|rials?|rupees?|francs?|kron[ae]r?|USD|EUR|GBP)\b"
)
_DOUBLE_NAME = re.compile(r"(?:[^\W\d_a-z][^\W\d_A-Z]+ ){1,2}[^\W\d_a-z][^\W\d_A-Z]{2,}-[^\W\d_a-z][^\W\d_A-Z]{2,}$")
# Marks that no name holds: what stands behind the first of them is not part of it.
_FOREIGN = re.compile(r"[\[\](){}<>|@#§\n\t]|https?:|www\.|  ")


def trim(plain: str, start: int, end: int, kind: SpanType) -> tuple[int, int]:
    """The span without marks at its edges and, for a name or date, without article and possessive."""
    lead = _DATE_LEAD if kind == "date" else _LEAD
    while True:
        before = (start, end)
        while start < end and plain[start] in _EDGE:
            start += 1
        while end > start and plain[end - 1] in _EDGE:
            end -= 1
        if kind != "money":
            if match := lead.match(plain, start, end):
                start = match.end()
            if kind != "date" and end - start > 2 and (match := _POSSESSIVE.search(plain[max(start, end - 3) : end])):
                end -= len(match.group())
        if (start, end) == before:
            return before


def model_candidates(words: Words, model: Model) -> Iterator[Candidate]:
    """The model's spans over the whole text, mended.

    Lines with neither capital nor digit hold no name; in lines set in capitals the model sees names everywhere.
    Neither is read.
    """
    offsets: list[int] = []
    texts: list[str] = []
    offset = 0
    for number, line in enumerate(words.plain.split("\n")):
        if number not in words.shouted and (any(map(str.isupper, line)) or any(map(str.isdigit, line))):
            offsets.append(offset)
            texts.append(line)
        offset += len(line) + 1
    for line_offset, spans in zip(offsets, model.spans([_folded(text) for text in texts]), strict=True):
        for start, end, label in spans:
            kind = _LABELS.get(label)
            if kind is not None:
                for first, behind in _parts(words.plain, line_offset + start, line_offset + end, kind, words.gazetteer):
                    candidate = _mended(words, first, behind, kind)
                    if candidate is not None:
                        yield candidate


def _folded(text: str) -> str:
    """`text` without accents, of the same length: the model knows few names that have any."""
    if text.isascii():
        return text
    return "".join(letter if letter < "\u00c0" else _base(letter) for letter in text)


@cache
def _base(letter: str) -> str:
    plain = unicodedata.normalize("NFD", letter)[0]
    return _BARRED.get(letter) or (plain if plain.isascii() else letter)


# Letters that no decomposition takes apart.
_BARRED = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T"}


_PAIR = re.compile(r"([^\W\d_a-z][\w'-]+) and ([^\W\d_a-z][\w'-]+)$")


def _parts(plain: str, start: int, end: int, kind: SpanType, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Two places that the model took for one: "Cuemba and Munhango"."""
    pair = _PAIR.match(plain, start, end) if kind in ("place", "organisation") else None
    if pair is None:
        return [(start, end)]
    known = [entry for entry in map(gazetteer.get, pair.groups()) if entry is not None and entry.type == "place"]
    return [pair.span(1), pair.span(2)] if kind == "place" or known else [(start, end)]


def _mended(words: Words, start: int, end: int, kind: SpanType) -> Candidate | None:
    plain = words.plain
    start, end = trim(plain, start, end, kind)
    if foreign := _FOREIGN.search(plain, start, end):
        start, end = trim(plain, start, foreign.start(), kind)
    if end <= start:
        return None
    text = plain[start:end]
    if kind == "date":
        return Candidate(start, end, kind, "model") if dates.is_point(text) else None
    if kind == "money":
        return Candidate(start, end, kind, "model") if _CURRENCY.search(text) else None
    if match := _PREFIX.match(text):
        start += match.end()
        text = text[match.end() :]
    start, end = _without_small_ends(plain, start, end, words)
    start = _behind_demand(words, start, end)
    text = plain[start:end]
    if kind in _NOT_COUNTED and (_is_counted(text, words) or _is_row(words, start, end)):
        return None
    if not any(map(str.isupper, text)) or sum(map(str.isalnum, text)) < 2:
        return None
    if kind in _HEADED and not _HEADED[kind](words) & set(text.split(" ")):
        return Candidate(start, end, "other", "model")
    if _NUMBERED_PART.match(text) and kind != "law":
        return None
    if (
        (match := _STATE_OF.match(text))
        and (entry := words.gazetteer.get(text[match.end() :]))
        and entry.type == "country"
    ):
        return Candidate(start, end, "country", "model", name=entry.name, country=entry.country)
    if (
        kind in ("person", "organisation", "place")
        and text != "US"
        and (text.lower() in words.lexicon.common or text.lower() in words.lexicon.stop)
    ):
        return None
    if kind == "person":
        start = _behind_title(words, start, end)
        text = plain[start:end]
    if _is_ordinary(text, words):
        return None
    return Candidate(start, end, _mended_type(text, kind, words), "model")


_NOT_COUNTED: frozenset[SpanType] = frozenset(["person", "organisation", "place", "group", "other"])
_COUNTER = re.compile(r"[A-Z]|\d{1,3}[A-Za-z]?|[IVX]{1,5}|[A-Z]\d")


def _is_counted(text: str, words: Words) -> bool:
    """True for a part of a plan: "Option B"."""
    head, _, counter = text.rpartition(" ")
    return head in words.lexicon.counted and _COUNTER.fullmatch(counter) is not None


def _is_row(words: Words, start: int, end: int) -> bool:
    """True for a line of four or more capitalised words none of which belongs to a name: the heads of a table."""
    plain = words.plain
    if (start and plain[start - 1] != "\n") or (end < len(plain) and plain[end] != "\n"):
        return False
    parts = plain[start:end].split(" ")
    return (
        len(parts) >= 4
        and all(is_name_like(part) for part in parts)
        and parts[-1] not in words.heads
        and not any(words.gazetteer.get(part) or words.is_given(part) for part in parts)
    )


def _behind_demand(words: Words, start: int, end: int) -> int:
    """Where the name begins behind a verb that opens the sentence: "Invite Norway" asks for Norway."""
    space = words.plain.find(" ", start, end)
    if space < 0 or words.plain[start:space] not in words.lexicon.demands or not words.opens_sentence(start):
        return start
    if words.is_given(words.plain[start:space]) or not words.plain[space + 1 : space + 2].isupper():
        return start
    if words.plain[space + 1 : end].rsplit(" ", 1)[-1] in words.heads:
        return start  # "Fund Council" is a body though "Fund" is a verb
    return space + 1


def _without_small_ends(plain: str, start: int, end: int, words: Words) -> tuple[int, int]:
    """The span without the small words around a name: "Khost province", "council of the Baltic Fund"."""
    while (space := plain.rfind(" ", start, end)) >= 0 and plain[space + 1 : end].islower():
        end = space
    while (space := plain.find(" ", start, end)) >= 0 and plain[start:space].isalpha() and plain[start:space].islower():
        if plain[start:space] in words.lexicon.particles:
            break
        start = space + 1
    return start, end


# On laws and events the model is right one time in three: believed only where a word says what it is.
_LAW_WORDS = frozenset(
    ["Article", "Section", "Constitution", "Amendment", "Plan", "Code", "Rule", "Declaration", "Doctrine"]
)
_EVENT_WORDS = frozenset(
    ["Conference", "Forum", "Festival", "Cup", "Championship", "Championships", "Day", "Week", "Congress", "Dialogue"]
)
_HEADED: dict[SpanType, Callable[[Words], frozenset[str]]] = {
    "law": lambda words: words.lexicon.law_heads | _LAW_WORDS,
    "event": lambda words: words.lexicon.event_heads | _EVENT_WORDS,
}


def _is_ordinary(text: str, words: Words) -> bool:
    """True when every word also stands in small letters in the brief: a heading's words, not a name."""
    if words.gazetteer.get(text) is not None:
        return False
    parts = [part for part in re.split(r"[ -]", text) if part]
    if not any(part[0].isupper() for part in parts):
        return False
    if len(parts) > 1 and (parts[-1] in words.heads or parts[0] in words.heads):
        return False
    return all(not part[0].isupper() or words.is_mostly_small(part, alone=len(parts) == 1) for part in parts)


def _mended_type(text: str, kind: SpanType, words: Words) -> SpanType:
    """The type that the words themselves prove against the model's label."""
    parts = text.split(" ")
    lexicon = words.lexicon
    if (
        text.rstrip("s") in lexicon.not_organisations
        or text in lexicon.titles
        or all(part in lexicon.titles for part in parts)
    ):
        return "other"
    if kind in ("person", "place", "organisation") and len(parts) > 1 and parts[-1] in lexicon.thing_words:
        return "other"
    if kind == "person":
        if any(map(str.isdigit, text)):
            return "other"
        if len(parts) > 1 and parts[-1] in lexicon.capital_place_heads:
            return "place"
        if parts[-1] in lexicon.organisation_heads or (len(parts) > 1 and parts[-1] in lexicon.company_words):
            return "organisation"
        if len(parts) > 1 and parts[-1] in lexicon.titles:
            return "other"
    elif kind in ("organisation", "place", "group", "other") and words.gazetteer.get(text) is None:
        named = (words.is_given(parts[0]) or _DOUBLE_NAME.match(text)) and all(
            is_name_like(p) or p[1:] == "." for p in parts
        )
        if named and len(parts) <= 3 and not any(part in words.heads for part in parts) and not any(
            words.gazetteer.get(piece) for part in parts for piece in (part, *part.split("-"))
        ) and (kind != "place" or len(parts) > 1):  # fmt: skip
            return "person"
    return kind


def _behind_title(words: Words, start: int, end: int) -> int:
    text = words.plain[start:end].split(" ")
    taken = 0
    while taken < len(text) - 1:
        for title in words.lexicon.title_words.get(text[taken], ()):
            if tuple(text[taken : taken + len(title)]) == title and taken + len(title) < len(text):
                taken += len(title)
                break
        else:
            break
    return start + sum(len(word) + 1 for word in text[:taken])
