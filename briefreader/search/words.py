"""Words of a text with exact offsets: what counts as a word, and under which terms it is found.

A text is cut into chunks (runs of letters and digits, held together by hyphens, apostrophes and dots), and each
chunk is analysed into tokens. A token has a surface (folded: lower case, no accents) and a term (the stem), a
position that counts words, and a width in positions. What users notice:

- `Zürich` = `zurich`, `Straße` = `strasse`, curly and straight apostrophes are one, `Iran's` = `Iran`;
- `U.S.` = `US`, and in capitals neither is the pronoun: a stop word in capitals is a term of its own (`US`);
- a hyphenated word is found by its parts and joined: `S-400` is `s`, `400`, and `s400` over both (width 2);
- `1,200` = `1200`; digits of all scripts are one;
- scripts written without spaces become single characters and pairs of neighbours;
- each block begins `BLOCK_GAP` positions further, so that no phrase runs across a paragraph's end.

The term of a joined word carries its width ("s400~2"): a phrase knows how far to step without asking the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from briefreader.search.folding import fold, term_of
from briefreader.search.stopwords import STOP_WORDS

BLOCK_GAP = 50
LONGEST_TERM = 64
_LONGEST_FOLDED = 16 * LONGEST_TERM  # code points: putting a heap of accents in order takes quadratic time
MOST_PARTS = 4
_REMEMBERED = 200_000
_SHORT_CHUNK = 40


class Token(NamedTuple):
    """A word or part of one. `position` and `width` count words; `start`, `end` are code points.

    `term` is what the stem index holds, `surface` what prefixes are compared with."""

    position: int
    width: int
    start: int
    end: int
    term: str
    surface: str


class Chunk(NamedTuple):
    """The tokens of one chunk, positions and offsets counted from its start; how many positions it takes, and how many
    of its words count in the ranking."""

    advance: int
    telling: int
    tokens: tuple[Token, ...]


def _ranges(points: Sequence[int]) -> str:
    """A regular expression's character ranges for sorted code points."""
    result: list[str] = []
    first = points[0]
    for here, following in pairwise([*points, -1]):
        if following != here + 1:
            result.append(f"{chr(first)}-{chr(here)}")
            first = following
    return "".join(result)


# Python's \w knows no combining marks, yet a decomposed accent or a vowel sign stands inside the word.
_MARK_BLOCKS = (
    (0x300, 0x1E00),
    (0x20D0, 0x20F1),
    (0x302A, 0x309B),
    (0xA66F, 0xAC00),
    (0xFB1E, 0xFB1F),
    (0xFE20, 0xFE30),
)
_MARKS = _ranges([p for low, high in _MARK_BLOCKS for p in range(low, high) if unicodedata.category(chr(p))[0] == "M"])
_LETTER = f"[\\w\u200c\u200d{_MARKS}]"
_HYPHENS = "\\-\u2010\u2011\ufe63\uff0d"
_APOSTROPHES = "'\u2019\u02bc\u2018\uff07"
_DIGIT_GAPS = "\u00a0\u202f\u2009"
CHUNK = re.compile(
    f"{_LETTER}+(?:(?:[.{_HYPHENS}{_APOSTROPHES}]|(?<=\\d)[,{_DIGIT_GAPS}](?=\\d\\d\\d(?!\\d))){_LETTER}+){{0,15}}"
    "(?:(?<=\\.[^\\W\\d_])\\.)?"
)
_JOINT = re.compile(f"[_{_HYPHENS}{_APOSTROPHES}\u02bc]")
JOINT_MARK = f"[_.,{_HYPHENS}{_APOSTROPHES}{_DIGIT_GAPS}]?"
"""A regular expression for what may stand between two letters that become neighbours in a token."""
_ATOM_BREAK = re.compile(f"[.,{_DIGIT_GAPS}]")
_ACRONYM = re.compile("(?:[^\\W\\d_]\\.){1,9}[^\\W\\d_]\\.?")
_NUMBER = re.compile(f"\\d{{1,3}}(?:[,{_DIGIT_GAPS}{_APOSTROPHES}]\\d{{3}})+(?:\\.\\d+)?|\\d+\\.\\d+")
_NOT_IN_NUMBER = re.compile(f"[,{_DIGIT_GAPS}{_APOSTROPHES}]")
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[{_UNSPACED}{_MARKS}]*[{_UNSPACED}][{_UNSPACED}{_MARKS}]*|[^{_UNSPACED}]+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_UNIT = re.compile(f".[{_MARKS}\uff9e\uff9f]*", re.DOTALL)  # voiced kana of half width are two characters
_CONTRACTED = frozenset({"t", "ll", "re", "ve", "d", "m"})


class _Remembered(dict[str, Chunk]):
    """Analyses of chunks already met: most words of a text have been seen before."""

    def __missing__(self, chunk: str) -> Chunk:
        advance, found = _analyse(chunk)
        result = Chunk(advance, sum(map(telling, found)), tuple(found))
        if len(chunk) <= _SHORT_CHUNK:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[chunk] = result
        return result


_CHUNKS = _Remembered()
analyse = _CHUNKS.__getitem__


def marked(term: str, width: int) -> str:
    """The term of a joined word over `width` positions."""
    return term if width == 1 else f"{term}~{width}"


def width_of(term: str) -> int:
    """The positions a stored term covers."""
    return int(term[-1]) if len(term) > 2 and term[-2] == "~" else 1


def telling(token: Token) -> bool:
    """Whether the token counts in the ranking: no stop word (unless in capitals), no joined form or pair."""
    return token.width == 1 and (token.surface not in STOP_WORDS or token.term == token.surface.upper())


