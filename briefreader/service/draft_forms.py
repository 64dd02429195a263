"""The forms a summary may be begun from: which blocks it shows, and in which order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefreader.errors import UsageError
from briefreader.text.draft import Block, BlockName, Draft, Selection, Statement, usual_blocks


@dataclass(frozen=True, slots=True)
class DraftForm:
    """A form: its name, what it is called, its blocks, and what it `asks` for before it can be begun: a "speaker", a
    "day", or "" for nothing."""

    name: str
    called: str
    blocks: tuple[BlockName, ...]
    title: str
    asks: str = ""
    asked: str = ""


FORMS: tuple[DraftForm, ...] = (
    DraftForm("two-page", "Two-page note", ("bottom_line", "key_points", "evidence", "quotes", "sources", "provenance"),
              "Annotated summary"),
    DraftForm("one-page", "One-page note", ("bottom_line", "key_points", "sources"), "Note"),
    DraftForm("long", "Long brief", ("bottom_line", "key_points", "evidence", "quotes", "timeline", "figures", "people",
              "places", "open_points", "sources", "tags", "provenance", "annex"), "Brief"),
    DraftForm("questions", "Questions and answers", ("bottom_line", "questions", "quotes", "sources", "provenance"),
              "Questions and answers"),
    DraftForm("said", "What somebody has said", ("bottom_line", "quotes", "key_points", "sources", "provenance"),
              "What {} has said", "speaker", "Whose words?"),
    DraftForm("changed", "What has changed since a day", ("bottom_line", "changes", "key_points", "evidence", "sources",
              "provenance"), "What has changed since {}", "day", "Since which day (2026-11-22)?"),
)  # fmt: skip


def form_of(name: str) -> DraftForm:
    """Raises UsageError."""
    for form in FORMS:
        if name in (form.name, form.called):
            return form
    raise UsageError(f"There is no form “{name}”.", f"Choose one of: {', '.join(form.name for form in FORMS)}.")


def begun(form: DraftForm, selection: Selection, title: str = "") -> Draft:
    """A new draft of this form. Raises UsageError when the selection lacks what the form asks for."""
    given = {"speaker": selection.speaker, "day": selection.marked_since}.get(form.asks, "")
    if form.asks and not given:
        raise UsageError(f"“{form.called}” needs an answer: {form.asked}", "Give the person or the day.")
    draft = Draft(
        title=title or form.title.format(given),
        form=form.name,
        selection=selection,
        bottom_line=(Statement(),),
        points=(Statement(),) if "key_points" in form.blocks else (),
        questions=(Statement(),) if "questions" in form.blocks else (),
        open_points=(Statement(),) if "open_points" in form.blocks else (),
    )
    return reformed(draft, form)


def reformed(draft: Draft, form: DraftForm) -> Draft:
    """A draft with the blocks of another form; what was typed stays."""
    behind = (block.name for block in usual_blocks() if block.name not in form.blocks)
    blocks = (*(Block(name) for name in form.blocks), *(Block(name, shown=False) for name in behind))
    return replace(draft, form=form.name, blocks=blocks)
