from __future__ import annotations

from briefreader.analysis.entities import find_mentions
from briefreader.text.document import Block, Document
from briefreader.text.findings import Mention


class Says:
    """A model that gives the names of `labels` these labels wherever they stand."""

    def __init__(self, labels: dict[str, str]) -> None:
        self._labels = labels

    def spans(self, texts: list[str]) -> list[list[tuple[int, int, str]]]:
        return [
            [
                (place, place + len(name), label)
                for name, label in self._labels.items()
                if (place := text.find(name)) >= 0
            ]
            for text in texts
        ]


def mentions(text: str, **labels: str) -> list[Mention]:
    blocks: list[Block] = []
    offset = 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", offset, offset + len(line), paragraph=len(blocks) + 1))
        offset += len(line) + 1
    model = Says({name.replace("_", " "): label for name, label in labels.items()}) if labels else None
    return list(find_mentions(Document(text, tuple(blocks)), model))  # type: ignore[arg-type]


def types(text: str, **labels: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.type) for mention in mentions(text, **labels)]


def test_a_name_in_the_frames_of_a_place_is_one() -> None:
    assert types("Tolls rose in Vidinec again.", Vidinec="ORG") == [("Vidinec", "place")]
    assert types("Barges waited at Calarash and left.", Calarash="PERSON") == [("Calarash", "place")]
    assert types("We saw Vidinec, where two lanes remain.", Vidinec="ORG") == [("Vidinec", "place")]
    assert types("Trade between Drubeta and Belenje fell.", Belenje="ORG") == [("Belenje", "place")]


def test_the_frames_of_some_mentions_tell_the_others() -> None:
    text = "The port of Zimnitsa was shut.\nZimnitsa lost nine berths.\nA ship left Zimnitsa."
    assert types(text, Zimnitsa="ORG") == [("Zimnitsa", "place")] * 3


def test_frames_do_not_outvote_what_the_model_says_more_often() -> None:
    text = "Harrow said so.\nHarrow will come.\nThe talks in Harrow failed."
    assert types(text, Harrow="PERSON") == [("Harrow", "person")] * 3


def test_the_words_of_a_name_count_more_than_its_frame() -> None:
    assert types("The vote in Tarn Council failed.", Tarn_Council="ORG") == [("Tarn Council", "organisation")]
    assert types("Faith in Maria Tarnow grew.", Maria_Tarnow="PERSON") == [("Maria Tarnow", "person")]


def test_frames_of_persons_and_companies() -> None:
    assert types("We met Talvik, who had resigned.", Talvik="ORG") == [("Talvik", "person")]
    assert types("Ask the consultancy Ardent again.", Ardent="PERSON") == [("Ardent", "organisation")]


def test_a_place_nothing_else_marks_is_found_by_its_frame() -> None:
    assert types("Traffic near Corabea fell by half.") == [("Corabea", "place")]
    assert types("Traffic near Corabea fell by half.", Nothing="ORG") == [("Corabea", "place")]
    assert types("It was seen in Corabea.") == [("Corabea", "place")]
    assert types("It was seen in Corabea.", Nothing="ORG") == []
    assert types("It came near Government House.") == []


def test_a_company_is_told_by_the_last_word_of_its_name() -> None:
    assert types("We asked Ferrow Cargo again.", Ferrow_Cargo="PERSON") == [("Ferrow Cargo", "organisation")]
    assert types("We asked Ilva Shipping again.", Ilva_Shipping="PERSON") == [("Ilva Shipping", "organisation")]


def test_a_prize_is_no_person() -> None:
    assert types("She won the Varo Prize.", Varo_Prize="PERSON") == []


def test_a_demand_is_no_part_of_a_name() -> None:
    text = "Invite Talvik to the talks."
    assert types(text, Invite_Talvik="ORG") == [("Talvik", "organisation")]
    assert types("Fund Council met.", Fund_Council="ORG") == [("Fund Council", "organisation")]
    assert types("Grant Varo said so.", Grant_Varo="PERSON") == [("Grant Varo", "person")]


def test_parts_of_a_plan_and_front_matter_are_no_names() -> None:
    assert types("Adopt Programme B in spring.", Adopt_Programme_B="ORG") == []
    assert types("We favour Option 3 over all.", Option_3="ORG") == []
    assert types("Foreword\nWe begin.", Foreword="ORG") == []


def test_a_role_in_brackets_tells_a_person() -> None:
    text = "Ilinca Varo (chair), Petru Dascal (deputy head of the port) and Tarn Council (observer) met."
    people = [("Ilinca Varo", "person"), ("Petru Dascal", "person")]
    assert types(text, Ilinca_Varo="ORG") == [*people, ("Tarn Council", "organisation")]


def test_names_behind_a_label_are_persons() -> None:
    text = "Attendees: Vlad Stoicu; Dr Irène Dufau, Marek Šimůnek and Oana Tepe\nPrepared by: Tarn Council"
    assert [m.text for m in mentions(text) if m.type == "person"] == [
        "Vlad Stoicu",
        "Irène Dufau",
        "Marek Šimůnek",
        "Oana Tepe",
    ]


def test_guilds_and_clubs_are_bodies() -> None:
    assert types("The Nordhaven Pilots' Guild met Lower Sava Club.") == [
        ("Nordhaven Pilots' Guild", "organisation"),
        ("Lower Sava Club", "organisation"),
    ]


def test_the_heading_row_of_a_table_is_no_name() -> None:
    assert types("Port Tonnes Share Change\nCalarash 900", Port_Tonnes_Share_Change="ORG") == []
    row = "Lower Sava Harbour Council"
    assert types(row, Lower_Sava_Harbour_Council="ORG") == [(row, "organisation")]
