"""What an office file says of itself, believed with care: programs fill in titles, authors and dates unasked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefreader.readers.about import About, complete
from briefreader.readers.dates import find_date
from briefreader.readers.emphatic import opening
from briefreader.readers.trees import Element
from briefreader.text.document import Document
from briefreader.text.normalize import canonical

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
# Titles that programs and templates make up.
_NO_TITLE = re.compile(
    r"(?:microsoft )?(?:word|powerpoint|excel) - .*|.*\.(?:docx?|dotx?|rtf|odt|pptx?|xlsx?|pdf|indd|wpd|tmp)|"
    r"(?:document|presentation|book|slide|untitled|unbenannt|dokument\w*|präsentation|classeur|diapositive|ohne titel)"
    r"[\s\d-]*|(?:powerpoint|slide) presentation|.*\btemplate\b.*|(?:document )?(?:title|titel|titre)|normal|"
    r"\[.*\]|<.*>|[\W\d_]*|(?:https?|file):.*",
    re.IGNORECASE | re.DOTALL,
)
# A file's name that a program took for the title: better than none when it is made of words.
_NAME = re.compile(
    r"(?:microsoft )?(?:(?:word|powerpoint|excel) - )?(.{1,300})\.(?:docx?|rtf|odt|pptx?|xlsx?|pdf)", re.IGNORECASE
)
_NO_AUTHOR = re.compile(
    r"(?:microsoft|windows|office|ms)? ?(?:office )?(?:user|admin|administrator|owner|author|customer|benutzer|"
    r"utilisateur|default|test|guest)\d*|python-?(?:docx|pptx)|openpyxl|libreoffice.*|openoffice.*|google.*|word|x+|"
    r"[\W\d_]*|.*@.*\.\w+|documentconverter|apache poi|(?:un-?known|anonymous)|[a-z]+\\.*|"
    r"(?-i:[a-z0-9]+|\w*_\w*)",  # names of accounts
    re.IGNORECASE | re.DOTALL,
)
_SKELETON_DATES = ("2013-12-23", "2006-09-16", "2013-01-27", "1601-01-01", "1970-01-01", "1980-01-01")
_HEAD = 3000  # code points in which a title stands that is one
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Properties:
    """Properties as the file has them; dates as written."""

    title: str = ""
    author: str = ""
    created: str = ""
    modified: str = ""
    subject: str = ""
    keywords: str = ""
    language: str = ""


def core(root: Element | None) -> Properties:
    """The properties of an Office package (ECMA-376, part 2, 8.3)."""
    if root is None:
        return Properties()

    def text(name: str) -> str:
        return clean("".join(str(part) for element in root.iterfind(name) for part in element.itertext()))

    return Properties(
        text(_DC + "title"), text(_DC + "creator"), text(_TERMS + "created"), text(_TERMS + "modified"),
        text(_DC + "subject"), text(_CORE + "keywords"), text(_DC + "language"),
    )  # fmt: skip


def clean(text: str) -> str:
    return " ".join(canonical(text).split())[:_LONGEST]


def described(
    document: Document,
    properties: Properties,
    form: str,
    name: str,
    heading: str = "",
    extra: Mapping[str, str] | None = None,
) -> Document:
    """`document` with its metadata.

    What the text says comes first: a title property counts when the text begins with it, or has no `heading` styled
    as its title; author and date of the file where the text names none.
    """
    title = "" if _NO_TITLE.fullmatch(properties.title) else properties.title
    confirmed = bool(title) and _folded(title) in _folded(document.text[:_HEAD])
    kept = {key: value for key, value in (("subject", properties.subject), ("keywords", properties.keywords)) if value}
    about = About(
        title=title if confirmed and len(title) > 3 else heading, language=properties.language[:2].lower(),
        extra={**kept, **(extra or {})},
    )  # fmt: skip
    document = complete(
        document, about, form, name, fallback=title or _file_title(properties.title) or opening(document)
    )
    metadata = document.metadata
    author = metadata.author or ("" if _NO_AUTHOR.fullmatch(properties.author) else properties.author)
    date = metadata.date or find_date((extra or {}).get("running head", ""), exact=True) or _date(properties)
    return replace(document, metadata=replace(metadata, author=author, date=date))


def _file_title(title: str) -> str:
    """The words of a title that is the name of a file; "" when it is not, or is none of several words."""
    match = _NAME.fullmatch(title)
    name = match.group(1).strip() if match else ""
    return name if " " in name and not _NO_TITLE.fullmatch(name) else ""


def _date(properties: Properties) -> str:
    for written in (properties.modified, properties.created):
        date = find_date(written, exact=True)
        if date and date not in _SKELETON_DATES:
            return date
    return ""


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
