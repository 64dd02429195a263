"""Everything the window can be told to do, in one table: names, keys and where they stand in the menu.

The menu, the list of keys and the settings are made from it; what a command does is connected in the window.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefreader.ui.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Command:
    """`keys` are Qt key sequences, the first the main one; `group` is the menu it stands in. A `checkable` command is
    on or off. `in_menu` is False for what is of use by its key alone."""

    name: str
    text: str
    keys: tuple[str, ...]
    group: str
    checkable: bool = False
    in_menu: bool = True

    @property
    def is_letter(self) -> bool:
        """Whether its main key is a single character, which can be switched off."""
        return bool(self.keys) and is_letter(self.keys[0])


GROUPS = ("Library", "Edit", "Names", "All briefs", "Brief", "Go", "Show", "Help")
COMMANDS: tuple[Command, ...] = (
    Command("open_folder", "Open a folder…", ("Ctrl+O",), "Library"),
    Command("open_files", "Open files…", ("Ctrl+Shift+O",), "Library"),
    Command("refresh", "Look for changed files", ("F5",), "Library"),
    Command("summary", "Annotated summary…", ("Ctrl+E",), "Library"),
    Command("backups", "Copies of the library…", (), "Library"),
    Command("settings", "Settings…", ("Ctrl+,",), "Library"),
    Command("quit", "Quit", ("Ctrl+Q",), "Library"),
    Command("undo", "Undo", ("Ctrl+Z",), "Edit"),
    Command("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit"),
    Command("copy", "Copy with citation", ("Ctrl+C", "Ctrl+Shift+C"), "Edit"),
    Command("tag", "Tag the selection…", ("T",), "Edit"),
    Command("note", "Write a note…", ("N",), "Edit"),
    Command("tags", "Tags: rename, recolour, define…", ("Ctrl+T",), "Edit"),
    Command("explain", "What is this?", ("I",), "Edit"),
    Command("remove", "Remove the passage", ("Del",), "Edit"),
    Command("select_next", "Select the next sentence", ("S",), "Edit"),
    Command("select_previous", "Select the sentence before", ("Shift+S",), "Edit"),
    Command("select_more", "Select one sentence more", ("X",), "Edit"),
    Command("next_found", "Next name or quote in the text", (".",), "Names"),
    Command("previous_found", "Name or quote before", (",",), "Names"),
    Command("confirm", "It is right", ("Y",), "Names"),
    Command("wrong", "It is no name, or no quote", ("W",), "Names"),
    Command("put_right", "Put right…", ("C",), "Names"),
    Command("review", "Review what is in doubt", ("R",), "Names"),
    Command("which_names", "Which names are marked…", ("Ctrl+Shift+N",), "Names"),
    Command("write_corrections", "Save the corrections to a file…", (), "Names"),
    Command("read_corrections", "Take over corrections, or a list of names…", (), "Names"),
    Command("all_names", "Names in all briefs", ("Alt+1",), "All briefs"),
    Command("all_quotes", "Quotes in all briefs", ("Alt+2",), "All briefs"),
    Command("timeline", "Timeline", ("Alt+3",), "All briefs"),
    Command("matrix", "Names by brief", ("Alt+4",), "All briefs"),
    Command("all_passages", "Passages in all briefs", ("Alt+5",), "All briefs"),
    Command("outline", "Tags as an outline", ("Alt+6",), "All briefs"),
    Command("attention", "Passages that need attention", ("Alt+7",), "All briefs"),
    Command("corrections", "What was put right", ("Alt+8",), "All briefs"),
    Command("next_elsewhere", "Next place of that list", ("Alt+Down",), "All briefs"),
    Command("previous_elsewhere", "Place of that list before", ("Alt+Up",), "All briefs"),
    Command("end_on", "Passage: end a word later", ("Alt+Shift+Right",), "Edit"),
    Command("end_back", "Passage: end a word sooner", ("Alt+Shift+Left",), "Edit"),
    Command("begin_before", "Passage: begin a word sooner", ("Alt+Shift+Up",), "Edit"),
    Command("begin_behind", "Passage: begin a word later", ("Alt+Shift+Down",), "Edit"),
    Command("move_passage", "Passage: to the selected words", ("Ctrl+M",), "Edit"),
    Command("strength", "Passage: fact, claim or opinion", ("F",), "Edit"),
    Command("tag_brief", "Tag the whole brief…", ("Ctrl+Shift+T",), "Brief"),
    Command("todo", "To do, done, neither", ("D",), "Brief"),
    Command("due", "To do until…", ("Ctrl+D",), "Brief"),
    Command("mark_read", "Mark as read", ("U",), "Brief", checkable=True),
    Command("changes", "What has changed in it…", ("Ctrl+Shift+H",), "Brief"),
    Command("save_copy", "Save a copy with its passages…", (), "Brief"),
    Command("print", "Print…", ("Ctrl+P",), "Brief"),
    Command("forget", "Forget this brief…", (), "Brief"),
    Command("palette", "All commands…", ("Ctrl+K", "Ctrl+Shift+P"), "Go"),
    Command("search", "Search all briefs", ("/", "Ctrl+Shift+F"), "Go"),
    Command("find", "Find in this brief…", ("Ctrl+F",), "Go"),
    Command("check_quote", "Check a quotation…", ("Ctrl+Shift+Q",), "Go"),
    Command("watch_list", "Watch list…", (), "Go"),
    Command("next", "Next hit, mention or passage", ("J", "F3"), "Go"),
    Command("previous", "The one before", ("K", "Shift+F3"), "Go"),
    Command("back", "Back", ("Alt+Left",), "Go"),
    Command("forward", "Forward", ("Alt+Right",), "Go"),
    Command("next_brief", "Next brief", ("Ctrl+Down",), "Go"),
    Command("previous_brief", "Brief before", ("Ctrl+Up",), "Go"),
    Command("show_passages", "Passages", ("Ctrl+1",), "Go"),
    Command("show_names", "Names", ("Ctrl+2",), "Go"),
    Command("show_quotes", "Quotes", ("Ctrl+3",), "Go"),
    Command("show_keys", "Key points", ("Ctrl+4",), "Go"),
    Command("next_zone", "Next part of the window", ("F6",), "Go", in_menu=False),
    Command("previous_zone", "Part of the window before", ("Shift+F6",), "Go", in_menu=False),
    Command("library_zone", "Library at the left", ("F8",), "Show", checkable=True),
    Command("side_zone", "Passages, names and quotes at the right", ("F9",), "Show", checkable=True),
    Command("pages_view", "The brief in its own pages", ("V",), "Show", checkable=True),
    Command("next_page", "Next page", ("Ctrl+PgDown",), "Show"),
    Command("previous_page", "Page before", ("Ctrl+PgUp",), "Show"),
    Command("go_to_page", "Go to a page…", ("Ctrl+G",), "Show"),
    Command("fit_width", "Pages as wide as the window", ("Ctrl+9",), "Show"),
    Command("turn_pages", "Turn the pages", ("Ctrl+R",), "Show"),
    Command("bigger", "Larger text", ("Ctrl++", "Ctrl+="), "Show"),
    Command("smaller", "Smaller text", ("Ctrl+-",), "Show"),
    Command("plain_size", "Text as it was made", ("Ctrl+0",), "Show"),
    Command("appearance", "Light or dark", ("Ctrl+Shift+D",), "Show"),
    Command("menu", "This menu", ("F10",), "Show", in_menu=False),
    Command("help_search", "Searching", ("Shift+F1",), "Help"),
    Command("help_keys", "Keys", ("F1",), "Help"),
    Command("about", "About BriefReader", (), "Help"),
)
RECENT_TAGS = 9


def is_letter(key: str) -> bool:
    """Whether `key` is typed as one character without Ctrl or Alt: such keys get in the way of some assistive tools."""
    return len(key.removeprefix("Shift+")) == 1


def keys_of(command: Command, preferences: Preferences) -> tuple[str, ...]:
    """The keys of `command` as the user has set them."""
    keys = command.keys
    if command.name in preferences.keys:
        own = preferences.keys[command.name]
        keys = (*((own,) if own else ()), *command.keys[1:])
    return tuple(key for key in keys if preferences.letters or not is_letter(key))


def clashes(keys: Mapping[str, str]) -> dict[str, list[str]]:
    """The keys that more than one command would have, if their main keys were `keys`: {key: command texts}."""
    users: dict[str, list[str]] = {}
    for command in COMMANDS:
        main = keys.get(command.name, command.keys[0] if command.keys else "")
        for key in dict.fromkeys((main, *command.keys[1:])):
            if key:
                users.setdefault(key, []).append(command.text)
    return {key: texts for key, texts in users.items() if len(texts) > 1}
