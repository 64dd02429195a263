"""The verbs about passages, tags and what becomes of them."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from briefreader.cli import rows
from briefreader.cli.answer import Answer, Verb, count, table
from briefreader.cli.progress import follow
from briefreader.errors import UsageError
from briefreader.records import Changes, PassageQuery
from briefreader.service import backups as service
from briefreader.service.library import Library


def tags(library: Library, asked: Namespace) -> Answer:
    if asked.act in ("write", "read"):
        return _codebook(library, asked)
    if asked.act is not None:
        _change(library, asked)
    found = library.codebook.branches()
    value = [
        {
            "path": one.path,
            "colour": one.tag.colour if one.tag else "",
            "definition": one.tag.definition if one.tag else "",
            "passages": one.tag.passages if one.tag else 0,
            "briefs": one.tag.briefs if one.tag else 0,
            "passages_beneath": one.passages,
            "briefs_beneath": one.briefs,
        }
        for one in found
    ]
    lines = [
        (
            "  " * (one.depth - 1) + one.path.split("/")[-1],
            one.passages,
            one.briefs,
            one.tag.definition if one.tag else "",
        )
        for one in found
    ]
    return Answer(value, table(("TAG", "PASSAGES", "BRIEFS", "MEANING"), lines) if found else "There are no tags yet.")


def _change(library: Library, asked: Namespace) -> Changes:
    match asked.act:
        case "rename":
            return library.rename_tag(asked.tag, asked.new)
        case "move":
            return library.codebook.move(asked.tag, asked.parent)
        case "merge":
            return library.codebook.merge(asked.tag, asked.into)
        case "split":
            chosen = [library.passage(reference).id for reference in asked.passages]
            return library.codebook.split(asked.tag, asked.new, chosen)
        case "remove":
            return library.codebook.remove_branch(asked.tag) if asked.branch else library.remove_tag(asked.tag)
        case "define":
            return library.define_tag(asked.tag, asked.definition)
        case _:
            return library.recolour_tag(asked.tag, asked.colour)


def _codebook(library: Library, asked: Namespace) -> Answer:
    if asked.act == "write":
        path, number = library.codebook.write(asked.file)
        return Answer({"output": str(path), "tags": number}, f"{count(number, 'tag')} written to {path}.")
    report = library.codebook.read(asked.file)
    value = {"new": report.new, "described": report.described, "unchanged": report.unchanged}
    return Answer(value, f"{report.new:,} new, {report.described:,} now described, {report.unchanged:,} as they were.")


def mark(library: Library, asked: Namespace) -> Answer:
    brief = library.brief(asked.brief)
    if not (asked.tag or asked.untag or asked.state or asked.due):
        raise UsageError("Say what to mark the brief with.", "See: briefreader mark --help")
    if asked.due and asked.state in ("done", "clear"):
        raise UsageError("A day belongs to what is still to be done.")
    for path in asked.tag:
        library.marking.tag_brief(brief.id, path)
    for path in asked.untag:
        library.marking.untag_brief(brief.id, path)
    if asked.due or asked.state == "todo":
        library.marking.set_todo(brief.id, "todo", asked.due)
    elif asked.state:
        library.marking.set_todo(brief.id, "done" if asked.state == "done" else "")
    now = library.brief(brief.id)
    said = {"todo": "to do" + (f" until {now.due}" if now.due else ""), "done": "done", "": "no to-do"}[now.todo]
    text = f"{now.title}: {said}; {', '.join(now.tags) or 'no tags'}."
    return Answer({"id": now.id, "tags": list(now.tags), "todo": now.todo, "due": now.due}, text)


def passages(library: Library, asked: Namespace) -> Answer:
    query = PassageQuery(
        briefs=tuple(library.brief(reference).id for reference in asked.brief),
        tags=tuple(asked.tag),
        strengths=tuple(asked.strength),
        since=asked.since,
        until=asked.until,
        person=asked.person,
        author=asked.by,
        words=asked.words,
        attention=asked.attention,
        order=asked.order,
    )
    found, _ = library.marking.find(query)
    titles = {brief.id: brief.title for brief in library.briefs()}
    text = "\n\n".join(rows.passage_text(passage, titles.get(passage.brief, "")) for passage in found)
    none = "No passages are tagged yet." if query == PassageQuery() else "No passage fits."
    return Answer([rows.passage(passage) for passage in found], text or none)


def undo(library: Library, asked: Namespace) -> Answer:
    back = asked.verb == "undo"
    label = library.undo_label() if back else library.redo_label()
    changes = library.undo() if back else library.redo()
    if changes is None:
        return Answer({"done": None}, f"There is nothing to {asked.verb}.")
    return Answer({"done": label}, f"{'Taken back' if back else 'Done again'}: {label}")


def backups(folder: Path) -> Answer:
    """Without a library, which may be too damaged to be opened."""
    found = service.copies(folder)
    value = [
        {
            "name": copy.name,
            "size": copy.size,
            "made": copy.made,
            "briefs": copy.briefs,
            "passages": copy.passages,
            "tags": copy.tags,
            "sound": not copy.complaint,
            "reason": copy.complaint or None,
        }
        for copy in found
    ]
    lines = [
        (copy.name, copy.made, f"{copy.size:,}", copy.briefs, copy.passages, copy.tags, copy.complaint)
        for copy in found
    ]
    text = table(("COPY", "MADE", "BYTES", "BRIEFS", "PASSAGES", "TAGS", ""), lines)
    return Answer(value, text if found else "There are no copies yet; the first is made when the window has opened.")


def restore(folder: Path, name: str) -> Answer:
    kept = service.restore(folder, name)
    with Library.open(folder) as library:
        briefs, passages_there = len(library.briefs()), len(library.passages())
        follow(library.drain())
    text = f"{name} is the library now: {count(briefs, 'brief')}, {count(passages_there, 'passage')}."
    if kept is not None:
        text += f"\nWhat was there before is kept as {kept.name}."
    value = {"restored": name, "kept": kept.name if kept else None, "briefs": briefs, "passages": passages_there}
    return Answer(value, text)


VERBS: dict[str, Verb] = {"tags": tags, "mark": mark, "passages": passages, "undo": undo, "redo": undo}
