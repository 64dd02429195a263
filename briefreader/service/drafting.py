"""Drafts of the summary: begun from a selection, typed, kept in versions, checked, seen before they are written out."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefreader import export
from briefreader.errors import ExportError
from briefreader.export import Report
from briefreader.records import Changes
from briefreader.service import lazily
from briefreader.service.draft_forms import FORMS, DraftForm, begun, form_of, reformed
from briefreader.store import Store
from briefreader.text.draft import Draft, DraftVersion, Selection, SourceMark

if TYPE_CHECKING:
    from briefreader.export import flow, forms, html
    from briefreader.service import candidates, copies, draft_checks, draft_report, gathering, handling, reporting
    from briefreader.service.candidates import Candidates
    from briefreader.service.draft_checks import Remark
    from briefreader.service.gathering import Changed, Fitting, Gathered
    from briefreader.service.handling import Markings
else:
    flow = lazily.module("briefreader.export.flow")
    forms = lazily.module("briefreader.export.forms")
    html = lazily.module("briefreader.export.html")
    candidates = lazily.module("briefreader.service.candidates")
    copies = lazily.module("briefreader.service.copies")
    draft_checks = lazily.module("briefreader.service.draft_checks")
    draft_report = lazily.module("briefreader.service.draft_report")
    gathering = lazily.module("briefreader.service.gathering")
    handling = lazily.module("briefreader.service.handling")
    reporting = lazily.module("briefreader.service.reporting")

PREVIEW = "preview"
TEMPLATES = "templates"
_TYPED = frozenset({"bottom_line", "key_points", "questions", "open_points"})
_DATA = frozenset({"csv", "csv-quotes", "csv-names", "xlsx", "jsonld", "qdc", "qdpx"})
_PIECES = 24  # of a paragraph in that view
_GLIMPSE = 14  # items of a block that a view of the draft shows


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The beginning of a block, as HTML, with how many items there are and how many are not in it."""

    html: str
    items: int
    more: int


@dataclass(frozen=True)
class Composed:
    """What a view of a draft needs beside the draft itself: `labels` is what each source mark reads, `blocks` the
    beginning of each block that is not typed, `amount` "14 passages from 3 briefs"; `candidates` is None where they
    were not asked for."""

    draft: str
    amount: str
    remarks: tuple[Remark, ...]
    candidates: Candidates | None
    markings: Markings
    labels: Mapping[SourceMark, str] = field(default_factory=dict)
    blocks: Mapping[str, Glimpse] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft as a PDF, in a file that is the next preview's too: where it is and the sha256 of its bytes."""

    draft: str
    path: str
    digest: str


