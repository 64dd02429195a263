"""Styles of OpenDocument: what a paragraph is by its style, how a span looks, and on which page it begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefreader.readers.marks import Look, Mark
from briefreader.readers.odt.names import number, q
from briefreader.readers.stylenames import heading_level, is_caption, is_quote, is_title
from briefreader.readers.trees import Element
from briefreader.text.document import BlockKind

_DEEPEST = 20  # styles based on each other; a chain can be a circle
_KEPT = ("strong", "emphasis", "underline", "strike", "superscript", "subscript")
_NAME = q("style:name")


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a style makes of a paragraph. `look` is what was set on this paragraph alone, not in a style with a name;
    `master` the kind of page it begins, `number` that page's own number; `breaks` whether a page ends before it."""

    heading: int = 0
    is_title: bool = False
    kind: BlockKind = "paragraph"
    quote: int = 0
    list_style: str = ""
    look: Look = ()
    hidden: bool = False
    breaks: bool = False
    breaks_after: bool = False
    master: str = ""
    number: int = 0


class Styles:
    """The styles of a document; `roots` are its content and its styles part."""

    def __init__(self, roots: list[Element]) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._own: set[tuple[str, str]] = set()
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._looks: dict[str, tuple[Look, bool]] = {}
        for root in roots:
            for element in root.iter(q("style:style")):
                key = (element.get(q("style:family")) or "", element.get(_NAME) or "")
                parent = element.getparent()
                is_first = self._styles.setdefault(key, element) is element
                if is_first and parent is not None and parent.tag == q("office:automatic-styles"):
                    self._own.add(key)

    def paragraph(self, name: str) -> ParagraphStyle:
        found = self._paragraphs.get(name)
        if found is None:
            found = self._paragraphs[name] = self._resolve(name)
        return found

    def span(self, name: str) -> tuple[Look, bool]:
        """How a span of the style `name` looks, and whether it is hidden."""
        found = self._looks.get(name)
        if found is None:
            switches: dict[str, bool] = {}
            for element in self._chain("text", name):
                switches = {**_switches(element), **switches}
            found = self._looks[name] = (_look(switches), switches.get("hidden", False))
        return found

    def breaks_before_table(self, name: str) -> bool:
        for element in self._chain("table", name):
            properties = element.find(q("style:table-properties"))
            if properties is not None and properties.get(q("fo:break-before")) == "page":
                return True
            if element.get(q("style:master-page-name")):
                return True
        return False

    def _chain(self, family: str, name: str) -> Iterator[Element]:
        for _ in range(_DEEPEST):
            element = self._styles.get((family, name))
            if element is None:
                return
            yield element
            name = element.get(q("style:parent-style-name")) or ""

    def _resolve(self, name: str) -> ParagraphStyle:
        heading, titled, quote, page_number = 0, False, 0, 0
        kind: BlockKind = "paragraph"
        list_style: str | None = None
        master: str | None = None
        before: str | None = None
        after: str | None = None
        own: dict[str, bool] = {}
        hidden: bool | None = None
        for element in self._chain("paragraph", name):
            called = element.get(q("style:display-name")) or element.get(_NAME) or ""
            heading = heading or heading_level(called)
            titled = titled or is_title(called)
            quote = quote or int(is_quote(called))
            kind = "caption" if is_caption(called) else kind
            if list_style is None:
                list_style = element.get(q("style:list-style-name"))
            if master is None:
                master = element.get(q("style:master-page-name"))
            switches = _switches(element)
            if hidden is None:
                hidden = switches.get("hidden")
            if ("paragraph", element.get(_NAME) or "") in self._own:
                own = {**switches, **own}
            properties = element.find(q("style:paragraph-properties"))
            if properties is not None:
                before = before or properties.get(q("fo:break-before"))
                after = after or properties.get(q("fo:break-after"))
                page_number = page_number or number(properties, "style:page-number", 0)
        return ParagraphStyle(
            heading, titled, kind, quote, list_style or "", _look(own), bool(hidden), before == "page",
            after == "page", master or "", page_number,
        )  # fmt: skip


def _switches(style: Element) -> dict[str, bool]:
    """What a style switches on and off for its text."""
    properties = style.find(q("style:text-properties"))
    if properties is None:
        return {}
    switches: dict[str, bool] = {}
    weight = properties.get(q("fo:font-weight"))
    if weight:
        switches["strong"] = weight == "bold" or weight in ("600", "700", "800", "900")
    if slant := properties.get(q("fo:font-style")):
        switches["emphasis"] = slant in ("italic", "oblique")
    for name, attribute in (("underline", "style:text-underline-style"), ("strike", "style:text-line-through-style")):
        if line := properties.get(q(attribute)):
            switches[name] = line != "none"
    if position := properties.get(q("style:text-position")):
        height = position.split()[0]
        switches["superscript"] = height == "super" or (height[:1].isdigit() and height != "0%")
        switches["subscript"] = height == "sub" or height.startswith("-")
    if display := properties.get(q("text:display")):
        switches["hidden"] = display == "none"
    return switches


def _look(switches: dict[str, bool]) -> Look:
    marks: dict[str, Mark] = {
        "strong": ("strong", ""), "emphasis": ("emphasis", ""), "underline": ("underline", ""),
        "strike": ("strike", ""), "superscript": ("superscript", ""), "subscript": ("subscript", ""),
    }  # fmt: skip
    return tuple(marks[name] for name in _KEPT if switches.get(name))
