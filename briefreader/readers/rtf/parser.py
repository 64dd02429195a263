"""Parses RTF: groups, control words, destinations. What a program need not understand is passed over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from briefreader.readers.docx.fields import link
from briefreader.readers.rtf.charsets import of_page
from briefreader.readers.rtf.letters import Letters
from briefreader.readers.rtf.model import Note, Parsed, RowEnd, Run, Story, Style
from briefreader.readers.rtf.rows import RowShape
from briefreader.readers.rtf.state import State
from briefreader.readers.rtf.tokens import tokens

_SIGNS = {
    b"tab": "\t", b"line": "\n", b"lbr": "\n", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": "\u2003", b"enspace": "\u2002",
    b"qmspace": "\u2005", b"zwj": "\u200d", b"zwnj": "\u200c", b"ltrmark": "\u200e", b"rtlmark": "\u200f",
}  # fmt: skip
# Destinations without text of the brief; those that follow `\*` are passed over unless they are known.
_SKIPPED = frozenset(
    (
        b"colortbl", b"pict", b"objdata", b"shprslt", b"nonshppict", b"themedata", b"datastore", b"listtable", b"xe",
        b"listoverridetable", b"rsidtbl", b"generator", b"filetbl", b"revtbl", b"tc", b"bkmkstart", b"bkmkend", b"do",
        b"template", b"objclass", b"objname", b"sn", b"sv", b"sp", b"aftnsep", b"aftnsepc", b"ftnsep", b"ftnsepc",
        b"ftncn", b"aftncn", b"private", b"formfield", b"nesttableprops", b"pn", b"rxe", b"txe", b"footnotesep",
    )
)  # fmt: skip
_HEADS = frozenset((b"header", b"headerl", b"headerr", b"headerf"))
_FEET = frozenset((b"footer", b"footerl", b"footerr", b"footerf"))
_INFO = {
    b"title": "title", b"author": "author", b"subject": "subject", b"keywords": "keywords", b"creatim": "created",
    b"revtim": "modified",
}  # fmt: skip
_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"?([^"\s]{1,2000})', re.IGNORECASE)
_COUNTS = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|FILENAME)\b", re.IGNORECASE)
_LONGEST = 4000
_MOST_COMMENTS = 8
_OWN_MARKS = "*†‡§¶#"  # what authors set in place of a note's number

Close = Callable[[], None]


class Parser:
    """Parses the RTF in `data` into `parsed`."""

    def __init__(self, data: bytes) -> None:
        self.parsed = Parsed()
        self._data = data
        self._state = State()
        self._stack: list[tuple[State, Close | None]] = []
        self._close: Close | None = None
        self._stories = [self.parsed.body]
        self._letters = Letters(self._say)
        self._plain_font = 0
        self._star = False
        self._collected = ""
        self._style, self._outline, self._based_on = 0, -1, -1
        self._row = RowShape()
        self._code = ""
        self._count = 0
        self._marked = False  # a note's own number has just been printed
        self._author = ""
        self._authors: Counter[str] = Counter()
        self._comment = -1
        self._comments: tuple[int, ...] = ()

    def parse(self) -> Parsed:
        letters = self._letters
        for kind, value, number in tokens(self._data):
            if kind in ("text", "byte"):
                self._star = False
                (letters.text if kind == "text" else letters.byte)(value, self._state)
                continue
            letters.flush(self._state)
            if kind == "word":
                self._word(value, number)
            elif kind == "sign":
                self._sign(value)
            elif kind == "open":
                letters.end_group()
                self._stack.append((self._state, self._close))
                self._close = None
                self._star = False
            else:
                self._end_group()
        letters.flush(self._state)
        while self._stack:
            self._end_group()
        self.parsed.body.end_paragraph(self._state.shape)
        return self.parsed

    def _end_group(self) -> None:
        self._letters.end_group()
        self._star = False
        close, self._close = self._close, None
        if close:
            close()
        if self._stack:
            self._state, self._close = self._stack.pop()

    def _say(self, text: str) -> None:
        """Send text to where the group's text goes."""
        state = self._state
        if state.target == "text":
            if not state.hidden and not state.deleted:
                if text.strip():
                    self._marked = False
                self._stories[-1].open.runs.append(Run(text, state.look, state.link, self._comments))
        elif state.target == "fonts":
            self._letters.add_name(state.font, text)
        elif state.target == "styles":
            self._style_name(text)
        elif state.target != "skip" and len(self._collected) < _LONGEST:
            self._collected += text

    # -- control signs and words

    def _sign(self, sign: bytes) -> None:
        if self._letters.skips():
            return
        if sign == b"*":
            self._star = True
        elif sign in (b"\n", b"\r"):
            self._end_paragraph()
        elif sign in (b"{", b"}", b"\\"):
            self._say(sign.decode("ascii"))
        elif sign in (b"~", b"_"):
            self._say("\u00a0" if sign == b"~" else "\u2011")

    def _word(self, word: bytes, number: int | None) -> None:
        star, self._star = self._star, False
        if word == b"u":
            self._letters.unicode(number or 0, self._state)
            return
        if self._letters.skips():
            return
        if self._destination(word, star):
            return
        if star:
            self._state = self._state._replace(target="skip")
            return
        if self._state.target == "skip":
            return
        if word in _SIGNS:
            self._say(_SIGNS[word])
        elif (state := self._state.with_word(word, number)) is not None:
            self._state = state
            if word == b"s" and state.target == "styles":
                self._style = number or 0
            elif word == b"outlinelevel" and state.target == "styles":
                self._outline = number or 0
        elif word == b"plain":
            self._state = self._state.plain(self._plain_font)
        elif not self._structure(word, number):
            self._setting(word, number)

    def _structure(self, word: bytes, number: int | None) -> bool:
        """Whether a word that ends paragraphs, cells or rows, or shapes them, was it."""
        if word in (b"par", b"sect", b"nestcell", b"page"):
            if not self._state.deleted:
                self._end_paragraph()
        elif word == b"cell":
            self._end_paragraph(ends_cell=True)
        elif word == b"row":
            self._stories[-1].entries.append(self._row.end())
        else:
            return self._row.takes(word, number)
        return True

    def _setting(self, word: bytes, number: int | None) -> None:
        value = number or 0
        if word == b"f":
            self._state = self._state._replace(font=value)
        elif word == b"ansicpg":
            self._letters.page = of_page(value)
        elif word == b"mac":
            self._letters.page = "mac_roman"
        elif word in (b"pc", b"pca"):
            self._letters.page = "cp437" if word == b"pc" else "cp850"
        elif word == b"deff":
            self._plain_font = value
        elif word == b"fcharset" and self._state.target == "fonts":
            self._letters.set_charset(self._state.font, value)
        elif word == b"sbasedon":
            self._based_on = value
        elif word in (b"yr", b"mo", b"dy") and self._state.target == "info":
            self._collected += f"{value:04}" if word == b"yr" else f"-{value:02}"
        elif word in (b"chftn", b"chatn"):
            self._marked = True

    def _end_paragraph(self, ends_cell: bool = False) -> None:
        if self._state.target == "text":
            self._stories[-1].end_paragraph(self._state.shape, ends_cell)

    # -- destinations

    def _destination(self, word: bytes, star: bool) -> bool:
        """Whether `word` sends the text of its group somewhere, and did."""
        if self._state.target == "skip":
            return word == b"shptxt" and self._box()
        if word in _SKIPPED:
            self._state = self._state._replace(target="skip")
        elif word in (b"fonttbl", b"stylesheet"):
            self._state = self._state._replace(target="fonts" if word == b"fonttbl" else "styles")
        elif word in _INFO and self._state.target == "info":
            self._collect("info", lambda: self._keep_info(_INFO[word]))
        elif word == b"info":
            self._state = self._state._replace(target="info")
        elif word in (b"footnote", b"annotation"):
            self._note() if word == b"footnote" else self._annotation()
        elif word in _HEADS or word in _FEET:
            self._begin_story((self.parsed.heads if word in _HEADS else self.parsed.feet).append)
        elif word in (b"listtext", b"pntext"):
            self._collect("label", self._keep_label)
        elif word == b"fldinst":
            self._collect("code", self._keep_code)
        elif word == b"fldrslt":
            self._result()
        elif word in (b"atnauthor", b"atnref", b"atrfstart", b"atrfend", b"atnid", b"atndate"):
            self._collect("comment", lambda: self._keep_comment(word))
        elif word in (b"shpinst", b"shp"):
            if word == b"shpinst":
                self._state = self._state._replace(target="skip")
        elif word == b"shptxt":
            self._box()
        else:
            return False
        return True

    def _collect(self, target: str, keep: Close) -> None:
        """Collect the group's text, and `keep` it when the group ends."""
        before = self._collected
        self._collected = ""
        self._state = self._state._replace(target=target, hidden=False, deleted=False)

        def close() -> None:
            keep()
            self._collected = before
            if outer:
                outer()

        outer, self._close = self._close, close

    def _begin_story(self, keep: Callable[[Story], object]) -> None:
        """Read the group as a story of its own, and `keep` it when the group ends."""
        story = Story()
        self._stories.append(story)
        self._state = State(font=self._plain_font, skip=self._state.skip, deleted=self._state.deleted)

        def close() -> None:
            story.end_paragraph(self._state.shape)
            self._stories.pop()
            keep(story)
            if outer:
                outer()

        outer, self._close = self._close, close

    def _box(self) -> bool:
        """Read a text box, to stand behind the paragraph that it is anchored in."""
        outer = self._stories[-1]
        shape = self._state.shape

        def keep(story: Story) -> None:
            anchored = [entry for entry in story.entries if not isinstance(entry, RowEnd)]
            for paragraph in anchored:
                paragraph.shape = paragraph.shape._replace(in_table=shape.in_table)
                paragraph.ends_cell = False
            outer.boxes.extend(anchored)

        self._begin_story(keep)
        return True

    def _note(self) -> None:
        if self._state.hidden or self._state.deleted:
            self._state = self._state._replace(target="skip")
            return
        runs = self._stories[-1].open.runs
        printed = runs[-1].text.rstrip() if runs and not self._marked else ""
        rest = printed.rstrip(_OWN_MARKS)
        if label := printed[len(rest) :][:20]:  # a mark of the author's, already printed
            runs[-1:] = [runs[-1]._replace(text=rest), runs[-1]._replace(text=label, note=label)]
        else:
            self._count += 1
            label = str(self._count)
            runs.append(Run(f"[{label}]", note=label))
        self._marked = False
        notes = self.parsed.notes
        place = len(notes)
        self._begin_story(lambda story: notes.insert(place, Note("footnote", label, story)))

    def _annotation(self) -> None:
        author = self._author or "Comment"
        self._authors[author] += 1
        label = author if self._authors[author] == 1 else f"{author} ({self._authors[author]})"
        self._comment = -1

        def keep(story: Story) -> None:
            self.parsed.asides.append(Note("aside", label, story))
            if self._comment >= 0:
                self.parsed.comments[self._comment] = label

        self._begin_story(keep)

    # -- what was collected

    def _keep_info(self, name: str) -> None:
        self.parsed.info[name] = self._collected.strip()

    def _keep_label(self) -> None:
        self._stories[-1].open.label = " ".join(self._collected.split())[:40]

    def _keep_code(self) -> None:
        self._code = self._collected

    def _keep_comment(self, word: bytes) -> None:
        text = " ".join(self._collected.split())
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
        if word == b"atnauthor":
            self._author = text[:100]
        elif word == b"atnref":
            self._comment = number
        elif word == b"atrfstart" and len(self._comments) < _MOST_COMMENTS:
            self._comments = (*self._comments, number)
        elif word == b"atrfend":
            self._comments = tuple(comment for comment in self._comments if comment != number)

    def _result(self) -> None:
        """The result of a field is text, unless it only counts pages."""
        code, self._code = self._code, ""
        if _COUNTS.match(code):
            self._state = self._state._replace(target="skip")
        elif (match := _LINK.match(code)) and (mark := link(match.group(1))):
            self._state = self._state._replace(link=mark[1])

    def _style_name(self, text: str) -> None:
        name, ends, _ = text.partition(";")
        self._collected += name[:200]
        if ends:
            outline = self._outline if self._outline >= 0 else None
            based_on = self._based_on if self._based_on >= 0 else None
            self.parsed.styles[self._style] = Style(self._collected.strip(), outline, based_on)
            self._style, self._outline, self._based_on, self._collected = 0, -1, -1, ""
