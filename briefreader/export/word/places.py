"""The named places of a template, and putting words and blocks in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml.etree import _Element

from briefreader.errors import ExportError
from briefreader.export.legal import plain
from briefreader.export.word.markup import SPACE

_PLACE = re.compile(r"\{\{\s*([A-Za-z_ ]{1,40}?)\s*\}\}")
_MARGINS = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
Blocks = Mapping[str, Callable[[], Sequence[_Element]]]


def fill(document: WordDocument, words: Mapping[str, str], blocks: Blocks) -> None:
    """Put `words` and `blocks` at their places in text, header and footer. Raises ExportError when the document has
    neither `{{body}}` nor `{{evidence}}`, no `{{title}}`, no `{{marking}}` for a marking to stand in, an unknown
    place, or a block's place among other words."""
    found = [(paragraph, name) for paragraph in _paragraphs(document) for name in _names(paragraph)]
    _check({name for _, name in found}, words, blocks)
    waiting: list[tuple[_Element, str]] = []
    for paragraph, name in found:
        if name in blocks:
            _check_alone(document, paragraph, name)
            waiting.append((paragraph, name))
    for paragraph in dict.fromkeys(paragraph for paragraph, name in found if name in words):
        _replace(paragraph, words)
    for paragraph, name in waiting:
        made = blocks[name]()
        for one in made:
            paragraph.addprevious(one)
        parent = paragraph.getparent()
        assert parent is not None
        if parent.tag != qn("w:tc") or len(parent.findall(qn("w:p"))) > 1:
            parent.remove(paragraph)
        else:
            _replace(paragraph, {name: ""})


def _check(there: set[str], words: Mapping[str, str], blocks: Blocks) -> None:
    known = f"The places are: {', '.join(_shown(name) for name in (*words, *blocks))}."
    if unknown := sorted(there - set(words) - set(blocks)):
        raise ExportError(f"The template has a place {_shown(unknown[0])}, which the summary has no words for.", known)
    if "title" not in there:
        raise ExportError("The template has no place {{title}}.", "Put it where the title shall stand.")
    if not there & {"body", "evidence"}:
        raise ExportError(
            "The template has no place {{body}}.", "Put it, alone in a paragraph, where the summary shall stand."
        )
    if words.get("marking") and "marking" not in there:
        raise ExportError(
            "The template has no place {{marking}}, and this summary bears a marking.", "Put it in header and footer."
        )


def _check_alone(document: WordDocument, paragraph: _Element, name: str) -> None:
    if _PLACE.fullmatch(_text(paragraph).strip()) is None:
        raise ExportError(f"In the template, {_shown(name)} stands among other words.", "Give it a paragraph alone.")
    if next(paragraph.iterancestors(qn("w:body")), None) is None:
        raise ExportError(f"In the template, {_shown(name)} stands in a header or footer.", "Move it into the text.")


def _paragraphs(document: WordDocument) -> Iterator[_Element]:
    yield from document.element.body.iter(qn("w:p"))
    for relation in document.part.rels.values():
        if relation.reltype in _MARGINS:
            yield from relation.target_part.element.iter(qn("w:p"))


def _texts(paragraph: _Element) -> list[_Element]:
    """The texts of a paragraph itself, not those of a text box within it."""
    return [text for text in paragraph.iter(qn("w:t")) if next(text.iterancestors(qn("w:p"))) is paragraph]


def _text(paragraph: _Element) -> str:
    return "".join(text.text or "" for text in _texts(paragraph))


def _names(paragraph: _Element) -> list[str]:
    return [_name(match) for match in _PLACE.finditer(_text(paragraph))]


def _name(match: re.Match[str]) -> str:
    return "_".join(match[1].casefold().split())


def _shown(name: str) -> str:
    return "{{" + name + "}}"


def _replace(paragraph: _Element, words: Mapping[str, str]) -> None:
    """Words for places, in the look of the place's first character; Word often cuts a place into several runs."""
    texts = _texts(paragraph)
    for match in reversed(list(_PLACE.finditer(_text(paragraph)))):
        if _name(match) not in words:
            continue
        value, at = plain(words[_name(match)]), 0
        for text in texts:
            old = text.text or ""
            begin, end = max(0, match.start() - at), min(len(old), match.end() - at)
            at += len(old)
            if begin < end:
                text.text = old[:begin] + value + old[end:]
                text.set(SPACE, "preserve")
                value = ""
