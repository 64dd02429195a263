"""Words of a text, and the runs of capitalised words in it.

The rules read a *plain* text: of the same length as the canonical one, so that every offset holds in both, with
typographic apostrophes, hyphens and spaces made simple, words of impossible length blanked, and lines set in
capitals brought back to ordinary case where the rest of the brief shows how.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from briefreader.analysis.lexicon import UPPER, lexicon

_SIMPLE = (
    {ord(c): "'" for c in "’‘ʼ‛`´"} | {ord(c): "-" for c in "‐‑"} | {ord(c): " " for c in "\t\u00a0\u2007\u2009\u202f"}
)
_MONSTER = re.compile(r"\S{200,}")
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,6}}|[{UPPER}]&[{UPPER}]\b|[^\W_]{{1,60}}(?:['&-][^\W_]{{1,60}}){{0,5}}")
_PREFIXED = re.compile(rf"(?:al|el|an|ar|as|ad|at|ash|ben|bin|ibn|abu|d|l)[-'][{UPPER}]")
_LABEL = re.compile(rf"[{UPPER}][{UPPER} .'-]{{2,50}}:")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the plain text without its possessive. `cap`: it may be part of a name. `joined`: only one space
    parts it from the word before. `initial`: its capital may be due to its place (start of sentence, line, quote)."""

    start: int
    end: int
    text: str
    cap: bool
    joined: bool
    initial: bool


def _line_tokens(line: str, offset: int, abbreviations: frozenset[str]) -> list[Token]:
    tokens: list[Token] = []
    reached = 0
    for match in _WORD.finditer(line):
        start, end = match.span()
        word = match.group()
        gap = line[reached:start]
        if len(word) > 2 and word[-2:] in ("'s", "'S"):
            end -= 2
            word = word[:-2]
        elif line[end : end + 1] == "." and (
            word in abbreviations or (len(word) == 1 and word.isupper() and line[end + 1 : end + 2] in (" ", ""))
        ):
            end += 1
            word += "."
        initial = not tokens or any(mark in gap for mark in '.!?:;"“”«»(•–—|') or bool(gap.strip(" ,'-/"))
        tokens.append(
            Token(
                offset + start,
                offset + end,
                word,
                word[0].isupper() or bool(_PREFIXED.match(word)),
                gap in (" ", "  ") and bool(tokens),
                initial,
            )
        )
        reached = end
    return tokens


def tokenise(plain: str) -> list[Token]:
    """The words of `plain`, in order."""
    abbreviations = lexicon().abbreviations
    tokens: list[Token] = []
    offset = 0
    for line in plain.split("\n"):
        if line:
            tokens.extend(_line_tokens(line, offset, abbreviations))
        offset += len(line) + 1
    return tokens


def plain_text(text: str, known: Iterable[str] = ()) -> tuple[str, frozenset[int]]:
    """`text` made simple, code point for code point, and the numbers of the lines that are set in capitals. `known`
    are names whose spelling such lines may take."""
    simple = text.translate(_SIMPLE)
    if len(simple) > 200:
        simple = _MONSTER.sub(lambda match: "\n" * len(match.group()), simple)
    lines = simple.split("\n")
    shouted = [index for index, line in enumerate(lines) if _is_shouted(line)]
    labelled = [index for index, line in enumerate(lines) if _LABEL.match(line)]
    if not shouted and not labelled:
        return simple, frozenset()
    spelling = _spellings(lines, set(shouted), known)
    for index in shouted:
        lines[index] = _unshout(lines[index], spelling)
    for index in set(labelled).difference(shouted):
        end = lines[index].index(":")
        lines[index] = _unshout(lines[index][: end + 1], spelling) + lines[index][end + 1 :]
    return "\n".join(lines), frozenset(shouted)


def _is_shouted(line: str) -> bool:
    return line.isupper() and len(line) > 8 and " " in line.strip() and sum(map(str.isalpha, line)) > len(line) // 2


def _spellings(lines: list[str], shouted: set[int], known: Iterable[str]) -> dict[str, str]:
    """How each word is written in ordinary lines: key in capitals. Ordinary use beats use at a sentence's start."""
    counts: dict[str, Counter[str]] = {}
    for index, line in enumerate(lines):
        if index in shouted:
            continue
        label = _LABEL.match(line)
        for position, match in enumerate(_WORD.finditer(line, label.end() if label else 0)):
            word = match.group()
            counts.setdefault(word.upper(), Counter())[word] += 1 if position == 0 and word[0].isupper() else 5
    spelling = {word.upper(): word for name in known for word in name.split() if word.lower() not in lexicon().stop}
    spelling |= {upper: ways.most_common(1)[0][0] for upper, ways in counts.items()}
    return spelling


def _unshout(line: str, spelling: dict[str, str]) -> str:
    label_end = line.find(":") if _LABEL.match(line) else -1
    after_title = False
    pieces: list[str] = []
    reached = 0
    titles = {title.upper() for title in lexicon().title_words}
    for match in _WORD.finditer(line):
        word = match.group()
        shown = spelling.get(word)
        dotted = word + "." if line[match.end() : match.end() + 1] == "." else word
        if dotted in titles or word in titles:
            shown = word.capitalize()
            after_title = True
        elif shown is None or len(shown) != len(word):
            if word.lower() in lexicon().stop:
                shown = word.lower()
            elif after_title or match.start() < label_end or "." in word:
                shown = "-".join(part.capitalize() for part in word.split("-")) if "." not in word else word
            else:
                shown = word.lower()
        pieces += (line[reached : match.start()], shown if len(shown) == len(word) else word)
        reached = match.end()
    pieces.append(line[reached:])
    return "".join(pieces)
