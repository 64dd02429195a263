"""The report as a Word document, in a style of its own or in the office's template.

A template is any `.docx` with named places: `{{title}}`, `{{date}}` and the like anywhere in its text, its header and
its footer; `{{body}}` (all blocks), or blocks such as `{{evidence}}`, each alone in a paragraph. `places` lists them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree
from lxml.etree import _Element

from briefreader.errors import ExportError
from briefreader.export import flow
from briefreader.export.legal import plain
from briefreader.export.material import Material
from briefreader.export.tree import Report
from briefreader.export.word import contents, own, places
from briefreader.export.word.body import Body
from briefreader.export.word.footnotes import Footnotes
from briefreader.export.word.saving import saved
from briefreader.export.word.styles import Styles

_NOT_WORD = "The template is not a Word document (.docx)."
_SAVE = "Save it from Word as .docx, without macros or a password."


def render(material: Material) -> bytes:
    """`material` as the bytes of a `.docx`; equal reports in equal templates give equal bytes. Raises ExportError when
    the template is no Word document, or lacks a place it must have."""
    report = material.report
    document = _opened(material.template) if material.template is not None else own.new()
    styles = Styles(document, own=material.template is None)
    if material.template is None:
        own.pages(document, report.cover.marking)
        own.places(document, report, styles)
    footnotes = Footnotes(document, styles)
    blocks = flow.blocks(report, footnotes=True)
    writer = Body(document, styles, footnotes, contents.next_bookmark(document))
    written: dict[str, Callable[[], Sequence[_Element]]] = {
        name: partial(writer.elements, items) for name, items in blocks.items()
    }
    written["contents"] = partial(contents.field, report, blocks, styles)
    written["body"] = partial(writer.elements, flow.body(report, footnotes=True))
    places.fill(document, _words(report), written)
    footnotes.save()
    _describe(document, report)
    return saved(document)


def _words(report: Report) -> dict[str, str]:
    cover = report.cover
    return {
        "title": report.title,
        "about": report.about,
        "date": report.date,
        "audience": cover.audience,
        "author": cover.author,
        "status": cover.status,
        "deadline": cover.deadline,
        "marking": cover.marking,
        "amount": report.amount,
        "program": report.program,
    }


def _opened(template: bytes) -> WordDocument:
    try:
        return docx.Document(io.BytesIO(template))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError, OSError) as error:
        raise ExportError(_NOT_WORD, _SAVE) from error


def _describe(document: WordDocument, report: Report) -> None:
    day = datetime.fromisoformat(report.day).replace(tzinfo=UTC) if report.day else datetime(1980, 1, 1, tzinfo=UTC)
    about = document.core_properties
    about.title = plain(report.title)[:255]
    about.author = plain(report.cover.author or report.program)[:255]
    about.last_modified_by = report.program
    about.comments = ""
    about.created = about.modified = day
    about.revision = 1
