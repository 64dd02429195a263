"""Sentences of a text, by rules: one pass, each terminator judged by a few characters on either side.

A sentence never runs across blocks. Full stops of titles, initials, numbered references and acronyms do not end one;
closing quotation marks, brackets and footnote marks belong to the sentence before them; Chinese, Japanese, Arabic,
Urdu, Devanagari, Armenian and Ethiopic terminators count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefreader.text.document import Document, Span

_CLOSERS = "\"'”’»›)\\]}」』）】〉》"
_OPENERS = "\"'“‘«‹([{„‚「『（【〈《¿¡—–-*"
_END = re.compile(rf"[.!?…。！？｡؟۔।॥։።‽]+[{_CLOSERS}]{{0,8}}(?:\[\d{{1,3}}\]|[¹²³⁰⁴-⁹]{{1,3}}){{0,4}}")
_UNSPACED = frozenset("。！？｡")
_WORD = re.compile(r"[^\s(\[{\"“‘«‹„—–/]{1,40}$")
_NEXT = re.compile(rf"\s*[{re.escape(_OPENERS)}]{{0,4}}\s{{0,4}}(\w?[\w’']{{0,20}})")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,8}$|(?:[^\W\d_]\.){1,7}[^\W\d_]{1,2}\.$")
_ROMAN = re.compile(r"[ivxlcIVXLC]{1,7}$")
_LABEL = re.compile(r"[(\[]?(?:\d{1,4}(?:\.\d{1,3}){0,4}|[ivxlc]{1,6}|[A-Za-z])[.)\]]{1,2}$")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_TITLES = _words(
    "mr mrs ms mx dr prof gen sen rep gov lt col sgt capt cmdr adm maj brig amb hon rev fr st mme mlle messrs pres "
    "supt insp det herr vs v viz cf ca al e.g i.e"
)
_BEFORE_NUMBER = _words(
    "no nos para paras p pp art arts sec secs ch chap fig figs vol vols tab app annex ref approx c res doc op cit "
    "jan feb mar apr jun jul aug sep sept oct nov dec ed eds pt nr bd abs"
)
_PERHAPS_LAST = _words(
    "inc ltd corp co bros jr sr etc dept univ assn ave blvd rd mt ft gmbh plc llc al est govt cttee intl natl mon tue "
    "tues wed thu thur thurs fri sat sun"
)
_STARTERS = _words(
    "the a an this that these those it its he she they we i you his her their our my there here in on at by for from "
    "with as if when while after before since until although though because but and or so yet however moreover "
    "meanwhile still then thus nor not no one some many most all both each every another such what who why how where "
    "which whether under over during between among despite according"
)


def sentences(document: Document) -> tuple[Span, ...]:
    """The sentences of every block, trimmed, in text order. A block without a terminator is one sentence."""
    text = document.text
    return tuple(span for block in document.blocks for span in sentences_in(text, block.start, block.end))


def sentences_in(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The sentences of `text[start:end]`, which is read as one block: trimmed, not empty, in order."""
    stop = len(text) if end is None else min(end, len(text))
    found: list[Span] = []
    begin = _skip_space(text, start, stop)
    for cut in _cuts(text, begin, stop):
        if cut > begin:
            found.append(Span(begin, cut))
        begin = _skip_space(text, cut, stop)
    last = stop
    while last > begin and text[last - 1].isspace():
        last -= 1
    if last > begin:
        found.append(Span(begin, last))
    return tuple(found)


def _skip_space(text: str, start: int, stop: int) -> int:
    while start < stop and text[start].isspace():
        start += 1
    return start


def _cuts(text: str, start: int, stop: int) -> Iterator[int]:
    begin = start
    for match in _END.finditer(text, start, stop):
        if match.end() == stop or _ends(text, begin, match, stop):
            yield match.end()
            begin = match.end()


def _ends(text: str, begin: int, match: re.Match[str], stop: int) -> bool:
    mark = match.group()
    unspaced = any(char in _UNSPACED for char in mark)
    if not unspaced and not text[match.end()].isspace():
        return False
    following = _NEXT.match(text, match.end(), min(stop, match.end() + 40))
    word = following.group(1) if following else ""
    if unspaced:
        return mark[-1] in _UNSPACED or not word or not text[match.end()].islower()
    if word[:1].islower():
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    return not _abbreviated(text, begin, match, word)


def _abbreviated(text: str, begin: int, match: re.Match[str], word: str) -> bool:
    """Whether the full stop belongs to the word before it and `word` continues the sentence."""
    left = _WORD.search(text, max(begin, match.start() - 40), match.start())
    if left is None:
        return False
    before = left.group()
    if left.start() <= begin + 2 and _LABEL.match(text[begin : match.start() + 1].lstrip()):
        return True
    starts_anew = word.lower() in _STARTERS
    key = before.lower().rstrip(".")
    if key in _TITLES:
        return True
    if key in _BEFORE_NUMBER:
        return word[:1].isdigit() or (len(word) > 1 and word != "I" and _ROMAN.match(word) is not None)
    if _DOTTED.match(before + "."):
        return not starts_anew and len(match.group()) == 1
    if key in _PERHAPS_LAST:
        return not starts_anew and key != "etc" and len(match.group()) == 1 and _runs_on(text, match)
    if len(before) == len(match.group()) == 1 and before.isupper() and before != "I":
        return not starts_anew
    return False


def _runs_on(text: str, match: re.Match[str]) -> bool:
    """A company's "Inc." or a "Jr." seldom ends a sentence unless a new line or a quotation follows."""
    return text[match.end() : match.end() + 1] == " " and text[match.end() + 1 : match.end() + 2] not in '"“‘«'
