"""Into the summary: what is selected in a view becomes points of the latest draft, each with its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from briefreader.errors import BriefReaderError
from briefreader.records import Passage
from briefreader.service.across import Dated, Said
from briefreader.text.document import Document
from briefreader.text.draft import MARK, BlockName, Draft, SourceMark, Statement
from briefreader.text.sentences import sentences_in
from briefreader.ui import wording
from briefreader.ui.state import State

_LABEL = "Into the summary"


def of_quote(said: Said) -> Statement:
    quote = said.found.quote
    who = f"{wording.speaker_name(quote.speaker)}: " if quote.speaker else ""
    mark = SourceMark("quote", said.found.brief, quote.start, quote.end, quote.text)
    return Statement(f"{who}{_line(wording.said(said.found))}{MARK}", (mark,))


def of_passage(passage: Passage) -> Statement:
    """The words as they were saved; the mark follows the passage."""
    mark = SourceMark("passage", passage.brief, passage.start or 0, passage.end or 0, passage.exact, passage.id)
    return Statement(f"“{_line(passage.exact)}”{MARK}", (mark,))


def of_date(dated: Dated, document: Document) -> Statement:
    """The sentence with its date before it."""
    block = document.block_at(dated.start)
    spans = sentences_in(document.text, block.start, block.end) if block is not None else ()
    end = next((end for start, end in spans if start <= dated.mention.mention.start < end), dated.mention.mention.end)
    first = wording.day(dated.value.partition("/")[0])
    mark = SourceMark("key", dated.mention.brief, dated.start, end, document.text[dated.start : end])
    return Statement(f"{first}: {_line(dated.sentence)}{MARK}", (mark,))


def with_points(draft: Draft, statements: Sequence[Statement], passages: Sequence[str] = ()) -> Draft:
    """`draft` with these points at the end, none twice; where it takes passages one by one, with these too."""
    known = {statement.marks for statement in draft.points}
    typed = (one for one in draft.points if one.words or one.marks or one.question)
    points = (*typed, *(one for one in statements if one.marks not in known))
    selection = draft.selection
    if passages:
        left_out = tuple(one for one in selection.left_out if one not in passages)
        chosen = selection.passages
        if not selection.is_open or chosen:
            chosen = tuple(dict.fromkeys((*chosen, *passages)))
        selection = replace(selection, left_out=left_out, passages=chosen)
    return replace(draft.switched("key_points", True), points=points, selection=selection)


def put(state: State, change: Callable[[Draft], Draft], what: str) -> None:
    """Change the latest draft, a new one when there is none, as one step of undo; `what` went in is said."""
    drafts = state.library.drafts
    try:
        known = drafts.all()
        draft = known[0] if known else drafts.begin()
    except BriefReaderError as error:
        state.say(str(error))
        return
    if state.do(drafts.save, change(draft), _LABEL) is None:
        return
    title = f"“{draft.title}”" if draft.title else "the draft" if known else "a new draft"
    state.say(f"{what} put into {title} of the summary. Ctrl+Z takes it back.")


def show_block(state: State, names: Sequence[BlockName], what: str) -> None:
    """Have the latest draft show these blocks, which are made from the briefs themselves."""

    def change(draft: Draft) -> Draft:
        for name in names:
            draft = draft.switched(name, True)
        return draft

    put(state, change, what)


def _line(text: str) -> str:
    return " ".join(text.split()).replace(MARK, "")
