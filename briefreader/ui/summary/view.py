"""The composer: what the summary is made from at the left, the page in the middle, what may be cited at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTime, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefreader.service.candidates import Candidate
from briefreader.service.draft_checks import Remark
from briefreader.service.draft_forms import FORMS as DRAFT_FORMS
from briefreader.service.drafting import Composed, Preview
from briefreader.text.draft import Draft, SourceMark
from briefreader.ui import wording
from briefreader.ui.bridge import Bridge
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.dialogs.selection import SelectionDialog
from briefreader.ui.state import State
from briefreader.ui.summary.desk import Desk
from briefreader.ui.summary.offers import Offers
from briefreader.ui.summary.plan import Plan
from briefreader.ui.summary.preview import PagePreview
from briefreader.ui.summary.saving import FORMS, Saving
from briefreader.ui.summary.sheet import FIELD, Sheet
from briefreader.ui.summary.statement import StatementEdit
from briefreader.ui.theme import Theme

_WARM_MS = 700  # after opening, the process that draws pages is started in view of the preview
_SIZES = (264, 780, 320)
_LABELS = {
    "bottom_line": "Bottom line", "points": "Key points", "questions": "Answers", "open_points": "Open points",
    "title": "Title", "marking": "Marking",
}  # fmt: skip
_TARGETS = {"bottom_line": "the bottom line", "key_points": "point", "questions": "answer", "open_points": "open point"}


class SummaryView(QWidget):
    """Everything slow is asked of the desk, which asks a worker."""

    closed = Signal()
    link_clicked = Signal(str)

    def __init__(self, state: State, bridge: Bridge, questions: Questions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._questions = state, questions
        self.desk = Desk(state, bridge, self)
        self.plan, self.sheet, self.offers, self.preview = Plan(), Sheet(), Offers(state), PagePreview()
        self.saving = Saving(state, self.desk, questions, self)
        self.composed: Composed | None = None
        self._lay_out()
        self._connect()
        self.set_theme(state.theme)
        self._set_scale()

    def open(self) -> None:
        """Go on with the draft that was last composed."""
        self.desk.open()
        QTimer.singleShot(_WARM_MS, self.preview.prepare)
        self.sheet.focus(*self.sheet.last)
        if not isinstance(self.focusWidget(), StatementEdit):
            self.sheet.title.setFocus()

    @property
    def zones(self) -> list[QWidget]:
        """What the keyboard goes about in, in turn."""
        edit = self.sheet.current_edit()
        page = self.preview if self._pages.currentWidget() is self.preview else edit or self.sheet.title
        return [self.plan.blocks, page, self.offers.list]  # type: ignore[list-item]

    @property
    def holders(self) -> list[QWidget]:
        return [self.plan, self._pages, self.offers]

    def close_pages(self) -> None:
        """End the process that draws the preview."""
        self.preview.close_pages()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        for part in (self.plan, self.offers, self.preview):
            part.set_theme(theme)
        self.sheet.set_ground(theme.is_dark)

    # Making it

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("briefBar")
        bar.setFixedHeight(42)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(6)
        self.compose_tab = _tab("Compose", "Compose (F4)")
        self.preview_tab = _tab("Print preview", "The pages as they will be (F4)")
        self.compose_tab.setChecked(True)
        self.drafts = self.plan.drafts
        self.drafts.setMenu(QMenu(self.drafts))
        self.message = QLabel()
        self.message.setObjectName("quiet")
        self.message.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.undo = QPushButton("Undo")
        self.save = QPushButton("Save as Word")
        self.save.setProperty("primary", True)
        self.more = QPushButton("Save as…")
        self.more.setMenu(QMenu(self.more))
        for widget in (self.compose_tab, self.preview_tab):
            row.addWidget(widget)
        row.addWidget(self.message, 1)
        for widget in (self.undo, self.save, self.more):
            row.addWidget(widget)
        for widget in (self.compose_tab, self.preview_tab, self.undo, self.save, self.more):
            widget.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.sheet)
        self._pages.addWidget(self.preview)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._pages, 1)
        splitter = QSplitter()
        splitter.setHandleWidth(1)
        for widget, least in ((self.plan, 190), (middle, 360), (self.offers, 220)):
            widget.setMinimumWidth(least)
            splitter.addWidget(widget)
        splitter.setSizes(list(_SIZES))
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _connect(self) -> None:
        desk, plan, sheet, offers = self.desk, self.plan, self.sheet, self.offers
        desk.loaded.connect(self._loaded)
        desk.composed.connect(self._composed)
        desk.previewed.connect(self._previewed)
        desk.refused.connect(self._say)
        desk.kept.connect(self._kept)
        self.saving.said.connect(self._say)
        sheet.edited.connect(self._edited)
        sheet.cite_wanted.connect(offers.ask)
        sheet.entered.connect(self._entered)
        sheet.undoing.connect(desk.flush)
        offers.cited.connect(self._cite)
        offers.sought.connect(desk.seek)
        offers.left.connect(self._back_to_page)
        offers.menu_wanted.connect(self._offer_menu)
        plan.blocks_changed.connect(self._blocks_changed)
        plan.form_chosen.connect(self._reform)
        plan.style_chosen.connect(lambda style: self._change("Style of the citations", style=style))
        plan.office_chosen.connect(lambda path: self._change("Template", office=path))
        plan.office_wanted.connect(self._choose_office)
        plan.selection_wanted.connect(self._choose_selection)
        plan.remark_chosen.connect(self._to_remark)
        self.compose_tab.clicked.connect(lambda: self.show_preview(False))
        self.preview_tab.clicked.connect(lambda: self.show_preview(True))
        self.undo.clicked.connect(self._undo)
        self.save.clicked.connect(lambda: self.save_as("docx"))
        self.more.menu().aboutToShow.connect(self._fill_more)
        self.drafts.menu().aboutToShow.connect(self._fill_drafts)
        self._state.theme_changed.connect(self.set_theme)
        self._state.preferences_changed.connect(self._set_scale)
        self._state.undoable.connect(self._name_undo)
        for key, slot in (
            ("Esc", self._escape),
            ("F4", self._toggle_preview),
            ("F7", self.next_flagged),
            ("Ctrl+S", lambda: self.save_as("docx")),
            ("Ctrl+Shift+S", self.more.showMenu),
            ("Ctrl+M", offers.ask),
        ):
            self._key(key, slot)

    def _key(self, key: str, slot: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    # What comes

    @Slot(object)
    def _loaded(self, draft: Draft) -> None:
        self.sheet.show_draft(draft)
        self.plan.show_draft(draft, self._state.library.drafts.templates())
        title = draft.title or "Without a title"
        self.drafts.setText(self.drafts.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, 180))
        self.drafts.setToolTip(title)

    @Slot(object)
    def _composed(self, composed: Composed) -> None:
        if composed.draft != self.desk.draft.id:
            return
        self.composed = composed
        self.plan.show_composed(composed, self.desk.draft)
        self.sheet.show_composed(composed, self.desk.draft)
        if composed.candidates is not None:
            self.offers.show_offered(composed.candidates)

    @Slot(object)
    def _previewed(self, preview: Preview) -> None:
        self.preview.show_preview(preview)

    @Slot()
    def _kept(self) -> None:
        self.message.setText(f"Draft saved {QTime.currentTime().toString('HH:mm')}")

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self.message.setText(sentence if len(sentence) < 90 else f"{sentence[:88]}…")
        self.message.setToolTip(sentence)
        if len(sentence) >= 90:
            self._state.say(sentence)

    @Slot(str, str)
    def _name_undo(self, undo: str, _redo: str) -> None:
        self.undo.setToolTip(f"Undo: {undo}" if undo else "Nothing to undo")
        self.undo.setEnabled(bool(undo))

    # Typing

    @Slot(str)
    def _edited(self, field: str) -> None:
        self._change(_LABELS.get(field, "Cover"), **{field: self.sheet.value(field)})

    def _change(self, label: str, **values: object) -> None:
        self.message.clear()
        self.desk.change(label, **values)
        if "blocks" in values or "style" in values or "office" in values or "links" in values:
            self._loaded(self.desk.draft)

    @Slot(str, int)
    def _entered(self, block: str, number: int) -> None:
        name = _TARGETS.get(block, "")
        self.offers.set_target(name if block == "bottom_line" else f"{name} {number + 1}")

    @Slot(object)
    def _cite(self, mark: SourceMark) -> None:
        edit = self.sheet.current_edit()
        if isinstance(edit, StatementEdit):
            edit.cite(mark)
            edit.setFocus()

    @Slot()
    def _back_to_page(self) -> None:
        self.sheet.focus(*self.sheet.last)

    @Slot(object)
    def _blocks_changed(self, blocks: object) -> None:
        self._change("Blocks", blocks=blocks)

    @Slot()
    def next_flagged(self) -> None:
        """To the next statement with something amiss, from the one being typed."""
        alarms = [
            one
            for one in (self.composed.remarks if self.composed else ())
            if one.kind == "alarm" and one.block in FIELD
        ]
        if not alarms:
            self._say("No statement is without a source.")
            return
        block, number = self.sheet.last
        order = [name for name in self.desk.draft.shown if name in FIELD]
        places = sorted({(order.index(one.block), one.number): one for one in alarms if one.block in order}.items())
        here = (order.index(block) if block in order else 0, number)
        _, chosen = next(((place, one) for place, one in places if place > here), places[0])
        self._to_remark(chosen)

    @Slot(object)
    def _to_remark(self, remark: Remark) -> None:
        if remark.block in FIELD:
            self.show_preview(False)
            self.sheet.focus(remark.block, remark.number)
        self._say(remark.sentence)

    # Choosing

    @Slot(str)
    def _reform(self, form: str) -> None:
        self.desk.flush()
        self._state.do(self._state.library.drafts.reform, self.desk.draft.id, form)

    @Slot()
    def _choose_office(self) -> None:
        path = self._questions.template()
        if path is not None:
            self._change("Template", office=str(path))
        self._loaded(self.desk.draft)

    @Slot()
    def _choose_selection(self) -> None:
        library = self._state.library
        briefs = [(one.id, wording.title(one)) for one in library.briefs() if one.passages or one.quotes]
        tags = [(path, wording.tag(path)) for path in sorted(self._state.tags)]
        dialog = SelectionDialog(self.desk.draft.selection, briefs, tags, self)
        if dialog.exec():
            self._change("Selection", selection=dialog.selection())

    @Slot(object, QPoint)
    def _offer_menu(self, one: Candidate, where: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("Cite", lambda: self._cite(one.mark))
        if one.mark.kind == "passage":
            menu.addAction("Leave out of the summary", lambda: self._leave_out(one.mark.passage))
            menu.addAction("Shorten in the summary…", lambda: self._shorten(one.mark))
        menu.exec(where)

    def _leave_out(self, passage: str) -> None:
        selection = self.desk.draft.selection
        self._change("Leave out", selection=replace(selection, left_out=(*selection.left_out, passage)))

    def _shorten(self, mark: SourceMark) -> None:
        cuts = dict(self.desk.draft.cuts)
        words = " ".join(cuts.get(mark.passage, mark.exact).split())
        short = self._questions.words("The passage, with […] for what is left out:", words)
        if short is not None:
            cuts[mark.passage] = short
            if short in ("", words):
                cuts.pop(mark.passage)
            self._change("Shorten", cuts=tuple(cuts.items()))

    # Drafts

    @Slot()
    def _fill_drafts(self) -> None:
        menu = self.drafts.menu()
        menu.clear()
        self.desk.flush()
        library, shown = self._state.library, self.desk.draft
        new = menu.addMenu("New")
        for form in DRAFT_FORMS:
            new.addAction(form.called + ("…" if form.asks else ""), lambda form=form: self.begin(form.name))
        menu.addAction("Copy this draft", lambda: self.desk.open(library.drafts.copy(shown.id).id))
        menu.addAction("Keep as a version…", self._keep_version)
        versions = menu.addMenu("Earlier versions")
        for one in library.drafts.versions(shown.id)[:20]:
            text = f"{one.number}: {one.created[:16].replace('T', ' ')}, {one.label}"
            versions.addAction(text, lambda number=one.number: self._restore(number))
        versions.setEnabled(not versions.isEmpty())
        menu.addAction("Remove this draft", lambda: self._state.do(library.drafts.remove, shown.id))
        menu.addSeparator()
        for draft in library.drafts.all()[:20]:
            action = menu.addAction(draft.title or "Without a title", lambda one=draft.id: self.desk.open(one))
            action.setCheckable(True)
            action.setChecked(draft.id == shown.id)

    def begin(self, form: str) -> None:
        """Begin another draft, after what its form asks for."""
        wanted = next(one for one in DRAFT_FORMS if one.name == form)
        selection = replace(self.desk.draft.selection, passages=(), left_out=())
        if wanted.asks:
            given = self._questions.words(wanted.asked)
            if not given:
                return
            selection = replace(selection, **{"speaker" if wanted.asks == "speaker" else "marked_since": given})
        self.desk.begin(form, selection)
        self.open()

    def _keep_version(self) -> None:
        label = self._questions.words("What is this version?", "")
        if label is not None:
            number = self._state.library.drafts.keep(self.desk.draft.id, label or "kept by hand")
            self._say(f"Kept as version {number}")

    def _restore(self, number: int) -> None:
        self._state.do(self._state.library.drafts.restore, self.desk.draft.id, number)

    # Seeing and saving

    def show_preview(self, shown: bool) -> None:
        self.compose_tab.setChecked(not shown)
        self.preview_tab.setChecked(shown)
        self._pages.setCurrentWidget(self.preview if shown else self.sheet)
        self.desk.show_preview(shown)
        if shown:
            self.preview.setFocus()
        else:
            self.sheet.focus(*self.sheet.last)

    @Slot()
    def _toggle_preview(self) -> None:
        self.show_preview(self._pages.currentWidget() is not self.preview)

    @Slot()
    def _undo(self) -> None:
        self.desk.flush()
        self._state.undo()

    @Slot()
    def _fill_more(self) -> None:
        menu = self.more.menu()
        menu.clear()
        for form, (called, suffix) in FORMS.items():
            menu.addAction(f"{called} (.{suffix})", lambda form=form: self.save_as(form))
        own = [path for path in self._state.library.drafts.templates() if path.suffix == ".j2"]
        for path in own:
            form = "html" if path.stem.endswith(".html") else "md"
            menu.addAction(f"{path.stem} (own template)", lambda p=path, f=form: self.saving.save(f, self.composed, p))
        menu.addSeparator()
        for text, checked, slot in (
            ("A copy for programs beside it (.jsonld)", self.saving.machine_copy, self._set_machine_copy),
            ("Citations open their passage here", self.desk.draft.links, self._set_links),
        ):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(checked)
            action.toggled.connect(slot)

    @Slot(bool)
    def _set_machine_copy(self, wanted: bool) -> None:
        self.saving.machine_copy = wanted

    @Slot(bool)
    def _set_links(self, wanted: bool) -> None:
        self._change("Links", links=wanted)

    def save_as(self, form: str) -> None:
        self.desk.flush()
        self.saving.save(form, self.composed)

    @Slot()
    def _escape(self) -> None:
        if self._pages.currentWidget() is self.preview:
            self.show_preview(False)
        else:
            self.desk.flush()
            self.closed.emit()

    @Slot()
    def _set_scale(self) -> None:
        self.sheet.set_scale(max(0.8, min(2.0, self._state.preferences.text_size / 100)))


def _tab(text: str, hint: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(hint)
    button.setCheckable(True)
    return button