def _word(text: str, position: int, start: int, end: int) -> list[Token]:
    """One word as one token; none when folding leaves nothing of it."""
    surface = fold(text[:_LONGEST_FOLDED])[:LONGEST_TERM]
    if not surface:
        return []
    capital = len(surface) > 1 and surface in STOP_WORDS and text.isupper()
    return [Token(position, 1, start, end, surface.upper() if capital else term_of(surface), surface)]


_folded = lru_cache(maxsize=20_000)(lambda unit: fold(unit[:_LONGEST_FOLDED])[:LONGEST_TERM])


def _unspaced(text: str, position: int, start: int) -> tuple[int, list[Token]]:
    """Single characters and pairs of neighbours of a run written without spaces."""
    units = [(m.start(), m.end(), _folded(m[0])) for m in _UNIT.finditer(text)]
    units = [unit for unit in units if unit[2]]
    tokens: list[Token] = []
    for index, (low, high, folded) in enumerate(units):
        tokens.append(Token(position + index, 1, start + low, start + high, folded, folded))
        if index + 1 < len(units):
            pair = folded + units[index + 1][2]
            tokens.append(Token(position + index, 2, start + low, start + units[index + 1][1], pair, pair))
    return len(units), tokens


def _atom(text: str, position: int, start: int) -> tuple[int, list[Token]]:
    """What stands between two hyphens or apostrophes: an acronym, a number, or words around dots."""
    if _ACRONYM.fullmatch(text):
        letters = text.replace(".", "")
        return 1, _word(letters.upper(), position, start, start + len(text))
    if _NUMBER.fullmatch(text):
        return 1, _word(_NOT_IN_NUMBER.sub("", text), position, start, start + len(text))
    tokens: list[Token] = []
    first = position
    offset = 0
    for piece in _ATOM_BREAK.split(text):
        for run in _RUN.finditer(piece):
            here = start + offset + run.start()
            if _IS_UNSPACED.search(run[0]):
                count, found = _unspaced(run[0], position, here)
            else:
                found = _word(run[0], position, here, here + len(run[0]))
                count = len(found)
            tokens += found
            position += count
        offset += len(piece) + 1
    return position - first, tokens


def _analyse(chunk: str) -> tuple[int, list[Token]]:
    if chunk.isalnum() and (chunk.isascii() or not _IS_UNSPACED.search(chunk)):
        word = _word(chunk, 0, 0, len(chunk))
        return len(word), word
    if _NUMBER.fullmatch(chunk):
        return 1, _word(_NOT_IN_NUMBER.sub("", chunk), 0, 0, len(chunk))
    atoms, whole = _atoms(chunk)
    position = 0
    tokens: list[Token] = []
    single = "_" not in chunk
    for start, end in atoms:
        count, found = _atom(chunk[start:end], position, start)
        single = single and count == 1 and len(found) == 1 and not _IS_UNSPACED.match(found[0].surface)
        tokens += found
        position += count
    if single and 2 <= len(atoms) <= MOST_PARTS:
        surface = "".join(token.surface for token in tokens)
        if len(surface) <= LONGEST_TERM:
            width = len(atoms)
            joined = Token(0, width, 0, whole, marked(term_of(surface), width), marked(surface, width))
            tokens.insert(1, joined)
    return position, tokens


def _atoms(chunk: str) -> tuple[list[tuple[int, int]], int]:
    """The parts of a chunk between hyphens and apostrophes, without a possessive s; and where the last ends.

    A contraction ("don't") stays one part: its apostrophe is dropped in folding."""
    bounds = [(m.start(), m.end()) for m in _JOINT.finditer(chunk)]
    starts = [0, *(end for _, end in bounds)]
    ends = [*(start for start, _ in bounds), len(chunk)]
    parts = list(zip(starts, ends, strict=True))
    if len(parts) > 1 and chunk[parts[-2][1]] in "'\u2019\u02bc\u2018\uff07":
        last = chunk[parts[-1][0] :].casefold()
        if last == "s":
            parts.pop()
        elif last in _CONTRACTED:
            parts[-2:] = [(parts[-2][0], parts[-1][1])]
    parts = [part for part in parts if part[0] < part[1]]
    return parts, parts[-1][1] if parts else 0


def tokens(text: str, starts: Sequence[int] = ()) -> Iterator[Token]:
    """The tokens of a canonical text in order of position. `starts` are where its blocks begin; without any, each
    line is a block."""
    position = 0
    for low, high in spans(text, starts):
        for match in CHUNK.finditer(text, low, high):
            advance, _, found = analyse(match[0])
            offset = match.start()
            for token in found:
                yield Token(position + token[0], token[1], offset + token[2], offset + token[3], token[4], token[5])
            position += advance
        position += BLOCK_GAP


def telling_words(text: str) -> int:
    """How many words of a text count in the ranking: its length there."""
    return sum(analyse(chunk)[1] for chunk in CHUNK.findall(text))


def spans(text: str, starts: Sequence[int] = ()) -> Iterator[tuple[int, int]]:
    """The blocks of a text as (start, end). Text before the first start belongs to a block of its own."""
    if not starts:
        starts = [match.end() for match in re.finditer("\n", text)]
    edges = sorted({0, len(text), *(start for start in starts if 0 < start < len(text))})
    yield from pairwise(edges)


__all__ = [
    "BLOCK_GAP",
    "CHUNK",
    "Chunk",
    "Token",
    "analyse",
    "marked",
    "spans",
    "telling",
    "telling_words",
    "tokens",
    "width_of",
]
