"""Every form a report can be written in, by name. Loads the libraries of all of them: the text forms alone, for the
preview, are in `rendering`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from briefreader.errors import UsageError
from briefreader.export import (
    bibliography,
    delimited,
    html,
    markdown,
    opendocument,
    pdf,
    refi,
    tables,
    templated,
    webannotation,
    word,
    workbook,
)
from briefreader.export.material import Material
from briefreader.export.tree import Report


class Form(NamedTuple):
    """A form: how its files end, what it is called, and what makes it. `template` tells whether it takes one."""

    suffix: str
    called: str
    render: Callable[[Material], bytes]
    template: bool = False


def _text(material: Material, form: Literal["md", "html"], own: Callable[[Report], str]) -> bytes:
    """A text form in the user's template, or in the program's own way."""
    if material.template is not None:
        return templated.render(material.report, material.template, form)
    return own(material.report).encode()


def _workbook(material: Material) -> bytes:
    report = material.report
    made = [make(material) for make in (tables.passages, tables.quotes, tables.entities, tables.sources)]
    return workbook.render(made, title=report.title, program=report.program, day=report.day)


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "md": Form("md", "Markdown", lambda material: _text(material, "md", markdown.render), template=True),
        "html": Form("html", "Web page", lambda material: _text(material, "html", html.render), template=True),
        "docx": Form("docx", "Word document", word.render, template=True),
        "pdf": Form("pdf", "PDF", pdf.render),
        "odt": Form("odt", "OpenDocument text", opendocument.render),
        "csv": Form("csv", "Passages as CSV", lambda material: delimited.render(tables.passages(material))),
        "csv-quotes": Form("csv", "Quotes as CSV", lambda material: delimited.render(tables.quotes(material))),
        "csv-names": Form("csv", "Names as CSV", lambda material: delimited.render(tables.entities(material))),
        "xlsx": Form("xlsx", "Excel workbook", _workbook),
        "jsonld": Form("jsonld", "Web Annotations", webannotation.render),
        "qdc": Form("qdc", "Codebook for REFI-QDA programs", refi.codebook),
        "qdpx": Form("qdpx", "Project for REFI-QDA programs", refi.project),
        "bib": Form("bib", "Sources as BibTeX", lambda material: bibliography.bibtex(material.report)),
        "ris": Form("ris", "Sources as RIS", lambda material: bibliography.ris(material.report)),
        "csl": Form("json", "Sources as CSL-JSON", lambda material: bibliography.csl(material.report)),
    }
)


def produce(name: str, material: Material) -> bytes:
    """`material` in one of `FORMS`. Raises UsageError for an unknown form or a template it does not take,
    ExportError when the template will not do."""
    form = FORMS.get(name)
    if form is None:
        raise UsageError(f"There is no format “{name}”.", f"Choose one of: {', '.join(FORMS)}.")
    if material.template is not None and not form.template:
        takes = ", ".join(key for key, one in FORMS.items() if one.template)
        raise UsageError(f"The format “{name}” takes no template.", f"Leave it out, or choose one of: {takes}.")
    return form.render(material)
