"""The query language: what the user typed becomes a tree, and nothing they type is an error unless it says nothing.

    sanctions oil            both words, in any form of them
    "oil price cap"          these words in this order
    sanctions OR embargo     either;  AND, NOT and - as one expects, parentheses group
    sanct*                   words that begin so (two letters at least)
    title:sanctions          in the title;  title:"price cap", title:(oil OR gas)

Quotation marks and parentheses that are not closed end with the query. An operator with nothing to work on is left
out. Fields that do not exist are read as words, and `Query.notice` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from briefreader.errors import SearchError
from briefreader.search.tree import And, Node, Not, Or, Query, Slot, Step, Title, Words, exact
from briefreader.search.words import CHUNK, Token, analyse, telling
from briefreader.text.normalize import canonical

MOST_CHARACTERS = 2_000
MOST_WORDS = 64
DEEPEST = 20
SHORTEST_PREFIX = 2
_OPENING = '"\u201c\u201d\u201e\u00ab\u00bb\u2033'
_PIECE = re.compile(
    f"\\s+|(?P<open>\\()|(?P<close>\\))|(?P<not>[-\u2212](?=[^\\s)\\-]))|(?P<quote>[{_OPENING}])(?P<inside>[^{_OPENING}]*)[{_OPENING}]?"
    f"|(?P<field>[A-Za-z]+):(?=[^\\s:/])|(?P<word>[^\\s(){_OPENING}]+)"
)
_FUZZY = re.compile("(?<=\\w)~\\d?$")
_LATER = "author path kind tag note entity person org place speaker said date is has"
_LATER_FIELDS = frozenset(_LATER.split())
_OPERATORS = frozenset({"AND", "OR", "NOT"})

Kind = Literal["words", "phrase", "and", "or", "not", "open", "close", "title"]


class Piece(NamedTuple):
    """A lexical piece of the query; `start`, `end` are code points of it."""

    kind: Kind
    text: str
    start: int
    end: int


def parse(text: str, *, typing: bool = False) -> Query:
    """The query `text` means. With `typing`, its last word may be unfinished and also stands for its completions.

    Raises SearchError when there is no word in it to look for.
    """
    whole = canonical(text)  # what a suggestion is cut into must be what the offsets of the words are counted in
    source = whole[:MOST_CHARACTERS]
    notices: list[str] = []
    pieces = list(_pieces(source, notices))
    parser = _Parser(pieces, typing and not source[-1:].isspace(), len(source))
    tree = parser.tree()
    if tree is None:
        raise SearchError("The search holds no word to look for.", "Type a word, or a phrase in quotation marks.")
    if len(whole) > MOST_CHARACTERS or parser.left_out:
        notices.append(f"Only the first {MOST_WORDS} words of the search were used.")
    return Query(whole, tree, " ".join(dict.fromkeys(notices + parser.notices)))


def _pieces(source: str, notices: list[str]) -> Iterator[Piece]:
    at = 0
    while match := _PIECE.match(source, at):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "open":
            yield Piece("open", "(", start, end)
        elif kind == "close":
            yield Piece("close", ")", start, end)
        elif kind == "not" and (start == 0 or source[start - 1] in " \t\n(\u00a0:"):
            yield Piece("not", "-", start, end)
        elif kind == "inside":
            yield Piece("phrase", match["inside"], match.start("inside"), match.end("inside"))
        elif kind == "field" and match["field"].lower() == "title":
            yield Piece("title", "", start, end)
        elif kind == "field" and match["field"].lower() in _LATER_FIELDS:
            notices.append(
                f"Searching by \u201c{match['field'].lower()}:\u201d is not possible yet; its words were looked for."
            )
        elif kind == "field":
            end = _word_end(source, start)
            yield Piece("words", source[start:end], start, end)
        elif kind == "word" and match["word"] in _OPERATORS:
            yield Piece({"AND": "and", "OR": "or", "NOT": "not"}[match["word"]], match["word"], start, end)  # type: ignore[arg-type]
        elif kind == "word":
            yield Piece("words", match["word"], start, end)
        at = end


def _word_end(source: str, start: int) -> int:
    """Where an unknown `field:value` or an address ends."""
    found = re.compile(f"[^\\s(){_OPENING}]+").match(source, start)
    return found.end() if found else start + 1


class _Parser:
    """Recursive descent over pieces: or, then and, then not, then a field, a group or words."""

    def __init__(self, pieces: list[Piece], typing: bool, length: int) -> None:
        self.pieces = pieces
        self.at = 0
        self.depth = 0
        self.words = 0
        self.left_out = False
        self.notices: list[str] = []
        self.unfinished = length if typing else -1

    def tree(self) -> Node | None:
        """The whole query; what a stray closing parenthesis cuts off is joined as if it were not there."""
        parts: list[Node] = []
        while self.at < len(self.pieces):
            node = self._or()
            if node is not None:
                parts.append(node)
            if self._next_is("close"):
                self.at += 1
        return _and(parts)

    def _next_is(self, kind: Kind) -> bool:
        return self.at < len(self.pieces) and self.pieces[self.at].kind == kind

    def _or(self) -> Node | None:
        parts: list[Node] = []
        while True:
            node = self._and()
            if node is not None:
                parts.append(node)
            if not self._next_is("or"):
                break
            self.at += 1
        return Or(tuple(parts)) if len(parts) > 1 else (parts[0] if parts else None)

    def _and(self) -> Node | None:
        parts: list[Node] = []
        while self.at < len(self.pieces) and self.pieces[self.at].kind not in ("or", "close"):
            if self._next_is("and"):
                self.at += 1
                continue
            node = self._not()
            if node is not None:
                parts.append(node)
        return _and(parts)

    def _not(self) -> Node | None:
        negative = False
        while self._next_is("not"):
            negative = not negative
            self.at += 1
        node = self._operand()
        return Not(node) if negative and node is not None else node

    def _operand(self) -> Node | None:
        if self.at >= len(self.pieces) or self.pieces[self.at].kind in ("and", "or", "close"):
            return None
        piece = self.pieces[self.at]
        self.at += 1
        if piece.kind == "title":
            if self._next_is("not"):
                self.at += 1
                node = self._operand()
                return Not(Title(node)) if node is not None else None
            node = self._operand()
            return Title(node) if node is not None else None
        if piece.kind == "open":
            return self._group()
        slots = self._slots(piece)
        return Words(slots, quoted=piece.kind == "phrase") if slots else None

    def _group(self) -> Node | None:
        if self.depth >= DEEPEST:
            return None
        self.depth += 1
        node = self._or()
        self.depth -= 1
        if self._next_is("close"):
            self.at += 1
        return node

    def _slots(self, piece: Piece) -> tuple[Slot, ...]:
        slots: list[Slot] = []
        text = _FUZZY.sub("", piece.text) if piece.kind == "words" else piece.text
        if text != piece.text:
            self.notices.append(
                "Searching for similar spellings (~) is not possible yet; the word itself was looked for."
            )
        for match in CHUNK.finditer(text):
            start, end = piece.start + match.start(), piece.start + match.end()
            starred = piece.text[match.end() : match.end() + 1] == "*"
            unfinished = end == self.unfinished and piece.kind == "words"
            for slot in slots_of(match[0], start):
                slots.append(slot)
            if slots and (starred or unfinished):
                slots[-1] = self._completed(slots[-1], keep=unfinished and not starred)
        room = MOST_WORDS - self.words
        self.left_out = self.left_out or len(slots) > room
        self.words += min(len(slots), room)
        return tuple(slots[:room])

    def _completed(self, slot: Slot, keep: bool) -> Slot:
        """`slot` with the words that begin like it, beside (`keep`) or instead of itself."""
        if len(slot.surface) < SHORTEST_PREFIX and slot.surface.isascii():
            if not keep:
                self.notices.append(f"Before * at least {SHORTEST_PREFIX} letters are needed.")
            return slot
        if any(len(chain) > 1 and chain[-1].advance for chain in slot.alternatives):
            return slot  # a run without spaces is found inside longer runs as it is
        begin = (Step(prefix=slot.surface, advance=1 if slot.alternatives[0][-1].advance else 0),)
        return Slot((*slot.alternatives, begin) if keep else (begin,), slot.surface, slot.start, slot.end)


def _and(parts: list[Node]) -> Node | None:
    """All of `parts`; stop words stand back where another word says what is meant."""
    telling = [part for part in parts if not _is_stop(part)]
    if any(not isinstance(part, Not) for part in telling):
        parts = telling
    return And(tuple(parts)) if len(parts) > 1 else (parts[0] if parts else None)


def _is_stop(node: Node) -> bool:
    return _is_stop(node.part) if isinstance(node, Title) else isinstance(node, Words) and node.stop


def slots_of(chunk: str, offset: int) -> list[Slot]:
    """The words of one chunk of the query that begins at `offset`."""
    found = analyse(chunk).tokens
    joined = [token for token in found if token.width > 1 and "~" in token.term]
    if joined:
        whole = joined[0]
        parts = tuple(_step(token) for token in found if token is not whole)
        term = whole.term.rpartition("~")[0]
        surface = whole.surface.rpartition("~")[0]
        return [Slot(((exact(term),), parts), surface, offset, offset + whole.end)]
    pairs = [token for token in found if token.width == 2]
    slots: list[Slot] = []
    index = 0
    singles = [token for token in found if token.width == 1]
    while index < len(singles):
        run = [singles[index]]
        while any(pair.position == run[-1].position for pair in pairs) and index + len(run) < len(singles):
            run.append(singles[index + len(run)])
        slots.append(_run(run, pairs, offset) if len(run) > 1 else _single(singles[index], offset))
        index += len(run)
    return slots


def _single(token: Token, offset: int) -> Slot:
    return Slot(((_step(token),),), token.surface, offset + token.start, offset + token.end, not telling(token))


def _run(run: list[Token], pairs: list[Token], offset: int) -> Slot:
    """A run of a script without spaces: its pairs of neighbours, one after the other."""
    first, last = run[0].position, run[-1].position
    chain = [Step((pair.term,), advance=1) for pair in pairs if first <= pair.position < last]
    chain[-1] = Step(chain[-1].terms, advance=2)
    return Slot((tuple(chain),), "".join(token.surface for token in run), offset + run[0].start, offset + run[-1].end)


def _step(token: Token) -> Step:
    """A word in small letters also meets the same letters in capitals (`us`: us, US); not the other way round."""
    return exact(token.term) if telling(token) else exact(token.term, token.surface.upper())
