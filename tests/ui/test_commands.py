from __future__ import annotations

from briefreader.ui.commands import COMMANDS, GROUPS, clashes, is_letter, keys_of
from briefreader.ui.preferences import Preferences

BY_NAME = {command.name: command for command in COMMANDS}


def test_no_key_does_two_things() -> None:
    assert clashes({}) == {}
    digits = {str(number) for number in range(1, 10)}
    assert not digits & {key for command in COMMANDS for key in command.keys}


def test_a_key_given_twice_is_named_with_both_commands() -> None:
    assert clashes({"tag": "N"}) == {"N": ["Tag the selection…", "Write a note…"]}


def test_names_are_unique_and_groups_known() -> None:
    assert len(BY_NAME) == len(COMMANDS)
    assert {command.group for command in COMMANDS} == set(GROUPS)


def test_letters_can_be_changed_or_switched_off_and_other_keys_stay() -> None:
    search = BY_NAME["search"]
    assert keys_of(search, Preferences()) == ("/", "Ctrl+Shift+F")
    assert keys_of(search, Preferences(letters=False)) == ("Ctrl+Shift+F",)
    assert keys_of(search, Preferences(keys={"search": "G"})) == ("G", "Ctrl+Shift+F")
    assert keys_of(search, Preferences(keys={"search": ""})) == ("Ctrl+Shift+F",)


def test_a_letter_is_one_character_with_or_without_shift() -> None:
    assert is_letter("T")
    assert is_letter("Shift+S")
    assert is_letter("/")
    assert not is_letter("F3")
    assert not is_letter("Ctrl+T")
