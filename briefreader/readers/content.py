"""Finds the main content of a web page and takes away what surrounds it: menus, banners, forms, what is hidden."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_CHROME_TAGS = frozenset({"nav", "aside", "dialog", "menu"})
_PAGE_TAGS = frozenset({"header", "footer"})  # of the page; an article's own stay
_CHROME_ROLES = frozenset(
    (
        "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu", "menubar",
        "toolbar", "tablist",
    )
)  # fmt: skip
_CHROME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation|links?)?|menu|side-?(?:bar|nav)|bread-?crumbs?|cookies?|cookie-?(?:banner|bar|notice)|"
    r"consent|gdpr|masthead|skip(?:-?(?:nav|links?|to))?|social|share|sharing|newsletter|subscribe|signup|related|pagination|"
    r"pager|advert(?:s|isement)?|ads?|promo|popup|modal|toolbar|site-?(?:header|footer)|page-?footer|footer|"
    r"sr-only|visually-?hidden|screen-reader-text|noprint|no-print|print-hide|edit-?link)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NOTE = re.compile(r"(?:foot|end)note", re.IGNORECASE)
_MAIN_NAMES = (
    "main-content", "maincontent", "content-main", "main", "content", "article", "article-body", "articlebody",
    "post-content", "entry-content", "body-content", "page-content", "story-body", "primary",
)  # fmt: skip
_TOO_MUCH = 0.95  # of the page's text: taking that away would leave nothing to read
_ENOUGH = 0.4  # of the page's text: less than this is not its main content


def main_content(body: HtmlElement) -> HtmlElement:
    """The element that holds the page's own text, what surrounds it taken out of the tree."""
    sizes = _sizes(body)
    whole = sizes[body]
    chrome = [element for element in body.iterdescendants() if _is_chrome(element, sizes, whole)]
    if _outermost(chrome, sizes) > _TOO_MUCH * whole:  # the page calls its very text "menu", or is one form
        chrome = [element for element in chrome if _is_hidden(element)]
    for element in chrome:
        _remove(element)
    sizes = _sizes(body)
    return _main(body, sizes)


def without_hidden(body: HtmlElement) -> None:
    """Take out of the tree what a page does not show."""
    for element in [element for element in body.iterdescendants() if _is_hidden(element)]:
        _remove(element)


def _is_chrome(element: HtmlElement, sizes: dict[HtmlElement, int], whole: int) -> bool:
    if not isinstance(element.tag, str):
        return False
    if _is_hidden(element):
        return sizes[element] <= 0.9 * whole
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    role = element.get("role") or ""
    if _NOTE.search(names) or role.startswith("doc-"):
        return False
    if role in _CHROME_ROLES or element.tag in _CHROME_TAGS:
        return sizes[element] <= 0.5 * whole
    if element.tag in _PAGE_TAGS:
        return sizes[element] <= 0.3 * whole and not _has_ancestor(
            element, ("article", "main", "section", "blockquote")
        )
    if element.tag == "form":
        return sizes[element] <= 0.3 * whole
    if element.tag in ("body", "main", "article", "h1", "h2", "h3", "p", "td", "table", "li", "span", "em", "strong"):
        return False
    if not names.strip() or not _CHROME_NAMES.search(_CAMEL.sub("-", names)):
        return False
    return sizes[element] <= 0.3 * whole and element.find(".//h1") is None and element.find(".//main") is None


def _outermost(chrome: list[HtmlElement], sizes: dict[HtmlElement, int]) -> int:
    """How many characters `chrome`, in document order, holds, what stands within another counted once."""
    total = 0
    inside: set[HtmlElement] = set()
    for element in chrome:
        if element not in inside:
            total += sizes[element]
            inside.update(element.iterdescendants())
    return total


def _is_hidden(element: HtmlElement) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search((element.get("style") or "")[:500]))
    )


def _has_ancestor(element: HtmlElement, tags: tuple[str, ...]) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _sizes(body: HtmlElement) -> dict[HtmlElement, int]:
    """How many characters each element holds, itself and within."""
    sizes: dict[HtmlElement, int] = {}
    for element in reversed(list(body.iter())):
        own = len((element.text or "").strip()) if isinstance(element.tag, str) and element.tag != "script" else 0
        sizes[element] = sizes.get(element, 0) + own
        if element is not body and (parent := element.getparent()) is not None:
            sizes[parent] = sizes.get(parent, 0) + sizes[element] + len((element.tail or "").strip())
    return sizes


def _remove(element: HtmlElement) -> None:
    """Take `element` out; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _main(body: HtmlElement, sizes: dict[HtmlElement, int]) -> HtmlElement:
    enough = _ENOUGH * sizes[body]
    marked = [e for e in body.iterdescendants("main", "article", "div", "section", "td") if _main_rank(e) is not None]
    articles = sum(element.tag == "article" for element in marked)
    best, best_rank = body, len(_MAIN_NAMES) + 3
    for element in marked:
        rank = _main_rank(element)
        if rank is None or rank >= best_rank or sizes[element] < enough:
            continue
        if element.tag == "article" and articles > 1:
            continue
        best, best_rank = element, rank
    return best


def _main_rank(element: HtmlElement) -> int | None:
    """How surely `element` is the main content by its name: 0 the surest, None not at all."""
    if element.tag == "main" or element.get("role") == "main":
        return 0
    if element.tag == "article":
        return 1
    names = {(element.get("id") or "").lower(), *(element.get("class") or "").lower().split()}
    return next((rank + 2 for rank, name in enumerate(_MAIN_NAMES) if name in names), None)
