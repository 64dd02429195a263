import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.errors import ReadError
from briefreader.readers.cues import lines
from briefreader.readers.subtitles import read
from briefreader.text.document import Document


def rows(document: Document) -> list[tuple[str, str]]:
    return [(block.label, document.text[block.start : block.end]) for block in document.blocks]


def cue(start: str, end: str, *text: str, number: int = 1) -> str:
    return f"{number}\n{start},000 --> {end},500\n" + "\n".join(text) + "\n\n"


def srt(*cues: str) -> Document:
    return read("".join(cues).encode(), "hearing.srt")


def test_cues_are_joined_to_paragraphs_with_their_time() -> None:
    document = srt(
        cue("00:12:05", "00:12:07", "<i>The quay was surveyed</i>", "{\\an8}in May."),
        cue("00:12:08", "00:12:09", "It is long."),
        cue("00:12:30", "00:12:31", "After a pause."),
        cue("01:00:00", "01:00:01", "Later still &amp; last."),
    )
    assert rows(document) == [
        ("00:12:05", "The quay was surveyed in May. It is long."),
        ("00:12:30", "After a pause."),
        ("01:00:00", "Later still & last."),
    ]


def test_who_speaks_opens_a_paragraph() -> None:
    document = srt(
        cue("00:00:01", "00:00:02", "ADA BRIGHT: The quay"),
        cue("00:00:02", "00:00:03", "is long."),
        cue("00:00:03", "00:00:04", "Bo Stone (softly): Is it?", "- Yes.", "- No."),
        cue("00:00:05", "00:00:06", ">> THE CHAIR: Order. Note: this stays."),
        cue("00:00:06", "00:00:07", "THE CHAIR: Order, please."),
        cue("00:00:07", "00:00:08", "At 10:30 we met."),
    )
    assert [text for _, text in rows(document)] == [
        "ADA BRIGHT: The quay is long.",
        "Bo Stone: Is it?",
        "Yes.",
        "No.",
        "THE CHAIR: Order. Note: this stays. Order, please. At 10:30 we met.",
    ]


def test_webvtt() -> None:
    document = read(
        b"WEBVTT - The hearing\nKind: captions\nLanguage: en\n\nNOTE\nnot said\n\nSTYLE\n::cue { color: red }\n\n"
        b"intro\n00:01.000 --> 00:02.000 align:start position:0%\n<v.loud Ada Bright>The <c.red>quay</c> is"
        b"<00:00:01.500> long.</v>\n\n00:02.000 --> 00:03.000\n<v Ada Bright>It is.\n<v Bo Stone>No.\n",
        "a.vtt",
    )
    assert rows(document) == [("00:00:01", "Ada Bright: The quay is long. It is."), ("00:00:02", "Bo Stone: No.")]
    assert (document.metadata.title, document.metadata.language, document.metadata.format) == (
        "The hearing",
        "en",
        "subtitles",
    )


def test_captions_that_roll_up_are_said_once() -> None:
    document = srt(
        cue("00:00:01", "00:00:02", "the quay was"),
        cue("00:00:02", "00:00:03", "the quay was", "surveyed in may"),
        cue("00:00:03", "00:00:04", "surveyed in may", "and is long"),
    )
    assert rows(document) == [("00:00:01", "the quay was surveyed in may and is long")]


def test_words_said_twice_are_kept() -> None:
    document = srt(cue("00:00:01", "00:00:02", "No."), cue("00:00:02", "00:00:03", "No."))
    assert document.text == "No. No."


def test_cues_without_blank_lines_between_them() -> None:
    text = "1\n00:00:01,0 --> 00:00:02,0\nOne.\n2\n00:00:02,0 --> 00:00:03,0\nTwo.\n"
    assert [line.text for line in lines(text)] == ["One.", "Two."]


def test_long_speech_is_cut_at_the_end_of_a_sentence() -> None:
    document = srt(*(cue(f"00:00:{n:02}", f"00:00:{n:02}", "The quay is long. " * 5) for n in range(20)))
    assert all(300 < len(text) < 700 for _, text in rows(document)[:-1])
    document = srt(*(cue(f"00:00:{n:02}", f"00:00:{n:02}", "and so on " * 10) for n in range(50)))
    assert all(text < 1700 for text in map(len, (text for _, text in rows(document))))


def test_nothing_said() -> None:
    for data in (b"WEBVTT\n\n", b"words", b"\x00\x01\x02\x03" * 50):
        with pytest.raises(ReadError):
            read(data, "a.srt")


@given(st.text(st.sampled_from("ab:.,->< \n0123456789<v>/&;{}\\-")))
def test_any_text(text: str) -> None:
    try:
        document = read(("1\n00:00:01,000 --> 00:00:02,000\n" + text).encode(), "a.srt")
    except ReadError:
        return
    assert all(block.label and block.start < block.end for block in document.blocks)
