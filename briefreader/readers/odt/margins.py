"""Kinds of pages: what stands above and below them, and how they are numbered."""

from __future__ import annotations

from briefreader.readers.breaks import Pages
from briefreader.readers.builder import Builder
from briefreader.readers.numerals import Numeral
from briefreader.readers.odt.names import q
from briefreader.readers.odt.numbering import Numbering
from briefreader.readers.odt.runs import Runs
from briefreader.readers.odt.story import Story
from briefreader.readers.odt.styles import Styles
from briefreader.readers.trees import Element

_FORMATS: dict[str, Numeral] = {
    "a": "lower letter", "A": "upper letter", "i": "lower roman", "I": "upper roman",
}  # fmt: skip
_ABOVE = tuple(q(f"style:{name}") for name in ("header", "header-left", "header-first"))
_BELOW = tuple(q(f"style:{name}") for name in ("footer", "footer-left", "footer-first"))


def page_numerals(common: Element | None) -> dict[str, Numeral]:
    """How each kind of page prints its number, by its name."""
    if common is None:
        return {}
    layouts = {
        layout.get(q("style:name")): properties.get(q("style:num-format")) or ""
        for layout in common.iter(q("style:page-layout"))
        if (properties := layout.find(q("style:page-layout-properties"))) is not None
    }
    return {
        master.get(q("style:name")) or "": _FORMATS.get(
            layouts.get(master.get(q("style:page-layout-name"))) or "", "decimal"
        )
        for master in common.iter(q("style:master-page"))
    }


def margins(
    content: Element, common: Element | None, styles: Styles, numbering: Numbering
) -> tuple[list[str], list[str]]:
    """The lines above and those below the kinds of pages that the text uses."""
    above: list[str] = []
    below: list[str] = []
    if common is None:
        return above, below
    used = {style.get(q("style:master-page-name")) for style in content.iter(q("style:style"))} | {"Standard"}
    for master in common.iter(q("style:master-page")):
        if master.get(q("style:name")) not in used:
            continue
        for names, lines in ((_ABOVE, above), (_BELOW, below)):
            for part in master.iterchildren(*names):
                if part.get(q("style:display")) != "false":
                    lines.extend(_lines(part, styles, numbering))
    return above, below


def _lines(part: Element, styles: Styles, numbering: Numbering) -> list[str]:
    builder = Builder()
    Story(Runs(builder, styles, Pages(builder), counts=False), numbering).add(part)
    return builder.finish().text.split("\n")
