"""The verbs about drafts of the summary."""

from __future__ import annotations

from argparse import Namespace

from briefreader.cli.answer import Answer, Verb, table
from briefreader.errors import UsageError
from briefreader.service.library import Library
from briefreader.text.draft import Draft, Selection


def drafts(library: Library, asked: Namespace) -> Answer:
    if asked.new:
        briefs = tuple(library.brief(reference).id for reference in asked.brief)
        selection = Selection(
            briefs, tuple(asked.tag), asked.query, asked.since, asked.until, asked.marked_since, asked.speaker
        )
        made = library.drafts.begin(asked.new, selection, asked.title)
        return Answer(_row(made), f"Draft “{made.title}” begun: {made.id}")
    if asked.check:
        return _check(library, library.drafts.get(asked.check))
    if asked.remove:
        draft = library.drafts.get(asked.remove)
        library.drafts.remove(draft.id)
        return Answer({"draft": draft.id}, f"Draft “{draft.title}” removed. Take it back with: briefreader undo")
    found = library.drafts.all()
    rows = [(one.id[:8], one.changed[:16].replace("T", " "), one.form, one.title) for one in found]
    text = table(("ID", "CHANGED", "FORM", "TITLE"), rows) if rows else "No draft yet."
    return Answer([_row(one) for one in found], text)


def export(library: Library, asked: Namespace) -> Answer:
    """A draft written out; its marking has to be confirmed by --marking."""
    draft = library.drafts.get(asked.draft)
    if asked.brief or asked.tag or asked.title is not None:
        raise UsageError("A draft knows its briefs, tags and title.", "Leave out --brief, --tag and --title.")
    if asked.marking is None:
        found = library.drafts.markings(draft)
        last = f"It bore “{draft.marking}” last. " if draft.marking else ""
        raise UsageError(
            f"The marking of “{draft.title}” has to be confirmed. {last}Its sources: {found.sentence}",
            'Give it with --marking TEXT, or --marking "" for none.',
        )
    replaced = asked.output.expanduser().exists()
    path = library.drafts.export(
        draft,
        asked.format,
        asked.output,
        marking=asked.marking,
        template=asked.template,
        machine_copy=asked.machine_copy,
    )
    composed = library.drafts.compose(draft)
    alarms = [remark.sentence for remark in composed.remarks if remark.kind == "alarm"]
    text = f"“{draft.title}” written to {path}{', in the place of the file that was there' * replaced}."
    return Answer({"output": str(path), "draft": draft.id, "remarks": alarms}, text, alarms)


def _check(library: Library, draft: Draft) -> Answer:
    composed = library.drafts.compose(draft)
    markings = library.drafts.markings(draft)
    signs = {"alarm": "!!", "note": "  ", "good": "ok"}
    lines = [f"{signs[remark.kind]}  {remark.sentence}" for remark in composed.remarks]
    value = {
        "draft": draft.id,
        "remarks": [{"kind": remark.kind, "sentence": remark.sentence} for remark in composed.remarks],
        "markings": [{"marking": marking, "briefs": number} for marking, number in markings.found],
        "without_marking": markings.none,
    }
    return Answer(value, "\n".join([f"“{draft.title}”: {composed.amount}", *lines, f"    {markings.sentence}"]))


def _row(draft: Draft) -> dict[str, object]:
    return {
        "id": draft.id,
        "title": draft.title,
        "form": draft.form,
        "created": draft.created,
        "changed": draft.changed,
    }


VERBS: dict[str, Verb] = {"drafts": drafts}
