"""The HTML reader: a page's main content, without scripts, forms or menus, and without any request to a network."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from briefreader.readers import plain
from briefreader.readers.about import About, complete
from briefreader.readers.builder import Builder
from briefreader.readers.content import main_content
from briefreader.readers.notes import tie
from briefreader.readers.office import without_office_marks
from briefreader.readers.walker import build
from briefreader.text.document import Document
from briefreader.text.normalize import canonical

_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")
_TITLES = ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title")
_AUTHORS = ("citation_author", "author", "dc.creator", "dcterms.creator", "article:author", "parsely-author", "byl")
_DATES = (
    "citation_publication_date", "citation_date", "article:published_time", "dc.date", "dcterms.date",
    "dcterms.created", "dc.date.issued", "dcterms.issued", "date", "pubdate", "publish-date", "datepublished",
    "parsely-pub-date", "publication_date", "last-modified", "article:modified_time",
)  # fmt: skip
_STRUCTURE = re.compile(r"<(?!/?(?:script|style|title|p|br)\b)/?[a-zA-Z][^<>]{0,2000}>", re.IGNORECASE)
_DEEPEST = 400  # elements within each other; libxml2 drops what stands deeper than 2,048
_SITE = re.compile(r"\s+[|–—·»]\s+|\s+-\s+")
_PROSE_IN_PRE = 0.6  # of a page's text within one <pre>: then the page is a plain text in a wrapper


def declared_charset(data: bytes) -> str:
    """The encoding a page says it is in, "" when it does not say."""
    match = _XML_ENCODING.search(data[:1024]) or _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii", "replace") if match else ""


def read_text(text: str, name: str) -> Document:
    """The brief in the page `text`. Raises TooManyBlocks."""
    root = parse(text)
    body = root.find("body")
    if body is None:
        return Document("")
    about = _about(root)
    without_office_marks(body)
    content = main_content(body)
    if wrapped := _plain_text(content):
        document = plain.read_text(wrapped, name)
        return complete(document, About(date=about.date, author=about.author), "html", name, fallback=about.title)
    tie({"page": content})
    builder = Builder()
    build(content, builder)
    document = builder.finish()
    if not about.title or _one_heading(document):
        about = About("", about.author, about.date, about.language, about.extra, fallback=about.title)
    return complete(document, about, "html", name, fallback=about.title or about.fallback)


def parse(text: str) -> HtmlElement:
    """The tree of `text`: however deep or broken, never fetching anything."""
    text = _XML_DECLARATION.sub("", canonical(text), count=1)
    root = _parse(text)
    return _parse(_STRUCTURE.sub("<br>", text)) if _is_too_deep(root) else root


def _parse(text: str) -> HtmlElement:
    parser = HTMLParser(huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return document_fromstring(text.encode("utf-8"), parser=parser, ensure_head_body=True)
    except etree.ParserError:  # nothing in it
        return document_fromstring(b"<p></p>", parser=parser, ensure_head_body=True)


def _is_too_deep(root: HtmlElement) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False


def _plain_text(content: HtmlElement) -> str:
    """The text of a page that is one preformatted text; "" otherwise."""
    blocks = content.findall(".//pre")
    if len(blocks) != 1:
        return ""
    text = "".join(blocks[0].itertext())
    return text if len(text) > _PROSE_IN_PRE * len("".join(content.itertext())) and text.count("\n") > 20 else ""


def _one_heading(document: Document) -> bool:
    return sum(block.kind == "heading" and block.level == 1 for block in document.blocks) == 1


def _about(root: HtmlElement) -> About:
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        key = (element.get("name") or element.get("property") or element.get("itemprop") or "").lower()
        value = " ".join(canonical(element.get("content") or "").split())
        if key and value:
            meta.setdefault(key, value)
    title = next((meta[key] for key in _TITLES if key in meta), "").strip(" |-–—")
    if not title and (element := root.find(".//title")) is not None:
        title = _without_site(" ".join("".join(element.itertext()).split()), meta.get("og:site_name", ""))
    author = next((meta[key] for key in _AUTHORS if key in meta and "/" not in meta[key]), "")
    date = next((meta[key] for key in _DATES if key in meta), "") or _time(root)
    extra: dict[str, str] = {key: meta[key] for key in ("description", "keywords", "og:site_name") if key in meta}
    return About(title, author, date, (root.get("lang") or "")[:2].lower(), extra)


def _time(root: HtmlElement) -> str:
    element = root.find(".//time[@datetime]")
    return (element.get("datetime") or "") if element is not None else ""


def _without_site(title: str, site: str) -> str:
    """A page's title without the name of the site before or behind it."""
    parts = _SITE.split(title)
    if site and len(parts) > 1:
        kept = [part for part in parts if part.lower() != site.lower()]
        return " – ".join(kept) if kept else title
    return title
