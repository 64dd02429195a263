from __future__ import annotations

from pathlib import Path

import pytest

from briefreader.cli.parser import VERBS, is_verb, no_verb, verb_parser, window_parser, with_left_out_words
from briefreader.errors import UsageError


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], False),
        (["briefs"], False),
        (["--data-dir", "index", "briefs"], False),
        (["--data-dir", "d", "index", "briefs"], True),
        (["./index"], False),
        (["--", "index"], False),
        (["index", "briefs"], True),
        (["--help"], True),
        (["--version"], True),
    ],
)
def test_a_verb_is_told_from_a_folder(arguments: list[str], expected: bool) -> None:
    assert is_verb(arguments) is expected


def test_every_verb_has_a_grammar_and_takes_json_and_a_data_folder() -> None:
    given = {
        "index": ["p"],
        "show": ["b"],
        "search": ["q"],
        "inspect": ["f"],
        "tag": ["b", "--exact", "x", "--tag", "t"],
        "untag": ["p"],
        "mark": ["b"],
        "restore": ["c"],
        "check": ["t"],
        "alike": ["b"],
        "reading": ["name", "Ada"],
        "versions": ["b"],
        "changes": ["b"],
        "export": ["--format", "md", "--output", "o"],
    }
    for verb in VERBS:
        asked = verb_parser().parse_args([verb, *given.get(verb, []), "--json", "--data-dir", "d"])
        assert asked.verb == verb
        assert asked.json
        assert str(asked.data_dir) == "d"


@pytest.mark.parametrize(
    "arguments",
    [["index"], ["search"], ["search", "q", "--limit", "0"], ["tag", "b"], ["export", "--format", "paper"], ["frob"]],
)
def test_a_malformed_request_is_a_usage_error(arguments: list[str]) -> None:
    with pytest.raises(UsageError):
        verb_parser().parse_args(arguments)


def test_the_window_takes_paths_and_a_data_folder() -> None:
    asked = window_parser().parse_args(["a", "b", "--data-dir", "d"])
    assert [str(path) for path in asked.paths] == ["a", "b"]
    assert str(asked.data_dir) == "d"


def test_only_a_word_that_cannot_be_a_path_is_taken_for_a_verb(tmp_path: Path) -> None:
    assert "search?" in str(no_verb([Path("serch"), Path("grain")]))
    assert "--help" in str(no_verb([Path("zzz")]))
    for path in (tmp_path, Path("a/b"), Path("gone.txt"), Path("..")):
        assert no_verb([path]) is None
    assert no_verb([]) is None


def test_words_left_out_are_no_options() -> None:
    given = ["--data-dir", "d", "search", "-grain", "--json", "--limit", "-1", "-h", "--", "-x"]
    assert with_left_out_words(given) == [word if word != "-grain" else " -grain" for word in given]
    assert with_left_out_words(["index", "-x"]) == ["index", "-x"]
