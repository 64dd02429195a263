"""The verbs as another program uses them: one JSON value on standard output, words on standard error, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefreader import log
from briefreader.__main__ import main as start
from briefreader.cli.main import main
from briefreader.cli.verbs import VERBS
from briefreader.jobs import run
from briefreader.service.library import Library

NOTE = """---
title: The ferry question
date: 2026-03-12
author: Ilse Brandvold
---

# The ferry question

The harbour board of Lindesund met on 3 March 2026 and agreed on nothing. The ferry will sail as before.

"We shall decide in May," said Tormod Akselrud, who chairs the board.

The ferry will sail as before.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    briefs = tmp_path / "briefs"
    briefs.mkdir()
    (briefs / "ferry.md").write_text(NOTE, encoding="utf-8")
    (briefs / "grain.txt").write_text(
        "Grain prices\n\nPrices in Norway rose by a tenth in April 2026.\n", encoding="utf-8"
    )
    (briefs / "scan.pdf").write_bytes(b"%PDF-1.4 nothing")
    return briefs


class Said:
    """What one call printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def value(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str, as_json: bool = True) -> Said:
        extra = ["--json"] if as_json else []
        code = main([*arguments, *extra, "--data-dir", str(tmp_path / "data")])
        return Said(code, *capsys.readouterr())

    return run


@pytest.fixture
def indexed(call: Any, folder: Path) -> Any:
    assert call("index", str(folder)).code == 1
    return call


def test_index_counts_and_lists_what_failed(call: Any, folder: Path) -> None:
    first = call("index", str(folder))
    assert first.code == 1
    assert {key: first.value[key] for key in ("indexed", "unchanged", "removed")} == {
        "indexed": 2,
        "unchanged": 0,
        "removed": 0,
    }
    assert [Path(failure["path"]).name for failure in first.value["failed"]] == ["scan.pdf"]
    assert "PDF" in first.value["failed"][0]["reason"]
    assert "scan.pdf" in first.err
    (folder / "scan.pdf").unlink()
    second = call("index", str(folder))
    assert second.code == 0
    assert second.value == {"indexed": 0, "unchanged": 2, "removed": 1, "failed": []}


def test_list_and_show(indexed: Any, folder: Path) -> None:
    rows = {Path(row["path"]).name: row for row in indexed("list").value}
    assert rows["scan.pdf"]["state"] == "failed"
    ferry = rows["ferry.md"]
    assert set(ferry) == {"id", "path", "title", "format", "date", "words", "pages", "state", "reason", "places"}
    assert (ferry["title"], ferry["date"], ferry["state"], ferry["reason"]) == (
        "The ferry question",
        "2026-03-12",
        "ready",
        None,
    )
    shown = indexed("show", str(folder / "ferry.md")).value
    assert shown["id"] == ferry["id"]
    assert shown == indexed("show", ferry["id"]).value
    assert set(shown["blocks"][0]) == {"kind", "start", "end", "level", "paragraph", "page"}
    block = shown["blocks"][-1]
    assert shown["text"][block["start"] : block["end"]] == "The ferry will sail as before."


def test_search_answers_with_exact_highlights_and_still_does_without_its_index(indexed: Any, tmp_path: Path) -> None:
    found = indexed("search", "ferry AND board").value
    assert found["total"] == 1
    (hit,) = found["hits"]
    text = indexed("show", hit["id"]).value["text"]
    for snippet in hit["snippets"]:
        assert text[snippet["start"] : snippet["end"]] == snippet["text"]
        assert {text[start:end].casefold() for start, end in snippet["highlights"]} <= {"ferry", "board"}
    for file in sorted((tmp_path / "data" / "index").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    again = indexed("search", "ferry AND board")
    assert again.value["total"] == 1
    assert "briefreader doctor" in again.err
    assert indexed("doctor").code == 0
    assert indexed("search", "ferry AND board").err == ""
    assert indexed("search", "title:grain").value["total"] == 1
    assert indexed("search", "zeppelin").value == {"total": 0, "hits": [], "suggestion": None}


def test_findings_carry_their_brief(indexed: Any, folder: Path) -> None:
    brief = indexed("show", str(folder / "ferry.md")).value
    (quote,) = indexed("quotes", brief["id"]).value
    assert (quote["brief"], quote["speaker"], quote["attribution"], quote["kind"]) == (
        brief["id"],
        "Tormod Akselrud",
        "explicit",
        "speech",
    )
    assert brief["text"][quote["start"] : quote["end"]] == quote["text"]
    assert indexed("quotes", "--speaker", "tormod akselrud").value == [quote]
    assert indexed("quotes", "--speaker", "nobody").value == []
    names = {(row["name"], row["type"]) for row in indexed("entities", str(folder / "grain.txt")).value}
    assert ("Norway", "country") in names
    for row in indexed("entities").value:
        assert {"id", "brief", "start", "end", "text", "source"} == set(row["mentions"][0])


def test_inspect_needs_no_library(folder: Path, tmp_path: Path, call: Any) -> None:
    seen = call("inspect", str(folder / "ferry.md")).value
    assert {"text", "blocks", "mentions", "quotes", "key_sentences"} <= set(seen)
    assert {"start", "end", "text", "type", "name"} == set(seen["mentions"][0])
    assert not (tmp_path / "data").exists()
    assert call("inspect", str(folder / "scan.pdf")).code == 1


def test_tagging_from_the_command_line(indexed: Any, folder: Path) -> None:
    brief = str(folder / "ferry.md")
    twice = indexed("tag", brief, "--exact", "The ferry will sail as before.", "--tag", "transport/ferry")
    assert twice.code == 1
    assert len(twice.value["places"]) == 2
    assert "2. paragraph" in twice.err
    assert indexed("tag", brief, "--exact", "no such words", "--tag", "x").code == 1
    second = ("--exact", "The ferry will sail as before.", "--occurrence", "2")
    made = indexed("tag", brief, *second, "--tag", "transport/ferry", "--note", "why").value
    assert made["tags"] == ["transport/ferry"]
    assert (made["note"], made["status"]) == ("why", "exact")
    again = indexed("tag", brief, *second, "--tag", "May").value
    assert again["id"] == made["id"]
    assert again["tags"] == ["transport/ferry", "May"]
    assert indexed("passages").value == [again]
    assert indexed("untag", made["id"], "--tag", "May").code == 0
    assert indexed("passages").value == [made]
    assert indexed("untag", made["id"]).code == 0
    assert indexed("passages").value == []
    assert indexed("untag", made["id"]).code == 1


def test_a_passage_follows_its_words_into_a_new_version(indexed: Any, folder: Path) -> None:
    file = folder / "grain.txt"
    made = indexed("tag", str(file), "--exact", "rose by a tenth in April 2026", "--tag", "prices").value
    file.write_text(
        "Grain prices\n\nA word before.\n\nPrices in Norway rose by a tenth in April 2026.\n", encoding="utf-8"
    )
    assert indexed("index", str(file)).value["indexed"] == 1
    (moved,) = indexed("passages").value
    text = indexed("show", made["brief"]).value["text"]
    assert moved["status"] == "moved"
    assert text[moved["start"] : moved["end"]] == made["exact"]
    file.write_text("Grain prices\n\nNothing of the kind.\n", encoding="utf-8")
    indexed("index", str(file))
    (lost,) = indexed("passages").value
    assert (lost["status"], lost["start"], lost["end"], lost["exact"]) == ("orphan", None, None, made["exact"])


@pytest.mark.parametrize("form", ["md", "html"])
def test_export_writes_every_passage_and_the_same_bytes_twice(
    indexed: Any, folder: Path, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    indexed("tag", str(folder / "grain.txt"), "--exact", "rose by a tenth", "--tag", "prices", "--note", "check it")
    first, second = tmp_path / f"one.{form}", tmp_path / f"two.{form}"
    assert indexed("export", "--format", form, "--output", str(first)).value["passages"] == 1
    indexed("export", "--format", form, "--output", str(second))
    assert first.read_bytes() == second.read_bytes()
    written = first.read_text(encoding="utf-8")
    for wanted in ("rose by a tenth", "check it", "Grain prices", "grain.txt", "prices"):
        assert wanted in written
    indexed("tag", str(folder / "ferry.md"), "--exact", "agreed on nothing", "--tag", "Transport/Ferry")
    assert indexed("export", "--format", form, "--output", str(first), "--tag", "transport").value["passages"] == 1
    assert indexed("export", "--format", form, "--output", str(first), "--tag", "trans").code == 1
    refused = indexed("export", "--format", form, "--output", str(folder / "grain.txt"))
    assert refused.code == 1
    assert "rose by a tenth" in (folder / "grain.txt").read_text(encoding="utf-8")


def test_the_doctor_mends_and_reports(indexed: Any) -> None:
    looked = indexed("doctor")
    assert looked.code == 0
    assert looked.value["sound"]
    assert {check["name"] for check in indexed("doctor", "--rebuild").value["checks"]} >= {"store", "index", "findings"}


@pytest.mark.parametrize(
    "arguments", [["frob"], ["index"], ["search", ""], ["export", "--format", "paper", "--output", "x"]]
)
def test_usage_is_exit_code_2(call: Any, arguments: list[str]) -> None:
    said = call(*arguments)
    assert said.code == 2
    assert set(said.value) == {"error"}
    assert said.err.startswith("briefreader: ")


def test_people_get_lines(indexed: Any, folder: Path) -> None:
    brief = str(folder / "ferry.md")
    for verb in (["list"], ["show", brief], ["search", "ferry"], ["entities"], ["quotes"], ["passages"], ["doctor"]):
        said = indexed(*verb, as_json=False)
        assert said.code == 0
        assert said.out.strip()
        assert "Traceback" not in said.err


def test_every_verb_runs_where_qt_cannot_be_imported(folder: Path, tmp_path: Path) -> None:
    script = (
        "import json, sys; sys.modules['PySide6'] = None; sys.modules['shiboken6'] = None\n"
        "import briefreader.service.library, briefreader.cli.main\n"
        "from briefreader.__main__ import main\n"
        "for arguments in json.loads(sys.argv[1]):\n"
        "    print(main([*arguments, '--json']), file=sys.stderr)\n"
        "assert not any(name.startswith('PySide6.') for name in sys.modules)\n"
    )
    ferry, words = str(folder / "ferry.md"), "The harbour board"
    verbs = [
        ["index", ferry], ["list"], ["show", ferry], ["search", "ferry"], ["entities"], ["quotes"], ["inspect", ferry],
        ["tag", ferry, "--exact", words, "--tag", "Board"], ["passages"], ["tags"], ["undo"], ["redo"], ["backups"],
        ["mark", ferry, "--todo"], ["restore", "nothing"], ["untag", "nothing"], ["drafts"],
        ["searches"], ["watch"], ["check", "two words"], ["alike", ferry],
        ["reading", "name", "Ada Veld"], ["versions", ferry], ["changes", ferry, ferry],
        ["export", "--format", "md", "--output", str(tmp_path / "summary.md")], ["doctor"],
    ]  # fmt: skip
    assert {verb for verb, *_ in verbs} == {*VERBS, "inspect", "backups", "restore"}
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps(verbs)],
        env={**os.environ, "BRIEFREADER_DATA": str(tmp_path / "data"), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    codes = [line for line in done.stderr.decode().splitlines() if line.isdigit()]
    assert codes == ["1" if verb in ("untag", "restore") else "0" for verb, *_ in verbs]
    values = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert len(values) == len(verbs)


def test_what_is_unexpected_is_written_into_the_log_without_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Any
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("the words of a brief")

    monkeypatch.setitem(VERBS, "list", fails)
    with pytest.raises(RuntimeError) as caught:
        call("list")
    try:
        sys.excepthook(RuntimeError, caught.value, caught.tb)
    finally:
        log.stop()
    written = (tmp_path / "data" / "logs" / "command-line.log").read_text()
    assert "RuntimeError" in written
    assert "test_main.py" in written
    assert "words of a brief" not in written


def test_that_rules_alone_were_used_is_said_beside_the_value(folder: Path, call: Any) -> None:
    (folder / "puerto.txt").write_text(
        "El puerto\n\nEl puerto de la ciudad abre sus puertas a los barcos de pesca en mayo, dijo la alcaldesa.\n"
    )
    said = call("inspect", str(folder / "puerto.txt"))
    assert said.code == 0
    assert said.value["text"].startswith("El puerto")
    assert "Spanish" in said.err


def test_what_stands_behind_two_hyphens_is_no_option(
    indexed: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "--data-dir", str(tmp_path / "data"), "--", "--json"]) == 0
    assert capsys.readouterr().out.endswith("0 briefs.\n")


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    for word in ("--help", "--version"):
        with pytest.raises(SystemExit) as stopped:
            main([word])
        assert stopped.value.code == 0
        assert "BriefReader" in capsys.readouterr().out.replace("briefreader", "BriefReader")


def test_a_speaker_is_found_by_part_of_the_name_and_a_passage_by_part_of_its_id(indexed: Any) -> None:
    assert indexed("quotes", "--speaker", "akselrud").value == indexed("quotes", "--speaker", "Tormod Akselrud").value
    assert indexed("quotes", "--speaker", "akselrud").value
    assert indexed("quotes", "--speaker", "sel").value == []
    made = indexed("tag", "ferry.md", "--exact", "agreed on nothing", "--tag", "board", "--note", "why")
    again = indexed("tag", "ferry.md", "--exact", "agreed on nothing", "--tag", "talks", "--note", "ask").value
    assert again["note"] == "why\nask"
    assert again["tags"] == ["board", "talks"]
    people = indexed("passages", as_json=False).out
    assert "The ferry question, para 1" in people
    assert indexed("untag", made.value["id"][:6]).value == {"passage": made.value["id"], "tag": None}


def test_what_is_not_analysed_yet_is_said(call: Any, folder: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path / "data") as library:
        run(library.ingest([folder], analyse=False))
    said = call("quotes")
    assert said.value == []
    assert "2 briefs not analysed yet" in said.err


def test_folders_are_read_by_pattern(call: Any, folder: Path) -> None:
    assert call("index", str(folder), "--exclude", "*.pdf", "--exclude", "grain*").value["indexed"] == 1
    assert call("index", str(folder), "--exclude", "").value["indexed"] == 1


def test_a_row_of_a_table_is_a_line(call: Any, tmp_path: Path) -> None:
    (tmp_path / "table.md").write_text("| Port | Fee |\n|---|---|\n| Lindesund | 4 |\n")
    call("index", str(tmp_path / "table.md"))
    assert "| Lindesund | 4" in call("show", "table.md", as_json=False).out


def test_what_is_missing_leads_to_the_help_of_its_verb(call: Any) -> None:
    assert "See: briefreader search --help" in call("search").err


def test_an_empty_library_needs_no_index(call: Any) -> None:
    assert call("search", "ferry").err == ""


def test_a_word_is_left_out_with_a_hyphen(indexed: Any) -> None:
    (hit,) = indexed("search", "-ferry").value["hits"]
    assert hit["title"] == "Grain prices"
    assert indexed("search", "--limit", "0", "ferry").code == 2


def test_export_says_what_it_replaced_and_that_nothing_was_tagged(indexed: Any, tmp_path: Path) -> None:
    asked = ("export", "--format", "md", "--output", str(tmp_path / "summary.md"))
    first = indexed(*asked, as_json=False)
    assert "in the place" not in first.out
    assert first.err == "briefreader: No passage is tagged yet.\n"
    assert "in the place of the file that was there" in indexed(*asked, as_json=False).out
    assert indexed("export", "--format", "md", "--output", "-").code == 2


def test_what_is_stopped_is_an_answer_too(call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(VERBS, "list", stop)
    said = call("list")
    assert said.code == 130
    assert "Stopped" in said.value["error"]
    assert said.err == f"briefreader: {said.value['error']}\n"


def test_lines_of_a_note_stand_beneath_each_other(indexed: Any) -> None:
    indexed("tag", "ferry.md", "--exact", "agreed on nothing", "--tag", "board", "--note", "why\nand who")
    assert indexed("passages", as_json=False).out.endswith("  Note: why\n        and who\n")


def test_places_that_are_not_listed_are_counted(call: Any, tmp_path: Path) -> None:
    (tmp_path / "many.txt").write_text("Many\n\n" + "The fees rise. " * 70)
    call("index", str(tmp_path / "many.txt"))
    places = call("tag", "many.txt", "--exact", "The fees rise.", "--tag", "x").value["places"]
    assert places[-1] == f"and {70 - len(places) + 1} more"


def test_a_mistyped_verb_opens_no_window(capsys: pytest.CaptureFixture[str]) -> None:
    assert start(["serch", "grain"]) == 2
    assert capsys.readouterr().err == (
        "briefreader: There is no verb, file or folder “serch”. Did you mean: briefreader search?\n"
    )


def test_a_heading_shows_the_paragraph_it_is_cited_by(indexed: Any) -> None:
    place = indexed("tag", "ferry.md", "--exact", "The ferry question", "--tag", "title", as_json=False).out
    assert "The ferry question, para 1\n" in place
    lines = indexed("show", "ferry.md", as_json=False).out.splitlines()
    assert " (1) # The ferry question" in lines
    assert any(line.startswith("   1 The harbour board") for line in lines)
