"""One report tree, thin renderers.

    tree = report.build(briefs, passages, tags, documents, quotes)     # pure: the annotated summary as values
    text = render("html", tree)                                        # "md" or "html"; also FORMATS
    data = forms.produce("docx", Material(tree, briefs, documents))    # any form, as bytes; also forms.FORMS
    write(path, data, protected=[Path(brief.path) for brief in briefs])  # atomic, never over a source

    check(material)                                    every line of evidence reads as its source; or ExportError
    cleaned("A title: draft?", "docx")                 -> "A title draft.docx"
    restyled(html, style)                              -> the page in another style
    citation(brief, document, start, end)              -> "Title, 12 Mar 2026, p. 4, para 3"
    clip(brief, document, start, end, speaker="")      -> Clip(plain, html): one passage for the clipboard

`report.build` takes plain records:
    briefs: Sequence[Brief]                 all that may be cited (those without a passage are not listed)
    passages: Sequence[Passage]             as the store gives them; orphans and doubtful ones too
    tags: Sequence[Tag]                     for definitions and colours
    documents: Mapping[str, Document]       by brief id; a brief whose text is gone may be absent
    quotes: Sequence[FoundQuote]            names the speakers; may be empty
    group="tag" | "brief"; wanted=("arms", ...) keeps the passages under these tags; title; moment
`Report.passages` are the passages it holds, each once. The time is `moment` or $SOURCE_DATE_EPOCH or now; of it only
the date is printed, so that the same input gives the same bytes. What the user adds is set on the tree with
`dataclasses.replace`: `cover` (marking, audience, ...), `bottom_line`, `points`. Errors: ExportError, UsageError
(unknown format). `forms` is imported by whoever needs it: it loads the libraries of every form.
"""

from briefreader.export import report
from briefreader.export.citation import Clip, citation, clip
from briefreader.export.html import restyled
from briefreader.export.lines import is_certain
from briefreader.export.material import Material, Original
from briefreader.export.naming import cleaned
from briefreader.export.rendering import FORMATS, render
from briefreader.export.report import Cover, Point, Report, build
from briefreader.export.verbatim import check, is_verbatim
from briefreader.export.writing import write

__all__ = [
    "FORMATS", "Clip", "Cover", "Material", "Original", "Point", "Report", "build", "check", "citation", "cleaned",
    "clip", "is_certain", "is_verbatim", "render", "report", "restyled", "write",
]  # fmt: skip
