"""The chosen passage by key: longer, shorter, moved, and how sure what it states is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from briefreader.records import Passage, Strength
from briefreader.ui.middle.views import Views
from briefreader.ui.reading import Reading
from briefreader.ui.state import State

STRENGTHS: tuple[Strength, ...] = ("", "fact", "claim", "opinion")


class Shaping(QObject):
    def __init__(self, state: State, reading: Reading, reader: Views) -> None:
        super().__init__(reader)
        self._state, self._reading, self._reader = state, reading, reader

    @Slot()
    def end_on(self) -> None:
        self._stretch(0, 1)

    @Slot()
    def end_back(self) -> None:
        self._stretch(0, -1)

    @Slot()
    def begin_before(self) -> None:
        self._stretch(1, 0)

    @Slot()
    def begin_behind(self) -> None:
        self._stretch(-1, 0)

    @Slot()
    def move(self) -> None:
        """The chosen passage is the selected words from now on."""
        found, span = self._chosen(), self._reader.selection()
        if found is None or span is None:
            self._state.say("Choose a passage and select the words it is to be.")
            return
        marking = self._state.library.marking
        if self._state.do(marking.reshape, found.id, *span, self._reading.document) is not None:
            self._reader.clear_selection()
            self._state.say("The passage is these words now. Ctrl+Z takes it back.")

    @Slot()
    def next_strength(self) -> None:
        """Nothing said, a fact, a claim, an opinion, and round."""
        found = self._chosen()
        if found is None:
            self._state.say("Choose a passage first.")
            return
        strength = STRENGTHS[(STRENGTHS.index(found.strength) + 1) % len(STRENGTHS)]
        self.set_strength(found.id, strength)

    @Slot(str, str)
    def set_strength(self, passage: str, strength: Strength) -> None:
        if self._state.do(self._state.library.marking.set_strength, [passage], strength) is not None:
            self._state.say(f"The passage states {_AS[strength]}. Ctrl+Z takes it back.")

    def _stretch(self, before: int, behind: int) -> None:
        found = self._chosen()
        if found is None:
            self._state.say("Choose a passage first: click it, or step to it with J.")
            return
        if self._state.do(self._state.library.marking.stretch, found.id, before, behind) is not None:
            now = self._chosen()
            if now is not None and now.start is not None and now.end is not None:
                self._reading.reveal.emit(now.start, now.end)

    def _chosen(self) -> Passage | None:
        return next((one for one in self._reading.passages if one.id == self._reading.passage), None)


_AS = {"": "nothing in particular", "fact": "a fact", "claim": "a claim", "opinion": "an opinion"}
