from briefreader.readers.furniture import without_furniture

FIRST = "The board found that the piers which had been built before the storm"
SECOND = "were in a better state than those which had been mended after it, and said so."


def test_a_running_foot_with_a_growing_number_is_left_out_and_the_sentence_goes_on() -> None:
    lines: list[str] = []
    for page in range(1, 5):
        lines += [f"{page}{FIRST}", "", f"Page {page}            Port Office, report 7", SECOND, ""]
    kept = [line for line in without_furniture(lines).lines if line]
    assert kept == [line for page in range(1, 5) for line in (f"{page}{FIRST}", SECOND)]
    assert FIRST + "\n" + SECOND in "\n".join(without_furniture(lines).lines)


def test_a_running_head_beside_page_numbers_is_the_title() -> None:
    head = "The state of the piers after the storms of the winter"
    lines: list[str] = []
    for page in range(1, 6):
        lines += [SECOND, "", str(page), "", head, "", SECOND, ""]
    result = without_furniture(lines)
    assert result.title == head
    assert result.lines.count(head) == 1
    assert not any(line.strip().isdigit() for line in result.lines)


def test_page_marks_and_job_numbers() -> None:
    lines = [FIRST, "", "[[Page S705]]", "", SECOND, "", "11-51360 10", "", SECOND]
    assert [line for line in without_furniture(lines).lines if line] == [FIRST, SECOND, SECOND]


def test_lines_that_come_back_without_page_numbers_stay() -> None:
    lines = ["THE CHAIR: Thank you.", "", SECOND, ""] * 6
    assert without_furniture(lines).lines == lines


def test_a_number_that_stands_for_itself_stays() -> None:
    lines = ["Ships counted:", "", "42", "", SECOND]
    assert without_furniture(lines).lines == lines
