"""The query language: what the user typed becomes a tree, and nothing they type is an error unless it says nothing.

    sanctions oil            both words, in any form of them
    "oil price cap"          these words in this order
    sanctions OR embargo     either;  AND, NOT and - as one expects, parentheses group
    sanct*  sanctoins~       words that begin so (two letters at least);  words a slip or two away
    oil NEAR/5 price         at most five words apart, in one paragraph
    @UN                      whatever the briefs call it: UN, United Nations
    title:sanctions          in the title;  title:"price cap", title:(oil OR gas), note:ferry
    said:sanctions           in a quote;  speaker:Lind said:sanctions: in one quote of that speaker
    person:Lind              named so;  entity: org: country: place: speaker: author: path: kind: tag:
    date:2024-03..2025       is:unread is:tagged has:quotes has:notes

Quotation marks and parentheses that are not closed end with the query. An operator with nothing to work on is left
out, a field or value that does not exist is read as words: `Query.notice` says so, `Query.problem` where.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from briefreader.errors import SearchError
from briefreader.search import fields
from briefreader.search.pieces import Complaint, Kind, Piece, pieces
from briefreader.search.slots import SHORTEST_PREFIX, alias, completed, misspelt, slots_of
from briefreader.search.tree import And, Near, Node, Not, Or, Query, Slot, Title, Where, Within, Words
from briefreader.search.words import CHUNK
from briefreader.text.normalize import canonical

MOST_CHARACTERS = 2_000
MOST_WORDS = 64
DEEPEST = 20
DISTANCE = 10  # of NEAR without a number
FARTHEST = 40  # less than the gap between paragraphs
_FUZZY = re.compile("(?<=\\w)~(\\d?)$")

Aliases = Callable[[str], Sequence[str]]
"""What else the library's briefs call a name, itself included."""


def _no_aliases(name: str) -> Sequence[str]:
    return ()


def parse(text: str, *, typing: bool = False, aliases: Aliases = _no_aliases) -> Query:
    """The query `text` means. With `typing`, its last word may be unfinished and also stands for its completions.

    Raises SearchError when there is nothing in it to look for.
    """
    whole = canonical(text)  # what a suggestion is cut into must be what the offsets of the words are counted in
    source = whole[:MOST_CHARACTERS]
    complaints: list[Complaint] = []
    found = list(pieces(source, complaints))
    parser = _Parser(found, len(source) if typing and not source[-1:].isspace() else -1, aliases, complaints, typing)
    tree = parser.tree()
    if tree is None:
        raise SearchError("The search holds no word to look for.", "Type a word, or a phrase in quotation marks.")
    if len(whole) > MOST_CHARACTERS or parser.left_out:
        complaints.append(Complaint(f"Only the first {MOST_WORDS} words of the search were used.", 0, 0))
    notice = " ".join(dict.fromkeys(one.sentence for one in complaints))
    problem = next(((one.start, one.end) for one in complaints if one.end), None)
    return Query(whole, tree, notice, problem)


