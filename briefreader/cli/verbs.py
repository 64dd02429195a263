"""The verbs: each asks the library for one thing and says it in two forms, for programs and for people."""

from __future__ import annotations

from argparse import Namespace

from briefreader.cli import draft_verbs, passage_verbs, reading_verbs, rows, search_verbs, version_verbs
from briefreader.cli.answer import Answer, Verb, count, table
from briefreader.cli.parser import COPIES
from briefreader.cli.progress import follow
from briefreader.errors import UsageError
from briefreader.service.library import Library
from briefreader.service.patterns import Patterns


def index(library: Library, asked: Namespace) -> Answer:
    if asked.include is not None or asked.exclude is not None:
        kept = library.patterns()
        include = kept.include if asked.include is None else tuple(asked.include)
        library.set_patterns(Patterns(include, kept.exclude if asked.exclude is None else tuple(asked.exclude)))
    report = follow(library.ingest(asked.paths, analyse=True))
    value = {
        "indexed": report.indexed,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "failed": [{"path": failure.path, "reason": failure.reason} for failure in report.failed],
    }
    text = (
        f"{count(report.indexed, 'brief')} indexed, {report.unchanged:,} unchanged, {report.removed:,} removed, "
        f"{len(report.failed):,} failed."
    )
    complaints = [f"{failure.path}: {failure.reason}" for failure in report.failed]
    return Answer(value, text, complaints, failed=bool(report.failed))


def list_briefs(library: Library, asked: Namespace) -> Answer:
    briefs = library.briefs()
    text = table(
        ("ID", "DATE", "WORDS", "FORMAT", "TITLE", "FILE", ""),
        [
            (
                brief.id[:8],
                brief.date or "-",
                f"{brief.words:,}",
                brief.format,
                brief.title,
                brief.path,
                rows.state(brief),
            )
            for brief in briefs
        ],
    )
    places = library.places()
    return Answer(
        [rows.brief(brief, places.get(brief.id, ())) for brief in briefs], text if briefs else "The library is empty."
    )


def show(library: Library, asked: Namespace) -> Answer:
    brief = library.brief(asked.brief)
    document = library.document(brief.id)
    value = {"id": brief.id, "text": document.text, "blocks": rows.blocks(document)}
    return Answer(value, rows.numbered_text(brief, document))


def search(library: Library, asked: Namespace) -> Answer:
    if not any(letter.isalnum() for letter in asked.query):
        raise UsageError("There is no word to look for.", 'For example: briefreader search "grain AND ferry"')
    result = library.search(asked.query.strip(), asked.limit)
    value = {
        "total": result.total,
        "hits": [rows.hit(hit) for hit in result.hits],
        "suggestion": result.suggestion,
    }
    complaints = [result.notice] if result.notice else []
    if result.scanned:
        complaints.append("Make the index anew with: briefreader doctor")
    return Answer(value, rows.search_text(result), complaints)


def entities(library: Library, asked: Namespace) -> Answer:
    brief = library.brief(asked.brief).id if asked.brief else None
    found = library.entities(brief)
    lines = [(entity.name, entity.type, str(len(entity.mentions))) for entity in found]
    text = table(("NAME", "TYPE", "MENTIONS"), lines)
    return Answer([rows.entity(entity) for entity in found], text, _unfinished(library, brief))


def quotes(library: Library, asked: Namespace) -> Answer:
    brief = library.brief(asked.brief).id if asked.brief else None
    found = library.quotes(brief, asked.speaker)
    text = "\n\n".join(map(rows.quote_text, found)) or "No quotes."
    return Answer([rows.quote(quote) for quote in found], text, _unfinished(library, brief))


def tag(library: Library, asked: Namespace) -> Answer:
    passage = library.tag_text(asked.brief, asked.exact, asked.tag, asked.note, asked.occurrence)
    return Answer(rows.passage(passage), rows.passage_text(passage, library.brief(passage.brief).title))


def untag(library: Library, asked: Namespace) -> Answer:
    passage = library.passage(asked.passage).id
    library.untag(passage, asked.tag)
    text = f"Tag “{asked.tag}” taken off." if asked.tag else "Passage removed."
    return Answer({"passage": passage, "tag": asked.tag}, text)


def export(library: Library, asked: Namespace) -> Answer:
    if asked.draft is not None:
        return draft_verbs.export(library, asked)
    chosen = [library.brief(reference).id for reference in asked.brief]
    if asked.format in COPIES:
        if len(chosen) != 1:
            raise UsageError(f"A copy with {asked.format} is made of one brief.", "Name it: --brief BRIEF")
        path, number = library.export_copy(asked.format, chosen[0], asked.output)
        text = f"{count(number, 'passage')} marked in {path}."
        return Answer({"output": str(path), "passages": number}, text)
    report = library.report(chosen, asked.tag).headed(asked.title, asked.marking)
    if str(asked.output) == "-":
        raise UsageError("The summary is written to a file.", "For example: --output summary.html")
    replaced = asked.output.expanduser().exists()
    path = library.export(asked.format, asked.output, report, asked.template)
    number = len(report.passages)
    none = "No passage fits; the file holds none." if chosen or asked.tag else "No passage is tagged yet."
    text = f"{count(number, 'passage')} written to {path}{', in the place of the file that was there' * replaced}."
    return Answer({"output": str(path), "passages": number}, text, [] if number else [none])


def doctor(library: Library, asked: Namespace) -> Answer:
    checks = follow(library.doctor(rebuild=asked.rebuild))
    value = {
        "sound": all(check.sound for check in checks),
        "checks": [{"name": check.name, "sound": check.sound, "detail": check.detail} for check in checks],
    }
    text = table(("", "CHECK", "RESULT"), [("ok" if c.sound else "!!", c.name, c.detail) for c in checks])
    return Answer(value, text, failed=not value["sound"])


def _unfinished(library: Library, brief: str | None) -> list[str]:
    """A sentence when the analysis has not been everywhere, as after it was stopped."""
    briefs = library.briefs() if brief is None else library.some_briefs([brief])
    waiting = sum(one.state == "ready" and not one.analysed for one in briefs)
    return [f"{count(waiting, 'brief')} not analysed yet; run: briefreader index PATH"] if waiting else []


VERBS: dict[str, Verb] = {
    "index": index,
    "list": list_briefs,
    "show": show,
    "search": search,
    "entities": entities,
    "quotes": quotes,
    "tag": tag,
    "untag": untag,
    "export": export,
    "doctor": doctor,
    **draft_verbs.VERBS,
    **passage_verbs.VERBS,
    **reading_verbs.VERBS,
    **search_verbs.VERBS,
    **version_verbs.VERBS,
}
