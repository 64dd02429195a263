"""The Markdown reader: front matter, then the `markdown` library, then the same walk as for HTML."""

from __future__ import annotations

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor

from briefreader.readers import frontmatter, plain
from briefreader.readers.about import complete, declared, known_field
from briefreader.readers.builder import Builder
from briefreader.readers.html import parse
from briefreader.readers.tidy import tidy, too_intricate
from briefreader.readers.walker import build
from briefreader.text.document import Document
from briefreader.text.normalize import canonical

_EXTENSIONS = ("tables", "footnotes", "fenced_code", "sane_lists", "def_list", "attr_list", "md_in_html")

_HEAD = 2000  # characters within which fields and title stand


class _Strike(Extension):
    """`~~struck out~~`, which the library leaves alone."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(~~)([^~\n]{1,500})~~", "del"), "strike", 65)


def _repeated(text: str) -> tuple[dict[str, str], str]:
    """The `Title: ...` lines a text begins with, as fields, and the text behind them: when they say nothing but what a
    brief says of itself and the title stands once more as the heading that follows. Else no fields."""
    head, _, rest = text[:_HEAD].partition("\n\n")
    fields: dict[str, str] = {}
    for line in head.strip("\n").split("\n"):
        key, mark, value = line.partition(":")
        if not mark or not value.strip() or not known_field(key):
            return {}, text
        fields[key.strip().lower()] = value.strip()
    heading = rest.lstrip("\n").partition("\n")[0]
    if not heading.startswith("# ") or " ".join(heading[2:].split()) != " ".join(fields.get("title", "").split()):
        return {}, text
    return fields, text[len(head) :]


def read_text(text: str, name: str) -> Document:
    """The brief in the Markdown `text`. Raises TooManyBlocks.

    A text whose marks would take the library minutes is read as plain text, and its metadata says so.
    """
    fields, body = frontmatter.split(canonical(text))
    if not fields:
        fields, body = _repeated(body)
    about = declared(fields)
    if too_intricate(body):
        return plain.read_text(text, name, form="markdown", notice="Its Markdown is too intricate; read as plain text.")
    try:
        page = markdown.markdown(tidy(body), extensions=[*_EXTENSIONS, _Strike()], output_format="html")
    except (RecursionError, ValueError, IndexError, AttributeError, KeyError, TypeError):
        return plain.read_text(text, name, form="markdown", notice="Its Markdown is broken; read as plain text.")
    root = parse(page)
    builder = Builder()
    content = root.find("body")
    if content is not None:
        build(content, builder)
    return complete(builder.finish(), about, "markdown", name)