class Drafting:
    """The drafts of one library. A draft is named by its id, the beginning of it, or its title."""

    def __init__(self, folder: Path, store: Store, fitting: Fitting, changed: Changed) -> None:
        self._folder = folder
        self._store = store
        self._fitting = fitting
        self._changed = changed

    # Keeping them

    def all(self) -> list[Draft]:
        """Every draft, the one changed last first."""
        return self._store.drafts.all()

    def get(self, reference: str) -> Draft:
        """Raises NotFound, Ambiguous."""
        return self._store.drafts.find(reference)

    def forms(self) -> tuple[DraftForm, ...]:
        """What a draft may be begun from."""
        return FORMS

    def begin(self, form: str = "two-page", selection: Selection | None = None, title: str = "") -> Draft:
        """A new draft of a form, kept. Raises UsageError when the selection lacks what the form asks for."""
        draft, _ = self._store.drafts.add(begun(form_of(form), selection or Selection(), title), "New draft")
        return draft

    def save(self, draft: Draft, label: str, *, burst: bool = False) -> Changes:
        """Keep a draft as it is now; a `burst` of saves under one label is one step of undo. Raises NotFound."""
        return self._store.drafts.save(draft, label, burst=burst)

    def reform(self, draft: str, form: str) -> Changes:
        """Give a draft the blocks of another form; what was typed stays. Raises NotFound, UsageError."""
        old = self._store.drafts.get(draft)
        return self.save(reformed(old, form_of(form)), "Another form")

    def copy(self, draft: str) -> Draft:
        """Another draft with the same content."""
        old = self._store.drafts.get(draft)
        return self._store.drafts.add(replace(old, title=f"{old.title} (copy)"), "Copy of a draft")[0]

    def remove(self, draft: str) -> Changes:
        return self._store.drafts.remove(draft, "Remove draft")

    def keep(self, draft: str, label: str) -> int:
        """Keep the draft as it is now as a version; returns its number."""
        return self._store.drafts.keep(draft, label)

    def versions(self, draft: str) -> list[DraftVersion]:
        """The versions kept of a draft, the newest first."""
        return self._store.drafts.versions(draft)

    def restore(self, draft: str, number: int) -> Changes:
        """Make a draft what one of its versions was; what it is now is kept as a version first."""
        old = next(one.draft for one in self.versions(draft) if one.number == number)
        now = self._store.drafts.get(draft)
        self.keep(draft, "before going back")
        return self.save(replace(old, id=now.id, created=now.created), f"Back to version {number}")

    # Seeing them

    def report(self, draft: Draft, marking: str | None = None) -> Report:
        """The report tree of a draft; None prints the marking it bore last. Raises NotFound, SearchError."""
        with self._store.snapshot():
            return draft_report.report_of(self._gathered(draft), draft.marking if marking is None else marking)

    def markings(self, draft: Draft) -> Markings:
        """The markings that the sources of a draft bear, as found. Raises UsageError when the list is damaged."""
        return self._markings(self.report(draft))

    def compose(self, draft: Draft, words: str = "", *, offers: bool = True) -> Composed:
        """What a view of a draft shows; with `offers` the candidates that hold `words`."""
        with self._store.snapshot():
            gathered = self._gathered(draft)
            report = draft_report.report_of(gathered, draft.marking)
            offered = candidates.candidates(self._store, gathered, words) if offers else None
        return Composed(
            draft.id,
            report.amount,
            draft_checks.checks(gathered, report),
            offered,
            self._markings(report),
            _labels(gathered, report),
            {name: glimpse for name in report.shown if name not in _TYPED and (glimpse := _glimpse(report, name))},
        )

    def preview(self, draft: Draft) -> Preview:
        """A draft as it would be exported to PDF now, with the marking it bore last. Raises ExportError."""
        content = self._produced(draft, "pdf", draft.marking, None, checked=False)
        folder = self._folder / PREVIEW
        folder.mkdir(exist_ok=True, mode=0o700)
        path = export.write(folder / "preview.pdf", content)
        return Preview(draft.id, str(path), hashlib.sha256(content).hexdigest())

    def clear_preview(self) -> None:
        """Remove the file of the last preview."""
        (self._folder / PREVIEW / "preview.pdf").unlink(missing_ok=True)

    # Writing them out

    def templates(self) -> list[Path]:
        """The user's own templates: Word documents, and text templates such as "note.md.j2"."""
        folder = self._folder / TEMPLATES
        return sorted(path for path in folder.glob("*") if path.suffix in (".docx", ".j2")) if folder.is_dir() else []

    def export(
        self,
        draft: Draft,
        form: str,
        output: Path,
        *,
        marking: str,
        template: Path | None = None,
        machine_copy: bool = False,
    ) -> Path:
        """Write a draft to `output` with the `marking` its user confirms ("" for none), and with `machine_copy` its
        passages as Web Annotations beside it. The draft keeps the marking and a version. Raises ExportError, which a
        passage that is not verbatim makes too, UsageError."""
        own = template or (Path(draft.office) if draft.office and form == "docx" else None)
        content = self._produced(draft, form, marking, own)
        protected = [Path(path) for path in self._store.briefs.files()]
        path = export.write(output, content, protected)
        if machine_copy:
            beside = path.with_name(f"{path.stem}.jsonld")
            if beside.exists() and not machine_copy_of(beside):
                raise ExportError(f"{beside} is there already, and is no copy for programs.", "Move it away.")
            export.write(beside, self._produced(draft, "jsonld", marking, None), protected)
        if draft.id:
            self.save(replace(self._store.drafts.get(draft.id), marking=marking), "Marking", burst=True)
            self.keep(draft.id, f"saved as {path.name}")
        return path

    def _markings(self, report: Report) -> Markings:
        return handling.found_in((source.marking for source in report.sources), handling.schemes(self._folder))

    def _produced(self, draft: Draft, form: str, marking: str, template: Path | None, *, checked: bool = True) -> bytes:
        with self._store.snapshot():
            data = form in _DATA
            gathered = self._gathered(draft, everything=data)
            report = draft_report.report_of(gathered, marking, whole=data)
        own = reporting.template_of(template) if template else None
        paged = form == "pdf" and "pages" in report.shown
        material = draft_report.material_of(gathered, report, own, self._originals(gathered) if paged else None)
        if checked:
            draft_report.check_cuts(gathered)
            export.check(material)
        return forms.produce(form, material)

    def _originals(self, gathered: Gathered) -> dict[str, bytes]:
        """The PDFs of a draft's briefs that are at their places as they were read."""
        found: dict[str, bytes] = {}
        for brief in gathered.briefs:
            if brief.format == "pdf":
                with contextlib.suppress(ExportError):
                    found[brief.id] = copies.original(brief, self._store.briefs.source(brief.id))
        return found

    def _gathered(self, draft: Draft, *, everything: bool = False) -> Gathered:
        return gathering.gather(self._store, draft, self._fitting, self._changed, everything=everything)


def machine_copy_of(path: Path) -> bool:
    """Whether a file is a copy for programs, which a later one may replace."""
    with path.open("rb") as file:
        return b"http://www.w3.org/ns/anno.jsonld" in file.read(4096)


def _labels(gathered: Gathered, report: Report) -> dict[SourceMark, str]:
    """What each mark reads where it is typed: the number of its source, "?" for one that is lost."""
    numbers = {source.brief: source.number for source in report.sources}
    return {
        mark: f"[{numbers.get(mark.brief, '?')}]" if mark in gathered.places else "[?]" for mark in gathered.draft.marks
    }


def _glimpse(report: Report, name: str) -> Glimpse | None:
    items: Sequence[flow.Item] = flow.block(report, name, footnotes=False)
    if not items:
        return None
    number = sum(isinstance(item, flow.Grid) or item.kind in ("quote", "source") for item in items)
    return Glimpse(html.fragment(map(_begun, items[:_GLIMPSE])), number, max(0, len(items) - _GLIMPSE))


def _begun(item: flow.Item) -> flow.Item:
    """The beginning of a long table or paragraph."""
    if isinstance(item, flow.Grid):
        return replace(item, rows=item.rows[:_GLIMPSE])
    if len(item.pieces) > _PIECES:
        return replace(item, pieces=(*item.pieces[:_PIECES], flow.Piece(" …")))
    return item
