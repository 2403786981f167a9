"""Which lines of a text are prose, and which stand around it."""

import pytest

from watchers.model import LineClass
from watchers.text.lines import classify_lines, lines_around


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("The minister told reporters on Monday that talks would go on.", LineClass.PROSE),
        ("Photos carried by the newspaper showed a beaming leader at the wheel.", LineClass.PROSE),
        ("The picture is bleak: exports fell by a third in a year.", LineClass.PROSE),
        ("SEOUL, Aug. 14 (Yonhap) -- The army began its drills on Monday.", LineClass.PROSE),
        ("By the end of the week, 300 houses had been lost to the fire.", LineClass.PROSE),
        ("In this photo taken on Friday, soldiers wait. (AP Photo/Jane Roe)", LineClass.CAPTION),
        ("FILE PHOTO: Soldiers wait at the border", LineClass.CAPTION),
        ("Soldiers wait at the border. (Yonhap)", LineClass.CAPTION),
        ("국경에서 대기하는 병사들 [사진=연합뉴스]", LineClass.CAPTION),
        ("国境で待機する兵士（共同）", LineClass.CAPTION),
        ("Фото: пресс-служба министерства", LineClass.CAPTION),
        ("© 2024 Example Media. All rights reserved.", LineClass.CREDIT),
        ("Reporting by Jane Roe; Editing by John Doe", LineClass.CREDIT),
        ("By Jane Roe and John Doe", LineClass.CREDIT),
        ("AFP/Reuters", LineClass.CREDIT),
        ("무단 전재 및 재배포 금지", LineClass.CREDIT),
        ("Editor's note: this story has been updated.", LineClass.EDITORS_NOTE),
        ("RESTRICTED TO EDITORIAL USE - MANDATORY CREDIT - NO MARKETING", LineClass.EDITORS_NOTE),
        ("Share this article on Facebook", LineClass.SHARE),
        ("Read more: what the talks are about", LineClass.SHARE),
        ("Sign up for our newsletter", LineClass.SHARE),
    ],
)
def test_a_line_has_its_class(line: str, kind: LineClass) -> None:
    """A line is known by the words that only its class has."""
    # given one line
    # when it is classified
    found = classify_lines(line)
    # then it has that class
    assert [part.kind for part in found] == [kind]


def test_lines_cover_the_text_without_gaps() -> None:
    """Every code point belongs to exactly one line."""
    # given a text with empty lines and no break at its end
    text = "One.\n\nPhoto: two\nThree."
    # when it is classified
    lines = classify_lines(text)
    # then the parts put together are the text
    assert "".join(text[line.start : line.end] for line in lines) == text


def test_a_caption_within_a_long_line_is_cut_out() -> None:
    """A text without paragraphs does not become a caption as a whole."""
    # given one long line with a caption in its middle
    prose = "The talks went on through the night without any result at all. " * 12
    text = f"{prose}(Photo by Jane Roe / AFP) {prose}"
    # when it is classified
    kinds = [line.kind for line in classify_lines(text)]
    # then only a small part of it is one
    assert kinds.count(LineClass.CAPTION) == 1
    assert kinds.count(LineClass.PROSE) > 20


def test_the_line_around_a_place_is_the_classified_one() -> None:
    """Asking for one place gives what classifying everything gives."""
    # given a text of several lines
    text = "One.\nPhoto: two\nThree.\n"
    # when each place is asked for
    # then it is the line of the whole that has it
    for line in classify_lines(text):
        assert lines_around(text, line.start) == (line,)