class _Parser:
    """Recursive descent over pieces: or, then and, then not, then near, then a field, a group or words."""

    def __init__(
        self, found: list[Piece], unfinished: int, aliases: Aliases, complaints: list[Complaint], typing: bool
    ) -> None:
        self.pieces = found
        self.at = 0
        self.depth = 0
        self.words = 0
        self.left_out = False
        self.unfinished = unfinished
        self.field = ""
        self._aliases = aliases
        self._complaints = complaints
        self._typing = typing

    def tree(self) -> Node | None:
        """The whole query; what a stray closing parenthesis cuts off is joined as if it were not there."""
        parts: list[Node] = []
        while self.at < len(self.pieces):
            node = self._or()
            if node is not None:
                parts.append(node)
            if self._next_is("close"):
                self._complain("A parenthesis is closed that was not opened.", self.pieces[self.at])
                self.at += 1
        return _and(parts)

    def _next_is(self, *kinds: Kind) -> bool:
        return self.at < len(self.pieces) and self.pieces[self.at].kind in kinds

    def _complain(self, sentence: str, piece: Piece) -> None:
        """Not while typing: what is missing is about to come."""
        if not self._typing:
            self._complaints.append(Complaint(sentence, piece.start, piece.end))

    def _or(self) -> Node | None:
        parts: list[Node] = []
        while True:
            node = self._and()
            if node is not None:
                parts.append(node)
            if not self._next_is("or"):
                break
            if node is None or self.at + 1 == len(self.pieces):
                self._complain("OR stands between two words.", self.pieces[self.at])
            self.at += 1
        return Or(tuple(parts)) if len(parts) > 1 else (parts[0] if parts else None)

    def _and(self) -> Node | None:
        parts: list[Node] = []
        while self.at < len(self.pieces) and not self._next_is("or", "close"):
            if self._next_is("and"):
                if not parts or self.at + 1 == len(self.pieces):
                    self._complain("AND stands between two words.", self.pieces[self.at])
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
        node = self._near()
        return Not(node) if negative and node is not None else node

    def _near(self) -> Node | None:
        node = self._operand()
        pairs: list[Node] = []
        while self._next_is("near"):
            sign = self.pieces[self.at]
            self.at += 1
            right = self._operand()
            if not isinstance(node, Words) or not isinstance(right, Words):
                self._complain("NEAR stands between two words or phrases.", sign)
                both = [part for part in (node, right) if part is not None]
                return _and([*pairs, *both])
            within = max(1, min(int(sign.text or DISTANCE), FARTHEST))
            pairs.append(Near(node, right, within))
            node = right
        return _and(pairs) if pairs else node

    def _operand(self) -> Node | None:
        if self.at >= len(self.pieces) or self._next_is("and", "or", "close", "near"):
            return None
        piece = self.pieces[self.at]
        self.at += 1
        match piece.kind:
            case "field":
                return self._in_field(piece)
            case "open":
                return self._group(piece)
            case "alias":
                return self._alias(piece)
            case "not":  # behind a field
                node = self._operand()
                return Not(node) if node is not None else None
        if piece.kind == "phrase" and not piece.whole:
            self._complain("A quotation mark is missing at the end of the phrase.", piece)
        return self._where(piece) if self.field else self._text(piece)

    def _text(self, piece: Piece) -> Words | None:
        slots = self._slots(piece)
        return Words(slots, quoted=piece.kind == "phrase") if slots else None

    def _group(self, opening: Piece) -> Node | None:
        if self.depth >= DEEPEST:
            return None
        self.depth += 1
        node = self._or()
        self.depth -= 1
        if self._next_is("close"):
            self.at += 1
        else:
            self._complain("A parenthesis is not closed.", opening)
        return node

    def _in_field(self, piece: Piece) -> Node | None:
        """What stands behind a field: a word, a phrase or a group."""
        if self._next_is("not"):
            self.at += 1
            node = self._in_field(piece)
            return Not(node) if node is not None else None
        before, self.field = self.field, piece.text if piece.text in fields.WHERE else ""
        node = self._operand()
        self.field = before
        if node is None:
            self._complain(f"Something to look for is missing behind “{piece.text}:”.", piece)
            return None
        match piece.text:
            case "title":
                return Title(node)
            case "said" | "note":
                return Within("said" if piece.text == "said" else "note", node)
        return node

    def _where(self, piece: Piece) -> Node | None:
        value = piece.text.strip()
        if complaint := fields.complaint(self.field, value):
            self._complain(complaint, piece)
            return self._text(piece)
        if not any(letter.isalnum() for letter in value):
            return None
        if piece.end == self.unfinished and piece.kind == "words" and self.field not in ("date", "is", "has"):
            value += "*"
        return Where(self.field, value, piece.start, piece.end)

    def _alias(self, sign: Piece) -> Node | None:
        if not self._next_is("words", "phrase"):
            return self._operand()
        piece = self.pieces[self.at]
        if self.field or not (names := self._aliases(piece.text)):
            if not self.field:
                self._complain(f"No other name of “{piece.text}” is known.", piece)
            return self._operand()
        self.at += 1
        self.words += 1
        slot = alias([piece.text, *names], sign.start, piece.end)
        return Words((slot,), quoted=True) if slot is not None else None

    def _slots(self, piece: Piece) -> tuple[Slot, ...]:
        slots: list[Slot] = []
        fuzzy = _FUZZY.search(piece.text) if piece.kind == "words" else None
        text = piece.text[: fuzzy.start()] if fuzzy else piece.text
        for match in CHUNK.finditer(text):
            start, end = piece.start + match.start(), piece.start + match.end()
            starred = piece.text[match.end() : match.end() + 1] == "*"
            unfinished = end == self.unfinished and piece.kind == "words"
            slots += slots_of(match[0], start)
            if slots and (starred or unfinished):
                longer = completed(slots[-1], keep=unfinished and not starred)
                if longer is None and starred:
                    sentence = f"Before * at least {SHORTEST_PREFIX} letters are needed."
                    self._complaints.append(Complaint(sentence, start, end + 1))
                slots[-1] = longer or slots[-1]
        if fuzzy and slots:
            slots[-1] = misspelt(slots[-1], int(fuzzy[1]) if fuzzy[1] else None)
        room = max(0, MOST_WORDS - self.words)
        self.left_out = self.left_out or len(slots) > room
        self.words += min(len(slots), room)
        return tuple(slots[:room])


def _and(parts: list[Node]) -> Node | None:
    """All of `parts`; stop words stand back where another word says what is meant."""
    telling = [part for part in parts if not _is_stop(part)]
    if any(not isinstance(part, Not | Where) for part in telling):
        parts = telling
    parts = _spoken(parts)
    return And(tuple(parts)) if len(parts) > 1 else (parts[0] if parts else None)


def _is_stop(node: Node) -> bool:
    return _is_stop(node.part) if isinstance(node, Title) else isinstance(node, Words) and node.stop


def _spoken(parts: list[Node]) -> list[Node]:
    """`speaker:` and `said:` side by side ask for one quote: each said: belongs to the speaker before it, or else to
    the first after it."""
    speakers = [(at, part) for at, part in enumerate(parts) if isinstance(part, Where) and part.field == "speaker"]
    said = [at for at, part in enumerate(parts) if isinstance(part, Within) and part.what == "said"]
    if not speakers or not said:
        return parts
    words: dict[int, list[Within]] = {}
    for at in said:
        owner = max((s for s, _ in speakers if s < at), default=speakers[0][0])
        part = parts[at]
        if isinstance(part, Within):
            words.setdefault(owner, []).append(part)
    result: list[Node] = []
    for at, part in enumerate(parts):
        if at in words and isinstance(part, Where):
            inside = _and([one.part for one in words[at]])
            if inside is not None:
                result.append(replace(words[at][0], part=inside, speaker=part.value))
        elif at not in said:
            result.append(part)
    return result
